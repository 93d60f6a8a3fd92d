// Messages in the form of RFC 5322 and MIME (RFC 2045-2047): headers, transfer encodings, parts. Letters, mailboxes and
// pages saved as MHTML have it.

/// One part of a message with its headers.
struct MIMEPart {
  /// Headers in order, names in lower case, values unfolded and decoded.
  private(set) var headers: [(name: String, value: String)] = []
  private let body: ArraySlice<UInt8>

  /// Most headers that are kept.
  private static let mostHeaders = 200
  private static let longestValue = 8192

  /// Reads headers up to the first empty line.
  init(_ bytes: ArraySlice<UInt8>) {
    var position = bytes.startIndex
    var raw: [(name: String, value: [UInt8])] = []
    while position < bytes.endIndex {
      let (line, next) = Self.line(bytes, from: position)
      position = next
      if line.isEmpty { break }
      if line[line.startIndex] == 0x20 || line[line.startIndex] == 0x09 {
        if !raw.isEmpty, raw[raw.count - 1].value.count < Self.longestValue {
          raw[raw.count - 1].value.append(0x20)
          raw[raw.count - 1].value.append(contentsOf: line.drop { $0 == 0x20 || $0 == 0x09 })
        }
        continue
      }
      guard let colon = line.firstIndex(of: 0x3a), raw.count < Self.mostHeaders else { continue }
      let name = line[..<colon].filter { $0 > 0x20 }.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
      let value = line[(colon + 1)...].drop { $0 <= 0x20 }.prefix(Self.longestValue)
      raw.append((String(decoding: name, as: UTF8.self), Array(value)))
    }
    headers = raw.map { ($0.name, EncodedWords.decoded($0.value)) }
    body = bytes[position...]
  }

  /// A line without its end, and where the next one starts.
  static func line(_ bytes: ArraySlice<UInt8>, from start: Int) -> (line: ArraySlice<UInt8>, next: Int) {
    var end = start
    while end < bytes.endIndex, bytes[end] != 0x0a { end += 1 }
    let next = min(bytes.endIndex, end + 1)
    if end > start, bytes[end - 1] == 0x0d { end -= 1 }
    return (bytes[start..<end], next)
  }

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// `text/html` and the like in lower case.
  var type: String {
    let value = header("content-type") ?? "text/plain"
    return String(value.prefix { $0 != ";" && $0 != " " }).lowercased()
  }

  /// A parameter of a header, such as `charset` or `boundary`.
  func parameter(_ name: String, of header: String = "content-type") -> String? {
    guard let value = self.header(header) else { return nil }
    let bytes = Array(value.utf8)
    var index = 0
    while let semicolon = bytes[index...].firstIndex(of: 0x3b) {
      var start = semicolon + 1
      while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
      var end = start
      while end < bytes.count, bytes[end] != 0x3d, bytes[end] != 0x3b { end += 1 }
      index = end
      guard end < bytes.count, bytes[end] == 0x3d else { continue }
      // `filename*0=` and `filename*=` are written for long and foreign names.
      let key = String(decoding: bytes[start..<end].prefix { $0 > 0x20 && $0 != 0x2a }, as: UTF8.self)
      var valueStart = end + 1
      var valueEnd = valueStart
      if valueStart < bytes.count, bytes[valueStart] == 0x22 {
        valueStart += 1
        valueEnd = bytes[valueStart...].firstIndex(of: 0x22) ?? bytes.count
      } else {
        while valueEnd < bytes.count, bytes[valueEnd] != 0x3b, bytes[valueEnd] > 0x20 { valueEnd += 1 }
      }
      if key.lowercased() == name { return String(decoding: bytes[valueStart..<valueEnd], as: UTF8.self) }
      index = valueEnd
    }
    return nil
  }

  /// The body after its transfer encoding is undone.
  var content: [UInt8] {
    switch header("content-transfer-encoding")?.lowercased().prefix(while: { $0 > " " }) {
    case "base64"?: TransferEncoding.base64(body)
    case "quoted-printable"?: TransferEncoding.quotedPrintable(body)
    default: Array(body)
    }
  }

  /// The parts of a `multipart/…`, in order; empty for anything else.
  ///
  /// - Parameter limit: most parts.
  func parts(limit: Int = 1000) -> [MIMEPart] {
    guard type.hasPrefix("multipart/"), let boundary = parameter("boundary"), !boundary.isEmpty else { return [] }
    let mark = Array("--".utf8) + Array(boundary.utf8)
    var result: [MIMEPart] = []
    var start: Int?
    var position = body.startIndex
    while position < body.endIndex, result.count < limit {
      let (line, next) = Self.line(body, from: position)
      if line.starts(with: mark) {
        if let start, start <= position { result.append(MIMEPart(body[start..<position])) }
        start = next
        if line.dropFirst(mark.count).starts(with: Array("--".utf8)) {
          start = nil
          break
        }
      }
      position = next
    }
    // A message that was cut off has no last boundary.
    if let start, start < body.endIndex, result.count < limit { result.append(MIMEPart(body[start...])) }
    return result
  }

  /// All parts below this one that hold no others, itself where it has none.
  func leaves(depth: Int = 0) -> [MIMEPart] {
    guard depth < 12 else { return [] }
    let inner = parts()
    return inner.isEmpty ? [self] : inner.flatMap { $0.leaves(depth: depth + 1) }
  }

  var isAttachment: Bool { header("content-disposition")?.lowercased().hasPrefix("attachment") ?? false }

  /// The name of an attached file.
  var fileName: String? { parameter("filename", of: "content-disposition") ?? parameter("name") }
}

enum TransferEncoding {
  /// Base64 (RFC 4648); what is no letter of it is passed over.
  static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 3 / 4)
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      let value: UInt32
      switch byte {
      case 0x41...0x5a: value = UInt32(byte - 0x41)
      case 0x61...0x7a: value = UInt32(byte - 0x61) + 26
      case 0x30...0x39: value = UInt32(byte - 0x30) + 52
      case 0x2b, 0x2d: value = 62
      case 0x2f, 0x5f: value = 63
      default: continue
      }
      buffer = (buffer << 6 | value) & 0xffffff
      bits += 6
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return result
  }

  /// Quoted-printable (RFC 2045, 6.7).
  ///
  /// - Parameter isHeader: the form of encoded words, where `_` is a blank.
  static func quotedPrintable(_ bytes: ArraySlice<UInt8>, isHeader: Bool = false) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == 0x3d {
        if index + 2 < bytes.endIndex, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2]) {
          result.append(high << 4 | low)
          index += 3
          continue
        }
        // A soft line break; blanks may stand behind the sign.
        var end = index + 1
        while end < bytes.endIndex, bytes[end] == 0x20 || bytes[end] == 0x09 || bytes[end] == 0x0d { end += 1 }
        if end < bytes.endIndex, bytes[end] == 0x0a {
          index = end + 1
          continue
        }
      }
      result.append(isHeader && byte == 0x5f ? 0x20 : byte)
      index += 1
    }
    return result
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}

/// Encoded words of headers: `=?UTF-8?Q?Caf=C3=A9?=` (RFC 2047).
enum EncodedWords {
  static func decoded(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var index = 0
    var afterWord = false
    while index < bytes.count {
      if bytes[index] == 0x3d, let (word, end) = word(bytes, at: index) {
        // Blanks between two encoded words are no part of the text.
        if afterWord { while let last = result.last, last == 0x20 || last == 0x09 { result.removeLast() } }
        result.append(contentsOf: word)
        index = end
        afterWord = true
        continue
      }
      if bytes[index] > 0x20 { afterWord = false }
      result.append(bytes[index])
      index += 1
    }
    if UTF8Census(result).invalid > 0 { result = Charset.windows1252(result) }
    return String(decoding: result, as: UTF8.self)
  }

  private static func word(_ bytes: [UInt8], at start: Int) -> ([UInt8], Int)? {
    guard start + 1 < bytes.count, bytes[start + 1] == 0x3f,
      let first = bytes[(start + 2)...].firstIndex(of: 0x3f), first - start < 60, first + 2 < bytes.count,
      bytes[first + 2] == 0x3f
    else { return nil }
    let textStart = first + 3
    guard let end = bytes[textStart...].firstIndex(of: 0x3f), end + 1 < bytes.count, bytes[end + 1] == 0x3d else {
      return nil
    }
    let text = bytes[textStart..<end]
    let content: [UInt8]
    switch bytes[first + 1] | 0x20 {
    case 0x71: content = TransferEncoding.quotedPrintable(text, isHeader: true)
    case 0x62: content = TransferEncoding.base64(text)
    default: return nil
    }
    let label = String(decoding: bytes[(start + 2)..<first].prefix { $0 != 0x2a }, as: UTF8.self)
    let decoded = (try? TextDecoder.decode(content, declared: label))?.bytes ?? content
    return (decoded, end + 2)
  }
}
