// Disagreement on days: two tellings of one event, or hints at the date of one article.

import Chronology
import Corpus
import Events

extension TensionFinder {
  /// Events whose tellings give days that exclude each other.
  func dateTensions() -> [Draft] {
    var members: [Int: [Int]] = [:]
    for (telling, event) in clusters.clusterOf.enumerated() { members[event, default: []].append(telling) }
    var drafts: [Draft] = []
    for event in members.keys.sorted() {
      let told = (members[event] ?? []).filter { !times[$0].interval.isUnbounded && times[$0].basis != .unknown }
        .sorted { (tellings[$0].record, tellings[$0].event) < (tellings[$1].record, tellings[$1].event) }
      guard told.count > 1 else { continue }
      var groups: [(interval: DayInterval, members: [Int])] = []
      for telling in told {
        if let known = groups.firstIndex(where: { $0.interval.overlaps(times[telling].interval) }) {
          groups[known].members.append(telling)
          groups[known].interval =
            groups[known].interval.intersection(times[telling].interval) ?? groups[known].interval
        } else {
          groups.append((times[telling].interval, [telling]))
        }
      }
      guard groups.count > 1 else { continue }
      if let draft = outOfLine(groups, event) {
        drafts.append(draft)
        continue
      }
      let positions = groups.map { group in
        Tension.Position(
          says: "\(articles(group.members.map { tellings[$0].record })): \(group.interval.words())",
          mentions: group.members.map(dateWords))
      }
      drafts.append(
        Draft(
          kind: .date, question: "When was this: \(events[event].title)?", positions: positions, resolution: nil,
          events: [event]))
    }
    return drafts
  }

  /// An event that one article puts weeks from where several others put it, only because of the article's own date.
  private func outOfLine(_ groups: [(interval: DayInterval, members: [Int])], _ event: Int) -> Draft? {
    func articles(of group: [Int]) -> Set<Int> { Set(group.map { tellings[$0].record }) }
    guard groups.count == 2, let odd = groups.first(where: { articles(of: $0.members).count == 1 }),
      let rest = groups.first(where: { articles(of: $0.members).count > 1 }),
      let record = odd.members.first.map({ tellings[$0].record }),
      odd.members.allSatisfy({ tellings[$0].isRelative }), let gap = odd.interval.gap(to: rest.interval),
      gap > StoryIndex.span
    else { return nil }
    let positions = [
      Tension.Position(
        says: "\(article(record)) is dated \(records[record].date.words()) and so puts it on \(odd.interval.words())",
        mentions: odd.members.map(dateWords)),
      Tension.Position(
        says: "\(self.articles(rest.members.map { tellings[$0].record })): \(rest.interval.words())",
        mentions: rest.members.map(dateWords)),
    ]
    return Draft(
      kind: .date, question: "Is the date of article \(record + 1) right? \(events[event].title)", positions: positions,
      resolution: "this article's date seems wrong", events: [event])
  }

  /// The time expression that dates a telling, or its trigger.
  private func dateWords(_ telling: Int) -> DocSpan {
    let record = records[tellings[telling].record]
    if let timex = times[telling].timex, record.timexes.indices.contains(timex) {
      return at(tellings[telling].record, record.timexes[timex].span)
    }
    return trigger(tellings[telling])
  }

  /// Articles in which some words point to another time of writing than the rest.
  ///
  /// Words about offices are left to ``officeTensions()``.
  func documentDateTensions() -> [Draft] {
    var drafts: [Draft] = []
    for (number, record) in records.enumerated() {
      let date = record.date
      guard !date.interval.isUnbounded else { continue }
      func isWord(_ cue: DateCue) -> Bool { !cue.span.isEmpty }
      func isOffice(_ cue: DateCue) -> Bool { record.claims.contains { $0.span.overlaps(cue.span) } }
      let against = date.cues.filter { cue in
        !cue.used && isWord(cue) && !isOffice(cue) && !cue.interval.isUnbounded && !cue.interval.overlaps(date.interval)
      }
      let support = date.cues.filter { $0.used && isWord($0) && $0.interval.overlaps(date.interval) }
        .sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.span < $1.span }
      guard !against.isEmpty, !support.isEmpty else { continue }
      var positions = [
        Tension.Position(
          says: "\(article(number)) was written \(date.words()), to go by "
            + support.prefix(3).map { quote(number, $0.span, limit: 40) }.joined(separator: ", "),
          mentions: support.prefix(3).map { at(number, $0.span) })
      ]
      for cue in against.prefix(3) {
        positions.append(
          Tension.Position(
            says: "\(quote(number, cue.span, limit: 40)) points to \(cue.interval.words())",
            mentions: [at(number, cue.span)]))
      }
      drafts.append(
        Draft(
          kind: .date, question: "When was article \(number + 1) written?", positions: positions,
          resolution: "the heavier evidence is followed; the rest is set aside"))
    }
    return drafts
  }
}
