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
  private enum Link {
    /// Shares the governor's place: a conjunct.
    case conjunct
    /// One of the ways in which rows govern, most special first.
    case governed([String])
    /// Says something of its own.
    case apart
  }

  /// The status of any predicate token, verb, noun or adjective.
  func factuality(of token: Int) -> StatusReading { read(token, 0) }

  private func read(_ token: Int, _ depth: Int) -> StatusReading {
    guard depth < limit else { return .fact }
    let own = own(token)
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
    guard let head = document.head(token) else { return nil }
    switch link(of: token, head) {
    case .apart: return generic(token, head)
    case .conjunct: return shared(token, head, depth)
    case .governed(let ways):
      for way in ways {
        guard let row = row(for: head, way, token) else { continue }
        if row.presupposes { return nil }
        return passed(read(head, depth + 1), by: row, at: head)
      }
      return byDefault(token, head, ways, depth)
    }
  }

  private func row(for head: Int, _ way: String, _ token: Int) -> AboveRow? {
    let entry = document.tokens[head]
    for number in rules.aboveOfWord[entry.lemma] ?? rules.aboveOfWord[entry.form] ?? [] {
      let row = rules.above[number]
      guard row.governs.contains(way) else { continue }
      if row.beside.isEmpty { return row }
      if document.children(head).contains(where: { row.beside.contains(document.tokens[$0].lemma) }) { return row }
      if way == "of" || way == "infinitive", head + 1 < token, row.beside.contains(document.tokens[head + 1].lemma) {
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
      return StatusReading(status: status, isIntention: row.isIntention, reason: reason)
    case .denied: return StatusReading(status: row.negated ?? .denied, reason: reason)
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
        return StatusReading(status: .hypothetical, reason: .purpose)
      }
      return StatusReading(status: .hypothetical, reason: .infinitive(document.form(head)))
    case "gerund", "participle":
      let outer = read(head, depth + 1)
      return outer.status == .denied && document.tokens[token].relation == .advcl ? nil : outer
    case "finite":
      let outer = read(head, depth + 1)
      return outer.status == .hypothetical || outer.status == .planned ? outer : nil
    case "object":
      guard isVerb else { return nil }
      if book.lightVerbs.contains(lemma) { return read(head, depth + 1) }
      guard !isDefinite(token) else { return nil }
      let outer = read(head, depth + 1)
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

  private func isDefinite(_ noun: Int) -> Bool {
    document.children(noun).contains { child in
      document.tokens[child].relation == .nmodPoss
        || document.tokens[child].relation == .det && book.has("definite", document.tokens[child].lemma)
    }
  }

  /// A conjunct shares modals, negation and governor of the first one where it has none of its own.
  private func shared(_ token: Int, _ head: Int, _ depth: Int) -> StatusReading? {
    let isVerb = document.tokens[token].upos == .verb || document.tokens[token].upos == .aux
    if !isVerb {
      if document.children(token).contains(where: { document.tokens[$0].lemma == WordKey("but") }) { return nil }
      return document.tokens[head].upos == .verb ? nil : read(head, depth + 1)
    }
    let hasOwn = document.child(token, .nsubj, .nsubjPass, .aux, .auxPass) != nil
    guard !hasOwn else { return context(of: head, depth + 1) }
    let linking = document.children(token).first { document.tokens[$0].relation == .cc }
      .map { document.tokens[$0].lemma }
    if linking == WordKey("but") { return context(of: head, depth + 1) }
    let isSameForm = document.xpos(token) == document.xpos(head)
    let isFinite = clauses.isFinite(token)
    let sharesNegation = linking == WordKey("or") || linking == WordKey("nor")
    if isSameForm && !isFinite || sharesNegation { return read(head, depth + 1) }
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

  private func link(of token: Int, _ head: Int) -> Link {
    let xpos = document.xpos(token)
    let word = marker(of: token)
    switch document.tokens[token].relation {
    case .conj: return .conjunct
    case .obj, .iobj, .nsubjPass, .csubjPass:
      if document.tokens[token].relation == .csubjPass { return .governed(["finite"]) }
      return .governed(["object"])
    case .nsubj, .nsubjOuter: return .governed(["subject"])
    case .compound where document.tokens[head].upos == .noun: return .governed(["compound"])
    case .xcomp, .ccomp, .csubj, .csubjOuter, .acl, .advcl:
      let relation = document.tokens[token].relation
      if xpos == "VBG", !clauses.isFinite(token) {
        if let word, word != "to" || relation != .xcomp { return .governed([word + "-ing", word, "gerund"]) }
        if relation == .acl { return .apart }
        return .governed(["gerund"])
      }
      if isInfinitive(token) { return .governed(["infinitive"]) }
      if xpos == "VBN", !clauses.isFinite(token) {
        return relation == .xcomp ? .governed(["participle"]) : .apart
      }
      if document.tokens[token].upos == .noun, document.child(token, .cop) == nil {
        return relation == .xcomp || relation == .ccomp ? .governed(["object"]) : .apart
      }
      if relation == .advcl { return .apart }
      return .governed(["finite"])
    case .parataxis:
      return book.has("speech_verbs", document.tokens[head].lemma) ? .governed(["finite"]) : .apart
    case .obl, .nmod, .oblAgent, .oblUnmarked, .nmodUnmarked:
      if let word { return .governed(xpos == "VBG" ? [word + "-ing", word] : [word]) }
      return .apart
    default: return .apart
    }
  }

  private func isInfinitive(_ token: Int) -> Bool {
    for child in document.children(token) {
      let relation = document.tokens[child].relation
      if relation == .mark, document.tokens[child].lemma == Words.to { return true }
      if document.xpos(child) == "MD" { return false }
    }
    return document.xpos(token) == "VB" && document.child(token, .nsubj, .nsubjPass, .mark) == nil
  }

  /// The preposition or conjunction before a phrase.
  private func marker(of token: Int) -> String? {
    for child in document.children(token) {
      let relation = document.tokens[child].relation
      if relation == .case || relation == .mark, child < token { return document.lemma(of: child) }
    }
    return nil
  }
}
