// Tables of delimited values (RFC 4180 and what spreadsheets write): comma, semicolon, tab or bar; quoted fields may
// hold delimiters and line ends.

/// Yields the rows of a table one by one.
struct Table {
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var position = 0
  /// Line in which the row last returned starts, from 1.
  private(set) var line = 1
  private var nextLine = 1

  /// Most cells of one row.
  private static let mostCells = 4096

  /// - Parameters:
  ///   - bytes: UTF-8 without byte order mark.
  ///   - isTabbed: whether the file's name says that tabs delimit.
  init(_ bytes: [UInt8], isTabbed: Bool) {
    self.bytes = bytes
    var start = 0
    var given: UInt8?
    // Excel's own line: `sep=;`.
    if bytes.starts(with: Array("sep=".utf8)), bytes.count > 5, bytes[5] == 0x0a || bytes[5] == 0x0d {
      given = bytes[4]
      start = bytes.firstIndex(of: 0x0a).map { $0 + 1 } ?? bytes.count
      nextLine = 2
    }
    position = start
    delimiter = given ?? (isTabbed ? 0x09 : Self.delimiter(bytes[start...]))
  }

  /// The sign that stands most often in the first line, outside quotation marks.
  private static func delimiter(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes.prefix(1 << 16) {
      if byte == 0x22 { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0a || byte == 0x0d { break }
      counts[byte, default: 0] += 1
    }
    var best: UInt8 = 0x2c
    for candidate in [UInt8](",;\t|".utf8) where counts[candidate, default: 0] > counts[best, default: 0] {
      best = candidate
    }
    return best
  }

  /// The cells of the next row that is not empty, or nil at the end.
  mutating func next() -> [[UInt8]]? {
    while position < bytes.count {
      line = nextLine
      let row = row()
      if row.count > 1 || row.contains(where: { !$0.isEmpty }) { return row }
    }
    return nil
  }

  private mutating func row() -> [[UInt8]] {
    var cells: [[UInt8]] = []
    while true {
      let cell = cell()
      if cells.count < Self.mostCells { cells.append(cell) }
      guard position < bytes.count else { return cells }
      if bytes[position] == delimiter {
        position += 1
        if position == bytes.count {
          cells.append([])
          return cells
        }
        continue
      }
      // A line end.
      if bytes[position] == 0x0d { position += 1 }
      if position < bytes.count, bytes[position] == 0x0a { position += 1 }
      nextLine += 1
      return cells
    }
  }

  private mutating func cell() -> [UInt8] {
    var start = position
    while start < bytes.count, bytes[start] == 0x20 { start += 1 }
    guard start < bytes.count, bytes[start] == 0x22 else { return plain(from: position) }
    position = start + 1
    var cell: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x22 {
        guard position < bytes.count, bytes[position] == 0x22 else {
          // What stands behind the closing mark belongs to the cell, as spreadsheets read it.
          cell.append(contentsOf: plain(from: position))
          return cell
        }
        position += 1
      } else if byte == 0x0a {
        nextLine += 1
      }
      cell.append(byte)
    }
    return cell
  }

  private mutating func plain(from start: Int) -> [UInt8] {
    position = start
    while position < bytes.count, bytes[position] != delimiter, bytes[position] != 0x0a, bytes[position] != 0x0d {
      position += 1
    }
    return Array(bytes[start..<position])
  }
}
