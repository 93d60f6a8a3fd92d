// Records rewritten with the editor's identities, before events are compared and merged: participants, sources, claims
// and affiliations follow the mentions.

import Actors
import ChronographBase
import Corpus
import EventGraph
import Events

extension ActorUnits {
  /// The records with the identities as they are now; a record that nothing touches is the same value.
  func rewritten() -> [DocumentRecord] {
    let touched = touched()
    guard !touched.isEmpty else { return records }
    var merged: [ActorID: [String]] = [:]
    for unit in units where unit.base != unit.id {
      if let name = baseNames[unit.base], identities[unit.id]?.name != name, merged[unit.id]?.contains(name) != true {
        // A split gives a new identity; only what stands under another one that the program knew was merged.
        if baseNames[unit.id] != nil { merged[unit.id, default: []].append(name) }
      }
    }
    var byRecord: [Int: [Unit]] = [:]
    for unit in units where touched.contains(unit.id) || touched.contains(unit.base) {
      byRecord[unit.record, default: []].append(unit)
    }
    return records.enumerated().map { number, record in
      guard let own = byRecord[number] else { return record }
      return rewrite(record, own, touched, merged)
    }
  }

  private func rewrite(
    _ record: DocumentRecord, _ own: [Unit], _ touched: Set<ActorID>, _ merged: [ActorID: [String]]
  ) -> DocumentRecord {
    var record = record
    var partsOf: [ActorID: [Unit]] = [:]
    for unit in own { partsOf[record.actors[unit.actor].id, default: []].append(unit) }
    let changed = Set(own.map(\.actor))
    // The id that a unit has inside this record.
    func local(_ unit: Unit) -> ActorID? {
      if identities[unit.id]?.isHidden == true { return nil }
      return touched.contains(unit.id) ? unit.id : record.actors[unit.actor].id
    }
    /// Who an id means at a place: the part mentioned there, or last before it.
    func resolve(_ id: ActorID, at place: ByteSpan) -> ActorID? {
      guard let parts = partsOf[id] else { return id }
      if parts.count == 1 { return local(parts[0]) }
      var best: (distance: Int, unit: Unit)?
      for part in parts {
        for span in spans(part) {
          let distance = span.overlaps(place) ? 0 : span.start <= place.start ? place.start - span.start : Int.max / 2
          if best.map({ distance < $0.distance }) ?? true { best = (distance, part) }
        }
      }
      return local(best?.unit ?? parts[0])
    }
    func resolve(_ ids: [ActorID], at place: ByteSpan) -> [ActorID] {
      var seen: Set<ActorID> = []
      return ids.compactMap { resolve($0, at: place) }.filter { seen.insert($0).inserted }
    }
    var renamed: [ActorID: [(from: String, to: String)]] = [:]
    var actors: [NewsActor] = []
    var position: [ActorID: Int] = [:]
    for (number, actor) in record.actors.enumerated() {
      guard changed.contains(number) else {
        position[actor.id] = position[actor.id] ?? actors.count
        actors.append(actor)
        continue
      }
      for unit in own where unit.actor == number {
        guard let id = local(unit) else { continue }
        guard touched.contains(unit.id), let identity = identities[unit.id] else {
          actors.append(actor)
          continue
        }
        var part = actor
        let before = actor.name
        part.id = id
        part.name = identity.name
        part.kind = identity.kind
        part.country = identity.country
        part.sector = identity.sector
        part.isNamed = true
        part.isFixed = true
        part.editor = identity.notes
        if let others = merged[unit.id], !others.isEmpty {
          part.editor.append(EditorNote("merge", others.sorted().joined(separator: ", ")))
        }
        if let indices = unit.mentions { part.mentions = indices.map { actor.mentions[$0] } }
        if part.mentions.isEmpty, !actor.mentions.isEmpty { continue }
        if let first = unit.mentions, first.count < actor.mentions.count {
          part.roles = actor.roles.filter { role in part.mentions.contains { $0.span.overlaps(role.span) } }
        }
        if before != identity.name { renamed[id, default: []].append((before, identity.name)) }
        if let known = position[id] {
          actors[known].mentions = (actors[known].mentions + part.mentions).sorted { $0.span < $1.span }
          for role in part.roles where !actors[known].roles.contains(role) { actors[known].roles.append(role) }
          if actors[known].affiliation == nil { actors[known].affiliation = part.affiliation }
        } else {
          position[id] = actors.count
          actors.append(part)
        }
      }
    }
    for number in actors.indices {
      guard let whole = actors[number].affiliation else { continue }
      let place = actors[number].mentions.first?.span ?? ByteSpan(0, 0)
      let id = resolve(whole, at: place)
      actors[number].affiliation = id == actors[number].id ? nil : id
    }
    for number in record.events.indices {
      let event = record.events[number]
      record.events[number].agents = resolve(event.agents, at: event.evidence)
      let agents = record.events[number].agents
      // Who became one with an agent is no patient of his own act.
      record.events[number].patients = resolve(event.patients, at: event.evidence).filter { id in
        !agents.contains(id) || event.agents.contains(where: event.patients.contains)
      }
      record.events[number].sources = resolve(event.sources, at: event.evidence)
      let told = record.events[number]
      let names = (told.agents + told.patients + told.sources).flatMap { id -> [(from: String, to: String)] in
        let isRenamed = identities[id]?.notes.contains { $0.what == "name" } ?? false
        return isRenamed ? renamed[id] ?? [] : []
      }
      record.events[number].title = ActorUnits.replaced(names, in: event.title)
    }
    record.claims = record.claims.compactMap { claim in
      guard let id = resolve(claim.actor, at: claim.span) else { return nil }
      var claim = claim
      claim.actor = id
      return claim
    }
    record.actors = actors
    return record
  }

  /// A headline with names in place of others, whole words only. All are looked for at once, so that no new name is taken
  /// for an old one; where several begin, the longest is meant.
  static func replaced(_ names: [(from: String, to: String)], in title: String) -> String {
    let wanted = names.map { (from: Array($0.from.utf8), to: Array($0.to.utf8)) }.filter { !$0.from.isEmpty }
      .enumerated().sorted { ($1.element.from.count, $0.offset) < ($0.element.from.count, $1.offset) }.map(\.element)
    guard !wanted.isEmpty else { return title }
    let text = Array(title.utf8)
    var result: [UInt8] = []
    var at = 0
    while at < text.count {
      let found = wanted.first { name in
        text[at...].starts(with: name.from) && !WordForms.isWord(text, before: at)
          && !WordForms.isWord(text, at: at + name.from.count)
      }
      if let found {
        result += found.to
        at += found.from.count
      } else {
        result.append(text[at])
        at += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
