// TAR archives: v7, ustar, GNU long names, pax paths. Only regular files are given.

struct TarArchive {
  struct Entry {
    var name: String
    /// Where the content lies in the archive's bytes.
    var content: Range<Int>
  }

  private(set) var entries: [Entry] = []
  /// Whether the archive ends before the last entry does.
  private(set) var isCutOff = false

  /// - Throws: `ReadFailure` with code `damaged` when the first header is none.
  init(_ bytes: [UInt8]) throws(ReadFailure) {
    var position = 0
    var longName: String?
    while position <= bytes.count - 512, entries.count < ZipArchive.mostEntries {
      let header = bytes[position..<position + 512]
      if header.allSatisfy({ $0 == 0 }) { break }
      guard Self.hasChecksum(header), let size = Self.number(header, 124, 12) else {
        guard position > 0 else { throw ReadFailure(code: "damaged", message: "not a TAR archive") }
        isCutOff = true
        return
      }
      let start = position + 512
      guard size <= bytes.count - start else {
        isCutOff = true
        return
      }
      let kind = header[position + 156]
      let content = start..<start + size
      switch kind {
      case UInt8(ascii: "L"): longName = Self.text(bytes[content])
      case UInt8(ascii: "x"): longName = Self.paxPath(bytes[content]) ?? longName
      case UInt8(ascii: "g"): break
      case UInt8(ascii: "0"), 0, UInt8(ascii: "7"):
        entries.append(Entry(name: longName ?? Self.path(header), content: content))
        longName = nil
      default: longName = nil
      }
      position = start + (size + 511) / 512 * 512
    }
  }

  /// The sum of the header's bytes, its own field read as blanks.
  private static func hasChecksum(_ header: ArraySlice<UInt8>) -> Bool {
    guard let given = number(header, 148, 8) else { return false }
    var sum = 0
    for (offset, byte) in header.enumerated() { sum += (148..<156).contains(offset) ? 0x20 : Int(byte) }
    return sum == given
  }

  /// An octal number, or the GNU form in base 256.
  private static func number(_ header: ArraySlice<UInt8>, _ offset: Int, _ length: Int) -> Int? {
    let field = header[(header.startIndex + offset)..<(header.startIndex + offset + length)]
    var value = 0
    if let first = field.first, first == 0x80 {
      for byte in field.dropFirst() {
        guard value < 1 << 48 else { return nil }
        value = value << 8 | Int(byte)
      }
      return value
    }
    var seen = false
    for byte in field {
      if byte >= 0x30 && byte <= 0x37 {
        value = value << 3 | Int(byte - 0x30)
        seen = true
      } else if seen || byte != 0x20 {
        break
      }
    }
    return seen ? value : nil
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String {
    let bytes = Array(field.prefix { $0 != 0 })
    return String(decoding: UTF8Census(bytes).invalid == 0 ? bytes : Charset.windows1252(bytes), as: UTF8.self)
  }

  private static func path(_ header: ArraySlice<UInt8>) -> String {
    let start = header.startIndex
    let name = text(header[start..<start + 100])
    guard header[(start + 257)...].starts(with: Array("ustar".utf8)) else { return name }
    let prefix = text(header[start + 345..<start + 500])
    return prefix.isEmpty ? name : prefix + "/" + name
  }

  /// The `path` of pax records (`27 path=folder/file\n`).
  private static func paxPath(_ records: ArraySlice<UInt8>) -> String? {
    for line in records.split(separator: 0x0a) {
      guard let space = line.firstIndex(of: 0x20) else { continue }
      let record = line[(space + 1)...]
      if record.starts(with: Array("path=".utf8)) { return text(record.dropFirst(5)) }
    }
    return nil
  }
}
