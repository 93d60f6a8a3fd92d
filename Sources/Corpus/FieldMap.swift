// Which field of a record holds what: names from `fields.yaml`, overruled by the user's `--map`.

import Knowledge

/// The parts of a document that a record's fields can hold.
public enum FieldRole: String, Sendable, CaseIterable {
  case id, text, title, date, outlet, url, language
}

/// Names of fields by role, best first.
public struct FieldMap: Sendable {
  private var names: [FieldRole: [String]] = [:]
  /// Roles that the user mapped; no other name counts for them.
  private var given: [FieldRole: String] = [:]
  var exports = ExportLabels()

  init() {
    for role in FieldRole.allCases { names[role] = [role.rawValue] }
  }

  /// Reads `fields.yaml`.
  init(_ file: KnowledgeValue) throws(KnowledgeError) {
    try file.allow(["fields", "nexis", "factiva"])
    let fields = try file.required("fields")
    try fields.allow(FieldRole.allCases.map(\.rawValue))
    for role in FieldRole.allCases { names[role] = try fields.required(role.rawValue).texts().map(Self.folded) }
    exports = try ExportLabels(file)
  }

  /// Adds what the user says: `text=body,date=published`.
  ///
  /// - Returns: the part that is no `ROLE=NAME`, or nil when all was understood.
  public mutating func apply(_ pairs: String) -> String? {
    for pair in pairs.split(separator: ",") {
      guard let equals = pair.firstIndex(of: "="), let role = FieldRole(rawValue: String(pair[..<equals])) else {
        return String(pair)
      }
      let name = Self.folded(String(pair[pair.index(after: equals)...]))
      guard !name.isEmpty else { return String(pair) }
      given[role] = name
    }
    return nil
  }

  /// Whether the user mapped a role.
  func isGiven(_ role: FieldRole) -> Bool { given[role] != nil }

  /// The names that count for a role.
  func names(_ role: FieldRole) -> [String] { given[role].map { [$0] } ?? names[role] ?? [] }

  /// A name as it is compared: lower case, without blanks, `_`, `-` and `:`.
  static func folded(_ name: String) -> String { folded(Array(name.utf8)) }

  static func folded(_ name: [UInt8]) -> String {
    var bytes: [UInt8] = []
    for byte in name where byte > 0x20 && byte != 0x5f && byte != 0x2d && byte != 0x3a {
      bytes.append(byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The fields of one record by their paths.
struct RecordFields {
  /// Paths in order of appearance, for messages.
  private(set) var paths: [String] = []
  private var values: [String: JSONValue] = [:]

  private static let mostFields = 400

  /// - Parameter value: a JSON object; fields of objects in it have a path with dots.
  init(_ value: JSONValue) { read(value, prefix: "", depth: 0) }

  private mutating func read(_ value: JSONValue, prefix: String, depth: Int) {
    guard case .object(let members) = value else { return }
    for (key, value) in members {
      let path = prefix + FieldMap.folded(key)
      guard values[path] != nil || paths.count < Self.mostFields else { return }
      if values[path] == nil { paths.append(path) }
      values[path] = value
      if depth < 3 { read(value, prefix: path + ".", depth: depth + 1) }
    }
  }

  /// The first field of a role that holds a text, a number or a list of texts, and its path.
  func value(_ role: FieldRole, _ map: FieldMap) -> (path: String, bytes: [UInt8])? {
    for name in map.names(role) {
      if let value = values[name], let bytes = Self.bytes(value), bytes.contains(where: { $0 > 0x20 }) {
        return (name, bytes)
      }
    }
    return nil
  }

  /// Whether the field called as a role holds what is no text, and no other field stands in for it.
  func isWrong(_ role: FieldRole, _ map: FieldMap) -> Bool {
    switch values[role.rawValue] {
    case nil, .null?, .string?, .number?: false
    case .bool?, .array?, .object?: value(role, map) == nil
    }
  }

  private static func bytes(_ value: JSONValue) -> [UInt8]? {
    switch value {
    case .string(let bytes): return bytes
    case .number(let digits): return digits.utf8.count <= 32 ? Array(digits.utf8) : nil
    case .array(let values):
      var result: [UInt8] = []
      for case .string(let bytes) in values {
        if !result.isEmpty { result.append(contentsOf: [0x0a, 0x0a]) }
        result.append(contentsOf: bytes)
      }
      return result.isEmpty ? nil : result
    default: return nil
    }
  }

  /// The list of records in an answer such as `{"articles": [...]}`; nil when the value is a record itself.
  static func list(in value: JSONValue, _ map: FieldMap) -> [JSONValue]? {
    var level = [value]
    for _ in 0..<4 {
      var best: [JSONValue]?
      var next: [JSONValue] = []
      for value in level.prefix(100) {
        guard case .object(let members) = value else { continue }
        for (_, member) in members.prefix(400) {
          if case .object = member { next.append(member) }
          guard case .array(let elements) = member, elements.contains(where: { isRecord($0, map) }) else { continue }
          if elements.count > best?.count ?? 0 { best = elements }
        }
      }
      if let best { return best }
      level = next
    }
    return nil
  }

  private static func isRecord(_ value: JSONValue, _ map: FieldMap) -> Bool {
    guard case .object = value else { return false }
    let fields = RecordFields(value)
    return fields.value(.text, map) != nil && (map.isGiven(.text) || fields.value(.title, map) != nil)
  }
}
