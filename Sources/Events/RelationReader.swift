// Relations that syntax states without a connective: what was said and what it speaks of, aims, results, relative
// clauses, coordination, tense. Each pair climbs from one event to the nearest one above it, so that the work is linear
// in the tokens.

import Corpus
import Language

/// Reads relations off the tree. Rows of `relations.yaml` decide what is asserted.
struct RelationReader {
  let book: FrameBook
  let document: AnnotatedDocument
  let clauses: ClauseReader
  /// Index into the events for each token that belongs to one.
  let eventOfToken: [Int: Int]
  let events: [NewsEvent]
  /// Token of each event's trigger.
  let triggers: [Int]
  /// Tense and aspect of each event.
  let times: [ClauseTime]
  private var found: [EventRelation] = []
  private var known: Set<Key> = []

  private struct Key: Hashable {
    var kind: EventRelation.Kind
    var a: Int
    var b: Int
  }

  init(
    book: FrameBook, document: AnnotatedDocument, clauses: ClauseReader, eventOfToken: [Int: Int], events: [NewsEvent]
  ) {
    self.book = book
    self.document = document
    self.clauses = clauses
    self.eventOfToken = eventOfToken
    self.events = events
    triggers = events.map { event in
      min(document.token(at: event.mentions.first?.start ?? 0), max(0, document.tokens.count - 1))
    }
    times = triggers.map { trigger in
      guard document.tokens.indices.contains(trigger) else { return .none }
      let time = clauses.time(ofVerb: trigger)
      // A coordinated participle shares the auxiliaries of the first verb.
      if time == .participle || time == .infinitive, document.tokens[trigger].relation == .conj,
        document.child(trigger, .aux, .auxPass, .nsubj, .nsubjPass, .mark) == nil, let head = document.head(trigger)
      {
        return clauses.time(ofVerb: head)
      }
      return time
    }
  }

  /// All relations, in the order of the events that lead to them.
  mutating func relations() -> [EventRelation] {
    guard !document.tokens.isEmpty else { return [] }
    for event in events.indices { climb(from: event) }
    readDiscourse()
    return found
  }

  mutating func add(_ rule: RelationRule, _ a: Int, _ b: Int, at token: Int) {
    guard a != b, let row = book.relationRules.asserted(rule) else { return }
    // Whichever rule speaks first is the nearest; a later one does not turn it round.
    guard !known.contains(Key(kind: row.kind, a: b, b: a)),
      known.insert(Key(kind: row.kind, a: a, b: b)).inserted
    else { return }
    let span = document.tokens.indices.contains(token) ? document.tokens[token].span : nil
    found.append(
      EventRelation(
        kind: row.kind, a: events[a].id, b: events[b].id, evidence: span, probability: row.probability, why: row.why))
  }

  // MARK: From an event to the one above it

  private mutating func climb(from event: Int) {
    var node = triggers[event]
    var clausal: [Int] = []
    var nominal: Int?
    for _ in 0..<10 {
      guard let head = document.head(node) else { return }
      switch document.tokens[node].relation {
      case .ccomp, .xcomp, .advcl, .acl, .aclRelcl, .parataxis, .conj, .csubj, .csubjPass, .advclRelcl:
        clausal.append(node)
      case .obj, .obl, .nmod, .nsubj, .nsubjPass, .oblAgent, .iobj, .appos, .compound, .nmodPoss, .nmodDesc:
        // The phrase right below the verb that governs it tells the role.
        nominal = node
      default: break
      }
      if let above = eventOfToken[head], above != event, events.indices.contains(above) {
        relate(above, event, head, clausal, nominal)
        return
      }
      node = head
    }
  }

  private mutating func relate(_ upper: Int, _ lower: Int, _ head: Int, _ clausal: [Int], _ nominal: Int?) {
    guard let link = clausal.last else {
      if let nominal { relateNoun(upper, lower, nominal) }
      return
    }
    guard clausal.count == 1 else {
      if document.tokens[link].relation == .ccomp, times[lower].isPast, isTold(lower) {
        add(.contentBefore, lower, upper, at: head)
      }
      return
    }
    switch document.tokens[link].relation {
    case .ccomp, .parataxis, .csubj, .csubjPass: relateContent(upper, lower, head, link)
    case .xcomp:
      guard document.xpos(link) == "VB" else { return }
      add(.infinitiveAfter, upper, lower, at: link)
      if isVerbal(upper) { add(.aboutContent, upper, lower, at: link) }
    case .advcl: relateAdverbial(upper, lower, link)
    case .acl, .aclRelcl: relateRelative(upper, lower, head, link)
    case .conj:
      guard document.tokens[link].upos == .verb, link == triggers[lower], head == triggers[upper], isTold(upper),
        isTold(lower), times[upper] == .past, times[lower] == .past || times[lower] == .participle
      else { return }
      if isVerbal(upper), isVerbal(lower) { return }
      add(.conjunction, upper, lower, at: link)
    default: return
    }
  }

  private mutating func relateContent(_ upper: Int, _ lower: Int, _ head: Int, _ link: Int) {
    if isVerbal(upper) { add(.aboutContent, upper, lower, at: head) }
    switch events[lower].status {
    case .planned, .hypothetical:
      // "believed that he had been killed" is open, but nothing that lies ahead.
      if !times[lower].isPast, !clauses.time(ofVerb: link).isPast { add(.contentAfter, upper, lower, at: head) }
      return
    case .denied: return
    case .happened, .reported, .ongoing: break
    }
    // Words told in words may be of the same moment.
    if isVerbal(lower), times[lower] == .past { return }
    switch times[lower] {
    case .past, .pastPerfect, .presentPerfect: add(.contentBefore, lower, upper, at: head)
    case .ahead, .infinitive: add(.contentAfter, upper, lower, at: head)
    case .none where events[lower].status != .ongoing && clauses.time(ofVerb: link).isPast:
      add(.contentBefore, lower, upper, at: head)
    default: return
    }
  }

  private mutating func relateAdverbial(_ upper: Int, _ lower: Int, _ link: Int) {
    let mark = document.child(link, .mark)
    if document.xpos(link) == "VB", let mark, document.tokens[mark].lemma == Words.to {
      add(.purposeAfter, upper, lower, at: link)
      return
    }
    guard mark == nil, clauses.isLooseParticiple(link), document.xpos(link) == "VBG", link > 0 else { return }
    if let have = document.child(link, .aux), document.tokens[have].lemma == Words.have {
      add(.contentBefore, lower, upper, at: link)
      return
    }
    guard link > triggers[upper], clauses.isComma(link - 1), link == triggers[lower], !isVerbal(lower) else { return }
    if isCount(lower) { add(.causeParticiple, upper, lower, at: link) }
    add(.participleAfter, upper, lower, at: link)
  }

  private mutating func relateRelative(_ upper: Int, _ lower: Int, _ head: Int, _ link: Int) {
    let isOwn = document.head(link) == head && head == triggers[upper]
    if isOwn {
      // "an attack that killed six": what the act brought about.
      if isCount(lower) { add(.causeParticiple, upper, lower, at: link) }
      if document.xpos(link) == "VB", document.tokens[link].relation == .acl {
        add(isVerbal(upper) ? .aboutContent : .purposeAfter, upper, lower, at: link)
      }
      return
    }
    if document.tokens[link].relation == .acl, document.xpos(link) == "VBG" || document.xpos(link) == "VB" { return }
    guard isTold(lower), !isVerbal(lower) else { return }
    let isOver = times[lower].isPast || (times[lower] == .participle && document.tokens[link].relation == .acl)
    if isOver { add(.relativeBefore, lower, upper, at: link) }
  }

  /// An event that a noun phrase of another one names.
  private mutating func relateNoun(_ upper: Int, _ lower: Int, _ phrase: Int) {
    guard document.tokens[triggers[lower]].upos == .noun else { return }
    let preposition = clauses.preposition(of: phrase)
    let isPast = isTold(lower)
    switch document.tokens[phrase].relation {
    case .obj, .nsubjPass:
      guard isReaction(upper) else { return }
      add(.aboutObject, upper, lower, at: triggers[upper])
      // What is announced or reported may still lie ahead; what is praised or condemned is there.
      if isPast, isTold(upper), events[upper].type != .statement, events[upper].type != .consult {
        add(.nominalBefore, lower, upper, at: triggers[lower])
      }
    case .obl, .nmod:
      guard let preposition else { return }
      if book.has("topic_prepositions", preposition), isReaction(upper) {
        add(.aboutPhrase, upper, lower, at: phrase)
        if isPast, isTold(upper) { add(.nominalBefore, lower, upper, at: phrase) }
      } else if book.has("ground_prepositions", preposition), isPast, isTold(upper), events[upper].type != .assault,
        events[upper].type != .consult
      {
        add(.causeNominal, lower, upper, at: phrase)
        add(.nominalBefore, lower, upper, at: phrase)
      } else if preposition == Words.in, isCount(upper), isPast {
        add(.causeNominal, lower, upper, at: phrase)
      }
    default: return
    }
  }

  // MARK: What an event is

  /// Told as a fact, by the text or by a source.
  func isTold(_ event: Int) -> Bool {
    switch events[event].status {
    case .happened, .reported, .ongoing: true
    case .planned, .hypothetical, .denied: false
    }
  }

  /// An act of saying.
  func isVerbal(_ event: Int) -> Bool {
    switch events[event].type {
    case .statement, .request, .accuse, .reject, .threaten, .support: true
    case .agree: document.tokens[triggers[event]].upos == .verb
    default: false
    }
  }

  /// An act that speaks of another or answers it.
  func isReaction(_ event: Int) -> Bool { isVerbal(event) || events[event].type == .consult }

  /// Deaths and injuries.
  func isCount(_ event: Int) -> Bool { book.counted[document.tokens[triggers[event]].lemma] != nil }
}
