// Are two tellings one event? Hard reasons against come first; else evidence is added up. The weights are set by
// hand and measured on corpora with known events (Benchmarks/merging.md).

import Chronology
import Events

/// How common each feature is in the corpus: what few events share says more than what all share.
struct FeatureStatistics {
  private var actors: [Int: Int] = [:]
  private var heads: [UInt64: Int] = [:]
  private var places: [UInt64: Int] = [:]
  private var keywords: [UInt64: Int] = [:]
  private var scale: Double

  init(_ tellings: [Telling]) {
    scale = Double(tellings.count + 8)
    for telling in tellings {
      for actor in Set(telling.agents + telling.patients) { actors[actor, default: 0] += 1 }
      heads[telling.head.value, default: 0] += 1
      if let place = telling.place { places[place.whole, default: 0] += 1 }
      for word in telling.keywords { keywords[word, default: 0] += 1 }
    }
  }

  /// Rarity from 0 (every event has it) to 1.
  private func rarity(_ count: Int?) -> Double {
    max(0, (scale / Double((count ?? 0) + 1)).logarithm / scale.logarithm)
  }

  func rarity(ofActor actor: Int) -> Double { rarity(actors[actor]) }
  func rarity(ofHead head: UInt64) -> Double { rarity(heads[head]) }
  func rarity(ofPlace place: UInt64) -> Double { rarity(places[place]) }
  func rarity(ofKeyword word: UInt64) -> Double { rarity(keywords[word]) }
  func count(ofKeyword word: UInt64) -> Int { keywords[word] ?? 0 }
}

/// Compares pairs of tellings.
struct TellingComparison {
  let statistics: FeatureStatistics
  let table: ActorTable
  let words: EventWords
  var stories = StoryIndex()

  /// What speaks for a pair being one event.
  struct Verdict {
    var score: Double
    /// Reached this, the pair is one event.
    var threshold: Double
    /// In plain words, strongest kind first.
    var reasons: [String]
  }

  /// Compares two tellings.
  ///
  /// - Returns: nil when something forbids that they are one event.
  func compare(_ a: Telling, _ b: Telling) -> Verdict? {
    let isCopy = a.copy == b.copy
    guard a.record != b.record || isCopy else { return nil }
    guard (a.status == .denied) == (b.status == .denied) else { return nil }
    guard let (time, timeReason) = timeEvidence(a, b) else { return nil }
    if isCopy { return Verdict(score: 12, threshold: 3.6, reasons: ["the same sentence"]) }
    guard let (kind, kindReason) = kindEvidence(a, b), let (cast, castReason) = castEvidence(a, b) else { return nil }
    guard let (place, placeReason) = placeEvidence(a, b) else { return nil }
    let (content, shared, contentReason) = contentEvidence(a, b)
    guard contentSuffices(a, b, shared: shared, content: content, time: time) else { return nil }
    var score = kind + cast + place + content + time + quantityEvidence(a, b)
    if let x = a.mode, let y = b.mode { score += x == y ? 0.2 : -1 }
    if a.isReal != b.isReal { score -= a.status == .hypothetical || b.status == .hypothetical ? 1.2 : 0.4 }
    var reasons = [castReason, placeReason, timeReason, kindReason, contentReason].compactMap { $0 }
    let story = stories.likeness(a.record, b.record)
    if story > 0, !a.isVerbal, !b.isVerbal, !a.type.isSymmetric, !b.type.isSymmetric {
      // Articles of one story that tell of one kind of act mostly mean the same one; of talks there are many.
      score += min(3.2, 11 * story)
      reasons.append("articles on one story")
    }
    var threshold = time > 0.5 ? 3.6 : 4.5
    if isOneSituation(a, b) {
      score += 2.5
      reasons.append("a state of affairs that exists once")
    } else if !a.isReal, !b.isReal {
      threshold += 0.6
    }
    return Verdict(score: score, threshold: threshold, reasons: reasons)
  }

  /// Nil when the times exclude each other.
  private func timeEvidence(_ a: Telling, _ b: Telling) -> (Double, String?)? {
    guard a.interval.overlaps(b.interval) else {
      guard let gap = a.interval.gap(to: b.interval), gap <= 2, disagreeOnDate(a, b) else { return nil }
      return (0.6, "dates \(gap) \(gap == 1 ? "day" : "days") apart")
    }
    guard a.told.overlaps(b.told), let x = a.told.width, let y = b.told.width else { return (0, nil) }
    if [.approximate, .reported].contains(a.basis) || [.approximate, .reported].contains(b.basis) {
      return max(x, y) <= 10 ? (0.6, "in the news of the same days") : (0, nil)
    }
    if x == 1, y == 1 { return (2, "on the same day") }
    if min(x, y) <= 3, max(x, y) <= 10 { return (1.2, "within the same days") }
    return max(x, y) <= 31 ? (0.6, "within the same month") : (0, nil)
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

  /// Nil when the kinds of act exclude each other.
  private func kindEvidence(_ a: Telling, _ b: Telling) -> (Double, String?)? {
    let sameGroup = a.group != nil && a.group == b.group
    var score: Double
    if a.type == b.type {
      score = 1
    } else if sameGroup || TellingComparison.related(a.type, b.type) {
      score = 0.2
    } else {
      return nil
    }
    var reason: String? = a.type == b.type ? "the same kind of act" : nil
    if a.head == b.head {
      score += 0.5 + 0.8 * statistics.rarity(ofHead: a.head.value)
      reason = "the same word for it"
    } else if sameGroup, let group = a.group {
      score += 0.6
      reason = "both tell of \(words.groups[group].name)"
    }
    return (score, reason)
  }

  /// Types that different writers give to one act.
  private static func related(_ a: EventType, _ b: EventType) -> Bool {
    let families: [Set<EventType>] = [
      [.consult, .cooperate, .agree], [.aid, .support, .agree], [.concede, .retreat, .agree], [.assault, .coerce],
      [.assault, .mobilize], [.statement, .accuse], [.statement, .request], [.statement, .reject],
      [.statement, .support], [.statement, .threaten], [.sanction, .coerce],
    ]
    return families.contains { $0.contains(a) && $0.contains(b) }
  }

  /// Nil when the casts exclude each other.
  private func castEvidence(_ a: Telling, _ b: Telling) -> (Double, String?)? {
    let mine = union(a.agents, a.patients)
    let theirs = union(b.agents, b.patients)
    if a.type.isSymmetric || b.type.isSymmetric {
      let known = min(mine.filter(table.isKnown).count, theirs.filter(table.isKnown).count)
      let met = mine.filter { actor in theirs.contains { table.mayBeSame(actor, $0) } }.count
      if !mine.isEmpty, !theirs.isEmpty, met < min(2, known) || (known == 0 && met == 0) { return nil }
    } else {
      if excludes(a.agents, b.agents) || excludes(a.patients, b.patients) { return nil }
    }
    if personsExclude(a, b) { return nil }
    let common = shared(mine, theirs)
    var score = 0.0
    for actor in common.prefix(4) { score += 0.6 + 0.8 * statistics.rarity(ofActor: actor) }
    score = min(score, 3)
    var related = 0.0
    var unmatched = 0
    for actor in mine where !common.contains(actor) {
      if let other = theirs.first(where: { !common.contains($0) && table.mayBeSame(actor, $0) }) {
        let state = table.top[actor] == table.top[other]
        related += 0.3 + 0.4 * statistics.rarity(ofActor: state ? table.top[actor] : actor)
      } else {
        unmatched += 1
      }
    }
    score += min(1.2, related)
    if !mine.isEmpty, !theirs.isEmpty { score -= min(0.75, 0.25 * Double(unmatched)) }
    return (score, common.isEmpty ? (related > 0 ? "related participants" : nil) : "the same participants")
  }

  /// Whether two sides, both known, have nobody in common; what one article only describes excludes nothing.
  private func excludes(_ a: [Int], _ b: [Int]) -> Bool {
    let mine = a.filter(table.isKnown)
    let theirs = b.filter(table.isKnown)
    guard !mine.isEmpty, !theirs.isEmpty else { return false }
    return !a.contains { actor in b.contains { table.mayBeSame(actor, $0) } }
  }

  /// Whether both name persons as agents and not one person is the same: Rubio's words are not Leavitt's.
  private func personsExclude(_ a: Telling, _ b: Telling) -> Bool {
    let mine = a.agents.filter { table.isPerson[$0] && table.isNamed[$0] }
    let theirs = b.agents.filter { table.isPerson[$0] && table.isNamed[$0] }
    guard !mine.isEmpty, !theirs.isEmpty else { return false }
    return shared(mine, theirs).isEmpty && !(a.type.isSymmetric && b.type.isSymmetric)
  }

  /// Nil when both name places that do not agree.
  private func placeEvidence(_ a: Telling, _ b: Telling) -> (Double, String?)? {
    guard let x = a.place, let y = b.place else { return (0, nil) }
    guard x.agrees(with: y) else { return nil }
    return (1 + 0.8 * statistics.rarity(ofPlace: x.whole), "in the same place")
  }

  /// Likeness of what is said or done: shared content words by rarity, and an equal quotation.
  private func contentEvidence(_ a: Telling, _ b: Telling) -> (score: Double, shared: Int, reason: String?) {
    let common = shared(a.keywords, b.keywords)
    let weight = common.reduce(0) { $0 + statistics.rarity(ofKeyword: $1) }
    let all = union(a.keywords, b.keywords).reduce(0) { $0 + statistics.rarity(ofKeyword: $1) }
    var score = all > 0 ? 2.5 * weight / all : 0
    if a.quote != nil, a.quote == b.quote { return (score + 3, max(4, common.count), "the same quotation") }
    if a.keywords == b.keywords, !common.isEmpty { score += 0.2 }
    return (score, common.count, common.count > 1 ? "\(common.count) content words in common" : nil)
  }

  /// Whether two tellings of words agree in what is said: a speaker says many things, even on one day.
  private func contentSuffices(_ a: Telling, _ b: Telling, shared count: Int, content: Double, time: Double) -> Bool {
    guard a.isVerbal || b.isVerbal else { return true }
    func haveAlike(_ x: [Int], _ y: [Int]) -> Bool {
      x.contains { actor in y.contains { table.areDescribedAlike(actor, $0) } }
    }
    let sameSpeaker = haveAlike(a.agents, b.agents)
    let sameQuote = a.quote != nil && a.quote == b.quote
    if sameQuote { return sameSpeaker || time > 1 }
    guard sameSpeaker else { return time > 1.5 && count >= 3 && content >= 1.25 }
    let directed = a.type == b.type && a.type != .statement && haveAlike(a.patients, b.patients)
    if time > 1.5 { return directed || (count >= 2 && content >= 0.8) }
    if time > 0.5 { return count >= 2 && content >= (directed ? 0.8 : 1.1) }
    return count >= 3 && content >= 1.25
  }

  private func quantityEvidence(_ a: Telling, _ b: Telling) -> Double {
    var score = 0.0
    for mine in a.quantities {
      guard let other = b.quantities.first(where: { $0.what == mine.what }) else { continue }
      score += mine.low == other.low && mine.high == other.high ? 0.8 : -0.2
    }
    return min(1.6, score)
  }

  private func sameQuantity(_ a: Telling, _ b: Telling) -> Bool {
    a.quantities.contains { mine in
      b.quantities.contains { $0.what == mine.what && $0.low == mine.low && $0.high == mine.high }
    }
  }

  /// Whether both tell of one lasting state of affairs: "the war" of two articles about the same states.
  private func isOneSituation(_ a: Telling, _ b: Telling) -> Bool {
    guard let group = a.group, group == b.group, words.groups[group].isSituation, a.isReal, b.isReal else {
      return false
    }
    return shared(a.mainStates, b.mainStates).count > 1
  }
}

/// What two sorted lists share, sorted.
func shared<Value: Comparable>(_ a: [Value], _ b: [Value]) -> [Value] {
  var common: [Value] = []
  var i = 0
  var j = 0
  while i < a.count, j < b.count {
    if a[i] == b[j] {
      common.append(a[i])
      i += 1
      j += 1
    } else if a[i] < b[j] {
      i += 1
    } else {
      j += 1
    }
  }
  return common
}

/// The union of two sorted lists, sorted, each value once.
func union<Value: Comparable>(_ a: [Value], _ b: [Value]) -> [Value] {
  var all: [Value] = []
  var i = 0
  var j = 0
  while i < a.count || j < b.count {
    if j >= b.count || (i < a.count && a[i] < b[j]) {
      all.append(a[i])
      i += 1
    } else if i >= a.count || b[j] < a[i] {
      all.append(b[j])
      j += 1
    } else {
      all.append(a[i])
      i += 1
      j += 1
    }
  }
  return all
}

extension DayInterval {
  /// Days between two intervals that do not meet; nil when they do.
  func gap(to other: DayInterval) -> Int? {
    if let latest, let start = other.earliest, latest < start { return start - latest }
    if let end = other.latest, let earliest, end < earliest { return earliest - end }
    return nil
  }
}

extension Double {
  /// Natural logarithm by the series of artanh: no C library, so the same bits on every machine.
  var logarithm: Double {
    guard self > 0, isFinite else { return 0 }
    let e = Double(exponent)
    let m = significand
    let t = (m - 1) / (m + 1)
    let square = t * t
    var term = t
    var sum = 0.0
    for k in 0..<20 {
      sum += term / Double(2 * k + 1)
      term *= square
    }
    return 2 * sum + e * 0.693_147_180_559_945_3
  }
}
