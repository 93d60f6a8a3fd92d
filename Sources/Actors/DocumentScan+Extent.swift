// Where a name begins and ends: without articles and titles, with the landform that it names.

import Corpus
import Language

extension DocumentScan {
  /// An entity without articles, titles and possessive marks.
  func trimmed(_ entity: Entity, _ document: AnnotatedDocument, _ lexicon: RoleLexicon) -> Range<Int> {
    var start = entity.tokens.lowerBound
    var end = entity.tokens.upperBound
    while start < end {
      let token = document.tokens[start]
      if token.upos == .det || token.upos == .punct {
        start += 1
      } else if entity.type == .person, lexicon.courtesy[PhraseKey(document.text, token.span).value] != nil {
        start += 1
      } else if let next = titleEnd(start, end, entity.type, document, lexicon) {
        start = next
      } else if let next = kindEnd(start, end, entity, document, lexicon) {
        start = next
      } else {
        break
      }
    }
    // "Andrew Roe Confesses": headlines write verbs with a capital.
    while entity.type == .person, end - start > 2, document.tokens[end - 1].upos == .verb { end -= 1 }
    // "Daniel Roe Feb. 1": the month of a date behind a name.
    if entity.type == .person, end - start > 2, end < document.tokens.count, document.tokens[end].upos == .num,
      document.tokens[end].sentence == document.tokens[end - 1].sentence, endsWithPeriod(document, end - 1)
    {
      end -= 1
    }
    while end > start, document.tokens[end - 1].upos == .part || document.tokens[end - 1].upos == .punct,
      !endsWithPeriod(document, end - 1)
    {
      end -= 1
    }
    return start..<end
  }

  /// Where the noun ends that says what a company is, capitalised only because its sentence begins there: "[Operator]
  /// Harbour Space revealed".
  private func kindEnd(
    _ start: Int, _ end: Int, _ entity: Entity, _ document: AnnotatedDocument, _ lexicon: RoleLexicon
  ) -> Int? {
    let sentence = document.sentences[Int(document.tokens[start].sentence)]
    guard entity.type == .other || entity.type == .person, start == sentence.tokens.lowerBound, sentence.isProse,
      end - start > 2, roleAt[start] >= 0
    else { return nil }
    let role = roles[Int(roleAt[start])]
    guard role.tokens == start..<start + 1, !role.sense.isPlural, lexicon.role(role.sense).kind == .body,
      (start + 1..<end).allSatisfy({ document.tokens[$0].upos == .propn && roleAt[$0] < 0 })
    else { return nil }
    return start + 1
  }

  /// Where a title at the start of an entity ends: "Foreign Minister Lavrov", "[Secretary of] State Rubio".
  private func titleEnd(
    _ start: Int, _ end: Int, _ type: EntityType, _ document: AnnotatedDocument, _ lexicon: RoleLexicon
  ) -> Int? {
    guard type != .facility, roleAt[start] >= 0 else { return nil }
    let role = roles[Int(roleAt[start])]
    let kind = lexicon.role(role.sense).kind
    guard kind == .person, role.tokens.upperBound < end else { return nil }
    // "General Motors", "Chief Rabbinate": a title begins an organisation's name only where no person follows.
    if type == .organisation {
      let rest = names.contains { $0.tokens.lowerBound == role.tokens.upperBound && $0.tokens.upperBound >= end }
      guard role.tokens.lowerBound < start || rest else { return nil }
    }
    return role.tokens.upperBound
  }

  /// Parts of words and letters that the tagger took for names: "de" of "de-escalation", "MD" of "MD-95".
  func isScrap(_ tokens: Range<Int>, _ document: AnnotatedDocument) -> Bool {
    guard tokens.count == 1, let token = tokens.first, nameFree(token) else { return false }
    if !hasUpper(document, token) { return true }
    let next = token + 1
    return document.tokens[token].span.length <= 3 && next < document.tokens.count
      && !document.tokens[token].spaceAfter && document.tokens[next].form == Words.hyphen
  }

  func nameFree(_ token: Int) -> Bool {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low >= names.count || !names[low].tokens.contains(token)
  }

  func endsWithPeriod(_ document: AnnotatedDocument, _ token: Int) -> Bool {
    let span = document.tokens[token].span
    return span.length > 1 && document.text[span.end - 1] == 0x2e
  }

  /// Joins the names in "Gulf of Aden", "Indian Ocean" and "Strait of Hormuz" to one name of a place.
  mutating func joinLandforms(_ document: AnnotatedDocument, _ grammar: ActorGrammar) {
    func isLandform(_ token: Int) -> Bool {
      document.tokens[token].isCapitalised && grammar.landforms.contains(document.tokens[token].form)
    }
    var result: [NameMatch] = []
    for name in names {
      guard document.sentences[Int(document.tokens[name.tokens.lowerBound].sentence)].isProse else {
        result.append(name)
        continue
      }
      var name = name
      let sentence = document.tokens[name.tokens.lowerBound].sentence
      let next = name.tokens.upperBound
      func isThere(_ token: Int) -> Bool {
        token >= 0 && token < document.tokens.count && document.tokens[token].sentence == sentence
      }
      // "[Indian] Ocean", not "[California] Highway Patrol"
      let goesOn =
        isThere(next + 1) && document.tokens[next + 1].isCapitalised && document.tokens[next + 1].upos != .verb
      if isThere(next), isLandform(next), !goesOn, name.entity != .person,
        !document.tokens[name.tokens.lowerBound..<next].contains(where: { $0.upos == .punct })
      {
        name = NameMatch(
          tokens: name.tokens.lowerBound..<next + 1, senses: [], entity: .location, inner: name.senses + name.inner)
      }
      let start = name.tokens.lowerBound
      // "East [Africa]": a part of the region, no region or state as a whole.
      if isThere(start - 1), document.tokens[start - 1].isCapitalised,
        grammar.quarters.contains(document.tokens[start - 1].form), !name.senses.isEmpty,
        name.senses.allSatisfy({ $0.use == .name || $0.use == .alias || $0.use == .place }), name.entity != .person,
        name.entity != .organisation, start - 1 > document.sentences[Int(sentence)].tokens.lowerBound,
        result.last.map({ $0.tokens.upperBound <= start - 1 }) ?? true
      {
        name = NameMatch(tokens: start - 1..<next, senses: [], entity: .location, inner: name.senses + name.inner)
        result.append(name)
        continue
      }
      // "Gulf of [Aden]", "Gulf of [the Farallones]"
      var form = start - 2
      if isThere(start - 1), document.tokens[start - 1].upos == .det { form -= 1 }
      if isThere(form), isLandform(form), document.tokens[form + 1].form == Words.of {
        while let last = result.last, last.tokens.upperBound > form { result.removeLast() }
        name = NameMatch(
          tokens: form..<name.tokens.upperBound, senses: [], entity: .location, inner: name.senses + name.inner)
      }
      if let last = result.last, last.tokens.upperBound > name.tokens.lowerBound { continue }
      result.append(name)
    }
    names = result
  }
}
