// How real a predicate is told: from the top of the sentence down, each governor passes on what it makes of its
// complement (implication signatures after Karttunen 1971, polarity and certainty after Saurí & Pustejovsky 2009).
// A step from values to values: rows and a tree in, a reading out.

import Language

struct FactualityReader {
  let rules: FactualityRules
  let book: FrameBook
  let document: AnnotatedDocument
  let clauses: ClauseReader
  /// Governors that are looked at above a predicate.
  private let limit = 12

  /// How a predicate hangs below its governor.
  enum Link {
    /// Shares the governor's place: a conjunct.
    case conjunct
    /// One of the ways in which rows govern, most special first.
    case governed([String])
    /// Says something of its own.
    case apart
  }

  /// The status of any predicate token, verb, noun or adjective.
  func factuality(of token: Int) -> StatusReading { read(token, 0) }

  private func read(_ token: Int, _ depth: Int, asking: Int? = nil) -> StatusReading {
    guard depth < limit else { return .fact }
    let own = own(token, asking: asking)
    guard let context = context(of: token, depth) else { return own }
    return FactualityReader.compose(context, own)
  }

  /// What a context makes of what is said below it.
  static func compose(_ context: StatusReading, _ own: StatusReading) -> StatusReading {
    switch (context.status, own.status) {
    case (.happened, _): return own
    case (.ongoing, .happened), (.reported, .happened), (.reported, .ongoing): return context
    case (.ongoing, _), (.reported, _): return own
    case (.planned, .denied), (.planned, .hypothetical): return own
    case (.planned, _): return context
    case (.hypothetical, .denied): return own
    case (.hypothetical, _):
      var result = context
      result.isDemanded = result.isDemanded || own.isDemanded
      return result
    case (.denied, .denied): return StatusReading(status: .reported, reason: context.reason)
    case (.denied, _): return context
    }
  }

  // MARK: - Above

  /// What stands above a predicate, nil where nothing does.
  private func context(of token: Int, _ depth: Int) -> StatusReading? {
    guard depth < limit else { return nil }
    guard let head = document.head(token) else { return doubted(token, depth) }
    if let doubted = doubted(token, depth) { return doubted }
    switch link(of: token, head) {
    case .apart: return generic(token, head)
    case .conjunct: return shared(token, head, depth)
    case .governed(let ways):
      guard let (row, governor) = governing(token, head, ways) else { return byDefault(token, head, ways, depth) }
      if row.presupposes { return nil }
      return passed(read(governor, depth + 1, asking: governor == head ? token : nil), by: row, at: governor)
    }
  }

  /// "…, a post falsely claims": a speech verb behind its words that takes them back.
  private func doubted(_ token: Int, _ depth: Int) -> StatusReading? {
    for child in document.children(token) where document.tokens[child].relation == .parataxis && child > token {
      guard document.tokens[child].upos == .verb, document.child(child, .nsubj) != nil,
        let row = row(for: child, "finite", token), row.affirmed == .denied || row.affirmed == .hypothetical
      else { continue }
      return passed(read(child, depth + 1), by: row, at: child)
    }
    return nil
  }

  /// The row that governs a predicate and its word: that of the head; of the noun right before ("announced plans | for an
  /// attack") or of the verb above ("accused [the rebels of attacking]") where the parser chose the other of the two.
  private func governing(_ token: Int, _ head: Int, _ ways: [String]) -> (row: AboveRow, governor: Int)? {
    let relation = document.tokens[token].relation
    let isVerb = document.tokens[head].upos == .verb
    if isVerb, let noun = nounBefore(token, head) {
      for way in ways { if let row = row(for: noun, way, token) { return (row, noun) } }
    }
    for way in ways {
      guard let row = row(for: head, way, token) else { continue }
      // "came to visit": a purpose unless somebody is made to do it.
      if way == "infinitive", relation == .advcl, row.affirmed == nil, !row.isCausative { continue }
      return (row, head)
    }
    if relation == .aclRelcl, let verb = document.head(head), isRecipient(head, verb) {
      if let row = row(for: verb, "finite", token) { return (row, verb) }
    }
    guard !isVerb, let verb = document.head(head), document.tokens[verb].upos == .verb else { return nil }
    switch document.tokens[head].relation {
    case .obj, .iobj, .nsubjPass, .obl: break
    default: return nil
    }
    guard relation == .acl || relation == .nmod else { return nil }
    let isGerund = isGerund(token)
    for way in ways where way != "gerund" && way != "finite" && (isGerund || way != "of" && way != "for") {
      guard let row = row(for: verb, way, token) else { continue }
      if way == "infinitive", row.affirmed == nil, !row.isCausative { continue }
      return (row, verb)
    }
    return nil
  }

  /// "told reporters [that …]": an object of a speech verb before what it says.
  private func isRecipient(_ noun: Int, _ verb: Int) -> Bool {
    let relation = document.tokens[noun].relation
    return (relation == .obj || relation == .iobj || relation == .obl) && document.tokens[verb].upos == .verb
      && book.has("speech_verbs", document.tokens[verb].lemma)
  }

  /// The head of the phrase that ends right before a dependent of the same verb.
  private func nounBefore(_ token: Int, _ verb: Int) -> Int? {
    switch document.tokens[token].relation {
    case .xcomp, .advcl, .obl, .ccomp: break
    default: return nil
    }
    let last = Int(document.leftEdge[token]) - 1
    guard last > verb, document.tokens[last].upos == .noun, document.head(last) == verb else { return nil }
    switch document.tokens[last].relation {
    case .obj, .obl, .nsubjPass: return last
    default: return nil
    }
  }

  private func isPassive(_ verb: Int) -> Bool {
    document.xpos(verb) == "VBN"
      && (document.child(verb, .auxPass, .nsubjPass) != nil || document.child(verb, .nsubj, .aux, .obj) == nil)
  }

  private func row(for head: Int, _ way: String, _ token: Int) -> AboveRow? {
    let entry = document.tokens[head]
    for number in rules.aboveOfWord[entry.lemma] ?? rules.aboveOfWord[entry.form] ?? [] {
      let row = rules.above[number]
      if let part = row.part, entry.upos != part { continue }
      if row.isPassive, !isPassive(head) { continue }
      if row.except.contains(document.tokens[token].lemma) { continue }
      if row.beside.isEmpty {
        if row.governs.contains(way) { return row }
        continue
      }
      if row.governs.contains(way) {
        if document.children(head).contains(where: { $0 != token && row.beside.contains(document.tokens[$0].lemma) }) {
          return row
        }
        if head + 1 < token, row.beside.contains(document.tokens[head + 1].lemma) { return row }
      }
      // "called off the attack", with the particle read as a preposition.
      if row.governs.contains("object"), head + 1 < token, row.beside.contains(document.tokens[head + 1].lemma),
        document.head(head + 1) == token
      {
        return row
      }
    }
    return nil
  }

  /// What a row makes of the complement of a governor that is told like this.
  private func passed(_ outer: StatusReading, by row: AboveRow, at head: Int) -> StatusReading {
    let reason = FactualityReason.governed(document.form(head))
    switch outer.status {
    case .happened, .reported, .ongoing:
      guard let status = row.affirmed else { return outer }
      var result = StatusReading(status: status, isIntention: row.isIntention, reason: reason)
      if status == .reported || status == .denied { result.governor = head }
      return result
    case .denied:
      // "will not begin talks" refuses the talks.
      let isTransparent = row.affirmed == nil || row.affirmed == .ongoing
      return StatusReading(
        status: row.negated ?? .denied, isRefused: outer.isRefused && isTransparent && row.negated == .denied,
        reason: reason)
    case .planned:
      switch row.affirmed {
      case nil, .happened?, .ongoing?, .reported?: return outer
      case let status?: return StatusReading(status: status, isIntention: row.isIntention, reason: reason)
      }
    case .hypothetical: return StatusReading(status: .hypothetical, reason: outer.reason)
    }
  }

  /// Governors without a row.
  private func byDefault(_ token: Int, _ head: Int, _ ways: [String], _ depth: Int) -> StatusReading? {
    let lemma = document.tokens[head].lemma
    let isVerb = document.tokens[head].upos == .verb
    let way = ways[ways.count - 1]
    switch way {
    case "infinitive":
      if document.tokens[token].relation == .advcl || document.tokens[token].relation == .acl {
        let outer = isVerb ? read(head, depth + 1) : .fact
        if outer.status == .planned { return outer }
        // "used tear gas to disperse the crowd"
        if isVerb, outer.status == .happened || outer.status == .reported, book.has("using_verbs", lemma),
          document.child(head, .obj) != nil, clauses.time(ofVerb: head) == .past
        {
          return outer
        }
        return StatusReading(status: .hypothetical, reason: .purpose)
      }
      if isVerb, book.has("using_verbs", lemma), document.child(head, .obj) != nil, clauses.time(ofVerb: head) == .past
      {
        return read(head, depth + 1)
      }
      return StatusReading(status: .hypothetical, reason: .infinitive(document.form(head)))
    case "gerund", "participle": return read(head, depth + 1)
    case "converb":
      let outer = read(head, depth + 1)
      return outer.status == .denied ? nil : outer
    case "finite":
      let outer = read(head, depth + 1)
      return outer.status == .hypothetical || outer.status == .planned ? outer : nil
    case "object":
      guard isVerb else { return nil }
      if book.lightVerbs.contains(lemma) { return read(head, depth + 1, asking: token) }
      guard !book.isDefinite(token, in: document) else { return nil }
      let outer = read(head, depth + 1, asking: token)
      return outer.status == .hypothetical || outer.status == .planned ? outer : nil
    case "subject":
      guard isVerb, document.children(token).contains(where: { document.xpos($0) == "DT" && isOpen($0) }) else {
        return nil
      }
      let outer = read(head, depth + 1)
      return outer.status == .hypothetical ? outer : nil
    case "of" where !isVerb && book.has("portion_nouns", lemma): return read(head, depth + 1)
    case "in", "on", "for", "with", "to":
      if isVerb, book.lightVerbs.contains(lemma) || book.has("leading_verbs", lemma),
        document.tokens[token].upos == .noun
      {
        return read(head, depth + 1)
      }
      return nil
    default: return nil
    }
  }

  private func isOpen(_ determiner: Int) -> Bool {
    let lemma = document.tokens[determiner].lemma
    return book.has("open_determiners", lemma)
  }

  /// A conjunct shares modals, negation and governor of the first one where it has none of its own.
  private func shared(_ token: Int, _ head: Int, _ depth: Int) -> StatusReading? {
    let isVerb = document.tokens[token].upos == .verb || document.tokens[token].upos == .aux
    if !isVerb {
      if document.children(token).contains(where: { document.tokens[$0].lemma == Words.but }) { return nil }
      return document.tokens[head].upos == .verb ? nil : read(head, depth + 1)
    }
    let hasOwn = document.child(token, .nsubj, .nsubjPass, .aux, .auxPass) != nil
    guard !hasOwn else { return context(of: head, depth + 1) }
    let linking = document.children(token).first { document.tokens[$0].relation == .cc }
      .map { document.tokens[$0].lemma }
    if linking == Words.but || linking == Words.nor { return context(of: head, depth + 1) }
    let isSameForm = document.xpos(token) == document.xpos(head)
    let isFinite = clauses.isFinite(token)
    if isSameForm && !isFinite || linking == Words.or { return read(head, depth + 1) }
    let outer = negatedSubject(of: head)
    return outer ?? context(of: head, depth + 1)
  }

  /// "any country that attacks", "every time he attacks".
  private func generic(_ token: Int, _ head: Int) -> StatusReading? {
    guard document.tokens[token].relation == .aclRelcl || document.tokens[token].relation == .acl,
      document.children(head).contains(where: {
        document.tokens[$0].relation == .det && rules.generic.contains(document.tokens[$0].lemma)
      }) || rules.generic.contains(document.tokens[head].lemma)
    else { return nil }
    return StatusReading(status: .hypothetical, reason: .generic)
  }
}
