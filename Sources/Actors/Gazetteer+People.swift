// Reads people.yaml: office-holders with their terms.

import ChronographBase
import Knowledge

extension Gazetteer {
  /// Lines such as
  ///
  ///     FRA:
  ///       - {name: Emmanuel Macron, sex: m, terms: president 2017-05-14.., also: [...]}
  ///
  /// Terms are separated by `;`; a term is `office from..to`, with `@id` for an office of an organisation.
  mutating func addPeople(_ file: KnowledgeValue) throws(KnowledgeError) {
    officesKnownUntil = try file["known_until"]?.text()
    for (code, people) in try file.required("people").entries() {
      for item in try people.list() {
        try item.allow(["name", "also", "sex", "terms", "sector", "surname", "family"])
        let name = try item.required("name").text()
        let terms = try item["terms"].map { value throws(KnowledgeError) in try Gazetteer.terms(value, country: code) }
        let sex = try Gazetteer.sex(item["sex"])
        let home = code.utf8.count == 3 && byID[code.asciiLowercased] != nil
        let affiliation: String? = home ? code.asciiLowercased : byID[code] == nil ? nil : code
        let person = add(
          KnownActor(
            id: freeID(LatinFolding.slug(name)), name: name, kind: .person,
            country: home ? code : affiliation.flatMap { actor(id: $0)?.country },
            sector: try item["sector"]?.text() ?? "GOV", affiliation: affiliation, sex: sex,
            surname: try item["surname"]?.text(), terms: terms ?? []))
        addName(name, person, .name)
        for alias in try item["also"]?.texts() ?? [] {
          addName(alias, person, .alias)
          if !alias.utf8.contains(0x20) { addSurname(alias, person) }
        }
        let words = name.split(separator: " ")
        if let surname = try item["surname"]?.text() ?? words.last.map(String.init) { addSurname(surname, person) }
        if words.count > 1, let first = words.first { addGivenName(String(first), sex) }
      }
    }
  }

  private func freeID(_ id: String) -> String { byID[id] == nil ? id : id + "-person" }

  private static func sex(_ value: KnowledgeValue?) throws(KnowledgeError) -> Sex {
    guard let value else { return .unknown }
    switch try value.text() {
    case "m": return .male
    case "f": return .female
    case "u": return .unknown
    case let other: throw value.error("sex is m, f or u, found \"\(other)\"")
    }
  }

  static func terms(_ value: KnowledgeValue, country: String) throws(KnowledgeError) -> [OfficeTerm] {
    var result: [OfficeTerm] = []
    for part in try value.text().split(separator: ";") {
      let words = part.split(separator: " ").map(String.init)
      guard words.count == 2 else { throw value.error("a term is \"office from..to\", found \"\(part)\"") }
      let office = words[0].split(separator: "@", maxSplits: 1).map(String.init)
      guard let dots = words[1].firstRange(of: "..") else { throw value.error("a term needs \"..\": \"\(part)\"") }
      let from = String(words[1][..<dots.lowerBound])
      let to = String(words[1][dots.upperBound...])
      for date in [from, to] where !date.isEmpty && !isDate(date) {
        throw value.error("\"\(date)\" is no ISO day, month or year")
      }
      result.append(
        OfficeTerm(
          office: office[0], of: office.count > 1 ? office[1] : country, from: from.isEmpty ? nil : from,
          to: to.isEmpty ? nil : to))
    }
    return result
  }

  private static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard [4, 7, 10].contains(bytes.count) else { return false }
    for (place, byte) in bytes.enumerated() {
      let isDash = place == 4 || place == 7
      guard isDash ? byte == 0x2d : byte >= 0x30 && byte <= 0x39 else { return false }
    }
    return true
  }
}
