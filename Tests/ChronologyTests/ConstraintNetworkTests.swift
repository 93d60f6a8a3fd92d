import Chronology
import Testing

/// A small generator with a fixed seed (splitmix64).
private struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// One random statement about three days.
private enum Statement {
  case between(Int, Int, Int, Int)
  case within(Int, Int, Int)
  case weekday(Int, Int)

  static func random(_ dice: inout Dice) -> Statement {
    switch Int.random(in: 0..<5, using: &dice) {
    case 0, 1:
      let low = Int.random(in: 0...18, using: &dice)
      return .within(Int.random(in: 0..<3, using: &dice), low, low + Int.random(in: 0...12, using: &dice))
    case 2, 3:
      let a = Int.random(in: 0..<3, using: &dice)
      let low = Int.random(in: -8...8, using: &dice)
      return .between(a, (a + 1) % 3, low, low + Int.random(in: 0...8, using: &dice))
    default: return .weekday(Int.random(in: 0..<3, using: &dice), Int.random(in: 1...7, using: &dice))
    }
  }

  func holds(_ days: [Int]) -> Bool {
    switch self {
    case .within(let variable, let low, let high): return (low...high).contains(days[variable])
    case .between(let from, let to, let low, let high): return (low...high).contains(days[to] - days[from])
    case .weekday(let variable, let weekday): return Day(number: Int32(days[variable])).weekday == weekday
    }
  }
}

private let horizon = 0...31

/// A network over three days, all within the horizon.
private func network(_ statements: [Statement], weights: [Double]) -> (ConstraintNetwork, [Int]) {
  var network = ConstraintNetwork()
  let variables = (0..<3).map { _ in network.addVariable() }
  let frame = network.addGroup(weight: .infinity, label: "frame")
  for variable in variables {
    network.require(
      variable, in: DayInterval(Day(number: Int32(horizon.lowerBound)), Day(number: Int32(horizon.upperBound))),
      group: frame)
  }
  for (statement, weight) in zip(statements, weights) {
    let group = network.addGroup(weight: weight, label: "\(statement)")
    switch statement {
    case .within(let variable, let low, let high):
      network.require(
        variables[variable], in: DayInterval(Day(number: Int32(low)), Day(number: Int32(high))), group: group)
    case .between(let from, let to, let low, let high):
      network.require(variables[to], after: variables[from], atLeast: low, atMost: high, group: group)
    case .weekday(let variable, let weekday):
      network.require(variables[variable], weekday: weekday, group: group)
    }
  }
  return (network, variables)
}

/// The bounds of each day by trying all.
private func bruteForce(_ statements: [Statement]) -> [ClosedRange<Int>]? {
  var low = [Int](repeating: .max, count: 3)
  var high = [Int](repeating: .min, count: 3)
  for a in horizon {
    for b in horizon {
      for c in horizon {
        let days = [a, b, c]
        guard statements.allSatisfy({ $0.holds(days) }) else { continue }
        for index in 0..<3 {
          low[index] = min(low[index], days[index])
          high[index] = max(high[index], days[index])
        }
      }
    }
  }
  return low[0] == .max ? nil : (0..<3).map { low[$0]...high[$0] }
}

@Test func boundsAreThoseThatTryingAllDaysGives() {
  var dice = Dice(state: 1)
  var consistent = 0
  for _ in 0..<250 {
    let statements = (0..<Int.random(in: 1...6, using: &dice)).map { _ in Statement.random(&dice) }
    let (network, variables) = network(statements, weights: statements.map { _ in 1 })
    let solution = network.solve()
    guard let expected = bruteForce(statements) else {
      #expect(!solution.conflicts.isEmpty)
      continue
    }
    consistent += 1
    #expect(solution.conflicts.isEmpty)
    for (index, variable) in variables.enumerated() {
      let bounds = solution.bounds[variable]
      #expect(bounds.earliest.map { Int($0.number) } == expected[index].lowerBound, "\(statements)")
      #expect(bounds.latest.map { Int($0.number) } == expected[index].upperBound, "\(statements)")
    }
  }
  #expect(consistent > 60)
}

@Test func conflictsAreMinimalAndTheLightestIsDropped() {
  var dice = Dice(state: 7)
  var seen = 0
  for _ in 0..<150 {
    let statements = (0..<6).map { _ in Statement.random(&dice) }
    let weights = statements.map { _ in Double(Int.random(in: 1...9, using: &dice)) }
    let (network, _) = network(statements, weights: weights)
    let solution = network.solve()
    for conflict in solution.conflicts {
      seen += 1
      // Group 0 is the frame of all days.
      let members = conflict.groups.filter { $0 > 0 }.map { $0 - 1 }
      #expect(bruteForce(members.map { statements[$0] }) == nil)
      // Without the frame in the conflict its subsets may need days beyond it, which trying all does not see.
      for left in members where conflict.groups.contains(0) {
        #expect(bruteForce(members.filter { $0 != left }.map { statements[$0] }) != nil)
      }
      #expect(conflict.dropped > 0)
      #expect(members.allSatisfy { weights[$0] >= weights[conflict.dropped - 1] })
    }
    let kept = statements.indices.filter { solution.isKept[$0 + 1] }.map { statements[$0] }
    #expect(bruteForce(kept) != nil)
  }
  #expect(seen > 20)
}

@Test func anotherStatementNeverWidensTheBoundsUnlessItContradicts() {
  var dice = Dice(state: 3)
  for _ in 0..<150 {
    let statements = (0..<5).map { _ in Statement.random(&dice) }
    let weights = statements.map { _ in 1.0 }
    let (few, variables) = network(Array(statements.dropLast()), weights: weights)
    let (more, _) = network(statements, weights: weights)
    let before = few.solve()
    let after = more.solve()
    guard before.conflicts.count == after.conflicts.count, before.conflicts.isEmpty else { continue }
    for variable in variables { #expect(before.bounds[variable].contains(after.bounds[variable])) }
  }
}

@Test func variablesWithoutConstraintsStayOpen() {
  var network = ConstraintNetwork()
  let variable = network.addVariable()
  #expect(network.solve().bounds[variable].isUnbounded)
  let group = network.addGroup(weight: 1, label: "from")
  network.require(variable, in: DayInterval(Day(number: 5), nil), group: group)
  #expect(network.solve().bounds[variable] == DayInterval(Day(number: 5), nil))
}

@Test func aLongChainIsBoundedAlongItsLinks() {
  var network = ConstraintNetwork()
  let group = network.addGroup(weight: 1, label: "chain")
  let variables = (0..<400).map { _ in network.addVariable() }
  for (a, b) in zip(variables, variables.dropFirst()) {
    network.require(b, after: a, atLeast: 1, atMost: 3, group: group)
  }
  for index in stride(from: 0, to: 400, by: 40) {
    network.require(variables[index], in: DayInterval(Day(number: Int32(index * 2))), group: group)
  }
  let solution = network.solve()
  #expect(solution.conflicts.isEmpty)
  #expect(solution.bounds[variables[41]] == DayInterval(Day(number: 81), Day(number: 83)))
  #expect(solution.bounds[variables[60]].earliest == Day(number: 100))
}

@Test func aContradictionInALargeComponentNamesItsGroups() {
  var network = ConstraintNetwork()
  let chain = network.addGroup(weight: 9, label: "chain")
  let variables = (0..<300).map { _ in network.addVariable() }
  for (a, b) in zip(variables, variables.dropFirst()) {
    network.require(b, after: a, atLeast: 0, atMost: 0, group: chain)
  }
  let first = network.addGroup(weight: 2, label: "first")
  let second = network.addGroup(weight: 1, label: "second")
  network.require(variables[0], in: DayInterval(Day(number: 10)), group: first)
  network.require(variables[5], in: DayInterval(Day(number: 11)), group: second)
  let solution = network.solve()
  #expect(solution.conflicts.map(\.groups) == [[chain, first, second]])
  #expect(solution.conflicts.map(\.dropped) == [second])
  #expect(solution.bounds[variables[5]] == DayInterval(Day(number: 10)))
}

@Test func aGroupThatIsDroppedIsDroppedForAllItsVariables() {
  var network = ConstraintNetwork()
  let a = network.addVariable()
  let b = network.addVariable()
  let firm = network.addGroup(weight: 5, label: "firm")
  let loose = network.addGroup(weight: 1, label: "loose")
  network.require(a, in: DayInterval(Day(number: 1)), group: firm)
  network.require(a, in: DayInterval(Day(number: 2)), group: loose)
  network.require(b, in: DayInterval(Day(number: 3)), group: loose)
  let solution = network.solve()
  #expect(solution.bounds[a] == DayInterval(Day(number: 1)))
  #expect(solution.bounds[b].isUnbounded)
}

@Test(arguments: ["FRI<DCT", "DCT-1M", "FRI<<MON<DCT", "DCT+0W", "DCT-3D", "MAY<DCT"])
func theInverseOfATermIsWhatTryingAllDaysGives(_ form: String) throws {
  let term = try #require(TimeTerm(closedForm: form))
  let low = try #require(Day(iso: "2024-11-01"))
  let bounds = DayInterval(low, low + 240)
  for offset in stride(from: -30, to: 230, by: 13) {
    let days = DayInterval(low + offset, low + (offset + 2))
    let fitting = (0...240).map { low + $0 }.filter { term.interval(within: DayInterval($0)).overlaps(days) }
    let found = term.documents(meeting: days, within: bounds)
    if let first = fitting.first, let last = fitting.last {
      #expect(found?.contains(DayInterval(first, last)) == true, "\(form) \(offset)")
    }
    if let found { #expect(bounds.contains(found)) }
  }
}

@Test func aContradictionAmongManyIsFoundBeforeItsLengthsOverflow() {
  // One event told by sixty dated documents, one of which was written before the event: many negative cycles.
  var network = ConstraintNetwork()
  let event = network.addVariable()
  func day(_ number: Int) -> Day { Day(number: Int32(number)) }
  for index in 0..<60 {
    let document = network.addVariable()
    let dated = network.addGroup(weight: 5, label: "date \(index)")
    let low = index == 7 ? 100 : 1000
    network.require(document, in: DayInterval(day(low), day(low + index % 30)), group: dated)
    let told = network.addGroup(weight: 3, label: "told \(index)")
    network.require(document, after: event, atLeast: 0, atMost: 6, group: told)
  }
  let solution = network.solve()
  #expect(!solution.conflicts.isEmpty)
}
