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
    /// Whether the day of one of the two is wrong when the pair is one event.
    var isOutOfLine = false
  }

  /// Compares two tellings.
  ///
  /// - Returns: nil when something forbids that they are one event.
  func compare(_ a: Telling, _ b: Telling) -> Verdict? {
    // What follows looks at one from the other: the order of the articles must not decide from which.
    if b.rank < a.rank { return compare(b, a) }
    guard (a.status == .denied) == (b.status == .denied) else { return nil }
    if a.copy == b.copy, a.interval.overlaps(b.interval) {
      return Verdict(score: 12, threshold: 3.6, reasons: ["the same sentence"])
    }
    guard a.record != b.record else { return nil }
    guard let act = actLikeness(a, b), a.mark == b.mark else { return nil }
    let story = stories.likeness(a.record, b.record)
    guard let (time, timeReason) = timeEvidence(a, b, act, story: story) else { return nil }
    guard let (cast, castReason, common) = castEvidence(a, b), let (place, placeReason) = placeEvidence(a, b) else {
      return nil
    }
    let (content, sharedWords, contentReason) = contentEvidence(a, b)
    guard contentSuffices(a, b, shared: sharedWords, content: content, time: time) else { return nil }
    let (kind, kindReason) = actEvidence(a, b, act)
    var score = kind + cast + place + content + time + quantityEvidence(a, b)
    if let x = a.mode, let y = b.mode { score += x == y ? 0.2 : -1 }
    if a.isReal != b.isReal { score -= a.status == .hypothetical || b.status == .hypothetical ? 1.2 : 0.4 }
    var reasons = [castReason, placeReason, timeReason, kindReason, contentReason].compactMap { $0 }
    var threshold = time > 0.5 ? 3.6 : 4.5
    // Undated tellings in articles on one story: time says nothing, the story does.
    if act >= .group, story >= StoryIndex.sameStory / 2, threshold > 4, !a.isVerbal, !b.isVerbal, !a.type.isSymmetric {
      threshold = 4
    }
    if story > 0, !a.isVerbal, !b.isVerbal, !a.type.isSymmetric, !b.type.isSymmetric {
      // Articles of one story that tell of one kind of act mostly mean the same one; of talks there are many.
      score += min(3.2, 11 * story) * TellingComparison.share(of: act)
      reasons.append("articles on one story")
      if a.isLead, b.isLead, act >= .kin, story >= StoryIndex.sameStory / 2 {
        score += 0.8
        reasons.append("what both articles are about")
      }
    }
    if act <= .kind, !allowsOtherWords(a, b, act, story: story, cast: castReason, shared: sharedWords, time: time) {
      // Speaks against, yet forbids what other tellings show only where no kind ties the two.
      if act == .open { return nil }
      return Verdict(score: min(score, 1), threshold: threshold, reasons: reasons)
    }
    threshold += TellingComparison.caution(of: act, a, b)
    // Articles on two stories: the word alone does not make it one event.
    if story < StoryIndex.sameStory, common == 0, a.place == nil || b.place == nil, !isOneSituation(a, b) {
      threshold += story == 0 ? 1.5 : 0.5
    }
    if isOneSituation(a, b) {
      score += 2.5
      reasons.append("a state of affairs that exists once")
    } else if !a.isReal, !b.isReal {
      threshold += 0.6
    }
    return Verdict(
      score: score, threshold: threshold, reasons: reasons,
      isOutOfLine: story > 0 && isOutOfLine(a, b, story: story) && !isRetold(a, b) && !isOnce(a, b))
  }

  static let sameParticipants = "the same participants"

  /// How much of the likeness of two articles tells for acts that are alike to a degree.
  private static func share(of act: ActLikeness) -> Double {
    switch act {
    case .word, .group, .kind: 1
    case .kin: 0.8
    case .open: 0.5
    }
  }

  /// What acts with other names need more.
  private static func caution(of act: ActLikeness, _ a: Telling, _ b: Telling) -> Double {
    switch act {
    case .word, .group: 0
    case .kind: a.kind != nil && a.kind == b.kind ? 0.4 : 1
    case .kin: a.type == b.type ? 1 : 0.5
    case .open: 1
    }
  }

  /// Whether two acts with different names may be taken for one: what both articles are about, or what the same people did.
  private func allowsOtherWords(
    _ a: Telling, _ b: Telling, _ act: ActLikeness, story: Double, cast: String?, shared words: Int, time: Double
  ) -> Bool {
    let areAbout = a.isLead && b.isLead && story >= StoryIndex.sameStory
    let sameCast = cast == TellingComparison.sameParticipants && (story > 0 || time > 0.5)
    switch act {
    case .kind: return areAbout || sameCast || words > 2
    case .kin: return areAbout || sameCast
    default: return areAbout && sameCast && words > 1
    }
  }

  /// Whether two tellings of one article may be one event, when other articles say that they are: the headline and what
  /// stands below it.
  func mayRetell(_ a: Telling, _ b: Telling) -> Bool {
    guard !a.isVerbal, !b.isVerbal, !a.type.isSymmetric, !b.type.isSymmetric,
      a.isReal == b.isReal || [a.status, b.status].contains(.ongoing) && [a.status, b.status].contains(.planned),
      (a.status == .denied) == (b.status == .denied), a.mark == b.mark, let act = actLikeness(a, b), act >= .group
    else { return false }
    // A state of affairs has beginning, turns and end, which are events beside it.
    if let group = a.group ?? b.group, words.groups[group].isSituation { return false }
    guard a.told.overlaps(b.told), castEvidence(a, b) != nil, placeEvidence(a, b) != nil else { return false }
    return !a.quantities.contains { mine in
      b.quantities.contains { $0.what == mine.what && ($0.low != mine.low || $0.high != mine.high) }
    }
  }

  /// Nil when both name places that do not agree; parts of one town are forgiven to what one person did or met with.
  func placeEvidence(_ a: Telling, _ b: Telling) -> (Double, String?)? {
    guard let x = a.place, let y = b.place else { return (0, nil) }
    if x.agrees(with: y) { return (1 + 0.8 * statistics.rarity(ofPlace: x.whole), "in the same place") }
    if x.mayHold(y) || y.mayHold(x) { return (0.2, nil) }
    if x.isCountry || y.isCountry { return nil }
    let persons = shared(union(a.agents, a.patients), union(b.agents, b.patients)).filter {
      table.isPerson[$0] && table.isNamed[$0]
    }
    let isOneStory = stories.likeness(a.record, b.record) >= StoryIndex.sameStory
    return !persons.isEmpty && isOneStory && !a.isVerbal ? (-0.8, nil) : nil
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

  /// Equal numbers of one thing speak for a pair; those that no toll reaches within days speak against it.
  private func quantityEvidence(_ a: Telling, _ b: Telling) -> Double {
    var score = 0.0
    for mine in a.quantities {
      guard let other = b.quantities.first(where: { $0.what == mine.what }) else { continue }
      if mine.low == other.low, mine.high == other.high {
        score += 0.8
      } else if let x = mine.low, x == mine.high, let y = other.low, y == other.high, max(x, y) > 3 * min(x, y) {
        score -= 1.2
      } else {
        score -= 0.2
      }
    }
    return min(1.6, score)
  }

  func sameQuantity(_ a: Telling, _ b: Telling) -> Bool {
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
