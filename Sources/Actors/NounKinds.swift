// What kinds of things nouns name, and which of them the slots of verbs, adjectives and nouns take.

import Knowledge
import Language

/// What a noun or an actor is, for what may be said of it.
enum NounKind: Int, Sendable, CaseIterable {
  case person, body, place, thing, event, idea
}

/// The nouns of nouns.yaml by lemma.
struct NounKinds: Sendable {
  private var kinds: [WordKey: NounKind] = [:]
  /// Nouns that are no actors by themselves but may take part in what a text tells.
  private(set) var sites: Set<WordKey> = []
  private(set) var vehicles: Set<WordKey> = []
  /// Nouns of persons, for the lexicon of roles.
  private(set) var persons: [String] = []

  init(_ file: KnowledgeValue) throws(KnowledgeError) {
    try file.allow(["person", "body", "site", "vehicle", "place", "thing", "event"])
    kinds.reserveCapacity(8_192)
    persons = try file.required("person").text().split(separator: " ").map(String.init)
    for word in persons { kinds[WordKey(word)] = .person }
    sites = try add(file, "site", .place)
    vehicles = try add(file, "vehicle", .thing)
    for (name, kind) in [("body", NounKind.body), ("place", .place), ("thing", .thing), ("event", .event)] {
      _ = try add(file, name, kind)
    }
  }

  private mutating func add(_ file: KnowledgeValue, _ name: String, _ kind: NounKind) throws(KnowledgeError) -> Set<
    WordKey
  > {
    let keys = NounKinds.keys(try file.required(name).text())
    for key in keys { kinds[key] = kind }
    return Set(keys)
  }

  /// The keys of the words of a text with single spaces.
  static func keys(_ text: String) -> [WordKey] {
    var text = text
    return text.withUTF8 { bytes in
      UnsafeRawBufferPointer(bytes).split(separator: 0x20).map { WordKey(bytes: UnsafeRawBufferPointer(rebasing: $0)) }
    }
  }

  /// The kind of a noun; of nouns that are not listed, an idea.
  func kind(_ lemma: WordKey) -> NounKind { kinds[lemma] ?? .idea }
}

/// What kinds of things fill the slots of words, from slots.yaml.
struct SlotKinds: Sendable {
  enum Slot: String, Sendable, CaseIterable { case subject, object, owner }

  private var rows: [[Float]] = []
  private var lines: [Slot: [WordKey: Int16]] = [:]

  init(_ file: KnowledgeValue) throws(KnowledgeError) {
    try file.allow(Slot.allCases.map(\.rawValue))
    for slot in Slot.allCases {
      var line: [WordKey: Int16] = [:]
      line.reserveCapacity(4_500)
      for item in try file.required(slot.rawValue).list() {
        try item.allow(["kinds", "words"])
        var row: [Float] = []
        for value in try item.required("kinds").list() { row.append(Float(try value.integer()) / 4) }
        guard row.count == NounKind.allCases.count else { throw item.error("six kinds are needed") }
        for key in NounKinds.keys(try item.required("words").text()) { line[key] = Int16(rows.count) }
        rows.append(row)
      }
      lines[slot] = line
    }
  }

  /// How much more often than on average a slot is filled by each kind, as log-ratios; nil for unknown words.
  func preference(_ slot: Slot, of word: WordKey) -> [Float]? {
    lines[slot]?[word].map { rows[Int($0)] }
  }
}
