// Copies of training sentences that look like headlines: capitals, no articles, no auxiliary "be", no stop.

import Language

/// A copy and the words of the original that it keeps.
struct Headline {
  var sentence: TreeSentence
  var kept: [Int]

  /// The copy's labels from those of the original.
  func keep<T>(_ values: [T]) -> [T] { values.isEmpty ? [] : kept.map { values[$0] } }

  /// The copy's predicates from those of the original.
  func keep(_ predicates: [RoleExample]?) -> [RoleExample]? {
    predicates?.compactMap { predicate in
      guard let token = kept.firstIndex(of: predicate.token) else { return nil }
      var result = predicate
      result.token = token
      result.labels = keep(predicate.labels)
      return result
    }
  }

  /// Makes a copy, or nil when the sentence is no clause of a headline's length.
  init?(_ source: TreeSentence, _ generator: inout Generator) {
    guard (5...18).contains(source.count), source.upos.contains(.verb), source.multiword.isEmpty,
      generator.chance(0.25)
    else { return nil }
    let isParent = Set(source.heads)
    let drops = generator.chance(0.7)
    kept = source.forms.indices.filter { i in
      if isParent.contains(i) || source.heads[i] < 0 { return true }
      if i == source.count - 1, source.forms[i] == [0x2e] { return false }
      guard drops else { return true }
      let isArticle = source.relations[i] == .det && source.features[i].contains("PronType=Art")
      let isBe = source.lemmas[i] == "be" && (source.relations[i] == .aux || source.relations[i] == .auxPass)
      return !isArticle && !isBe
    }
    var numbers = [Int](repeating: -1, count: source.count)
    for (new, old) in kept.enumerated() { numbers[old] = new }
    sentence = source
    let kept = kept
    func keep<T>(_ values: [T]) -> [T] { kept.map { values[$0] } }
    sentence.forms = keep(source.forms)
    sentence.lemmas = keep(source.lemmas)
    sentence.upos = keep(source.upos)
    sentence.xpos = keep(source.xpos)
    sentence.features = keep(source.features)
    sentence.heads = keep(source.heads).map { $0 < 0 ? -1 : numbers[$0] }
    sentence.relations = keep(source.relations)
    sentence.spaceAfter = keep(source.spaceAfter)
    sentence.misc = keep(source.misc)
    let style = generator.uniform(0, 1)
    for i in sentence.forms.indices where style < 0.7 {
      if style < 0.15 {
        sentence.forms[i] = sentence.forms[i].map { $0 &- 0x61 < 26 ? $0 & 0xdf : $0 }
      } else if let first = sentence.forms[i].first, first &- 0x61 < 26 {
        let isSmall: Bool
        switch sentence.upos[i] {
        case .adp, .cconj, .det, .part, .sconj: isSmall = sentence.forms[i].count < 5 && i > 0
        default: isSmall = false
        }
        if !isSmall { sentence.forms[i][0] = first & 0xdf }
      }
    }
  }
}
