// Bounds that clauses of time give each other: "fired her before the drive began last May", "handed over money after
// meeting him in November 2019", "eight days after fire tore through the valley, police confirmed on Monday".

import Actors
import Chronology
import Corpus
import Language

/// Narrows the time of acts that no expression dates by the dated act that an "after" or "before" joins them with. The
/// relation is that of Allen (1983) read off the connective; a count of days or weeks before it gives the day itself.
struct ClauseBounds {
  let reader: SceneReader

  private var document: AnnotatedDocument { reader.document }

  /// Puts bounds and days on drafts that nothing dates, in the order of the drafts.
  func date(_ drafts: inout [Draft]) {
    guard let today = reader.times.date.interval.latest else { return }
    var byToken: [Int: Int] = [:]
    for (index, draft) in drafts.enumerated() {
      byToken[draft.candidate.trigger] = byToken[draft.candidate.trigger] ?? index
      if let light = draft.candidate.lightVerb { byToken[light] = byToken[light] ?? index }
    }
    for index in drafts.indices where reader.isOpen(drafts[index]) {
      for link in links(of: drafts[index]) {
        guard let other = byToken[link.other], other != index, isDated(drafts[other]),
          let when = time(of: drafts[index], link, drafts[other], today)
        else { continue }
        drafts[index].when = when
        break
      }
    }
  }

  /// How an act stands to another one: after it or before it, by so many days where the text counts them.
  private struct Link {
    var other: Int
    var isAfter: Bool
    var days: Int?
    var word: String
  }

  private func links(of draft: Draft) -> [Link] {
    var result: [Link] = []
    for node in [draft.candidate.trigger, draft.candidate.lightVerb].compactMap({ $0 }) {
      if let (isAfter, mark) = connective(of: node), let head = document.head(node) {
        // "Left after the ship sank": the clause tells what was before.
        result.append(
          Link(other: head, isAfter: !isAfter, days: count(before: mark), word: document.form(mark)))
      }
      for child in document.children(node) {
        guard let (isAfter, mark) = connective(of: child) else { continue }
        result.append(Link(other: child, isAfter: isAfter, days: count(before: mark), word: document.form(mark)))
      }
    }
    return result
  }

  /// Whether a clause of time says that what stands above it came after or before.
  private func connective(of clause: Int) -> (isAfter: Bool, mark: Int)? {
    let token = document.tokens[clause]
    guard token.upos == .verb, token.relation == .advcl || token.relation == .obl || token.relation == .nmod else {
      return nil
    }
    for child in document.children(clause) where child < clause {
      let word = document.tokens[child]
      guard word.relation == .mark || word.relation == .case else { continue }
      if reader.book.has("scene_after", word.form) { return (true, child) }
      if reader.book.has("scene_before", word.form) { return (false, child) }
    }
    return nil
  }

  /// The days in "eight days after", "a week before"; nil where none, or longer units, are counted.
  private func count(before mark: Int) -> Int? {
    guard mark > 1 else { return nil }
    let unit = document.tokens[mark - 1]
    guard unit.upos == .noun, let length = Self.units[unit.lemma] else { return nil }
    let number = document.tokens[mark - 2]
    if number.upos == .det { return length }
    guard number.upos == .num else { return nil }
    let text = document.form(mark - 2)
    guard let value = Int(text) ?? reader.book.numbers[WordKey(text.lowercased())].map({ Int($0) }), value > 0,
      value < 100
    else { return nil }
    return value * length
  }

  private static let units: [WordKey: Int] = [WordKey("day"): 1, WordKey("week"): 7]

  private func isDated(_ draft: Draft) -> Bool {
    guard draft.reading.status == .happened || draft.reading.status == .reported else { return false }
    return draft.when.basis == .stated || draft.when.basis == .inferred
  }

  private func time(of draft: Draft, _ link: Link, _ other: Draft, _ today: Day) -> EventTime? {
    let days = other.when.interval
    let told = document.form(other.candidate.trigger)
    let named = other.when.relative ?? other.when.edtf ?? ""
    var when = draft.when
    if let count = link.days, let day = days.earliest, days.width.map({ $0 <= 2 }) ?? false {
      let shift = link.isAfter ? count : -count
      guard let last = days.latest, last + shift <= today else { return nil }
      when.interval = DayInterval(day + shift, last + shift)
      when.basis = .inferred
      when.why = "\(count) days \(link.isAfter ? "after" : "before") “\(told)”. \(other.when.why)"
      when.relative = nil
    } else {
      // Counted units that were not read tell of a distance, not of a bound nearby.
      let own = draft.when.interval
      if link.isAfter {
        guard let day = days.earliest, day <= today, own.earliest.map({ $0 < day }) ?? true else { return nil }
        when.interval = DayInterval(day, own.latest ?? today)
        when.relative = "\(named)..DCT"
      } else {
        guard let day = days.latest, day < own.latest ?? today, own.earliest.map({ $0 <= day }) ?? true else {
          return nil
        }
        when.interval = DayInterval(own.earliest, day)
        when.relative = "..\(named)"
      }
      when.basis = .approximate
      when.why = "\(link.isAfter ? "after" : "before") “\(told)”, as “\(link.word)” says. \(other.when.why)"
    }
    when.edtf = when.interval.edtf
    when.timex = nil
    when.told = nil
    return when
  }
}
