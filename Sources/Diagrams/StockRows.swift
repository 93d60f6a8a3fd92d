// Rows of a drawing that Graphviz lays out itself. Its width is what its fullest row needs, so rows are short, what is
// related stands in rows below each other, and what has no relation fills the rest.

import EventGraph
import Events

/// Every event's row, and the relations that there is room to draw.
struct StockRows {
  struct Row {
    /// Number of its band.
    var band: Int
    var items: [Int]
  }

  /// A relation between positions in the list of events.
  struct Link {
    /// The earlier event, as the kind tells it.
    var from: Int
    var to: Int
    var relation: GraphRelation
  }

  private(set) var rows: [Row] = []
  private(set) var drawn: [Link] = []
  /// Relations over so many rows that lines would fill the drawing; in the order of the graph.
  private(set) var left: [Link] = []

  /// Longest line, in rows.
  private static let longestLine = 200

  /// - Parameters:
  ///   - count: number of events.
  ///   - perRow: events in a row at most.
  ///   - lines: lines between two rows at most.
  init(bands: [StockBand], count: Int, links: [Link], perRow: Int, lines: Int) {
    var bandOfItem = [Int](repeating: -1, count: count)
    for (number, band) in bands.enumerated() { for item in band.items { bandOfItem[item] = number } }
    var inside = [[Link]](repeating: [], count: bands.count)
    for link in links where bandOfItem[link.from] >= 0 && bandOfItem[link.from] == bandOfItem[link.to] {
      inside[bandOfItem[link.from]].append(link)
    }
    for (number, band) in bands.enumerated() {
      rows += StockRows.pack(band.items, inside[number], perRow: perRow).map { Row(band: number, items: $0) }
    }
    admit(links, count: count, lines: lines)
  }

  /// Packs the events of a band: connected ones first, layer by layer, then the rest where there is room.
  private static func pack(_ items: [Int], _ links: [Link], perRow: Int) -> [[Int]] {
    let layers = StockLayers(items: items, links: links)
    var rows: [[Int]] = []
    var firstOpen = 0
    for component in layers.components where component.count > 1 {
      var wanted: [[Int]] = []
      for layer in component {
        for start in stride(from: 0, to: layer.count, by: perRow) {
          wanted.append(Array(layer[start..<min(layer.count, start + perRow)]))
        }
      }
      var top = firstOpen
      while !wanted.indices.allSatisfy({ top + $0 >= rows.count || rows[top + $0].count + wanted[$0].count <= perRow })
      {
        top += 1
      }
      for (offset, layer) in wanted.enumerated() {
        if top + offset == rows.count { rows.append([]) }
        rows[top + offset] += layer
      }
      while firstOpen < rows.count, rows[firstOpen].count == perRow { firstOpen += 1 }
    }
    firstOpen = 0
    for component in layers.components where component.count == 1 {
      while firstOpen < rows.count, rows[firstOpen].count >= perRow { firstOpen += 1 }
      if firstOpen == rows.count { rows.append([]) }
      rows[firstOpen] += component[0]
    }
    return rows
  }

  /// Takes relations, the shortest first, as long as there is room between the rows that they cross.
  private mutating func admit(_ links: [Link], count: Int, lines: Int) {
    var rowOfItem = [Int](repeating: 0, count: count)
    for (number, row) in rows.enumerated() { for item in row.items { rowOfItem[item] = number } }
    func span(_ link: Link) -> Int { abs(rowOfItem[link.from] - rowOfItem[link.to]) }
    var crossing = [Int](repeating: 0, count: rows.count)
    var isDrawn = [Bool](repeating: false, count: links.count)
    for number in links.indices.sorted(by: { (span(links[$0]), $0) < (span(links[$1]), $1) }) {
      let ends = [rowOfItem[links[number].from], rowOfItem[links[number].to]]
      let range = min(ends[0], ends[1])..<max(ends[0], ends[1])
      guard range.count <= StockRows.longestLine, !range.contains(where: { crossing[$0] >= lines }) else { continue }
      for row in range { crossing[row] += 1 }
      isDrawn[number] = true
    }
    drawn = links.indices.filter { isDrawn[$0] }.map { links[$0] }
    left = links.indices.filter { !isDrawn[$0] }.map { links[$0] }
  }
}

/// Weakly connected components of some events, each in layers: an event stands below all that come before it.
struct StockLayers {
  /// In the order of their first events; a lone event is one layer of one.
  private(set) var components: [[[Int]]] = []

  /// - Parameter links: relations among the items; those of order are heeded before others where they contradict.
  init(items: [Int], links: [StockRows.Link]) {
    var slot: [Int: Int] = [:]
    for (place, item) in items.enumerated() { slot[item] = place }
    var next = [[Int]](repeating: [], count: items.count)
    var near = next
    for ordered in [true, false] {
      for link in links where link.relation.kind.statesOrder == ordered {
        guard let from = slot[link.from], let to = slot[link.to], from != to else { continue }
        next[from].append(to)
        near[from].append(to)
        near[to].append(from)
      }
    }
    let depth = StockLayers.depths(next)
    var component = [Int](repeating: -1, count: items.count)
    for start in items.indices where component[start] < 0 {
      var members: [Int] = []
      var open = [start]
      component[start] = start
      while let place = open.popLast() {
        members.append(place)
        for other in near[place] where component[other] < 0 {
          component[other] = start
          open.append(other)
        }
      }
      var layers: [Int: [Int]] = [:]
      for place in members.sorted() { layers[depth[place], default: []].append(items[place]) }
      components.append(layers.sorted { $0.key < $1.key }.map(\.value))
    }
  }

  /// Longest way to each node from one without a predecessor; edges that would close a cycle are left out.
  private static func depths(_ next: [[Int]]) -> [Int] {
    var state = [UInt8](repeating: 0, count: next.count)
    var kept = [[Int]](repeating: [], count: next.count)
    var finished: [Int] = []
    for start in next.indices where state[start] == 0 {
      var path = [(node: start, edge: 0)]
      state[start] = 1
      while let (node, edge) = path.last {
        guard edge < next[node].count else {
          state[node] = 2
          finished.append(node)
          path.removeLast()
          continue
        }
        path[path.count - 1].edge += 1
        let target = next[node][edge]
        if state[target] == 1 { continue }
        kept[node].append(target)
        if state[target] == 0 {
          state[target] = 1
          path.append((target, 0))
        }
      }
    }
    var depth = [Int](repeating: 0, count: next.count)
    for node in finished.reversed() {
      for target in kept[node] { depth[target] = max(depth[target], depth[node] + 1) }
    }
    return depth
  }
}

extension EventRelation.Kind {
  /// Whether it says that one event comes before the other, in time or as its cause. What speaks of an event, repeats
  /// it, lies in it or is part of it may come before or after.
  public var statesOrder: Bool {
    switch self {
    case .before, .causes, .enables, .respondsTo, .prevents: true
    case .subEventOf, .during, .repeats, .about: false
    }
  }
}
