// The Preview room: a site on this machine's own address, for the editor's eyes. It knows files, forms and requests; how
// an article is read it does not know.
//
// Requests as HTTP/1.1 has them, and no more of it than browsers send here: one request a connection, a body only with its
// length, no chunks, no upgrades. Why no package: a loopback server of four routes needs neither an event loop nor TLS; the
// small well-kept servers at hand bring dozens of modules into a program that starts in milliseconds, and none of them
// refuses by itself what this one must refuse (foreign hosts, bodies without a length, names of files outside).

/// One request, checked (RFC 9110 and 9112).
package struct HTTPRequest: Sendable, Equatable {
  package enum Method: String, Sendable { case get = "GET", head = "HEAD", post = "POST" }

  /// Why a request is refused, with the status that says so.
  package struct Fault: Error, Equatable {
    package var status: Int
    package var message: String
  }

  package static let headLimit = 32 << 10
  package static let bodyLimit = 64 << 10

  package var method: Method
  /// Path of the target, still encoded, beginning with `/`.
  package var path: String
  package var query: String
  /// Names in lower case; a name that comes twice is refused unless both say the same.
  package var headers: [String: String]
  package var body: [UInt8] = []

  /// Length of the head with its empty line; nil while it is not complete.
  package static func headLength(_ bytes: [UInt8]) -> Int? {
    var place = 3
    while place < bytes.count {
      if bytes[place] == 0x0a, bytes[place - 1] == 0x0d, bytes[place - 2] == 0x0a, bytes[place - 3] == 0x0d {
        return place + 1
      }
      place += 1
    }
    return nil
  }

  /// Reads a head.
  ///
  /// - Parameter head: bytes up to and with the empty line.
  package init(head: ArraySlice<UInt8>) throws(Fault) {
    let bad = Fault(status: 400, message: "not a request that is understood here")
    guard head.allSatisfy({ $0 >= 0x20 && $0 < 0x7f || $0 == 0x0d || $0 == 0x0a || $0 == 0x09 }) else { throw bad }
    let lines = HTTPRequest.lines(head)
    // A line feed or a carriage return alone ends no line, and means other things to other readers.
    guard !lines.contains(where: { $0.utf8.contains(0x0a) || $0.utf8.contains(0x0d) }) else { throw bad }
    let start = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard start.count == 3, start[2] == "HTTP/1.1" || start[2] == "HTTP/1.0" else { throw bad }
    guard let method = Method(rawValue: String(start[0])) else {
      throw Fault(status: 405, message: "only GET, HEAD and POST")
    }
    guard start[1].hasPrefix("/"), !start[1].contains("#"), start[1].utf8.count <= 8000 else { throw bad }
    self.method = method
    let parts = start[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts[0])
    query = parts.count > 1 ? String(parts[1]) : ""
    headers = [:]
    guard lines.count <= 100 else { throw Fault(status: 431, message: "too many headers") }
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { throw bad }
      let name = line[..<colon].lowercased()
      guard name.utf8.allSatisfy({ $0 == 0x2d || (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) }) else {
        throw bad
      }
      let value = HTTPRequest.trimmed(line[line.index(after: colon)...])
      if let other = headers.updateValue(value, forKey: name), other != value { throw bad }
    }
    guard headers["transfer-encoding"] == nil, headers["upgrade"] == nil else {
      throw Fault(status: 501, message: "no chunks and no upgrades")
    }
    _ = try bodyLength()
  }

  /// Bytes of body that belong to the request.
  package func bodyLength() throws(Fault) -> Int {
    guard let text = headers["content-length"] else {
      if method == .post { throw Fault(status: 411, message: "a form needs its length") }
      return 0
    }
    guard !text.isEmpty, text.utf8.count < 10, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let length = Int(text)
    else { throw Fault(status: 400, message: "no length") }
    guard length <= HTTPRequest.bodyLimit else { throw Fault(status: 413, message: "too long a form") }
    return length
  }

  /// The fields of a form (`application/x-www-form-urlencoded`); of a name that comes twice the first.
  package var fields: [String: String] {
    guard headers["content-type"]?.lowercased().hasPrefix("application/x-www-form-urlencoded") ?? false else {
      return [:]
    }
    var fields: [String: String] = [:]
    for pair in body.split(separator: 0x26) {
      let parts = pair.split(separator: 0x3d, maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = HTTPRequest.decoded(parts[0], isForm: true),
        let value = parts.count > 1 ? HTTPRequest.decoded(parts[1], isForm: true) : ""
      else { continue }
      if fields[name] == nil { fields[name] = value }
    }
    return fields
  }

  /// Text behind percent signs; nil for a broken escape or what is no UTF-8.
  package static func decoded(_ bytes: some Collection<UInt8>, isForm: Bool = false) -> String? {
    let bytes = Array(bytes)
    var plain: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == 0x25 {
        guard place + 2 < bytes.count, let high = digit(bytes[place + 1]), let low = digit(bytes[place + 2]) else {
          return nil
        }
        plain.append(high << 4 | low)
        place += 3
      } else {
        plain.append(isForm && bytes[place] == 0x2b ? 0x20 : bytes[place])
        place += 1
      }
    }
    return String(validating: plain, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  /// The lines before the empty one; a line feed alone ends none.
  private static func lines(_ head: ArraySlice<UInt8>) -> [String] {
    var lines: [String] = []
    var line: [UInt8] = []
    for byte in head {
      if byte == 0x0a, line.last == 0x0d {
        line.removeLast()
        if line.isEmpty { break }
        lines.append(String(decoding: line, as: UTF8.self))
        line = []
      } else {
        line.append(byte)
      }
    }
    return lines
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.utf8.first, first == 0x20 || first == 0x09 { text.removeFirst() }
    while let last = text.utf8.last, last == 0x20 || last == 0x09 { text.removeLast() }
    return String(text)
  }
}
