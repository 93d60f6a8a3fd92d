// Headlines of what is said: the speaker with a clause or with words in quotation marks, never with a fragment.

import Corpus
import Language

extension TitleWriter {
  /// `Leavitt: “We have never been this close to peace”`, `Kenya: harvest was good`, `Kenya denies harvest was bad`.
  ///
  /// - Returns: nil when no complete clause tells what is said.
  func speech(_ parts: Parts) -> String? {
    guard parts.status == .happened || parts.status == .reported || parts.status == .ongoing else { return nil }
    guard let speaker = subject(parts, parts.agentHead), !isNegated(parts.candidate.trigger) else { return nil }
    let name = speaker.text
    if let quote = parts.quote, let words = quoted(quote, room: limit - name.count - 4) {
      return name + ": “" + words + "”"
    }
    guard let clause = saidClause(parts.candidate), let head = subjectOfClause(clause) else {
      return toldBefore(parts, name)
    }
    let trigger = parts.candidate.trigger
    if isFirstPerson(head) {
      // A quotation whose marks the text has elsewhere.
      let span = document.span(document.subtree(clause))
      guard !document.subtree(clause).contains(trigger), let words = quoted(span, room: limit - name.count - 4) else {
        return nil
      }
      return name + ": “" + words + "”"
    }
    let isOwn = isReferring(head)
    if isOwn, named(head, parts.agents) == nil, !refersTo(head, parts.agents) { return nil }
    let isPlain = book.has("plain_speech", document.tokens[trigger].lemma)
    let lemma = book.lemma(of: trigger, in: document)
    let link: String
    if parts.candidate.isNoun || isPlain && !isOwn {
      link = ": "
    } else {
      link = " " + (speaker.isPlural ? Inflection.plural(lemma) : Inflection.thirdPerson(lemma)) + " "
    }
    var pruned: Set<Int> = []
    for child in document.children(clause) where child < clause {
      switch document.tokens[child].relation {
      case .mark where !isCondition(clause): pruned.insert(child)
      case .cc: pruned.insert(child)
      default: break
      }
    }
    let said = phrase(
      clause, excluding: trigger, pruned: pruned, room: limit - name.count - link.count, keepsPreposition: true,
      speakers: parts.agents)
    guard said.split(separator: " ").count >= 2, opensWithSubject(said, head, parts) else { return nil }
    return name + link + said
  }

  /// `Electoral commission: Roe had 53 percent of the vote`: the words before a speaker at the end of a sentence, where the
  /// tree gives no clause.
  private func toldBefore(_ parts: Parts, _ name: String) -> String? {
    let trigger = parts.candidate.trigger
    guard document.tokens[trigger].relation == .parataxis, let speaker = document.child(trigger, .nsubj),
      speaker < trigger
    else { return nil }
    let sentence = document.sentences[Int(document.tokens[trigger].sentence)].tokens
    var end = document.subtree(speaker).lowerBound
    while end > sentence.lowerBound, document.tokens[end - 1].upos == .punct { end -= 1 }
    let range = sentence.lowerBound..<end
    guard range.count > 3, document.tokens[range.lowerBound].upos != .pron,
      document.tokens[range.lowerBound].upos != .punct, !range.contains(where: { isOpening($0) }),
      range.contains(where: { isFiniteWord($0) || document.tokens[$0].features.contains(.finite) }),
      let said = cut(range, room: limit - name.count - 3, through: range.lowerBound),
      said.contains(where: { isFiniteWord($0) || document.tokens[$0].features.contains(.finite) })
    else { return nil }
    return name + ": " + words(of: said, whole: range)
  }

  /// Whether the subject of what is said stands in its words: "says was continuing" has lost it.
  private func opensWithSubject(_ said: String, _ head: Int, _ parts: Parts) -> Bool {
    if document.tokens[head].upos == .pron { return true }
    return said.contains(document.form(head))
  }

  /// The subject of a finite clause; nil for infinitives and fragments.
  func subjectOfClause(_ clause: Int) -> Int? {
    guard let subject = document.child(clause, .nsubj, .nsubjPass, .csubj, .csubjPass, .nsubjOuter, .expl),
      clauses.isFinite(clause) || document.child(clause, .cop) != nil,
      clauses.antecedent(of: subject) == subject
    else { return nil }
    return subject
  }

  private func isFirstPerson(_ token: Int) -> Bool {
    document.tokens[token].upos == .pron && document.tokens[token].features.contains(.first)
  }

  /// A personal or demonstrative pronoun that stands alone; "it" of the weather and "there" stand for nobody.
  func isReferring(_ token: Int) -> Bool {
    guard document.tokens[token].relation != .expl else { return false }
    switch document.xpos(token) {
    case "PRP", "DT": return document.tokens[token].upos == .pron
    default: return false
    }
  }

  private func refersTo(_ token: Int, _ agents: [Int]) -> Bool {
    guard let actor = actors.actorOfHead[token] else { return false }
    return agents.contains(actor)
  }

  /// The clause that tells what is said: below the verb, or above it when the verb follows ("…, he said").
  func saidClause(_ candidate: Candidate) -> Int? {
    let found = candidate.arguments.complements.filter { clause in
      let relation = document.tokens[clause].relation
      return relation == .ccomp || relation == .parataxis && clause < candidate.trigger
    }
    if let clause = found.first(where: { clauses.isFinite($0) }) ?? found.first { return clause }
    // "…, he said", "As she told the Herald, …".
    let relation = document.tokens[candidate.trigger].relation
    let isAside =
      relation == .parataxis
      || relation == .advcl
        && document.child(candidate.trigger, .mark).map { document.tokens[$0].lemma == Words.as } ?? false
    guard isAside, let head = document.head(candidate.trigger),
      document.child(candidate.trigger, .obj, .xcomp, .ccomp) == nil
    else { return nil }
    return head
  }

  /// The words of a quotation up to its first closing mark, whole or up to the end of a clause; nil when there are
  /// less than three words or no verb.
  func quoted(_ span: ByteSpan, room: Int) -> String? {
    guard span.length > 12 else { return nil }
    var first = document.token(at: span.start)
    while first < document.tokens.count, Int(document.tokens[first].start) < span.end, isOpening(first) { first += 1 }
    var end = first
    while end < document.tokens.count, Int(document.tokens[end].end) <= span.end,
      document.tokens[end].sentence == document.tokens[first].sentence, !isOpening(end)
    {
      end += 1
    }
    guard end > first + 2 else { return nil }
    guard let range = cut(first..<end, room: room, through: first) else { return nil }
    guard range.contains(where: { isFiniteWord($0) }) else { return nil }
    return words(of: range, whole: first..<end)
  }

  /// The words of a range, with an ellipsis when it is shorter than the whole.
  func words(of range: Range<Int>, whole: Range<Int>) -> String {
    // Marks inside marks are dropped: a cut may leave one alone.
    var text = document.string(range).trimmingQuotes()
    text.removeAll { $0 == "\"" || $0 == "“" || $0 == "”" }
    let isWhole = !(range.upperBound..<whole.upperBound).contains { document.tokens[$0].upos != .punct }
    return isWhole ? text : text + "…"
  }

  private func isOpening(_ token: Int) -> Bool {
    guard document.tokens[token].upos == .punct else { return false }
    switch document.form(token) {
    case "\"", "“", "”", "``", "''", "«", "»": return true
    default: return false
    }
  }

  func isFiniteWord(_ token: Int) -> Bool {
    switch document.xpos(token) {
    case "VBD", "VBZ", "VBP", "MD": true
    default: false
    }
  }

  /// The longest part of a range that fits and ends where a clause or an optional phrase ends.
  ///
  /// - Parameter through: a token that must be in it.
  func cut(_ range: Range<Int>, room: Int, through: Int) -> Range<Int>? {
    var last = range.upperBound
    while last > range.lowerBound, document.tokens[last - 1].upos == .punct { last -= 1 }
    guard last > range.lowerBound else { return nil }
    let whole = range.lowerBound..<last
    if length(whole) <= room { return whole }
    var clauseEnd: Int?
    var phraseEnd: Int?
    var hasVerb = false
    for token in range.lowerBound + 1..<last {
      if length(range.lowerBound..<token) > room - 1 { break }
      hasVerb = hasVerb || isFiniteWord(token - 1)
      guard hasVerb, token > through else { continue }
      // "… is welcome but …": the half before a contrast says something else.
      if isContrast(token) { continue }
      if isClauseStart(token, in: range) {
        clauseEnd = token
      } else if isOptional(of: token), !isClauseStart(token - 1, in: range) {
        phraseEnd = token
      }
    }
    // A phrase may go as well when the clauses before it leave little.
    let end: Int
    if let clauseEnd, length(range.lowerBound..<clauseEnd) * 2 > room {
      end = clauseEnd
    } else if let phraseEnd {
      end = max(phraseEnd, clauseEnd ?? 0)
    } else if let clauseEnd {
      end = clauseEnd
    } else {
      return nil
    }
    var stop = end
    while stop > range.lowerBound, isLooseWord(stop - 1) { stop -= 1 }
    return stop > max(range.lowerBound + 2, through) ? range.lowerBound..<stop : nil
  }

  /// Whether a token, or the one after a comma, turns what was said before.
  private func isContrast(_ token: Int) -> Bool {
    var token = token
    while document.tokens.indices.contains(token + 1), document.tokens[token].upos == .punct, !isStop(token) {
      token += 1
    }
    return book.has("contrasts", document.tokens[token].lemma)
  }

  /// A word that nothing may end with: punctuation, conjunctions, prepositions with their noun still to come.
  private func isLooseWord(_ token: Int) -> Bool {
    switch document.tokens[token].upos {
    case .punct, .cconj, .sconj, .det: true
    case .adp: document.tokens[token].relation == .case
    default: false
    }
  }

  private func length(_ range: Range<Int>) -> Int { document.string(range).count }

  /// Whether a token begins a further clause of its range, one that its main clause can do without.
  private func isClauseStart(_ token: Int, in range: Range<Int>) -> Bool {
    if isStop(token) { return true }
    var node = token
    for _ in 0..<8 {
      guard let head = document.head(node), document.subtree(node).lowerBound == token else { break }
      switch document.tokens[node].relation {
      case .advcl where !isCondition(node), .aclRelcl, .parataxis: return range.contains(head) && head < token
      case .conj where document.tokens[node].upos == .verb || document.child(node, .cop) != nil:
        return range.contains(head) && head < token
      default: node = head
      }
    }
    return false
  }

  /// Whether a token begins an optional phrase.
  private func isOptional(of token: Int) -> Bool {
    var node = token
    for _ in 0..<6 {
      guard let head = document.head(node), document.subtree(node).lowerBound == token else { return false }
      if head < token, isOptional(node), document.tokens[node].relation != .conj { return true }
      node = head
    }
    return false
  }
}
