// Reads PropBank's roles, aligned to a treebank: sent_id, word, roleset, kind, arguments, form.

import Language

/// One predicate of a training sentence.
struct RoleExample {
  var token: Int
  /// ``RoleBank/predicate`` or ``RoleBank/light``.
  var kind: UInt8
  /// Number of the roleset; 0 when it is not among the candidates.
  var roleset: Int
  var candidates: [UInt16]
  /// Label of each token of the sentence: 0 for none, else one more than ``RoleLabel``'s number.
  var labels: [UInt8]
}

struct RoleBank {
  static let predicate: UInt8 = 1
  static let light: UInt8 = 2

  private struct Line {
    var token: Int
    var roleset: String
    var kind: String
    var arguments: [(label: RoleLabel, head: Int)]
  }

  private var lines: [String: [Line]] = [:]
  private let rolesets: Rolesets

  init(_ path: String, _ rolesets: Rolesets) throws {
    self.rolesets = rolesets
    for line in try readFile(path).split(separator: 0x0a) where line.first != 0x23 {
      let fields = String(decoding: line, as: UTF8.self).split(separator: "\t")
      guard fields.count >= 5, let word = Int(fields[1]) else { throw ModelError("\(path): a line without fields") }
      var arguments: [(label: RoleLabel, head: Int)] = []
      for item in fields[4] == "_" ? [] : fields[4].split(separator: " ") {
        let parts = item.split(separator: ":")
        guard parts.count == 3, let head = Int(parts[2]) else { continue }
        let label = parts[0].hasSuffix("-DSP") ? parts[0].dropLast(4) : parts[0]
        if let label = RoleLabel(label) { arguments.append((label, head - 1)) }
      }
      lines[String(fields[0]), default: []].append(
        Line(token: word - 1, roleset: String(fields[2]), kind: String(fields[3]), arguments: arguments))
    }
  }

  /// The predicates of a sentence; auxiliaries and copulas are none.
  func predicates(_ sentence: TreeSentence) -> [RoleExample] {
    var result: [RoleExample] = []
    for line in lines[sentence.id] ?? [] where line.kind != "aux" && line.kind != "cop" && line.token < sentence.count {
      let isLight = line.kind == "lv"
      var labels = [UInt8](repeating: 0, count: sentence.count)
      for (label, head) in line.arguments where labels.indices.contains(head) && labels[head] == 0 {
        labels[head] = label.rawValue + 1
      }
      let candidates = isLight ? [] : RoleBank.candidates(sentence, line.token, rolesets)
      let number = rolesets.number(WordKey(line.roleset))
      result.append(
        RoleExample(
          token: line.token, kind: isLight ? RoleBank.light : RoleBank.predicate,
          roleset: candidates.contains(UInt16(number)) ? number : 0, candidates: candidates, labels: labels))
    }
    return result
  }

  /// The rolesets that a word can have by its lemma, tag and particles.
  private static func candidates(_ sentence: TreeSentence, _ token: Int, _ rolesets: Rolesets) -> [UInt16] {
    let particles = (0..<sentence.count).filter {
      sentence.heads[$0] == token && (sentence.relations[$0] == .compoundPrt || sentence.relations[$0] == .advmod)
    }
    return rolesets.candidates(
      WordKey(sentence.lemmas[token]), sentence.upos[token],
      particles: particles.map { i in
        (sentence.forms[i].withUnsafeBytes { WordKey(bytes: $0) }, sentence.relations[i] == .compoundPrt)
      })
  }
}
