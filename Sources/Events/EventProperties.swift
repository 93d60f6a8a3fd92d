// What speaks for an event that a reader would sign: the properties that the confidence of the finished event rests on.

import Actors
import Chronology
import Corpus
import Language

/// What the models of eventness and confidence look at: the rows of a fit.
package struct EventProperties: Sendable {
  /// Bytes of the trigger.
  package var span: ByteSpan
  package var type: EventType
  /// Names and amounts of what `eventness.yaml` weighs.
  package var eventness: [(name: String, amount: Double)]
  /// Names and amounts of what the weights of `confidence.yaml` count.
  package var confidence: [(name: String, amount: Double)]
}

extension EventAnalyser {
  /// The properties of the events of a document, in the order of their triggers, for fitting weights.
  package func properties(
    _ document: AnnotatedDocument, _ times: TimeAnalysis, _ actors: ActorAnalysis
  ) -> [EventProperties] {
    var reader = DocumentReader(
      book: book, timeAnalyser: self.times, document: document, times: times, actors: actors,
      collectsProperties: true)
    _ = reader.read()
    return reader.propertyRows ?? []
  }
}

extension DocumentReader {
  /// The properties of a finished event.
  ///
  /// - Parameter crowd: how many events its sentence tells.
  func confidenceProperties(
    of draft: Draft, _ title: String, crowd: Int
  ) -> [(name: String, amount: Double)] {
    let frame = book.frames[draft.candidate.frame]
    var result: [(name: String, amount: Double)] = []
    func add(_ name: String, _ holds: Bool = true) { if holds { result.append((name, 1)) } }
    result.append(("told_crowd", Double(min(crowd, 6)) / 6))
    let length = document.sentences[draft.sentence].tokens.count
    result.append(("sentence_length", Double(min(length, 60)) / 60))
    add("type_" + draft.type.rawValue.lowercased())
    add("fallback_frame", frame.isFallback)
    add("status_" + draft.reading.status.rawValue)
    add("timed", draft.when.timex != nil)
    add("agents", !draft.agents.isEmpty)
    add("patients", !draft.patients.isEmpty)
    add("many_agents", draft.agents.count > 1)
    add("many_patients", draft.patients.count > 1)
    add("named_agent", draft.agents.contains { actors.actors[$0].isNamed })
    if let head = draft.agentHead { add("pronoun_agent", document.tokens[head].upos == .pron) }
    switch draft.agentSlot {
    case .subject: add("agent_subject")
    case .object, .indirectObject: add("agent_object")
    case .possessor, .modifier: add("agent_modifier")
    case .preposition: add("agent_phrase")
    case .governor, .complementSubject: add("agent_governor")
    case nil: break
    }
    switch draft.patientSlot {
    case .subject: add("patient_subject")
    case .object, .indirectObject: add("patient_object")
    case .possessor, .modifier: add("patient_modifier")
    case .preposition: add("patient_phrase")
    case .governor, .complementSubject: add("patient_governor")
    case nil: break
    }
    add("title_quotation", title.hasPrefix("“"))
    add("title_cut", title.contains("…"))
    add(
      "title_labelled", title.hasPrefix("Planned: ") || title.hasPrefix("Reported: ") || title.hasPrefix("Possible: "))
    add("title_speech", title.contains(": “"))
    add("title_short", title.split(separator: " ").count <= 3)
    result.append(("title_length", Double(min(title.utf8.count, 100)) / 100))
    add("sourced", !draft.sources.isEmpty)
    add("told_again", draft.mentions.count > 1)
    if let reading = draft.eventness { result.append(("eventness", max(-4, min(4, reading.score)))) }
    return result
  }
}
