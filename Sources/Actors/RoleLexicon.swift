// Words for people, bodies and groups with their sector: "prime minister", "rebels", "the airline".

import Knowledge

/// One line of roles.yaml.
struct Role: Sendable {
  enum Kind: String, Sendable { case person, body, force, group, state, thing }

  var kind: Kind
  var sector: String
  /// Key of an office that one person holds at a time.
  var office: String?
  /// Groups of one class and one country are one actor inside a document.
  var group: String?
  /// What a company makes or does.
  var type: String?
  var sex: Sex
  /// A state has one such body.
  var isStanding: Bool
  /// Canonical word, the first of the line.
  var name: String
}

/// A role word in the text.
struct RoleSense: Sendable {
  var role: Int32
  /// Index into ``RoleLexicon/words``: two words of one line differ here.
  var word: Int32
  var isPlural: Bool
}

struct RoleLexicon: Sendable {
  private(set) var roles: [Role] = []
  /// Singular form of each word.
  private(set) var words: [String] = []
  /// Key of a phrase to an index into `senses`; -1 for the beginning of longer phrases.
  private var table: [UInt64: Int32] = [:]
  private(set) var senses: [RoleSense] = []
  private(set) var former: Set<UInt64> = []
  private(set) var modifiers: Set<UInt64> = []
  private(set) var courtesy: [UInt64: Sex] = [:]
  /// Words that only say what a name names: "the Hamas group", "the Boeing company".
  private var generic: Set<Int32> = []
  /// Key of the last word of each word or phrase, by index into `words`.
  private var headKeys: [UInt64] = []
  /// Keys of the phrases as the list has them.
  private var listed: Set<UInt64> = []
  /// The role of persons whom no line of roles.yaml names; the last one.
  private var commonRole: Int32 = 0

  /// - Parameter persons: further nouns of persons, where no line of the file has them.
  init(_ file: KnowledgeValue, persons: [String] = []) throws(KnowledgeError) {
    table.reserveCapacity(16_384)
    try file.allow(["roles", "former", "modifiers", "courtesy", "generic"])
    for item in try file.required("roles").list() {
      try item.allow(["sector", "kind", "office", "class", "type", "sex", "standing", "words"])
      guard let kind = Role.Kind(rawValue: try item.required("kind").text()) else {
        throw item.error("kind is person, body, force, group, state or thing")
      }
      let texts = try item.required("words").texts()
      guard let first = texts.first else { throw item.error("a role needs words") }
      let index = Int32(roles.count)
      let sex: Sex =
        switch try item["sex"]?.text() {
        case "m": .male
        case "f": .female
        default: .unknown
        }
      roles.append(
        Role(
          kind: kind, sector: try item.required("sector").text(), office: try item["office"]?.text(),
          group: try item["class"]?.text(), type: try item["type"]?.text(), sex: sex,
          isStanding: try item["standing"]?.flag() ?? false, name: RoleLexicon.singular(first)))
      for text in texts { add(text, index) }
    }
    for word in words where RoleLexicon.isPlural(word) { listed.insert(PhraseKey(word).value) }
    commonRole = Int32(roles.count)
    roles.append(Role(kind: .person, sector: "UNK", sex: .unknown, isStanding: false, name: "person"))
    for word in persons { add(word, commonRole) }
    headKeys = words.map { word in PhraseKey(word.split(separator: " ").last.map(String.init) ?? word).value }
    let general = Set(try file.required("generic").texts())
    generic = Set(words.indices.filter { general.contains(words[$0]) }.map { Int32($0) })
    for word in try file.required("former").texts() { former.insert(PhraseKey(word).value) }
    for word in try file.required("modifiers").texts() { modifiers.insert(PhraseKey(word).value) }
    for item in try file.required("courtesy").list() {
      let sex: Sex =
        switch try item.required("sex").text() {
        case "m": .male
        case "f": .female
        default: .unknown
        }
      for word in try item.required("words").texts() { courtesy[PhraseKey(word).value] = sex }
    }
  }

  /// First sense of a phrase: nil when unknown, -1 for a mere prefix.
  func find(_ key: PhraseKey) -> Int32? { table[key.value] }

  func role(_ sense: RoleSense) -> Role { roles[Int(sense.role)] }

  /// Whether a word only says what kind of body a name names.
  func isGeneric(_ sense: RoleSense) -> Bool { generic.contains(sense.word) }

  /// Whether a phrase stands in the list as it is, not only its singular.
  func isListed(_ key: PhraseKey) -> Bool { listed.contains(key.value) }

  /// Whether a word is a person's by nouns.yaml alone: "arsonist".
  func isCommon(_ sense: RoleSense) -> Bool { sense.role == commonRole }

  /// Key of the last word: "agency" of "space agency".
  func headKey(_ sense: RoleSense) -> UInt64 { headKeys[Int(sense.word)] }

  private static func singular(_ text: String) -> String {
    text.split(separator: "/", maxSplits: 1).first.map(String.init) ?? text
  }

  private mutating func add(_ text: String, _ role: Int32) {
    let forms = text.split(separator: "/", maxSplits: 1).map(String.init)
    guard let singular = forms.first else { return }
    let word = Int32(words.count)
    words.append(singular)
    insert(singular, RoleSense(role: role, word: word, isPlural: RoleLexicon.isPlural(singular)))
    let plural = forms.count > 1 ? forms[1] : RoleLexicon.plural(singular)
    if let plural, plural != singular { insert(plural, RoleSense(role: role, word: word, isPlural: true)) }
    if let open = singular.firstRange(of: " of "), forms.count == 1, plural != nil {
      let head = String(singular[..<open.lowerBound])
      if let many = RoleLexicon.plural(head) {
        insert(many + singular[open.lowerBound...], RoleSense(role: role, word: word, isPlural: true))
      }
    }
  }

  private mutating func insert(_ phrase: String, _ sense: RoleSense) {
    var phrase = phrase
    var key = PhraseKey()
    phrase.withUTF8 { bytes in
      key.feed(bytes) { prefix in
        if table[prefix] == nil { table[prefix] = -1 }
      }
    }
    // The first line that names a word wins.
    if let known = table[key.value], known >= 0 { return }
    table[key.value] = Int32(senses.count)
    senses.append(sense)
  }

  /// Words of the list that are plural as they stand.
  private static func isPlural(_ word: String) -> Bool {
    word.hasSuffix("s") && !word.hasSuffix("ss") && !word.hasSuffix("us") && !word.hasSuffix("corps")
      || word.hasSuffix("people") || word.hasSuffix("personnel") || word.hasSuffix("police")
  }

  /// The regular plural; nil for words that have none of their own.
  private static func plural(_ word: String) -> String? {
    if word.hasSuffix("people") || word.hasSuffix("police") || word.hasSuffix("personnel") { return nil }
    let bytes = Array(word.utf8)
    guard let last = bytes.last, bytes.count > 1 else { return nil }
    let before = bytes[bytes.count - 2]
    switch last {
    case 0x73:
      return word.hasSuffix("ss") ? word + "es" : nil
    case 0x78, 0x7a: return word + "es"
    case 0x68 where before == 0x63 || before == 0x73: return word + "es"
    case 0x79 where !"aeiou".utf8.contains(before): return word.dropLast() + "ies"
    case 0x2e: return nil
    default: return word + "s"
    }
  }
}
