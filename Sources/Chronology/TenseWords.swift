// The words of `Knowledge/time/tense.yaml`.

import Knowledge
import Language

/// Word lists that decide the direction of a bare weekday or day.
struct TenseWords: Sendable {
  var planning: Set<WordKey> = []
  var modals: Set<WordKey> = []
  var until: Set<WordKey> = []
  var soon: Set<WordKey> = []
  var since: Set<WordKey> = []
  var light: Set<WordKey> = []
  var before: Set<WordKey> = []
  var after: Set<WordKey> = []
  var recent: Set<WordKey> = []
  var previous: Set<WordKey> = []
  var follows: Set<WordKey> = []

  static let have = Set(["have", "'ve", "has", "had"].map { WordKey($0) })
  static let will = Set(["will", "shall", "'ll", "wo"].map { WordKey($0) })
  static let had = WordKey("had")
  static let by = WordKey("by")
  static let `in` = WordKey("in")
  static let to = WordKey("to")
  static let `as` = WordKey("as")

  init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    let file = try knowledge.required("tense.yaml")
    try file.allow([
      "planning", "modals", "until", "soon", "since", "light", "before", "after", "recent", "previous", "follows",
    ])
    planning = try TenseWords.keys(file, "planning")
    modals = try TenseWords.keys(file, "modals")
    until = try TenseWords.keys(file, "until")
    soon = try TenseWords.keys(file, "soon")
    since = try TenseWords.keys(file, "since")
    light = try TenseWords.keys(file, "light")
    before = try TenseWords.keys(file, "before")
    after = try TenseWords.keys(file, "after")
    recent = try TenseWords.keys(file, "recent")
    previous = try TenseWords.keys(file, "previous")
    follows = try TenseWords.keys(file, "follows")
  }

  private static func keys(_ file: KnowledgeValue, _ name: String) throws(KnowledgeError) -> Set<WordKey> {
    Set(try file.required(name).texts().map { WordKey($0) })
  }
}
