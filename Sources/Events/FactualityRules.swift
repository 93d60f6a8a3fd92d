// The rows of `factuality.yaml`: which words beside and above a predicate change how real it is told.

import Knowledge
import Language

/// A word that depends on the predicate.
struct BesideRow: Sendable {
  enum Place: String, Sendable { case adverb, modal, determiner, argument, mark, `case`, modifier }

  var status: EventStatus?
  var negated: EventStatus?
  var perfect: EventStatus?
  var reported: EventStatus?
  var reportedNegated: EventStatus?
  var negates = false
  var isIntention = false
  var isDemanded = false
  var isRefused = false
  var isAdjacent = false
  var isPresent = false
  /// Whether it marks a condition, so that what is to follow from it is hypothetical too.
  var isCondition = false
  var unlessNext: Set<WordKey> = []
}

/// A word that governs the predicate.
struct AboveRow: Sendable {
  var governs: Set<String>
  var beside: Set<WordKey>
  /// nil leaves the status as it is.
  var affirmed: EventStatus?
  var negated: EventStatus?
  var presupposes = false
  var isIntention = false
  /// Only for governors of this part of speech.
  var part: UPOS?
  /// Only for verbs in the passive.
  var isPassive = false
  /// Also for an infinitive that the parser took for a clause of purpose behind the object ("forced the army to leave").
  var isCausative = false
  /// Lemmas of complements that it leaves alone.
  var except: Set<WordKey> = []
}

/// One example of a row, which a test runs.
package struct FactualityExample: Sendable {
  package var text: String
  /// The predicate as it stands in the text.
  package var predicate: String
  package var status: EventStatus
  /// File and line, for the test's message.
  package var origin: String
}

/// All rows, indexed by word. Immutable.
package struct FactualityRules: Sendable {
  var beside: [BesideRow] = []
  var above: [AboveRow] = []
  /// Rows by place and word; words of several parts by their first.
  var besideOfWord: [BesideRow.Place: [WordKey: [(row: Int, words: [WordKey])]]] = [:]
  var aboveOfWord: [WordKey: [Int]] = [:]
  var generic: Set<WordKey> = []
  /// Negations of several words that may stand anywhere before their verb, by their first word.
  var floating: [WordKey: [[WordKey]]] = [:]
  /// Verbs that bring out what a noun of speech names ("the claim that he made").
  var producing: Set<WordKey> = []
  package var examples: [FactualityExample] = []
  /// Names of rows without an example, for the test.
  package var rowsWithoutExample: [String] = []

  init() {}

  /// Reads the rows; every complaint names file and line.
  package init(_ file: KnowledgeValue) throws(KnowledgeError) {
    try file.allow(["beside", "above", "generic_determiners", "producing_verbs"])
    for value in try file.required("beside").list() { try addBeside(value) }
    for value in try file.required("above").list() { try addAbove(value) }
    producing = try FactualityRules.words(file.required("producing_verbs"))
    generic = Set(try file.required("generic_determiners").texts().map { WordKey($0) })
  }

  private static func status(_ value: KnowledgeValue?) throws(KnowledgeError) -> EventStatus? {
    guard let value else { return nil }
    let name = try value.text()
    if name == "same" { return nil }
    guard let status = EventStatus(rawValue: name) else { throw value.error("unknown status") }
    return status
  }

  private static func words(_ value: KnowledgeValue?) throws(KnowledgeError) -> Set<WordKey> {
    Set(try value?.texts().map { WordKey($0) } ?? [])
  }

  private mutating func addExamples(_ value: KnowledgeValue) throws(KnowledgeError) {
    let list = try value["examples"]?.list() ?? []
    if list.isEmpty { rowsWithoutExample.append(try value.required("name").text()) }
    for example in list {
      try example.allow(["text", "of", "status"])
      guard let status = try FactualityRules.status(example.required("status")) else {
        throw example.error("an example states a status")
      }
      examples.append(
        FactualityExample(
          text: try example.required("text").text(), predicate: try example.required("of").text(), status: status,
          origin: "\(example.file):\(example.line)"))
    }
  }

  private mutating func addBeside(_ value: KnowledgeValue) throws(KnowledgeError) {
    try value.allow([
      "name", "at", "words", "status", "negated", "perfect", "reported", "reported_negated", "negates", "intention",
      "demanded", "refused", "adjacent", "floating", "condition", "tense", "unless_next", "examples",
    ])
    var row = BesideRow(
      status: try FactualityRules.status(value["status"]), negated: try FactualityRules.status(value["negated"]),
      perfect: try FactualityRules.status(value["perfect"]), reported: try FactualityRules.status(value["reported"]),
      reportedNegated: try FactualityRules.status(value["reported_negated"]))
    row.negates = try value["negates"]?.flag() ?? false
    row.isIntention = try value["intention"]?.flag() ?? false
    row.isDemanded = try value["demanded"]?.flag() ?? false
    row.isRefused = try value["refused"]?.flag() ?? false
    row.isAdjacent = try value["adjacent"]?.flag() ?? false
    if let tense = value["tense"] {
      guard try tense.text() == "present" else { throw tense.error("the only tense is \"present\"") }
      row.isPresent = true
    }
    row.isCondition = try value["condition"]?.flag() ?? false
    let isFloating = try value["floating"]?.flag() ?? false
    row.unlessNext = try FactualityRules.words(value["unless_next"])
    for at in try value.required("at").list() {
      guard let place = BesideRow.Place(rawValue: try at.text()) else { throw at.error("unknown place") }
      for text in try value.required("words").texts() {
        let keys = text.split(separator: " ").map { WordKey(String($0)) }
        guard let first = keys.first else { continue }
        if isFloating {
          floating[first, default: []].append(keys)
          continue
        }
        besideOfWord[place, default: [:]][first, default: []].append((beside.count, keys))
      }
    }
    beside.append(row)
    try addExamples(value)
  }

  private mutating func addAbove(_ value: KnowledgeValue) throws(KnowledgeError) {
    try value.allow([
      "name", "words", "governs", "beside", "affirmed", "negated", "presupposes", "intention", "part", "passive",
      "causative", "except", "examples",
    ])
    let affirmed = try FactualityRules.status(value["affirmed"])
    var row = AboveRow(
      governs: Set(try value.required("governs").texts()), beside: try FactualityRules.words(value["beside"]),
      affirmed: affirmed, negated: try FactualityRules.status(value["negated"]) ?? affirmed,
      presupposes: try value["presupposes"]?.flag() ?? false, isIntention: try value["intention"]?.flag() ?? false)
    if let part = try value["part"]?.text() {
      switch part {
      case "noun": row.part = .noun
      case "verb": row.part = .verb
      case "adjective": row.part = .adj
      default: throw value.error("parts are noun, verb and adjective")
      }
    }
    row.isPassive = try value["passive"]?.flag() ?? false
    row.isCausative = try value["causative"]?.flag() ?? false
    row.except = try FactualityRules.words(value["except"])
    for word in try value.required("words").texts() { aboveOfWord[WordKey(word), default: []].append(above.count) }
    above.append(row)
    try addExamples(value)
  }
}
