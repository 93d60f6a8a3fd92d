// Solves a constraint network component by component: closes the constraints, and while they contradict each other finds
// a minimal set of groups that cannot hold together and drops its lightest.

extension ConstraintNetwork {
  /// The constraints of one component.
  private struct Part {
    var variables: [Int] = []
    var edges: [Edge] = []
    var weekdays: [(variable: Int, weekday: Int, group: Int)] = []
  }

  /// The tight bounds of every variable, after dropping the lightest group of each contradiction.
  public func solve() -> Solution {
    var kept = [Bool](repeating: true, count: groups.count)
    var bounds = [DayInterval](repeating: .unbounded, count: variables)
    bounds[0] = DayInterval(Day(number: 0))
    var conflicts: [Conflict] = []
    for part in parts() {
      var found = self.bounds(part, kept)
      while found == nil {
        let present = Set(part.edges.map(\.group) + part.weekdays.map(\.group)).filter { kept[$0] }.sorted()
        let conflict = minimalConflict(present, part)
        guard let dropped = lightest(conflict) else { break }
        kept[dropped] = false
        conflicts.append(Conflict(groups: conflict, dropped: dropped))
        found = self.bounds(part, kept)
      }
      guard let found else { continue }
      for (variable, interval) in zip(part.variables, found) { bounds[variable] = interval }
    }
    return Solution(bounds: bounds, conflicts: conflicts, isKept: kept)
  }

  /// The components: variables that hang together by constraints or groups otherwise than through the origin, in order
  /// of their first variables.
  private func parts() -> [Part] {
    var parent = Array(0..<variables)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    func join(_ a: Int, _ b: Int) {
      let (x, y) = (root(a), root(b))
      if x != y { parent[max(x, y)] = min(x, y) }
    }
    // A group that is dropped is dropped everywhere, so that its variables belong together.
    var ofGroup = [Int](repeating: 0, count: groups.count)
    func join(_ variable: Int, group: Int) {
      if ofGroup[group] == 0 { ofGroup[group] = variable } else { join(ofGroup[group], variable) }
    }
    for edge in edges {
      if edge.from != 0, edge.to != 0 { join(edge.from, edge.to) }
      if groups[edge.group].weight < .infinity { join(max(edge.from, edge.to), group: edge.group) }
    }
    for entry in weekdays { join(entry.variable, group: entry.group) }
    var place: [Int: Int] = [:]
    var result: [Part] = []
    for variable in 1..<max(1, variables) {
      let root = root(variable)
      if place[root] == nil {
        place[root] = result.count
        result.append(Part())
      }
      result[place[root] ?? 0].variables.append(variable)
    }
    for edge in edges {
      guard let index = place[root(max(edge.from, edge.to))] else { continue }
      result[index].edges.append(edge)
    }
    for entry in weekdays {
      guard let index = place[root(entry.variable)] else { continue }
      result[index].weekdays.append(entry)
    }
    return result
  }

  /// A set of groups that cannot hold together although each proper subset can (deletion filter).
  private func minimalConflict(_ present: [Int], _ part: Part) -> [Int] {
    var mask = [Bool](repeating: false, count: groups.count)
    for group in present { mask[group] = true }
    // Heavy groups are tried first, so that what stays in the conflict can be dropped at least cost.
    for group in present.sorted(by: { (groups[$0].weight, $1) > (groups[$1].weight, $0) }) {
      mask[group] = false
      if bounds(part, mask) != nil { mask[group] = true }
    }
    return present.filter { mask[$0] }
  }

  /// The lightest group; of equal ones the last.
  private func lightest(_ conflict: [Int]) -> Int? {
    conflict.min { (groups[$0].weight, -$0) < (groups[$1].weight, -$1) }
  }

  /// The bounds of a component's variables; nil when the kept constraints contradict each other.
  private func bounds(_ part: Part, _ kept: [Bool]) -> [DayInterval]? {
    var place: [Int: Int] = [0: 0]
    for (index, variable) in part.variables.enumerated() { place[variable] = index + 1 }
    var residues = [Int?](repeating: nil, count: part.variables.count + 1)
    // Day 0 was a Thursday; only needed when some weekday is known.
    if part.weekdays.contains(where: { kept[$0.group] }) { residues[0] = 3 }
    for entry in part.weekdays where kept[entry.group] {
      guard let index = place[entry.variable] else { continue }
      if let known = residues[index], known != entry.weekday - 1 { return nil }
      residues[index] = entry.weekday - 1
    }
    var links: [(from: Int, to: Int, limit: Int)] = []
    for edge in part.edges where kept[edge.group] {
      guard let from = place[edge.from], let to = place[edge.to] else { continue }
      if from == to {
        if edge.limit < 0 { return nil }
        continue
      }
      links.append((from, to, edge.limit))
    }
    return part.variables.count <= ConstraintNetwork.componentLimit
      ? closed(links, residues) : relaxed(links, residues)
  }

  /// Tight bounds by shortest paths between all pairs.
  private func closed(_ links: [(from: Int, to: Int, limit: Int)], _ residues: [Int?]) -> [DayInterval]? {
    var closure = Closure(count: residues.count)
    for link in links { closure[link.from, link.to] = min(closure[link.from, link.to], link.limit) }
    guard closure.close(residues) else { return nil }
    // Node 0 of the closure is the origin.
    return (1..<max(1, residues.count)).map { ConstraintNetwork.interval(-closure[$0, 0], closure[0, $0]) }
  }

  /// Bounds along the constraints by Bellman and Ford's method, rounded to possible weekdays.
  private func relaxed(_ links: [(from: Int, to: Int, limit: Int)], _ residues: [Int?]) -> [DayInterval]? {
    var low = [Int](repeating: -Closure.open, count: residues.count)
    var high = [Int](repeating: Closure.open, count: residues.count)
    (low[0], high[0]) = (0, 0)
    // Each round carries bounds one constraint further; a corpus needs a few.
    for _ in 0..<64 {
      var changed = false
      for (from, to, limit) in links {
        if high[from] < Closure.open, high[from] + limit < high[to] {
          high[to] = high[from] + limit
          changed = true
        }
        if low[to] > -Closure.open, low[to] - limit > low[from] {
          low[from] = low[to] - limit
          changed = true
        }
      }
      for (node, residue) in residues.enumerated() where node > 0 {
        if let residue, low[node] > -Closure.open { low[node] += floorModulo(residue - 3 - low[node], 7) }
        if let residue, high[node] < Closure.open { high[node] -= floorModulo(high[node] - (residue - 3), 7) }
        if low[node] > high[node] { return nil }
      }
      if low[0] > 0 || high[0] < 0 { return nil }
      if !changed { break }
    }
    return (1..<max(1, residues.count)).map { ConstraintNetwork.interval(low[$0], high[$0]) }
  }

  private static func interval(_ low: Int, _ high: Int) -> DayInterval {
    DayInterval(
      low <= -Closure.open ? nil : Day(number: Int32(clamping: low)),
      high >= Closure.open ? nil : Day(number: Int32(clamping: high)))
  }
}
