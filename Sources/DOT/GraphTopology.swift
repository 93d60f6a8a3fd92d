// Components, degrees and a cycle of a graph given by index pairs; linear, without recursion.

/// Structure of a graph.
public struct GraphTopology: Sendable {
  /// Ends of edges at each node; a loop counts twice.
  public private(set) var degrees: [Int]
  /// Nodes of each weakly connected component, largest first.
  public private(set) var componentSizes: [Int] = []
  /// Component of each node, numbered in the order of their first nodes.
  public private(set) var componentOfNode: [Int]
  /// Nodes of one directed cycle in its order, empty when there is none.
  public private(set) var cycle: [Int] = []

  /// - Parameter edges: pairs of node indices; pairs outside `0..<nodes` are ignored.
  public init(nodes: Int, edges: [(Int, Int)]) {
    let count = max(0, nodes)
    let range = 0..<count
    degrees = Array(repeating: 0, count: count)
    componentOfNode = Array(repeating: -1, count: count)
    var successors: [[Int]] = Array(repeating: [], count: count)
    var neighbours = successors
    for (tail, head) in edges where range.contains(tail) && range.contains(head) {
      degrees[tail] += 1
      degrees[head] += 1
      successors[tail].append(head)
      neighbours[tail].append(head)
      neighbours[head].append(tail)
    }
    findComponents(neighbours)
    findCycle(successors)
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

  private mutating func findCycle(_ successors: [[Int]]) {
    enum Mark { case new, open, done }
    var marks = Array(repeating: Mark.new, count: successors.count)
    for start in successors.indices where marks[start] == .new {
      var path = [start]
      var next = [0]
      marks[start] = .open
      while let node = path.last, let position = next.last {
        guard position < successors[node].count else {
          marks[node] = .done
          path.removeLast()
          next.removeLast()
          continue
        }
        next[next.count - 1] += 1
        let target = successors[node][position]
        switch marks[target] {
        case .open:
          if let first = path.firstIndex(of: target) { cycle = Array(path[first...]) }
          return
        case .new:
          marks[target] = .open
          path.append(target)
          next.append(0)
        case .done: continue
        }
      }
    }
  }
}
