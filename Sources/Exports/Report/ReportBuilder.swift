// From the graph to the content of a chronology: which events, in which order, and what is said about the whole.

import ChronographBase
import Chronology
import EventGraph
import Events

struct ReportBuilder {
  let graph: NewsGraph
  let index: GraphIndex
  let account: ChronologyReport.Account
  let options: ChronologyReport.Options
  let pinpoints: ReportPinpoints

  init(_ graph: NewsGraph, _ account: ChronologyReport.Account, _ options: ChronologyReport.Options) {
    self.graph = graph
    self.account = account
    self.options = options
    index = graph.index()
    pinpoints = ReportPinpoints(index)
  }

  func content() -> ReportContent {
    let chosen = selected()
    let placed = chosen.filter { isPlaced(graph.events[$0]) }.sorted(by: precedes)
    let unplaced = groups(chosen.filter { !isPlaced(graph.events[$0]) })
    var numbers: [String: Int] = [:]
    for position in placed + unplaced.flatMap(\.positions) { numbers[graph.events[position].id] = numbers.count + 1 }
    let tensions = graph.tensions.filter { $0.events.contains { numbers[$0] != nil } }
    let ordered = tensions.filter { $0.kind != .naming } + tensions.filter { $0.kind == .naming }
    let questionNumbers = Dictionary(
      ordered.enumerated().map { ($1.id, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    let entries = ReportEntries(index: index, pinpoints: pinpoints, numbers: numbers, questions: questionNumbers)
    return ReportContent(
      title: title, subtitle: subtitle(chosen.count), language: language, program: ExportRow.flat(options.program),
      day: options.day?.description, about: about(chosen.count, placed.count),
      sources: sources(of: chosen), entries: placed.map { entries.entry(graph.events[$0]) },
      unplaced: unplaced.map { group in
        ReportContent.Group(heading: group.heading, entries: group.positions.map { entries.entry(graph.events[$0]) })
      }, questions: ordered.map { question($0, questionNumbers[$0.id] ?? 0, numbers) },
      gaps: ReportGaps(index, placed.map { graph.events[$0] }, numbers).lines(), unread: unread())
  }

  // MARK: Selection

  /// Positions of the events that are listed.
  private func selected() -> [Int] {
    let positions =
      switch options.selection {
      case .all: Array(graph.events.indices)
      case .key(let limit): graph.keyEvents(limit: limit, index: index).map(\.position)
      case .days(let days): graph.events.indices.filter { mayLie(graph.events[$0], in: days) }
      }
    return positions.filter { graph.events[$0].confidence >= options.minConfidence }
  }

  private func mayLie(_ event: GraphEvent, in days: DayInterval) -> Bool {
    !isPlaced(event) && event.when.placement.isUnbounded || event.when.placement.overlaps(days)
  }

  /// Whether the calendar has a place for it: bounds that reach over more than two months and beyond one year are none,
  /// and neither is the open day of writing of the article that tells it.
  private func isPlaced(_ event: GraphEvent) -> Bool {
    let days = event.when.placement
    guard let anchor = days.earliest ?? days.latest else { return false }
    let isWide = (days.width ?? .max) > 62
    func isOpen(_ document: String) -> Bool { index.document(document)?.record.date.isOpen ?? true }
    if isWide, let relative = event.relative, isOpen(relative.anchor) { return false }
    if days.width == nil { return !event.documents.allSatisfy(isOpen) }
    return !(isWide && days.latest?.parts.year != anchor.parts.year)
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    func key(_ position: Int) -> (Int32, Int32, Int) {
      let days = graph.events[position].when.placement
      let first = days.earliest ?? days.latest
      return (first?.number ?? .max, days.latest?.number ?? .max, position)
    }
    return key(a) < key(b)
  }

  /// Unplaced events by the article on whose day of writing they hang, then those with wide bounds, then those without any.
  private func groups(_ positions: [Int]) -> [(heading: String, positions: [Int])] {
    var byDocument: [Int: [(key: Double, position: Int)]] = [:]
    var wide: [Int] = []
    var unknown: [Int] = []
    for position in positions {
      let event = graph.events[position]
      if let place = event.relative, let document = index.document(place.anchor), document.record.date.isOpen {
        byDocument[document.number, default: []].append((place.sortKey, position))
      } else if event.when.interval.isUnbounded {
        unknown.append(position)
      } else {
        wide.append(position)
      }
    }
    var groups = byDocument.keys.sorted().map { number in
      (
        heading: "Counted from the day on which article \(number) was written, which is not known",
        positions: (byDocument[number] ?? []).sorted { ($0.key, $0.position) < ($1.key, $1.position) }.map(\.position)
      )
    }
    if !wide.isEmpty { groups.append(("Known between wide bounds only", wide.sorted(by: precedes))) }
    if !unknown.isEmpty { groups.append(("Told without any time", unknown)) }
    return groups
  }

  // MARK: Texts about the whole

  private var title: String {
    let given = ExportRow.flat(options.title ?? "")
    return given.isEmpty ? "Chronology" : ReportWording.cut(given, 200)
  }

  private var language: String {
    let tag = options.language ?? ""
    let isTag = !tag.isEmpty && tag.utf8.count <= 35 && tag.utf8.allSatisfy { WordForms.isTagByte($0) }
    return isTag ? tag : "en-GB"
  }

  private func subtitle(_ events: Int) -> String {
    "Chronology of \(ReportWording.count(events, "event")) told by "
      + ReportWording.count(graph.documents.count, "article")
  }

  private func about(_ events: Int, _ placed: Int) -> [String] {
    var about = [
      "This chronology was made by a program (\(ExportRow.flat(options.program))\(options.day.map { ", on \($0.words())" } ?? "")) from the \(ReportWording.count(graph.documents.count, "article")) of the register below. It says what the articles tell; it does not say that what they tell is true. Nothing in it comes from elsewhere: each event stands on the sentences that are quoted with it, word for word, and was read from them by rules and a language model without a person’s judgement, except where an editor’s decision is named.",
      selectionWords(events),
      "Dates are given as a value (in words and as EDTF, ISO 8601-2), with the words of the article that date the event beside it. A value that is a range means some day in it, not an event that lasts. “\(ReportWording.capital(ReportWording.state(.stated)))” means that a calendar date stands beside the event; “\(ReportWording.state(.inferred))” that it was counted from such words as “last Friday” and a known day; how, is said. \(placed == events ? "" : "Events that no calendar day can hold are listed apart, with what is known of their time.")",
      "“Status” is what the text makes of an event: happened, under way, reported, planned, possible or denied. “Says so” names whom the text gives as its source; where it names nobody, the article speaks itself. “Reading” is how often sentences of that form are read correctly (high: about three in four; fair: more than half; moderate: about half; low: less): the quotation decides.",
      "A pinpoint names the article by its number in the register, then paragraph (headlines and captions not counted), sentence (counted through the article) and, for plain text, the line of the file.",
    ]
    if let editor = account.editor {
      about.append(
        "\(ReportWording.capital(ReportWording.count(editor.applied, "correction"))) of an editor (\(ExportRow.flat(editor.file))) \(editor.applied == 1 ? "was" : "were") applied; where one touches an event or an article, it is named there."
      )
    }
    return about.map { $0.trimmedEnd }
  }

  private func selectionWords(_ events: Int) -> String {
    let all = graph.events.count
    var words: String
    switch options.selection {
    case .all: words = "All \(ReportWording.count(all, "event")) that were found are considered."
    case .key(let limit):
      words =
        "Of \(ReportWording.count(all, "event")) found, the \(limit) that matter most are considered: told by several articles, central in one, connected, dated."
    case .days(let days):
      words =
        "Of \(ReportWording.count(all, "event")) found, those that may lie in the time \(days.words(.full, weekday: false)) are considered, and those of which no day is known."
    }
    if options.minConfidence > 0 {
      words += " Events with a confidence below \(EventsCSV.hundredths(options.minConfidence)) are left out."
    }
    return words
      + " \(ReportWording.capital(ReportWording.count(events, "event"))) \(events == 1 ? "is" : "are") listed; \(all - events) \(all - events == 1 ? "is" : "are") not."
  }

  // MARK: Disagreements and what is missing

  private func question(_ tension: Tension, _ number: Int, _ numbers: [String: Int]) -> ReportContent.Question {
    let positions = tension.positions.map { position in
      ReportContent.Question.Position(
        says: ReportWording.cut(ExportRow.flat(position.says), 600), places: pinpoints.distinct(position.mentions, 8))
    }
    var resolution: ReportContent.Line?
    if let text = tension.resolution, !text.isEmpty {
      resolution = ReportContent.Line(
        label: tension.editor.isEmpty ? "What the program makes of it" : "What the editor says",
        text: ExportRow.flat(text))
    }
    return ReportContent.Question(
      number: number, text: "\(tension.kind.heading): \(ExportRow.flat(tension.question))",
      positions: positions, resolution: resolution, entries: tension.events.compactMap { numbers[$0] }.sorted())
  }

  private func unread() -> [String] {
    account.skipped.map { "\(ExportRow.flat($0.id)): \(ExportRow.flat($0.message))" }
      + account.openCorrections.map(ExportRow.flat)
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
    return text
  }
}

extension WordForms {
  /// A letter, digit or hyphen of ASCII.
  fileprivate static func isTagByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d: true
    default: false
    }
  }
}
