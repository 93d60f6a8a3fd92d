// What was done: whether two tellings name one kind of act, by their words, kinds and types.

import Chronology
import Events

/// How near two acts are by what they are called; each says more than the one before.
enum ActLikeness: Int, Comparable {
  /// Acts without a kind of their own, called by different words.
  case open
  /// Kinds that writers use for one event: a death and the accident it came by.
  case kin
  /// One kind of `Knowledge/events/ontology.yaml`, or one PLOVER type.
  case kind
  /// Words of one group of `event-words.yaml`.
  case group
  /// One word or its derivation: `resign`, `resignation`.
  case word

  static func < (a: ActLikeness, b: ActLikeness) -> Bool { a.rawValue < b.rawValue }
}

extension TellingComparison {
  /// How near two acts are; nil when they cannot be one.
  func actLikeness(_ a: Telling, _ b: Telling) -> ActLikeness? {
    let sameGroup = a.group != nil && a.group == b.group
    let sameWord = a.head == b.head || a.stem == b.stem
    let areKin = words.areKin(a.act, b.act)
    if a.type != b.type {
      let sameKind = a.kind != nil && a.kind == b.kind
      if sameGroup || areKin || sameKind || TellingComparison.related(a.type, b.type) {
        if sameWord { return .word }
        return sameGroup ? .group : sameKind ? .kind : .kin
      }
      // One word that a reading took for two things.
      return sameWord && !a.isVerbal && !b.isVerbal && (a.kind == nil || b.kind == nil) ? .kin : nil
    }
    if sameWord { return .word }
    if sameGroup { return .group }
    guard a.type == .other else { return .kind }
    if let x = a.kind, let y = b.kind { return x == y ? .kind : areKin ? .kin : nil }
    return .open
  }

  /// What the likeness of two acts adds, with the reason.
  func actEvidence(_ a: Telling, _ b: Telling, _ likeness: ActLikeness) -> (Double, String?) {
    let base = a.type == b.type ? 1.0 : 0.4
    switch likeness {
    case .word: return (base + 0.5 + 0.8 * statistics.rarity(ofHead: a.head.value), "the same word for it")
    case .group: return (base + 0.6, a.group.map { "both tell of \(words.groups[$0].name)" })
    case .kind: return (base, "the same kind of act")
    case .kin: return (0.3, "acts that may be one")
    case .open: return (0, nil)
    }
  }

  /// Types that different writers give to one act.
  static func related(_ a: EventType, _ b: EventType) -> Bool {
    let families: [Set<EventType>] = [
      [.consult, .cooperate, .agree], [.aid, .support, .agree], [.concede, .retreat, .agree], [.assault, .coerce],
      [.assault, .mobilize], [.statement, .accuse], [.statement, .request], [.statement, .reject],
      [.statement, .support], [.statement, .threaten], [.sanction, .coerce],
    ]
    return families.contains { $0.contains(a) && $0.contains(b) }
  }
}
