// The words of a phrase as a headline writes them: no articles, times, relative clauses; names for pronouns.

import Language

extension TitleWriter {
  /// The words of a subtree without relative clauses, appositions, times and what stands behind a semicolon; empty when
  /// they do not fit the room even without their optional parts.
  ///
  /// - Parameters:
  ///   - excluding: a token whose subtree is left out, -1 for none.
  ///   - pruned: more such tokens.
  ///   - room: characters at most.
  ///   - keepsPreposition: whether "in Istanbul" stays so, or becomes "Istanbul".
  ///   - speakers: actors that a pronoun may go on standing for, as the headline names them already.
  func phrase(
    _ head: Int, excluding: Int, pruned: Set<Int>, room: Int, keepsPreposition: Bool = false, speakers: [Int] = []
  ) -> String {
    var skip = pruned
    // "what he called …" says nothing without its clause.
    let needsClause = document.xpos(head).utf8.first == 0x57 || book.has("needs_clause", document.tokens[head].lemma)
    var stack = [head]
    var members: [Int] = []
    while let token = stack.popLast(), members.count < 80 {
      members.append(token)
      for child in document.children(token) where !skip.contains(child) && child != excluding {
        switch document.tokens[child].relation {
        case .aclRelcl where needsClause && token == head: stack.append(child)
        case .appos where isNameBeside(child, token): stack.append(child)
        case .aclRelcl, .advclRelcl, .parataxis, .discourse, .appos, .vocative, .dislocated: skip.insert(child)
        case .advcl where document.xpos(child) != "VB" && !isCondition(child) && !isPrepositional(child):
          skip.insert(child)
        case .punct where !isInnerPunctuation(child): skip.insert(child)
        case .advmod where isLoose(child): skip.insert(child)
        case .cc
        where document.children(document.head(child) ?? child).contains(where: { skip.contains($0) && $0 > child }):
          skip.insert(child)
        default:
          let isArgument = document.tokens[child].relation.isSubject || document.tokens[child].relation == .obj
          if isTime(child), !isArgument, !isTime(token) { skip.insert(child) } else { stack.append(child) }
        }
      }
    }
    members.removeAll { $0 != head && isQuotationMark($0) }
    members.sort()
    cutAtStop(&members, head)
    for _ in 0..<16 {
      trim(&members, head, keepsPreposition)
      let text = render(members, speakers)
      if text.count <= room { return members.last.map(isHalfWord) ?? false ? "" : text }
      guard let part = optionalPart(of: members, head) else { return "" }
      members.removeAll { part.contains($0) }
    }
    return ""
  }

  /// "club Harbour Town", "guard Jan Roe": the name right behind its noun, without a comma.
  private func isNameBeside(_ name: Int, _ noun: Int) -> Bool {
    document.tokens[name].upos == .propn && document.subtree(name).lowerBound == noun + 1
      && document.tokens[noun].spaceAfter && document.tokens[noun + 1].upos != .punct
  }

  private func trim(_ members: inout [Int], _ head: Int, _ keepsPreposition: Bool) {
    while let first = members.first, first != head, isIdleStart(first, keepsPreposition) { members.removeFirst() }
    while let last = members.last, last != head, isIdleEnd(last) || isHalfWord(last) { members.removeLast() }
  }

  /// "Mar" of "Mar-a-Lago".
  private func isHalfWord(_ token: Int) -> Bool {
    guard !document.tokens[token].spaceAfter, document.tokens.indices.contains(token + 1) else { return false }
    return document.xpos(token + 1) == "HYPH"
  }

  /// Ends a phrase before what a semicolon, colon or dash sets apart.
  private func cutAtStop(_ members: inout [Int], _ head: Int) {
    for (number, token) in members.enumerated() where number > 0 && token > head {
      let before = members[number - 1]
      guard before + 1 < token, before >= head else { continue }
      for skipped in before + 1..<token where isStop(skipped) {
        members.removeSubrange(number...)
        return
      }
    }
  }

  func isStop(_ token: Int) -> Bool {
    guard document.tokens[token].upos == .punct else { return false }
    switch document.text[Int(document.tokens[token].start)] {
    case 0x3a, 0x3b: return true
    case 0xe2: return document.form(token) == "–" || document.form(token) == "—" || document.form(token) == "…"
    case 0x2d: return document.form(token).utf8.count > 1
    case 0x2e: return document.form(token).utf8.count > 1
    default: return false
    }
  }

  /// The optional constituent that begins last among the members: what a sub-editor cuts first.
  ///
  /// What a word cannot do without never goes alone: objects, complements, the noun after "of", infinitives of nouns
  /// ("an attempt to …"), conditions, negations.
  private func optionalPart(of members: [Int], _ head: Int) -> Range<Int>? {
    let set = Set(members)
    for token in members.sorted(by: { document.subtree($0).lowerBound > document.subtree($1).lowerBound })
    where token != head {
      let part = document.subtree(token)
      guard !part.contains(head), document.head(token).map({ set.contains($0) }) ?? false else { continue }
      if let above = document.head(token), document.subtree(above).lowerBound == part.lowerBound,
        above != head, isOptional(above)
      {
        continue
      }
      guard isOptional(token) else { continue }
      guard document.tokens[token].relation == .conj, let first = document.head(token) else { return part }
      // All that is coordinated goes together: "A, B" without its "and" is no list.
      let all = document.children(first).filter { document.tokens[$0].relation == .conj && set.contains($0) }
      let start = all.map { document.subtree($0).lowerBound }.min() ?? part.lowerBound
      return min(start, part.lowerBound)..<part.upperBound
    }
    return nil
  }

  /// Whether a constituent may go without changing what is said.
  func isOptional(_ token: Int) -> Bool {
    guard let head = document.head(token) else { return false }
    let isAfter = token > head
    // A participle goes with its phrases: never "the letter signed" of "the letter signed by all".
    if document.tokens[head].relation == .acl, document.tokens[head].upos == .verb,
      document.tokens[token].relation.isOblique
    {
      return false
    }
    switch document.tokens[token].relation {
    case .obl, .oblTmod, .oblUnmarked, .oblNpmod, .nmod, .nmodTmod, .nmodUnmarked:
      guard isAfter, let word = clauses.preposition(of: token) else { return false }
      // "Subject to checks", "guilty of fraud".
      return !book.has("binding_prepositions", word) && document.tokens[head].upos != .adj
    case .oblAgent: return isAfter
    case .advcl:
      let isBound = document.children(token).contains {
        document.tokens[$0].relation == .mark && book.has("bound_gerunds", document.tokens[$0].lemma)
      }
      return isAfter && !isCondition(token) && !isBound
    case .acl: return isAfter && document.xpos(token) != "VB"
    case .aclRelcl, .appos, .parataxis: return isAfter
    case .conj:
      // "between 12 and 20 million"
      if clauses.preposition(of: head) == Words.between { return false }
      return document.tokens[head].upos == .verb || document.tokens[head].relation == .obl
        || document.tokens[head].relation == .nmod
    default: return false
    }
  }

  /// "However, …", "…, meanwhile": an adverb set off by a comma.
  func isLoose(_ adverb: Int) -> Bool {
    let isBefore = document.head(adverb).map { $0 > adverb } ?? false
    let comma = isBefore ? adverb + 1 : adverb - 1
    guard document.tokens.indices.contains(comma), document.tokens[comma].sentence == document.tokens[adverb].sentence
    else { return false }
    return clauses.isComma(comma)
  }

  /// Whether a phrase of a headline need not begin with this token.
  private func isIdleStart(_ token: Int, _ keepsPreposition: Bool) -> Bool {
    if isBound(token) { return false }
    if document.tokens[token].lemma == Words.that, let head = document.head(token), document.xpos(head) == "NNS" {
      return true
    }
    switch document.tokens[token].upos {
    case .punct, .cconj: return true
    case .sconj, .adp: return !keepsPreposition
    // "Following the talks" too: its first word is tagged as a verb.
    default:
      return isArticle(token) || document.tokens[token].relation == .mark && !keepsPreposition
        || (!keepsPreposition && document.tokens[token].relation == .case)
    }
  }

  /// "over 50,000", "as many as ten", "nearly 30": the bound of a number belongs to it.
  private func isBound(_ token: Int) -> Bool {
    var node = token
    for _ in 0..<4 {
      guard let head = document.head(node), head > token else { break }
      if document.tokens[head].upos == .num, document.tokens[node].relation != .punct { return true }
      node = head
    }
    let lemma = document.tokens[token].lemma
    guard
      book.has("at_least", lemma) || book.has("at_most", lemma) || book.has("about", lemma) || lemma == Words.at
        || lemma == Words.as || lemma == Words.between
    else { return false }
    for next in token + 1..<token + 4 where document.tokens.indices.contains(next) {
      if document.tokens[next].sentence != document.tokens[token].sentence { return false }
      if document.tokens[next].upos == .num || book.numbers[document.tokens[next].lemma] != nil { return true }
    }
    return false
  }

  /// Whether a phrase must not end with this token.
  private func isIdleEnd(_ token: Int) -> Bool {
    switch document.tokens[token].upos {
    case .punct: document.text[Int(document.tokens[token].start)] != 0x25
    case .adp: document.tokens[token].relation == .case
    case .cconj, .sconj, .det, .part: document.tokens[token].relation != .advmod
    default: false
    }
  }

  /// A comma between the members of a list stays; other commas and all quotation marks go.
  private func isInnerPunctuation(_ token: Int) -> Bool {
    switch document.text[Int(document.tokens[token].start)] {
    case 0x2c: document.head(token).map { document.tokens[$0].relation == .conj && $0 > token } ?? false
    case 0x22, 0x60: false
    case 0xe2: document.form(token) == "’" || document.form(token) == "–"
    case 0x2d, 0x24, 0x25, 0x27: true
    default:
      document.tokens[token].end - document.tokens[token].start >= 3
        && !document.tokens[token].isCapitalised
    }
  }

  private func isQuotationMark(_ token: Int) -> Bool {
    let span = document.tokens[token].span
    guard span.length <= 3, !span.isEmpty else { return false }
    let byte = document.text[span.start]
    return byte == 0x22 || byte == 0x60 || byte == 0x27 && span.length == 2 && document.text[span.start + 1] == 0x27
  }

  /// An article that a headline drops; "the other", "the largest" need theirs.
  private func isArticle(_ token: Int) -> Bool {
    guard document.tokens[token].relation == .det, book.has("articles", document.tokens[token].lemma) else {
      return false
    }
    // "Mar-a-Lago": a part of a name.
    if !document.tokens[token].spaceAfter
      || token > 0 && !document.tokens[token - 1].spaceAfter
        && document.xpos(token - 1) == "HYPH"
    {
      return false
    }
    let next = token + 1
    guard document.tokens.indices.contains(next) else { return true }
    if document.xpos(next) == "JJS" || document.xpos(next) == "RBS" { return false }
    return !book.has("needs_article", document.tokens[next].lemma)
  }

  func isTime(_ token: Int) -> Bool { timeTokens.contains(token) }

  /// A pronoun with the name that it stands for; a plural one only for a group, as it is often more than one actor.
  func named(_ token: Int, _ speakers: [Int]) -> String? {
    guard document.tokens[token].upos == .pron, let actor = actors.actorOfHead[token], !speakers.contains(actor),
      actors.actors[actor].isNamed, document.tokens[token].lemma != Words.itself,
      document.tokens[token].features.contains(.plural)
        ? actors.actors[actor].kind == .group
        : (document.tokens[token].lemma == Words.it || document.tokens[token].lemma == Words.its)
          == (actors.actors[actor].kind != .person),
      !document.tokens[token].features.contains(.first), let name = shortName(actor)
    else { return nil }
    switch document.xpos(token) {
    case "PRP$": return name + (name.hasSuffix("s") ? "’" : "’s")
    case "PRP": return name
    default: return nil
    }
  }

  /// Joins tokens with the spaces of the text. A comma that was left out comes back before a noun that it set apart:
  /// "Alpine, Texas".
  private func render(_ tokens: [Int], _ speakers: [Int]) -> String {
    var text = ""
    var previous = -1
    // Who is named once may be a pronoun after that: "Roe is reviewing the proposal and his next step".
    var known = speakers
    for token in tokens {
      let piece = named(token, known) ?? document.form(token)
      if let actor = actors.actorOfHead[token] { known.append(actor) }
      if previous >= 0, token > previous + 1, isSetApart(token, after: previous) { text += "," }
      let gap = previous >= 0 && (document.tokens[previous].spaceAfter || token != previous + 1)
      text += (gap && !text.isEmpty ? " " : "") + piece
      previous = token
    }
    return text
  }

  private func isSetApart(_ token: Int, after previous: Int) -> Bool {
    guard token == previous + 2, clauses.isComma(previous + 1) else { return false }
    switch document.tokens[token].upos {
    case .noun, .propn, .det, .num, .pron, .adj: return document.tokens[previous].upos != .punct
    default: return false
    }
  }
}
