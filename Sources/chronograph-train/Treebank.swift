// Reads treebanks in CoNLL-U for training and measuring.

import Language

/// One annotated sentence of a treebank. Heads count from 0; the root has head -1.
struct TreeSentence {
  var forms: [[UInt8]] = []
  var lemmas: [String] = []
  var upos: [UPOS] = []
  var xpos: [String] = []
  var features: [String] = []
  var heads: [Int] = []
  var relations: [Relation] = []
  var spaceAfter: [Bool] = []
  /// Multiword tokens: ranges of words and the surface form.
  var multiword: [(range: Range<Int>, form: String)] = []
  var misc: [String] = []
  var startsParagraph = false
  var startsDocument = false
  var id = ""
  var count: Int { forms.count }
}

enum Treebank {
  /// Reads a file; empty nodes are left out.
  static func read(_ path: String) throws -> [TreeSentence] {
    let text = try readFile(path)
    var result: [TreeSentence] = []
    var sentence = TreeSentence()
    var multiwordEnd = -1
    for line in text.split(separator: 0x0a, omittingEmptySubsequences: false) {
      if line.isEmpty || line == [0x0d] {
        if sentence.count > 0 { result.append(sentence) }
        if sentence.count > 0 { sentence = TreeSentence() }
        multiwordEnd = -1
        continue
      }
      if line.first == 0x23 {
        let comment = String(decoding: line, as: UTF8.self)
        if comment.hasPrefix("# newpar") { sentence.startsParagraph = true }
        if comment.hasPrefix("# newdoc") { sentence.startsDocument = true }
        if comment.hasPrefix("# sent_id = ") { sentence.id = String(comment.dropFirst(12)) }
        continue
      }
      let columns = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard columns.count == 10 else { continue }
      let id = String(decoding: columns[0], as: UTF8.self)
      let misc = String(decoding: columns[9], as: UTF8.self)
      let space = !misc.contains("SpaceAfter=No")
      if let dash = id.firstIndex(of: "-"), let first = Int(id[..<dash]), let last = Int(id[id.index(after: dash)...]) {
        sentence.multiword.append((first - 1..<last, String(decoding: columns[1], as: UTF8.self)))
        multiwordEnd = last
        if !space { sentence.multiword[sentence.multiword.count - 1].form += "\u{0}" }
        continue
      }
      guard let number = Int(id) else { continue }
      sentence.forms.append(Array(columns[1]))
      sentence.lemmas.append(String(decoding: columns[2], as: UTF8.self))
      sentence.upos.append(UPOS(String(decoding: columns[3], as: UTF8.self)) ?? .x)
      sentence.xpos.append(String(decoding: columns[4], as: UTF8.self))
      sentence.features.append(String(decoding: columns[5], as: UTF8.self))
      sentence.heads.append((Int(String(decoding: columns[6], as: UTF8.self)) ?? 0) - 1)
      sentence.relations.append(Relation(String(decoding: columns[7], as: UTF8.self)) ?? .dep)
      sentence.misc.append(misc)
      if number < multiwordEnd {
        sentence.spaceAfter.append(false)
      } else if number == multiwordEnd, let last = sentence.multiword.last {
        sentence.spaceAfter.append(!last.form.hasSuffix("\u{0}"))
      } else {
        sentence.spaceAfter.append(space)
      }
    }
    if sentence.count > 0 { result.append(sentence) }
    return result
  }
}
