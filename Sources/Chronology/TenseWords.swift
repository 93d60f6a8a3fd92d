// The words of `Knowledge/time/tense.yaml`.

import Knowledge
import Language

/// Word lists that decide the direction of a bare weekday or day.
struct TenseWords: Sendable {
  var planning: Set<WordKey> = []
  var outlook: Set<WordKey> = []
  var modals: Set<WordKey> = []
  var until: Set<WordKey> = []
  var dayOf: Set<WordKey> = []
  var through: Set<WordKey> = []
  var between: Set<WordKey> = []
  var approximators: Set<WordKey> = []
  var timeVerbs: Set<WordKey> = []
  var places: Set<WordKey> = []
  var soon: Set<WordKey> = []
  var since: Set<WordKey> = []
  var light: Set<WordKey> = []
  /// Verbs whose subject or object has a time of its own ("the report warned").
  var telling: Set<WordKey> = []
  /// Relative words of place and time ("where", "when").
  var inWhich: Set<WordKey> = []
  var before: Set<WordKey> = []
  var after: Set<WordKey> = []
  var recent: Set<WordKey> = []
  var previous: Set<WordKey> = []
  var follows: Set<WordKey> = []
  var ended: Set<WordKey> = []
  var ranking: Set<WordKey> = []
  var near: Set<WordKey> = []
  /// Lemmas of verbs whose infinitive is done when they are ("was forced to leave").
  var implicative: Set<WordKey> = []
  /// Connectives of clauses that tell of the same time.
  var simultaneous: Set<WordKey> = []
  /// Prepositions of the event in which something happened.
  var during: Set<WordKey> = []
  /// Lemmas of nouns that are words of somebody ("a statement rejecting …").
  var wordings: Set<WordKey> = []
  /// Verbs whose object happens when they do: "attended".
  var partaking: Set<WordKey> = []
  /// Lemmas of verbs that say since when ("starting in April").
  var beginning: Set<WordKey> = []
  /// Lemmas of participles that tell where or what something is, not what happened ("a hall located in …").
  var stative: Set<WordKey> = []
  var set: Set<WordKey> = []
  var commitments: Set<WordKey> = []
  /// Lemmas of nouns that name something that happens.
  var bearers: Set<WordKey> = []
  /// Lemmas that look like such nouns by their ending and are none.
  var timeless: Set<WordKey> = []
  /// Endings of nouns that name something that happens.
  var endings: [[UInt8]] = []

  static let have = Set(["have", "'ve", "has", "had"].map { WordKey($0) })
  static let will = Set(["will", "shall", "'ll", "wo"].map { WordKey($0) })
  static let had = WordKey("had")
  static let and = WordKey("and")
  static let by = WordKey("by")
  static let `in` = WordKey("in")
  static let to = WordKey("to")
  static let `for` = WordKey("for")
  static let `as` = WordKey("as")

  init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    let file = try knowledge.required("tense.yaml")
    try file.allow([
      "planning", "outlook", "modals", "until", "soon", "since", "light", "telling", "in-which", "before", "after",
      "recent", "previous",
      "follows",
      "day-of", "through", "between", "approximators", "time-verbs", "places", "ended", "ranking", "near", "set",
      "commitments", "bearers", "timeless", "endings", "implicative", "simultaneous", "during", "wordings", "partaking",
      "beginning",
      "stative",
    ])
    planning = try TenseWords.keys(file, "planning")
    outlook = try TenseWords.keys(file, "outlook")
    modals = try TenseWords.keys(file, "modals")
    until = try TenseWords.keys(file, "until")
    dayOf = try TenseWords.keys(file, "day-of")
    through = try TenseWords.keys(file, "through")
    between = try TenseWords.keys(file, "between")
    approximators = try TenseWords.keys(file, "approximators")
    timeVerbs = try TenseWords.keys(file, "time-verbs")
    places = try TenseWords.keys(file, "places")
    soon = try TenseWords.keys(file, "soon")
    since = try TenseWords.keys(file, "since")
    light = try TenseWords.keys(file, "light")
    telling = try TenseWords.keys(file, "telling")
    inWhich = try TenseWords.keys(file, "in-which")
    before = try TenseWords.keys(file, "before")
    after = try TenseWords.keys(file, "after")
    recent = try TenseWords.keys(file, "recent")
    previous = try TenseWords.keys(file, "previous")
    follows = try TenseWords.keys(file, "follows")
    ended = try TenseWords.keys(file, "ended")
    commitments = try TenseWords.keys(file, "commitments")
    set = try TenseWords.keys(file, "set")
    near = try TenseWords.keys(file, "near")
    implicative = try TenseWords.keys(file, "implicative")
    simultaneous = try TenseWords.keys(file, "simultaneous")
    during = try TenseWords.keys(file, "during")
    wordings = try TenseWords.keys(file, "wordings")
    partaking = try TenseWords.keys(file, "partaking")
    beginning = try TenseWords.keys(file, "beginning")
    stative = try TenseWords.keys(file, "stative")
    ranking = try TenseWords.keys(file, "ranking")
    bearers = try TenseWords.keys(file, "bearers")
    timeless = try TenseWords.keys(file, "timeless")
    endings = try file.required("endings").texts().map { Array($0.utf8) }
  }

  private static func keys(_ file: KnowledgeValue, _ name: String) throws(KnowledgeError) -> Set<WordKey> {
    Set(try file.required(name).texts().map { WordKey($0) })
  }

  /// Whether a token can have a time of its own: verbs can, and nouns that name something that happens.
  func bearsTime(_ token: Int, in document: AnnotatedDocument) -> Bool {
    let word = document.tokens[token]
    switch word.upos {
    case .verb, .aux: return true
    case .noun: break
    default: return false
    }
    if bearers.contains(word.lemma) { return true }
    if timeless.contains(word.lemma) { return false }
    let text = document.source.text[Int(word.start)..<Int(word.end)]
    return endings.contains { ending in
      text.count > ending.count + 2 && zip(text.suffix(ending.count), ending).allSatisfy { $0 | 0x20 == $1 }
    }
  }
}
