// From a candidate to a draft: participants, status, sources, time, place and quantities.

import Actors
import Chronology
import Corpus
import Language

extension DocumentReader {
  func draft(_ candidate: Candidate, _ number: Int, _ sentence: Sentence) -> Draft? {
    let frame = book.frames[candidate.frame]
    var reading = statusReader.status(of: candidate)
    var type = candidate.type
    if reading.isIntention, let intended = book.futureTypes[type] { type = intended }
    if reading.isRefused, let refused = book.refusedTypes[type] {
      type = refused
      reading.status = .happened
    }
    if isAhead(candidate), reading.status == .happened {
      reading = StatusReading(status: .planned, why: "“ahead of” says that it is still to come")
    }
    if sentence.kind == .listItem, reading.status == .happened || reading.status == .ongoing, isPlannedList(sentence) {
      reading = StatusReading(status: .planned, why: "the list is of what lies ahead")
    }
    let light = carrierArguments(candidate)
    var agents = finder.find(
      frame.agent, of: candidate, light: light?.arguments, role: .agent, others: frame.patient)
    if agents == nil, !hasOtherSubject(candidate, light?.verb),
      let verb = light?.verb ?? (candidate.isNoun ? nil : candidate.trigger),
      clauses.isFinite(verb) || document.xpos(verb) == "VBN" && verb > 0 && actors.actorOfHead[verb - 1] != nil,
      !(light?.arguments.isPassive ?? candidate.arguments.isPassive), frame.agent.contains(.subject)
    {
      let near = finder.actorBefore(verb)
      if !near.isEmpty { agents = ParticipantFinder.Filling(found: near, slot: .subject, head: near[0].token) }
    }
    var isSpeakersOwn = false
    if agents == nil, frame.isSpeech, type.group != .neutral, !candidate.isNoun, reading.status != .hypothetical,
      let speaker = attribution.speaker(above: candidate.trigger)
    {
      // "said the talks went well, while praising Oman": who speaks, praises.
      agents = ParticipantFinder.Filling(
        found: finder.resolve(speaker, allowsPlaces: false, isAgent: true), slot: .subject, head: speaker)
      isSpeakersOwn = agents?.found.isEmpty == false
      if !isSpeakersOwn { agents = nil }
    }
    if agents == nil, frame.agent.contains(.subject), type.group != .neutral {
      agents = speakerForPronoun(light?.arguments.subject ?? (candidate.isNoun ? nil : candidate.arguments.subject))
    }
    if isSpeakersOwn, reading.status == .reported { reading.status = .happened }
    var patients = finder.find(
      frame.patient, of: candidate, light: light?.arguments, role: .patient, excluding: agents?.found ?? [])
    // "the Iran-Iraq war": of two parties beside the noun the first acts on the second.
    if agents?.slot == .modifier, let found = agents?.found, found.count > 1, !type.isSymmetric, patients == nil {
      patients = ParticipantFinder.Filling(found: Array(found.dropFirst()), slot: .modifier, head: found[1].token)
      agents?.found = [found[0]]
    }
    if type.isSymmetric, let more = partners(candidate, light?.arguments) {
      patients = patients ?? more
    }
    if type.isSymmetric, candidate.isNoun, patients?.slot == .preposition(Words.with), agents == nil,
      let own = attender(of: candidate, patients?.found ?? [])
    {
      agents = own
    }
    if type == .other, patients == nil, let found = agents, found.slot == .subject || found.slot == .governor,
      undergoes(candidate, light?.verb)
    {
      patients = found
      agents = nil
    }
    // "said that X must …": a request to X.
    if frame.isSpeech, type == .statement, let target = demanded(candidate, agents?.found ?? []) {
      type = .request
      patients = ParticipantFinder.Filling(found: target, slot: .complementSubject, head: target.first?.token)
    }
    var who = (agents?.found ?? []).map(\.actor)
    var whom = (patients?.found ?? []).map(\.actor)
    let outlets = who.filter { actors.actors[$0].kind == .outlet }
    // A paper that acts is who did it; one that only stands by ("in the Times") is a source.
    if agents?.slot != .subject { who.removeAll { actors.actors[$0].kind == .outlet } }
    if type != .coerce && type != .assault { whom.removeAll { actors.actors[$0].kind == .outlet } }
    whom.removeAll { who.contains($0) }
    if type.isSymmetric, isMutual(type, frame, patients?.slot) {
      for actor in whom where !who.contains(actor) { who.append(actor) }
      whom = []
    }
    if who.isEmpty { agents = nil }
    guard isTold(candidate, frame, type, reading, who, whom, sentence), !isHabitual(candidate) else { return nil }
    var sources = attribution.sources(
      of: candidate, governor: reading.status == .reported && !frame.isSpeech ? reading.governor : nil)
    let isFromOutlet = outlets.isEmpty && !candidate.isNoun && sources.contains { isOutlet($0) }
    for outlet in outlets where !sources.contains(actors.actors[outlet].id) {
      sources.append(actors.actors[outlet].id)
    }
    var quote: ByteSpan?
    if frame.isSpeech {
      for actor in who.reversed() where !sources.contains(actors.actors[actor].id) {
        sources.insert(actors.actors[actor].id, at: 0)
      }
      quote = attribution.quote(of: candidate)
      if let start = quote, type == .statement {
        var next = number + 1
        while next < number + 6, let more = attribution.continuedQuotation(next) {
          quote = ByteSpan(start.start, more.end)
          next += 1
        }
      }
    } else if reading.status == .happened || reading.status == .ongoing, type == .other, isFromOutlet {
      reading = StatusReading(status: .reported, reason: .source)
    }
    let said = reading
    if reading.status == .happened || reading.status == .ongoing, !isSpeakersOwn,
      !frame.isSpeech || attribution.table.utterance(at: candidate.trigger) != nil,
      let reason = attribution.isTold(candidate)
    {
      reading = StatusReading(status: .reported, reason: reason)
    }
    var phase: EventTime.Phase =
      switch said.status {
      case .planned: .planned
      case .hypothetical: .hypothetical
      case .ongoing: .ongoing
      case .denied: .denied
      case .happened, .reported: .done
      }
    let aspect = aspectVerb(of: candidate)
    var anchor = candidate.lightVerb ?? aspect ?? candidate.trigger
    if case .perfect(let have) = clauses.misreading(of: anchor) { anchor = have }
    // "Maintained", "testified" and their like in the past may tell of long ago; what somebody "said" is news.
    let isSpeech =
      frame.isSpeech && type == .statement
      && (!book.has("standing_speech", document.tokens[candidate.trigger].lemma)
        || clauses.time(ofVerb: candidate.trigger) == .present)
    if candidate.isNoun, phase == .done || phase == .ongoing, liesAhead(candidate.trigger) {
      // "Next week's election": a noun has no tense but its day.
      reading = StatusReading(status: .planned, why: "its date lies after the day of writing")
      phase = .planned
    }
    var when = timeAnalyser.time(
      ofEventAt: candidate.trigger, phase: phase, triggers: triggers, isSpeech: isSpeech, in: document, times)
    if when.timex == nil, anchor != candidate.trigger {
      when = timeAnalyser.time(
        ofEventAt: anchor, phase: phase, triggers: triggers, isSpeech: isSpeech, in: document, times)
    }
    if reading.status == .happened || reading.status == .reported, let start = when.interval.earliest,
      let written = times.date.interval.latest, written < start
    {
      // Whatever the tense says, nothing has happened after the day of writing.
      reading = StatusReading(status: .planned, why: "its date lies after the day of writing")
    }
    return Draft(
      candidate: candidate, type: type, reading: reading, agents: who, patients: whom, agentSlot: agents?.slot,
      agentHead: agents?.head, patientSlot: patients?.slot, carrier: light?.verb, sources: sources, quote: quote,
      quantities: quantityReader.quantities(of: candidate, in: ownTokens(candidate)),
      place: placeReader.place(of: candidate), when: when,
      mentions: [triggerSpan(candidate)] + furtherMentions(candidate, aspect), sentence: number,
      confidence: 0.5)
  }

  /// "said in a meeting with X": who acts around a noun without owner is the other party.
  private func attender(of candidate: Candidate, _ partners: [ParticipantFinder.Found])
    -> ParticipantFinder.Filling?
  {
    guard document.child(candidate.trigger, .nmodPoss) == nil, let verb = document.head(candidate.trigger),
      document.tokens[verb].upos == .verb, document.tokens[candidate.trigger].relation.isOblique,
      let subject = clauses.surfaceSubject(of: verb)
    else { return nil }
    let found = finder.resolve(subject, allowsPlaces: false, excluding: partners, isAgent: true)
    return found.isEmpty ? nil : ParticipantFinder.Filling(found: found, slot: .governor, head: subject)
  }

  /// "suffered a defeat", "received burns": the subject is who it happens to.
  private func undergoes(_ candidate: Candidate, _ carrier: Int?) -> Bool {
    let verb = carrier ?? candidate.trigger
    guard document.tokens[verb].upos == .verb, !candidate.arguments.isPassive || candidate.isNoun else { return false }
    if book.has("undergoing_verbs", document.tokens[verb].lemma) { return document.child(verb, .compoundPrt) == nil }
    guard book.has("getting_verbs", document.tokens[verb].lemma) else { return false }
    let object = candidate.isNoun ? candidate.trigger : candidate.arguments.object
    return object.map { book.has("harm", document.tokens[$0].lemma) } ?? false
  }

  private func isOutlet(_ id: ActorID) -> Bool {
    actors.actors.contains { $0.id == id && $0.kind == .outlet }
  }
}
