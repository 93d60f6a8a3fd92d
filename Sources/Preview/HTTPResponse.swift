// Answers: a status, a type, a body, and the headers that keep other pages of the browser out.

package struct HTTPResponse: Sendable {
  package var status: Int
  package var type = "text/html; charset=utf-8"
  package var body: [UInt8] = []
  /// Where the browser goes on, from the top of the server.
  package var location: String?

  private static let reasons = [
    200: "OK", 303: "See Other", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    408: "Request Timeout", 409: "Conflict", 411: "Length Required", 413: "Content Too Large",
    422: "Unprocessable Content", 431: "Request Header Fields Too Large", 500: "Internal Server Error",
    501: "Not Implemented", 503: "Service Unavailable",
  ]

  static func text(_ status: Int, _ text: String) -> HTTPResponse {
    HTTPResponse(status: status, type: "text/plain; charset=utf-8", body: Array((text + "\n").utf8))
  }

  static func redirect(_ location: String) -> HTTPResponse {
    HTTPResponse(status: 303, type: "text/plain; charset=utf-8", location: location)
  }

  /// Pages run the scripts of this server only and send forms to it only; a drawing or data file that is opened by
  /// itself runs none.
  private var policy: String {
    guard type.hasPrefix("text/html") else { return "default-src 'none'; style-src 'unsafe-inline'; sandbox" }
    return PreviewPages.served + "; frame-ancestors 'none'"
  }

  /// The whole answer; the connection ends with it.
  package func bytes(withBody: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(status) \(Self.reasons[status] ?? "Error")\r\n"
    head += "Content-Type: \(type)\r\nContent-Length: \(body.count)\r\nConnection: close\r\nCache-Control: no-store\r\n"
    head += "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nCross-Origin-Resource-Policy: same-origin\r\n"
    head += "Cross-Origin-Opener-Policy: same-origin\r\nReferrer-Policy: same-origin\r\n"
    head += "Content-Security-Policy: \(policy)\r\n"
    if let location { head += "Location: \(location)\r\n" }
    return Array((head + "\r\n").utf8) + (withBody ? body : [])
  }
}
