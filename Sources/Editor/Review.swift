// The decisions that are most worth a person's minute, by what they would change.

import Chronology
import Corpus
import EventGraph
import Events

/// One decision that a person could make.
public struct ReviewItem: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case lostCorrection = "lost-correction"
    case undatedArticle = "undated-article"
    case disagreement
    case uncertainMerge = "uncertain-merge"
    case unknownActor = "unknown-actor"
    case wideDate = "wide-date"
    case doubtfulEvent = "doubtful-event"
  }

  public var kind: Kind
  /// Events that the decision would place, change or make surer, weighed; only its order means something.
  public var effect: Double
  /// What is to be decided, in a sentence.
  public var question: String
  /// Why it is worth it.
  public var reason: String
  /// What the articles say of it.
  public var evidence: [String]
  /// Lines for `chronograph.yml`.
  public var lines: [String]
}

/// Finds what to review.
public struct Review {
  private let graph: NewsGraph
  private let index: GraphIndex
  private let lines: CorrectionLines
  private let corrections: [Correction]
  private let file: String
  private let importance: [Double]

  /// - Parameters:
  ///   - corrections: what became of the lines of the editor's file so far.
  ///   - file: name of that file.
  public init(of graph: NewsGraph, corrections: [Correction] = [], file: String = Configuration.fileName) {
    self.graph = graph
    self.corrections = corrections
    self.file = file
    let index = graph.index()
    self.index = index
    lines = CorrectionLines(graph)
    importance = graph.events.map { graph.importance(of: $0, index: index) }
  }

  /// Everything worth a look, most effect first; the same graph gives the same list.
  public func items() -> [ReviewItem] {
    let all =
      lostCorrections() + undatedArticles() + disagreements() + uncertainMerges() + unknownActors() + wideDates()
      + doubtfulEvents()
    return all.enumerated().sorted { ($1.element.effect, $0.offset) < ($0.element.effect, $1.offset) }.map(\.element)
  }

  private func shown(_ at: DocSpan) -> String {
    let sentence = index.sentence(at: at)?.span ?? at.span
    let text = TextFolding.oneLine(index.text(DocSpan(doc: at.doc, span: sentence)))
    let cut =
      text.unicodeScalars.count > 220 ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(220))) + "…" : text
    return "\(lines.name(ofDocument: at.doc)): “\(cut)”"
  }

  private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  // MARK: Kinds

  private func lostCorrections() -> [ReviewItem] {
    corrections.filter(\.isOpen).map { correction in
      ReviewItem(
        kind: .lostCorrection, effect: 1000, question: "What does \(file), line \(correction.line), mean now?",
        reason: "\(correction.key) was not applied (\(correction.state.rawValue)).", evidence: [correction.message],
        lines: [])
    }
  }

  /// Articles without a date: their events stand wherever the article may stand.
  private func undatedArticles() -> [ReviewItem] {
    var held: [String: (all: Int, wide: Int)] = [:]
    for event in graph.events {
      let isWide = (event.when.placement.width ?? .max) > 31
      for document in event.documents {
        held[document, default: (0, 0)].all += 1
        if isWide { held[document, default: (0, 0)].wide += 1 }
      }
    }
    return graph.documents.compactMap { document in
      let date = document.record.date
      guard (date.interval.width ?? .max) > 14, let (all, wide) = held[document.id], wide > 0 else { return nil }
      var evidence = date.cues.filter(\.used).prefix(4).map { cue in
        (cue.span.isEmpty ? "" : "“\(TextFolding.oneLine(document.record.source.string(cue.span)))”: ") + cue.why
      }
      if let best = date.best { evidence.append("most probable day: \(best.words())") }
      if evidence.isEmpty { evidence = ["the text gives no cue to its date"] }
      return ReviewItem(
        kind: .undatedArticle, effect: Double(wide) + 0.01 * Double(all),
        question: "When was “\(document.record.title)” published?",
        reason:
          "\(count(wide, "event")) of its \(all) cannot be placed within a month without it; known: \(date.words()).",
        evidence: evidence,
        lines: [
          "documents:",
          "  \(CorrectionLines.quoted(lines.name(ofDocument: document.id))): {date: \(CorrectionLines.unknownDay)}",
        ])
    }
  }

  private func disagreements() -> [ReviewItem] {
    graph.tensions.filter { $0.editor.isEmpty && $0.kind != .naming }.map { tension in
      let weight = tension.events.count + tension.positions.count
      return ReviewItem(
        kind: .disagreement, effect: Double(weight), question: tension.question,
        reason: "The articles take \(count(tension.positions.count, "position")) on it.",
        evidence: tension.positions.prefix(3).flatMap { position in
          [position.says] + position.mentions.prefix(1).map(shown)
        },
        lines: [
          "disagreements:",
          "  - {question: \(CorrectionLines.quoted(tension.question)), resolved: \(CorrectionLines.quoted(CorrectionLines.unknownReason))}",
        ])
    }
  }

  /// Two names of which one holds all words of the other.
  private func uncertainMerges() -> [ReviewItem] {
    let candidates = graph.actors.filter {
      $0.isNamed && $0.kind != .outlet && $0.kind != .country && $0.editor.isEmpty
    }
    var byWord: [UInt64: [Int]] = [:]
    let words = candidates.map { FoldedWord.all(in: $0.name).map(\.key) }
    for (number, keys) in words.enumerated() {
      for key in Set(keys).sorted() { byWord[key, default: []].append(number) }
    }
    var items: [ReviewItem] = []
    for (short, keys) in words.enumerated() where !keys.isEmpty {
      guard let rarest = keys.compactMap({ byWord[$0] }).min(by: { $0.count < $1.count }) else { continue }
      for long in rarest.prefix(50) where long != short && words[long].count > keys.count {
        guard candidates[long].kind == candidates[short].kind, keys.allSatisfy(words[long].contains) else { continue }
        let (a, b) = (candidates[long], candidates[short])
        let events = index.events(ofActor: b.id).count
        items.append(
          ReviewItem(
            kind: .uncertainMerge, effect: 0.5 + 0.8 * Double(events),
            question: "Is “\(b.name)” the same as “\(a.name)”?",
            reason: "One name holds the other; “\(b.name)” takes part in \(count(events, "event")).",
            evidence: [b, a].compactMap { $0.mentions.first.map { shown($0.at) } },
            lines: [
              "actors:",
              "  - merge: [\(CorrectionLines.quoted(a.name)), \(CorrectionLines.quoted(b.name))]",
            ]))
      }
    }
    return items
  }

  /// Actors of whom the knowledge says nothing, in several events.
  private func unknownActors() -> [ReviewItem] {
    graph.actors.compactMap { actor in
      guard actor.isNamed, actor.country == nil, actor.sector == nil, actor.affiliation == nil, actor.kind != .outlet,
        actor.editor.isEmpty
      else { return nil }
      let events = index.events(ofActor: actor.id).count
      guard events > 1 else { return nil }
      return ReviewItem(
        kind: .unknownActor, effect: 0.6 * Double(events), question: "Who is “\(actor.name)”?",
        reason: "It takes part in \(count(events, "event")), read as \(actor.kind.rawValue) without country.",
        evidence: actor.mentions.prefix(2).map { shown($0.at) },
        lines: [
          "actors:",
          "  - {actor: \(CorrectionLines.quoted(actor.name)), kind: \(actor.kind.rawValue), country: \(CorrectionLines.unknownCountry)}",
        ])
    }
  }

  /// Events that others hang on, with a wide date although their articles are dated.
  private func wideDates() -> [ReviewItem] {
    let undated = Set(
      graph.documents.filter { ($0.record.date.interval.width ?? .max) > 14 }.map(\.id))
    return graph.events.compactMap { event in
      guard !event.isDatedByEditor, (event.when.placement.width ?? .max) > 31,
        event.documents.allSatisfy({ !undated.contains($0) })
      else { return nil }
      let dependants = index.relations(of: event.id).count
      guard dependants > 1 || event.documents.count > 1, let anchor = lines.anchor(event) else { return nil }
      return ReviewItem(
        kind: .wideDate, effect: 0.5 * Double(dependants) + Double(event.documents.count),
        question: "When was this: “\(event.title)”?",
        reason: "\(count(dependants, "relation")) hang on it; known: \(event.when.words()).",
        evidence: event.evidence.prefix(2).map(shown),
        lines: ["events:", "  - {event: \(anchor), redate: \(CorrectionLines.unknownDay)}"])
    }
  }

  /// Events that pages show first and that the program itself is unsure of.
  private func doubtfulEvents() -> [ReviewItem] {
    let ranked = graph.events.indices.sorted { (importance[$1], $0) < (importance[$0], $1) }
    return ranked.prefix(max(12, graph.events.count / 10)).compactMap { number in
      let event = graph.events[number]
      guard event.confidence < 0.5, event.editor.isEmpty, let anchor = lines.anchor(event) else { return nil }
      return ReviewItem(
        kind: .doubtfulEvent, effect: 1 + 2 * (0.5 - event.confidence), question: "Is this right: “\(event.title)”?",
        reason:
          "It is among the most important events and was read with confidence \(Int((event.confidence * 100).rounded())) of 100.",
        evidence: event.evidence.prefix(2).map(shown),
        lines: ["events:", "  - {event: \(anchor), hide: true}"])
    }
  }
}
