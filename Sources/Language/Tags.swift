// The tag sets: universal parts of speech, features, dependency relations, entity types.

/// Universal part of speech (UD v2).
public enum UPOS: UInt8, Sendable, CaseIterable {
  case adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x

  /// The tag as CoNLL-U writes it.
  public var name: String { UPOS.names[Int(rawValue)] }

  private static let names = allCases.map { String(describing: $0).uppercased() }

  public init?(_ name: String) {
    guard let tag = UPOS.allCases.first(where: { $0.name == name }) else { return nil }
    self = tag
  }
}

/// The morphological features that rooms above use, as a set of bits.
public struct Features: OptionSet, Sendable, Hashable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let past = Features(rawValue: 1 << 0)
  public static let present = Features(rawValue: 1 << 1)
  public static let finite = Features(rawValue: 1 << 2)
  public static let infinitive = Features(rawValue: 1 << 3)
  public static let participle = Features(rawValue: 1 << 4)
  public static let gerund = Features(rawValue: 1 << 5)
  public static let passive = Features(rawValue: 1 << 6)
  public static let singular = Features(rawValue: 1 << 7)
  public static let plural = Features(rawValue: 1 << 8)
  public static let first = Features(rawValue: 1 << 9)
  public static let second = Features(rawValue: 1 << 10)
  public static let third = Features(rawValue: 1 << 11)
  public static let comparative = Features(rawValue: 1 << 12)
  public static let superlative = Features(rawValue: 1 << 13)
  public static let possessive = Features(rawValue: 1 << 14)
  public static let definite = Features(rawValue: 1 << 15)
  public static let indefinite = Features(rawValue: 1 << 16)
  public static let imperative = Features(rawValue: 1 << 17)
  public static let subjunctive = Features(rawValue: 1 << 18)
  public static let negative = Features(rawValue: 1 << 19)
  public static let masculine = Features(rawValue: 1 << 20)
  public static let feminine = Features(rawValue: 1 << 21)
  public static let neuter = Features(rawValue: 1 << 22)
  public static let nominative = Features(rawValue: 1 << 23)
  public static let accusative = Features(rawValue: 1 << 24)
  public static let demonstrative = Features(rawValue: 1 << 25)
  public static let interrogative = Features(rawValue: 1 << 26)
  public static let relative = Features(rawValue: 1 << 27)
  public static let reflexive = Features(rawValue: 1 << 28)
  public static let ordinal = Features(rawValue: 1 << 29)
  public static let cardinal = Features(rawValue: 1 << 30)
}

/// Universal dependency relation with the English subtypes of the treebanks.
public enum Relation: UInt8, Sendable, CaseIterable {
  case root, acl, aclRelcl, advcl, advclRelcl, advmod, amod, appos, aux, auxPass, `case`, cc, ccPreconj, ccomp
  case clf, compound, compoundPrt, conj, cop, csubj, csubjPass, csubjOuter, dep, det, detPredet, discourse
  case dislocated, expl, fixed, flat, flatForeign, goeswith, iobj, list, mark, nmod, nmodPoss, nmodTmod
  case nmodNpmod, nmodUnmarked, nmodDesc, nsubj, nsubjPass, nsubjOuter, nummod, obj, obl, oblTmod, oblNpmod
  case oblUnmarked, oblAgent, orphan, parataxis, punct, reparandum, vocative, xcomp

  /// The relation as CoNLL-U writes it, such as `nsubj:pass`.
  public var name: String { Relation.names[Int(rawValue)] }

  /// By raw value: the case's name, with a colon before what was a capital.
  private static let names = allCases.map { relation in
    var result = ""
    for scalar in String(describing: relation).unicodeScalars {
      if scalar.properties.isUppercase {
        result += ":" + String(scalar).lowercased()
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Reads a relation; an unknown subtype falls back to its universal part.
  public init?(_ name: String) {
    if let relation = Relation.byName[name] {
      self = relation
    } else if let colon = name.firstIndex(of: ":"), let relation = Relation.byName[String(name[..<colon])] {
      self = relation
    } else {
      return nil
    }
  }

  private static let byName = Dictionary(uniqueKeysWithValues: Relation.allCases.map { ($0.name, $0) })

  /// Subject of any kind.
  public var isSubject: Bool {
    switch self {
    case .nsubj, .nsubjPass, .nsubjOuter, .csubj, .csubjPass, .csubjOuter: true
    default: false
    }
  }

  /// Oblique or nominal modifier of any kind (`obl`, `nmod` and subtypes, but not `nmod:poss`).
  public var isOblique: Bool {
    switch self {
    case .obl, .oblTmod, .oblNpmod, .oblUnmarked, .oblAgent, .nmod, .nmodTmod, .nmodNpmod, .nmodUnmarked: true
    default: false
    }
  }
}

/// Named entity type. `gpe` are countries, cities, states; `location` is physical; `norp` nationalities,
/// religious and political groups.
public enum EntityType: UInt8, Sendable, CaseIterable {
  case person, organisation, gpe, location, facility, norp, other

  /// The label in `NER=B-…`. The location kinds share `LOC`, as the common test sets do.
  public var label: String {
    switch self {
    case .person: "PER"
    case .organisation: "ORG"
    case .gpe, .location: "LOC"
    case .facility: "FAC"
    case .norp: "NORP"
    case .other: "OTH"
    }
  }
}
