// Which trigger words writers use for the same kind of event: the room's only knowledge of words, read from data.

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

  public private(set) var groups: [Group] = []
  private var groupOfWord: [WordKey: Int] = [:]

  /// No groups: only equal words match.
  public init() {}

  /// Reads the groups.
  public init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    let file = try knowledge.required("event-words.yaml")
    try file.allow(["groups"])
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

  func group(of key: WordKey) -> Int? { groupOfWord[key] }

  func isBeginning(_ key: WordKey) -> Bool { groupOfWord[key].map { groups[$0].isBeginning } ?? false }
}
