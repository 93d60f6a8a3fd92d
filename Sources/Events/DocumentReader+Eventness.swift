// What a draft shows of being an event: form of its clause, participants, time, number, place in the text.

import Actors
import Chronology
import Corpus
import Language

extension DocumentReader {
  /// Weighs whether a draft tells an event.
  ///
  /// - Parameter others: tokens of all candidates of its sentence.
  func eventness(of draft: Draft, among others: Set<Int>) -> EventnessReading {
    let model = book.eventness
    var reading = EventnessReading()
    let candidate = draft.candidate
    let frame = book.frames[candidate.frame]
    model.add("bias", to: &reading)
    if !frame.isFallback {
      model.add(candidate.isNoun ? "frame_noun" : "frame", to: &reading)
      model.add("prior", frame.prior - 0.6, to: &reading)
      if frame.specificity >= 3 { model.add("specific", to: &reading) }
    }
    if draft.type.group != .neutral { model.add("plover", to: &reading) }
    if draft.type == .statement { model.add("statement", to: &reading) }
    if draft.type == .other, frame.isFallback { model.add("general", to: &reading) }
    if frame.kind != nil { model.add("kind", to: &reading) }
    if candidate.isNoun { weighNoun(draft, frame, &reading) } else { weighVerb(draft, frame, &reading) }
    weighNeighbours(draft, others, &reading)
    switch draft.reading.status {
    case .hypothetical: model.add("hypothetical", to: &reading)
    case .denied: model.add("denied", to: &reading)
    case .planned: model.add("planned", to: &reading)
    case .ongoing: model.add("ongoing", to: &reading)
    case .happened, .reported: break
    }
    if !draft.agents.isEmpty { model.add("agent", to: &reading) }
    if !draft.patients.isEmpty { model.add("patient", to: &reading) }
    if draft.when.timex != nil { model.add("time", to: &reading) }
    if !draft.quantities.isEmpty { model.add("quantity", to: &reading) }
    if draft.place != nil { model.add("place", to: &reading) }
    if isInQuotation(candidate.trigger) { model.add("quotation", to: &reading) }
    if document.sentences[draft.sentence].kind == .listItem { model.add("list", to: &reading) }
    return reading
  }

  /// What the words of other events around it say: circumstances, purposes and repetitions of these.
  private func weighNeighbours(_ draft: Draft, _ others: Set<Int>, _ reading: inout EventnessReading) {
    let model = book.eventness
    let trigger = draft.candidate.lightVerb ?? draft.candidate.trigger
    var node = trigger
    for step in 0..<8 {
      guard let head = document.head(node) else { break }
      if others.contains(head), head != draft.candidate.trigger {
        model.add("below_" + (step == 0 ? "next" : "far"), to: &reading)
        break
      }
      node = head
    }
    let below = document.children(trigger).filter { others.contains($0) && $0 != draft.candidate.trigger }.count
    model.add("above", Double(min(below, 3)) / 3, to: &reading)
    model.add("crowd", Double(min(others.count, 8)) / 8, to: &reading)
    if titleWords.contains(document.tokens[draft.candidate.trigger].lemma) { model.add("in_title", to: &reading) }
    if let preposition = clauses.preposition(of: trigger), book.has("scene_prepositions", preposition) {
      model.add(draft.candidate.isNoun ? "noun_scene" : "verb_scene", to: &reading)
    }
    for child in document.children(trigger) where document.tokens[child].relation == .mark {
      if book.has("scene_prepositions", document.tokens[child].lemma) { model.add("clause_scene", to: &reading) }
      if book.has("conditions", document.tokens[child].lemma) { model.add("condition", to: &reading) }
    }
  }

  private func weighVerb(_ draft: Draft, _ frame: Frame, _ reading: inout EventnessReading) {
    let model = book.eventness
    let verb = draft.candidate.trigger
    let tokens = document.tokens
    model.add("state", (1 - model.verbShare(tokens[verb].lemma)) * (frame.isFallback ? 1 : 0.4), to: &reading)
    model.add("chronicle_verb", model.chronicle(tokens[verb].lemma, isNoun: false), to: &reading)
    let form = form(of: verb)
    model.add(form.rawValue, to: &reading)
    let place = embedding(of: draft.candidate)
    model.add("in_" + place.rawValue, to: &reading)
    if isLead(draft.sentence), place == .main, form != .present { model.add("lead", to: &reading) }
    let arguments = draft.candidate.arguments
    if let object = arguments.object, model.isIdiom(tokens[verb].lemma, tokens[object].lemma) {
      model.add("idiom", to: &reading)
    }
    for oblique in arguments.obliques where model.isIdiom(tokens[verb].lemma, tokens[oblique.head].lemma) {
      model.add("idiom", to: &reading)
      break
    }
    let subject = arguments.isPassive ? arguments.object : arguments.subject
    if arguments.isPassive { model.add("passive", to: &reading) }
    if arguments.object != nil, !arguments.isPassive, draft.patients.isEmpty { model.add("open_patient", to: &reading) }
    guard let subject else {
      if arguments.object == nil { model.add("bare", to: &reading) }
      return
    }
    if tokens[subject].upos == .pron {
      let features = tokens[subject].features
      if features.contains(.second) { model.add("second_person", to: &reading) }
      if features.contains(.first) { model.add("first_person", to: &reading) }
      if tokens[subject].relation == .expl { model.add("expletive", to: &reading) }
      if draft.agents.isEmpty, draft.patients.isEmpty { model.add("open_pronoun", to: &reading) }
    } else if draft.agents.isEmpty, draft.patients.isEmpty {
      model.add(tokens[subject].upos == .propn ? "open_name" : "open_subject", to: &reading)
    }
    if form == .present, isGeneric(subject) { model.add("generic_subject", to: &reading) }
    if book.has("abstract", tokens[subject].lemma) { model.add("abstract_subject", to: &reading) }
    if let object = arguments.object, object != subject, book.has("abstract", tokens[object].lemma) {
      model.add("abstract_object", to: &reading)
    }
  }

  private func weighNoun(_ draft: Draft, _ frame: Frame, _ reading: inout EventnessReading) {
    let model = book.eventness
    let noun = draft.candidate.trigger
    let tokens = document.tokens
    let share = model.nounShare(tokens[noun].lemma)
    model.add("noun_share", (frame.isFallback ? share : max(share, 0.75)) - 0.75, to: &reading)
    model.add("chronicle_noun", model.chronicle(tokens[noun].lemma, isNoun: true), to: &reading)
    let place = embedding(of: draft.candidate)
    model.add("noun_" + place.rawValue, to: &reading)
    if isLead(draft.sentence) { model.add("noun_lead", to: &reading) }
    if draft.candidate.lightVerb != nil { model.add("light_verb", to: &reading) }
    if occurs(draft.candidate), tokens[noun].relation == .nsubj { model.add("aspect_verb", to: &reading) }
    if document.predicate(at: noun) == nil { model.add("no_predicate", to: &reading) }
    if place == .phrase, draft.agents.isEmpty, draft.patients.isEmpty { model.add("nobody", to: &reading) }
    if let preposition = clauses.preposition(of: noun), model.isPhrase(preposition, tokens[noun].lemma) {
      model.add("phrase", to: &reading)
    }
    var hasDeterminer = false
    var isOwned = false
    for child in document.children(noun) {
      switch tokens[child].relation {
      case .det:
        hasDeterminer = true
        if tokens[child].features.contains(.definite) { model.add("definite", to: &reading) }
        if book.has("open_quantifiers", tokens[child].lemma) { model.add("any", to: &reading) }
      case .nmodPoss: isOwned = true
      case .nummod: hasDeterminer = true
      default: break
      }
    }
    let hasPhrase =
      isOwned || document.child(noun, .nmod, .compound, .acl) != nil
    if hasPhrase { model.add("noun_arguments", to: &reading) }
    if !hasDeterminer, !isOwned {
      model.add(
        tokens[noun].features.contains(.plural)
          ? (hasPhrase ? "plural" : "bare_plural") : (hasPhrase ? "mass" : "bare_mass"),
        to: &reading)
    }
    if let verb = clauses.clauseVerb(above: noun), form(of: verb) == .present {
      model.add(hasDeterminer || isOwned ? "in_present" : "generic_noun", to: &reading)
    }
  }

  /// The form of a verb, as far as it tells whether something is told to have happened.
  enum VerbForm: String {
    case past, perfect, future, progressive, present, headline, modal, infinitive, gerund, participle, imperative
  }

  func form(of verb: Int) -> VerbForm {
    let tag = document.xpos(verb)
    var auxiliary: Int?
    var modal: Int?
    var hasMark = false
    var hasBe = false
    for child in document.children(verb) {
      switch document.tokens[child].relation {
      case .aux, .auxPass, .cop:
        if document.xpos(child) == "MD" { modal = child } else { auxiliary = auxiliary ?? child }
        if document.tokens[child].lemma == Words.be { hasBe = true }
      case .mark: if document.xpos(child) == "TO" { hasMark = true }
      default: break
      }
    }
    if let modal { return book.has("future_modals", document.tokens[modal].lemma) ? .future : .modal }
    if let auxiliary {
      if document.tokens[auxiliary].lemma == Words.have { return .perfect }
      if document.xpos(auxiliary) == "VBD" { return .past }
      if hasBe, tag == "VBG" { return .progressive }
      if hasMark || document.xpos(auxiliary) == "TO" { return .infinitive }
      return .present
    }
    switch tag {
    case "VBD": return .past
    case "VBP" where document.tokens[verb].form != document.tokens[verb].lemma && auxiliary == nil:
      // "stole": a past form that the tagger took for a present one.
      return .past
    case "VBZ", "VBP": return isHeadline(Int(document.tokens[verb].sentence)) ? .headline : .present
    case "VBG": return .gerund
    case "VBN":
      if document.tokens[verb].relation == .conj, let head = document.head(verb), document.tokens[head].upos == .verb,
        head < verb
      {
        return form(of: head)
      }
      return document.tokens[verb].head < 0 || clauses.isStrandedMainVerb(verb) ? .past : .participle
    default:
      if hasMark { return .infinitive }
      if document.tokens[verb].relation == .conj, let head = document.head(verb), document.tokens[head].upos == .verb,
        head < verb
      {
        return form(of: head)
      }
      if isHeadline(Int(document.tokens[verb].sentence)) { return .headline }
      return document.child(verb, .nsubj) == nil ? .infinitive : .present
    }
  }

  /// A sentence without a full stop and without articles: the grammar of headlines, whose present tense tells the past.
  func isHeadline(_ number: Int) -> Bool {
    guard document.sentences.indices.contains(number) else { return false }
    let sentence = document.sentences[number]
    guard let last = sentence.tokens.last, document.tokens[last].upos != .punct, sentence.tokens.count >= 3 else {
      return false
    }
    return !sentence.tokens.contains {
      book.has("articles", document.tokens[$0].lemma) && $0 > sentence.tokens.lowerBound
    }
  }

  /// Whether a sentence opens the article.
  func isLead(_ number: Int) -> Bool { number == leadSentence }

  /// "Earthquakes destroy cities": a bare plural, or an indefinite.
  private func isGeneric(_ noun: Int) -> Bool {
    guard document.tokens[noun].upos == .noun else { return false }
    guard let determiner = document.child(noun, .det, .nummod, .nmodPoss) else {
      return document.tokens[noun].features.contains(.plural)
    }
    return book.has("open_determiners", document.tokens[determiner].lemma)
  }

  /// Whether a token stands in direct speech or between quotation marks.
  func isInQuotation(_ token: Int) -> Bool { attribution.table.isQuoted(token) }
}
