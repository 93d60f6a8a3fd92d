// The legend: a table in the graph's own label, so that it is inside every export. It explains only what is drawn.

import DOT
import EventGraph
import Events

/// What a drawing uses and so has to explain.
struct Legend {
  var categories: Set<EventCategory> = []
  var states: Set<DateState> = []
  var hasDisagreement = false
  var relations: Set<EventRelation.Kind> = []
  /// Entries in a row; a phone has room for few.
  var columns = 5
  /// Words about lines that no relation style covers.
  var notes: [String] = []

  mutating func use(_ card: EventCard) {
    categories.insert(card.category)
    states.insert(card.state)
    if card.isContested { hasDisagreement = true }
  }

  private static let size = 9.0

  var label: HTMLLabel {
    var rows: [[HTMLLabel.Cell]] = [[HTMLLabel.Cell(height: 6)]]
    let types = EventCategory.allCases.filter(categories.contains).map(typeEntry)
    let dates =
      DateState.allCases.filter { states.contains($0) && $0 != .unplaced && $0 != .disputed }.map(stateEntry)
      + (hasDisagreement || states.contains(.disputed) ? [disagreementEntry] : [])
    let lines = RelationStyle.order.filter(relations.contains).map(relationEntry)
    rows += block("Type", types)
    rows += block("Date", dates)
    rows += block("Relation", lines)
    for note in notes {
      rows.append([HTMLLabel.Cell(.text([.words(note, quiet)]), columnSpan: 2 * columns + 1)])
    }
    if rows.count == 1 { rows.append([HTMLLabel.Cell(.text([.words("Type", quiet)]))]) }
    return HTMLLabel(.table(HTMLLabel.Table(spacing: 3, padding: 2, rows: rows)))
  }

  private var quiet: HTMLLabel.Font { HTMLLabel.Font(color: Palette.muted.light, size: Legend.size) }
  private var ink: HTMLLabel.Font { HTMLLabel.Font(color: Palette.ink.light, size: Legend.size) }

  /// Rows of a group: its name, then as many entries a row as there is room; an entry is a sample and its words.
  private func block(_ name: String, _ entries: [[HTMLLabel.Cell]]) -> [[HTMLLabel.Cell]] {
    var rows: [[HTMLLabel.Cell]] = []
    var rest = entries[...]
    while !rest.isEmpty {
      let head = HTMLLabel.Cell(.text([.words(rows.isEmpty ? name : " ", quiet)]), width: 44)
      rows.append([head] + rest.prefix(columns).flatMap { $0 })
      rest = rest.dropFirst(columns)
    }
    return rows
  }

  private func words(_ text: String) -> HTMLLabel.Cell {
    HTMLLabel.Cell(.text([.words(text, ink), .words("   ", ink)]))
  }

  private func typeEntry(_ category: EventCategory) -> [HTMLLabel.Cell] {
    let font = HTMLLabel.Font(color: Palette.color(category).light, size: Legend.size)
    var bold = font
    bold.isBold = true
    return [
      HTMLLabel.Cell(.text([.words(Glyph.character(category), font)]), align: .right, width: 32),
      HTMLLabel.Cell(.text([.words(category.word, bold), .words("   ", font)])),
    ]
  }

  private func stateEntry(_ state: DateState) -> [HTMLLabel.Cell] {
    let (word, style): (String, HTMLLabel.Border) =
      switch state {
      case .stated: ("stated", .solid)
      case .inferred: ("inferred", .dashed)
      case .approximate: ("approximate", .dotted)
      case .reported: ("day of the article", .dotted)
      case .expected: ("expected (no fill)", .dashed)
      case .disputed: ("sources disagree", .solid)
      case .unplaced: ("unknown", .dotted)
      }
    let fill = state == .expected ? Palette.paper.light : Palette.surface.light
    let box = HTMLLabel.Table(
      border: 1, style: style, color: Palette.ink.light, fill: fill,
      rows: [[HTMLLabel.Cell(padding: 0, width: 30, height: 10)]])
    return [HTMLLabel.Cell(.table(box), width: 32), words(word)]
  }

  private var disagreementEntry: [HTMLLabel.Cell] {
    let color = Palette.disagreement.light
    let inner = HTMLLabel.Table(border: 1, color: color, rows: [[HTMLLabel.Cell(padding: 0, width: 24, height: 5)]])
    let outer = HTMLLabel.Table(
      border: 1, color: color, spacing: 1, rows: [[HTMLLabel.Cell(.table(inner), padding: 0)]])
    return [HTMLLabel.Cell(.table(outer), width: 32), words("≠ articles disagree")]
  }

  private func relationEntry(_ kind: EventRelation.Kind) -> [HTMLLabel.Cell] {
    let style = RelationStyle.style(kind)
    let line = HTMLLabel.Font(color: style.color.light, size: Legend.size)
    return [HTMLLabel.Cell(.text([.words(style.sample, line)]), width: 32), words(style.words)]
  }
}
