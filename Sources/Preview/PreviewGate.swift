// Who may ask: the browser that was given the address, on a page of this server.
//
// The token is the first part of every path and no cookie: cookies of 127.0.0.1 go to servers on all of its ports. A page
// of elsewhere does not know it, and a name of elsewhere that was bound to 127.0.0.1 (DNS rebinding) has another Host.

package struct PreviewGate: Sendable {
  package let token: String
  package let host: String

  package init(port: UInt16, token: String) {
    self.token = token
    // Browsers leave the usual port out.
    host = port == 80 ? "127.0.0.1" : "127.0.0.1:\(port)"
  }

  /// A token of 128 random bits.
  package static func newToken() -> String {
    var random = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let text = String(random.next(), radix: 16)
      return String(repeating: "0", count: 16 - text.utf8.count) + text
    }.joined()
  }

  /// The address to open.
  package var address: String { "http://\(host)/\(token)/" }

  /// The path behind the token; nil for who may not ask.
  package func path(of request: HTTPRequest) -> String? {
    guard request.headers["host"]?.lowercased() == host else { return nil }
    switch request.headers["sec-fetch-site"] {
    case nil, "same-origin", "none": break
    default: return nil
    }
    if let origin = request.headers["origin"] {
      guard origin == "http://" + host else { return nil }
    } else if request.method == .post {
      return nil
    }
    let prefix = Array("/\(token)/".utf8)
    let path = Array(request.path.utf8)
    guard path.count >= prefix.count else { return nil }
    // Takes the same time for every wrong token.
    var difference: UInt8 = 0
    for (a, b) in zip(path, prefix) { difference |= a ^ b }
    return difference == 0 ? String(decoding: path[prefix.count...], as: UTF8.self) : nil
  }
}
