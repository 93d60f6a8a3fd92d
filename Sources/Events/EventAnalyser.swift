// The front of the Events room: a document with times and actors in, events out.

import Actors
import Chronology
import Corpus
import Knowledge
import Language

/// Finds events by frames. Immutable; share it between threads.
public struct EventAnalyser: Sendable {
  let book: FrameBook
  let times: TimeAnalyser

  /// Compiles the frames.
  public init(knowledge: KnowledgeFiles, times: TimeAnalyser) throws(KnowledgeError) {
    book = try FrameBook(knowledge: knowledge)
    self.times = times
  }

  /// Finds the events of a document and the relations between them.
  public func analyse(_ document: AnnotatedDocument, _ times: TimeAnalysis, _ actors: ActorAnalysis) -> EventAnalysis {
    var reader = DocumentReader(book: book, timeAnalyser: self.times, document: document, times: times, actors: actors)
    return reader.read()
  }
}

/// One run over one document.
struct DocumentReader {
  let book: FrameBook
  let timeAnalyser: TimeAnalyser
  let document: AnnotatedDocument
  let times: TimeAnalysis
  let actors: ActorAnalysis
  let clauses: ClauseReader
  let matcher: FrameMatcher
  let finder: ParticipantFinder
  let statusReader: StatusReader
  let attribution: AttributionReader
  let quantityReader: QuantityReader
  let placeReader: PlaceReader
  var drafts: [Draft] = []
  /// For each token that belongs to an event, the index of its draft.
  var draftOfToken: [Int: Int] = [:]
  /// Triggers of the sentence that is being read.
  var triggers: Set<Int> = []
  /// The frame of killing and wounding.
  let killFrame: Int?

  init(
    book: FrameBook, timeAnalyser: TimeAnalyser, document: AnnotatedDocument, times: TimeAnalysis,
    actors: ActorAnalysis
  ) {
    self.book = book
    self.timeAnalyser = timeAnalyser
    self.document = document
    self.times = times
    self.actors = actors
    clauses = ClauseReader(document)
    matcher = FrameMatcher(book: book, document: document, clauses: clauses)
    finder = ParticipantFinder(document: document, clauses: clauses, actors: actors)
    statusReader = StatusReader(book: book, document: document, clauses: clauses)
    attribution = AttributionReader(book: book, document: document, clauses: clauses, finder: finder)
    quantityReader = QuantityReader(book: book, document: document, clauses: clauses)
    killFrame = book.verbs[WordKey("kill")]?.first
    placeReader = PlaceReader(book: book, document: document, clauses: clauses, actors: actors)
  }

  mutating func read() -> EventAnalysis {
    for (number, sentence) in document.sentences.enumerated() {
      guard sentence.kind == .paragraph || sentence.kind == .listItem, sentence.isEnglish else { continue }
      guard !isPointer(sentence) else { continue }
      readSentence(number, sentence)
    }
    return finish()
  }

  /// The verb that says of an event noun that it begins, goes on, ends or takes place.
  func aspectVerb(of candidate: Candidate) -> Int? {
    guard candidate.isNoun, let head = document.head(candidate.trigger), document.tokens[head].upos == .verb else {
      return nil
    }
    switch document.tokens[candidate.trigger].relation {
    case .nsubj, .nsubjPass: return book.has("aspect_verbs", document.tokens[head].lemma) ? head : nil
    default: return nil
    }
  }

  /// An imperative that sends the reader elsewhere ("For updates, visit …") tells no event.
  private func isPointer(_ sentence: Sentence) -> Bool {
    for token in sentence.tokens where document.tokens[token].head < 0 {
      guard document.tokens[token].upos == .verb, document.xpos(token) == "VB" else { continue }
      if document.child(token, .nsubj, .nsubjPass, .aux, .auxPass, .mark, .csubj) == nil,
        !sentence.span.isEmpty, sentence.kind == .paragraph
      {
        return true
      }
    }
    return false
  }

  private mutating func readSentence(_ number: Int, _ sentence: Sentence) {
    let candidates = matcher.candidates(in: sentence.tokens)
    guard !candidates.isEmpty else { return }
    triggers = Set(candidates.map(\.trigger))
    var byToken: [Int: Int] = [:]
    for (index, candidate) in candidates.enumerated() { byToken[candidate.trigger] = index }
    var absorbed: [Int: Int] = [:]
    for (index, candidate) in candidates.enumerated() where absorbed[candidate.trigger] == nil {
      for token in candidate.absorbed { absorbed[token] = absorbed[token] ?? index }
      if let core = candidate.core, candidate.type.group != .neutral, book.frames[candidate.frame].specificity >= 3 {
        absorbed[core] = absorbed[core] ?? index
      }
    }
    var carried: Set<Int> = []
    for candidate in candidates where candidate.type.group != .neutral || book.frames[candidate.frame].isSpeech {
      if let owner = absorbed[candidate.trigger], owner != byToken[candidate.trigger] { continue }
      if let light = candidate.lightVerb { carried.insert(light) }
    }
    var found: [(draft: Draft, candidate: Candidate)] = []
    for candidate in candidates where candidate.isNoun && candidate.type.group != .neutral {
      if let verb = aspectVerb(of: candidate) { carried.insert(verb) }
    }
    for candidate in candidates {
      // "launched an attack" is the attack; "announced that …" stays a statement of its own.
      let saysClause = candidate.arguments.complements.contains { document.tokens[$0].relation == .ccomp }
      if candidate.type.group == .neutral, carried.contains(candidate.trigger),
        !(candidate.type == .statement && saysClause)
      {
        continue
      }
      if let owner = absorbed[candidate.trigger], owner != byToken[candidate.trigger] { continue }
      if book.frames[candidate.frame].isWeak, isSuppressed(candidate, candidates, byToken) { continue }
      guard var draft = draft(candidate, number, sentence) else { continue }
      draft.confidence = confidence(of: draft, candidates, byToken)
      found.append((draft, candidate))
    }
    let best = found.filter { $0.draft.type.group != .neutral }.map(\.draft.confidence).max() ?? 0
    for (draft, candidate) in found {
      if isDoubtful(draft, best) { continue }
      keep(draft, candidate, byToken)
    }
  }

  /// A PLOVER event that another one of its sentence outshines: most are circumstances, not the news.
  private func isDoubtful(_ draft: Draft, _ best: Double) -> Bool {
    guard draft.type.group != .neutral, draft.confidence < best else { return false }
    if document.tokens[draft.candidate.trigger].relation == .amod || isAhead(draft.candidate) { return false }
    switch draft.agentSlot {
    case .possessor, .preposition(Words.by), .preposition(Words.between): return draft.confidence < 0.1
    default: break
    }
    let isAnchored = draft.when.timex != nil || draft.quantities.contains { $0.what == "killed" }
    return draft.confidence < (isAnchored ? Confidence.doubtful / 2 : Confidence.doubtful)
  }

  private mutating func keep(_ draft: Draft, _ candidate: Candidate, _ byToken: [Int: Int]) {
    if let earlier = sameSpeech(draft, byToken) ?? sameAttack(draft, byToken) {
      drafts[earlier].mentions.append(contentsOf: draft.mentions)
      for quantity in draft.quantities where !drafts[earlier].quantities.contains(quantity) {
        drafts[earlier].quantities.append(quantity)
      }
      if drafts[earlier].patients.isEmpty { drafts[earlier].patients = draft.patients }
      draftOfToken[candidate.trigger] = earlier
      return
    }
    let index = drafts.count
    drafts.append(draft)
    draftOfToken[candidate.trigger] = index
    if let light = candidate.lightVerb, draftOfToken[light] == nil { draftOfToken[light] = index }
    for token in candidate.absorbed where draftOfToken[token] == nil { draftOfToken[token] = index }
    if let core = candidate.core, draftOfToken[core] == nil, candidate.type.group != .neutral {
      draftOfToken[core] = index
    }
  }

  /// "attacked a camp, killing 19 and wounding 4": the victims of one attack.
  private func sameAttack(_ draft: Draft, _ byToken: [Int: Int]) -> Int? {
    guard draft.type == .assault, !draft.candidate.isNoun, draft.candidate.frame == killFrame else { return nil }
    let trigger = draft.candidate.trigger
    var node = trigger
    for _ in 0..<4 {
      if node == trigger || document.tokens[node].relation == .conj {
        let relation = document.tokens[node].relation
        guard relation == .advcl || relation == .acl || relation == .conj else { return nil }
      }
      guard let head = document.head(node) else { return nil }
      if let earlier = draftOfToken[head], drafts[earlier].sentence == draft.sentence {
        return drafts[earlier].type == .assault ? earlier : nil
      }
      node = head
    }
    return drafts.lastIndex { $0.sentence == draft.sentence && $0.type == .assault }
  }

  /// A weak noun below another PLOVER event of the same clause, or with nothing said about it.
  private func isSuppressed(_ candidate: Candidate, _ all: [Candidate], _ byToken: [Int: Int]) -> Bool {
    if let owner = document.child(candidate.trigger, .nmodPoss), actors.actorOfHead[owner] != nil { return false }
    var node = candidate.trigger
    for _ in 0..<8 {
      guard let head = document.head(node) else { break }
      switch document.tokens[node].relation {
      case .obj, .obl, .nmod, .compound, .nsubj, .nsubjPass, .iobj, .nmodPoss, .conj, .xcomp, .acl, .appos, .amod:
        break
      default: return false
      }
      if let other = byToken[head], all[other].type.group != .neutral { return true }
      node = head
    }
    return false
  }

  /// "…, stressing that": one verbal act with the main verb's.
  private func sameSpeech(_ draft: Draft, _ byToken: [Int: Int]) -> Int? {
    let trigger = draft.candidate.trigger
    guard draft.type == .statement, !draft.candidate.isNoun, let head = document.head(trigger) else { return nil }
    let relation = document.tokens[trigger].relation
    guard relation == .advcl || relation == .conj || relation == .xcomp, !clauses.isFinite(trigger) || relation == .conj
    else { return nil }
    guard let earlier = draftOfToken[head], drafts[earlier].agents == draft.agents else { return nil }
    guard drafts[earlier].sentence == draft.sentence else { return nil }
    switch drafts[earlier].type {
    case .statement, .accuse, .request, .support, .reject, .threaten, .agree: return earlier
    default: return nil
    }
  }

  private func draft(_ candidate: Candidate, _ number: Int, _ sentence: Sentence) -> Draft? {
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
    if sentence.kind == .listItem, reading.status == .happened, isPlannedList(sentence) {
      reading = StatusReading(status: .planned, why: "the list is of what lies ahead")
    }
    let light = carrierArguments(candidate)
    var agents = finder.find(frame.agent, of: candidate, light: light?.arguments, allowsPlaces: false)
    if agents == nil, let verb = light?.verb ?? (candidate.isNoun ? nil : candidate.trigger),
      clauses.isFinite(verb) || document.xpos(verb) == "VBN" && verb > 0 && actors.actorOfHead[verb - 1] != nil,
      !(light?.arguments.isPassive ?? candidate.arguments.isPassive), frame.agent.contains(.subject)
    {
      let near = finder.actorBefore(verb)
      if !near.isEmpty { agents = (near, .subject) }
    }
    var patients = finder.find(
      frame.patient, of: candidate, light: light?.arguments, allowsPlaces: true, excluding: agents?.found ?? [])
    if type.isSymmetric, let more = partners(candidate, light?.arguments) {
      patients = patients ?? more
    }
    // "said that X must …": a request to X.
    if frame.isSpeech, type == .statement, let target = demanded(candidate, agents?.found ?? []) {
      type = .request
      patients = (target, .complementSubject)
    }
    var who = (agents?.found ?? []).map(\.actor)
    var whom = (patients?.found ?? []).map(\.actor)
    let outlets = who.filter { actors.actors[$0].kind == .outlet }
    who.removeAll { actors.actors[$0].kind == .outlet }
    if type != .coerce && type != .assault { whom.removeAll { actors.actors[$0].kind == .outlet } }
    if frame.isSpeech, type == .statement, who.isEmpty { return nil }
    whom.removeAll { who.contains($0) }
    if type.isSymmetric {
      for actor in whom where !who.contains(actor) { who.append(actor) }
      whom = []
    }
    if who.isEmpty { agents = nil }
    guard isTold(candidate, frame, type, reading, who, whom, sentence) else { return nil }
    var sources = attribution.sources(of: candidate)
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
    } else if reading.status == .happened || reading.status == .ongoing,
      sources.contains(where: { id in actors.actors.contains { $0.id == id && $0.kind == .outlet } }), type == .other
    {
      reading.status = .reported
    }
    let phase: EventTime.Phase =
      switch reading.status {
      case .planned: .planned
      case .hypothetical: .hypothetical
      case .ongoing: .ongoing
      case .happened, .reported, .denied: .done
      }
    let aspect = aspectVerb(of: candidate)
    let anchor = candidate.lightVerb ?? aspect ?? candidate.trigger
    var when = timeAnalyser.time(
      ofEventAt: candidate.trigger, phase: phase, triggers: triggers, in: document, times)
    if when.timex == nil, anchor != candidate.trigger {
      when = timeAnalyser.time(ofEventAt: anchor, phase: phase, triggers: triggers, in: document, times)
    }
    return Draft(
      candidate: candidate, type: type, reading: reading, agents: who, patients: whom, agentSlot: agents?.slot,
      patientSlot: patients?.slot, carrier: light?.verb, sources: sources, quote: quote,
      quantities: quantityReader.quantities(of: candidate, in: ownTokens(candidate)),
      place: placeReader.place(of: candidate), when: when,
      mentions: [triggerSpan(candidate)] + (aspect.map { [document.tokens[$0].span] } ?? []), sentence: number,
      confidence: 0.5)
  }

  /// "ahead of the summit".
  private func isAhead(_ candidate: Candidate) -> Bool {
    guard candidate.isNoun else { return false }
    for child in document.children(candidate.trigger) where document.tokens[child].relation == .case {
      if document.tokens[child].lemma == Words.ahead { return true }
      if child > 0, document.tokens[child].lemma == Words.of, document.tokens[child - 1].lemma == Words.ahead {
        return true
      }
    }
    return false
  }

  /// Whether the sentence before a list says that its items lie ahead ("Expected next steps include").
  private func isPlannedList(_ sentence: Sentence) -> Bool {
    guard document.document.blocks.indices.contains(sentence.block),
      let lead = document.document.blocks[sentence.block].lead, document.document.blocks.indices.contains(lead)
    else { return false }
    let span = document.document.blocks[lead].span
    var token = document.token(at: span.start)
    while token < document.tokens.count, Int(document.tokens[token].start) < span.end {
      let lemma = document.tokens[token].lemma
      if book.has("planned_modifiers", lemma) || book.has("future_modals", lemma)
        || book.operators[lemma]?.status == .planned
      {
        return true
      }
      token += 1
    }
    return false
  }

  /// Whether there is enough to tell.
  private func isTold(
    _ candidate: Candidate, _ frame: Frame, _ type: EventType, _ reading: StatusReading, _ who: [Int], _ whom: [Int],
    _ sentence: Sentence
  ) -> Bool {
    if frame.needsActor, who.isEmpty, whom.isEmpty { return false }
    switch type {
    case .statement: return !who.isEmpty && reading.status != .denied && reading.status != .hypothetical
    case .other:
      guard !who.isEmpty || !whom.isEmpty else { return false }
      return reading.status != .hypothetical && reading.status != .denied
    default:
      if who.isEmpty, whom.isEmpty, frame.isWeak { return sentence.kind == .listItem }
      return true
    }
  }

  /// The verb above a noun trigger and its arguments.
  private func carrierArguments(_ candidate: Candidate) -> (verb: Int, arguments: Arguments)? {
    guard candidate.isNoun, let verb = candidate.lightVerb else { return nil }
    return (verb, clauses.arguments(ofVerb: verb))
  }

  /// The other parties of a symmetric act: `with`, `between`, `among`, `involving`.
  private func partners(_ candidate: Candidate, _ light: Arguments?) -> (found: [ParticipantFinder.Found], slot: Slot)?
  {
    for slot in [Slot.preposition(Words.with), .preposition(Words.between), .object] {
      if let found = finder.find([slot], of: candidate, light: light, allowsPlaces: false) { return found }
    }
    guard candidate.isNoun else { return nil }
    for child in document.children(candidate.trigger) where document.tokens[child].relation == .acl {
      if book.has("involving", document.tokens[child].lemma), let object = document.child(child, .obj) {
        let found = finder.resolve(object, allowsPlaces: false)
        if !found.isEmpty { return (found, .object) }
      }
    }
    return nil
  }

  /// Whom a "must" in the complement of a speech verb binds, when that is not the speaker.
  private func demanded(_ candidate: Candidate, _ speakers: [ParticipantFinder.Found]) -> [ParticipantFinder.Found]? {
    for complement in candidate.arguments.complements where document.tokens[complement].relation == .ccomp {
      guard statusReader.verbStatus(complement).isDemanded else { continue }
      guard let subject = document.child(complement, .nsubj, .nsubjPass) else { continue }
      let found = finder.resolve(clauses.antecedent(of: subject), allowsPlaces: true)
      guard !found.isEmpty, !found.contains(where: { one in speakers.contains { $0.actor == one.actor } }) else {
        continue
      }
      return found
    }
    return nil
  }

  /// The trigger with its particle when that stands beside it.
  private func triggerSpan(_ candidate: Candidate) -> ByteSpan {
    var span = document.tokens[candidate.trigger].span
    for child in document.children(candidate.trigger)
    where document.tokens[child].relation == .compoundPrt && child == candidate.trigger + 1 {
      span = span.union(document.tokens[child].span)
    }
    return span
  }

  /// The tokens of a trigger's clause without clauses of their own that are other verbs' business.
  private func ownTokens(_ candidate: Candidate) -> [Int] {
    var result: [Int] = []
    var stack = [candidate.trigger]
    if candidate.isNoun, let head = document.head(candidate.trigger), document.tokens[head].upos == .verb,
      document.tokens[candidate.trigger].relation == .nsubj || candidate.lightVerb == head
    {
      stack = [head]
    }
    while let token = stack.popLast(), result.count < 80 {
      result.append(token)
      for child in document.children(token) {
        switch document.tokens[child].relation {
        case .ccomp, .parataxis, .csubj: continue
        case .conj
        where document.tokens[token].upos == .verb && document.tokens[child].upos == .verb
          && book.counted[document.tokens[child].lemma] == nil:
          continue
        default: stack.append(child)
        }
      }
    }
    return result.sorted()
  }
}
