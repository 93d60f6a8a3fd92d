// The axis of one article: its day of writing is day 0, steps grow with the distance. Coordinates are percentages, so that
// it fits every width without scaling its text.

import EventGraph

struct RelativeAxis {
  /// Rows at most. What the text times comes first, then what lies nearest to the day of writing; the rest is counted.
  private static let mostRows = 9
  private static let rowHeight = 22
  /// Days before and after the day of writing, and where they lie from left to right in percent.
  private static let steps: [(day: Double, at: Double)] = [
    (-400, 1), (-31.5, 16), (-7.5, 34), (-2.5, 57), (-0.5, 75), (0.5, 85), (60, 99),
  ]
  private static let names: [(words: String, from: Double, to: Double)] = [
    ("months", 1, 16), ("month", 16, 34), ("week", 34, 57), ("days", 57, 75), ("written", 75, 85), ("after", 85, 99),
  ]
  /// Ends of the steps that a script labels when a day of writing is assumed.
  private static let labelled = [-31, -7, -2, 0, 30]

  private let groups: [AxisGroup]
  private let number: Int
  /// The groups with a row, in the order of the axis.
  private let rows: [AxisGroup]
  /// How many groups with a place have none.
  private let left: Int

  /// - Parameters:
  ///   - groups: in the order of the axis.
  ///   - number: of the article.
  init(_ groups: [AxisGroup], article number: Int) {
    self.groups = groups
    self.number = number
    let placed = groups.enumerated().filter { $0.element.place.isOrdered }
    func rank(_ item: (offset: Int, element: AxisGroup)) -> (Int, Double, Int) {
      let place = item.element.place
      return (place.basis == .words ? 0 : 1, abs(place.sortKey), item.offset)
    }
    let shown = placed.sorted { rank($0) < rank($1) }.prefix(RelativeAxis.mostRows)
    rows = shown.sorted { $0.offset < $1.offset }.map(\.element)
    left = placed.count - rows.count
  }

  /// Where a day lies, in percent from the left.
  static func position(_ day: Double) -> Double {
    guard let first = steps.first, let last = steps.last else { return 0 }
    if day <= first.day { return first.at }
    for (a, b) in zip(steps, steps.dropFirst()) where day <= b.day {
      return a.at + (b.at - a.at) * (day - a.day) / (b.day - a.day)
    }
    return last.at
  }

  /// The axis as inline SVG; empty without groups.
  func svg() -> String {
    guard !groups.isEmpty else { return "" }
    let told = groups.filter { !$0.place.isOrdered }.reduce(0) { $0 + $1.entries.count }
    let height = (rows.count + (left > 0 ? 1 : 0) + (told > 0 ? 1 : 0)) * RelativeAxis.rowHeight
    let id = "ax-\(number)"
    var svg = "<svg class=\"rx\" width=\"100%\" height=\"\(height + 44)\" role=\"img\" aria-labelledby=\"\(id)\">"
    svg += "<title id=\"\(id)\">\(SafeText.escape(spoken))</title>"
    svg += "<rect class=\"wr\" x=\"75%\" y=\"0\" width=\"10%\" height=\"\(height + 4)\"/>"
    for (row, group) in rows.enumerated() { svg += bar(group, row) }
    if left > 0 {
      svg += "<text x=\"1%\" y=\"\(rows.count * RelativeAxis.rowHeight + 15)\">and \(left) more below</text>"
    }
    if told > 0 { svg += bracket(told, rows.count + (left > 0 ? 1 : 0)) }
    svg += "<line class=\"axis\" x1=\"1%\" x2=\"99%\" y1=\"\(height + 4)\" y2=\"\(height + 4)\"/>"
    for name in RelativeAxis.names {
      svg +=
        "<line class=\"axis\" x1=\"\(percent(name.from))\" x2=\"\(percent(name.from))\" y1=\"\(height)\" y2=\"\(height + 8)\"/>"
      let middle = percent((name.from + name.to) / 2)
      svg +=
        "<text class=\"tk\(name.words == "written" ? " w" : "")\" x=\"\(middle)\" y=\"\(height + 21)\">\(name.words)</text>"
    }
    for day in RelativeAxis.labelled {
      let at = day == 0 ? 80 : RelativeAxis.position(day == 30 ? 60 : Double(day) - 0.5)
      let end = day == 30 ? " e" : ""
      svg +=
        "<text class=\"at\(end)\" data-day=\"\(day == 30 ? 60 : day)\" x=\"\(percent(at))\" y=\"\(height + 39)\"></text>"
    }
    return svg + "</svg>"
  }

  private func bar(_ group: AxisGroup, _ row: Int) -> String {
    let place = group.place
    let left = place.from.map { RelativeAxis.position(Double($0) - 0.5) } ?? 1
    let right = max(left + 2, place.to.map { RelativeAxis.position(Double($0) + 0.5) } ?? 99)
    let y = row * RelativeAxis.rowHeight
    let single = group.entries.count == 1 ? group.entries.first : nil
    let kind = single.map { "t-\($0.category.rawValue) " } ?? ""
    var svg = "<g class=\"\(kind)\(place.basis == .words ? "x" : "a")\">"
    svg +=
      "<rect class=\"b\" x=\"\(percent(left))\" y=\"\(y + 3)\" width=\"\(percent(right - left))\" height=\"15\"/>"
    let middle = y + 11
    if place.from == nil { svg += end("‹", at: left, middle) }
    if place.to == nil { svg += end("›", at: right - 1.5, middle) }
    let words = label(group)
    // Letters of 12 pixels take about two percent of the narrowest axis.
    let room = Double(words.unicodeScalars.count) * 1.95 + 2
    let y2 = y + 15
    if right - left >= room {
      svg += "<text x=\"\(percent((left + right) / 2))\" y=\"\(y2)\" class=\"m\">\(SafeText.escape(words))</text>"
    } else if left >= room + 1 {
      svg += "<text x=\"\(percent(left - 1))\" y=\"\(y2)\" class=\"e\">\(SafeText.escape(words))</text>"
    } else {
      svg += "<text x=\"\(percent(right + 1))\" y=\"\(y2)\">\(SafeText.escape(words))</text>"
    }
    return svg + "</g>"
  }

  private func bracket(_ told: Int, _ row: Int) -> String {
    let y = row * RelativeAxis.rowHeight
    let words = "told without a time: \(told)"
    return "<g class=\"u\"><line x1=\"1%\" x2=\"85%\" y1=\"\(y + 19)\" y2=\"\(y + 19)\"/>"
      + "<line x1=\"85%\" x2=\"85%\" y1=\"\(y + 13)\" y2=\"\(y + 19)\"/>"
      + "<text x=\"43%\" y=\"\(y + 14)\" class=\"m\">\(words)</text></g>"
  }

  private func end(_ sign: String, at x: Double, _ y: Int) -> String {
    "<text class=\"o\" x=\"\(percent(x + 0.4))\" y=\"\(y + 4)\">\(sign)</text>"
  }

  /// `Fri, 3 days before Mon`, `Mon · 2`, `22 said`, `4 earlier`.
  private func label(_ group: AxisGroup) -> String {
    let count = group.entries.count
    let place = group.place
    if let mark = place.mark {
      let words = [mark, group.tieWords].compactMap { $0 }.joined(separator: ", ")
      return count == 1 ? words : "\(words) · \(count)"
    }
    if group.entries.allSatisfy({ $0.event.type == .statement }) { return "\(count) said" }
    if place.from == nil { return "\(count) earlier" }
    if (place.from ?? -1) >= 0 { return "\(count) ahead" }
    return "\(count) recent"
  }

  private var spoken: String {
    var parts = groups.prefix(12).map { group -> String in
      "\(group.place.label), \(Wording.digits(group.entries.count, "event"))"
    }
    if groups.count > 12 { parts.append("and \(groups.count - 12) more") }
    return "The events of article \(number) from its day of writing: " + parts.joined(separator: "; ")
  }

  private func percent(_ value: Double) -> String { RangeBar.number(value) + "%" }
}
