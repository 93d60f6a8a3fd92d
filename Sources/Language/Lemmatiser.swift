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
    if let found = find(Lemmatiser.key(bytes, suffix: 255, tag: tag, isCapitalised: isCapitalised)) {
      return apply(scripts[found], bytes, isCapitalised)
    }
    if isAddress(bytes) { return String(decoding: bytes, as: UTF8.self) }
    if upos == .propn, let name = properName(bytes, isCapitalised, classes) { return name }
    if upos != .propn, isCapitalised,
      let found = find(Lemmatiser.key(bytes, suffix: 255, tag: tag, isCapitalised: false))
    {
      return apply(scripts[found], bytes, isCapitalised)
    }
    if upos == .verb || upos == .noun, let base = regularBase(bytes, upos, classes) { return base }
    var length = min(Lemmatiser.longestSuffix, bytes.count)
    while length >= 0 {
      if let found = find(Lemmatiser.key(bytes, suffix: length, tag: tag, isCapitalised: isCapitalised)) {
        return apply(scripts[found], bytes, isCapitalised)
      }
      length -= 1
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

  /// Names in lower case or in capitals, when the lexica know them as names or words: `ukraine`, `WASHINGTON`.
  private func properName(_ bytes: UnsafeRawBufferPointer, _ isCapitalised: Bool, _ classes: WordClasses) -> String? {
    guard bytes.count > 3 || !isCapitalised, bytes.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }) else { return nil }
    let isLower = bytes.allSatisfy { $0 & 0x20 != 0 }
    guard isLower || bytes.allSatisfy({ $0 & 0x20 == 0 }) else { return nil }
    let known = classes.find(WordKey(bytes: bytes).value)
    let isName = known.flags >> 2 != 0
    guard isLower ? isName : known.bits != 0 else { return nil }
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
    func first(_ candidates: [String]) -> String? { candidates.first(where: isBase) }
    let stem = word.dropLast(2)
    if upos == .verb, word.hasSuffix("ed") {
      return first([word.hasSuffix("ied") ? word.dropLast(3) + "y" : String(stem), stem + "e", doubled(stem) ?? ""])
    }
    if upos == .verb, word.hasSuffix("ing") {
      let stem = word.dropLast(3)
      return first([String(stem), stem + "e", doubled(stem) ?? ""])
    }
    guard word.hasSuffix("s"), !word.hasSuffix("ss") else { return nil }
    if word.hasSuffix("ies") { return first([word.dropLast(3) + "y", String(word.dropLast())]) }
    if word.hasSuffix("ches") || word.hasSuffix("shes") || word.hasSuffix("xes") || word.hasSuffix("oes") {
      return first([String(stem), String(word.dropLast())])
    }
    return first([String(word.dropLast()), String(stem)])
  }

  /// A stem without its doubled last consonant: `plann` → `plan`.
  private func doubled(_ stem: Substring) -> String? {
    let tail = stem.suffix(2)
    guard tail.count == 2, tail.first == tail.last else { return nil }
    return String(stem.dropLast())
  }
}
