// Gives every card of a time-ordered drawing a column, so that related cards stand near each other and few lines
// cross cards. A local search over rows; small drawings only, and always the same result.

/// Columns for cards in rows.
struct ColumnAssignment {
  /// Column of each item.
  private(set) var columns: [Int]

  private let rows: [[Int]]
  private let rowOfItem: [Int]
  private let links: [[(other: Int, weight: Double, isLater: Bool)]]
  private let columnCount: Int

  /// - Parameters:
  ///   - rows: items (indices) from top to bottom; at most `columnCount` a row.
  ///   - links: pairs of items that are related, the earlier one first.
  init(rows: [[Int]], items: Int, links: [(Int, Int)], columnCount: Int) {
    self.rows = rows
    self.columnCount = max(1, columnCount)
    var rowOfItem = Array(repeating: 0, count: items)
    var columns = rowOfItem
    for (number, row) in rows.enumerated() {
      for (position, item) in row.enumerated() {
        rowOfItem[item] = number
        columns[item] = min(position, self.columnCount - 1)
      }
    }
    var table: [[(other: Int, weight: Double, isLater: Bool)]] = Array(repeating: [], count: items)
    for (a, b) in links where a != b {
      let weight = abs(rowOfItem[a] - rowOfItem[b]) <= 1 ? 1.5 : 1.0
      table[a].append((b, weight, true))
      table[b].append((a, weight, false))
    }
    self.rowOfItem = rowOfItem
    self.columns = columns
    self.links = table
    for _ in 0..<6 where !improve() { break }
  }

  /// One sweep over all rows; false when nothing changed.
  private mutating func improve() -> Bool {
    var changed = false
    for row in rows where !row.isEmpty && row.count <= columnCount {
      var best = row.map { columns[$0] }
      var bestCost = cost(of: row)
      for choice in arrangements(row.count) {
        for (item, column) in zip(row, choice) { columns[item] = column }
        let cost = cost(of: row)
        if cost < bestCost - 1e-9 {
          best = choice
          bestCost = cost
          changed = true
        }
      }
      for (item, column) in zip(row, best) { columns[item] = column }
    }
    return changed
  }

  private func cost(of row: [Int]) -> Double {
    var cost = 0.0
    for item in row {
      cost += 0.12 * Double(columns[item])
      for link in links[item] {
        cost += link.weight * Double(abs(columns[item] - columns[link.other]))
        cost += 1.6 * Double(blocked(item, link.other))
        // In one row the later card stands right of the earlier one.
        if link.isLater, rowOfItem[item] == rowOfItem[link.other], columns[item] > columns[link.other] { cost += 0.5 }
      }
    }
    // Cards of neighbouring rows side by side save height, as long as nothing ties them together.
    if let number = row.first.map({ rowOfItem[$0] }) {
      for near in [number - 1, number + 1] where rows.indices.contains(near) {
        for other in rows[near] where row.contains(where: { columns[$0] == columns[other] }) {
          cost += 0.2
        }
      }
    }
    // Moving a card may also put it in the way of others.
    for item in row {
      for (other, neighbours) in links.enumerated() where other != item {
        for link in neighbours where link.other > other && link.other != item {
          let low = min(rowOfItem[other], rowOfItem[link.other])
          let high = max(rowOfItem[other], rowOfItem[link.other])
          if rowOfItem[item] > low, rowOfItem[item] < high, columns[other] == columns[item],
            columns[link.other] == columns[item]
          {
            cost += 1.6
          }
        }
      }
    }
    return cost
  }

  /// Cards between two cards of one column.
  private func blocked(_ a: Int, _ b: Int) -> Int {
    guard columns[a] == columns[b] else { return 0 }
    let low = min(rowOfItem[a], rowOfItem[b])
    let high = max(rowOfItem[a], rowOfItem[b])
    guard high - low > 1 else { return 0 }
    return rows[(low + 1)..<high].reduce(0) { sum, row in
      sum + (row.contains { columns[$0] == columns[a] } ? 1 : 0)
    }
  }

  /// All ways to give `count` items different columns.
  private func arrangements(_ count: Int) -> [[Int]] {
    var found: [[Int]] = [[]]
    for _ in 0..<count {
      found = found.flatMap { start in (0..<columnCount).filter { !start.contains($0) }.map { start + [$0] } }
    }
    return found
  }
}
