// Reads the facts of PropBank's frame files from a table: roleset, lemma, name, aliases, roles, VerbNet roles,
// VerbNet classes, FrameNet frames, count in the training data.

import Language

enum RolesetFacts {
  /// Reads `rolesets.tsv`.
  static func read(_ path: String) throws -> [Rolesets.Entry] {
    try readFile(path).split(separator: 0x0a).compactMap { line in
      guard line.first != 0x23 else { return nil }
      let fields = String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 9 else { throw ModelError("\(path): a line without nine fields") }
      var functions = [String?](repeating: nil, count: Rolesets.cores)
      for role in items(fields[4], "|") {
        let parts = role.split(separator: "/", maxSplits: 2)
        guard let label = RoleLabel(parts[0]), label.isCore, parts.count > 1 else { continue }
        functions[Int(label.rawValue)] = String(parts[1])
      }
      var thematic = [String?](repeating: nil, count: Rolesets.cores)
      for role in items(fields[5], " ") {
        let parts = role.split(separator: ":")
        guard parts.count == 2, let label = RoleLabel(parts[0]), label.isCore else { continue }
        thematic[Int(label.rawValue)] = parts[1].split(separator: "+").first.map(String.init)
      }
      return Rolesets.Entry(
        name: String(fields[0]), functions: functions, thematic: thematic,
        verbNet: items(fields[6], " ").map(String.init), frameNet: items(fields[7], " ").map(String.init),
        aliases: items(fields[3], "|").map(String.init), count: Int(fields[8]) ?? 0)
    }
  }

  private static func items(_ field: Substring, _ separator: Character) -> [Substring] {
    field == "-" ? [] : field.split(separator: separator)
  }
}
