// ZIP archives (APPNOTE 6.3.10): the central directory, stored and deflated entries. Nothing is written to disk, so a
// name is only a name.

import ChronographBase

/// The entries of a ZIP archive that lies in memory.
struct ZipArchive {
  struct Entry {
    /// Path inside the archive as it stands there, valid UTF-8.
    var name: String
    var isFolder: Bool { name.utf8.last == UInt8(ascii: "/") }
    fileprivate var method: Int
    fileprivate var isEncrypted: Bool
    fileprivate var checksum: UInt32
    fileprivate var packed: Int
    fileprivate var unpacked: Int
    fileprivate var header: Int
  }

  private let bytes: [UInt8]
  private(set) var entries: [Entry] = []

  /// Most entries that are looked at.
  static let mostEntries = 100_000

  /// - Throws: `ReadFailure` with code `damaged`.
  init(_ bytes: [UInt8]) throws(ReadFailure) {
    self.bytes = bytes
    guard let end = Self.endRecord(bytes) else { throw Self.damaged("it has no directory; perhaps it is cut off") }
    var count = number(end + 10, 2)
    var position = number(end + 16, 4)
    // ZIP64: the locator stands before the end record.
    if count == 0xffff || position == 0xffff_ffff, end >= 20, number(end - 20, 4) == 0x0706_4b50 {
      let record = number(end - 12, 8)
      if record >= 0, record <= bytes.count - 56, number(record, 4) == 0x0606_4b50 {
        count = number(record + 32, 8)
        position = number(record + 48, 8)
      }
    }
    guard count >= 0, count <= Self.mostEntries else {
      throw ReadFailure(code: "too-large", message: "the archive holds more than \(Self.mostEntries) entries")
    }
    for _ in 0..<count {
      guard position >= 0, position <= bytes.count - 46, number(position, 4) == 0x0201_4b50 else {
        throw Self.damaged("its directory is broken")
      }
      let nameLength = number(position + 28, 2)
      let extraLength = number(position + 30, 2)
      let nameStart = position + 46
      let next = nameStart + nameLength + extraLength + number(position + 32, 2)
      guard next <= bytes.count else { throw Self.damaged("its directory is broken") }
      var entry = Entry(
        name: Self.name(bytes[nameStart..<nameStart + nameLength]), method: number(position + 10, 2),
        isEncrypted: number(position + 8, 2) & 1 == 1, checksum: UInt32(number(position + 16, 4)),
        packed: number(position + 20, 4), unpacked: number(position + 24, 4), header: number(position + 42, 4))
      readLongSizes(&entry, from: nameStart + nameLength, to: nameStart + nameLength + extraLength)
      entries.append(entry)
      position = next
    }
  }

  private static func damaged(_ why: String) -> ReadFailure {
    ReadFailure(code: "damaged", message: "not a whole ZIP archive: \(why)")
  }

  /// A little-endian number; -1 beyond the end.
  private func number(_ offset: Int, _ length: Int) -> Int { Self.number(bytes, offset, length) }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ length: Int) -> Int {
    guard offset >= 0, offset <= bytes.count - length else { return -1 }
    var value: UInt64 = 0
    for index in (0..<length).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
    return Int(exactly: value) ?? -1
  }

  /// The end record stands in the last 65,557 bytes.
  private static func endRecord(_ bytes: [UInt8]) -> Int? {
    var index = bytes.count - 22
    let first = max(0, bytes.count - 65_557)
    while index >= first {
      if number(bytes, index, 4) == 0x0605_4b50 { return index }
      index -= 1
    }
    return nil
  }

  /// ZIP64 sizes, in the order of the fields that say 0xffffffff.
  private func readLongSizes(_ entry: inout Entry, from start: Int, to end: Int) {
    var position = start
    while position + 4 <= end {
      let length = number(position + 2, 2)
      if number(position, 2) == 1 {
        var field = position + 4
        for path in [\Entry.unpacked, \Entry.packed, \Entry.header] where entry[keyPath: path] == 0xffff_ffff {
          entry[keyPath: path] = number(field, 8)
          field += 8
        }
        return
      }
      position += 4 + length
    }
  }

  private static func name(_ raw: ArraySlice<UInt8>) -> String {
    let bytes = Array(raw)
    let text = UTF8Census(bytes).invalid == 0 ? bytes : Charset.windows1252(bytes)
    return String(decoding: text.map { $0 == 0x5c ? 0x2f : $0 }, as: UTF8.self)
  }

  /// The entry of a name, if there is one.
  func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

  /// The content of an entry.
  ///
  /// - Parameters:
  ///   - limit: most bytes of the content.
  ///   - budget: what comes out counts there, also where the entry turns out to be damaged.
  /// - Throws: `ReadFailure` with code `damaged`, `encrypted`, `unsupported` or `too-large`.
  func contents(_ entry: Entry, limit: Int, budget: ExpansionBudget) throws(ReadFailure) -> [UInt8] {
    let limit = try budget.allowance(limit)
    guard !entry.isEncrypted else { throw ReadFailure(code: "encrypted", message: "it is locked with a password") }
    guard entry.unpacked <= limit else {
      throw ReadFailure(code: "too-large", message: "it unpacks to more than \(limit) bytes")
    }
    let header = entry.header
    guard header >= 0, number(header, 4) == 0x0403_4b50, entry.packed >= 0 else {
      throw Self.damaged("an entry is not where it should be")
    }
    let start = header + 30 + number(header + 26, 2) + number(header + 28, 2)
    guard start <= bytes.count, entry.packed <= bytes.count - start else { throw Self.damaged("an entry is cut off") }
    let packed = bytes[start..<start + entry.packed]
    let content: [UInt8]
    switch entry.method {
    case 0:
      content = Array(packed)
      budget.take(content.count)
    case 8: content = try Inflater.inflate(packed, .none, limit: limit, budget: budget)
    default:
      throw ReadFailure(
        code: "unsupported", message: "it is packed by a method that is not read (\(entry.method)); unpack it first")
    }
    guard content.count <= limit else {
      throw ReadFailure(code: "too-large", message: "it unpacks to more than \(limit) bytes")
    }
    guard CRC32.sum(content) == entry.checksum else { throw Self.damaged("a check sum is wrong") }
    return content
  }
}
