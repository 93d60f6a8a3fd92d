// Dates of metadata: ISO 8601, RFC 2822 and the forms that web pages use, to `YYYY-MM-DD`.

enum MetadataDate {
  /// The day, month or year that a metadata date names, or nil. The day is the one written, whatever the zone.
  static func day(_ text: String) -> String? {
    let parts = words(Array(text.utf8))
    guard !parts.isEmpty else { return nil }
    if case .number(let compact, 8) = parts[0] {
      return iso(compact / 10000, compact / 100 % 100, compact % 100)
    }
    if case .number(let year, 4) = parts[0] { return yearFirst(year, parts) }
    return yearLast(parts) ?? yearInside(parts)
  }

  /// `Published: 2025.05.20 09:01 AM`: a whole day, year first, behind other words.
  private static func yearInside(_ parts: [Word]) -> String? {
    for index in parts.indices.dropLast(2) {
      guard case .number(let year, 4) = parts[index], (1900...2199).contains(year),
        case .number(let month, 1...2) = parts[index + 1], case .number(let day, 1...2) = parts[index + 2]
      else { continue }
      return iso(year, month, day)
    }
    return nil
  }

  /// The two days that a line such as `04/06/2025 09:30` may name, as an EDTF set; one day where only one reads; nil
  /// where the line names none.
  static func numericDays(_ text: String) -> String? {
    let parts = words(Array(text.utf8))
    for index in parts.indices.dropLast(2) {
      guard case .number(let a, 1...2) = parts[index], case .number(let b, 1...2) = parts[index + 1],
        case .number(let year, 4) = parts[index + 2]
      else { continue }
      let days = [iso(year, a, b), iso(year, b, a)].compactMap { $0 }.sorted()
      guard let first = days.first, let last = days.last, year >= 1900, year <= 2199 else { return nil }
      return first == last ? first : "[\(first)..\(last)]"
    }
    return nil
  }

  /// `15.05.2019`, `Stand: 7.5.2019, 10 Uhr`: with full stops the day stands first, wherever that is written.
  static func dottedDay(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      guard isDigit(bytes[index]), index == 0 || !isWordByte(bytes[index - 1]) && bytes[index - 1] != 0x2e else {
        index += 1
        continue
      }
      var fields: [ArraySlice<UInt8>] = []
      var position = index
      while fields.count < 3 {
        let start = position
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
        guard position > start else { break }
        fields.append(bytes[start..<position])
        guard fields.count < 3, position < bytes.count, bytes[position] == 0x2e else { break }
        position += 1
        while position < bytes.count, bytes[position] == 0x20 { position += 1 }
      }
      if fields.count == 3, fields[0].count <= 2, fields[1].count <= 2, fields[2].count == 4 {
        let year = number(fields[2])
        if (1900...2199).contains(year), let day = iso(year, number(fields[1]), number(fields[0])) { return day }
      }
      index = max(index + 1, position)
    }
    return nil
  }

  /// Whether two days (`YYYY-MM-DD`) follow one another.
  static func areNeighbours(_ first: String, _ second: String) -> Bool {
    guard let a = ordinal(first), let b = ordinal(second) else { return false }
    return abs(a - b) == 1
  }

  /// Days since a fixed day of the civil calendar.
  private static func ordinal(_ day: String) -> Int? {
    let fields = day.split(separator: "-").map { Int($0) }
    guard fields.count == 3, let year = fields[0], let month = fields[1], let date = fields[2], year >= 1, month >= 1
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + (153 * ((month + 9) % 12) + 2) / 5 + date
  }

  /// The UTC day of a count of seconds or milliseconds since 1970, from 1980 to 2099; nil for anything else.
  static func epochDay(_ text: String) -> String? {
    let digits = text.utf8.prefix { $0 != 0x2e }
    guard digits.count >= 9, digits.count <= 13, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      var seconds = Int(String(decoding: digits, as: UTF8.self))
    else { return nil }
    if digits.count >= 12 { seconds /= 1000 }
    guard seconds >= 315_532_800, seconds < 4_102_444_800 else { return nil }
    // Days to civil date (Howard Hinnant, chrono-compatible low-level date algorithms).
    let shifted = seconds / 86_400 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let civil = month < 10 ? month + 3 : month - 9
    return iso(yearOfEra + era * 400 + (civil <= 2 ? 1 : 0), civil, day)
  }

  private enum Word {
    case number(Int, Int)
    case month(Int)
    case other
  }

  private static func yearFirst(_ year: Int, _ parts: [Word]) -> String? {
    guard parts.count > 1 else { return iso(year, nil, nil) }
    let month: Int
    switch parts[1] {
    case .number(let number, 1...2): month = number
    case .month(let number): month = number
    default: return nil
    }
    guard parts.count > 2, case .number(let day, 1...2) = parts[2] else { return iso(year, month, nil) }
    return iso(year, month, day)
  }

  /// `20 May 2025`, `May 20, 2025`, `Tue, 20 May 2025 10:00 GMT`; never `02/03/2024`, which nobody can read.
  private static func yearLast(_ parts: [Word]) -> String? {
    for index in parts.indices {
      guard case .month(let month) = parts[index] else { continue }
      var day: Int?
      if index > 0, case .number(let number, 1...2) = parts[index - 1] { day = number }
      var rest = parts[(index + 1)...]
      if day == nil, case .number(let number, 1...2)? = rest.first {
        day = number
        rest = rest.dropFirst()
      }
      // "Jan 28 17:33:02 CET 2020": a time may stand before the year.
      if day != nil, case .number(_, 1...2)? = rest.first {
        let year = rest.dropFirst().prefix(6).firstIndex {
          if case .number(_, 4) = $0 { true } else { false }
        }
        if let year { rest = rest[year...] }
      }
      // "By May Smith, June 4, 2025": the first month may be a name.
      guard case .number(let year, 4)? = rest.first else { continue }
      return iso(year, month, day)
    }
    return nil
  }

  private static func iso(_ year: Int, _ month: Int?, _ day: Int?) -> String? {
    guard year >= 1000, year <= 9999 else { return nil }
    guard let month else { return padded(year, 4) }
    guard (1...12).contains(month) else { return nil }
    guard let day else { return padded(year, 4) + "-" + padded(month, 2) }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = month == 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    guard (1...length).contains(day) else { return nil }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  private static func words(_ bytes: [UInt8]) -> [Word] {
    var result: [Word] = []
    var index = 0
    while index < bytes.count, result.count < 20 {
      let byte = bytes[index]
      let start = index
      if byte >= 0x30 && byte <= 0x39 {
        var value = 0
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
          value = min(value * 10 + Int(bytes[index] - 0x30), 1_000_000_000)
          index += 1
        }
        result.append(.number(value, index - start))
        // An ordinal ending belongs to the number.
        let suffix = bytes[index...].prefix(2).map { $0 | 0x20 }
        if suffix == Array("st".utf8) || suffix == Array("nd".utf8) || suffix == Array("rd".utf8)
          || suffix == Array("th".utf8)
        {
          index += 2
        }
      } else if (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a {
        while index < bytes.count, (bytes[index] | 0x20) >= 0x61, (bytes[index] | 0x20) <= 0x7a { index += 1 }
        let head = String(decoding: bytes[start..<min(index, start + 3)].map { $0 | 0x20 }, as: UTF8.self)
        let month = index - start >= 3 ? months.firstIndex(of: head) : nil
        result.append(month.map { .month($0 + 1) } ?? .other)
      } else {
        index += 1
      }
    }
    return result
  }

  /// The day inside a file's name, such as `2025-05-20-talks` or `reuters_20250520`; nil when there is none.
  static func inFileName(_ name: String) -> String? {
    let bytes = Array(name.utf8)
    var index = 0
    while index < bytes.count {
      guard isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      guard start == 0 || !isWordByte(bytes[start - 1]) else { continue }
      if index - start == 8, index == bytes.count || !isWordByte(bytes[index]) {
        let value = number(bytes[start..<index])
        if let day = iso(value / 10000, value / 100 % 100, value % 100), (1800...2100).contains(value / 10000) {
          return day
        }
      }
      let separator = index < bytes.count ? bytes[index] : 0
      if index - start == 4, separator == 0x2d || separator == 0x5f || separator == 0x2e, index + 5 < bytes.count,
        isDigit(bytes[index + 1]), isDigit(bytes[index + 2]), bytes[index + 3] == separator,
        isDigit(bytes[index + 4]), isDigit(bytes[index + 5]),
        index + 6 == bytes.count || !isWordByte(bytes[index + 6])
      {
        let year = number(bytes[start..<index])
        let day = iso(year, number(bytes[index + 1...index + 2]), number(bytes[index + 4...index + 5]))
        if let day, (1800...2100).contains(year) { return day }
      }
    }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte >= 0x80 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
  }
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
}
