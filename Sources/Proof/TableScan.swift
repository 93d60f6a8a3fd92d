// Tables of comma-separated values (RFC 4180) with a header.

/// The records of a table.
struct TableScan {
  private let columns: [String: Int]
  private(set) var rows: [[String]] = []
  /// What is wrong with it, in words.
  private(set) var fault: String?

  init(_ bytes: [UInt8]) {
    var records: [[String]] = []
    var record: [String] = []
    var cell: [UInt8] = []
    var at = 0
    var isQuoted = false
    func text() -> String { String(decoding: cell, as: UTF8.self) }
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          cell.append(byte)
        } else if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
          cell.append(byte)
          at += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\"") where cell.isEmpty: isQuoted = true
      case UInt8(ascii: ","):
        record.append(text())
        cell = []
      case 0x0d: break
      case 0x0a:
        record.append(text())
        records.append(record)
        (record, cell) = ([], [])
      default: cell.append(byte)
      }
    }
    let header = records.first ?? []
    columns = Dictionary(header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    rows = Array(records.dropFirst())
    if isQuoted || !record.isEmpty || !cell.isEmpty {
      fault = "its last record does not end"
    } else if header.isEmpty {
      fault = "it has no header"
    } else if let row = rows.firstIndex(where: { $0.count != header.count }) {
      fault = "record \(row + 1) has not as many cells as the header"
    }
  }

  /// A cell; nil where there is no such column.
  func cell(_ row: [String], _ column: String) -> String? {
    guard let number = columns[column], row.indices.contains(number) else { return nil }
    return TableScan.unmarked(row[number])
  }

  /// A text without the mark that keeps spreadsheets from running it; what begins so by itself loses it as well.
  static func unmarked(_ text: String) -> String {
    guard text.first == "'", let second = text.unicodeScalars.dropFirst().first(where: { $0 != " " }),
      "=+-@\t\r|%＝＋－＠".unicodeScalars.contains(second)
    else { return text }
    return String(text.dropFirst())
  }
}
