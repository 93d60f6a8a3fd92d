// Disagreement on numbers: counts of one event, and how long one state of affairs has lasted.

import Chronology
import Corpus
import Events
import Language

extension TensionFinder {
  /// Merged events for which articles give counts that exclude each other.
  func numberTensions() -> [Draft] {
    var told: [Int: [(telling: Int, quantity: Quantity)]] = [:]
    for (telling, event) in clusters.clusterOf.enumerated() {
      for quantity in tellings[telling].quantities { told[event, default: []].append((telling, quantity)) }
    }
    var drafts: [Draft] = []
    for event in told.keys.sorted() {
      let all = (told[event] ?? []).sorted {
        (tellings[$0.telling].record, $0.quantity.span) < (tellings[$1.telling].record, $1.quantity.span)
      }
      var kinds: [String] = []
      for item in all where !kinds.contains(item.quantity.what) { kinds.append(item.quantity.what) }
      for what in kinds {
        var groups: [(low: Double, high: Double, members: [(telling: Int, quantity: Quantity)])] = []
        for item in all where item.quantity.what == what {
          let low = item.quantity.low ?? -.infinity
          let high = item.quantity.high ?? .infinity
          if let known = groups.firstIndex(where: { $0.low <= high && low <= $0.high }) {
            groups[known].members.append(item)
          } else {
            groups.append((low, high, [item]))
          }
        }
        guard groups.count > 1, Set(all.map { tellings[$0.telling].record }).count > 1 else { continue }
        let positions = groups.map { group in
          Tension.Position(
            says:
              "\(articles(group.members.map { tellings[$0.telling].record })): \(number(group.low, group.high)) \(what)",
            mentions: group.members.map { at(tellings[$0.telling].record, $0.quantity.span) })
        }
        drafts.append(
          Draft(
            kind: .number, question: "How many \(what): \(events[event].title)?", positions: positions,
            resolution: nil, events: [event]))
      }
    }
    return drafts
  }

  private func number(_ low: Double, _ high: Double) -> String {
    func text(_ value: Double) -> String {
      value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : String(value)
    }
    if low == high { return text(low) }
    if low == -.infinity { return "at most \(text(high))" }
    return high == .infinity ? "at least \(text(low))" : "\(text(low)) to \(text(high))"
  }

  /// Lengths that articles give to one lasting state of affairs, such as a war.
  func durationTensions() -> [Draft] {
    var groups: [(measures: [Measure], parties: [Int])] = []
    for measure in records.indices.flatMap(measures) {
      if let known = groups.firstIndex(where: {
        $0.measures[0].situation == measure.situation && shared($0.parties, measure.parties).count > 1
      }) {
        groups[known].measures.append(measure)
      } else {
        groups.append(([measure], measure.parties))
      }
    }
    return groups.compactMap(durationTension)
  }

  /// A stated length of a state of affairs.
  private struct Measure {
    var record: Int
    var span: ByteSpan
    /// Number of the word group.
    var situation: Int
    /// The main states of the article, sorted.
    var parties: [Int]
    /// In days.
    var low: Int
    var high: Int
  }

  private func durationTension(_ group: (measures: [Measure], parties: [Int])) -> Draft? {
    var positions: [(low: Int, high: Int, members: [Measure])] = []
    for measure in group.measures {
      if let known = positions.firstIndex(where: { $0.low == measure.low && $0.high == measure.high }) {
        positions[known].members.append(measure)
      } else {
        positions.append((measure.low, measure.high, [measure]))
      }
    }
    guard positions.count > 1, Set(group.measures.map(\.record)).count > 1 else { return nil }
    let shortest = positions.min { ($0.low, $0.high) < ($1.low, $1.high) }
    let longest = positions.max { ($0.low, $0.high) < ($1.low, $1.high) }
    guard let shortest, let longest, let first = group.measures.first else { return nil }
    let common = positions.map(\.low).max() ?? 0 < positions.map(\.high).min() ?? 0
    let later =
      "\(articles(longest.members.map(\.record)).lowercasedFirst) \(longest.members.count > 1 ? "were" : "was")"
    let resolution =
      common
      ? "compatible if all were written in the same months, and more easily if \(later) written later"
      : "compatible if \(later) written later than \(articles(shortest.members.map(\.record)).lowercasedFirst)"
    let touched = clusters.clusterOf.enumerated().filter { telling, _ in
      tellings[telling].group == first.situation
        && group.measures.contains { measure in
          measure.record == tellings[telling].record
            && records[measure.record].events[tellings[telling].event].evidence.contains(measure.span)
        }
    }
    return Draft(
      kind: .number, question: "How long has the \(words.groups[first.situation].name) lasted?",
      positions: positions.map { position in
        Tension.Position(
          says: "\(articles(position.members.map(\.record))): "
            + quote(position.members[0].record, position.members[0].span, limit: 40),
          mentions: position.members.map { at($0.record, $0.span) })
      }, resolution: resolution, events: Set(touched.map(\.element)))
  }

  /// Durations of years or months next to a word for a lasting state of affairs.
  private func measures(_ number: Int) -> [Measure] {
    let record = records[number]
    var found: [Measure] = []
    for timex in record.timexes where timex.kind == .duration {
      guard let (low, high) = TensionFinder.days(timex), low >= 180 else { continue }
      guard record.sentences.indices.contains(timex.sentence) else { continue }
      guard let situation = situation(near: timex.span, in: record.sentences[timex.sentence], record) else { continue }
      found.append(
        Measure(
          record: number, span: timex.span, situation: situation, parties: mainStates[number], low: low, high: high))
    }
    return found
  }

  /// The situation word nearest to a duration in its sentence: one that it measures ("four years of war", "the
  /// conflict that has spanned three years"), at most eight words away.
  private func situation(near span: ByteSpan, in sentence: ByteSpan, _ record: DocumentRecord) -> Int? {
    func group(_ list: [(key: UInt64, length: Int)]) -> Int? {
      for word in list.prefix(8) {
        if let group = words.group(of: WordKey(value: word.key)), words.groups[group].isSituation { return group }
      }
      return nil
    }
    let after = Telling.words(Array(record.bytes(ByteSpan(span.end, sentence.end))))
    if let found = group(Array(after.prefix(4))) { return found }
    let before = Telling.words(Array(record.bytes(ByteSpan(sentence.start, span.start))))
    return group(before.reversed())
  }

  /// A duration as a range of days: "over three years" is three to four, "nearly four" three and a half to four.
  static func days(_ timex: Timex) -> (low: Int, high: Int)? {
    let bytes = Array(timex.value.utf8)
    guard bytes.first == UInt8(ascii: "P"), let unit = bytes.last else { return nil }
    var count = 0
    for byte in bytes.dropFirst().dropLast() {
      guard (0x30...0x39).contains(byte), count < 10_000 else { return nil }
      count = count * 10 + Int(byte - 0x30)
    }
    let length: Int
    switch unit {
    case UInt8(ascii: "Y"): length = 365
    case UInt8(ascii: "M"): length = 30
    default: return nil
    }
    guard count > 0 else { return nil }
    switch timex.mod {
    case "MORE_THAN", "EQUAL_OR_MORE": return (count * length, (count + 1) * length)
    case "LESS_THAN", "EQUAL_OR_LESS": return (count * length - length / 2, count * length)
    case "APPROX": return (count * length - length / 2, count * length + length / 2)
    default: return (count * length, (count + 1) * length)
    }
  }
}

extension String {
  /// With a small first letter, for the middle of a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
