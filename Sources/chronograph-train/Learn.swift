// What is learned by counting: tokeniser lexicon, tag set, usual features, lemma scripts.

import Language

/// Counts with an order that does not depend on hashing.
struct Counter<Key: Hashable> {
  private(set) var counts: [Key: Int] = [:]
  mutating func add(_ key: Key, _ amount: Int = 1) { counts[key, default: 0] += amount }
  subscript(_ key: Key) -> Int { counts[key] ?? 0 }
}

func learnTokenLexicon(_ sentences: [TreeSentence]) -> TokenLexicon {
  var keptPeriod = Counter<String>()
  var cutPeriod = Counter<String>()
  var keptPrefix = Counter<String>()
  var cutPrefix = Counter<String>()
  var hyphenated = Counter<String>()
  var units = Counter<String>()
  var contracted = Counter<String>()
  var whole = Counter<String>()
  var cutAt: [String: UInt8] = [:]
  for sentence in sentences {
    for (range, form) in sentence.multiword where range.count == 2 {
      let word = String(form.prefix(while: { $0 != "\u{0}" })).lowercased()
      contracted.add(word)
      cutAt[word] = UInt8(truncatingIfNeeded: sentence.forms[range.lowerBound].count)
    }
    for i in 0..<sentence.count {
      let form = String(decoding: sentence.forms[i], as: UTF8.self)
      let lower = form.lowercased()
      whole.add(lower)
      let bytes = sentence.forms[i]
      if bytes.count > 1, bytes.last == 0x2e, bytes.contains(where: { ($0 | 0x20) &- 0x61 < 26 }) {
        keptPeriod.add(lower)
      }
      guard i + 1 < sentence.count else { continue }
      let next = sentence.forms[i + 1]
      if !sentence.spaceAfter[i], next == [0x2e], i + 2 < sentence.count { cutPeriod.add(lower + ".") }
      if !sentence.spaceAfter[i], next == [0x2d], i + 2 < sentence.count, !sentence.spaceAfter[i + 1] {
        cutPrefix.add(lower)
      }
      if let letter = bytes.firstIndex(where: { ($0 | 0x20) &- 0x61 < 26 }), letter > 0, bytes[0] &- 0x30 < 10 {
        units.add(String(decoding: bytes[letter...], as: UTF8.self).lowercased(), -1)
      }
      if !sentence.spaceAfter[i], bytes.last.map({ $0 &- 0x30 < 10 }) == true,
        next.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }), next.count <= 3
      {
        units.add(String(decoding: next, as: UTF8.self).lowercased())
      }
    }
    for bytes in sentence.forms {
      guard let hyphen = bytes.firstIndex(of: 0x2d), hyphen > 0, hyphen + 1 < bytes.count,
        bytes.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 == 0x2d })
      else { continue }
      keptPrefix.add(String(decoding: bytes[..<hyphen], as: UTF8.self).lowercased())
      hyphenated.add(String(decoding: bytes, as: UTF8.self).lowercased())
    }
  }
  var entries: [(list: TokenLexicon.List, word: String, cut: UInt8)] = []
  for (word, count) in keptPeriod.counts where count > cutPeriod[word] { entries.append((.abbreviation, word, 0)) }
  for (word, count) in keptPrefix.counts where count >= 2 && count > 2 * cutPrefix[word] && word.utf8.count <= 7 {
    entries.append((.prefix, word, 0))
  }
  for (word, count) in hyphenated.counts where count >= 2 { entries.append((.hyphenated, word, 0)) }
  for (word, count) in units.counts where count >= 2 {
    entries.append((.unit, word, 0))
  }
  for (word, count) in contracted.counts
  where count >= 2 && count > 4 * whole[word] && !word.utf8.contains(where: { $0 == 0x27 || $0 >= 0x80 || $0 == 0x60 })
  {
    entries.append((.contraction, word, cutAt[word] ?? 0))
  }
  for word in [
    "com", "org", "net", "edu", "gov", "uk", "doc", "pdf", "xls", "html", "htm", "ppt", "jpg", "txt", "info",
  ] {
    entries.append((.host, word, 0))
  }
  return TokenLexicon(entries: entries)
}

/// Joint tags seen at least twice; rarer ones fall to the commonest tag with the same universal part.
func learnTagSet(_ sentences: [TreeSentence]) -> (TagSet, [[UInt8]]) {
  var pairs = Counter<String>()
  var names = Counter<String>()
  var relations = Counter<Relation>()
  for sentence in sentences {
    for i in 0..<sentence.count {
      pairs.add(sentence.upos[i].name + " " + sentence.xpos[i])
      names.add(sentence.xpos[i])
      relations.add(sentence.relations[i])
    }
  }
  var set = TagSet()
  set.xposNames = names.counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key).prefix(250).map { $0 }
  set.relations = relations.counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map(\.key)
  let kept = pairs.counts.filter { $0.value >= 12 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  var numbers: [String: UInt8] = [:]
  var first: [String: UInt8] = [:]
  for (number, pair) in kept.prefix(250).enumerated() {
    let parts = pair.split(separator: " ")
    numbers[pair] = UInt8(number)
    if first[String(parts[0])] == nil { first[String(parts[0])] = UInt8(number) }
    set.upos.append(UPOS(String(parts[0])) ?? .x)
    set.xpos.append(UInt8(set.xposNames.firstIndex(of: String(parts[1])) ?? 0))
  }
  let tags = sentences.map { sentence in
    (0..<sentence.count).map { i in
      numbers[sentence.upos[i].name + " " + sentence.xpos[i]] ?? first[sentence.upos[i].name] ?? 0
    }
  }
  learnFeatures(sentences, tags, &set)
  return (set, tags)
}

private func learnFeatures(_ sentences: [TreeSentence], _ tags: [[UInt8]], _ set: inout TagSet) {
  var usual: [UInt8: Counter<UInt32>] = [:]
  var byForm: [UInt64: Counter<UInt32>] = [:]
  var tagOf: [UInt64: UInt8] = [:]
  var cache: [String: UInt32] = [:]
  for (sentence, tags) in zip(sentences, tags) {
    for i in 0..<sentence.count {
      let value: UInt32
      if let known = cache[sentence.features[i]] {
        value = known
      } else {
        var features = Features(conllu: sentence.features[i])
        features.remove(.passive)
        value = features.rawValue
        cache[sentence.features[i]] = value
      }
      usual[tags[i], default: Counter()].add(value)
      let form = sentence.forms[i].withUnsafeBytes { WordKey(bytes: $0) }
      let key = TagSet.exceptionKey(form.value, tags[i])
      byForm[key, default: Counter()].add(value)
      tagOf[key] = tags[i]
    }
  }
  func commonest(_ counter: Counter<UInt32>) -> UInt32 {
    counter.counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
  }
  set.defaults = (0..<set.upos.count).map { Features(rawValue: usual[UInt8($0)].map(commonest) ?? 0) }
  for (key, counter) in byForm.sorted(by: { $0.key < $1.key }) {
    let value = commonest(counter)
    guard let tag = tagOf[key], value != set.defaults[Int(tag)].rawValue else { continue }
    set.exceptionKeys.append(key)
    set.exceptionValues.append(value)
  }
}

/// Edit scripts by form and tag and by ending and tag; irregular forms that the treebanks lack come from the
/// dictionary.
func learnLemmas(
  _ sentences: [TreeSentence], _ tags: [[UInt8]], _ set: TagSet,
  _ irregular: (verbs: [(String, String)], nouns: [(String, String)]), _ classes: WordClasses,
  to writer: inout ByteWriter
) {
  var scriptNumbers: [Lemmatiser.Script: UInt16] = [:]
  var scripts: [Lemmatiser.Script] = []
  var byKey: [UInt64: (length: Int, counts: Counter<UInt16>, suffix: [UInt64])] = [:]
  for (sentence, tags) in zip(sentences, tags) {
    for i in 0..<sentence.count where sentence.lemmas[i] != "_" && sentence.xpos[i] != "GW" {
      let form = sentence.forms[i].withUnsafeBytes { Lemmatiser.plain($0) } ?? sentence.forms[i]
      guard let script = lemmaScript(form, sentence.lemmas[i]) else { continue }
      if scriptNumbers[script] == nil, scripts.count < 65000 {
        scriptNumbers[script] = UInt16(scripts.count)
        scripts.append(script)
      }
      guard let number = scriptNumbers[script] else { continue }
      form.withUnsafeBytes { bytes in
        let isCapitalised = bytes.first.map { $0 &- 0x41 < 26 } ?? false
        let whole = Lemmatiser.key(bytes, suffix: 255, tag: tags[i], isCapitalised: isCapitalised)
        byKey[whole, default: (255, Counter(), [])].counts.add(number)
        let byClass = Lemmatiser.key(bytes, upos: set.upos[Int(tags[i])], isCapitalised: isCapitalised)
        byKey[byClass, default: (255, Counter(), [])].counts.add(number)
        if !isCapitalised {
          let spelling = Lemmatiser.spellingKey(bytes, upos: set.upos[Int(tags[i])])
          byKey[spelling, default: (Lemmatiser.spelling, Counter(), [])].counts.add(number)
        }
        for length in 0...min(Lemmatiser.longestSuffix, bytes.count) {
          byKey[
            Lemmatiser.key(bytes, suffix: length, tag: tags[i], isCapitalised: isCapitalised),
            default: (length, Counter(), [])
          ].counts.add(
            number)
        }
      }
    }
  }
  func commonest(_ counter: Counter<UInt16>) -> (script: UInt16, count: Int, sum: Int) {
    let best = counter.counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return (best?.key ?? 0, best?.value ?? 0, counter.counts.values.reduce(0, +))
  }
  for (tag, xpos) in set.xpos.enumerated() {
    let name = set.xposNames[Int(xpos)]
    let isVerb = set.upos[tag] == .verb && (name == "VBD" || name == "VBN")
    guard isVerb || set.upos[tag] == .noun && name == "NNS" else { continue }
    for (form, lemma) in isVerb ? irregular.verbs : irregular.nouns {
      guard let script = lemmaScript(Array(form.utf8), lemma) else { continue }
      let key = Array(form.utf8).withUnsafeBytes {
        Lemmatiser.key($0, suffix: 255, tag: UInt8(tag), isCapitalised: false)
      }
      // The treebanks know better, unless what they give is no word.
      if let known = byKey[key] {
        let script = scripts[Int(commonest(known.counts).script)]
        let base = String(decoding: form.utf8.dropLast(script.cut), as: UTF8.self) + script.append
        if !isVerb || classes.find(WordKey(base).value).verb != 0 || base == "be" || base == "have" { continue }
        byKey[key] = nil
      }
      if scriptNumbers[script] == nil, scripts.count < 65000 {
        scriptNumbers[script] = UInt16(scripts.count)
        scripts.append(script)
      }
      if let number = scriptNumbers[script] { byKey[key, default: (255, Counter(), [])].counts.add(number) }
    }
  }
  var entries: [(key: UInt64, script: UInt16)] = []
  for (key, value) in byKey.sorted(by: { $0.key < $1.key }) {
    let best = commonest(value.counts)
    switch value.length {
    case 255, 0: entries.append((key, best.script))
    // Correct spellings are those that come often.
    case Lemmatiser.spelling: if best.sum >= 4 { entries.append((key, best.script)) }
    // What endings do not share is no rule: abbreviations that are written out.
    default: if best.sum >= 2, scripts[Int(best.script)].append.utf8.count <= 3 { entries.append((key, best.script)) }
    }
  }
  Lemmatiser.write(scripts: scripts, entries: entries, to: &writer)
}

/// The edit from a form to its lemma, or nil when it is no suffix edit of sensible size.
func lemmaScript(_ form: [UInt8], _ lemma: String) -> Lemmatiser.Script? {
  let text = String(decoding: form, as: UTF8.self)
  let keeps = lemma != lemma.lowercased()
  let from = Array((keeps ? text : text.lowercased()).utf8)
  let to = Array(lemma.utf8)
  guard from.count == form.count else { return nil }
  var common = 0
  while common < from.count, common < to.count, from[common] == to[common] { common += 1 }
  while common > 0, common < from.count && from[common] & 0xc0 == 0x80 || common < to.count && to[common] & 0xc0 == 0x80
  {
    common -= 1
  }
  let cut = from.count - common
  guard cut <= 200, to.count - common <= 40 else { return nil }
  return Lemmatiser.Script(
    cut: cut, append: String(decoding: to[common...], as: UTF8.self), keepsCase: keeps)
}
