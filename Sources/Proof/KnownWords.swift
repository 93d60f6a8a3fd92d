// The words that the knowledge files have for an actor or country: a name may use them although no article writes them.

import Knowledge

/// Words by id or country code, lower case.
public struct KnownWords: Sendable {
  private var words: [String: Set<String>] = [:]

  public init() {}

  /// - Parameter knowledge: the files on actors.
  public init(_ knowledge: KnowledgeFiles) {
    for file in knowledge.files { add(file.node) }
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
