// The frames and operators of `Knowledge/events`, indexed by the words that call them up.

import Knowledge
import Language

/// What a verb does to the events that it governs: `plan to`, `begin to`, `fail to`.
struct Operator: Sendable {
  /// Status of the governed event; nil leaves it as it is.
  var status: EventStatus?
  /// Whether a planned cooperative act counts as an agreement, a planned hostile one as a threat.
  var isIntention: Bool
}

/// Words that tell of a field of news: clear ones alone, weak ones together with others.
struct DomainCues: Sendable {
  var clear: Set<WordKey>
  var weak: Set<WordKey>
}

/// A kind of event that PLOVER has no word for.
struct EventKind: Sendable {
  var name: String
  var meaning: String
  /// Family of glyphs that drawings use.
  var glyph: String
}

/// All knowledge of the Events room. Immutable.
package struct FrameBook: Sendable {
  var frames: [Frame] = []
  var verbs: [WordKey: [Int]] = [:]
  var nouns: [WordKey: [Int]] = [:]
  var adjectives: [WordKey: [Int]] = [:]
  /// Verbs that lend their subject, tense and status to a noun trigger ("hold talks").
  var lightVerbs: Set<WordKey> = []
  var operators: [WordKey: Operator] = [:]
  /// Named word lists for status, attribution, quantities and relations.
  var words: [String: Set<WordKey>] = [:]
  /// The type of an announced future act, by the type of the act.
  var futureTypes: [EventType: EventType] = [:]
  /// The type of a refused act ("will not").
  var refusedTypes: [EventType: EventType] = [:]
  var numbers: [WordKey: Double] = [:]
  /// Connectives: words in order, kind, whether the event after the connective comes first.
  var connectives: [Connective] = []
  /// Words that name one act as verb and noun ("propose", "proposal"), by a number of their family.
  var families: [WordKey: Int] = [:]
  /// Inflected forms of the trigger words, to their lemma: a lemmatiser's slip costs no event.
  var lemmaOfForm: [WordKey: String] = [:]
  /// Names that headlines shorten.
  var shortNames: [String: String] = [:]
  var confidence = ConfidenceModel()
  var eventness = EventnessModel()
  var salience = SalienceModel()
  /// The kinds under `OTHER`, by name.
  var kinds: [String: EventKind] = [:]
  /// Cue words of fields of news, such as sport.
  var domains: [String: DomainCues] = [:]
  /// Frames that stand in for verbs and nouns without a frame of their own.
  var generalVerb: Int?
  var generalNoun: Int?
  /// Relations that syntax states.
  package var relationRules = RelationRules()
  /// Words beside and above a predicate that say how real it is told.
  package var factuality = FactualityRules()
  /// Words for a victim count, to the name of the quantity.
  var counted: [WordKey: String] = [:]

  /// Every example of every frame, for the test.
  package var examples: [FrameExample] { frames.flatMap(\.examples) }

  /// Names of frames without an example, for the test.
  package var framesWithoutExample: [String] { frames.filter { $0.examples.isEmpty }.map(\.name) }

  /// Names of frames with a single example, for the test.
  package var framesWithOneExample: [String] { frames.filter { $0.examples.count == 1 }.map(\.name) }

  /// The lemma of a trigger word, from its form when that is known.
  func lemma(of token: Int, in document: AnnotatedDocument) -> String {
    let entry = document.tokens[token]
    guard entry.upos == .verb || entry.upos == .noun else { return document.lemma(of: token) }
    return lemmaOfForm[entry.form] ?? document.lemma(of: token)
  }

  func has(_ list: String, _ key: WordKey) -> Bool { words[list]?.contains(key) ?? false }
}

/// A connective and the relation that it states.
struct Connective: Sendable {
  var words: [WordKey]
  var text: String
  var kind: EventRelation.Kind
  /// Whether the governed event is the first argument of the relation.
  var isReversed: Bool
  /// A verb between two event nouns ("led to") instead of a conjunction or preposition.
  var isVerb: Bool
}

extension FrameBook {
  /// "The contract", "its order", "this attack": what the text has named before.
  func isDefinite(_ noun: Int, in document: AnnotatedDocument) -> Bool {
    document.children(noun).contains { child in
      switch document.tokens[child].relation {
      case .nmodPoss: true
      case .det: has("definite", document.tokens[child].lemma)
      default: false
      }
    }
  }
}
