// Claims of office as cues to a document's date. A person with several terms gives several possible times for one
// title; the cue then says no more than their hull, until the rest of the document leaves only one of them.

import Actors
import Chronology
import Corpus

/// The cues that titles of office-holders give.
package struct OfficeCues {
  private struct Group {
    var span: ByteSpan
    var office: String
    var isFormer: Bool
    var terms: [DayInterval]
  }

  private let groups: [Group]
  private let knownUntil: Day?
  /// Years after the list of office-holders was looked through in which most of its open terms have ended.
  private static let openYears = 3

  /// - Parameter knownUntil: ISO month or day in which the known terms were last looked through.
  package init(_ claims: [OfficeClaim], knownUntil: String? = nil) {
    self.knownUntil = knownUntil.flatMap { Day(iso: $0.utf8.count == 7 ? $0 + "-01" : $0) }
    var groups: [Group] = []
    for claim in claims {
      let term = DayInterval(OfficeCues.day(claim.from, isEnd: false), OfficeCues.day(claim.to, isEnd: true))
      guard !term.isUnbounded else { continue }
      if let last = groups.indices.last, groups[last].span == claim.span, groups[last].isFormer == claim.isFormer {
        groups[last].terms.append(term)
      } else {
        groups.append(Group(span: claim.span, office: claim.office, isFormer: claim.isFormer, terms: [term]))
      }
    }
    self.groups = groups
  }

  /// The first or last day of an ISO year, month or day; nil for an open end and what is none of these.
  static func day(_ text: String?, isEnd: Bool) -> Day? {
    guard let text else { return nil }
    let numbers = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map {
      Int(String(decoding: $0, as: UTF8.self))
    }
    guard (1...3).contains(numbers.count), let year = numbers[0], year < 9999 else { return nil }
    if numbers.count == 3 { return Day(iso: text) }
    guard numbers.count == 2 else { return Day(year: year, month: isEnd ? 12 : 1, day: isEnd ? 31 : 1) }
    guard let month = numbers[1], (1...12).contains(month) else { return nil }
    guard isEnd else { return Day(year: year, month: month, day: 1) }
    let next = month < 12 ? Day(year: year, month: month + 1, day: 1) : Day(year: year + 1, month: 1, day: 1)
    return next.map { $0 - 1 }
  }

  /// Whether some title fits several terms, so that a known date would tell more.
  package var isAmbiguous: Bool { groups.contains { $0.terms.count > 1 && !$0.isFormer } }

  /// The cues, one for each title.
  ///
  /// - Parameter date: what is known of the document's date; terms that it excludes are left out, unless it excludes
  ///   all of a title's terms.
  package func cues(given date: DayInterval = .unbounded) -> [DateCue] {
    let cues = groups.compactMap { group in group.isFormer ? former(group) : holder(group, date) }
    return OfficeCues.joined(cues) + stillOpen()
  }

  /// Two terms that only touch do not date a text to the day of the change: it tells of both holders, and each cue
  /// then says the hull of the two.
  private static func joined(_ cues: [DateCue]) -> [DateCue] {
    var stretches: [DayInterval] = []
    for cue in cues where cue.rule == "term-of-office" && !stretches.contains(cue.interval) {
      stretches.append(cue.interval)
    }
    guard stretches.count > 1, stretches.count < 200 else { return cues }
    return cues.map { cue in
      guard cue.rule == "term-of-office", let own = cue.interval.latest ?? cue.interval.earliest else { return cue }
      var cue = cue
      let stretch = cue.interval
      for other in stretches where other != stretch {
        if let end = stretch.latest, let start = other.earliest, (-1...1).contains(start - end), own == end {
          cue.interval.latest = other.latest
        } else if let start = stretch.earliest, let end = other.latest, (-1...1).contains(start - end) {
          cue.interval.earliest = other.earliest
        } else {
          continue
        }
        cue.why += "; the text tells of the holder of the next or the last term as well"
      }
      return cue
    }
  }

  /// Who is titled by an office whose term was open when the terms were looked through holds it some years more at
  /// most: the lightest of cues, so that a text without any other has an end.
  private func stillOpen() -> [DateCue] {
    guard let knownUntil else { return [] }
    let open = groups.first { !$0.isFormer && !$0.terms.isEmpty && $0.terms.allSatisfy { $0.latest == nil } }
    guard let open else { return [] }
    return [
      DateCue(
        span: open.span, rule: "term-still-open",
        interval: DayInterval(nil, knownUntil + OfficeCues.openYears * 365), weight: 0.5,
        why: "holds the office (\(open.office)) in the list of \(knownUntil): mostly written within "
          + "\(OfficeCues.openYears) years of it")
    ]
  }

  private func holder(_ group: Group, _ date: DayInterval) -> DateCue {
    let possible = group.terms.filter { $0.overlaps(date) }
    let terms = possible.isEmpty ? group.terms : possible
    let starts = terms.map(\.earliest)
    let ends = terms.map(\.latest)
    let hull = DayInterval(
      starts.contains(nil) ? nil : starts.compactMap { $0 }.min(),
      ends.contains(nil) ? nil : ends.compactMap { $0 }.max())
    let words = terms.map(words).joined(separator: ", or ")
    return DateCue(
      span: group.span, rule: "term-of-office", interval: hull, weight: 2,
      why: "named by title: written while in office (\(group.office), \(words))")
  }

  private func former(_ group: Group) -> DateCue? {
    guard let end = group.terms.compactMap(\.latest).min() else { return nil }
    return DateCue(
      span: group.span, rule: "term-of-office-over", interval: DayInterval(end + 1, nil), weight: 1,
      why: "called former: written after the term (\(group.office), until \(end))")
  }

  private func words(_ term: DayInterval) -> String {
    switch (term.earliest, term.latest) {
    case (let from?, let to?): "\(from) to \(to)"
    case (let from?, nil): "since \(from)"
    case (nil, let to?): "until \(to)"
    case (nil, nil): "at an unknown time"
    }
  }
}
