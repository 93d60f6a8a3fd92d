// The room of knowledge files: a tree of scalars, sequences and mappings that remembers the line of each
// value. It knows nothing of what the values mean; each room reads its own files through these accessors.

/// One value of a knowledge file with its position.
public struct KnowledgeNode: Sendable, Equatable {
  public enum Content: Sendable, Equatable {
    case scalar(String)
    case sequence([KnowledgeNode])
    /// Keys in the order of the file; duplicate keys are refused when the file is read.
    case mapping([KnowledgeEntry])
  }

  public var content: Content
  /// Line in the file, counted from 1.
  public var line: Int

  public init(_ content: Content, line: Int) {
    self.content = content
    self.line = line
  }
}

/// One key of a mapping and its value.
public struct KnowledgeEntry: Sendable, Equatable {
  public var key: String
  public var line: Int
  public var value: KnowledgeNode

  public init(key: String, line: Int, value: KnowledgeNode) {
    self.key = key
    self.line = line
    self.value = value
  }
}

/// A fault of a knowledge or configuration file: where it is and what to do about it.
public struct KnowledgeError: Error, Sendable, Equatable, CustomStringConvertible {
  public var file: String
  public var line: Int
  public var message: String

  public init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String { "\(file):\(line): \(message)" }
}

/// A node together with the file that it stands in, so that every complaint names file and line.
public struct KnowledgeValue: Sendable {
  public let file: String
  public let node: KnowledgeNode

  public init(file: String, node: KnowledgeNode) {
    self.file = file
    self.node = node
  }

  public var line: Int { node.line }

  /// An error at this value's position.
  public func error(_ message: String) -> KnowledgeError {
    KnowledgeError(file: file, line: node.line, message: message)
  }

  /// The text of a scalar; throws for a sequence or mapping.
  public func text() throws(KnowledgeError) -> String {
    guard case .scalar(let text) = node.content else { throw error("expected a text, found a list or mapping") }
    return text
  }

  /// The value as an integer; throws when it is not one.
  public func integer() throws(KnowledgeError) -> Int {
    let text = try text()
    guard let number = Int(text) else { throw error("expected a whole number, found \"\(text)\"") }
    return number
  }

  /// The value as a decimal number; throws when it is not one.
  public func number() throws(KnowledgeError) -> Double {
    let text = try text()
    guard let number = Double(text), number.isFinite else { throw error("expected a number, found \"\(text)\"") }
    return number
  }

  /// The value as a truth value, written `true` or `false`.
  public func flag() throws(KnowledgeError) -> Bool {
    switch try text() {
    case "true": return true
    case "false": return false
    case let other: throw error("expected true or false, found \"\(other)\"")
    }
  }

  /// The elements of a sequence; a lone scalar counts as a sequence of one.
  public func list() throws(KnowledgeError) -> [KnowledgeValue] {
    switch node.content {
    case .sequence(let nodes): return nodes.map { KnowledgeValue(file: file, node: $0) }
    case .scalar: return [self]
    case .mapping: throw error("expected a list, found a mapping")
    }
  }

  /// The elements of a sequence of texts; a lone scalar counts as a sequence of one.
  public func texts() throws(KnowledgeError) -> [String] {
    var result: [String] = []
    for value in try list() { result.append(try value.text()) }
    return result
  }

  /// The entries of a mapping in the order of the file.
  public func entries() throws(KnowledgeError) -> [(key: String, value: KnowledgeValue)] {
    guard case .mapping(let entries) = node.content else { throw error("expected a mapping") }
    return entries.map { ($0.key, KnowledgeValue(file: file, node: $0.value)) }
  }

  /// The value of a key, or nil when the mapping has no such key or this is no mapping.
  public subscript(key: String) -> KnowledgeValue? {
    guard case .mapping(let entries) = node.content, let entry = entries.first(where: { $0.key == key }) else {
      return nil
    }
    return KnowledgeValue(file: file, node: entry.value)
  }

  /// The value of a key that must be there.
  public func required(_ key: String) throws(KnowledgeError) -> KnowledgeValue {
    guard let value = self[key] else { throw error("the key \"\(key)\" is missing") }
    return value
  }

  /// Refuses keys that are not in `known`, so that a typing error in a rule is found.
  public func allow(_ known: [String]) throws(KnowledgeError) {
    guard case .mapping(let entries) = node.content else { throw error("expected a mapping") }
    for entry in entries where !known.contains(entry.key) {
      throw KnowledgeError(
        file: file, line: entry.line,
        message: "unknown key \"\(entry.key)\"; known here: \(known.joined(separator: ", "))")
    }
  }
}
