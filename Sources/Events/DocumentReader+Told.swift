// What a clause says around its trigger: lists of plans, light verbs, partners, demands; whether it is worth telling.

import Corpus
import Language

extension DocumentReader {
  /// "ahead of the summit".
  func isAhead(_ candidate: Candidate) -> Bool {
    guard candidate.isNoun else { return false }
    for child in document.children(candidate.trigger) where document.tokens[child].relation == .case {
      if document.tokens[child].lemma == Words.ahead { return true }
      if child > 0, document.tokens[child].lemma == Words.of, document.tokens[child - 1].lemma == Words.ahead {
        return true
      }
    }
    return false
  }

  /// Whether the expression that dates a noun begins after the day of writing.
  func liesAhead(_ noun: Int) -> Bool {
    guard let written = times.date.interval.latest else { return false }
    let when = timeAnalyser.time(ofEventAt: noun, phase: .planned, triggers: triggers, in: document, times)
    guard let index = when.timex, times.timexes.indices.contains(index) else { return false }
    return times.timexes[index].interval.earliest.map { $0 > written } ?? false
  }

  /// Whether the sentence before a list says that its items lie ahead ("Expected next steps include").
  func isPlannedList(_ sentence: Sentence) -> Bool {
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
  func isTold(
    _ candidate: Candidate, _ frame: Frame, _ type: EventType, _ reading: StatusReading, _ who: [Int], _ whom: [Int],
    _ sentence: Sentence
  ) -> Bool {
    if frame.needsParticipant, who.isEmpty, whom.isEmpty, !hasParticipantPhrase(candidate) { return false }
    let occurs = occurs(candidate) && (reading.status == .happened || reading.status == .reported)
    switch type {
    case .statement:
      let isEmpty =
        candidate.arguments.complements.isEmpty && candidate.arguments.object == nil
        && candidate.arguments.obliques.isEmpty && !candidate.isNoun
      if isEmpty, clauses.isLooseParticiple(candidate.trigger) { return false }
      guard reading.status != .denied, reading.status != .hypothetical else { return false }
      if !who.isEmpty { return true }
      // Whoever speaks, known or not; "it was reported" is nobody's statement.
      guard !candidate.isNoun, !candidate.arguments.isPassive else { return false }
      return document.child(candidate.trigger, .nsubj).map { document.tokens[$0].upos != .pron } ?? false
    case .other:
      // What is left is weighed by `Eventness`.
      return true
    default:
      if who.isEmpty, whom.isEmpty, frame.isWeak { return occurs || sentence.kind == .listItem }
      if who.isEmpty, whom.isEmpty, !candidate.isNoun, clauses.isLooseParticiple(candidate.trigger),
        !clauses.isFinite(candidate.trigger) || !hasParticipantPhrase(candidate)
      {
        return false
      }
      if who.isEmpty, whom.isEmpty, candidate.isNoun, sentence.kind != .listItem {
        if reading.status == .hypothetical { return false }
        // "Have not commented on the allegations": words that nobody is known to have spoken.
        if type.isVerbal, !occurs { return false }
      }
      return true
    }
  }

  /// "Protests erupted", "a rally was held", "marches took place": a verb says that what a noun names came about.
  func occurs(_ candidate: Candidate) -> Bool {
    guard candidate.isNoun else { return false }
    switch document.tokens[candidate.trigger].relation {
    case .nsubj:
      guard let verb = document.head(candidate.trigger), document.tokens[verb].upos == .verb else { return false }
      return book.has("aspect_verbs", document.tokens[verb].lemma)
    case .nsubjPass, .obj: return candidate.lightVerb != nil
    default: return false
    }
  }

  /// Whether a phrase of a verb names somebody or something that takes part, known as an actor or not; what a noun hangs
  /// on is too often another's.
  func hasParticipantPhrase(_ candidate: Candidate) -> Bool {
    let arguments = candidate.arguments
    if candidate.isNoun { return false }
    return arguments.subject != nil || arguments.object != nil || arguments.indirectObject != nil
  }

  /// "normally flies", "often collapse": a habit, not an event.
  func isHabitual(_ candidate: Candidate) -> Bool {
    guard !candidate.isNoun || candidate.lightVerb != nil else { return false }
    let verb = candidate.lightVerb ?? candidate.trigger
    guard document.xpos(verb) == "VBZ" || document.xpos(verb) == "VBP", document.child(verb, .aux) == nil else {
      return false
    }
    return document.children(verb).contains { child in
      document.tokens[child].relation == .advmod && book.has("habitual_adverbs", document.tokens[child].lemma)
    }
  }

  /// Whether a verb has a subject that is neither an actor nor a pronoun that may stand for one.
  func hasOtherSubject(_ candidate: Candidate, _ light: Int?) -> Bool {
    let verb = light ?? candidate.trigger
    guard !candidate.isNoun || light != nil else { return false }
    guard let found = document.child(verb, .nsubj, .nsubjPass) else { return false }
    let subject = clauses.antecedent(of: found)
    return document.tokens[subject].upos == .noun && finder.resolve(subject, allowsPlaces: true, isAgent: true).isEmpty
  }

  /// Whether the other side takes part alike: "agreed with Oman" does, "promised aid to Oman" does not.
  func isMutual(_ type: EventType, _ frame: Frame, _ slot: Slot?) -> Bool {
    guard type == .agree else { return true }
    switch slot {
    case .preposition(Words.with), .preposition(Words.between), .modifier, nil: return true
    default: return false
    }
  }

  /// "“We will leave,” X said", "X said it would leave": a subject pronoun that stands for who speaks.
  func speakerForPronoun(_ subject: Int?) -> ParticipantFinder.Filling? {
    guard let subject, document.xpos(subject) == "PRP", actors.actorOfHead[subject] == nil,
      let speaker = attribution.speaker(of: subject)
    else { return nil }
    let found = finder.resolve(speaker, allowsPlaces: false, isAgent: true).filter { one in
      let kind = actors.actors[one.actor].kind
      if kind == .outlet { return false }
      if document.tokens[subject].features.contains(.first) { return true }
      // "he" is a person, "it" is none, "they" are several.
      let lemma = document.tokens[subject].lemma
      if lemma == Words.it { return kind != .person && kind != .group }
      if lemma == Words.they { return kind != .person && kind != .country }
      return kind == .person
    }
    guard let first = found.first else { return nil }
    return ParticipantFinder.Filling(found: found, slot: .subject, head: first.token)
  }

  /// The verb above a noun trigger and its arguments.
  func carrierArguments(_ candidate: Candidate) -> (verb: Int, arguments: Arguments)? {
    guard candidate.isNoun, let verb = candidate.lightVerb else { return nil }
    return (verb, clauses.arguments(ofVerb: verb))
  }

  /// The other parties of a symmetric act: `with`, `between`, `among`, `involving`.
  func partners(_ candidate: Candidate, _ light: Arguments?) -> ParticipantFinder.Filling? {
    for slot in [Slot.preposition(Words.with), .preposition(Words.between), .object] {
      if let found = finder.find([slot], of: candidate, light: light, role: .partner) { return found }
    }
    guard candidate.isNoun else { return nil }
    for child in document.children(candidate.trigger) where document.tokens[child].relation == .acl {
      if book.has("involving", document.tokens[child].lemma), let object = document.child(child, .obj) {
        let found = finder.resolve(object, allowsPlaces: false)
        if !found.isEmpty { return ParticipantFinder.Filling(found: found, slot: .object, head: object) }
      }
    }
    return nil
  }

  /// Whom a "must" in the complement of a speech verb binds, when that is not the speaker.
  func demanded(_ candidate: Candidate, _ speakers: [ParticipantFinder.Found]) -> [ParticipantFinder.Found]? {
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
  func triggerSpan(_ candidate: Candidate) -> ByteSpan {
    var span = document.tokens[candidate.trigger].span
    for child in document.children(candidate.trigger)
    where document.tokens[child].relation == .compoundPrt && child == candidate.trigger + 1 {
      span = span.union(document.tokens[child].span)
    }
    return span
  }

  /// Further words that tell the event: the verb that carries a noun, the state that a verb brings about.
  func furtherMentions(_ candidate: Candidate, _ aspect: Int?) -> [ByteSpan] {
    var result: [ByteSpan] = []
    if let verb = candidate.lightVerb ?? aspect { result.append(document.tokens[verb].span) }
    if let core = candidate.core, !candidate.isNoun, document.tokens[core].upos == .adj {
      result.append(document.tokens[core].span)
    }
    return result
  }

  /// The tokens of a trigger's clause without clauses of their own that are other verbs' business.
  func ownTokens(_ candidate: Candidate) -> [Int] {
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
