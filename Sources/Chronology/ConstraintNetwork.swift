// A network of soft constraints between days: differences in days, fixed weekdays. Knows nothing of documents; the
// document date, event starts and ends are its variables.
//
// Method: simple temporal problem (Dechter, Meiri, Pearl 1991), solved by all-pairs shortest paths over each
// connected component. Weekdays are congruences modulo 7; a bound between two variables of known weekday is rounded
// to the next possible difference, and the closure repeated until nothing changes. Since bounds between variables of
// known weekday are exact multiples of 7 after rounding, the bounds are tight.

/// Difference constraints with weights, and their tight bounds.
public struct ConstraintNetwork: Sendable {
  /// A reason for constraints: kept or dropped as a whole.
  public struct Group: Sendable, Hashable {
    /// The lighter one of a conflict is dropped; infinite weights are dropped last.
    public var weight: Double
    public var label: String
  }

  /// A contradiction: a minimal set of groups that cannot hold together, and the one that was dropped.
  public struct Conflict: Sendable, Equatable {
    public var groups: [Int]
    public var dropped: Int
  }

  public struct Solution: Sendable {
    /// Earliest and latest day of each variable.
    public var bounds: [DayInterval]
    public var conflicts: [Conflict]
    /// Whether each group is among the kept ones.
    public var isKept: [Bool]
  }

  struct Edge: Sendable {
    var from: Int
    var to: Int
    /// `to - from` is at most this many days.
    var limit: Int
    var group: Int
  }

  /// Larger components are bounded along the constraints only, not by all pairs: sound, and tight but for weekdays.
  public static let componentLimit = 120

  public private(set) var groups: [Group] = []
  private(set) var variables = 1
  private(set) var edges: [Edge] = []
  private(set) var weekdays: [(variable: Int, weekday: Int, group: Int)] = []

  public init() {}

  /// The variable that stands for day 0 (1970-01-01).
  public static let origin = 0

  /// Adds a variable and returns its number.
  public mutating func addVariable() -> Int {
    variables += 1
    return variables - 1
  }

  /// Adds a reason and returns its number.
  public mutating func addGroup(weight: Double, label: String) -> Int {
    groups.append(Group(weight: weight.isNaN ? 0 : weight, label: label))
    return groups.count - 1
  }

  /// States that `to` lies between `least` and `most` days after `from`; nil is open.
  public mutating func require(_ to: Int, after from: Int, atLeast least: Int?, atMost most: Int?, group: Int) {
    guard (0..<variables).contains(to), (0..<variables).contains(from), groups.indices.contains(group) else { return }
    let range = -100_000_000...100_000_000
    if let most, range.contains(most) { edges.append(Edge(from: from, to: to, limit: most, group: group)) }
    if let least, range.contains(least) { edges.append(Edge(from: to, to: from, limit: -least, group: group)) }
  }

  /// States that a variable lies in an interval.
  public mutating func require(_ variable: Int, in interval: DayInterval, group: Int) {
    require(
      variable, after: ConstraintNetwork.origin, atLeast: interval.earliest.map { Int($0.number) },
      atMost: interval.latest.map { Int($0.number) }, group: group)
  }

  /// States the ISO weekday (1-7) of a variable.
  public mutating func require(_ variable: Int, weekday: Int, group: Int) {
    guard (1..<variables).contains(variable), (1...7).contains(weekday), groups.indices.contains(group) else { return }
    weekdays.append((variable, weekday, group))
  }
}
