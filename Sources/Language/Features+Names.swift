// UD feature strings: reading from treebanks, writing CoNLL-U.

extension Features {
  /// UD attribute, value and bit, in the order of CoNLL-U (by attribute, then value).
  private static let table: [(attribute: String, value: String, bit: Features)] = [
    ("Case", "Acc", .accusative), ("Case", "Nom", .nominative),
    ("Definite", "Def", .definite), ("Definite", "Ind", .indefinite),
    ("Degree", "Cmp", .comparative), ("Degree", "Sup", .superlative),
    ("Gender", "Fem", .feminine), ("Gender", "Masc", .masculine), ("Gender", "Neut", .neuter),
    ("Mood", "Imp", .imperative), ("Mood", "Sub", .subjunctive),
    ("NumType", "Card", .cardinal), ("NumType", "Ord", .ordinal),
    ("Number", "Plur", .plural), ("Number", "Sing", .singular),
    ("Person", "1", .first), ("Person", "2", .second), ("Person", "3", .third),
    ("Polarity", "Neg", .negative),
    ("Poss", "Yes", .possessive),
    ("PronType", "Dem", .demonstrative), ("PronType", "Int", .interrogative), ("PronType", "Rel", .relative),
    ("Reflex", "Yes", .reflexive),
    ("Tense", "Past", .past), ("Tense", "Pres", .present),
    ("VerbForm", "Fin", .finite), ("VerbForm", "Ger", .gerund), ("VerbForm", "Inf", .infinitive),
    ("VerbForm", "Part", .participle),
    ("Voice", "Pass", .passive),
  ]

  /// Reads the FEATS column; features that the set does not hold are left out.
  public init(conllu text: some StringProtocol) {
    self = []
    for part in text.split(separator: "|") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { continue }
      for row in Features.table where row.attribute == pair[0] {
        if pair[1].split(separator: ",").contains(where: { $0 == row.value }) { insert(row.bit) }
      }
    }
  }

  /// The FEATS column; `_` for none.
  public func conllu(_ upos: UPOS) -> String {
    var parts: [(String, String)] = []
    for row in Features.table where contains(row.bit) {
      if parts.last?.0 == row.attribute {
        parts[parts.count - 1].1 += "," + row.value
      } else {
        parts.append((row.attribute, row.value))
      }
    }
    if upos == .adj, isDisjoint(with: [.comparative, .superlative, .ordinal]) { parts.append(("Degree", "Pos")) }
    if contains(.finite), isDisjoint(with: [.imperative, .subjunctive]) { parts.append(("Mood", "Ind")) }
    if upos == .det || upos == .pron, !isDisjoint(with: [.definite, .indefinite]) { parts.append(("PronType", "Art")) }
    if upos == .pron, !isDisjoint(with: [.nominative, .accusative, .possessive]),
      isDisjoint(with: [.demonstrative, .interrogative, .relative])
    {
      parts.append(("PronType", "Prs"))
    }
    guard !parts.isEmpty else { return "_" }
    parts.sort { ($0.0.lowercased(), $0.1) < ($1.0.lowercased(), $1.1) }
    return parts.map { "\($0)=\($1)" }.joined(separator: "|")
  }
}
