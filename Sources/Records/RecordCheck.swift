// What every analysis keeps to, checked where a record comes from outside: a record that was put together by somebody
// else must not bring the steps behind it down.

import Chronology
import Corpus
import Events

/// Checks the bounds within a record.
package enum RecordCheck {
  /// Days further from 1970 than this are no dates of ours; sums of them stay far inside 32 bits.
  private static let farthestDay: Int32 = 100_000_000

  /// What is wrong with a record; nil for a sound one.
  package static func reason(against record: DocumentRecord) -> String? {
    let text = record.source.text
    guard text.withUnsafeBytes({ String(validating: $0, as: UTF8.self) }) != nil else { return "its text is not UTF-8" }
    func isInside(_ span: ByteSpan) -> Bool { span.start >= 0 && span.start <= span.end && span.end <= text.count }
    func isSentence(_ number: Int) -> Bool { record.sentences.indices.contains(number) }
    func isDay(_ day: Day?) -> Bool { day.map { $0.number.magnitude <= farthestDay.magnitude } ?? true }
    func areDays(_ days: DayInterval?) -> Bool {
      guard isDay(days?.earliest), isDay(days?.latest) else { return false }
      if let first = days?.earliest, let last = days?.latest { return first <= last }
      return true
    }

    let blocks = record.blocks + (record.source.markup ?? [])
    guard
      blocks.allSatisfy({ isInside($0.span) && ($0.lead ?? 0) >= 0 && ($0.lead ?? 0) < max(1, blocks.count) }),
      record.sentences.allSatisfy(isInside), record.blockOfSentence.count == record.sentences.count,
      record.blockOfSentence.allSatisfy(record.blocks.indices.contains)
    else { return "its layout reaches beyond its text" }
    let date = record.date
    guard
      areDays(date.interval), areDays(date.credible), isDay(date.best), (1...7).contains(date.weekday ?? 1),
      date.cues.allSatisfy({ isInside($0.span) && areDays($0.interval) && $0.weight.isFinite }),
      record.timexes.allSatisfy({ isInside($0.span) && areDays($0.interval) && isSentence($0.sentence) })
    else { return "its dates reach beyond its text or the calendar" }
    guard
      record.actors.allSatisfy({ actor in
        actor.mentions.allSatisfy { isInside($0.span) } && actor.roles.allSatisfy { isInside($0.span) }
      }), record.claims.allSatisfy({ isInside($0.span) }), record.diagnostics.allSatisfy({ isInside($0.span) }),
      record.relations.allSatisfy({ ($0.evidence.map(isInside) ?? true) && $0.probability.isFinite })
    else { return "its actors or relations reach beyond its text" }
    for event in record.events {
      let numbers = event.quantities.flatMap { [$0.low, $0.high] }.compactMap { $0 }
      guard
        event.mentions.allSatisfy(isInside), isInside(event.evidence), isSentence(event.sentence),
        event.quote.map(isInside) ?? true, event.quantities.allSatisfy({ isInside($0.span) }),
        areDays(event.when.interval), areDays(event.when.told),
        event.when.timex.map(record.timexes.indices.contains) ?? true,
        (numbers + [event.confidence, event.salience]).allSatisfy(\.isFinite)
      else { return "its event \(event.id) reaches beyond its text or the calendar" }
    }
    return nil
  }
}
