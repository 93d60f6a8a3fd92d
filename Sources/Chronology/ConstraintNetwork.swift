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

  private struct Edge: Sendable {
    var from: Int
    var to: Int
    /// `to - from` is at most this many days.
    var limit: Int
    var group: Int
  }

  /// Components with more variables get the bounds of their own constraints only.
  public static let componentLimit = 160

  public private(set) var groups: [Group] = []
  private var variables = 1
  private var edges: [Edge] = []
  private var weekdays: [(variable: Int, weekday: Int, group: Int)] = []

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

  // MARK: Solving

  /// The tight bounds of every variable, after dropping the lightest group of each contradiction.
  public func solve() -> Solution {
    var kept = [Bool](repeating: true, count: groups.count)
    var bounds = [DayInterval](repeating: .unbounded, count: variables)
    bounds[0] = DayInterval(Day(number: 0))
    var conflicts: [Conflict] = []
    for component in components() {
      let members = Set(component)
      let own = edges.filter { members.contains($0.from) || members.contains($0.to) }
      let days = weekdays.filter { members.contains($0.variable) }
      var closed = closure(component, own, days, kept)
      while closed == nil {
        let present = Set(own.map(\.group) + days.map(\.group)).filter { kept[$0] }.sorted()
        let conflict = minimalConflict(present, component, own, days)
        guard let dropped = lightest(conflict) else { break }
        kept[dropped] = false
        conflicts.append(Conflict(groups: conflict, dropped: dropped))
        closed = closure(component, own, days, kept)
      }
      guard let closed else { continue }
      for (index, variable) in component.enumerated() {
        // Node 0 of the closure is the origin.
        let latest = closed[0, index + 1]
        let earliest = closed[index + 1, 0]
        bounds[variable] = DayInterval(
          earliest == Closure.open ? nil : Day(number: Int32(clamping: -earliest)),
          latest == Closure.open ? nil : Day(number: Int32(clamping: latest)))
      }
    }
    return Solution(bounds: bounds, conflicts: conflicts, isKept: kept)
  }

  /// Variables that hang together otherwise than through the origin, in order of their numbers.
  private func components() -> [[Int]] {
    var parent = Array(0..<variables)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    for edge in edges where edge.from != 0 && edge.to != 0 {
      let (a, b) = (root(edge.from), root(edge.to))
      if a != b { parent[max(a, b)] = min(a, b) }
    }
    var members: [Int: [Int]] = [:]
    for variable in 1..<max(1, variables) { members[root(variable), default: []].append(variable) }
    return members.keys.sorted().map { members[$0] ?? [] }
  }

  /// A set of groups that cannot hold together although each proper subset can (deletion filter).
  private func minimalConflict(
    _ present: [Int], _ component: [Int], _ own: [Edge], _ days: [(variable: Int, weekday: Int, group: Int)]
  ) -> [Int] {
    var mask = [Bool](repeating: false, count: groups.count)
    for group in present { mask[group] = true }
    // Heavy groups are tried first, so that what stays in the conflict can be dropped at least cost.
    for group in present.sorted(by: { (groups[$0].weight, $1) > (groups[$1].weight, $0) }) {
      mask[group] = false
      if closure(component, own, days, mask) != nil { mask[group] = true }
    }
    return present.filter { mask[$0] }
  }

  /// The lightest group; of equal ones the last.
  private func lightest(_ conflict: [Int]) -> Int? {
    conflict.min { (groups[$0].weight, -$0) < (groups[$1].weight, -$1) }
  }

  /// Shortest paths between all pairs; nil when the constraints contradict each other.
  private func closure(
    _ component: [Int], _ own: [Edge], _ days: [(variable: Int, weekday: Int, group: Int)], _ kept: [Bool]
  ) -> Closure? {
    var place: [Int: Int] = [0: 0]
    for (index, variable) in component.enumerated() { place[variable] = index + 1 }
    var result = Closure(count: component.count + 1)
    for edge in own where kept[edge.group] {
      guard let from = place[edge.from], let to = place[edge.to] else { continue }
      if from == to, edge.limit < 0 { return nil }
      result[from, to] = min(result[from, to], edge.limit)
    }
    var residues = [Int?](repeating: nil, count: component.count + 1)
    // Day 0 was a Thursday; only needed when some weekday is known.
    if days.contains(where: { kept[$0.group] }) { residues[0] = 3 }
    for entry in days where kept[entry.group] {
      guard let index = place[entry.variable] else { continue }
      if let known = residues[index], known != entry.weekday - 1 { return nil }
      residues[index] = entry.weekday - 1
    }
    return result.close(residues, isSmall: component.count <= ConstraintNetwork.componentLimit) ? result : nil
  }
}

/// A matrix of upper bounds on differences.
private struct Closure {
  static let open = Int.max / 4
  let count: Int
  private var limits: [Int]

  init(count: Int) {
    self.count = count
    limits = [Int](repeating: Closure.open, count: count * count)
    for index in 0..<count { limits[index * count + index] = 0 }
  }

  subscript(from: Int, to: Int) -> Int {
    get { limits[from * count + to] }
    set { limits[from * count + to] = newValue }
  }

  /// Floyd and Warshall's algorithm, alternating with rounding to possible weekdays.
  ///
  /// - Returns: false when there is a negative cycle.
  mutating func close(_ residues: [Int?], isSmall: Bool) -> Bool {
    guard isSmall else { return (1..<count).allSatisfy { self[0, $0] + self[$0, 0] >= 0 } }
    while true {
      for middle in 0..<count {
        for from in 0..<count where self[from, middle] < Closure.open {
          for to in 0..<count where self[middle, to] < Closure.open {
            let length = self[from, middle] + self[middle, to]
            if length < self[from, to] { self[from, to] = length }
          }
        }
      }
      for index in 0..<count where self[index, index] < 0 { return false }
      var changed = false
      for from in 0..<count {
        guard let a = residues[from] else { continue }
        for to in 0..<count where to != from {
          guard let b = residues[to], self[from, to] < Closure.open else { continue }
          let excess = floorModulo(self[from, to] - (b - a), 7)
          if excess > 0 {
            self[from, to] -= excess
            changed = true
          }
        }
      }
      if !changed { return true }
    }
  }
}
