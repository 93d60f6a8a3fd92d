// Whether a predicate tells something that happened, or a state, a habit, a wish, a turn of phrase. A weighted sum of
// properties; weights, thresholds and lists are data (`Knowledge/events/eventness.yaml`), the shares of words that name
// what happens come from WordNet (`eventive.yaml`, written by `Scripts/generate-event-words`).

import Foundation
import Knowledge
import Language

/// What speaks for and against an event.
struct EventnessReading: Sendable {
  /// Log-odds.
  var score = 0.0
  /// The properties that hold, and how much of each, in the order in which they were looked at.
  var properties: [(name: String, amount: Double)] = []
  /// Names of the properties that counted.
  var reasons: [String] = []

  var probability: Double { (100 / (1 + exp(-score))).rounded() / 100 }
}

/// Weights and word shares, read from data.
struct EventnessModel: Sendable {
  private var weights: [String: Double] = [:]
  private var nouns: [WordKey: Double] = [:]
  private var verbs: [WordKey: Double] = [:]
  /// How much more often chronicles tell of a word than other prose does, as a logarithm.
  private var chronicleVerbs: [WordKey: Double] = [:]
  private var chronicleNouns: [WordKey: Double] = [:]
  private var idleVerbs: Set<WordKey> = []
  /// Verb and object of turns of phrase that tell no act: "play a role".
  private var idioms: [WordKey: Set<WordKey>] = [:]
  /// Preposition and noun of turns of phrase: "in charge".
  private var phrases: [WordKey: Set<WordKey>] = [:]
  /// Below this probability an event is not told.
  private(set) var threshold = 0.5
  /// The same for events that a frame gives a type.
  private(set) var typedThreshold = 0.3
  /// Nouns below this share are no candidates.
  private(set) var leastNounShare = 0.5

  init() {}

  init(
    _ file: KnowledgeValue, lexicon: KnowledgeValue, chronicle: KnowledgeValue
  ) throws(KnowledgeError) {
    try chronicle.allow(["verbs", "nouns"])
    chronicleVerbs = try EventnessModel.logarithms(try chronicle.required("verbs"))
    chronicleNouns = try EventnessModel.logarithms(try chronicle.required("nouns"))
    try file.allow([
      "threshold", "typed_threshold", "noun_share", "weights", "nouns", "verbs", "idle_verbs", "idioms", "phrases",
    ])
    try lexicon.allow(["nouns", "verbs"])
    threshold = try EventnessModel.number(try file.required("threshold"))
    typedThreshold = try EventnessModel.number(try file.required("typed_threshold"))
    leastNounShare = try EventnessModel.number(try file.required("noun_share"))
    for (name, value) in try file.required("weights").entries() { weights[name] = try EventnessModel.number(value) }
    for source in [lexicon, file] {
      for (share, words) in try source.required("nouns").entries() {
        for word in try words.texts() { nouns[WordKey(word)] = (Double(share) ?? 0) / 8 }
      }
      for (share, words) in try source.required("verbs").entries() {
        for word in try words.texts() { verbs[WordKey(word)] = (Double(share) ?? 8) / 8 }
      }
    }
    idleVerbs = Set(try file.required("idle_verbs").texts().map { WordKey($0) })
    for (verb, objects) in try file.required("idioms").entries() {
      idioms[WordKey(verb)] = Set(try objects.texts().map { WordKey($0) })
    }
    for (preposition, words) in try file.required("phrases").entries() {
      phrases[WordKey(preposition)] = Set(try words.texts().map { WordKey($0) })
    }
  }

  private static func number(_ value: KnowledgeValue) throws(KnowledgeError) -> Double {
    guard let number = Double(try value.text()) else { throw value.error("not a number") }
    return number
  }

  private static func logarithms(_ rows: KnowledgeValue) throws(KnowledgeError) -> [WordKey: Double] {
    var result: [WordKey: Double] = [:]
    for (value, words) in try rows.entries() {
      guard let number = Double(value) else { throw words.error("not a number before the colon") }
      for word in try words.texts() { result[WordKey(word)] = number }
    }
    return result
  }

  /// Logarithm of how much more often chronicles of world news have a verb as their main verb than other prose has it;
  /// for nouns, how much more often they have it at all. 0 where that is not known.
  func chronicle(_ lemma: WordKey, isNoun: Bool) -> Double {
    (isNoun ? chronicleNouns[lemma] : chronicleVerbs[lemma]) ?? 0
  }

  /// The share of a noun's use that names something that happens, 0 to 1.
  func nounShare(_ lemma: WordKey) -> Double { nouns[lemma] ?? 0 }

  /// The share of a verb's use that is no state, thought or feeling, 0 to 1.
  func verbShare(_ lemma: WordKey) -> Double { verbs[lemma] ?? 1 }

  func isIdle(verb: WordKey) -> Bool { idleVerbs.contains(verb) }

  func isIdiom(_ verb: WordKey, _ object: WordKey) -> Bool { idioms[verb]?.contains(object) ?? false }

  func isPhrase(_ preposition: WordKey, _ noun: WordKey) -> Bool { phrases[preposition]?.contains(noun) ?? false }

  /// Adds a property, as often as `amount` says.
  func add(_ name: String, _ amount: Double = 1, to reading: inout EventnessReading) {
    guard amount != 0 else { return }
    reading.properties.append((name, amount))
    guard let weight = weights[name], weight != 0 else { return }
    reading.score += weight * amount
    reading.reasons.append(name)
  }
}
