// The words of a phrase as a headline writes them: no articles, times, relative clauses; names for pronouns.

import Language

extension TitleWriter {
  /// The words of a subtree without relative clauses, appositions, times and what stands after a comma.
  ///
  /// - Parameters:
  ///   - excluding: a token whose subtree is left out, -1 for none.
  ///   - pruned: more such tokens.
  ///   - room: characters at most.
  ///   - keepsPreposition: whether "in Istanbul" stays so, or becomes "Istanbul".
  ///   - speakers: actors that a pronoun may go on standing for, as the headline names them already.
  ///   - isCut: whether a phrase without a place to end within the room ends with "…" instead of not at all.
  func phrase(
    _ head: Int, excluding: Int, pruned: Set<Int>, room: Int, keepsPreposition: Bool = false, speakers: [Int] = [],
    isCut: Bool = false
  ) -> String {
    var skip = pruned
    // "what he called …" says nothing without its clause.
    let needsClause = document.xpos(head).utf8.first == 0x57
    var stack = [head]
    var members: [Int] = []
    while let token = stack.popLast(), members.count < 60 {
      members.append(token)
      for child in document.children(token) where !skip.contains(child) && child != excluding {
        switch document.tokens[child].relation {
        case .aclRelcl where needsClause && token == head: stack.append(child)
        case .aclRelcl, .advclRelcl, .parataxis, .discourse, .appos: skip.insert(child)
        case .advcl where document.xpos(child) != "VB" && !isCondition(child): skip.insert(child)
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
    while let first = members.first, first != head, isIdleStart(first, keepsPreposition) { members.removeFirst() }
    while let last = members.last, last != head, isIdleEnd(last) { members.removeLast() }
    return render(members, head, room: room, speakers, isCut)
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

  /// "over 50,000", "up to ten": the bound of a number belongs to it.
  private func isBound(_ token: Int) -> Bool {
    let lemma = document.tokens[token].lemma
    guard book.has("at_least", lemma) || book.has("at_most", lemma) || lemma == Words.at else { return false }
    for next in token + 1..<token + 4 where document.tokens.indices.contains(next) {
      if document.tokens[next].sentence != document.tokens[token].sentence { return false }
      if document.tokens[next].upos == .num { return true }
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
    let next = token + 1
    guard document.tokens.indices.contains(next) else { return true }
    if document.xpos(next) == "JJS" || document.xpos(next) == "RBS" { return false }
    return !book.has("needs_article", document.tokens[next].lemma)
  }

  func isTime(_ token: Int) -> Bool { timeTokens.contains(token) }

  /// A pronoun with the name that it stands for; a plural one only for a group, as it is often more than one actor.
  private func named(_ token: Int, _ speakers: [Int]) -> String? {
    guard document.tokens[token].upos == .pron, let actor = actors.actorOfHead[token], !speakers.contains(actor),
      actors.actors[actor].isNamed, document.tokens[token].lemma != Words.itself,
      document.tokens[token].features.contains(.plural)
        ? actors.actors[actor].kind == .group : actors.actors[actor].kind == .person,
      !document.tokens[token].features.contains(.first), let name = shortName(actor)
    else { return nil }
    switch document.xpos(token) {
    case "PRP$": return name + (name.hasSuffix("s") ? "’" : "’s")
    case "PRP": return name
    default: return nil
    }
  }

  /// Joins tokens with the spaces of the text. Too many end where no word before waits for one after: "the deal"
  /// never becomes "the".
  private func render(_ tokens: [Int], _ head: Int, room: Int, _ speakers: [Int], _ isCut: Bool) -> String {
    var text = ""
    var previous = -1
    // Where the text could end, with the number of tokens up to there.
    var good: (text: String, count: Int)?
    let members = Set(tokens)
    var waitsFor = -1
    for (number, token) in tokens.enumerated() {
      let piece = named(token, speakers) ?? document.form(token)
      let gap = previous >= 0 && (document.tokens[previous].spaceAfter || token != previous + 1)
      let next = text + (gap && !text.isEmpty ? " " : "") + piece
      if next.count > room {
        if let good { return withoutLooseEnd(good.text, tokens.prefix(good.count), head) }
        return isCut && text.count > 12 ? text + "…" : ""
      }
      let isBoundary: Bool
      switch document.tokens[token].upos {
      case .adp, .cconj, .sconj: isBoundary = true
      default: isBoundary = document.tokens[token].relation == .mark || document.tokens[token].relation == .punct
      }
      if isBoundary, number > 0, waitsFor < token { good = (text, number) }
      if let head = document.head(token), head > token, members.contains(head) { waitsFor = max(waitsFor, head) }
      text = next
      previous = token
    }
    return text
  }

  /// Takes words off the end whose complement was cut: "a summit aimed", "efforts to".
  private func withoutLooseEnd(_ text: String, _ tokens: ArraySlice<Int>, _ head: Int) -> String {
    var text = text
    var tokens = tokens
    while let last = tokens.last {
      // "to demand" without what is demanded says nothing.
      if last == head { return document.tokens[head].upos == .verb && document.child(head, .obj) != nil ? "" : text }
      guard tokens.count > 1 else { return document.tokens[last].relation == .mark ? "" : text }
      switch document.tokens[last].relation {
      case .acl, .advcl, .mark, .case, .cc, .aux: break
      case .amod, .xcomp: if last < (document.head(last) ?? last) { return text }
      default: return text
      }
      let word = document.form(last)
      guard text.hasSuffix(" " + word) else { return text }
      text = String(text.dropLast(word.count + 1))
      tokens = tokens.dropLast()
    }
    return text
  }
}
