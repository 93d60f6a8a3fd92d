// Reads the status of an event: tense, modals, negation, conditionals, attitude and reporting verbs above it.

import Language

struct StatusReading: Sendable {
  var status: EventStatus
  /// Said to come ("will", "plans to"): a cooperative act is then an intention, a hostile one a threat.
  var isIntention = false
  /// "must", "should": asked for.
  var isDemanded = false
  /// "will not": refused rather than untrue.
  var isRefused = false
  var why: String
}

struct StatusReader {
  let book: FrameBook
  let document: AnnotatedDocument
  let clauses: ClauseReader

  private func has(_ list: String, _ token: Int) -> Bool { book.has(list, document.tokens[token].lemma) }

  func status(of candidate: Candidate) -> StatusReading {
    var reading: StatusReading
    if candidate.isNoun {
      reading = nounStatus(candidate)
    } else {
      reading = verbStatus(candidate.trigger)
      if reading.status != .denied, let phrase = candidate.arguments.object ?? candidate.arguments.subject,
        document.children(phrase).contains(where: {
          document.tokens[$0].relation == .det && document.tokens[$0].lemma == Words.no
        })
      {
        reading = StatusReading(status: .denied, why: "“no” negates it")
      }
    }
    if document.sentences.indices.contains(Int(document.tokens[candidate.trigger].sentence)) {
      let sentence = document.sentences[Int(document.tokens[candidate.trigger].sentence)]
      if let last = sentence.tokens.last, isQuestion(last, in: sentence), reading.status != .denied {
        return StatusReading(status: .hypothetical, why: "a question")
      }
    }
    if !candidate.isNoun, reading.status == .happened, document.tokens[candidate.trigger].relation == .advcl,
      document.xpos(candidate.trigger) == "VB", book.frames[candidate.frame].isSpeech,
      let head = document.head(candidate.trigger), has("contact_verbs", head), verbStatus(head).status == .happened
    {
      return StatusReading(status: .happened, why: "what the call was for (“\(document.form(head))”)")
    }
    return climb(from: candidate.lightVerb ?? candidate.trigger, reading)
  }

  private func isQuestion(_ last: Int, in sentence: Sentence) -> Bool {
    guard last >= sentence.tokens.lowerBound else { return false }
    return document.text[Int(document.tokens[last].start)..<Int(document.tokens[last].end)].elementsEqual([0x3f])
  }

  private func nounStatus(_ candidate: Candidate) -> StatusReading {
    let noun = candidate.trigger
    for child in document.children(noun) {
      let relation = document.tokens[child].relation
      if relation == .det, document.tokens[child].lemma == Words.no {
        return StatusReading(status: .denied, why: "“no” negates it")
      }
      guard relation == .amod || relation == .compound || relation == .acl else { continue }
      if has("planned_modifiers", child) {
        return StatusReading(status: .planned, why: "“\(document.form(child))” says that it lies ahead")
      }
      if has("hypothetical_modifiers", child) {
        return StatusReading(status: .hypothetical, why: "“\(document.form(child))” says that it is not real yet")
      }
      if has("ongoing_modifiers", child) {
        return StatusReading(status: .ongoing, why: "“\(document.form(child))” says that it goes on")
      }
      if has("reported_modifiers", child) {
        return StatusReading(status: .reported, why: "“\(document.form(child))” marks hearsay")
      }
    }
    if let verb = candidate.lightVerb {
      let reading = verbStatus(verb)
      // "Plans a summit": a verb that lends its subject may still say that all lies ahead.
      if reading.status == .happened || reading.status == .ongoing,
        let found = book.operators[document.tokens[verb].lemma], found.status == .planned
      {
        return StatusReading(
          status: .planned, isIntention: found.isIntention, why: "governed by “\(document.form(verb))”")
      }
      return reading
    }
    guard let head = document.head(noun) else { return StatusReading(status: .happened, why: "told as a fact") }
    let lemma = document.tokens[head].lemma
    switch document.tokens[noun].relation {
    case .obj, .nsubjPass, .obl, .nmod, .xcomp, .ccomp, .advcl:
      if let found = book.operators[lemma], let status = found.status {
        let outer = document.tokens[head].upos == .verb ? verbStatus(head) : nil
        if let outer, outer.status == .denied { return outer }
        return StatusReading(
          status: status, isIntention: found.isIntention, why: "governed by “\(document.form(head))”")
      }
      if document.tokens[head].upos == .verb, document.tokens[noun].relation != .obl || has("leading_verbs", head) {
        let outer = verbStatus(head)
        if outer.status == .denied || outer.status == .hypothetical || outer.status == .planned { return outer }
      }
    case .nsubj where document.tokens[head].upos == .verb:
      // "talks may resume" leaves the talks open; "the war may hurt exports" does not doubt the war.
      if has("aspect_verbs", head) { return verbStatus(head) }
    default: break
    }
    return StatusReading(status: .happened, why: "told as a fact")
  }

  /// Tense, modal and negation of a verb itself.
  func verbStatus(_ verb: Int) -> StatusReading {
    if case .perfect(let have) = clauses.misreading(of: verb) { return verbStatus(have) }
    var isNegated = false
    var modal: Int?
    var isProgressive = false
    var hasPerfect = false
    for child in document.children(verb) {
      let token = document.tokens[child]
      switch token.relation {
      case .advmod, .det, .mark, .cc:
        if has("negations", child) { isNegated = true }
        if has("hearsay_adverbs", child) {
          return StatusReading(status: .reported, why: "“\(document.form(child))” marks hearsay")
        }
      case .aux, .auxPass, .cop:
        if has("negations", child) { isNegated = true }
        if has("future_modals", child) || has("unreal_modals", child) || has("duty_modals", child) { modal = child }
        if token.lemma == Words.have { hasPerfect = true }
        if token.lemma == Words.be, token.relation == .aux, document.xpos(verb) == "VBG" {
          isProgressive = document.xpos(child) != "VBD"
        }
      default: break
      }
    }
    if let modal {
      let word = document.form(modal)
      if has("future_modals", modal) {
        if isNegated {
          return StatusReading(status: .denied, isRefused: true, why: "“\(word)” with a negation: refused")
        }
        return StatusReading(status: .planned, isIntention: true, why: "“\(word)” says that it lies ahead")
      }
      if document.tokens[modal].lemma == Words.would, isReported(verb) {
        // "said it would": the future of the past.
        if isNegated { return StatusReading(status: .denied, isRefused: true, why: "refused (“\(word) not”)") }
        return StatusReading(status: .planned, isIntention: true, why: "said to come (“\(word)”)")
      }
      if has("duty_modals", modal) {
        return StatusReading(status: .hypothetical, isDemanded: true, why: "“\(word)” asks for it")
      }
      if hasPerfect, isNegated == false {
        return StatusReading(status: .reported, why: "“\(word) have” is a guess about the past")
      }
      return StatusReading(status: .hypothetical, why: "“\(word)” leaves it open")
    }
    if isNegated { return StatusReading(status: .denied, why: "it is negated") }
    if isProgressive { return StatusReading(status: .ongoing, why: "progressive present") }
    return StatusReading(status: .happened, why: "told as a fact")
  }

  /// Whether a clause is the complement of a speech verb.
  private func isReported(_ verb: Int) -> Bool {
    guard document.tokens[verb].relation == .ccomp, let head = document.head(verb) else { return false }
    return has("speech_verbs", head) && !has("doubt_verbs", head)
  }

  /// Goes up the tree: operators, reporting and attitude verbs, conditions.
  private func climb(from start: Int, _ reading: StatusReading) -> StatusReading {
    var reading = reading
    var node = start
    for _ in 0..<6 {
      for child in document.children(node) where document.tokens[child].relation == .mark {
        if has("conditions", child), reading.status != .denied {
          return StatusReading(status: .hypothetical, why: "stands under “\(document.form(child))”")
        }
      }
      guard let head = document.head(node) else { break }
      let relation = document.tokens[node].relation
      let lemma = document.tokens[head].lemma
      let isPrepositional = relation == .obl || relation == .nmod
      if relation == .aclRelcl || relation == .acl, lemma == Words.time, reading.status != .denied,
        document.children(head).contains(where: { has("each", $0) && document.tokens[$0].relation == .det })
      {
        return StatusReading(status: .hypothetical, why: "“every time” tells of no one time")
      }
      switch relation {
      case .xcomp, .ccomp, .acl, .advcl, .conj, .obj, .obl, .nmod, .nsubjPass, .csubj, .parataxis: break
      default: return reading
      }
      if relation == .conj {
        if document.child(node, .aux, .nsubj, .nsubjPass) == nil, node == start, reading.status == .happened {
          let outer = verbStatus(head)
          if outer.status != .happened, document.tokens[node].upos == .verb { reading = outer }
        }
        node = head
        continue
      }
      if let found = book.operators[lemma],
        !(isPrepositional && document.tokens[head].upos == .verb) || relation == .obl
      {
        let isClause =
          relation == .xcomp || relation == .ccomp || relation == .acl
          || (relation == .advcl && document.xpos(node) == "VB")
        if isClause || document.tokens[node].upos == .noun {
          let outer = document.tokens[head].upos == .verb ? verbStatus(head) : nil
          if outer?.status == .denied {
            return StatusReading(status: .denied, why: "“\(document.form(head))” is negated")
          }
          if let status = found.status, reading.status == .happened || reading.status == .ongoing {
            reading.status = status
            reading.isIntention = found.isIntention
            reading.why = "governed by “\(document.form(head))”"
          } else if found.status == nil, let outer, outer.status != .happened, reading.status == .happened {
            reading.status = outer.status
            reading.isIntention = outer.isIntention
            reading.why = outer.why
          }
          if found.status == .ongoing, let outer, outer.status == .planned || outer.status == .hypothetical {
            reading.status = outer.status
            reading.isIntention = outer.isIntention
          }
        }
      } else if relation == .ccomp || relation == .parataxis, reading.status == .happened || reading.status == .ongoing
      {
        if has("doubt_verbs", head) {
          reading.status = .hypothetical
          reading.why = "only believed (“\(document.form(head))”)"
        } else if has("denial_verbs", head) {
          reading.status = .denied
          reading.why = "denied (“\(document.form(head))”)"
        } else if has("claim_verbs", head) {
          reading.status = .reported
          reading.why = "claimed (“\(document.form(head))”)"
        }
      } else if relation == .xcomp, document.tokens[node].upos == .verb || document.tokens[node].upos == .noun {
        if has("claim_verbs", head) || has("hearsay_adverbs", head) {
          reading.status = .reported
          reading.why = "claimed (“\(document.form(head))”)"
        } else if document.xpos(node) == "VB", reading.status == .happened,
          document.tokens[head].upos == .verb || document.tokens[head].upos == .adj, !has("implicatives", head)
        {
          reading.status = .hypothetical
          reading.why = "an infinitive under “\(document.form(head))”"
        }
      } else if relation == .acl, document.xpos(node) == "VBG", document.tokens[head].relation == .obj,
        let verb = document.head(head), has("accusing_verbs", verb), reading.status == .happened
      {
        reading.status = .reported
        reading.why = "claimed (“\(document.form(verb))”)"
      } else if relation == .advcl, has("accusing_verbs", head), reading.status == .happened {
        reading.status = .reported
        reading.why = "claimed (“\(document.form(head))”)"
      } else if relation == .advcl || relation == .acl, document.xpos(node) == "VB", reading.status == .happened {
        reading.status = .hypothetical
        reading.why = "a purpose, not a fact"
      } else if relation == .obj || relation == .nsubjPass || relation == .obl {
        if document.tokens[head].upos == .verb {
          let outer = verbStatus(head)
          if reading.status == .happened, relation != .obl,
            outer.status == .hypothetical || outer.status == .planned
          {
            reading.status = outer.status
            reading.why = outer.why
          }
        }
        if relation == .obl { return reading }
      } else if relation == .nmod {
        if document.tokens[head].upos != .noun { return reading }
      }
      node = head
    }
    return reading
  }
}
