// When it was: whether the times of two tellings allow that they are one event. A day that words state holds; one that rests
// on an article's uncertain date only speaks against.

import Chronology
import Events

extension TellingComparison {
  /// Nil when the times exclude each other.
  func timeEvidence(_ a: Telling, _ b: Telling, _ act: ActLikeness, story: Double) -> (Double, String?)? {
    guard a.interval.overlaps(b.interval) else { return acrossDays(a, b, act, story: story) }
    guard a.told.overlaps(b.told), let x = a.told.width, let y = b.told.width else { return (0, nil) }
    if [.approximate, .reported].contains(a.basis) || [.approximate, .reported].contains(b.basis) {
      return max(x, y) <= 10 ? (0.6, "in the news of the same days") : (0, nil)
    }
    if x == 1, y == 1 { return (2, "on the same day") }
    if min(x, y) <= 3, max(x, y) <= 10 { return (1.2, "within the same days") }
    return max(x, y) <= 31 ? (0.6, "within the same month") : (0, nil)
  }

  /// Times that do not meet: nil unless the articles rather differ on the day than tell of two events.
  private func acrossDays(_ a: Telling, _ b: Telling, _ act: ActLikeness, story: Double) -> (Double, String?)? {
    guard let gap = a.interval.gap(to: b.interval), !a.isVerbal, !b.isVerbal else { return nil }
    let reason = "dates \(gap) \(gap == 1 ? "day" : "days") apart"
    if gap <= 2, disagreeOnDate(a, b) { return (0.6, reason) }
    if isOnce(a, b) { return (-0.2, reason) }
    guard story >= StoryIndex.sameStory, act >= .kind, !a.type.isSymmetric else { return nil }
    if !a.isSolid || !b.isSolid {
      // The day rests on an article whose own date is a guess.
      return gap <= TellingComparison.looseDays ? (-0.4, reason) : nil
    }
    guard act >= .group else { return nil }
    if isRetold(a, b) || isOutOfLine(a, b, story: story) { return (-0.4, reason) }
    guard gap <= TellingComparison.closeDays else { return nil }
    // No expression dates one of them: it is from the days around its article.
    let isOpen = [a.basis, b.basis].contains { $0 == .approximate || $0 == .reported || $0 == .expected }
    return isOpen || (a.isLead && b.isLead) ? (0, reason) : nil
  }

  /// Days by which articles on one story may differ where an expression dates one of the two at most.
  private static let closeDays = 3
  /// Days by which guessed dates of articles on one story may differ.
  private static let looseDays = 400

  /// Whether one dates what the other, written later, recalls without a day: nothing bounds it from below.
  func isRetold(_ a: Telling, _ b: Telling) -> Bool {
    func recalls(_ later: Telling, _ earlier: Telling) -> Bool {
      guard later.basis == .reported, earlier.basis == .stated || earlier.basis == .inferred,
        let end = earlier.interval.latest, let start = later.interval.earliest
      else { return false }
      return end < start
    }
    let named = shared(a.patients, b.patients).contains { table.isPerson[$0] && table.isNamed[$0] }
    return named && (recalls(a, b) || recalls(b, a))
  }

  /// Whether one of two articles that tell all else alike rather bears a wrong date.
  func isOutOfLine(_ a: Telling, _ b: Telling, story: Double) -> Bool {
    a.interval.gap(to: b.interval) ?? 0 > StoryIndex.span && story >= StoryIndex.alike && a.isLead && b.isLead
      && (a.isRelative || b.isRelative)
      && (!shared(union(a.agents, a.patients), union(b.agents, b.patients)).isEmpty || a.place?.whole == b.place?.whole)
  }

  /// Whether both tell of what comes to a person once: death.
  func isOnce(_ a: Telling, _ b: Telling) -> Bool {
    guard words.isOnce(a.act, group: a.group), words.isOnce(b.act, group: b.group) else { return false }
    return shared(a.patients, b.patients).contains { table.isPerson[$0] && table.isNamed[$0] }
  }

  /// Whether two acts agree so well in all but the day that the articles rather differ on the day.
  private func disagreeOnDate(_ a: Telling, _ b: Telling) -> Bool {
    guard !a.isVerbal, !b.isVerbal, a.type == b.type, a.basis == .stated || a.basis == .inferred,
      b.basis == .stated || b.basis == .inferred
    else { return false }
    guard let x = a.place, let y = b.place, x.agrees(with: y) else { return false }
    guard !a.agents.isEmpty, a.agents == b.agents, a.patients == b.patients else { return false }
    let sameHead = a.head == b.head || (a.group != nil && a.group == b.group)
    return sameHead && (!shared(a.keywords, b.keywords).isEmpty || sameQuantity(a, b))
  }
}
