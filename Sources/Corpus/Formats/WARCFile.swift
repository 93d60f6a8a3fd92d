// Web archives (ISO 28500): records of responses, each a page as it came over HTTP, and of texts made from pages.

struct WARCFile {
  struct Record {
    var address: String?
    /// `text/html` and the like, in lower case.
    var type: String
    /// Encoding that the HTTP header names.
    var charset: String?
    var content: [UInt8]
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func isWARC(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array("WARC/".utf8)) }

  /// Most bytes of the head of a record.
  private static let longestHead = 1 << 17
  private static let mark = Array("WARC/".utf8)

  /// The next record that holds a page or a text, or nil at the end.
  ///
  /// - Parameters:
  ///   - limit: most bytes of one record.
  ///   - budget: what is unpacked counts there.
  mutating func next(limit: Int, budget: ExpansionBudget? = nil) -> Record? {
    while position < bytes.count {
      let start = position
      guard bytes[start...].starts(with: Self.mark) else {
        position = MIMEPart.line(bytes[...], from: start).next
        continue
      }
      guard let bodyStart = passHead() else { continue }
      let head = MIMEPart(bytes[Self.behindLine(bytes, start)..<bodyStart])
      guard let length = head.header("content-length").flatMap({ Int($0) }), length >= 0 else { continue }
      let end = length <= bytes.count - bodyStart ? bodyStart + length : bytes.count
      position = end
      let address = head.header("warc-target-uri").map { $0.filter { $0 != "<" && $0 != ">" } }
      switch head.header("warc-type")?.lowercased() {
      case "response"?: return response(bytes[bodyStart..<end], address: address, limit: limit, budget)
      case "conversion"?:
        return Record(address: address, type: "text/plain", charset: nil, content: Array(bytes[bodyStart..<end]))
      case "resource"?:
        return Record(address: address, type: head.type, charset: nil, content: Array(bytes[bodyStart..<end]))
      default: continue
      }
    }
    return nil
  }

  /// Moves behind the head that starts here and gives where its body starts; nil where the head has no end, because
  /// another begins or because it is too long. No byte is looked at twice.
  private mutating func passHead() -> Int? {
    let last = min(bytes.count, position + Self.longestHead)
    let head = bytes[..<last]
    position = MIMEPart.line(head, from: position).next
    while position < last {
      let (line, next) = MIMEPart.line(head, from: position)
      if line.starts(with: Self.mark) { return nil }
      position = next
      if line.isEmpty { return next }
    }
    // The head ended in the middle of a line, at which no record starts.
    if position < bytes.count { position = MIMEPart.line(bytes[...], from: max(0, position - 1)).next }
    return nil
  }

  private static func behindLine(_ bytes: [UInt8], _ start: Int) -> Int {
    min(bytes.count, (bytes[start...].firstIndex(of: 0x0a) ?? bytes.count) + 1)
  }

  /// Where the body behind the head of an HTTP answer starts.
  private static func end(ofHead bytes: ArraySlice<UInt8>) -> Int? {
    let head = bytes.prefix(longestHead)
    var index = head.startIndex
    while index < head.endIndex {
      let (line, next) = MIMEPart.line(head, from: index)
      if line.isEmpty, next > index { return next }
      index = next
    }
    return nil
  }

  private func response(
    _ http: ArraySlice<UInt8>, address: String?, limit: Int, _ budget: ExpansionBudget?
  ) -> Record? {
    guard http.starts(with: Array("HTTP/".utf8)), let bodyStart = Self.end(ofHead: http) else {
      return Record(address: address, type: "application/octet-stream", charset: nil, content: [])
    }
    let status = http.prefix(16).split(separator: 0x20).dropFirst().first.map { String(decoding: $0, as: UTF8.self) }
    // Answers that say that there is no page are not unpacked.
    guard status == "200" else {
      let number = status.flatMap { $0.utf8.count == 3 ? UInt16($0) : nil }
      return Record(
        address: address, type: "http-status/" + (number.map(String.init) ?? "unknown"), charset: nil, content: [])
    }
    let head = MIMEPart(http[(http.firstIndex(of: 0x0a).map { $0 + 1 } ?? http.endIndex)..<bodyStart])
    var content = Array(http[bodyStart...])
    if head.header("transfer-encoding")?.lowercased().contains("chunked") ?? false { content = Self.unchunked(content) }
    if head.header("content-encoding")?.lowercased().contains("gzip") ?? false {
      let allowed = (try? budget?.allowance(limit)) ?? (budget == nil ? limit : 0)
      content = (try? Inflater.inflate(content[...], .gzip, limit: allowed, budget: budget)) ?? content
    }
    return Record(address: address, type: head.type, charset: head.parameter("charset"), content: content)
  }

  /// The body of a chunked transfer (RFC 9112, 7.1); bytes that are not chunked come back as they are.
  private static func unchunked(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let (line, next) = MIMEPart.line(bytes[...], from: position)
      let digits = String(decoding: line.prefix { $0 != 0x3b && $0 > 0x20 }, as: UTF8.self)
      guard let size = Int(digits, radix: 16), size >= 0 else { return result.isEmpty ? bytes : result }
      if size == 0 { break }
      let end = size <= bytes.count - next ? next + size : bytes.count
      result.append(contentsOf: bytes[next..<end])
      position = end
      while position < bytes.count, bytes[position] == 0x0d || bytes[position] == 0x0a { position += 1 }
    }
    return result
  }
}
