// Merges and changes of identities, in the order of the file.

import Actors
import ChronographBase
import Corpus
import EventGraph
import Events

extension ActorUnits {
  /// Does what the file says of actors, in its order.
  ///
  /// - Returns: the account of each line.
  mutating func apply(_ corrections: [ActorCorrection], _ finder: inout CorpusFinder) -> [Correction] {
    var accounts: [Correction] = []
    var given: [String: Int] = [:]
    for correction in corrections {
      let (state, message, changed) = act(correction, &finder, &given)
      if let why = correction.why {
        for id in changed { note("note", why, on: id) }
      }
      accounts.append(Correction(line: correction.line, key: correction.key, state: state, message: message))
    }
    join()
    return accounts
  }

  /// What an act did, and the identities that it changed.
  typealias Outcome = (state: Correction.State, message: String, changed: [ActorID])

  private mutating func note(_ what: String, _ value: String, on id: ActorID) {
    guard var identity = identities[id] else { return }
    identity.notes.append(EditorNote(what, value))
    identity.isChanged = true
    set(identity, of: id)
  }

  private mutating func act(
    _ correction: ActorCorrection, _ finder: inout CorpusFinder, _ given: inout [String: Int]
  ) -> Outcome {
    switch correction.act {
    case .merge(let anchors):
      var ids: [ActorID] = []
      for anchor in anchors {
        switch find(anchor, &finder) {
        case .one(let id): if !ids.contains(id) { ids.append(id) }
        case .several(_, let why): return (.ambiguous, why, [])
        case .none(let why): return (.lost, why, [])
        }
      }
      guard ids.count > 1 else { return (.idle, "these names are one actor already", []) }
      return merge(ids)
    case .split(let anchor, let parts):
      switch find(anchor, &finder) {
      case .one(let id): return split(id, parts, &finder)
      case .several(_, let why): return (.ambiguous, why, [])
      case .none(let why): return (.lost, why, [])
      }
    case .change(let anchor, let rename, let kind, let country, let hide):
      switch find(anchor, &finder) {
      case .one(let id):
        var fields: [String] = []
        if rename != nil { fields.append("rename") }
        if kind != nil { fields.append("kind") }
        if country != nil { fields.append("country") }
        for field in fields {
          if let line = given["\(id) \(field)"] {
            return (.conflict, "line \(line) sets \(field) of the same actor", [])
          }
        }
        // A line that is refused sets nothing.
        for field in fields { given["\(id) \(field)"] = correction.line }
        return change(id, rename, kind, country, hide)
      case .several(_, let why): return (.ambiguous, why, [])
      case .none(let why): return (.lost, why, [])
      }
    }
  }

  // MARK: Acts

  /// Makes the first identity the one of all; what the editor said of the others before stays said.
  private mutating func merge(_ ids: [ActorID]) -> Outcome {
    let lead = ids[0]
    let rest = Set(ids.dropFirst())
    let known = ids.compactMap { identities[$0] }
    guard var identity = identities[lead] else { return (.lost, "no such actor", []) }
    for number in units.indices where rest.contains(units[number].id) { units[number].id = lead }
    if !identity.isNamed, let named = known.first(where: \.isNamed) {
      // A description that is somebody with a name: the name stays.
      (identity.name, identity.kind) = (named.name, named.kind)
      (identity.country, identity.sector) = (named.country, named.sector)
      identity.isNamed = true
      identity.notes += named.notes.filter { $0.what == "name" }
    }
    for other in known.dropFirst() {
      for note in other.notes {
        // What an earlier line gave the lead itself stands.
        let isFirst = !identity.notes.contains { $0.what == note.what }
        switch note.what {
        case "kind" where isFirst: identity.kind = other.kind
        case "country" where isFirst: identity.country = other.country
        case "note": break
        default: continue
        }
        identity.notes.append(note)
      }
    }
    identity.isChanged = identity.isChanged || !identity.notes.isEmpty
    identity.country = identity.country ?? known.compactMap(\.country).first
    identity.sector = identity.sector ?? known.compactMap(\.sector).first
    set(identity, of: lead)
    let others = known.dropFirst().map(\.name).joined(separator: ", ")
    return (.applied, "\(identity.name) and \(others) are one actor", [lead])
  }

  mutating func change(
    _ id: ActorID, _ rename: String?, _ kind: NewsActor.Kind?, _ country: String?, _ hide: Bool
  ) -> Outcome {
    guard var identity = identities[id] else { return (.lost, "no such actor", []) }
    let before = identity
    if let rename, rename != identity.name {
      identity.notes.append(EditorNote("name", rename, was: identity.name))
      identity.name = rename
      identity.isNamed = true
    }
    if let kind, kind != identity.kind {
      identity.notes.append(EditorNote("kind", kind.rawValue, was: identity.kind.rawValue))
      identity.kind = kind
    }
    if let country, country != identity.country {
      identity.notes.append(EditorNote("country", country, was: identity.country ?? ""))
      identity.country = country
    }
    if hide { identity.isHidden = true }
    guard identity.notes.count > before.notes.count || identity.isHidden != before.isHidden else {
      return (.idle, "\(before.name) is so already", [id])
    }
    identity.isChanged = true
    set(identity, of: id)
    return (.applied, "\(before.name) changed", [id])
  }
}
