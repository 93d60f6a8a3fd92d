// Lexical classes from open lexica: WordNet 3.0 (Debian wordnet-base), ISO 3166 names (iso-codes), time zone cities.

import Language

/// Collects the classes of words.
struct LexiconBuilder {
  private var nouns: [String: UInt32] = [:]
  private var verbs: [String: UInt32] = [:]
  private var flags: [String: UInt32] = [:]

  /// Reads the lexica; a folder that is nil or missing is an error, so that the model is never silently poorer.
  static func build(wordnet: String, isoCodes: String, zones: String) throws -> WordClasses {
    var builder = LexiconBuilder()
    try builder.readWordNet(wordnet)
    try builder.readCountries(isoCodes)
    try builder.readZones(zones)
    var all: [String: UInt32] = [:]
    for (word, value) in builder.nouns { all[word, default: 0] |= value }
    for (word, value) in builder.verbs { all[word, default: 0] |= value << 5 }
    for (word, value) in builder.flags { all[word, default: 0] |= value }
    return WordClasses(entries: all.sorted { $0.key < $1.key }.map { (WordKey($0.key).value, $0.value) })
  }

  // MARK: WordNet

  private mutating func readWordNet(_ folder: String) throws {
    let nounData = try readFile(folder + "/data.noun")
    let verbData = try readFile(folder + "/data.verb")
    for (lemma, offset) in try index(folder + "/index.noun") {
      guard let file = number(nounData, offset + 9), file >= 3, file <= 28 else { continue }
      let value = UInt32(file - 2)
      set(&nouns, lemma, value)
      for form in plurals(lemma) { set(&nouns, form, value) }
    }
    for (lemma, offset) in try index(folder + "/index.verb") {
      guard let file = number(verbData, offset + 9), file >= 29, file <= 43 else { continue }
      let value = UInt32(file - 28)
      set(&verbs, lemma, value)
      for form in inflections(lemma) { set(&verbs, form, value) }
    }
    for (form, lemma) in try exceptions(folder + "/noun.exc") {
      if let value = nouns[lemma] { set(&nouns, form, value) }
    }
    for (form, lemma) in try exceptions(folder + "/verb.exc") {
      if let value = verbs[lemma] { set(&verbs, form, value) }
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

  /// Single-word lemmas with the offset of their first sense, in file order; base forms first.
  private func index(_ path: String) throws -> [(String, Int)] {
    var result: [(String, Int)] = []
    for line in try readFile(path).split(separator: 0x0a) where line.first != 0x20 {
      let fields = line.split(separator: 0x20)
      guard fields.count >= 6, !fields[0].contains(0x5f), let pointers = Int(ascii: fields[3]) else { continue }
      let first = 4 + pointers + 2
      guard first < fields.count, let offset = Int(ascii: fields[first]) else { continue }
      result.append((String(decoding: fields[0], as: UTF8.self), offset))
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
      for k in 0..<count where 4 + 2 * k < fields.count {
        let word = String(decoding: fields[4 + 2 * k].prefix { $0 != 0x28 }, as: UTF8.self)
        let parts = word.split(separator: "_").map(String.init)
        guard let last = parts.last, let initial = last.first else { continue }
        guard initial.isUppercase else {
          if kind == "noun", file == 18, parts.count == 1 { flags[last, default: 0] |= WordClass.role }
          continue
        }
        add(parts, last, file: kind == "adj" ? 1 : file, isInstance: isInstance)
      }
    }
  }

  /// One capitalised word or phrase of WordNet.
  private mutating func add(_ parts: [String], _ last: String, file: Int, isInstance: Bool) {
    let whole = parts.joined(separator: " ").lowercased()
    let isSingle = parts.count == 1
    switch file {
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
    case 17: flags[whole, default: 0] |= WordClass.landform
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
  fileprivate init?(ascii bytes: some Sequence<UInt8>) {
    self.init(String(decoding: Array(bytes), as: UTF8.self))
  }
}
