// Facts of PropBank's frame files: which rolesets a word can have, their roles, their VerbNet and FrameNet classes.

/// The rolesets by number, from 1; 0 is none. Immutable, shared by all documents.
public struct Rolesets: Sendable {
  /// Classes of a roleset, its roles, its count in the training data.
  package struct Entry: Sendable {
    package var name: String
    /// Function tag of each numbered role (`PAG`, `PPT`, `GOL` …), nil where the roleset lacks the role.
    package var functions: [String?]
    /// Thematic role of each numbered role in VerbNet (`agent`, `recipient` …).
    package var thematic: [String?]
    package var verbNet: [String]
    package var frameNet: [String]
    package var aliases: [String]
    package var count: Int

    package init(
      name: String, functions: [String?], thematic: [String?], verbNet: [String], frameNet: [String],
      aliases: [String], count: Int
    ) {
      self.name = name
      self.functions = functions
      self.thematic = thematic
      self.verbNet = verbNet
      self.frameNet = frameNet
      self.aliases = aliases
      self.count = count
    }
  }

  /// Part of speech in an alias such as `killing/n`.
  package enum Kind: UInt8, Sendable, CaseIterable {
    case verb = 0x76
    case noun = 0x6e
    case adjective = 0x6a
  }

  /// Numbered roles: ARG0 to ARG5 and ARGA.
  package static let cores = 7

  /// `.01` and `.lv` (light verb), as keys of names end.
  package static let firstSuffix = Array(".01".utf8)
  package static let lightSuffix = Array(".lv".utf8)

  private let keys: [UInt64]
  private let numbers: RowTable
  private let names: [UInt8]
  private let nameEnds: [UInt32]
  private let aliases: RowTable
  private let aliasEnds: [UInt32]
  private let aliasRolesets: [UInt16]
  private let counts: [UInt16]
  private let roleNames: [String]
  private let functions: [UInt8]
  private let thematic: [UInt8]
  private let classNames: [String]
  private let classKeys: [WordKey]
  private let classEnds: [UInt32]
  private let classNumbers: [UInt16]

  /// A table without rolesets.
  package init() {
    keys = [0]
    numbers = RowTable([0])
    names = []
    nameEnds = [0]
    aliases = RowTable([0])
    aliasEnds = [0]
    aliasRolesets = []
    counts = [0]
    roleNames = [""]
    functions = [UInt8](repeating: 0, count: Rolesets.cores)
    thematic = functions
    classNames = []
    classKeys = []
    classEnds = [0]
    classNumbers = []
  }

  package init(_ reader: inout ByteReader) throws {
    keys = try reader.readArray(UInt64.self)
    names = try reader.readArray(UInt8.self)
    nameEnds = try reader.readArray(UInt32.self)
    let aliasKeys = try reader.readArray(UInt64.self)
    aliasEnds = try reader.readArray(UInt32.self)
    aliasRolesets = try reader.readArray(UInt16.self)
    counts = try reader.readArray(UInt16.self)
    roleNames = try reader.readStrings()
    functions = try reader.readArray(UInt8.self)
    thematic = try reader.readArray(UInt8.self)
    classNames = try reader.readStrings()
    classEnds = try reader.readArray(UInt32.self)
    classNumbers = try reader.readArray(UInt16.self)
    func areEnds(_ ends: [UInt32], _ count: Int, _ total: Int) -> Bool {
      ends.count == count && zip(ends, ends.dropFirst()).allSatisfy(<=) && Int(ends.last ?? 0) == total
    }
    let (count, roles, classes) = (keys.count, roleNames.count, classNames.count)
    guard count > 0, count <= 65_535, areEnds(nameEnds, count, names.count),
      areEnds(aliasEnds, aliasKeys.count, aliasRolesets.count), areEnds(classEnds, count, classNumbers.count),
      counts.count == count, functions.count == count * Rolesets.cores, thematic.count == functions.count,
      aliasRolesets.allSatisfy({ Int($0) < count }), classNumbers.allSatisfy({ Int($0) < classes }),
      functions.allSatisfy({ Int($0) < roles }), thematic.allSatisfy({ Int($0) < roles })
    else { throw ModelError("language model: rolesets are damaged") }
    numbers = RowTable(keys)
    aliases = RowTable(aliasKeys)
    classKeys = classNames.map { WordKey($0) }
  }

  /// Number of rolesets, with the empty one.
  package var count: Int { keys.count }

  /// The number of a roleset; 0 when it is unknown.
  package func number(_ roleset: WordKey) -> Int { numbers.row(roleset.value) }

  /// Whether the frame files know a roleset.
  public func contains(_ roleset: WordKey) -> Bool { number(roleset) > 0 }

  /// The name of a roleset, such as `beat.03`; nil when the frame files lack it.
  public func name(of roleset: WordKey) -> String? {
    let number = number(roleset)
    return number > 0 ? name(number) : nil
  }

  package func name(_ number: Int) -> String {
    String(decoding: names[Rolesets.part(nameEnds, number)], as: UTF8.self)
  }

  package func key(_ number: Int) -> WordKey { WordKey(value: keys[number]) }

  /// How often the training data have it.
  package func count(_ number: Int) -> Int { Int(counts[number]) }

  /// Whether it is the first sense of its lemma.
  package func isFirst(_ number: Int) -> Bool {
    names[Rolesets.part(nameEnds, number)].suffix(3).elementsEqual([0x2e, 0x30, 0x31])
  }

  /// Keys of the roleset's classes: VerbNet classes (`judgment-33.1-1`), the classes that contain them
  /// (`judgment-33.1`), and FrameNet frames (`Judgment_communication`).
  public func classes(of roleset: WordKey) -> [WordKey] { classes(number(roleset)).map { classKeys[Int($0)] } }

  /// Whether a roleset belongs to a class, by the key of its name; see ``classes(of:)``.
  public func isMember(_ roleset: WordKey, of classKey: WordKey) -> Bool {
    classes(number(roleset)).contains { classKeys[Int($0)] == classKey }
  }

  /// Whether any roleset has a class of this name.
  public func hasClass(_ classKey: WordKey) -> Bool { classKeys.contains(classKey) }

  /// The names behind ``classes(of:)``.
  public func classNames(of roleset: WordKey) -> [String] { classes(number(roleset)).map { classNames[Int($0)] } }

  package func classes(_ number: Int) -> ArraySlice<UInt16> { classNumbers[Rolesets.part(classEnds, number)] }

  /// Number of classes.
  package var classCount: Int { classNames.count }

  /// PropBank's function tag of a numbered role, such as `PAG` (agent), `PPT` (patient), `GOL` (goal, recipient);
  /// nil when the roleset lacks the role.
  public func function(of label: RoleLabel, in roleset: WordKey) -> String? {
    role(functions, label, number(roleset))
  }

  /// VerbNet's thematic role of a numbered role, such as `agent`, `recipient`; nil when none is known.
  public func thematicRole(of label: RoleLabel, in roleset: WordKey) -> String? {
    role(thematic, label, number(roleset))
  }

  /// Whether a roleset has a numbered role.
  package func hasRole(_ label: RoleLabel, _ number: Int) -> Bool {
    label.isCore && functions[number * Rolesets.cores + Int(label.rawValue)] > 0
  }

  /// The number of a role's function tag, 0 for none.
  package func functionNumber(_ number: Int, _ core: Int) -> Int { Int(functions[number * Rolesets.cores + core]) }

  private func role(_ table: [UInt8], _ label: RoleLabel, _ number: Int) -> String? {
    guard label.isCore else { return nil }
    let name = Int(table[number * Rolesets.cores + Int(label.rawValue)])
    return name > 0 ? roleNames[name] : nil
  }

  /// The rolesets that a word can have, in the order of the frame files.
  /// - Parameter alias: see ``WordKey/alias(_:)``.
  package func candidates(_ alias: UInt64) -> ArraySlice<UInt16> {
    let row = aliases.row(alias)
    return row > 0 ? aliasRolesets[Rolesets.part(aliasEnds, row)] : []
  }

  private static func part(_ ends: [UInt32], _ index: Int) -> Range<Int> {
    (index > 0 ? Int(ends[index - 1]) : 0)..<Int(ends[index])
  }

  // MARK: Writing

  /// Writes a table of rolesets.
  package static func write(_ entries: [Entry], to writer: inout ByteWriter) {
    var roleNumbers: [String: UInt8] = ["": 0]
    var roleNames = [""]
    func role(_ name: String?) -> UInt8 {
      guard let name else { return 0 }
      if let number = roleNumbers[name] { return number }
      guard roleNames.count < 255 else { return 0 }
      roleNumbers[name] = UInt8(roleNames.count)
      roleNames.append(name)
      return UInt8(roleNames.count - 1)
    }
    var classNumbers: [String: UInt16] = [:]
    var classNames: [String] = []
    var names: [UInt8] = []
    var nameEnds: [UInt32] = [0]
    var classEnds: [UInt32] = [0]
    var classes: [UInt16] = []
    var functions = [UInt8](repeating: 0, count: cores)
    var thematic = functions
    var aliases: [UInt64: [UInt16]] = [:]
    for (index, entry) in entries.enumerated() {
      names += Array(entry.name.utf8)
      nameEnds.append(UInt32(names.count))
      for name in widened(entry.verbNet) + entry.frameNet {
        if classNumbers[name] == nil {
          classNumbers[name] = UInt16(classNames.count)
          classNames.append(name)
        }
        if let number = classNumbers[name] { classes.append(number) }
      }
      classEnds.append(UInt32(classes.count))
      for core in 0..<cores {
        functions.append(role(entry.functions[core]))
        thematic.append(role(entry.thematic[core]))
      }
      for alias in Set(entry.aliases.compactMap { WordKey.alias($0) }).sorted() {
        aliases[alias, default: []].append(UInt16(index + 1))
      }
    }
    let sorted = aliases.sorted { $0.key < $1.key }
    var aliasEnds: [UInt32] = [0]
    for (_, list) in sorted { aliasEnds.append((aliasEnds.last ?? 0) + UInt32(list.count)) }
    writer.write([0] + entries.map { WordKey($0.name).value })
    writer.write(names)
    writer.write(nameEnds)
    writer.write([0] + sorted.map(\.key))
    writer.write(aliasEnds)
    writer.write(sorted.flatMap(\.value))
    writer.write([0] + entries.map { UInt16(min($0.count, 65_535)) })
    writer.write(roleNames)
    writer.write(functions)
    writer.write(thematic)
    writer.write(classNames)
    writer.write(classEnds)
    writer.write(classes)
  }

  /// VerbNet classes with those that contain them: `say-37.7-1` is in `say-37.7`.
  private static func widened(_ classes: [String]) -> [String] {
    var result: [String] = []
    for name in classes {
      var rest = name[...]
      while true {
        if !result.contains(String(rest)) { result.append(String(rest)) }
        guard let dash = rest.lastIndex(of: "-"), rest[..<dash].last.map({ $0.isNumber }) == true else { break }
        rest = rest[..<dash]
      }
    }
    return result
  }
}

extension WordKey {
  /// The key of an alias: this word and its kind.
  package func alias(_ kind: Rolesets.Kind) -> UInt64 {
    (((value ^ 0x2f) &* 0x100_0000_01b3) ^ UInt64(kind.rawValue)) &* 0x100_0000_01b3
  }

  /// The key of this word with a particle.
  package func with(_ particle: WordKey) -> WordKey {
    WordKey(value: (value ^ particle.value &* 0x9e37_79b9_7f4a_7c15) &* 0x100_0000_01b3)
  }

  /// The key of this word with a suffix such as `.01`.
  package func numbered(_ suffix: [UInt8]) -> WordKey {
    WordKey(value: suffix.reduce(value) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
  }

  /// The key of an alias of the frame files, such as `bust_up/v`; nil for kinds that are no single words.
  package static func alias(_ text: String) -> UInt64? {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let letter = parts[1].utf8.first, parts[1].utf8.count == 1,
      let kind = Rolesets.Kind(rawValue: letter)
    else { return nil }
    let words = parts[0].split(separator: "_", maxSplits: 1)
    guard let first = words.first else { return nil }
    let key = WordKey(String(first))
    return (words.count == 2 ? key.with(WordKey(String(words[1]))) : key).alias(kind)
  }
}
