// An event as a small card: every attribute is coded by colour, shape and word.

import Chronology
import DOT
import EventGraph
import Events

/// The words of an event in a drawing.
struct EventCard {
  /// Name of the node.
  var id: String
  var category: EventCategory
  var state: DateState
  /// Whether articles disagree on anything about it.
  var isContested: Bool
  var title: String
  /// `16–22 May 2025`.
  var date: String
  var interval: DayInterval
  /// `[1] [2]`.
  var articles: String
  /// `date inferred`, `denied`, empty when there is nothing to say.
  var remark: String
  /// Type, EDTF and status, for readers of the DOT file.
  var comment: String
  var url: String?
  /// Whether the date says where it lies from the day of writing.
  var isRelative = false
  /// Titles of statements about it, which stand below its own.
  var notes: [String] = []

  /// - Parameter name: name of the node.
  init(_ event: GraphEvent, name: String, index: GraphIndex, url: String?) {
    id = name
    category = event.category
    state = index.dateState(of: event)
    isContested = index.tensions(of: event.id).contains { $0.kind != .naming } || state == .disputed
    let words = DOTText.clean(event.title, limit: 400)
    title = words.utf8.allSatisfy { $0 <= 0x20 } ? event.type.rawValue.capitalized : words
    comment = [event.type.rawValue, event.when.edtf ?? "", event.status.rawValue].filter { !$0.isEmpty }
      .joined(separator: "; ")
    interval = event.when.placement
    date =
      event.relative.flatMap { EventRows.isPlaced(event, index) ? nil : EventCard.distance($0) }
      ?? EventCard.shortDate(event.when)
    let numbers = event.documents.compactMap { index.document($0)?.number }
    let shown = numbers.prefix(5).map { "[\($0)]" }.joined(separator: " ")
    articles = numbers.count > 5 ? "\(shown) +\(numbers.count - 5)" : shown
    let isPlaced = EventRows.isPlaced(event, index) || event.relative == nil
    isRelative = !isPlaced
    remark = EventCard.remark(isPlaced ? state : .unplaced, event.status)
    self.url = url
  }

  /// Line style of the border and the bar.
  var border: HTMLLabel.Border {
    switch state {
    case .stated, .disputed: .solid
    case .inferred, .expected: .dashed
    case .approximate, .reported, .unplaced: .dotted
    }
  }

  var color: String { Palette.color(category).light }

  /// Background: none for what is only expected.
  var fill: String { state == .expected ? Palette.paper.light : Palette.tint(category).light }

  /// Everything in one sentence, for readers who do not see the drawing.
  var spoken: String {
    var text = "\(title), \(date)"
    if !remark.isEmpty { text += ", \(remark)" }
    if isContested { text += ", articles disagree" }
    for note in notes { text += "; on this: \(note)" }
    return text
  }

  private static func remark(_ state: DateState, _ status: EventStatus) -> String {
    var words: [String] = []
    switch status {
    case .denied: words.append("denied")
    case .hypothetical: words.append("hypothetical")
    case .reported: words.append("reported")
    case .happened, .ongoing, .planned: break
    }
    switch state {
    case .stated: break
    case .inferred: words.append("date inferred")
    case .approximate: words.append("date approximate")
    case .reported: words.append("date of the article")
    case .disputed: words.append("sources disagree")
    case .expected: words.append("expected, not confirmed")
    case .unplaced: break
    }
    return words.joined(separator: ", ")
  }

  /// Where it lies from the day of writing, in at most 92 points: `Mon before`, `≤ 2 days before` (at most),
  /// `≥ 2 days before` (at least), `no time told`.
  private static func distance(_ place: RelativePlace) -> String {
    if !place.isOrdered { return "no time told" }
    if let mark = place.mark {
      let isDay = CalendarWords.weekday(ofRelative: place.term) != nil
      let words = isDay && (place.to ?? 1) <= 0 ? "\(mark) before" : isDay ? mark : "“\(mark)”"
      if TextMetrics.width(words, size: CardBox.smallSize) <= 92 { return words }
    }
    func most(_ days: Int) -> String { "≤ \(RelativePlace.amount(days))" }
    func least(_ days: Int) -> String { "≥ \(RelativePlace.amount(days))" }
    switch (place.from, place.to) {
    case (nil, nil): return "no day told"
    case (nil, let to?): return to > 0 ? most(to) + " after" : to < 0 ? least(-to) + " before" : "some time before"
    case (let from?, nil):
      return from < 0 ? most(-from) + " before" : from > 0 ? least(from) + " after" : "after, no day told"
    case (let from?, let to?):
      if from == to {
        return from == 0
          ? "same day" : RelativePlace.amount(abs(from)) + (from < 0 ? " before" : " after")
      }
      if from < 0, to > 0 { return "within \(RelativePlace.amount(max(-from, to)))" }
      let side = from < 0 ? " before" : " after"
      let (near, far) = (min(abs(from), abs(to)), max(abs(from), abs(to)))
      let words = near == 0 ? most(far) : RelativePlace.range(near, far, joinedBy: "–")
      return TextMetrics.width(words + side, size: CardBox.smallSize) <= 92 ? words + side : most(far) + side
    }
  }

  /// The date in at most 90 points of the card's small type.
  static func shortDate(_ when: EventTime, width: Double = 92, size: Double = 8.5) -> String {
    let choices = [
      when.words(.short), when.placement.words(.short, weekday: true), when.placement.words(.short, weekday: false),
    ]
    for choice in choices where TextMetrics.width(choice, size: size) <= width { return choice }
    return TextMetrics.fitted(compact(when.placement), width: width, size: size)
  }

  /// `Dec 2025 – Jan 2026`: months when the days do not fit.
  private static func compact(_ interval: DayInterval) -> String {
    guard let from = interval.earliest?.parts, let to = interval.latest?.parts else { return interval.words(.short) }
    if from.year == to.year {
      return
        "\(CalendarWords.month(from.month, .short))–\(CalendarWords.month(to.month, .short)) \(CalendarWords.year(to.year))"
    }
    return "\(CalendarWords.month(from.month, .short)) \(CalendarWords.year(from.year)) – "
      + "\(CalendarWords.month(to.month, .short)) \(CalendarWords.year(to.year))"
  }
}

/// A card with its size, ready for a DOT node.
struct CardBox {
  /// Points, so that four columns stay below 900.
  static func width(columns: Int) -> Double { columns >= 4 ? 172 : 184 }
  static let titleSize = 11.0
  static let smallSize = 8.5
  static let noteHeight = 16.0

  let card: EventCard
  let width: Double
  let lines: [String]
  let notes: [String]
  let height: Double

  init(_ card: EventCard, width: Double) {
    self.card = card
    self.width = width
    lines = TextMetrics.wrap(card.title, width: width - 26, size: CardBox.titleSize, limit: 3)
    // Two rows of small type, the headline, and the frame; a disagreement has a second frame around it.
    notes = card.notes.prefix(2).map { TextMetrics.fitted($0, width: width - 40, size: 9.5) }
    height =
      16 + Double(lines.count) * 14 + 5 + 15 + Double(notes.count) * CardBox.noteHeight + (card.isContested ? 10 : 4)
  }

  var label: HTMLLabel {
    let accent = HTMLLabel.Font(color: card.color, size: CardBox.smallSize)
    let quiet = HTMLLabel.Font(color: Palette.muted.light, size: CardBox.smallSize)
    let ink = HTMLLabel.Font(color: Palette.ink.light, size: CardBox.titleSize)
    var bold = accent
    bold.isBold = true
    let type: [HTMLLabel.Run] = [
      .words(Glyph.character(card.category), accent), .words(" ", accent),
      .words(card.category.word.uppercased(), bold),
    ]
    var title: [HTMLLabel.Run] = []
    for line in lines { title += [.words(line, ink), .lineBreak(.left)] }
    var foot = quiet
    if card.isContested { foot.color = Palette.disagreement.light }
    let footer = footerText
    let speech = Palette.color(.statement).light
    let said = HTMLLabel.Font(color: speech, size: 9.5)
    let noteRows = notes.map { note in
      [
        HTMLLabel.Cell(
          .text([.words(Glyph.character(.statement), said), .words(" ", said), .words(note, said)]), padding: 2,
          height: CardBox.noteHeight, columnSpan: 2)
      ]
    }
    let rows: [[HTMLLabel.Cell]] =
      [
        [
          HTMLLabel.Cell(fill: card.color, padding: 0, width: 6, rowSpan: 3 + notes.count),
          HTMLLabel.Cell(.text(type), padding: 3, height: 16),
          HTMLLabel.Cell(.text([.words(card.date, quiet)]), align: .right, padding: 3, height: 16),
        ],
        [
          HTMLLabel.Cell(
            .text(title), padding: 3, width: width - (card.isContested ? 18 : 12), height: Double(lines.count) * 14 + 5,
            columnSpan: 2)
        ],
      ] + noteRows + [
        [HTMLLabel.Cell(.text([.words(footer, foot)]), padding: 3, height: 15, columnSpan: 2)]
      ]
    let table = HTMLLabel.Table(border: 1, style: card.border, color: card.color, fill: card.fill, rows: rows)
    guard card.isContested else { return HTMLLabel(.table(table)) }
    return HTMLLabel(
      .table(
        HTMLLabel.Table(
          border: 1, color: Palette.disagreement.light, spacing: 2, rows: [[HTMLLabel.Cell(.table(table), padding: 0)]])
      ))
  }

  /// Article numbers and remarks on one line.
  private var footerText: String {
    let contested = card.isContested && card.state != .disputed ? "≠ disagree" : ""
    let parts = [card.articles, card.remark, contested].filter { !$0.isEmpty }
    let text = parts.isEmpty ? " " : parts.joined(separator: "  ")
    return TextMetrics.fitted(text, width: width - 26, size: CardBox.smallSize)
  }

  /// The node at a position (points, y upwards), after a remark that says what it is.
  func statements(x: Double, y: Double) -> [DOTStatement] { [.comment(card.line), .node(node(x: x, y: y))] }

  private func node(x: Double, y: Double) -> DOTNode {
    var attributes: DOTAttributes = [
      "label": .html(label), "pos": .text("\(DOTWriter.number(x)),\(DOTWriter.number(y))"),
      "class": .text("event \(card.category.rawValue) \(card.state.rawValue)"), "tooltip": .text(card.spoken),
      "comment": .text(card.comment),
    ]
    if let url = card.url { attributes["URL"] = .url(url) }
    return DOTNode(card.id, attributes)
  }
}
