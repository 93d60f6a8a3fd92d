// English verb forms for headlines.

enum Inflection {
  /// Third person singular present of a lemma.
  static func thirdPerson(_ lemma: String) -> String {
    switch lemma {
    case "be": return "is"
    case "have": return "has"
    default: break
    }
    for ending in ["s", "x", "z", "ch", "sh", "o"] where lemma.hasSuffix(ending) { return lemma + "es" }
    if lemma.hasSuffix("y"), let before = lemma.dropLast().last, !"aeiou".contains(before) {
      return lemma.dropLast() + "ies"
    }
    return lemma + "s"
  }

  static func plural(_ lemma: String) -> String { lemma == "be" ? "are" : lemma }

  /// `A`, `A and B`, `A, B and C`, `A, B and others`.
  static func list(_ names: [String]) -> String {
    switch names.count {
    case 0: return ""
    case 1: return names[0]
    case 2: return names[0] + " and " + names[1]
    case 3: return names[0] + ", " + names[1] + " and " + names[2]
    default: return names[0] + ", " + names[1] + " and others"
    }
  }
}
