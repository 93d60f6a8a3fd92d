// A frame: which words call up an event of which type, under which conditions, and where its participants stand.

import Language

/// Where a participant stands, seen from the trigger.
enum Slot: Sendable, Equatable {
  /// Logical subject: who does it (`by` phrase of a passive).
  case subject
  /// Logical object: the subject of a passive.
  case object
  case indirectObject
  /// `Russia's` of a noun trigger.
  case possessor
  /// `Israeli` of `Israeli airstrikes`.
  case modifier
  /// Subject of the verb that governs a noun trigger: `Turkey launched an attack`.
  case governor
  /// Subject of the complement clause: `told Iran to stop`, `demanded that Iran stop`.
  case complementSubject
  case preposition(WordKey)
}

extension Slot {
  /// Whether a preposition leads to it.
  var isPhrase: Bool { if case .preposition = self { true } else { false } }
}

/// Whether PLOVER counts a type as cooperation or as conflict.
enum EventGroup: Sendable, Hashable {
  case cooperative, conflict, neutral
}

extension EventType {
  var group: EventGroup {
    switch self {
    case .agree, .consult, .support, .concede, .cooperate, .aid, .retreat: .cooperative
    case .request, .accuse, .reject, .threaten, .sanction, .protest, .mobilize, .coerce, .assault: .conflict
    case .statement, .other: .neutral
    }
  }
}

/// One example sentence of a frame, which a test runs.
package struct FrameExample: Sendable {
  package var text: String
  /// Type that must be found; nil when no event of the frame may be found.
  package var type: EventType?
  package var kind: String?
  package var agent: String?
  package var patient: String?
  package var status: EventStatus?
  /// File and line, for the test's message.
  package var origin: String
}

/// A condition on the words of a phrase.
enum WordCondition: Sendable {
  /// The phrase must be there.
  case any
  /// The phrase must be absent.
  case none
  /// One of its words must be in the set.
  case words(Set<WordKey>)
}

struct Frame: Sendable {
  var name: String
  var type: EventType
  /// Kind under `OTHER`.
  var kind: String?
  var mode: String?
  var cameo: String?
  var contexts: [String]
  var object: WordCondition?
  var excludedObject: Set<WordKey>
  /// PropBank rolesets (`recover.01`) of the trigger that mean something else.
  var excludedSenses: Set<WordKey>
  /// Words one of which must be in the subject as it stands.
  var subject: Set<WordKey>
  var excludedSubject: Set<WordKey>
  /// Fields of news one of which the sentence or its article must speak of.
  var domains: [String]
  /// Fields in which the frame does not hold.
  var excludedDomains: [String]
  /// Prepositional phrases that must be there.
  var needs: [(preposition: WordKey, condition: WordCondition)]
  /// Preposition that must stand before a noun trigger ("on alert").
  var caseWords: Set<WordKey>
  /// Clause, infinitive or gerund that depends on the trigger.
  var complement: WordCondition?
  /// Whether that clause must say what to do: "told Iran to stop", not "told Iran that talks stop".
  var needsInfinitive: Bool
  /// Words one of which must modify the trigger ("hunger strike").
  var modifier: Set<WordKey>
  /// The type by the type of what the trigger governs.
  var overType: [EventType: EventType]
  var overGroup: [EventGroup: EventType]
  /// The governed event is part of this one.
  var absorbs: Bool
  var agent: [Slot]
  var patient: [Slot]
  /// Only told when no other event of the clause says more.
  var isWeak: Bool
  /// A verbal act: its complement is what is said, its agent the source.
  var isSpeech: Bool
  /// Told only when somebody or something takes part: for a noun a known actor, for a verb any phrase.
  var needsParticipant: Bool
  /// Whether nobody may be named who does it: passives without "by".
  var isAgentless: Bool
  /// Whether names of places act, as teams do.
  var placesAct: Bool
  /// Whether it leads from one place to another, so that the states at its ends take no part.
  var hasEndpoints: Bool
  /// For predicates that no other frame knows.
  var isFallback = false
  /// How well the frame did on development data, 0-1.
  var prior: Double
  var specificity: Int
  var examples: [FrameExample]
}
