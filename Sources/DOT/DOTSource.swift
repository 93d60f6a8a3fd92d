// The bytes of a DOT file as text, and back in the encoding that they had.

/// A decoded DOT text.
public struct DOTSource: Sendable {
  /// How the characters of a file are stored.
  public enum Encoding: String, Sendable, Codable {
    case utf8 = "UTF-8"
    case latin1 = "ISO-8859-1"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
  }

  /// UTF-8 without a byte order mark.
  public private(set) var text: [UInt8]
  public private(set) var encoding: Encoding
  public private(set) var hasByteOrderMark: Bool
  /// Whether bytes that are no UTF-8 were read as Latin-1 though the file names no such character set.
  public private(set) var isGuess = false

  /// Reads bytes by their byte order mark; without one as UTF-8, and as Latin-1 if they are none.
  public init(_ bytes: [UInt8]) {
    encoding = .utf8
    hasByteOrderMark = true
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
      text = Array(bytes.dropFirst(3))
    } else if bytes.starts(with: [0xff, 0xfe]) {
      encoding = .utf16LittleEndian
      text = DOTSource.utf8(bytes, low: 0)
    } else if bytes.starts(with: [0xfe, 0xff]) {
      encoding = .utf16BigEndian
      text = DOTSource.utf8(bytes, low: 1)
    } else {
      hasByteOrderMark = false
      text = bytes
    }
    guard encoding == .utf8, !DOTSource.isUTF8(text) else { return }
    encoding = .latin1
    isGuess = !DOTSource.namesLatin1(text)
    var wide: [UInt8] = []
    wide.reserveCapacity(text.count + text.count / 8)
    for byte in text {
      if byte < 0x80 { wide.append(byte) } else { wide += [0xc0 | byte >> 6, 0x80 | byte & 0x3f] }
    }
    text = wide
  }

  /// A text in this file's encoding. Characters that Latin-1 does not have become HTML entities, which Graphviz reads.
  public func encoded(_ text: String) -> [UInt8] {
    switch encoding {
    case .utf8: return (hasByteOrderMark ? [0xef, 0xbb, 0xbf] : []) + Array(text.utf8)
    case .latin1:
      return text.unicodeScalars.flatMap { $0.value < 0x100 ? [UInt8($0.value)] : Array("&#\($0.value);".utf8) }
    case .utf16LittleEndian: return [0xff, 0xfe] + text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    case .utf16BigEndian: return [0xfe, 0xff] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
    }
  }

  private static func utf8(_ bytes: [UInt8], low: Int) -> [UInt8] {
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  /// Whether the text sets `charset` to a name of Latin-1.
  private static func namesLatin1(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes.prefix(1 << 20).map { $0 < 0x80 ? $0 : 0x3f }, as: UTF8.self).lowercased()
    guard let at = text.range(of: "charset") else { return false }
    let value = text[at.upperBound...].prefix(24)
    return ["latin1", "latin-1", "l1", "iso-8859-1", "iso_8859-1", "iso8859-1", "iso-ir-100"].contains(
      where: value.contains)
  }
}

extension String {
  /// The first place where another text stands; without Foundation.
  fileprivate func range(of needle: String) -> Range<String.Index>? {
    let hay = Array(utf8)
    let wanted = Array(needle.utf8)
    guard !wanted.isEmpty, hay.count >= wanted.count else { return nil }
    for start in 0...(hay.count - wanted.count)
    where hay[start] == wanted[0] && hay[start..<(start + wanted.count)].elementsEqual(wanted) {
      return utf8.index(startIndex, offsetBy: start)..<utf8.index(startIndex, offsetBy: start + wanted.count)
    }
    return nil
  }
}
