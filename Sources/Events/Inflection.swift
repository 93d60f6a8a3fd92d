// English verb forms for headlines.

import ChronographBase

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

  /// The regular past and participle forms of a verb.
  static func forms(_ lemma: String) -> [String] {
    let bytes = Array(lemma.utf8)
    guard let last = bytes.last else { return [] }
    let vowels: Set<UInt8> = [0x61, 0x65, 0x69, 0x6f, 0x75]
    if lemma.hasSuffix("ee") { return [lemma + "d", lemma + "ing"] }
    if last == 0x65 { return [lemma + "d", lemma.dropLast() + "ing"] }
    if last == 0x79, bytes.count > 1, !vowels.contains(bytes[bytes.count - 2]) {
      return [lemma.dropLast() + "ied", lemma + "ing"]
    }
    var result = [lemma + "ed", lemma + "ing"]
    if bytes.count > 2, !vowels.contains(last), vowels.contains(bytes[bytes.count - 2]),
      !vowels.contains(bytes[bytes.count - 3]), last != 0x77, last != 0x78, last != 0x79, let letter = lemma.last
    {
      result += [lemma + String(letter) + "ed", lemma + String(letter) + "ing"]
    }
    return result
  }

  /// The gerund of a lemma: "making", "attacking".
  static func gerund(_ lemma: String) -> String {
    forms(lemma).last { $0.hasSuffix("ing") && $0.count > lemma.count + 1 } ?? lemma + "ing"
  }

  static func plural(_ lemma: String) -> String { lemma == "be" ? "are" : lemma }

  /// `A`, `A and B`, `A, B and C`, `A, B and others`.
  static func list(_ names: [String]) -> String { names.listed(limit: 3) }
}
