// Components, degrees and cycles of a graph given by index pairs; without recursion, and bounded.

/// Structure of a graph.
public struct GraphTopology: Sendable {
  /// Ends of edges at each node; a loop counts twice.
  public private(set) var degrees: [Int]
  /// Nodes of each weakly connected component, largest first.
  public private(set) var componentSizes: [Int] = []
  /// Component of each node, numbered in the order of their first nodes.
  public private(set) var componentOfNode: [Int]

  /// - Parameter edges: pairs of node indices; pairs outside `0..<nodes` are ignored.
  public init(nodes: Int, edges: [(Int, Int)]) {
    let count = max(0, nodes)
    let range = 0..<count
    degrees = Array(repeating: 0, count: count)
    componentOfNode = Array(repeating: -1, count: count)
    var neighbours: [[Int]] = Array(repeating: [], count: count)
    for (tail, head) in edges where range.contains(tail) && range.contains(head) {
      degrees[tail] += 1
      degrees[head] += 1
      neighbours[tail].append(head)
      neighbours[head].append(tail)
    }
    findComponents(neighbours)
  }

  private mutating func findComponents(_ neighbours: [[Int]]) {
    for start in neighbours.indices where componentOfNode[start] < 0 {
      let component = componentSizes.count
      var size = 0
      var stack = [start]
      componentOfNode[start] = component
      while let node = stack.popLast() {
        size += 1
        for next in neighbours[node] where componentOfNode[next] < 0 {
          componentOfNode[next] = component
          stack.append(next)
        }
      }
      componentSizes.append(size)
    }
    componentSizes.sort(by: >)
  }
}

/// The elementary directed cycles of a graph: no node stands twice in one. A loop of one node is not among them.
public struct GraphCycles: Sendable {
  /// Shorter ones first in each tangle; each begins with its first node.
  public private(set) var cycles: [[Int]] = []
  /// Whether there are more than were looked for.
  public private(set) var hasMore = false
  /// Number of strongly connected components of more than one node.
  public private(set) var tangles = 0

  /// - Parameters:
  ///   - edges: pairs of node indices inside `0..<nodes`.
  ///   - limit: cycles that are wanted at most. At least one of each strongly connected component is found.
  public init(nodes: Int, edges: [(Int, Int)], limit: Int = 100) {
    var successors: [[Int]] = Array(repeating: [], count: max(0, nodes))
    for (tail, head) in edges where successors.indices.contains(tail) && successors.indices.contains(head) {
      if tail != head { successors[tail].append(head) }
    }
    for node in successors.indices { successors[node] = Set(successors[node]).sorted() }
    let component = GraphCycles.strongComponents(successors)
    var members: [Int: [Int]] = [:]
    for node in successors.indices { members[component[node], default: []].append(node) }
    var steps = 1_000_000
    for group in members.values.filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
      tangles += 1
      let inside = component[group[0]]
      var found = GraphCycles.shortest(from: group[0], successors) { component[$0] == inside }.map { [$0] } ?? []
      let room = max(1, limit - cycles.count)
      for start in group where found.count <= room && steps > 0 {
        search(from: start, successors, limit: room, &found, &steps) { component[$0] == inside && $0 >= start }
      }
      if steps <= 0 || found.count > room { hasMore = true }
      found.sort { ($0.count, $0[0]) < ($1.count, $1[0]) }
      cycles += found.prefix(room)
    }
  }

  /// All cycles through a node whose other nodes are allowed, by a bounded search in depth.
  private func search(
    from start: Int, _ successors: [[Int]], limit: Int, _ found: inout [[Int]], _ steps: inout Int,
    isAllowed: (Int) -> Bool
  ) {
    var path = [start]
    var next = [0]
    var isOnPath: Set<Int> = [start]
    while let node = path.last, let position = next.last {
      steps -= 1
      guard steps > 0, found.count <= limit else { return }
      guard position < successors[node].count else {
        isOnPath.remove(node)
        path.removeLast()
        next.removeLast()
        continue
      }
      next[next.count - 1] += 1
      let target = successors[node][position]
      if target == start {
        if found.first != path { found.append(path) }
      } else if isAllowed(target), isOnPath.insert(target).inserted {
        path.append(target)
        next.append(0)
      }
    }
  }

  /// The shortest cycle through a node.
  private static func shortest(from start: Int, _ successors: [[Int]], isAllowed: (Int) -> Bool) -> [Int]? {
    var before: [Int: Int] = [start: start]
    var wave = [start]
    while !wave.isEmpty {
      var following: [Int] = []
      for node in wave {
        for target in successors[node] where isAllowed(target) {
          if target == start {
            var path = [node]
            while let last = path.last, last != start, let previous = before[last] { path.append(previous) }
            return path.reversed()
          }
          if before[target] == nil {
            before[target] = node
            following.append(target)
          }
        }
      }
      wave = following
    }
    return nil
  }

  /// Number of the strongly connected component of each node, by Tarjan's algorithm.
  private static func strongComponents(_ successors: [[Int]]) -> [Int] {
    let count = successors.count
    var component = [Int](repeating: -1, count: count)
    var index = component
    var low = component
    var stack: [Int] = []
    var counter = 0
    var components = 0
    for start in 0..<count where index[start] < 0 {
      var path = [start]
      var next = [0]
      while let node = path.last, let position = next.last {
        if position == 0 {
          index[node] = counter
          low[node] = counter
          counter += 1
          stack.append(node)
        }
        if position < successors[node].count {
          next[next.count - 1] += 1
          let target = successors[node][position]
          if index[target] < 0 {
            path.append(target)
            next.append(0)
          } else if component[target] < 0 {
            low[node] = min(low[node], index[target])
          }
          continue
        }
        if low[node] == index[node] {
          while let member = stack.popLast() {
            component[member] = components
            if member == node { break }
          }
          components += 1
        }
        path.removeLast()
        next.removeLast()
        if let parent = path.last { low[parent] = min(low[parent], low[node]) }
      }
    }
    return component
  }
}
