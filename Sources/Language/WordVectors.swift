// Word vectors that are given, not trained: what a word means beyond what the treebanks show of it.

/// Rows of small integers by word key; row 0 is for unknown words and is zero.
package struct WordVectors: Sendable {
  package static let width = 96
  /// Rows are in 1/64 units: a shift of 6 in the network's units of 1/4096.
  package static let shift: Int32 = 6
  package static let unit: Float = 1 / 64
  /// Parts shorter than this, and endings longer than three bytes, say nothing of an unknown word.
  private static let shortestPart = 5

  package let rows: ConstantBuffer<Int8>
  private let table: RowTable
  package let count: Int

  /// A table without words.
  package init() {
    rows = ConstantBuffer([Int8](repeating: 0, count: WordVectors.width))
    table = RowTable([0])
    count = 1
  }

  package init(_ reader: inout ByteReader) throws {
    let keys = try reader.readArray(UInt64.self)
    let values = try reader.readArray(Int8.self)
    guard !keys.isEmpty, values.count == keys.count * WordVectors.width else {
      throw ModelError("language model: word vectors are damaged")
    }
    rows = ConstantBuffer(values)
    table = RowTable(keys)
    count = keys.count
  }

  /// Writes words and their rows; the first row is for unknown words.
  package static func write(_ words: [(key: UInt64, row: [Int8])], to writer: inout ByteWriter) {
    writer.write([0] + words.map(\.key))
    writer.write([Int8](repeating: 0, count: width) + words.flatMap(\.row))
  }

  /// The row of a word; of an unknown word in small letters that of its last part after a hyphen, else that of the
  /// word without its last one to three letters.
  package func row(_ key: UInt64, _ bytes: UnsafeRawBufferPointer) -> Int {
    let row = table.row(key)
    guard row == 0, bytes.count > WordVectors.shortestPart else { return row }
    if let hyphen = bytes.lastIndex(of: 0x2d), hyphen + 1 < bytes.count {
      return table.row(WordKey(bytes: UnsafeRawBufferPointer(rebasing: bytes[(hyphen + 1)...])).value)
    }
    guard bytes[0] &- 0x61 < 26 else { return 0 }
    for cut in 1...3 where bytes.count - cut >= WordVectors.shortestPart {
      let row = table.row(WordKey(bytes: UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - cut)])).value)
      if row > 0 { return row }
    }
    return 0
  }
}
