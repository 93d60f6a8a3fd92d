// Lemmas by edit scripts: exceptions by word and tag, else the script of the longest known suffix.

/// Looks up the edit script that turns a form into its lemma.
package struct Lemmatiser: Sendable {
  /// A script: bytes to cut at the end, text to append, and whether the lemma keeps its capitals.
  package struct Script: Sendable, Hashable {
    package var cut: Int
    package var append: String
    package var keepsCase: Bool
    package init(cut: Int, append: String, keepsCase: Bool) {
      self.cut = cut
      self.append = append
      self.keepsCase = keepsCase
    }
  }

  package static let longestSuffix = 6
  package let scripts: [Script]
  private let keys: [UInt32]
  private let values: [UInt16]
  private let mask: Int

  /// Builds the open-addressing table.
  package init(scripts: [Script], entries: [(key: UInt64, script: UInt16)]) {
    self.scripts = scripts
    var size = 1024
    while size < entries.count * 2 { size *= 2 }
    var keys = [UInt32](repeating: 0, count: size)
    var values = [UInt16](repeating: 0, count: size)
    for entry in entries {
      var slot = Int(truncatingIfNeeded: entry.key >> 20) & (size - 1)
      let check = UInt32(truncatingIfNeeded: entry.key >> 32) | 1
      while keys[slot] != 0, keys[slot] != check { slot = (slot + 1) & (size - 1) }
      if keys[slot] == 0 {
        keys[slot] = check
        values[slot] = entry.script
      }
    }
    self.keys = keys
    self.values = values
    mask = size - 1
  }

  package init(_ reader: inout ByteReader) throws {
    let cuts = try reader.readArray(UInt8.self)
    let appends = try reader.readStrings()
    let cases = try reader.readArray(UInt8.self)
    let entryKeys = try reader.readArray(UInt64.self)
    let entryScripts = try reader.readArray(UInt16.self)
    guard appends.count == cuts.count, cases.count == cuts.count, entryKeys.count == entryScripts.count,
      entryScripts.allSatisfy({ Int($0) < cuts.count })
    else { throw ModelError("language model: lemma table is damaged") }
    self.init(
      scripts: cuts.indices.map { Script(cut: Int(cuts[$0]), append: appends[$0], keepsCase: cases[$0] == 1) },
      entries: zip(entryKeys, entryScripts).map { ($0, $1) })
  }

  package static func write(
    scripts: [Script], entries: [(key: UInt64, script: UInt16)], to writer: inout ByteWriter
  ) {
    writer.write(scripts.map { UInt8($0.cut) })
    writer.write(scripts.map(\.append))
    writer.write(scripts.map { $0.keepsCase ? UInt8(1) : 0 })
    writer.write(entries.map(\.key))
    writer.write(entries.map(\.script))
  }

  /// Key of a whole form (length 255) or of its last `length` bytes, with a tag and whether the form begins with
  /// a capital.
  package static func key(
    _ bytes: UnsafeRawBufferPointer, suffix length: Int, tag: UInt8, isCapitalised: Bool
  ) -> UInt64 {
    let part = length >= 255 ? bytes : UnsafeRawBufferPointer(rebasing: bytes.suffix(length))
    var hash = WordKey(bytes: part).value ^ (UInt64(tag) << 8 | UInt64(length) | (isCapitalised ? 1 << 16 : 0))
    hash = (hash ^ hash >> 31) &* 0x9e37_79b9_7f4a_7c15
    return hash ^ hash >> 29
  }

  /// The length that marks the keys of correct spellings.
  package static let spelling = 254

  /// Key of a whole form with its universal tag, for forms that the treebanks have with another language-specific
  /// tag.
  package static func key(_ bytes: UnsafeRawBufferPointer, upos: UPOS, isCapitalised: Bool) -> UInt64 {
    key(bytes, suffix: 255, tag: 200 + upos.rawValue, isCapitalised: isCapitalised)
  }

  /// Key of a frequent form in small letters.
  package static func spellingKey(_ bytes: UnsafeRawBufferPointer, upos: UPOS) -> UInt64 {
    key(bytes, suffix: 255, tag: 230 + upos.rawValue, isCapitalised: false)
  }

  private func find(_ key: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    let check = UInt32(truncatingIfNeeded: key >> 32) | 1
    while keys[slot] != 0 {
      if keys[slot] == check { return Int(values[slot]) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The lemma, or nil when it is the lower-case form.
  /// - Parameter classes: the dictionary that tells which regular inflections of unknown words are words.
  package func lemma(
    _ bytes: UnsafeRawBufferPointer, tag: UInt8, upos: UPOS, isCapitalised: Bool, classes: WordClasses
  ) -> String? {
    if upos == .num, let number = withoutCommas(bytes) { return number }
    guard let plain = Lemmatiser.plain(bytes) else {
      return analyse(bytes, tag: tag, upos: upos, isCapitalised: isCapitalised, classes: classes)
    }
    return plain.withUnsafeBytes {
      analyse($0, tag: tag, upos: upos, isCapitalised: isCapitalised, classes: classes)
        ?? String(decoding: $0, as: UTF8.self).lowercased()
    }
  }

  /// A form with plain quotation marks, apostrophes and short dashes; nil when it has no other.
  package static func plain(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    guard bytes.contains(0xe2) else { return nil }
    var result: [UInt8] = []
    var i = 0
    while i < bytes.count {
      if bytes[i] == 0xe2, i + 2 < bytes.count, bytes[i + 1] == 0x80, let mark = marks[bytes[i + 2]] {
        result.append(mark)
        i += 3
      } else {
        result.append(bytes[i])
        i += 1
      }
    }
    return result
  }

  /// Plain signs for those whose UTF-8 begins with e2 80.
  private static let marks: [UInt8: UInt8] = [0x93: 0x2d, 0x98: 0x27, 0x99: 0x27, 0x9c: 0x22, 0x9d: 0x22]

  private func analyse(
    _ bytes: UnsafeRawBufferPointer, tag: UInt8, upos: UPOS, isCapitalised: Bool, classes: WordClasses
  ) -> String? {
    if upos == .propn, let name = shoutedName(bytes, classes) { return name }
    if let found = find(Lemmatiser.key(bytes, suffix: 255, tag: tag, isCapitalised: isCapitalised)) {
      return apply(scripts[found], bytes, isCapitalised)
    }
    if isAddress(bytes) { return String(decoding: bytes, as: UTF8.self) }
    if upos == .propn, let name = properName(bytes, isCapitalised, classes) { return name }
    if upos != .propn, let found = find(Lemmatiser.key(bytes, upos: upos, isCapitalised: isCapitalised)) {
      return apply(scripts[found], bytes, isCapitalised)
    }
    if upos != .propn, isCapitalised,
      let found = find(Lemmatiser.key(bytes, suffix: 255, tag: tag, isCapitalised: false))
        ?? find(Lemmatiser.key(bytes, upos: upos, isCapitalised: false))
    {
      return apply(scripts[found], bytes, isCapitalised)
    }
    let known = classes.find(WordKey(bytes: bytes).value)
    if !isCapitalised, upos == .adj || upos == .noun, known.has(WordClass.demonym),
      upos == .adj || known.noun == 0 || known.noun == 16
    {
      let lower = String(decoding: bytes, as: UTF8.self)
      return lower.prefix(1).uppercased() + lower.dropFirst()
    }
    if upos == .verb || upos == .noun, let base = regularBase(bytes, upos, classes) { return base }
    if upos == .verb, let base = prefixedBase(bytes, classes) { return base }
    if upos == .adj || upos == .adv, !known.has(WordClass.adjective | WordClass.adverb),
      let base = positive(bytes, classes)
    {
      return base
    }
    if !isCapitalised, known.bits == 0, upos != .propn, let lemma = corrected(bytes, upos) { return lemma }
    var length = min(Lemmatiser.longestSuffix, bytes.count)
    while length >= 0 {
      if let found = find(Lemmatiser.key(bytes, suffix: length, tag: tag, isCapitalised: isCapitalised)) {
        return apply(scripts[found], bytes, isCapitalised)
      }
      length -= 1
    }
    return nil
  }

  /// A number without the commas between its thousands.
  private func withoutCommas(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard bytes.count >= 5, bytes.contains(0x2c), bytes.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2c || $0 == 0x2e })
    else { return nil }
    return String(decoding: bytes.filter { $0 != 0x2c }, as: UTF8.self)
  }

  /// The lemma of the frequent word that an unknown one is a slip of the pen for: two letters changed about, one
  /// too many, one missing, one wrong (Damerau 1964).
  private func corrected(_ bytes: UnsafeRawBufferPointer, _ upos: UPOS) -> String? {
    guard bytes.count >= 5, bytes.count <= 20, bytes.allSatisfy({ $0 &- 0x61 < 26 }) else { return nil }
    var word = Array(bytes)
    let count = word.count
    func lemma() -> String? {
      word.withUnsafeBytes { candidate in
        find(Lemmatiser.spellingKey(candidate, upos: upos)).map {
          apply(scripts[$0], candidate, false) ?? String(decoding: candidate, as: UTF8.self)
        }
      }
    }
    for i in 0..<count - 1 where word[i] != word[i + 1] {
      word.swapAt(i, i + 1)
      if let found = lemma() { return found }
      word.swapAt(i, i + 1)
    }
    for i in 0..<count {
      let letter = word.remove(at: i)
      if let found = lemma() { return found }
      word.insert(letter, at: i)
    }
    for i in 1...count {
      for letter in UInt8(0x61)...0x7a {
        word.insert(letter, at: i)
        if let found = lemma() { return found }
        word.remove(at: i)
      }
    }
    guard count >= 6 else { return nil }
    for i in 1..<count {
      let own = word[i]
      for letter in UInt8(0x61)...0x7a where letter != own {
        word[i] = letter
        if let found = lemma() { return found }
      }
      word[i] = own
    }
    return nil
  }

  private func apply(_ script: Script, _ bytes: UnsafeRawBufferPointer, _ isCapitalised: Bool) -> String? {
    if script.cut == 0, script.append.isEmpty {
      return script.keepsCase ? String(decoding: bytes, as: UTF8.self) : nil
    }
    guard script.cut <= bytes.count else { return nil }
    let stem = bytes[..<(bytes.count - script.cut)]
    // A hash may collide: never cut inside a UTF-8 sequence.
    if let first = bytes[(bytes.count - script.cut)...].first, first & 0xc0 == 0x80 { return nil }
    let text = String(decoding: stem, as: UTF8.self)
    return (script.keepsCase ? text : text.lowercased()) + script.append
  }

  /// Web and mail addresses are their own lemmas, capitals included.
  private func isAddress(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count > 6 && bytes.contains(0x2e) && (bytes.contains(0x2f) || bytes.contains(0x40))
  }

  /// A place or person in capitals: `UKRAINE`.
  private func shoutedName(_ bytes: UnsafeRawBufferPointer, _ classes: WordClasses) -> String? {
    guard bytes.count >= 4, bytes.allSatisfy({ $0 &- 0x41 < 26 }) else { return nil }
    let known = classes.find(WordKey(bytes: bytes).value)
    guard known.has(WordClass.place | WordClass.country | WordClass.givenName | WordClass.surname),
      !known.has(WordClass.group | WordClass.organisation)
    else { return nil }
    return String(decoding: bytes.prefix(1), as: UTF8.self)
      + String(decoding: bytes.dropFirst(), as: UTF8.self).lowercased()
  }

  /// Names in lower case or in capitals, when the lexica know them as names or words: `ukraine`, `WASHINGTON`.
  private func properName(_ bytes: UnsafeRawBufferPointer, _ isCapitalised: Bool, _ classes: WordClasses) -> String? {
    guard bytes.count > 3 || !isCapitalised, bytes.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }) else { return nil }
    let isLower = bytes.allSatisfy { $0 & 0x20 != 0 }
    guard isLower || bytes.allSatisfy({ $0 & 0x20 == 0 }) else { return nil }
    let known = classes.find(WordKey(bytes: bytes).value)
    let isName = known.flags >> 2 != 0
    let isLongCapitals = !isLower && bytes.count >= 6 && !known.has(WordClass.organisation | WordClass.group)
    guard isLower ? isName : known.noun != 0 || known.flags >> 2 != 0 || isLongCapitals else { return nil }
    let lower = String(decoding: bytes, as: UTF8.self).lowercased()
    return lower.prefix(1).uppercased() + lower.dropFirst()
  }

  /// The base of a regular inflection, when the dictionary has it: `provoked`, `planning`, `potatoes`.
  private func regularBase(_ bytes: UnsafeRawBufferPointer, _ upos: UPOS, _ classes: WordClasses) -> String? {
    guard bytes.count >= 4, bytes.count <= 40, bytes.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }) else { return nil }
    let word = String(decoding: bytes, as: UTF8.self).lowercased()
    func isBase(_ base: String) -> Bool {
      let known = classes.find(WordKey(base).value)
      return base.utf8.count >= 2 && (upos == .verb ? known.verb != 0 : known.noun != 0)
    }
    func first(_ candidates: [String]) -> String? {
      // "staged", "hoping": a short vowel would have doubled the consonant.
      if candidates.count > 1, isBase(candidates[1]), endsOpen(candidates[0]), upos == .verb { return candidates[1] }
      return candidates.first(where: isBase)
    }
    let stem = word.dropLast(2)
    if upos == .verb, word.hasSuffix("ed") {
      return first([word.hasSuffix("ied") ? word.dropLast(3) + "y" : String(stem), stem + "e", doubled(stem) ?? ""])
    }
    if upos == .verb, word.hasSuffix("ing") {
      let stem = word.dropLast(3)
      return first([String(stem), stem + "e", doubled(stem) ?? ""])
    }
    if upos == .noun, word.hasSuffix("men"), isBase(stem + "an") { return stem + "an" }
    guard word.hasSuffix("s"), !word.hasSuffix("ss") else { return nil }
    if word.hasSuffix("ies") { return first([word.dropLast(3) + "y", String(word.dropLast())]) }
    if word.hasSuffix("ches") || word.hasSuffix("shes") || word.hasSuffix("xes") || word.hasSuffix("oes") {
      return first([String(stem), String(word.dropLast())])
    }
    return first([String(word.dropLast()), String(stem)])
  }

  /// The base of a regular inflection behind a prefix: `reposting`, `overstaffed` are words, not slips of the pen.
  private func prefixedBase(_ bytes: UnsafeRawBufferPointer, _ classes: WordClasses) -> String? {
    for prefix in Lemmatiser.prefixes where bytes.count > prefix.utf8.count + 4 {
      guard zip(bytes, prefix.utf8).allSatisfy({ $0.0 | 0x20 == $0.1 }),
        let base = regularBase(UnsafeRawBufferPointer(rebasing: bytes.dropFirst(prefix.utf8.count)), .verb, classes)
      else { continue }
      return prefix + base
    }
    return nil
  }

  private static let prefixes = ["re", "un", "over", "out", "mis", "pre", "co", "de", "counter", "under", "fore"]

  /// The positive of a regular comparative or superlative that is no word of its own: `narrower`, `busiest`.
  private func positive(_ bytes: UnsafeRawBufferPointer, _ classes: WordClasses) -> String? {
    guard bytes.count >= 5, bytes.count <= 20, bytes.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }) else { return nil }
    let word = String(decoding: bytes, as: UTF8.self).lowercased()
    guard word.hasSuffix("er") || word.hasSuffix("est") else { return nil }
    let stem = word.dropLast(word.hasSuffix("er") ? 2 : 3)
    let candidates = [
      stem.hasSuffix("i") ? stem.dropLast() + "y" : String(stem), stem + "e", doubled(stem) ?? "",
    ]
    return candidates.first {
      $0.utf8.count >= 3 && classes.find(WordKey($0).value).has(WordClass.adjective | WordClass.adverb)
    }
  }

  /// Whether a stem ends in one vowel and one consonant.
  private func endsOpen(_ stem: String) -> Bool {
    func isVowel(_ letter: UInt8) -> Bool { [0x61, 0x65, 0x69, 0x6f, 0x75].contains(letter) }
    let letters = Array(stem.utf8)
    guard letters.count >= 3, let last = letters.last, !isVowel(last), ![0x77, 0x78, 0x79].contains(last) else {
      return false
    }
    return isVowel(letters[letters.count - 2]) && !isVowel(letters[letters.count - 3])
  }

  /// A stem without its doubled last consonant: `plann` → `plan`.
  private func doubled(_ stem: Substring) -> String? {
    let tail = stem.suffix(2)
    guard tail.count == 2, tail.first == tail.last else { return nil }
    return String(stem.dropLast())
  }
}
