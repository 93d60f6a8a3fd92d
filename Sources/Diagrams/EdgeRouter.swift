// Routes lines between cards that stand in columns: straight down where nothing is in the way, else through the
// gutters between columns, each long line in a lane of its own. No line crosses a card.

import DOT

/// A rectangle in points, y downwards.
struct Box: Sendable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var middleX: Double { (left + right) / 2 }
  var middleY: Double { (top + bottom) / 2 }

  func contains(_ p: Point, margin: Double) -> Bool {
    p.x > left - margin && p.x < right + margin && p.y > top - margin && p.y < bottom + margin
  }
}

struct Point: Sendable, Equatable {
  var x: Double
  var y: Double
}

/// A line of cubic Bézier pieces: 3n + 1 points.
struct Spline {
  var points: [Point]

  /// The attribute `pos` of an edge, with room for the heads at its ends (lengths in points, 0 for none).
  func position(tail: Double, head: Double) -> String {
    var points = points
    guard points.count >= 4 else { return "" }
    func shorten(_ end: Point, toward inner: Point, by length: Double) -> Point {
      let dx = inner.x - end.x
      let dy = inner.y - end.y
      let distance = (dx * dx + dy * dy).squareRoot()
      guard distance > 0.01 else { return end }
      let step = min(length, distance * 0.9)
      return Point(x: end.x + dx / distance * step, y: end.y + dy / distance * step)
    }
    func text(_ p: Point, _ separator: String = ",") -> String {
      DOTWriter.number(p.x) + separator + DOTWriter.number(-p.y)
    }
    var out = ""
    let last = points.count - 1
    if tail > 0 {
      out += "s,\(text(points[0])) "
      points[0] = shorten(points[0], toward: points[1], by: tail)
    }
    if head > 0 {
      out += "e,\(text(points[last])) "
      points[last] = shorten(points[last], toward: points[last - 1], by: head)
    }
    return out + points.map { text($0) }.joined(separator: " ")
  }

  /// Points on the line, for tests of clearance.
  func samples(_ perPiece: Int = 16) -> [Point] {
    var found: [Point] = []
    for start in stride(from: 0, to: points.count - 3, by: 3) {
      let (a, b, c, d) = (points[start], points[start + 1], points[start + 2], points[start + 3])
      for step in 0...perPiece {
        let t = Double(step) / Double(perPiece)
        let u = 1 - t
        let (w0, w1, w2, w3) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        found.append(
          Point(
            x: w0 * a.x + w1 * b.x + w2 * c.x + w3 * d.x, y: w0 * a.y + w1 * b.y + w2 * c.y + w3 * d.y))
      }
    }
    return found
  }

  static func straight(_ a: Point, _ b: Point) -> Spline {
    Spline(points: [
      a, Point(x: a.x + (b.x - a.x) / 3, y: a.y + (b.y - a.y) / 3),
      Point(x: a.x + (b.x - a.x) * 2 / 3, y: a.y + (b.y - a.y) * 2 / 3), b,
    ])
  }

  /// A path of horizontal and vertical pieces with round corners.
  static func rounded(_ corners: [Point], radius: Double = 9) -> Spline {
    guard let first = corners.first, corners.count > 1 else { return Spline(points: corners) }
    var points = [first]
    func line(to end: Point) {
      let start = points[points.count - 1]
      points += straight(start, end).points.dropFirst()
    }
    for index in 1..<(corners.count - 1) {
      let (before, corner, after) = (corners[index - 1], corners[index], corners[index + 1])
      func toward(_ other: Point) -> Point {
        let dx = other.x - corner.x
        let dy = other.y - corner.y
        let distance = max(0.01, (dx * dx + dy * dy).squareRoot())
        let step = min(radius, distance / 2)
        return Point(x: corner.x + dx / distance * step, y: corner.y + dy / distance * step)
      }
      line(to: toward(before))
      points += [corner, corner, toward(after)]
    }
    line(to: corners[corners.count - 1])
    return Spline(points: points)
  }
}

/// Routes all lines of a drawing.
struct EdgeRouter {
  private let boxes: [Box]
  private let columns: [Int]
  /// Left and right edge of each gutter; gutter `c` is left of column `c`.
  private let gutters: [(left: Double, right: Double)]
  private let edges: [(from: Int, to: Int)]

  private enum Way {
    case down
    /// Beside a column or between neighbours, through one gutter.
    case beside(gutter: Int)
    /// Through several gutters, crossing the columns between them.
    case around
  }

  private var ways: [Way] = []
  private var lanes: [Double] = []
  /// Shift of the end of each edge along its side of the box: `[from, to]`.
  private var shifts: [(Double, Double)] = []

  /// - Parameters:
  ///   - gutters: one more than there are columns.
  init(boxes: [Box], columns: [Int], gutters: [(left: Double, right: Double)], edges: [(from: Int, to: Int)]) {
    self.boxes = boxes
    self.columns = columns
    self.gutters = gutters
    self.edges = edges
    ways = edges.map(way)
    lanes = Array(repeating: 0, count: edges.count)
    shifts = Array(repeating: (0, 0), count: edges.count)
    assignLanes()
    assignShifts()
  }

  /// The lines in the order of the edges.
  func splines() -> [Spline] { edges.indices.map(spline) }

  // MARK: Choice of way

  private func way(_ edge: (from: Int, to: Int)) -> Way {
    let (a, b) = (boxes[edge.from], boxes[edge.to])
    if b.top - a.bottom >= 12, isClear(direct(a, b, 0, 0), except: edge) { return .down }
    let (c, d) = (columns[edge.from], columns[edge.to])
    if c == d { return .beside(gutter: c + 1) }
    return abs(c - d) == 1 ? .beside(gutter: max(c, d)) : .around
  }

  private func direct(_ a: Box, _ b: Box, _ from: Double, _ to: Double) -> Spline {
    let lean = (b.middleX - a.middleX) * 0.18
    let start = Point(x: min(max(a.middleX + lean + from, a.left + 14), a.right - 14), y: a.bottom)
    let end = Point(x: min(max(b.middleX - lean + to, b.left + 14), b.right - 14), y: b.top)
    if abs(start.x - end.x) < 1 { return .straight(start, end) }
    let bend = min(60, (end.y - start.y) * 0.5)
    return Spline(points: [start, Point(x: start.x, y: start.y + bend), Point(x: end.x, y: end.y - bend), end])
  }

  private func isClear(_ spline: Spline, except edge: (from: Int, to: Int)) -> Bool {
    let samples = spline.samples()
    return !boxes.indices.contains { index in
      index != edge.from && index != edge.to && samples.contains { boxes[index].contains($0, margin: 5) }
    }
  }

  // MARK: Lanes and ends

  /// Lines that run side by side in one gutter get different lanes, short ones near the cards.
  private mutating func assignLanes() {
    for gutter in gutters.indices {
      let members = edges.indices.filter { number in
        if case .beside(let own) = ways[number] { return own == gutter }
        if case .around = ways[number] {
          return outGutter(edges[number]) == gutter || inGutter(edges[number]) == gutter
        }
        return false
      }
      let sorted = members.sorted { (height($0), $0) < (height($1), $1) }
      var taken: [[(Double, Double)]] = []
      for number in sorted {
        let (low, high) = range(number)
        let lane = taken.firstIndex { spans in spans.allSatisfy { high < $0.0 - 6 || low > $0.1 + 6 } } ?? taken.count
        if lane == taken.count { taken.append([]) }
        taken[lane].append((low, high))
        lanes[number] = max(lanes[number], Double(lane))
      }
    }
  }

  private func range(_ number: Int) -> (Double, Double) {
    let (a, b) = (boxes[edges[number].from].middleY, boxes[edges[number].to].middleY)
    return (min(a, b), max(a, b))
  }

  private func height(_ number: Int) -> Double { range(number).1 - range(number).0 }

  private func laneX(_ number: Int, gutter: Int) -> Double {
    let (left, right) = gutters[gutter]
    let room = max(0, right - left - 12)
    let step = min(9, room / 5)
    return left + min(room, 10 + lanes[number] * step) + 3
  }

  private func outGutter(_ edge: (from: Int, to: Int)) -> Int {
    columns[edge.from] < columns[edge.to] ? columns[edge.from] + 1 : columns[edge.from]
  }

  private func inGutter(_ edge: (from: Int, to: Int)) -> Int {
    columns[edge.from] < columns[edge.to] ? columns[edge.to] : columns[edge.to] + 1
  }

  /// Spreads the ends that share a side of a card.
  private mutating func assignShifts() {
    struct End {
      var edge: Int
      var isFrom: Bool
      var key: Double
    }
    var sides: [[Int]: [End]] = [:]
    for (number, edge) in edges.enumerated() {
      let (a, b) = (boxes[edge.from], boxes[edge.to])
      switch ways[number] {
      case .down:
        sides[[edge.from, 0], default: []].append(End(edge: number, isFrom: true, key: b.middleX))
        sides[[edge.to, 1], default: []].append(End(edge: number, isFrom: false, key: a.middleX))
      case .beside(let gutter):
        sides[[edge.from, gutter > columns[edge.from] ? 2 : 3], default: []].append(
          End(edge: number, isFrom: true, key: b.middleY))
        sides[[edge.to, gutter > columns[edge.to] ? 2 : 3], default: []].append(
          End(edge: number, isFrom: false, key: a.middleY))
      case .around:
        let isRight = columns[edge.from] < columns[edge.to]
        sides[[edge.from, isRight ? 2 : 3], default: []].append(End(edge: number, isFrom: true, key: b.middleY))
        sides[[edge.to, isRight ? 3 : 2], default: []].append(End(edge: number, isFrom: false, key: a.middleY))
      }
    }
    for (side, ends) in sides where ends.count > 1 {
      let sorted = ends.sorted { ($0.key, $0.edge) < ($1.key, $1.edge) }
      let room = side[1] < 2 ? 120.0 : boxes[side[0]].bottom - boxes[side[0]].top - 16
      let step = min(side[1] < 2 ? 26 : 10, room / Double(sorted.count))
      for (position, end) in sorted.enumerated() {
        let shift = (Double(position) - Double(sorted.count - 1) / 2) * step
        if end.isFrom { shifts[end.edge].0 = shift } else { shifts[end.edge].1 = shift }
      }
    }
  }

  // MARK: Lines

  private func spline(_ number: Int) -> Spline {
    let edge = edges[number]
    let (a, b) = (boxes[edge.from], boxes[edge.to])
    let (shiftA, shiftB) = shifts[number]
    switch ways[number] {
    case .down:
      let line = direct(a, b, shiftA, shiftB)
      return isClear(line, except: edge) ? line : direct(a, b, 0, 0)
    case .beside(let gutter):
      let isRightOfA = gutter > columns[edge.from]
      let isRightOfB = gutter > columns[edge.to]
      let start = Point(x: isRightOfA ? a.right : a.left, y: a.middleY + shiftA)
      let end = Point(x: isRightOfB ? b.right : b.left, y: b.middleY + shiftB)
      let lane = laneX(number, gutter: gutter)
      if isRightOfA == isRightOfB {
        // A bow beside the column; the control points lie so far out that the bow reaches its lane.
        let reach = start.x + (lane - start.x) * 4 / 3
        return Spline(points: [start, Point(x: reach, y: start.y), Point(x: reach, y: end.y), end])
      }
      if abs(end.y - start.y) < 90 {
        let middle = (start.x + end.x) / 2
        return Spline(points: [start, Point(x: middle, y: start.y), Point(x: middle, y: end.y), end])
      }
      return .rounded([start, Point(x: lane, y: start.y), Point(x: lane, y: end.y), end])
    case .around:
      return around(number)
    }
  }

  /// From gutter to gutter, crossing each column between them where it has no card.
  private func around(_ number: Int) -> Spline {
    let edge = edges[number]
    let (a, b) = (boxes[edge.from], boxes[edge.to])
    let isRight = columns[edge.from] < columns[edge.to]
    let start = Point(x: isRight ? a.right : a.left, y: a.middleY + shifts[number].0)
    let end = Point(x: isRight ? b.left : b.right, y: b.middleY + shifts[number].1)
    var corners = [start]
    var y = start.y
    var gutter = outGutter(edge)
    let last = inGutter(edge)
    while gutter != last {
      let column = isRight ? gutter : gutter - 1
      let x = laneX(number, gutter: gutter)
      let level = freeLevel(column: column, near: y, toward: end.y, shift: lanes[number] * 3)
      if abs(level - y) > 1 { corners += [Point(x: x, y: y), Point(x: x, y: level)] }
      y = level
      gutter += isRight ? 1 : -1
    }
    let x = laneX(number, gutter: last)
    if abs(end.y - y) > 1 { corners += [Point(x: x, y: y), Point(x: x, y: end.y)] }
    corners.append(end)
    return .rounded(corners)
  }

  /// A height at which a column has no card: between `from` and `target` if possible, as near to `from` as can be.
  private func freeLevel(column: Int, near from: Double, toward target: Double, shift: Double) -> Double {
    let cards = boxes.indices.filter { columns[$0] == column }.map { boxes[$0] }.sorted { $0.top < $1.top }
    func isFree(_ y: Double) -> Bool { !cards.contains { y > $0.top - 5 && y < $0.bottom + 5 } }
    if isFree(from) { return from }
    let gaps =
      [(cards.first?.top ?? 0) - 12] + zip(cards, cards.dropFirst()).map { ($0.bottom + $1.top) / 2 }
      + [(cards.last?.bottom ?? 0) + 12]
    func detour(_ y: Double) -> Double { abs(y - from) + abs(y - target) }
    let best = gaps.min { (detour($0), $0) < (detour($1), $1) } ?? from
    let shifted = best + min(6, shift) - 3
    return isFree(shifted) ? shifted : best
  }
}
