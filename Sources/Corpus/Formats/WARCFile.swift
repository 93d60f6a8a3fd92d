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

  /// The next record that holds a page or a text, or nil at the end.
  ///
  /// - Parameter limit: most bytes of one record.
  mutating func next(limit: Int) -> Record? {
    while let start = PageKnowledge.find(Array("WARC/".utf8), in: bytes, from: position) {
      let head = MIMEPart(bytes[Self.behindLine(bytes, start)...].prefix(1 << 16))
      guard let bodyStart = Self.end(ofHead: bytes, from: start),
        let length = head.header("content-length").flatMap({ Int($0) }), length >= 0
      else {
        position = start + 5
        continue
      }
      let end = length <= bytes.count - bodyStart ? bodyStart + length : bytes.count
      position = end
      let address = head.header("warc-target-uri").map { $0.filter { $0 != "<" && $0 != ">" } }
      switch head.header("warc-type")?.lowercased() {
      case "response"?: return response(bytes[bodyStart..<end], address: address, limit: limit)
      case "conversion"?:
        return Record(address: address, type: "text/plain", charset: nil, content: Array(bytes[bodyStart..<end]))
      case "resource"?:
        return Record(address: address, type: head.type, charset: nil, content: Array(bytes[bodyStart..<end]))
      default: continue
      }
    }
    position = bytes.count
    return nil
  }

  private static func behindLine(_ bytes: [UInt8], _ start: Int) -> Int {
    min(bytes.count, (bytes[start...].firstIndex(of: 0x0a) ?? bytes.count) + 1)
  }

  /// Where the body behind a head and its empty line starts.
  private static func end(ofHead bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < bytes.count, index - start < 1 << 17 {
      let (line, next) = MIMEPart.line(bytes[...], from: index)
      if line.isEmpty, next > index { return next }
      index = next
    }
    return nil
  }

  private func response(_ http: ArraySlice<UInt8>, address: String?, limit: Int) -> Record? {
    guard http.starts(with: Array("HTTP/".utf8)), let bodyStart = Self.end(ofHead: Array(http), from: 0) else {
      return Record(address: address, type: "application/octet-stream", charset: nil, content: [])
    }
    let status = http.prefix(16).split(separator: 0x20).dropFirst().first.map { String(decoding: $0, as: UTF8.self) }
    let head = MIMEPart(http[(http.firstIndex(of: 0x0a).map { $0 + 1 } ?? http.endIndex)...].prefix(1 << 16))
    var content = Array(http.dropFirst(bodyStart))
    if head.header("transfer-encoding")?.lowercased().contains("chunked") ?? false { content = Self.unchunked(content) }
    if head.header("content-encoding")?.lowercased().contains("gzip") ?? false {
      content = (try? Inflater.inflate(content[...], .gzip, limit: limit)) ?? content
    }
    let type = status == "200" ? head.type : "http-status/" + (status ?? "unknown")
    return Record(address: address, type: type, charset: head.parameter("charset"), content: content)
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
