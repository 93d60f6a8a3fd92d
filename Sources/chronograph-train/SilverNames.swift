// Entity labels for a treebank that has none (distant supervision, Mintz et al. 2009): names are found by the gold
// tags and trees, typed by lexica, syntax and the other mentions of their document, and left unknown when the
// evidence is weak.

import Language

/// Labels the names of documents without an entity layer.
struct SilverNames {
  private let classes: WordClasses

  /// What speaks for each type, in the order of ``EntityLabel/types``.
  private struct Evidence {
    var scores: [Float] = [0, 0, 0, 0]

    mutating func add(_ type: EntityType, _ amount: Float) {
      if let number = EntityLabel.types.firstIndex(of: type) { scores[number] += amount }
    }

    mutating func add(_ other: Evidence, _ weight: Float, limit: Float) {
      for i in scores.indices { scores[i] += max(-limit, min(limit, other.scores[i] * weight)) }
    }

    /// The best type, when it is clear.
    var decision: Int? {
      let order = scores.indices.sorted { scores[$0] > scores[$1] }
      return scores[order[0]] >= 2.5 && scores[order[0]] - scores[order[1]] >= 1.2 ? order[0] : nil
    }
  }

  private struct Mention {
    var sentence: Int
    var range: Range<Int>
    var key: String
    var last: String
    var evidence: Evidence
  }

  init(classes: WordClasses) { self.classes = classes }

  /// Labels for each sentence, ``NetworkExample/unknownEntity`` where nothing is sure.
  func labels(_ sentences: [TreeSentence]) -> [[UInt8]] {
    var result = sentences.map { [UInt8](repeating: 0, count: $0.count) }
    var documents: [[Mention]] = []
    var corpus: [String: Evidence] = [:]
    for (number, sentence) in sentences.enumerated() {
      if documents.isEmpty || sentence.startsDocument { documents.append([]) }
      for range in names(sentence) {
        let text = range.map { form(sentence, $0) }.joined(separator: " ").lowercased()
        let mention = Mention(
          sentence: number, range: range, key: text, last: form(sentence, range.upperBound - 1).lowercased(),
          evidence: weigh(sentence, range))
        documents[documents.count - 1].append(mention)
        corpus[text, default: Evidence()].add(mention.evidence, 1, limit: 4)
      }
    }
    var counts = [Int](repeating: 0, count: 5)
    for document in documents {
      var own: [String: Evidence] = [:]
      for mention in document {
        own[mention.key, default: Evidence()].add(mention.evidence, 1, limit: 4)
        // A surname alone is the person whose full name the document has.
        if mention.range.count > 1, mention.evidence.decision == 0 {
          own[mention.last, default: Evidence()].add(.person, 3)
        }
      }
      for mention in document {
        var evidence = mention.evidence
        if let others = own[mention.key] { evidence.add(others, 0.5, limit: 4) }
        if let others = corpus[mention.key] { evidence.add(others, 0.1, limit: 1.5) }
        let decision = evidence.decision
        counts[decision ?? 4] += 1
        for i in mention.range {
          result[mention.sentence][i] =
            decision.map { UInt8(1 + 2 * $0 + (i == mention.range.lowerBound ? 0 : 1)) }
            ?? NetworkExample.unknownEntity
        }
      }
    }
    progress("silver names: persons, organisations, places, others, unknown \(counts)")
    return result
  }

  private func form(_ sentence: TreeSentence, _ i: Int) -> String { String(decoding: sentence.forms[i], as: UTF8.self) }

  private func known(_ sentence: TreeSentence, _ i: Int) -> WordClass {
    classes.find(sentence.forms[i].withUnsafeBytes { WordKey(bytes: $0).value })
  }

  // MARK: Extent

  private func isName(_ s: TreeSentence, _ i: Int) -> Bool {
    guard s.upos[i] == .propn, s.forms[i].contains(where: { ($0 | 0x20) &- 0x61 < 26 || $0 >= 0x80 }) else {
      return false
    }
    return known(s, i).noun != 26 && !s.forms[i].contains(0x40) && !s.forms[i].contains(0x2f)
  }

  /// Runs of proper nouns that hang together, with the words of grammar inside names.
  private func names(_ s: TreeSentence) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var i = 0
    while i < s.count {
      guard isName(s, i) else {
        i += 1
        continue
      }
      var j = i + 1
      while j < s.count {
        let text = form(s, j).lowercased()
        if isName(s, j) {
          let hangsOn = i..<j ~= s.heads[j] || (i..<j).contains { s.heads[$0] == j }
          let isOther = [.list, .appos, .parataxis, .conj, .vocative, .dep].contains(s.relations[j])
          if !hangsOn, isOther || s.heads[i..<j].allSatisfy({ $0 < i || $0 > j }) && s.heads[j] < i { break }
          if isOther, i..<j ~= s.heads[j] { break }
          j += 1
        } else if text == "-" || text == "&", j + 1 < s.count, isName(s, j + 1), !s.spaceAfter[j] || text == "&" {
          j += 2
        } else if text == "of", j + 1 < s.count, namesByOf(s, j - 1) {
          let next = form(s, j + 1).lowercased() == "the" && j + 2 < s.count ? j + 2 : j + 1
          guard isName(s, next) else { break }
          j = next + 1
        } else {
          break
        }
      }
      var from = i
      while j - from > 1, isTitle(s, from) { from += 1 }
      result.append(from..<j)
      i = j
    }
    return result
  }

  private func namesByOf(_ s: TreeSentence, _ i: Int) -> Bool {
    let word = known(s, i)
    return word.has(WordClass.organisationHead) || [12, 13, 15].contains(word.noun)
  }

  private func isTitle(_ s: TreeSentence, _ i: Int) -> Bool {
    let word = known(s, i)
    let text = form(s, i)
    if text.hasSuffix("."), text.utf8.count >= 3, text.utf8.count <= 5,
      !["st.", "ft.", "mt."].contains(text.lowercased())
    {
      return text.utf8.dropFirst().first.map { $0 &- 0x61 < 26 } ?? false
    }
    return word.noun == 16 && word.has(WordClass.role) && !word.has(WordClass.givenName)
  }

  // MARK: Type

  private func weigh(_ s: TreeSentence, _ name: Range<Int>) -> Evidence {
    var e = Evidence()
    var key = WordKey(bytes: UnsafeRawBufferPointer(start: nil, count: 0))
    for i in name {
      key = s.forms[i].withUnsafeBytes { i == name.lowerBound ? WordKey(bytes: $0) : key.appending($0) }
    }
    let whole = classes.find(key.value)
    let first = known(s, name.lowerBound)
    let last = known(s, name.upperBound - 1)
    let isSingle = name.count == 1
    if whole.has(WordClass.place | WordClass.country) { e.add(.gpe, whole.has(WordClass.country) ? 4 : 2.5) }
    if whole.has(WordClass.landform | WordClass.facility) { e.add(.gpe, 2.5) }
    if whole.has(WordClass.organisation | WordClass.group) { e.add(.organisation, 3.5) }
    if whole.has(WordClass.fullName), !isSingle { e.add(.person, 4) }
    if whole.has(WordClass.demonym), isSingle, !whole.has(WordClass.place) { e.add(.other, 4) }
    let isHead = last.has(WordClass.organisationHead)
    if first.has(WordClass.givenName) {
      e.add(.person, isSingle ? 1.8 : isHead || whole.has(WordClass.place) ? 0 : 2.5)
    }
    if last.has(WordClass.surname) { e.add(.person, isSingle ? 1 : isHead ? 0 : 1.5) }
    if name.lowerBound > 0, isTitle(s, name.lowerBound - 1) { e.add(.person, 2.5) }
    if !isSingle {
      var head = last
      for i in name.dropFirst() where form(s, i).lowercased() == "of" {
        head = known(s, i - 1)
        break
      }
      if head.has(WordClass.organisationHead) { e.add(.organisation, 3) }
      switch head.noun {
      case 12: if !head.has(WordClass.surname) { e.add(.organisation, 1) }
      case 4, 13, 15:
        if !head.has(WordClass.surname | WordClass.organisationHead) { e.add(.gpe, 2) }
      case 8, 10, 1, 2: e.add(.other, 1.5)
      default: break
      }
    }
    weighShape(s, name, whole, &e)
    weighContext(s, name, &e)
    return e
  }

  private func weighShape(_ s: TreeSentence, _ name: Range<Int>, _ whole: WordClass, _ e: inout Evidence) {
    guard name.count == 1 else { return }
    let bytes = s.forms[name.lowerBound]
    let isCapitals = bytes.count >= 2 && bytes.allSatisfy { $0 &- 0x41 < 26 || $0 == 0x2e }
    if isCapitals, bytes.count <= 6, whole.phraseKinds == 0 { e.add(.organisation, 0.8) }
    if bytes.contains(where: { $0 &- 0x30 < 10 }) { e.add(.other, 2.5) }
  }

  private func weighContext(_ s: TreeSentence, _ name: Range<Int>, _ e: inout Evidence) {
    let before = name.lowerBound - 1
    if before >= 0 {
      let text = form(s, before).lowercased()
      switch text {
      case "in", "near", "across", "throughout", "outside", "around": e.add(.gpe, 1.5)
      case "from", "to", "at": e.add(.gpe, 0.5)
      case "by", "with": e.add(.person, 0.4)
      case "the":
        e.add(.person, -2)
        e.add(.organisation, 0.5)
        e.add(.other, 0.5)
      case "hi", "hello", "dear", "hey", "thanks", "sincerely", "regards", "cheers", "love": e.add(.person, 2.5)
      default: break
      }
    }
    guard let head = name.first(where: { !name.contains(s.heads[$0]) }) else { return }
    let governor = s.heads[head]
    switch s.relations[head] {
    case .nsubj where governor >= 0 && s.upos[governor] == .verb:
      // Verbs of communication, thought, perception, feeling, body.
      let verb = classes.find(WordKey(s.lemmas[governor]).value).verb
      if [4, 3, 11, 9, 1].contains(verb) { e.add(.person, 1) } else { e.add(.person, 0.4) }
      e.add(.gpe, -0.3)
    case .vocative: e.add(.person, 2.5)
    case .compound, .nmodDesc:
      e.add(.person, -0.8)
      e.add(.other, 0.3)
    case .root where name.count == s.count || s.count <= name.count + 2:
      // A line with nothing else: a signature or a heading.
      let first = known(s, name.lowerBound)
      if first.has(WordClass.givenName) { e.add(.person, 1.5) }
    default: break
    }
    let after = name.upperBound
    // The abbreviation of a long name stands in brackets after it.
    if before > 0, after < s.count, form(s, before) == "(", form(s, after) == ")", name.count == 1,
      s.forms[name.lowerBound].allSatisfy({ $0 &- 0x41 < 26 }), isName(s, before - 1)
    {
      e.add(.organisation, 2)
    }
    if after < s.count {
      let text = form(s, after).lowercased()
      if text == ",", after + 1 < s.count, known(s, after + 1).has(WordClass.place), s.upos[after + 1] == .propn {
        e.add(.gpe, 2)
      }
      if text == "@" || text == "<" { e.add(.person, 2) }
    }
  }
}
