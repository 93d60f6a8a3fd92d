// YAML to knowledge nodes, through Yams.

import Yams

public enum KnowledgeYAML {
  /// Parses one YAML document.
  ///
  /// - Parameter file: the name that errors carry.
  /// - Throws: `KnowledgeError` with the line of a syntax error or a duplicate key.
  public static func parse(_ text: String, file: String) throws(KnowledgeError) -> KnowledgeNode {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw syntaxError(error, file: file)
    } catch {
      throw KnowledgeError(file: file, line: 1, message: "not readable as YAML: \(error)")
    }
    guard let root else { return KnowledgeNode(.mapping([]), line: 1) }
    return try convert(root, file: file)
  }

  private static func syntaxError(_ error: YamlError, file: String) -> KnowledgeError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return KnowledgeError(file: file, line: mark.line, message: "YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let line = context.mark.line
      let keys = duplicates.sorted().joined(separator: ", ")
      return KnowledgeError(file: file, line: line, message: "keys stand here twice: \(keys)")
    default:
      return KnowledgeError(file: file, line: 1, message: "YAML: \(error)")
    }
  }

  private static func convert(_ node: Node, file: String) throws(KnowledgeError) -> KnowledgeNode {
    let line = node.mark?.line ?? 1
    switch node {
    case .scalar(let scalar):
      return KnowledgeNode(.scalar(scalar.string), line: line)
    case .sequence(let sequence):
      var nodes: [KnowledgeNode] = []
      for child in sequence { nodes.append(try convert(child, file: file)) }
      return KnowledgeNode(.sequence(nodes), line: line)
    case .mapping(let mapping):
      var entries: [KnowledgeEntry] = []
      for (key, value) in mapping {
        guard case .scalar(let name) = key else {
          throw KnowledgeError(file: file, line: key.mark?.line ?? line, message: "a key must be a text")
        }
        entries.append(
          KnowledgeEntry(key: name.string, line: key.mark?.line ?? line, value: try convert(value, file: file)))
      }
      return KnowledgeNode(.mapping(entries), line: line)
    case .alias:
      throw KnowledgeError(file: file, line: line, message: "YAML aliases are not supported here")
    }
  }
}
