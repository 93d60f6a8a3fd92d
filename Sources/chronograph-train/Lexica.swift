// Lexical classes from open lexica: WordNet 3.0 (Debian wordnet-base), ISO 3166 names (iso-codes), time zone cities.

import Knowledge
import Language

/// Collects the classes of words.
struct LexiconBuilder {
  private var nouns: [String: UInt32] = [:]
  private var verbs: [String: UInt32] = [:]
  private var senses: [String: UInt64] = [:]
  var flags: [String: UInt32] = [:]

  /// Reads the lexica; a folder that is missing is an error, so that the model is never silently poorer.
  static func build(
    wordnet: String, isoCodes: String, zones: String, knowledge: String, rolesets: [Rolesets.Entry]
  ) throws -> WordClasses {
    var builder = LexiconBuilder()
    try builder.readWordNet(wordnet)
    try builder.readCountries(isoCodes)
    try builder.readZones(zones)
    try builder.readKnowledge(knowledge)
    builder.read(rolesets)
    var all: [String: WordClass] = [:]
    for (word, value) in builder.nouns { all[word, default: WordClass()].bits |= value }
    for (word, value) in builder.verbs { all[word, default: WordClass()].bits |= value << 5 }
    for (word, value) in builder.senses { all[word, default: WordClass()].senses |= value }
    for (word, value) in builder.flags {
      all[word, default: WordClass()].bits |= value
      // The words of a name as the tokeniser cuts them.
      let parts = word.split(separator: " ")
      if parts.count > 1, parts.count < WordClasses.longestPhrase {
        all[String(parts[0]), default: WordClass()].bits |= WordClass.beginsPhrase
      }
    }
    progress("\(all.count) words and names in the lexica")
    return WordClasses(entries: all.sorted { $0.key < $1.key }.map { (WordKey($0.key).value, $0.value) })
  }

  /// Adds a flag to a name; case does not matter.
  mutating func flag(_ name: String, _ flag: UInt32) { flags[name.lowercased(), default: 0] |= flag }

  /// Nouns and adjectives that can be predicates.
  private mutating func read(_ rolesets: [Rolesets.Entry]) {
    for alias in rolesets.flatMap(\.aliases) {
      let parts = alias.split(separator: "/")
      guard parts.count == 2, !parts[0].contains("_") else { continue }
      let word = String(parts[0])
      if parts[1] == "n" { for form in [word] + plurals(word) { flag(form, WordClass.eventNoun) } }
      if parts[1] == "j" { flag(word, WordClass.eventAdjective) }
    }
  }

  // MARK: WordNet

  private mutating func readWordNet(_ folder: String) throws {
    let nounData = try readFile(folder + "/data.noun")
    let verbData = try readFile(folder + "/data.verb")
    for (lemma, offsets) in try index(folder + "/index.noun") {
      guard let first = offsets.first, let file = number(nounData, first + 9), file >= 3, file <= 28 else { continue }
      let value = UInt32(file - 2)
      var all: UInt64 = 0
      for offset in offsets {
        if let file = number(nounData, offset + 9), file >= 3, file <= 28 { all |= 1 << UInt64(file - 3) }
      }
      set(&nouns, lemma, value)
      for form in plurals(lemma) { set(&nouns, form, value) }
      for form in [lemma] + plurals(lemma) { senses[form, default: 0] |= all }
    }
    for (lemma, offsets) in try index(folder + "/index.verb") {
      guard let first = offsets.first, let file = number(verbData, first + 9), file >= 29, file <= 43 else { continue }
      let value = UInt32(file - 28)
      set(&verbs, lemma, value)
      for form in inflections(lemma) { set(&verbs, form, value) }
      let all = offsets.reduce(UInt64(0)) { $0 | frames(verbData, $1, lemma) }
      for form in [lemma] + inflections(lemma) { senses[form, default: 0] |= all }
    }
    for (form, lemma) in try exceptions(folder + "/noun.exc") {
      if let value = nouns[lemma] { set(&nouns, form, value) }
      if let value = senses[lemma] { senses[form, default: 0] |= value }
    }
    for (form, lemma) in try exceptions(folder + "/verb.exc") {
      if let value = verbs[lemma] { set(&verbs, form, value) }
      if let value = senses[lemma] { senses[form, default: 0] |= value }
    }
    for (lemma, _) in try index(folder + "/index.adj") { flags[lemma, default: 0] |= WordClass.adjective }
    for (lemma, _) in try index(folder + "/index.adv") { flags[lemma, default: 0] |= WordClass.adverb }
    try readNames(nounData, kind: "noun")
    try readNames(try readFile(folder + "/data.adj"), kind: "adj")
  }

  /// Sets a class unless the word has one: dictionary forms come before guessed inflections.
  private func set(_ table: inout [String: UInt32], _ word: String, _ value: UInt32) {
    if table[word] == nil { table[word] = value }
  }

  /// Single-word lemmas with the offsets of their senses, in file order; base forms first.
  private func index(_ path: String) throws -> [(String, [Int])] {
    var result: [(String, [Int])] = []
    for line in try readFile(path).split(separator: 0x0a) where line.first != 0x20 {
      let fields = line.split(separator: 0x20)
      guard fields.count >= 6, !fields[0].contains(0x5f), let pointers = Int(ascii: fields[3]) else { continue }
      let first = 4 + pointers + 2
      guard first < fields.count else { continue }
      result.append((String(decoding: fields[0], as: UTF8.self), fields[first...].compactMap { Int(ascii: $0) }))
    }
    return result
  }

  /// Irregular forms with their base: of verbs, then of nouns.
  static func irregularForms(wordnet: String) throws -> (verbs: [(String, String)], nouns: [(String, String)]) {
    let builder = LexiconBuilder()
    return (try builder.exceptions(wordnet + "/verb.exc"), try builder.exceptions(wordnet + "/noun.exc"))
  }

  private func exceptions(_ path: String) throws -> [(String, String)] {
    try readFile(path).split(separator: 0x0a).compactMap { line in
      let fields = line.split(separator: 0x20)
      guard fields.count >= 2, !fields[0].contains(0x5f) else { return nil }
      return (String(decoding: fields[0], as: UTF8.self), String(decoding: fields[1], as: UTF8.self))
    }
  }

  private func number(_ bytes: [UInt8], _ offset: Int) -> Int? {
    offset + 2 <= bytes.count ? Int(ascii: bytes[offset..<offset + 2]) : nil
  }

  /// Proper names: parts of persons, places, groups; demonyms.
  private mutating func readNames(_ data: [UInt8], kind: String) throws {
    for line in data.split(separator: 0x0a) where line.first != 0x20 {
      let fields = line.split(separator: 0x20)
      guard fields.count > 4, let file = Int(ascii: fields[1]),
        let count = Int(String(decoding: fields[3], as: UTF8.self), radix: 16)
      else { continue }
      let isInstance =
        line.split(separator: 0x7c).first.map { String(decoding: $0, as: UTF8.self).contains(" @i ") } ?? false
      let gloss = line.firstIndex(of: 0x7c).map { String(decoding: line[$0...], as: UTF8.self) } ?? ""
      let isInSky = ["planet", "star", "constellation", "asteroid", "galaxy"].contains { gloss.contains($0) }
      for k in 0..<count where 4 + 2 * k < fields.count {
        let word = String(decoding: fields[4 + 2 * k].prefix { $0 != 0x28 }, as: UTF8.self)
        let parts = word.split(separator: "_").map(String.init)
        guard let last = parts.last, let initial = last.first else { continue }
        guard initial.isUppercase else {
          if kind == "noun", file == 18, parts.count == 1 { flags[last, default: 0] |= WordClass.role }
          continue
        }
        add(parts, last, file: kind == "adj" ? 1 : file, isInstance: isInstance, isInSky: isInSky)
      }
    }
  }

  /// One capitalised word or phrase of WordNet.
  private mutating func add(_ parts: [String], _ last: String, file: Int, isInstance: Bool, isInSky: Bool) {
    let whole = parts.joined(separator: " ").lowercased()
    let isSingle = parts.count == 1
    switch file {
    // Abbreviations of people (MP, CPA) are no peoples.
    case 18 where !isInstance && last.utf8.allSatisfy({ $0 &- 0x61 >= 26 }): break
    case 1: if isSingle { flags[whole, default: 0] |= WordClass.demonym }
    case 18 where isInstance:
      flags[last.lowercased(), default: 0] |= WordClass.surname
      if !isSingle {
        flags[parts[0].lowercased(), default: 0] |= WordClass.givenName
        flags[whole, default: 0] |= WordClass.fullName
      }
    case 18: if isSingle { flags[whole, default: 0] |= WordClass.demonym }
    case 15: flags[whole, default: 0] |= WordClass.place
    case 14: flags[whole, default: 0] |= WordClass.group
    case 17 where !isInSky: flags[whole, default: 0] |= WordClass.landform
    case 6 where isInstance: flags[whole, default: 0] |= WordClass.facility
    default: break
    }
  }

  private func plurals(_ word: String) -> [String] {
    if word.hasSuffix("s") || word.hasSuffix("x") || word.hasSuffix("z") || word.hasSuffix("ch") || word.hasSuffix("sh")
    {
      return [word + "es"]
    }
    if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
      return [word.dropLast() + "ies"]
    }
    return [word + "s"]
  }

  private func inflections(_ word: String) -> [String] {
    var forms = plurals(word)
    if word.hasSuffix("e") {
      forms += [word + "d", word.dropLast() + "ing"]
    } else if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
      forms += [word.dropLast() + "ied", word + "ing"]
    } else {
      forms += [word + "ed", word + "ing"]
      let letters = Array(word)
      if letters.count >= 3, let last = letters.last, !"aeiouwxy".contains(last),
        "aeiou".contains(letters[letters.count - 2]),
        !"aeiou".contains(letters[letters.count - 3])
      {
        forms += [word + String(last) + "ed", word + String(last) + "ing"]
      }
    }
    return forms
  }

  /// The kinds of complement of a verb synset, for one of its words or all: bits 26 to 39 of the senses.
  private func frames(_ data: [UInt8], _ offset: Int, _ lemma: String) -> UInt64 {
    guard offset >= 0, offset < data.count else { return 0 }
    let fields = data[offset...].prefix { $0 != 0x0a && $0 != 0x7c }.split(separator: 0x20)
    guard fields.count > 4, let words = Int(String(decoding: fields[3], as: UTF8.self), radix: 16) else { return 0 }
    var number = 0
    for k in 0..<words where 4 + 2 * k < fields.count {
      if String(decoding: fields[4 + 2 * k], as: UTF8.self).lowercased() == lemma { number = k + 1 }
    }
    var result: UInt64 = 0
    for (position, field) in fields.enumerated() where field == [0x2b] && position + 2 < fields.count {
      guard let frame = Int(ascii: fields[position + 1]),
        let word = Int(String(decoding: fields[position + 2], as: UTF8.self), radix: 16), word == 0 || word == number,
        let group = LexiconBuilder.frameGroups[frame]
      else { continue }
      result |= 1 << UInt64(26 + group)
    }
    return result
  }

  /// WordNet's 35 sentence frames in 14 groups: intransitive, with predicate, transitive, with two objects, with
  /// "to", "from", "with", "of", "on", other prepositions, infinitives, "that", "whether", gerunds.
  private static let frameGroups: [Int: Int] = [
    1: 0, 2: 0, 3: 0, 4: 9, 5: 1, 6: 1, 7: 1, 8: 2, 9: 2, 10: 2, 11: 2, 12: 4, 13: 8, 14: 3, 15: 4, 16: 5, 17: 6, 18: 7,
    19: 8, 20: 9, 21: 9, 22: 9, 23: 2, 24: 10, 25: 10, 26: 11, 27: 4, 28: 10, 29: 12, 30: 13, 31: 6, 32: 10, 33: 13,
    34: 11, 35: 10,
  ]

  // MARK: Places

  private mutating func readCountries(_ folder: String) throws {
    for (file, flag) in [("iso_3166-1", WordClass.country | WordClass.place), ("iso_3166-2", WordClass.place)] {
      let text = String(decoding: try readFile("\(folder)/\(file).json"), as: UTF8.self)
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: "\"")
        guard parts.count >= 4, parts[1] == "name" || parts[1] == "common_name" else { continue }
        let name = parts[3].prefix { $0 != "," }
        guard name.utf8.count >= 4, !name.contains("\\") else { continue }
        flags[name.lowercased(), default: 0] |= flag
      }
    }
  }

  private mutating func readZones(_ path: String) throws {
    for line in String(decoding: try readFile(path), as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t")
      guard columns.count >= 3, let city = columns[2].split(separator: "/").last else { continue }
      flags[city.split(separator: "_").joined(separator: " ").lowercased(), default: 0] |= WordClass.place
    }
  }
}

extension Int {
  /// A number in ASCII digits.
  init?(ascii bytes: some Sequence<UInt8>) {
    self.init(String(decoding: Array(bytes), as: UTF8.self))
  }
}
