// The words that the knowledge files have: for an actor or country, whose name may use them although no article writes
// them; for numbers; and those that no noun phrase begins with.

import Knowledge

/// What a proof takes from the knowledge.
public struct KnownWords: Sendable {
  /// Words by id or country code, lower case.
  private var words: [String: Set<String>] = [:]
  /// Values of the words that name numbers; empty where nothing is known of them.
  private(set) var numbers: [String: Double] = [:]
  /// Words that no noun phrase begins with.
  private(set) var links: Set<String> = []
  /// Words that begin a noun phrase only before these.
  private(set) var openers: [String: Set<String>] = [:]

  public init() {}

  /// - Parameters:
  ///   - actors: the files on actors.
  ///   - events: the files on events, for numbers and phrases; nil for those of the program.
  public init(_ actors: KnowledgeFiles, events: KnowledgeFiles? = nil) {
    for file in actors.files { add(file.node) }
    let events = events ?? (try? KnowledgeFiles.embedded(.events))
    for (name, value) in (try? events?["operators.yaml"]?["numbers"]?.entries()) ?? [] {
      numbers[name] = try? value.number()
    }
    let classes = events?["classes.yaml"]
    links = Set((try? classes?["phrase_links"]?.texts()) ?? [])
    for pair in (try? classes?["bound_openers"]?.texts()) ?? [] {
      let parts = pair.split(separator: "_").map(String.init)
      if parts.count == 2 { openers[parts[0], default: []].insert(parts[1]) }
    }
  }

  /// Whether a noun phrase cannot begin with these two words.
  func isOutside(_ first: String, before second: String) -> Bool {
    links.contains(first) || openers[first].map { !$0.contains(second) } ?? false
  }

  /// Every mapping that names a code or an id, with all texts in it.
  private mutating func add(_ node: KnowledgeNode) {
    switch node.content {
    case .scalar: return
    case .sequence(let nodes): for child in nodes { add(child) }
    case .mapping(let entries):
      let keys = entries.filter { $0.key == "code" || $0.key == "id" }.compactMap { entry -> String? in
        guard case .scalar(let text) = entry.value.content else { return nil }
        return text.lowercased()
      }
      if keys.isEmpty {
        for entry in entries { add(entry.value) }
      } else {
        var found: Set<String> = []
        for entry in entries { KnownWords.collect(entry.value, &found) }
        for key in keys { words[key, default: []].formUnion(found) }
      }
    }
  }

  private static func collect(_ node: KnowledgeNode, _ found: inout Set<String>) {
    switch node.content {
    case .scalar(let text): for word in WordScan.words(text) { found.insert(word.key) }
    case .sequence(let nodes): for child in nodes { collect(child, &found) }
    case .mapping(let entries): for entry in entries { collect(entry.value, &found) }
    }
  }

  subscript(key: String?) -> Set<String> { key.flatMap { words[$0.lowercased()] } ?? [] }
}
