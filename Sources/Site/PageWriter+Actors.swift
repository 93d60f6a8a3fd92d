// The list of actors and a page for each: names as written, events in time order, who else takes part.

import Actors
import EventGraph
import Events

extension PageWriter {
  private static let actorsOfPage = 200
  private static let eventsOfActorPage = 220

  func actorPages(_ take: ([OutputFile]) throws -> Void) throws {
    let actors = model.graph.actors.filter { model.actorsWithPage.contains($0.id) }
    var ranked: [(actor: GraphActor, events: Int)] = actors.map {
      ($0, model.index.events(ofActor: $0.id).count)
    }
    let order = Dictionary(uniqueKeysWithValues: actors.indices.map { (actors[$0].id, $0) })
    ranked.sort { ($1.events, order[$0.actor.id] ?? 0) < ($0.events, order[$1.actor.id] ?? 0) }
    var files: [OutputFile] = []
    let parts = PageWriter.chunks(ranked, PageWriter.actorsOfPage)
    for (part, members) in parts.enumerated() {
      let path = part == 0 ? "actors/index.html" : "actors/index-\(part + 1).html"
      let context = context(path)
      var view = PageWriter.pager(part, of: parts.count) { $0 == 0 ? "index.html" : "index-\($0 + 1).html" }
      view["lead"] =
        actors.isEmpty
        ? "No actor was found."
        : "\(Wording.capital(Wording.count(actors.count, "actor"))) take\(actors.count == 1 ? "s" : "") part in events or speak\(actors.count == 1 ? "s" : "") about them. Those in most events come first."
      view["actors"] = members.map { actor, events -> View in
        var row = context.actor(actor.id)
        row["eventCount"] = events
        row["code"] = actor.code ?? ""
        row["affiliation"] = actor.affiliation.map { context.actor($0) } ?? false as Any
        row["roleText"] = actor.roles.first.map { SafeText.cut($0.text, 60) } ?? ""
        row["articleWords"] = Wording.articles(articles(of: actor))
        return row
      }
      view["hasActors"] = !members.isEmpty
      files.append(
        try page(
          path, "actors", section: .actors, title: "Actors\(part == 0 ? "" : ", part \(part + 1)") · \(siteTitle)",
          description: "\(Wording.digits(actors.count, "actor")) with the events in which they take part.", view: view))
    }
    try take(files)
    for actor in actors { try take(actorPage(actor)) }
  }

  private func actorPage(_ actor: GraphActor) throws -> [OutputFile] {
    guard let first = model.path(ofActor: actor.id) else { return [] }
    let context = context(first)
    let taking = model.index.events(ofActor: actor.id).compactMap { model.positionOfEvent[$0.id] }
    let takingSet = Set(taking)
    let speaking = (model.speaking[actor.id] ?? []).filter { !takingSet.contains($0) }
    var view = context.actor(actor.id)
    view["code"] = actor.code ?? false as Any
    view["affiliation"] = actor.affiliation.map { context.actor($0) } ?? false as Any
    view["identityWhy"] = actor.why.isEmpty ? false : Wording.capital(actor.why) as Any
    view["isAnonymous"] = !actor.isNamed
    PageWriter.addEditor(actor.editor, to: &view)
    view["spellings"] = spellings(of: actor, context)
    view["roles"] = roles(of: actor, context)
    view["hasRoles"] = !actor.roles.isEmpty
    let forms = formCounts(of: actor)
    view["formWords"] = forms.isEmpty ? false : Wording.list(forms) as Any
    view["mentionWords"] =
      "\(Wording.capital(Wording.count(actor.mentions.count, "mention"))) in \(Wording.articles(articles(of: actor)))"
    let partners = model.index.partners(of: actor.id, limit: 15, where: model.actorsWithPage.contains)
    let most = Double(partners.first?.events ?? 1)
    view["partners"] = partners.map { partner, events -> View in
      var row = context.actor(partner.id)
      row["shared"] = Wording.digits(events, "event")
      row["share"] = RangeBar.number(100 * Double(events) / max(1, most))
      return row
    }
    view["hasPartners"] = !partners.isEmpty
    let members = model.index.members(of: actor.id).filter { model.actorsWithPage.contains($0.id) }
    view["members"] = members.prefix(30).map { context.actor($0.id) }
    view["hasMembers"] = !members.isEmpty
    var positions = timeOrder(taking).map { ($0, true) }
    positions += timeOrder(speaking).map { ($0, false) }
    let parts = PageWriter.chunks(positions, PageWriter.eventsOfActorPage)
    let name = SafeText.cut(actor.name, 80) + (model.whereKnown(actor).map { " (\($0))" } ?? "")
    var files: [OutputFile] = []
    for (part, members) in parts.enumerated() {
      let path = part == 0 ? first : String(first.dropLast(5)) + "-part-\(part + 1).html"
      let file = { (part: Int) in
        String(first.dropFirst("actors/".count).dropLast(5)) + (part == 0 ? "" : "-part-\(part + 1)") + ".html"
      }
      view.merge(PageWriter.pager(part, of: parts.count, path: file)) { $1 }
      view["takesPart"] = members.filter(\.1).map { context.event(model.entries[$0.0]) }
      view["speaks"] = members.filter { !$0.1 }.map { context.event(model.entries[$0.0]) }
      view["hasTakesPart"] = members.contains(where: \.1)
      view["hasSpeaks"] = members.contains { !$0.1 }
      view["takesPartWords"] = Wording.capital(Wording.count(taking.count, "event"))
      view["isFirst"] = part == 0
      files.append(
        try page(
          path, "actor", section: .actors,
          title: "\(name)\(part == 0 ? "" : ", part \(part + 1)") · \(siteTitle)",
          description:
            "\(SafeText.cut(actor.name, 80)) in \(Wording.digits(taking.count, "event")) of \(Wording.digits(model.graph.documents.count, "article")).",
          view: view))
    }
    return files
  }

  private func timeOrder(_ positions: [Int]) -> [Int] {
    positions.sorted { a, b in
      let first = model.entries[a].sortDay?.number ?? .max
      let second = model.entries[b].sortDay?.number ?? .max
      return (first, a) < (second, b)
    }
  }

  private func articles(of actor: GraphActor) -> [Int] {
    var seen: Set<String> = []
    return actor.mentions.compactMap { seen.insert($0.at.doc).inserted ? model.numberOfDocument[$0.at.doc] : nil }
  }

  /// The spellings of the name with the articles that use them, without the punctuation around them.
  private func spellings(of actor: GraphActor, _ context: PageContext) -> [View] {
    var merged: [(name: String, documents: [String])] = []
    var places: [String: Int] = [:]
    for (written, documents) in model.index.names(of: actor.id) {
      let name = Wording.trimmed(written)
      if let place = places[name] {
        merged[place].documents += documents.filter { !merged[place].documents.contains($0) }
      } else {
        places[name] = merged.count
        merged.append((name, documents))
      }
    }
    return merged.prefix(25).map { name, documents in
      let order = documents.sorted { (model.numberOfDocument[$0] ?? 0) < (model.numberOfDocument[$1] ?? 0) }
      return ["spelling": SafeText.cut(name, 90), "articleLinks": links(to: order, context)]
    }
  }

  private func links(to documents: [String], _ context: PageContext) -> [View] {
    documents.prefix(8).compactMap { id in
      guard let number = model.numberOfDocument[id], let path = model.path(ofDocument: id) else { return nil }
      return ["articleHref": context.root + path, "articleName": "article \(number)"]
    }
  }

  /// Titles and roles as the articles give them, each once.
  private func roles(of actor: GraphActor, _ context: PageContext) -> [View] {
    var seen: Set<String> = []
    var views: [View] = []
    for role in actor.roles where views.count < 15 {
      guard seen.insert(role.text.lowercased()).inserted, let number = model.numberOfDocument[role.at.doc] else {
        continue
      }
      let sentence = model.index.sentence(at: role.at)?.number
      views.append([
        "roleText": SafeText.cut(role.text, 110), "articleName": "article \(number)",
        "articleHref": model.path(ofDocument: role.at.doc, sentence: sentence).map { context.root + $0 } ?? false
          as Any,
      ])
    }
    return views
  }

  private func formCounts(of actor: GraphActor) -> [String] {
    var counts: [String: Int] = [:]
    for mention in actor.mentions { counts[mention.form.rawValue, default: 0] += 1 }
    let words: [(form: ActorMention.Form, one: String, many: String)] = [
      (.name, "name", "names"), (.alias, "other name", "other names"), (.metonym, "metonym", "metonyms"),
      (.title, "title", "titles"), (.nominal, "description", "descriptions"), (.pronoun, "pronoun", "pronouns"),
    ]
    return words.compactMap { form, one, many in
      counts[form.rawValue].map { Wording.digits($0, one, many) }
    }
  }
}
