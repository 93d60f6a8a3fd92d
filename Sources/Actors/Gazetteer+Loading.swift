// Reads the files of Knowledge/actors into the gazetteer.

import ChronographBase
import Knowledge

extension Gazetteer {
  /// Compiles countries, places, seats, organisations, outlets and people.
  init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    self.init()
    try addCountries(knowledge.required("countries.yaml"))
    try addPeoples(knowledge.required("seats.yaml"))
    try addPlaces(knowledge.required("places.yaml"), variants: knowledge.required("seats.yaml"))
    for name in ["organisations.yaml", "armed-groups.yaml", "state-bodies.yaml", "parties.yaml", "companies.yaml"] {
      try addOrganisations(knowledge.required(name))
    }
    try addSeats(knowledge.required("seats.yaml"))
    try addOutlets(knowledge.required("outlets.yaml"))
    try addPeople(knowledge.required("people.yaml"))
    try addProducts(knowledge.required("products.yaml"))
  }

  private mutating func addCountries(_ file: KnowledgeValue) throws(KnowledgeError) {
    for item in try file.required("countries").list() {
      try item.allow(["code", "names", "adjectives", "people", "capitals"])
      let code = try item.required("code").text()
      let names = try item.required("names").texts()
      guard let name = names.first else { throw item.error("a country needs a name") }
      var record = KnownActor(id: code.asciiLowercased, name: name, kind: .country, country: code)
      record.adjective = code == "USA" ? "U.S." : try item["adjectives"]?.texts().first
      let country = add(record)
      for name in names { addName(name, country, .name) }
      for word in try item["adjectives"]?.texts() ?? [] { addName(word, country, .adjective) }
      for word in try item["people"]?.texts() ?? [] { addName(word, country, .people) }
      for city in try item["capitals"]?.texts() ?? [] {
        addName(city, addPlace(city, code), .capital)
      }
    }
  }

  private mutating func addPlace(_ name: String, _ code: String) -> Int32 {
    let id = LatinFolding.slug(name)
    if let known = byID[id], actors[Int(known)].kind == .place, actors[Int(known)].country == code { return known }
    let free = byID[id] == nil ? id : id + "-" + code.asciiLowercased
    if let known = byID[free] { return known }
    return add(
      KnownActor(id: free, name: name, kind: .place, country: code, affiliation: code.asciiLowercased))
  }

  private mutating func addSeats(_ file: KnowledgeValue) throws(KnowledgeError) {
    for item in try file.required("seats").list() {
      try item.allow(["of", "names"])
      let of = try item.required("of")
      guard let owner = byID[try of.text().asciiLowercased] else { throw of.error("no such country or body") }
      for name in try item.required("names").texts() { addName(name, owner, .seat) }
    }
  }

  private mutating func addPeoples(_ file: KnowledgeValue) throws(KnowledgeError) {
    try file.allow(["seats", "regions", "peoples", "variants"])
    for item in try file.required("regions").list() {
      try item.allow(["id", "name", "names", "adjectives", "people"])
      let region = add(
        KnownActor(
          id: try item.required("id").text(), name: try item.required("name").text(), kind: .place, isRegion: true))
      for name in try item["names"]?.texts() ?? [] { addName(name, region, .place) }
      for word in try item["adjectives"]?.texts() ?? [] { addName(word, region, .adjective) }
      for word in try item["people"]?.texts() ?? [] { addName(word, region, .people) }
    }
    for item in try file.required("peoples").list() {
      try item.allow(["code", "adjectives", "people"])
      let code = try item.required("code")
      guard let country = byID[try code.text().asciiLowercased] else { throw code.error("no such country") }
      for word in try item["adjectives"]?.texts() ?? [] { addName(word, country, .adjective) }
      for word in try item["people"]?.texts() ?? [] { addName(word, country, .people) }
    }
  }

  private mutating func addPlaces(
    _ file: KnowledgeValue, variants: KnowledgeValue
  ) throws(KnowledgeError) {
    var canonical: [String: String] = [:]
    for group in try variants["variants"]?.list() ?? [] {
      let names = try group.texts()
      for name in names.dropFirst() { canonical[name] = names[0] }
    }
    for (code, names) in try file.required("places").entries() {
      for name in try names.texts() {
        addName(name, addPlace(canonical[name] ?? name, code), .place)
      }
    }
    for name in canonical.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      if let first = canonical[name], let index = byID[LatinFolding.slug(first)],
        let country = actors[Int(index)].country
      {
        replacePlace(name, by: index, country)
      }
    }
  }

  /// Makes a second spelling of a capital mean the first.
  private mutating func replacePlace(_ name: String, by index: Int32, _ country: String) {
    guard let sense = find(PhraseKey(name)), sense >= 0 else { return }
    repoint(sense, to: index)
  }

  private mutating func addOrganisations(_ file: KnowledgeValue) throws(KnowledgeError) {
    for list in try file.required("lists").list() {
      try list.allow(["country", "sector", "kind", "type", "entries"])
      let country = try list["country"]?.optionalText()
      let sector = try list["sector"]?.optionalText()
      let kind = try list["kind"]?.kind() ?? .organisation
      let type = try list["type"]?.text()
      for item in try list.required("entries").list() {
        try item.allow(["id", "names", "in", "sector", "kind", "part", "standing", "type", "governs"])
        let names = try item.required("names").texts()
        guard let name = names.first else { throw item.error("an organisation needs a name") }
        let own = try item["in"]?.optionalText() ?? country
        let part = try item["part"]?.text()
        let id = try item.required("id").text()
        guard byID[id] == nil else { throw item.error("the id \(id) is taken") }
        let actor = add(
          KnownActor(
            id: id, name: name, kind: try item["kind"]?.kind() ?? kind, country: own,
            sector: try item["sector"]?.optionalText() ?? sector,
            affiliation: part ?? own.flatMap { byID[$0.asciiLowercased] == nil ? nil : $0.asciiLowercased },
            terms: try item["governs"].map { value throws(KnowledgeError) in
              try Gazetteer.terms(value, country: own ?? "")
            } ?? [], type: try item["type"]?.text() ?? type))
        for (place, name) in names.enumerated() { addName(name, actor, place == 0 ? .name : .alias) }
        if let standing = try item["standing"]?.text() { setStanding(standing, actor) }
      }
    }
  }

  private mutating func addProducts(_ file: KnowledgeValue) throws(KnowledgeError) {
    for item in try file.required("products").list() {
      try item.allow(["id", "of", "type", "names"])
      let names = try item.required("names").texts()
      let of = try item.required("of")
      guard let name = names.first, let maker = byID[try of.text()] else { throw of.error("no such maker") }
      let product = add(
        KnownActor(
          id: try item.required("id").text(), name: name, kind: .group, country: actors[Int(maker)].country,
          sector: "BUS", affiliation: actors[Int(maker)].id, type: try item["type"]?.text(), isProduct: true))
      for (place, name) in names.enumerated() {
        addName(name, product, place == 0 ? .name : .alias)
        if !name.hasSuffix("s") { addName(name + "s", product, .alias) }
      }
    }
  }

  private mutating func addOutlets(_ file: KnowledgeValue) throws(KnowledgeError) {
    for item in try file.required("outlets").list() {
      try item.allow(["id", "names", "in"])
      let names = try item.required("names").texts()
      guard let name = names.first else { throw item.error("an outlet needs a name") }
      let id = try item.required("id").text()
      let outlet = add(
        KnownActor(
          id: byID[id] == nil ? id : id + "-news", name: name, kind: .outlet, country: try item["in"]?.optionalText(),
          sector: "JRN"))
      for (place, name) in names.enumerated() { addName(name, outlet, place == 0 ? .name : .alias) }
    }
  }
}

extension KnowledgeValue {
  /// The text, nil for `null`.
  func optionalText() throws(KnowledgeError) -> String? {
    let text = try text()
    return text == "null" || text == "~" || text.isEmpty ? nil : text
  }

  func kind() throws(KnowledgeError) -> NewsActor.Kind {
    guard let kind = NewsActor.Kind(rawValue: try text()) else { throw error("no such kind of actor") }
    return kind
  }
}

extension String {
  /// Lower case of ASCII letters only, for ids.
  var asciiLowercased: String {
    String(decoding: utf8.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
