// The gazetteer: phrases of the knowledge files in one hash table, prefixes included, so that the longest match
// from a token takes as many look-ups as it has words.

import Knowledge
import Language

struct Gazetteer: Sendable {
  private(set) var actors: [KnownActor] = []
  private(set) var senses: [NameSense] = []
  /// Key of a phrase to its first sense; -1 for what is only the beginning of longer phrases.
  private var table: [UInt64: Int32] = [:]
  private(set) var byID: [String: Int32] = [:]
  /// Office and country or organisation to persons with such a term.
  private(set) var holders: [String: [Int32]] = [:]
  /// Last names to persons.
  private(set) var surnames: [UInt64: [Int32]] = [:]
  /// Given names to sex, as far as all known bearers agree.
  private(set) var givenNames: [UInt64: Sex] = [:]
  /// The actor of a country's standing body, such as `GBR-foreign-ministry`.
  private(set) var standing: [String: Int32] = [:]

  /// Month in which the terms of office were last looked through.
  var officesKnownUntil: String?

  init() {
    table.reserveCapacity(32_768)
    senses.reserveCapacity(16_384)
    actors.reserveCapacity(8_192)
  }

  @discardableResult
  mutating func add(_ actor: KnownActor) -> Int32 {
    let index = Int32(actors.count)
    actors.append(actor)
    byID[actor.id] = index
    for term in actor.terms { holders[term.office + "@" + term.of, default: []].append(index) }
    return index
  }

  mutating func addName(_ name: String, _ actor: Int32, _ use: NameUse) {
    var capitals = 0
    var letters = 0
    for byte in name.utf8 {
      if byte >= 0x41 && byte <= 0x5a { capitals += 1 }
      if byte >= 0x41 && byte <= 0x5a || byte >= 0x61 && byte <= 0x7a || byte >= 0x80 { letters += 1 }
    }
    let lastWord = name.utf8.split { $0 == 0x20 || $0 == 0x2d }.last?.first ?? 0x41
    let isExact = capitals == letters && letters <= 4 && capitals > 0
    let key = insert(name)
    let next = table[key] ?? -1
    // Two lines that say the same do no harm.
    var sense = next
    while sense >= 0 {
      let known = senses[Int(sense)]
      if known.actor == actor { return }
      sense = known.next
    }
    table[key] = Int32(senses.count)
    senses.append(
      NameSense(
        actor: actor, use: use, isExact: isExact, allowsLower: capitals == 0,
        endsLower: lastWord >= 0x61 && lastWord <= 0x7a, next: next))
  }

  mutating func addSurname(_ name: String, _ actor: Int32) {
    surnames[PhraseKey(name).value, default: []].append(actor)
  }

  mutating func addGivenName(_ name: String, _ sex: Sex) {
    guard sex != .unknown else { return }
    let key = PhraseKey(name).value
    if let known = givenNames[key], known != sex {
      givenNames[key] = .unknown
    } else {
      givenNames[key] = sex
    }
  }

  mutating func setStanding(_ key: String, _ actor: Int32) { standing[key] = actor }

  /// Makes a sense point to another actor.
  mutating func repoint(_ sense: Int32, to actor: Int32) { senses[Int(sense)].actor = actor }

  private mutating func insert(_ phrase: String) -> UInt64 {
    var phrase = phrase
    var key = PhraseKey()
    phrase.withUTF8 { bytes in
      key.feed(bytes) { prefix in
        if table[prefix] == nil { table[prefix] = -1 }
      }
    }
    return key.value
  }

  /// Look-up of a phrase: nil when neither it nor a longer phrase that begins so is known, -1 for a mere prefix,
  /// else the first sense.
  func find(_ key: PhraseKey) -> Int32? { table[key.value] }

  /// The senses of a phrase, in the reverse order of the files.
  func senses(from first: Int32) -> [NameSense] {
    var result: [NameSense] = []
    var next = first
    while next >= 0, result.count < 16 {
      result.append(senses[Int(next)])
      next = senses[Int(next)].next
    }
    return result
  }

  func actor(_ index: Int32) -> KnownActor { actors[Int(index)] }

  func actor(id: String) -> KnownActor? { byID[id].map { actors[Int($0)] } }

  /// Persons with a term of an office of a country or organisation that a condition admits.
  func holders(of office: String, in place: String, where admits: (OfficeTerm) -> Bool) -> [Int32] {
    var result: [Int32] = []
    for index in holders[office + "@" + place] ?? [] where !result.contains(index) {
      let covers = actors[Int(index)].terms.contains { $0.office == office && $0.of == place && admits($0) }
      if covers { result.append(index) }
    }
    return result
  }

  /// Whether a code is that of a state or territory rather than `IGO`, `NGO` and so on.
  func isState(_ code: String) -> Bool { byID[code.asciiLowercased].map { actors[Int($0)].kind == .country } ?? false }
}
