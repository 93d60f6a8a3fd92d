// One event of a chronology: its date with the words of the documents beside it, what it was, and who says so where.

import Actors
import ChronographBase
import Chronology
import Corpus
import EventGraph
import Events

struct ReportEntries {
  let index: GraphIndex
  let pinpoints: ReportPinpoints
  /// Numbers of the listed events by id.
  let numbers: [String: Int]
  /// Numbers of the disagreements by id.
  let questions: [String: Int]

  /// Most sentences that are quoted for one event; the others are named by their place.
  private static let mostQuotes = 4
  private static let mostFurther = 12
  private static let mostWordings = 4
  private static let mostNames = 12

  func entry(_ event: GraphEvent) -> ReportContent.Entry {
    let evidence = evidence(event)
    return ReportContent.Entry(
      number: numbers[event.id] ?? 0, when: ReportWording.capital(index.timeWords(of: event)), dating: dating(event),
      title: event.title.isEmpty ? event.category.word : ExportRow.flat(event.title), facts: facts(event),
      quotes: evidence.quotes, further: evidence.further,
      questions: event.tensions.compactMap { questions[$0] }.sorted())
  }

  // MARK: Dates

  private func dating(_ event: GraphEvent) -> [ReportContent.Line] {
    var lines: [ReportContent.Line] = []
    func add(_ label: String, _ text: String?) {
      if let text, !text.isEmpty { lines.append(ReportContent.Line(label: label, text: ExportRow.flat(text))) }
    }
    add("Value", event.when.edtf)
    let wordings = wordings(of: event)
    add("In the words", wordings.isEmpty ? "none date it" : wordings.joined(separator: "; "))
    let state = index.dateState(of: event)
    if let date = event.editor.first(where: { $0.what == "date" }) {
      add("Known", date.words)
    } else if state != .unplaced || event.relative == nil {
      add("Known", ReportWording.state(state))
    }
    add("How", reason(event))
    return lines
  }

  /// The expressions that date the event, as the documents write them, in reading order, each once a document.
  private func wordings(of event: GraphEvent) -> [String] {
    var found: [String] = []
    for id in event.documents {
      guard let document = index.document(id) else { continue }
      let spans = Set(event.mentions.filter { $0.doc == id }.map(\.span))
      let record = document.record
      for told in record.events where told.mentions.contains(where: spans.contains) {
        guard let number = told.when.timex, record.timexes.indices.contains(number) else { continue }
        let words =
          "“\(ExportRow.flat(record.source.string(record.timexes[number].span)))” (article \(document.number))"
        if !found.contains(words), found.count < Self.mostWordings { found.append(words) }
      }
    }
    return found
  }

  /// How the date came about, in one sentence; nil where its own words say it.
  private func reason(_ event: GraphEvent) -> String? {
    guard !event.isDatedByEditor, event.when.basis != .stated else { return nil }
    if let place = event.relative, let date = index.document(place.anchor)?.record.date { return place.reason(date) }
    let why = event.when.why
    return why == event.when.relative ? nil : why
  }

  // MARK: What, and who says so

  private func facts(_ event: GraphEvent) -> [ReportContent.Line] {
    var lines: [ReportContent.Line] = []
    func add(_ label: String, _ text: String) {
      if !text.isEmpty { lines.append(ReportContent.Line(label: label, text: ExportRow.flat(text))) }
    }
    let others = event.patients.filter { !event.agents.contains($0) }
    if event.type.isSymmetric {
      add("Who", names(event.agents + others))
    } else {
      add("Who", names(event.agents))
      add("Concerning", names(others))
    }
    add("Place", event.place ?? "")
    add("Numbers", event.quantities.map(ReportWording.quantity).joined(separator: "; "))
    add("Status", ReportWording.status(event.status))
    add("Says so", sources(event))
    add("Reading", ReportWording.confidence(event.confidence))
    for note in event.editor where note.what != "date" { add("Editor", note.words) }
    return lines
  }

  private func sources(_ event: GraphEvent) -> String {
    let documents = event.documents.compactMap { index.document($0)?.number }
    let named = names(event.sources)
    return named.isEmpty
      ? "\(ReportWording.articles(documents)) in \(documents.count == 1 ? "its" : "their") own words"
      : "\(named), according to \(ReportWording.articles(documents))"
  }

  private func names(_ ids: [ActorID]) -> String {
    var names: [String] = []
    for id in ids where !names.contains(index.name(id)) { names.append(index.name(id)) }
    return names.listed(limit: Self.mostNames)
  }

  // MARK: Evidence

  /// The sentences to quote, one of each document first; and the places of the others.
  private func evidence(
    _ event: GraphEvent
  ) -> (quotes: [ReportContent.Quote], further: [ReportContent.Pinpoint]) {
    var chosen: Set<Int> = []
    var documents: Set<String> = []
    for (number, at) in event.evidence.enumerated() where chosen.count < Self.mostQuotes {
      if documents.insert(at.doc).inserted { chosen.insert(number) }
    }
    for number in event.evidence.indices where chosen.count < Self.mostQuotes { chosen.insert(number) }
    var quotes: [ReportContent.Quote] = []
    var rest: [DocSpan] = []
    for (number, at) in event.evidence.enumerated() {
      guard chosen.contains(number), let pinpoint = pinpoints.pinpoint(at) else {
        rest.append(at)
        continue
      }
      quotes.append(
        ReportContent.Quote(text: ReportWording.cut(ExportRow.flat(index.text(at)), 1500), pinpoint: pinpoint))
    }
    return (quotes, pinpoints.distinct(rest, Self.mostFurther))
  }
}
