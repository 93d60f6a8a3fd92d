// Which trigger words writers use for the same kind of event: the room's only knowledge of words, read from data.

import Events
import Knowledge
import Language

/// Groups of trigger words, from `Knowledge/graph/event-words.yaml`.
public struct EventWords: Sendable {
  /// One group of words for a kind of event.
  public struct Group: Sendable {
    public var name: String
    public var words: [String]
    /// A state of affairs that lasts and exists once between two parties, such as a war.
    public var isSituation: Bool
    /// Words of answering: their negation speaks against any answer elsewhere.
    public var isAnswer: Bool
    /// Forms of verbs of beginning, which date the start of a situation.
    public var isBeginning: Bool
    /// Pairs of sentences that name the same event.
    public var examples: [(String, String)]
  }

  /// What an event is: the names by which families list it.
  struct Act: Hashable {
    var kind: String?
    var type: EventType

    /// A kind, else a type in capitals; an ordinary act without a kind has none.
    var name: String? { kind ?? (type == .other ? nil : type.rawValue) }
  }

  public private(set) var groups: [Group] = []
  /// Kinds and types that writers use for one event, by their names.
  private var families: [Set<String>] = []
  /// Kinds, and names of groups, of what comes to a person once.
  private var once: Set<String> = []
  /// Keys of words that tell an event from another like it.
  private var marks: Set<UInt64> = []
  private var groupOfWord: [WordKey: Int] = [:]

  /// No groups: only equal words match.
  public init() {}

  /// Reads the groups.
  public init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    let file = try knowledge.required("event-words.yaml")
    try file.allow(["groups", "families", "once", "marks"])
    for family in try file["families"]?.list() ?? [] {
      try family.allow(["name", "of"])
      families.append(Set(try family.required("of").texts()))
    }
    once = Set(try file["once"]?.texts() ?? [])
    marks = Set((try file["marks"]?.texts() ?? []).map { WordKey($0).value })
    for value in try file.required("groups").list() {
      try value.allow(["name", "words", "situation", "answer", "beginning", "examples"])
      var examples: [(String, String)] = []
      for example in try value.required("examples").list() {
        let text = try example.text()
        guard let bar = text.utf8.firstIndex(of: UInt8(ascii: "|")) else {
          throw example.error("an example is two sentences divided by \" | \"")
        }
        examples.append((String(text[..<bar]), String(text[text.utf8.index(after: bar)...])))
      }
      let words = try value.required("words").texts()
      for word in words {
        if let other = groupOfWord.updateValue(groups.count, forKey: WordKey(word)), other != groups.count {
          throw value.error("\"\(word)\" stands in the group \"\(groups[other].name)\" as well")
        }
      }
      groups.append(
        Group(
          name: try value.required("name").text(), words: words,
          isSituation: try value["situation"]?.flag() ?? false, isAnswer: try value["answer"]?.flag() ?? false,
          isBeginning: try value["beginning"]?.flag() ?? false, examples: examples))
    }
  }

  /// The group of a lemma; nil when it stands alone.
  public func group(of lemma: String) -> Int? { groupOfWord[WordKey(lemma)] }

  /// Whether two acts of different kinds may be one event.
  func areKin(_ a: Act, _ b: Act) -> Bool {
    func names(_ act: Act) -> [String] { [act.kind, act.type == .other ? nil : act.type.rawValue].compactMap { $0 } }
    let (mine, theirs) = (names(a), names(b))
    return families.contains { family in
      mine.contains(where: family.contains) && theirs.contains(where: family.contains)
    }
  }

  /// Whether it comes to a person once.
  func isOnce(_ act: Act, group: Int?) -> Bool {
    act.kind.map(once.contains) ?? false || group.map { once.contains(groups[$0].name) } ?? false
  }

  /// Whether a word tells an event from another like it.
  func isMark(_ word: UInt64) -> Bool { marks.contains(word) }

  func group(of key: WordKey) -> Int? { groupOfWord[key] }

  func isBeginning(_ key: WordKey) -> Bool { groupOfWord[key].map { groups[$0].isBeginning } ?? false }
}
