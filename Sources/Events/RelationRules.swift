// The rules of relations that syntax states without a connective: kind, probability and wording of each are data.

import Knowledge

/// A construction that relates two events of a document. How it is recognised is code; whether it is believed is data.
enum RelationRule: String, Sendable, CaseIterable {
  /// "said that troops left": what is told in the past came before the telling.
  case contentBefore = "content-before"
  /// "said that troops will leave", "promised to leave": what is announced comes after.
  case contentAfter = "content-after"
  /// "agreed to sell", "ordered them to stop".
  case infinitiveAfter = "infinitive-after"
  /// "flew to Paris to meet her": the aim comes after the act.
  case purposeAfter = "purpose-after"
  /// "crashed, killing two": a loose participle of result.
  case participleAfter = "participle-after"
  /// "the man who robbed the bank was jailed".
  case relativeBefore = "relative-before"
  /// "was stopped and arrested": coordinated acts in the order of the text.
  case conjunction
  /// "had left": before the simple past beside it.
  case pastPerfect = "past-perfect"
  /// What is planned comes after what has happened.
  case plannedAfter = "planned-after"
  /// "was jailed for the robbery": a noun below an act names what came before it.
  case nominalBefore = "nominal-before"
  /// "Then …", "Later, …".
  case thenNext = "then-next"
  /// "Earlier, …".
  case earlierNext = "earlier-next"
  /// A statement that follows the act it comments on.
  case statementAfter = "statement-after"
  case actBeforeStatement = "act-before-statement"
  case actBesideStatement = "act-beside-statement"
  case clauseBeforeStatement = "clause-before-statement"
  /// A verbal act and the event told inside it.
  case aboutContent = "about-content"
  /// A verbal act or reaction whose object names an event.
  case aboutObject = "about-object"
  /// A verbal act with "about", "on", "over" and an event.
  case aboutPhrase = "about-phrase"
  /// ", killing two": what the act brought about.
  case causeParticiple = "cause-participle"
  /// "died in the crash", "fined over the leak".
  case causeNominal = "cause-nominal"
}

/// What the knowledge says of each rule.
package struct RelationRules: Sendable {
  struct Row: Sendable {
    var kind: EventRelation.Kind
    /// Share of the pairs so related that a reader confirms, 0 to 1.
    var probability: Double
    /// The reason in plain words, ending without a full stop.
    var why: String
  }

  /// An example sentence with the trigger words of the two events that the rule must relate.
  package struct Example: Sendable {
    package var text: String
    package var a: String
    package var b: String
    package var kind: EventRelation.Kind
    /// Whether the relation must be missing.
    package var isAbsent: Bool
    package var origin: String
  }

  private(set) var rows: [RelationRule: Row] = [:]
  package private(set) var examples: [Example] = []
  /// Rules below this probability are not asserted.
  private(set) var threshold = 0.7

  init() {}

  /// Reads `relations.yaml`; every rule needs a row, every row an example.
  init(_ file: KnowledgeValue) throws(KnowledgeError) {
    try file.allow(["assert_from", "relation_rules"])
    threshold = try file["assert_from"]?.number() ?? threshold
    for value in try file.required("relation_rules").list() {
      try value.allow(["rule", "kind", "probability", "why", "examples"])
      let name = try value.required("rule")
      guard let rule = RelationRule(rawValue: try name.text()) else { throw name.error("unknown relation rule") }
      let kindValue = try value.required("kind")
      guard let kind = EventRelation.Kind(rawValue: try kindValue.text()) else {
        throw kindValue.error("unknown relation kind")
      }
      guard rows[rule] == nil else { throw name.error("a rule has one row") }
      rows[rule] = Row(
        kind: kind, probability: try value.required("probability").number(), why: try value.required("why").text())
      let list = try value.required("examples").list()
      guard !list.isEmpty else { throw value.error("a rule needs an example") }
      for example in list {
        try example.allow(["text", "a", "b", "absent"])
        examples.append(
          Example(
            text: try example.required("text").text(), a: try example.required("a").text(),
            b: try example.required("b").text(), kind: kind, isAbsent: try example["absent"]?.flag() ?? false,
            origin: "\(example.file):\(example.line)"))
      }
    }
    for rule in RelationRule.allCases where rows[rule] == nil {
      throw file.error("no row for the relation rule \"\(rule.rawValue)\"")
    }
  }

  /// The row of a rule that is believed enough to be asserted.
  func asserted(_ rule: RelationRule) -> Row? {
    guard let row = rows[rule], row.probability >= threshold else { return nil }
    return row
  }
}
