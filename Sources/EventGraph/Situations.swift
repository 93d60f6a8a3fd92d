// States of affairs that last, such as a war: when articles say they began, and how long they say they have lasted.

import Chronology
import Corpus
import Events
import Language

/// What the articles say of the beginning and length of lasting states of affairs.
struct Situations {
  /// A stated length.
  struct Measure {
    var record: Int
    var span: ByteSpan
    /// Number of the word group.
    var situation: Int
    /// The main states of the article, sorted: they tell one war from another.
    var parties: [Int]
    /// In days.
    var low: Int
    var high: Int
  }

  /// A stated beginning.
  struct Start {
    var record: Int
    var span: ByteSpan
    var situation: Int
    var parties: [Int]
    var interval: DayInterval
  }

  private let words: EventWords
  private(set) var measures: [Measure] = []
  private(set) var starts: [Start] = []

  /// - Parameter mainStates: for each record the states that it mentions most, sorted.
  init(_ records: [DocumentRecord], words: EventWords, mainStates: [[Int]]) {
    self.words = words
    for (number, record) in records.enumerated() {
      for timex in record.timexes where record.sentences.indices.contains(timex.sentence) {
        let sentence = record.sentences[timex.sentence]
        if timex.kind == .duration, let (low, high) = Situations.days(timex), low >= 180 {
          guard let situation = measured(by: timex.span, in: sentence, record) else { continue }
          measures.append(
            Measure(
              record: number, span: timex.span, situation: situation, parties: mainStates[number], low: low, high: high)
          )
        } else if timex.kind == .date, timex.relative == nil, let width = timex.interval.width, width <= 366 {
          guard let situation = begun(at: timex.span, in: sentence, record) else { continue }
          starts.append(
            Start(
              record: number, span: timex.span, situation: situation, parties: mainStates[number],
              interval: timex.interval))
        }
      }
    }
  }

  /// The bounds on article dates that follow when one article says when a war began and another how long it has
  /// lasted.
  func hints(_ records: [DocumentRecord]) -> [CorpusDating.DateHint] {
    measures.compactMap { measure in
      let known = starts.filter {
        $0.situation == measure.situation && shared($0.parties, measure.parties).count > 1
          && $0.record != measure.record
      }
      guard let start = known.min(by: { ($0.interval.width ?? 0, $0.record) < ($1.interval.width ?? 0, $1.record) }),
        let earliest = start.interval.earliest, let latest = start.interval.latest
      else { return nil }
      let words = records[measure.record].source.string(measure.span)
      return CorpusDating.DateHint(
        record: measure.record, span: measure.span,
        interval: DayInterval(earliest + measure.low, latest + measure.high),
        why: "“\(words)” of a \(self.words.groups[measure.situation].name) that began \(start.interval.words()), says "
          + "article \(start.record + 1)")
    }
  }

  /// The situation word nearest to a duration in its sentence: one that it measures ("four years of war", "the
  /// conflict that has spanned three years"), at most eight words away.
  private func measured(by span: ByteSpan, in sentence: ByteSpan, _ record: DocumentRecord) -> Int? {
    let after = Telling.words(Array(record.bytes(ByteSpan(span.end, sentence.end))))
    if let found = situation(after.prefix(4).map(\.key)) { return found }
    let before = Telling.words(Array(record.bytes(ByteSpan(sentence.start, span.start))))
    return situation(before.suffix(8).map(\.key).reversed())
  }

  /// The situation that begins at a date: "the war began in 2022", "since the invasion started in 2022".
  private func begun(at span: ByteSpan, in sentence: ByteSpan, _ record: DocumentRecord) -> Int? {
    let before = Telling.words(Array(record.bytes(ByteSpan(sentence.start, span.start)))).suffix(12).map(\.key)
    guard let verb = before.lastIndex(where: { words.isBeginning(WordKey(value: $0)) }), before.endIndex - verb <= 4
    else { return nil }
    return situation(before[..<verb].suffix(8).reversed())
  }

  private func situation(_ keys: [UInt64]) -> Int? {
    for key in keys {
      if let group = words.group(of: WordKey(value: key)), words.groups[group].isSituation { return group }
    }
    return nil
  }

  /// A duration as a range of days: "over three years" is three to four, "nearly four" three and a half to four.
  static func days(_ timex: Timex) -> (low: Int, high: Int)? {
    let bytes = Array(timex.value.utf8)
    guard bytes.first == UInt8(ascii: "P"), bytes.count > 2, let unit = bytes.last else { return nil }
    var count = 0
    for byte in bytes.dropFirst().dropLast() {
      guard (0x30...0x39).contains(byte), count < 10_000 else { return nil }
      count = count * 10 + Int(byte - 0x30)
    }
    guard count > 0, count < 10_000 else { return nil }
    switch (unit, timex.mod) {
    case (UInt8(ascii: "Y"), "LESS_THAN"), (UInt8(ascii: "Y"), "EQUAL_OR_LESS"):
      return (count * 365 - 184, count * 365 + count / 4)
    case (UInt8(ascii: "Y"), "APPROX"): return (count * 365 - 184, count * 365 + 184)
    case (UInt8(ascii: "Y"), _): return (count * 365, (count + 1) * 365 + count / 4)
    case (UInt8(ascii: "M"), "LESS_THAN"), (UInt8(ascii: "M"), "EQUAL_OR_LESS"):
      return (count * 30 - 15, count * 31)
    case (UInt8(ascii: "M"), "APPROX"): return (count * 30 - 15, count * 31 + 15)
    case (UInt8(ascii: "M"), _): return (count * 30, (count + 1) * 31)
    default: return nil
    }
  }
}
