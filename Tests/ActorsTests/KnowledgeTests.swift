import Actors
import Knowledge
import Testing

/// The knowledge files hold what the news of the world needs, and say nothing twice.
@Suite struct ActorKnowledge {
  let files: KnowledgeFiles
  init() throws { files = try KnowledgeFiles.embedded(.actors) }

  private func entries(_ name: String) throws -> [KnowledgeValue] {
    var result: [KnowledgeValue] = []
    for list in try files.required(name).required("lists").list() { result += try list.required("entries").list() }
    return result
  }

  @Test(arguments: [
    ("organisations.yaml", 300), ("armed-groups.yaml", 200), ("state-bodies.yaml", 300), ("parties.yaml", 200),
    ("companies.yaml", 150),
  ])
  func bodiesAreMany(file: String, least: Int) throws { #expect(try entries(file).count >= least) }

  @Test func outletsAreMany() throws {
    #expect(try files.required("outlets.yaml").required("outlets").list().count >= 200)
  }

  @Test func noTwoBodiesShareAName() throws {
    var owner: [String: String] = [:]
    for file in ["organisations.yaml", "armed-groups.yaml", "state-bodies.yaml", "parties.yaml", "companies.yaml"] {
      for entry in try entries(file) {
        let id = try entry.required("id").text()
        for name in try entry.required("names").texts() {
          let key = name.lowercased()
          if let other = owner[key] { #expect(other == id, "\(name) is the name of \(other) and \(id)") }
          owner[key] = id
        }
      }
    }
  }

  @Test func sixtyCountriesHaveTheirMinisters() throws {
    var countries: [String: Set<String>] = [:]
    for (code, people) in try files.required("people.yaml").required("people").entries() {
      for person in try people.list() {
        for term in try person["terms"]?.text().split(separator: ";") ?? [] {
          let office = term.split(separator: " ").first.map(String.init) ?? ""
          countries[office, default: []].insert(code)
        }
      }
    }
    let heads = (countries["president"] ?? []).union(countries["prime-minister"] ?? [])
      .union(countries["monarch"] ?? [])
    #expect(heads.count >= 140)
    #expect((countries["foreign-minister"] ?? []).count >= 90)
    #expect((countries["defence-minister"] ?? []).count >= 45)
  }

  @Test func everyCountryHasANameAndMostAnAdjective() throws {
    var without = 0
    let countries = try files.required("countries.yaml").required("countries").list()
    for country in countries {
      #expect(try !country.required("names").texts().isEmpty)
      if try (country["adjectives"]?.texts() ?? []).isEmpty { without += 1 }
    }
    #expect(countries.count >= 250)
    #expect(without < 70)
  }
}
