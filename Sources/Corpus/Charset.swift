// Encodings that a page may declare. Windows-1252 is read here, others through libxml2 (which asks iconv).

import CLibXML2

/// An encoding by the labels of the WHATWG Encoding Standard.
enum Charset: Equatable {
  case utf8
  case windows1252
  /// A name that libxml2 knows.
  case other(String)

  /// - Parameter label: as written in the page; an unknown one gives nil.
  init?(label: String) {
    switch label.lowercased() {
    // A page that could be read as ASCII this far is not UTF-16, whatever it says (HTML standard, 13.2.3.2).
    case "utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be", "utf16", "unicode": self = .utf8
    case "iso-8859-1", "iso8859-1", "latin1", "ascii", "us-ascii", "windows-1252", "cp1252", "x-cp1252", "l1":
      self = .windows1252
    case "gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "chinese": self = .other("GB18030")
    case "big5", "big5-hkscs", "cn-big5", "x-x-big5": self = .other("BIG5-HKSCS")
    case "shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji": self = .other("CP932")
    case "euc-jp", "x-euc-jp": self = .other("EUC-JP")
    case "iso-2022-jp": self = .other("ISO-2022-JP")
    case "euc-kr", "ks_c_5601-1987", "ksc5601", "windows-949": self = .other("CP949")
    case "iso-8859-9", "latin5", "windows-1254": self = .other("CP1254")
    case "tis-620", "iso-8859-11", "windows-874": self = .other("CP874")
    case let name where name.hasPrefix("windows-12"): self = .other("CP" + name.dropFirst(8))
    case let name where name.hasPrefix("cp12"): self = .other(name.uppercased())
    case let name where name.hasPrefix("iso-8859-"): self = .other(name.uppercased())
    case "koi8-r", "koi8-u": self = .other(label.uppercased())
    case "macintosh", "x-mac-roman": self = .other("MACINTOSH")
    default: return nil
    }
  }

  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .windows1252: "Windows-1252"
    case .other(let name): name
    }
  }

  /// The bytes as UTF-8, or nil when this encoding does not fit them.
  func decode(_ bytes: [UInt8]) -> [UInt8]? {
    switch self {
    case .utf8: nil
    case .windows1252: Self.windows1252(bytes)
    case .other(let name): Self.convert(bytes, from: name)
    }
  }

  /// U+0080...U+009F of Windows-1252; the five unassigned ones map to themselves.
  private static let upper: [UInt16] = [
    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,
    0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
    0x0153, 0x9d, 0x017e, 0x0178,
  ]

  static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
    let units = bytes.map { $0 >= 0x80 && $0 < 0xa0 ? upper[Int($0) - 0x80] : UInt16($0) }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// Broken sequences become U+FFFD; after too many of them the encoding is held to be wrong.
  private static func convert(_ bytes: [UInt8], from name: String) -> [UInt8]? {
    guard bytes.count <= Int(Int32.max) / 4, let handler = xmlFindCharEncodingHandler(name) else { return nil }
    defer { xmlCharEncCloseFunc(handler) }
    guard let input = xmlBufferCreateSize(bytes.count + 1), let output = xmlBufferCreateSize(bytes.count * 2 + 64)
    else { return nil }
    defer {
      xmlBufferFree(input)
      xmlBufferFree(output)
    }
    xmlBufferAdd(input, bytes, Int32(bytes.count))
    var faults = 0
    while xmlBufferLength(input) > 0 {
      let before = xmlBufferLength(input)
      let result = xmlCharEncInFunc(handler, output, input)
      if result >= 0 && xmlBufferLength(input) < before { continue }
      guard xmlBufferLength(input) > 0 else { break }
      faults += 1
      guard faults <= 100 else { return nil }
      xmlBufferShrink(input, 1)
      xmlBufferAdd(output, [0xef, 0xbf, 0xbd], 3)
    }
    guard let content = xmlBufferContent(output) else { return nil }
    let text = UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(output)))
    return Array(String(decoding: text, as: UTF8.self).utf8)
  }
}
