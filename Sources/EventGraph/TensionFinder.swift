// Tensions: questions on which articles, or parts of one, disagree. Each has positions with the words that take
// them; where the positions can be squared, the resolution says how. Nothing is decided silently.

import Actors
import ChronographBase
import Chronology
import Corpus
import Events

/// Finds the tensions of a graph.
struct TensionFinder {
  let records: [DocumentRecord]
  let actors: [GraphActor]
  /// In graph order.
  let events: [GraphEvent]
  let tellings: [Telling]
  let clusters: MergedEvents
  let table: ActorTable
  let words: EventWords
  let comparison: TellingComparison
  let merging: ActorMerging
  /// Time of each telling, given the dates of the corpus.
  let times: [EventTime]
  /// Index of each record by document id.
  let documentNumbers: [String: Int]
  let situations: Situations
  /// Tellings by rolled-up agent.
  let tellingsOfSide: [Int: [Int]]

  init(
    records: [DocumentRecord], actors: [GraphActor], events: [GraphEvent], tellings: [Telling], clusters: MergedEvents,
    table: ActorTable, words: EventWords, comparison: TellingComparison, merging: ActorMerging, situations: Situations
  ) {
    self.records = records
    self.actors = actors
    self.events = events
    self.tellings = tellings
    self.clusters = clusters
    self.table = table
    self.words = words
    self.comparison = comparison
    self.merging = merging
    self.situations = situations
    times = tellings.map { records[$0.record].events[$0.event].when }
    documentNumbers = Dictionary(
      records.enumerated().map { ($1.source.id, $0) }, uniquingKeysWith: { first, _ in first })
    var ofSide: [Int: [Int]] = [:]
    for (number, telling) in tellings.enumerated() {
      for side in telling.topAgents { ofSide[side, default: []].append(number) }
    }
    tellingsOfSide = ofSide
  }

  /// All tensions: by kind, then by the place of their first position.
  func tensions() -> [Tension] {
    var drafts = dateTensions() + documentDateTensions() + numberTensions() + durationTensions()
    drafts += officeTensions() + denialTensions() + silenceTensions() + ownershipTensions() + namingTensions()
    let number = documentNumbers
    func place(_ draft: Draft) -> [Int] {
      let first = draft.positions.first?.mentions.first
      let kind = TensionFinder.order.firstIndex(of: draft.kind) ?? 0
      return [kind, first.flatMap { number[$0.doc] } ?? 0, first?.span.start ?? 0]
    }
    var ids: Set<String> = []
    var known: Set<UInt64> = []
    var found: [Tension] = []
    for draft in drafts.filter({ $0.positions.count > 1 }).enumerated().sorted(by: { a, b in
      let x = place(a.element)
      let y = place(b.element)
      return x != y ? x.lexicographicallyPrecedes(y) : a.offset < b.offset
    }).map(\.element) {
      let spans = draft.positions.flatMap(\.mentions).map { "\($0.doc) \($0.span.start) \($0.span.end)" }
      guard known.insert(ContentHash([draft.kind.rawValue, draft.question] + spans).value).inserted else { continue }
      // Words, not places: the question counts articles, and an edit elsewhere moves what stands behind it.
      var words = ContentHash([draft.kind.rawValue])
      for mention in draft.positions.flatMap(\.mentions) {
        words.combine(mention.doc)
        words.combine(quoted(mention))
      }
      var id = "t" + words.hex(12)
      var copies = 2
      while !ids.insert(id).inserted {
        var next = words
        next.combine(String(copies))
        id = "t" + next.hex(12)
        copies += 1
      }
      found.append(
        Tension(
          id: id, question: draft.question, kind: draft.kind, positions: draft.positions,
          resolution: draft.resolution, events: draft.events.sorted().map { events[$0].id }))
    }
    return found
  }

  static let order: [Tension.Kind] = [.date, .number, .actorRole, .claim, .naming]

  /// A tension before it has an id.
  struct Draft {
    var kind: Tension.Kind
    var question: String
    var positions: [Tension.Position]
    var resolution: String?
    /// Numbers of events in graph order.
    var events: Set<Int> = []
  }

  // MARK: Shared helpers

  /// "Article 3", as readers count them.
  func article(_ record: Int) -> String { "Article \(record + 1)" }

  /// "Articles 1 and 4", "Articles 1, 2 and 4".
  func articles(_ numbers: [Int]) -> String {
    let sorted = Array(Set(numbers)).sorted().map { String($0 + 1) }
    guard sorted.count > 1 else { return sorted.first.map { "Article \($0)" } ?? "No article" }
    return sorted.count > 6 ? "\(sorted.count) articles" : "Articles \(sorted.listed())"
  }

  func at(_ record: Int, _ span: ByteSpan) -> DocSpan { DocSpan(doc: records[record].source.id, span: span) }

  /// The trigger of a telling.
  func trigger(_ telling: Telling) -> DocSpan {
    let event = records[telling.record].events[telling.event]
    return at(telling.record, event.mentions.first ?? event.evidence)
  }

  /// The words of a span on one line, cut to a readable length.
  func quote(_ record: Int, _ span: ByteSpan, limit: Int = 90) -> String {
    let text = records[record].source.string(span)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard words.count > limit else { return "“\(words)”" }
    return "“\(words.prefix(limit).trimmingSuffix())…”"
  }

  /// The words of a span, folded.
  func quoted(_ at: DocSpan) -> String {
    guard let record = documentNumbers[at.doc] else { return "" }
    return AnchorWords(records[record].source.text, at.span, in: at.span).text
  }

  /// Name of an actor.
  func name(_ id: ActorID) -> String { table.number(of: id).map { actors[$0].name } ?? id }
}

extension Substring {
  /// Without a trailing broken word.
  fileprivate func trimmingSuffix() -> Substring {
    guard let space = lastIndex(of: " ") else { return self }
    return self[..<space]
  }
}
