// Reading of tokens that begin with a digit or an apostrophe: integers, years, ordinals, clocks, ISO dates.

import Language

extension TimeLexer {
  /// Reads the bytes of a number token; false when it is none that time expressions use.
  func number(_ start: Int, _ end: Int, _ token: Int, _ atoms: inout [TimeAtom], _ core: inout Bool) -> Bool {
    let symbols = grammar.numberSymbols
    var readings: [LexicalEntry.Reading] = []
    func reading(_ symbol: GrammarSymbol, _ meaning: TimeMeaning) {
      readings.append(LexicalEntry.Reading(symbol: symbol, meaning: meaning))
    }
    func add() {
      atoms.append(
        TimeAtom(
          start: Int32(start), end: Int32(end), token: Int32(token), key: WordKey(value: 0), readings: readings,
          isCapitalised: false))
    }
    var position = start
    var apostrophe = false
    if text[position] == 0x27 {
      apostrophe = true
      position += 1
    } else if text[position] == 0xe2 {
      guard end - position > 3, text[position + 1] == 0x80, text[position + 2] == 0x98 || text[position + 2] == 0x99
      else { return false }
      apostrophe = true
      position += 3
    }
    let digitsStart = position
    var value = 0
    while position < end, text[position] >= 0x30, text[position] <= 0x39, position - digitsStart < 9 {
      value = value * 10 + Int(text[position] - 0x30)
      position += 1
    }
    let digits = position - digitsStart
    guard digits > 0 else { return false }
    let rest = end - position
    if rest == 0 {
      if apostrophe {
        guard digits == 2 else { return false }
        reading(symbols.shortYear, .number(TimeQuantity(Double(value))))
        core = true
      } else {
        reading(symbols.integer, .number(TimeQuantity(Double(value))))
        if digits == 4, value >= 1000, value <= 2200 {
          reading(symbols.year, .number(TimeQuantity(Double(value))))
          core = true
        }
      }
      add()
      return true
    }
    let next = text[position] | 0x20
    // 1990s, '90s
    if rest == 1, next == 0x73, digits == 4 || apostrophe && digits == 2, value % 10 == 0 {
      reading(symbols.decade, .number(TimeQuantity(Double(value))))
      core = true
      add()
      return true
    }
    if rest == 3, text[position] == 0xe2 || text[position] == 0x27 {
      return false
    }
    if rest == 2, digits == 4 || digits == 2, text[position] == 0x27, text[position + 1] | 0x20 == 0x73 {
      // 1980's is a decade, 1981's a year with its possessive.
      if value % 10 == 0 {
        reading(symbols.decade, .number(TimeQuantity(Double(value))))
        core = true
        add()
        return true
      }
      return digits == 4 && number(start, position, token, &atoms, &core)
    }
    if apostrophe { return false }
    if rest == 2 {
      let last = text[position + 1] | 0x20
      let suffix = UInt16(next) << 8 | UInt16(last)
      if digits <= 3, [0x7374, 0x6e64, 0x7264, 0x7468].contains(suffix) {
        reading(symbols.ordinal, .number(TimeQuantity(Double(value))))
        core = true
        add()
        return true
      }
    }
    return structured(start, end, position, value, digits, token, &atoms, &core)
  }

  /// Numbers with punctuation inside: 10:30, 1,200, 4.5, 2025-05-16, 5/16/98, 8pm, 2200hrs.
  private func structured(
    _ start: Int, _ end: Int, _ mark: Int, _ value: Int, _ digits: Int, _ token: Int, _ atoms: inout [TimeAtom],
    _ core: inout Bool
  ) -> Bool {
    let symbols = grammar.numberSymbols
    func single(_ symbol: GrammarSymbol, _ meaning: TimeMeaning) {
      atoms.append(
        TimeAtom(
          start: Int32(start), end: Int32(end), token: Int32(token), key: WordKey(value: 0),
          readings: [LexicalEntry.Reading(symbol: symbol, meaning: meaning)], isCapitalised: false))
    }
    // Fields between single separators.
    var fields: [Int] = [value]
    var widths: [Int] = [digits]
    var separators: [UInt8] = []
    var position = mark
    while position < end, fields.count < 7 {
      let separator = text[position]
      guard
        separator == 0x3a || separator == 0x2c || separator == 0x2e || separator == 0x2d || separator == 0x2f
          || separator | 0x20 == 0x74
      else { break }
      let from = position + 1
      position = from
      var field = 0
      while position < end, text[position] >= 0x30, text[position] <= 0x39, position - from < 9 {
        field = field * 10 + Int(text[position] - 0x30)
        position += 1
      }
      guard position > from else {
        position = from - 1
        break
      }
      separators.append(separator)
      fields.append(field)
      widths.append(position - from)
    }
    if position < end { return tail(start, end, position, fields, separators, token, &atoms, &core) }
    switch separators {
    case [0x3a], [0x3a, 0x3a]:
      let time = TimeLexer.clock(fields[0], fields[1], fields.count > 2 ? fields[2] : nil)
      guard widths[1] == 2, digits <= 2 else { return false }
      single(symbols.clock, time.map { .dayTime($0) } ?? .impossible("there is no such time of day"))
      core = true
      return true
    case [0x2c], [0x2c, 0x2c]:
      guard widths.dropFirst().allSatisfy({ $0 == 3 }) else { return false }
      single(symbols.integer, .number(TimeQuantity(fields.reduce(0) { $0 * 1000 + Double($1) })))
      return true
    case [0x2e]:
      guard let scale = [1: 10.0, 2: 100, 3: 1000][widths[1]] else { return false }
      single(symbols.decimal, .number(TimeQuantity(Double(value) + Double(fields[1]) / scale)))
      return true
    case [0x2f] where widths[1] == 1 && digits == 1 && fields[1] > value && fields[1] <= 8:
      single(symbols.fraction, .number(TimeQuantity(Double(value) / Double(fields[1]))))
      return true
    default:
      guard fields.count >= 2, fields.count <= 3 || separators.contains(where: { $0 | 0x20 == 0x74 }) else {
        return false
      }
      if separators.count == 1, separators[0] == 0x2d { return hyphenated(start, end, token, &atoms, &core) }
      return date(start, end, fields, widths, separators, token, &atoms, &core)
    }
  }

  static func clock(_ hour: Int, _ minute: Int?, _ second: Int?) -> DayTime? {
    guard hour <= 24, (minute ?? 0) < 60, (second ?? 0) < 61, hour < 24 || (minute ?? 0) == 0 else { return nil }
    return .clock(hour: hour, minute: minute, second: second, offset: nil)
  }

  /// Three numbers with one kind of separator: ISO dates, other numeric dates.
  private func date(
    _ start: Int, _ end: Int, _ fields: [Int], _ widths: [Int], _ separators: [UInt8], _ token: Int,
    _ atoms: inout [TimeAtom], _ core: inout Bool
  ) -> Bool {
    guard separators.count >= 2, separators[0] == separators[1],
      separators[0] == 0x2d || separators[0] == 0x2f
        || separators[0] == 0x2e
    else { return false }
    let symbols = grammar.numberSymbols
    let meaning = NumericDate.meaning(fields, widths)
    guard let meaning else { return false }
    atoms.append(
      TimeAtom(
        start: Int32(start), end: Int32(end), token: Int32(token), key: WordKey(value: 0),
        readings: [
          LexicalEntry.Reading(symbol: widths[0] == 4 ? symbols.isoDate : symbols.numericDate, meaning: meaning)
        ], isCapitalised: false))
    core = true
    return true
  }

  /// `1914-18`: two numbers and a hyphen.
  private func hyphenated(
    _ start: Int, _ end: Int, _ token: Int, _ atoms: inout [TimeAtom], _ core: inout Bool
  ) -> Bool {
    var position = start
    while position < end, text[position] != 0x2d { position += 1 }
    guard number(start, position, token, &atoms, &core) else { return false }
    let hyphen = WordKey("-")
    let entry = grammar.lexicon.index(of: hyphen)
    guard entry >= 0 else { return false }
    atoms.append(
      TimeAtom(
        start: Int32(position), end: Int32(position + 1), token: Int32(token), key: hyphen,
        readings: grammar.lexicon.entries[entry].readings, isCapitalised: false))
    return number(position + 1, end, token, &atoms, &core)
  }

  /// A number with a word at its end: the word becomes an atom of its own (8pm, 30min, 3-day).
  private func tail(
    _ start: Int, _ end: Int, _ position: Int, _ fields: [Int], _ separators: [UInt8], _ token: Int,
    _ atoms: inout [TimeAtom], _ core: inout Bool
  ) -> Bool {
    let byte = text[position]
    var split = position
    if byte == 0x2d || byte == 0xe2 {
      split = byte == 0x2d ? position + 1 : min(end, position + 3)
    }
    let count = atoms.count
    guard end - start <= 40, position > start, number(start, position, token, &atoms, &core) else { return false }
    if split > position {
      let hyphen = WordKey("-")
      let entry = grammar.lexicon.index(of: hyphen)
      guard entry >= 0 else { return false }
      atoms.append(
        TimeAtom(
          start: Int32(position), end: Int32(split), token: Int32(token), key: hyphen,
          readings: grammar.lexicon.entries[entry].readings, isCapitalised: false))
    }
    var from = split
    while from < end {
      var to = from
      while to < end, text[to] != 0x2d { to += 1 }
      let key = WordKey(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[from..<to])))
      let entry = grammar.lexicon.index(of: key)
      guard entry >= 0 else {
        atoms.removeSubrange(count...)
        return false
      }
      atoms.append(
        TimeAtom(
          start: Int32(from), end: Int32(to), token: Int32(token), key: key,
          readings: grammar.lexicon.entries[entry].readings, isCapitalised: false))
      core = core || grammar.lexicon.entries[entry].isCore
      if to < end {
        let hyphen = WordKey("-")
        let entry = grammar.lexicon.index(of: hyphen)
        guard entry >= 0 else { return false }
        atoms.append(
          TimeAtom(
            start: Int32(to), end: Int32(to + 1), token: Int32(token), key: hyphen,
            readings: grammar.lexicon.entries[entry].readings, isCapitalised: false))
      }
      from = to + 1
    }
    return true
  }
}

/// Dates written in numbers only.
enum NumericDate {
  /// The meaning of three fields; nil when they look like no date at all.
  static func meaning(_ fields: [Int], _ widths: [Int]) -> TimeMeaning? {
    guard fields.count >= 3 else { return nil }
    if widths[0] == 4 {
      guard widths[1] == 2, widths[2] == 2, fields[0] >= 1000, fields[0] <= 2999 else { return nil }
      guard let day = Day(year: fields[0], month: fields[1], day: fields[2]) else {
        return .impossible("the calendar has no such day")
      }
      var value = CalendarValue(day)
      if fields.count >= 5 {
        guard let time = TimeLexer.clock(fields[3], fields[4], nil) else {
          return .impossible("there is no such time of day")
        }
        value.time = time
      }
      return .term(.absolute(value))
    }
    guard fields.count == 3, widths[0] <= 2, widths[1] <= 2, widths[2] == 2 || widths[2] == 4 else { return nil }
    let (a, b) = (fields[0], fields[1])
    guard a >= 1, b >= 1, a <= 31, b <= 31 else { return nil }
    let year = widths[2] == 4 ? fields[2] : (fields[2] > 50 ? 1900 : 2000) + fields[2]
    if a <= 12, b <= 12, a != b {
      return .impossible("it is not clear which number is the day and which the month")
    }
    // Two digits for the year and nothing above 12 could also be year first.
    let (month, day) = a > 12 ? (b, a) : (a, b)
    guard let value = Day(year: year, month: month, day: day) else {
      return .impossible("the calendar has no such day")
    }
    return .term(.absolute(CalendarValue(value)))
  }
}
