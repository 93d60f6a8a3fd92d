// An event as exports see it: names in place of ids, words beside values.

import Actors
import ChronographBase
import Chronology
import Corpus
import EventGraph
import Events

/// One event with everything that flat formats write.
struct ExportRow: Sendable {
  struct Quote: Sendable {
    var text: String
    var article: Int
    var document: String
    var span: ByteSpan
    /// Number of the sentence in its article, from 1.
    var sentence: Int?
    var triggers: [String]
  }

  var event: GraphEvent
  /// Stable and readable: the file name of its page without suffix.
  var slug: String
  var title: String
  var category: EventCategory
  var state: DateState
  var dateWords: String
  var agents: [String]
  var patients: [String]
  var sources: [String]
  var articles: [Int]
  var quotes: [Quote]

  var earliest: Day? { event.when.interval.earliest }
  var latest: Day? { event.when.interval.latest }

  /// First and last possible day for formats that know no open end: an open end is the known one.
  var closed: (start: Day, end: Day)? {
    guard let start = earliest ?? latest, let end = latest ?? earliest else { return nil }
    return (min(start, end), max(start, end))
  }

  /// As ``closed``, where both years have four digits.
  var isoDays: (start: Day, end: Day)? {
    guard let closed, (1...9998).contains(closed.start.parts.year), (1...9998).contains(closed.end.parts.year) else {
      return nil
    }
    return closed
  }

  /// How an event lies in its days.
  enum Dating: String {
    /// On this one day.
    case day
    /// From the first to the last: the text says that it lasted.
    case span
    /// On some day of these, or an unknown number of them.
    case window
  }

  /// How it lies in ``closed``; an open end makes a window.
  var dating: Dating {
    guard let earliest, let latest else { return .window }
    if earliest == latest { return .day }
    // EDTF writes what lasted as `a/b`, and one of several days as `[a..b]`.
    return (event.when.edtf ?? "").utf8.contains(UInt8(ascii: "/")) ? .span : .window
  }

  /// `some day from 2 May 2031 to 9 May 2031`, `from 2 May 2031 on`; for windows.
  var windowWords: String {
    switch (earliest, latest) {
    case (let first?, let last?): "some time from \(first.words()) to \(last.words())"
    case (let first?, nil): "from \(first.words()) on"
    case (nil, let last?): "by \(last.words())"
    case (nil, nil): "not placed"
    }
  }

  /// State and reason in one line.
  var explanation: String {
    var text = state.words
    if let edtf = event.when.edtf, !edtf.isEmpty { text += "; EDTF \(edtf)" }
    if event.status != .happened { text += "; \(event.status.rawValue)" }
    return event.when.why.isEmpty ? text + "." : text + ". " + event.when.why
  }

  /// The title with a mark where a calendar or axis would show a false certainty.
  var markedTitle: String {
    var marks: [String] = []
    if event.status != .happened { marks.append(event.status.rawValue) }
    switch state {
    case .inferred, .approximate: marks.append(state.rawValue)
    case .reported: marks.append("date of the article")
    case .disputed: marks.append("date disputed")
    case .expected where event.status != .planned: marks.append("expected")
    case .stated, .expected, .unplaced: break
    }
    return marks.isEmpty ? title : "[\(marks.joined(separator: ", "))] \(title)"
  }

  static func rows(of graph: NewsGraph) -> [ExportRow] {
    let index = graph.index()
    return graph.events.map { event in
      let quotes = event.evidence.compactMap { at -> Quote? in
        guard let document = index.document(at.doc) else { return nil }
        let triggers = event.mentions.filter { $0.doc == at.doc && at.span.contains($0.span) }.map { index.text($0) }
        return Quote(
          text: flat(index.text(at)), article: document.number, document: at.doc, span: at.span,
          sentence: index.sentence(at: at).map { $0.number + 1 }, triggers: triggers.map(flat))
      }
      return ExportRow(
        event: event, slug: index.slug(ofEvent: event.id) ?? event.id,
        title: flat(event.title.isEmpty ? event.type.rawValue : event.title), category: event.category,
        state: index.dateState(of: event), dateWords: event.when.words(), agents: event.agents.map(index.name),
        patients: event.patients.map(index.name), sources: event.sources.map(index.name),
        articles: event.documents.compactMap { index.document($0)?.number }, quotes: quotes)
    }
  }

  /// A text on one line without what no format can carry: controls, bidirectional controls, noncharacters.
  static func flat(_ text: String) -> String { text.cleaned(for: .line) }
}
