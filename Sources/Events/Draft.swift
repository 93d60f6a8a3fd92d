// An event in the making: the candidate, its participants and what was read around it.

import Actors
import Chronology
import Corpus
import Language

struct Draft {
  var candidate: Candidate
  var type: EventType
  var reading: StatusReading
  var agents: [Int]
  var patients: [Int]
  var agentSlot: Slot?
  /// The head of the phrase that names the agents.
  var agentHead: Int?
  var patientSlot: Slot?
  /// Verb whose subject acts in a noun event.
  var carrier: Int?
  var sources: [ActorID]
  var quote: ByteSpan?
  var quantities: [Quantity]
  var place: String?
  var when: EventTime
  var mentions: [ByteSpan]
  var sentence: Int
  var confidence: Double
  /// Why an ordinary act counts as an event.
  var eventness: EventnessReading?
  /// Never one event with an earlier draft, however alike.
  var standsAlone = false
  /// A state of affairs such as a war.
  var isLasting = false
  /// Headline, when it does not follow from the candidate.
  var title: String?
}

extension Slot {
  /// The slot in plain words.
  func described(_ document: AnnotatedDocument, _ draft: Draft) -> String {
    switch self {
    case .subject: draft.candidate.arguments.isPassive ? "the “by” phrase" : "the subject"
    case .object: draft.candidate.arguments.isPassive ? "the subject of the passive" : "the object"
    case .indirectObject: "the indirect object"
    case .possessor: "the possessor"
    case .modifier: "a modifier"
    case .governor: "the subject of the governing verb"
    case .complementSubject: "the subject of the complement"
    case .preposition: "a prepositional phrase"
    }
  }
}
