// The chart parser: finds every constituent in a run of atoms, right to left, bottom up by left corners.
// Memory and work are bounded: at most `edgeLimit` constituents begin at one atom.

/// A constituent.
struct TimeEdge: Sendable {
  var symbol: GrammarSymbol
  /// First atom after it.
  var end: Int32
  /// Atoms of its extent.
  var extentStart: Int32
  var extentEnd: Int32
  var meaning: TimeMeaning
  /// Modifier that the outermost rules set.
  var mod: String?
  /// Index into the rules; -1 for a word.
  var rule: Int32
  /// Where each element of the rule's pattern lies (atoms), for rules with parts.
  var elements: [Range<Int32>] = []
  /// The meanings of the rule's parts.
  var parts: [TimeMeaning] = []
}

struct TimeChart {
  static let edgeLimit = 256

  private let grammar: TimeGrammar
  private var atoms: ArraySlice<TimeAtom> = []
  private(set) var edges: [[TimeEdge]] = []
  private var count = 0

  init(grammar: TimeGrammar) { self.grammar = grammar }

  /// Fills the chart for a run.
  mutating func parse(_ run: ArraySlice<TimeAtom>) {
    atoms = run
    count = run.count
    if edges.count < count + 1 { edges = [[TimeEdge]](repeating: [], count: count + 1) }
    for position in 0...count { edges[position].removeAll(keepingCapacity: true) }
    for position in stride(from: count - 1, through: 0, by: -1) { complete(from: position) }
  }

  private mutating func complete(from position: Int) {
    let atom = atoms[atoms.startIndex + position]
    for reading in atom.readings {
      add(
        TimeEdge(
          symbol: reading.symbol, end: Int32(position + 1), extentStart: Int32(position),
          extentEnd: Int32(position + 1), meaning: reading.meaning, mod: nil, rule: -1), at: position)
    }
    var next = 0
    while next < edges[position].count, next < TimeChart.edgeLimit {
      let corner = edges[position][next]
      next += 1
      for production in grammar.byFirst[Int(corner.symbol)] {
        var children = [corner]
        extend(Int(production), &children, position)
      }
    }
  }

  /// Matches the rest of a production behind the children found so far.
  private mutating func extend(_ index: Int, _ children: inout [TimeEdge], _ position: Int) {
    let symbols = grammar.productions[index].symbols
    if children.count == symbols.count {
      finish(index, children, position)
      return
    }
    guard let last = children.last, Int(last.end) < count else { return }
    let wanted = symbols[children.count]
    let end = Int(last.end)
    for edge in 0..<edges[end].count where edges[end][edge].symbol == wanted {
      children.append(edges[end][edge])
      extend(index, &children, position)
      children.removeLast()
      if edges[position].count >= TimeChart.edgeLimit { return }
    }
  }

  private mutating func finish(_ index: Int, _ children: [TimeEdge], _ position: Int) {
    let production = grammar.productions[index]
    guard let last = children.last else { return }
    if production.rule < 0 {
      var edge = children[0]
      edge.symbol = production.result
      add(edge, at: position)
      return
    }
    let rule = grammar.rules[production.rule]
    if !rule.notAfter.isEmpty, position > 0, rule.notAfter.contains(atoms[atoms.startIndex + position - 1].key) {
      return
    }
    if !rule.notBefore.isEmpty, Int(last.end) < count,
      rule.notBefore.contains(atoms[atoms.startIndex + Int(last.end)].key)
    {
      return
    }
    let evaluator = MeaningEvaluator { number in
      guard number <= production.elements.count else { return nil }
      let place = production.elements[number - 1]
      return place >= 0 ? children[place].meaning : nil
    }
    guard let meaning = evaluator.evaluate(rule.meaning) else { return }
    let covered = children[production.extent]
    var mod = rule.mod
    if mod == nil { mod = children.lazy.compactMap(\.mod).first }
    var elements: [Range<Int32>] = []
    var parts: [TimeMeaning] = []
    if !rule.parts.isEmpty {
      for part in rule.parts {
        guard let meaning = evaluator.evaluate(part.meaning) else { return }
        parts.append(meaning)
      }
      elements = production.elements.map { place in
        guard place >= 0 else { return 0..<0 }
        return children[place].extentStart..<children[place].extentEnd
      }
    }
    add(
      TimeEdge(
        symbol: production.result, end: last.end, extentStart: covered.first?.extentStart ?? Int32(position),
        extentEnd: covered.last?.extentEnd ?? last.end, meaning: meaning, mod: mod, rule: Int32(production.rule),
        elements: elements, parts: parts), at: position)
  }

  private mutating func add(_ edge: TimeEdge, at position: Int) {
    guard edges[position].count < TimeChart.edgeLimit else { return }
    var same = 0
    for old in edges[position] where old.symbol == edge.symbol && old.end == edge.end {
      if old.meaning == edge.meaning, old.extentStart == edge.extentStart, old.extentEnd == edge.extentEnd { return }
      same += 1
    }
    if same < 4 { edges[position].append(edge) }
  }
}
