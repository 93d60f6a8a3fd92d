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

  /// Key of a whole form (length 255) or of its last `length` bytes, with a tag.
  package static func key(_ bytes: UnsafeRawBufferPointer, suffix length: Int, tag: UInt8) -> UInt64 {
    let part = length >= 255 ? bytes : UnsafeRawBufferPointer(rebasing: bytes.suffix(length))
    var hash = WordKey(bytes: part).value ^ (UInt64(tag) << 8 | UInt64(length))
    hash = (hash ^ hash >> 31) &* 0x9e37_79b9_7f4a_7c15
    return hash ^ hash >> 29
  }

  /// The script for a form with a tag.
  package func script(_ bytes: UnsafeRawBufferPointer, tag: UInt8) -> Script? {
    if let found = find(Lemmatiser.key(bytes, suffix: 255, tag: tag)) { return scripts[found] }
    var length = min(Lemmatiser.longestSuffix, bytes.count)
    while length >= 0 {
      if let found = find(Lemmatiser.key(bytes, suffix: length, tag: tag)) { return scripts[found] }
      length -= 1
    }
    return nil
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
  package func lemma(_ bytes: UnsafeRawBufferPointer, tag: UInt8, isCapitalised: Bool) -> String? {
    guard let script = script(bytes, tag: tag) else { return nil }
    if script.cut == 0, script.append.isEmpty {
      return script.keepsCase && isCapitalised ? String(decoding: bytes, as: UTF8.self) : nil
    }
    guard script.cut <= bytes.count else { return nil }
    let stem = bytes[..<(bytes.count - script.cut)]
    // A cut inside a UTF-8 sequence cannot come from well-formed training data of the same suffix, but a
    // whole-form hash may collide.
    if let first = bytes[(bytes.count - script.cut)...].first, first & 0xc0 == 0x80 { return nil }
    let text = String(decoding: stem, as: UTF8.self)
    return (script.keepsCase ? text : text.lowercased()) + script.append
  }
}
