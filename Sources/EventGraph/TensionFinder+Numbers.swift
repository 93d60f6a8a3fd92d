// Disagreement on numbers: counts of one event, and how long one state of affairs has lasted.

import Chronology
import Corpus
import Events

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
    var groups: [(measures: [Situations.Measure], parties: [Int])] = []
    for measure in situations.measures {
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

  private func durationTension(_ group: (measures: [Situations.Measure], parties: [Int])) -> Draft? {
    var positions: [(low: Int, high: Int, members: [Situations.Measure])] = []
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
}

extension String {
  /// With a small first letter, for the middle of a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
