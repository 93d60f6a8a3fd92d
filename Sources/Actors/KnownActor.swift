// What the knowledge files say of one actor: the value behind a line of countries.yaml, people.yaml and so on.

/// Grammatical and natural sex of a person, as far as it is known.
enum Sex: UInt8, Sendable { case unknown, male, female }

/// A term of office.
struct OfficeTerm: Sendable {
  /// Key of the office, such as `president`; see roles.yaml.
  var office: String
  /// ISO code of the country, or id of the organisation.
  var of: String
  /// ISO day, month or year; nil for an open end.
  var from: String?
  var to: String?

  /// Whether the term covers a date; unknown dates are covered. Dates may be of month or year precision.
  func covers(_ date: String?) -> Bool {
    guard let date, !date.isEmpty else { return true }
    if let from, !OfficeTerm.notAfter(from, date) { return false }
    if let to, !OfficeTerm.notAfter(date, to) { return false }
    return true
  }

  /// The months that the term touches, counted from January 1900.
  func months(upTo limit: Int) -> Range<Int> {
    let start = from.map { OfficeTerm.month($0, last: false) } ?? 0
    let end = to.map { OfficeTerm.month($0, last: true) } ?? limit - 1
    let first = min(max(0, start), limit)
    return first..<max(first, min(end + 1, limit))
  }

  /// Month of a date that may be a year alone, then its first or last.
  private static func month(_ date: String, last: Bool) -> Int {
    let parts = date.utf8.split(separator: 0x2d).map { $0.reduce(0) { min($0 &* 10 &+ Int($1) &- 0x30, 100_000) } }
    guard let year = parts.first else { return 0 }
    let month = parts.count > 1 ? min(max(parts[1], 1), 12) : last ? 12 : 1
    return (year - 1900) * 12 + month - 1
  }

  /// Whether one date lies before another whatever days they mean.
  static func isBefore(_ a: String, _ b: String) -> Bool { !notAfter(b, a) }

  /// Whether `a` may lie on or before `b`, at the precision of the coarser one.
  private static func notAfter(_ a: String, _ b: String) -> Bool {
    let length = min(a.utf8.count, b.utf8.count)
    return !b.utf8.prefix(length).lexicographicallyPrecedes(a.utf8.prefix(length))
  }
}

/// An actor that the knowledge files know.
struct KnownActor: Sendable {
  var id: String
  var name: String
  var kind: NewsActor.Kind
  var country: String?
  var sector: String?
  var affiliation: String?
  var sex = Sex.unknown
  /// The word that stands for a person alone, when it is not the last one: "Xi".
  var surname: String?
  var terms: [OfficeTerm] = []
  /// "German", of a country.
  var adjective: String?
  /// What it makes or does, for descriptions such as "the airline": a `type` of roles.yaml.
  var type: String?
  /// Something made, not somebody: an aircraft.
  var isProduct = false
  /// The region is no actor of its own; its adjective says where a group is from.
  var isRegion = false
}

/// How a word or phrase points to a known actor.
enum NameUse: UInt8, Sendable {
  case name, alias
  /// "German"; also the noun of such a word.
  case adjective
  /// "Germans", "a Pole".
  case people
  /// A capital: a place, or by metonymy the government.
  case capital
  /// A city or a part of a country.
  case place
  /// "White House".
  case seat
  /// The last name of a person.
  case surname
}

/// One reading of a phrase.
struct NameSense: Sendable {
  var actor: Int32
  var use: NameUse
  /// Only in capitals: "WHO", "IS".
  var isExact: Bool
  /// May stand without a capital: "eurozone".
  var allowsLower: Bool
  /// The last word has no capital: "Biden administration", "Tseng Hou-jen".
  var endsLower: Bool
  /// The next reading of the same phrase, -1 for none.
  var next: Int32
}
