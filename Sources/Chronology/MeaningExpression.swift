// The expressions in `meaning:` of a rule, such as `shift(document, -1, day)`: a small prefix language, read once.

import Knowledge

/// An expression that computes a rule's meaning from the meanings of its parts.
indirect enum MeaningExpression: Sendable {
  /// The n-th element of the pattern, from 1.
  case argument(Int)
  case number(Double)
  case word(String)
  case call(MeaningOperator, [MeaningExpression])
}

/// What a rule can compute.
enum MeaningOperator: String, Sendable, CaseIterable {
  // numbers
  case plus, times, half, to, vaguely
  // terms
  case document, reference, year, shortyear, wordyear, bc, decade, century, month, monthday, date, iso, numeric
  case isomonth, days, nthweekday, fourdigits
  case week, shift, back, ahead, same, tensed, select, part, nth, at, range, recent, fiscal
  // the rest
  case length, and, clock, set, every, ref, recur, impossible, quarter, halfyear, dayofmonth
}

struct MeaningReader {
  private let bytes: [UInt8]
  private var position = 0
  private let value: KnowledgeValue

  /// Reads the expression of a knowledge value.
  static func read(_ value: KnowledgeValue) throws(KnowledgeError) -> MeaningExpression {
    var reader = MeaningReader(value: value, bytes: Array(try value.text().utf8))
    let expression = try reader.expression()
    reader.skipSpace()
    guard reader.position == reader.bytes.count else {
      throw value.error("cannot read this meaning beyond character \(reader.position)")
    }
    return expression
  }

  private init(value: KnowledgeValue, bytes: [UInt8]) {
    self.value = value
    self.bytes = bytes
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] == 0x20 { position += 1 }
  }

  private mutating func expression() throws(KnowledgeError) -> MeaningExpression {
    skipSpace()
    let start = position
    while position < bytes.count, !" (),".utf8.contains(bytes[position]) { position += 1 }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    guard !name.isEmpty else { throw value.error("the meaning breaks off at character \(start)") }
    if name.hasPrefix("$"), let number = Int(name.dropFirst()), number > 0 { return .argument(number) }
    if let number = Double(name) { return .number(number) }
    guard position < bytes.count, bytes[position] == 0x28 else {
      if let plain = MeaningOperator(rawValue: name), plain == .document || plain == .reference {
        return .call(plain, [])
      }
      return .word(name)
    }
    guard let operation = MeaningOperator(rawValue: name) else {
      let known = MeaningOperator.allCases.map(\.rawValue).joined(separator: ", ")
      throw value.error("unknown operation \"\(name)\"; known: \(known)")
    }
    position += 1
    var arguments: [MeaningExpression] = []
    skipSpace()
    if position < bytes.count, bytes[position] == 0x29 {
      position += 1
      return .call(operation, arguments)
    }
    while true {
      arguments.append(try expression())
      skipSpace()
      guard position < bytes.count else { throw value.error("a bracket is not closed") }
      let byte = bytes[position]
      position += 1
      if byte == 0x29 { return .call(operation, arguments) }
      guard byte == 0x2c else { throw value.error("expected a comma or closing bracket at character \(position)") }
    }
  }
}
