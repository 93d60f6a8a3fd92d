// YAML to knowledge nodes, through Yams.

import Foundation
import Yams

public enum KnowledgeYAML {
  /// Reads one file of YAML, at most 8 MB of it.
  ///
  /// - Parameters:
  ///   - path: the file, or a pipe.
  ///   - name: the name that errors carry.
  /// - Throws: `KnowledgeError` when it cannot be read, is too large, or does not parse.
  public static func read(_ path: String, name: String) throws(KnowledgeError) -> KnowledgeNode {
    let data: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      data = try handle.read(upToCount: YAMLGuard.fileLimit + 1) ?? Data()
    } catch {
      throw KnowledgeError(file: name, line: 1, message: "cannot read this file")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw KnowledgeError(file: name, line: faultyLine(of: data), message: "not UTF-8; save the file in that encoding")
    }
    return try parse(text, file: name)
  }

  /// Number of the first line that is no UTF-8.
  private static func faultyLine(of data: Data) -> Int {
    var number = 1
    for line in data.split(separator: 0x0a, omittingEmptySubsequences: false) {
      if String(validating: line, as: UTF8.self) == nil { return number }
      number += 1
    }
    return 1
  }

  /// Parses one YAML document.
  ///
  /// - Parameter file: the name that errors carry.
  /// - Throws: `KnowledgeError` with the line of a syntax error or a duplicate key, of an anchor or alias, and for
  ///   texts that are too large.
  public static func parse(_ text: String, file: String) throws(KnowledgeError) -> KnowledgeNode {
    guard text.utf8.count <= YAMLGuard.fileLimit else {
      throw KnowledgeError(file: file, line: 1, message: "larger than \(YAMLGuard.fileLimit >> 20) MB")
    }
    if let line = YAMLGuard.alias(in: text) {
      throw KnowledgeError(
        file: file, line: line, message: "YAML anchors and aliases are not supported here; put a text in quotes")
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw syntaxError(error, file: file)
    } catch {
      throw KnowledgeError(file: file, line: 1, message: "not readable as YAML: \(error)")
    }
    guard let root else { return KnowledgeNode(.mapping([]), line: 1) }
    var budget = YAMLGuard.valueLimit
    return try convert(root, file: file, &budget)
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

  private static func convert(
    _ node: Node, file: String, _ budget: inout Int
  ) throws(KnowledgeError) -> KnowledgeNode {
    let line = node.mark?.line ?? 1
    budget -= 1
    guard budget > 0 else { throw KnowledgeError(file: file, line: line, message: "too many values for one file") }
    switch node {
    case .scalar(let scalar):
      return KnowledgeNode(.scalar(scalar.string), line: line)
    case .sequence(let sequence):
      var nodes: [KnowledgeNode] = []
      for child in sequence { nodes.append(try convert(child, file: file, &budget)) }
      return KnowledgeNode(.sequence(nodes), line: line)
    case .mapping(let mapping):
      var entries: [KnowledgeEntry] = []
      for (key, value) in mapping {
        guard case .scalar(let name) = key else {
          throw KnowledgeError(file: file, line: key.mark?.line ?? line, message: "a key must be a text")
        }
        entries.append(
          KnowledgeEntry(key: name.string, line: key.mark?.line ?? line, value: try convert(value, file: file, &budget))
        )
      }
      return KnowledgeNode(.mapping(entries), line: line)
    case .alias:
      throw KnowledgeError(file: file, line: line, message: "YAML aliases are not supported here")
    }
  }
}
