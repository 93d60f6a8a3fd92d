// The events that a reader should know first, with the reason for each.

import Chronology
import Events

/// One of the events that stand at the head of a timeline.
public struct KeyEvent: Sendable {
  /// Position in ``NewsGraph/events``.
  public var position: Int
  /// The sentence that tells it best.
  public var sentence: DocSpan?
  /// Why it is among them, in plain words, such as `told by 4 articles`; the strongest first.
  public var reasons: [String]
}

extension NewsGraph {
  /// The key events in time order: by importance, an own time and connections; no article has more than twice its
  /// share, words are at most a third, and nothing stands twice.
  public func keyEvents(limit: Int = 12, index: GraphIndex) -> [KeyEvent] {
    guard limit > 0 else { return [] }
    let scored = events.indices.compactMap { position -> (position: Int, score: Double)? in
      let event = events[position]
      // An editor's choice needs no other ground.
      let isFit = (!event.isDoubtful || event.isCentral) && event.status != .hypothetical && event.status != .denied
      guard event.isChosen || isFit else { return nil }
      return (position, keyScore(event, index))
    }.sorted { ($1.score, $0.position) < ($0.score, $1.position) }
    var keys: [KeyEvent] = []
    var isTaken: Set<Int> = []
    var titles: [TitleWords] = []
    var told: Set<DocSpan> = []
    var perArticle: [String: Int] = [:]
    var words = 0
    let share = max(1, (2 * limit + documents.count - 1) / max(1, documents.count))
    // Short titles and pieces of quotations fill what is left only.
    for isFill in [false, true] {
      for (position, _) in scored where keys.count < limit && !isTaken.contains(position) {
        let event = events[position]
        guard isFill || event.isChosen || NewsGraph.isTelling(event.title) else { continue }
        let article = event.documents.count == 1 ? event.documents.first : nil
        if let article, !event.isChosen, perArticle[article, default: 0] >= share { continue }
        if event.type == .statement, !event.isChosen, words >= max(1, limit / 3) { continue }
        // Words about another event stand below that one.
        if event.type == .statement, !event.isChosen, isAbout(event, index) { continue }
        let title = TitleWords(event.title)
        let sentence = bestSentence(event, title, index)
        if !event.isChosen, titles.contains(where: title.repeats) { continue }
        // One sentence told twice tells nothing new.
        if let sentence, !event.isChosen, told.contains(sentence), event.documents.count < 2 { continue }
        titles.append(title)
        if let sentence { told.insert(sentence) }
        isTaken.insert(position)
        keys.append(KeyEvent(position: position, sentence: sentence, reasons: reasons(event, index)))
        if let article { perArticle[article, default: 0] += 1 }
        if event.type == .statement { words += 1 }
      }
    }
    return keys.sorted { $0.position < $1.position }
  }

  /// Whether a statement speaks of an event that a reader would sign.
  private func isAbout(_ statement: GraphEvent, _ index: GraphIndex) -> Bool {
    index.relations(of: statement.id).contains { relation in
      relation.kind == .about && relation.a == statement.id && index.event(relation.b)?.isDoubtful == false
    }
  }

  /// Whether a title tells something to who has not read the article: three words at least, and no piece of a quotation.
  private static func isTelling(_ title: String) -> Bool {
    !title.hasPrefix("“") && !title.unicodeScalars.contains("…") && title.utf8.count { $0 == 0x20 } >= 2
  }

  /// The sentence with most words of the title; of equals the shortest.
  private func bestSentence(_ event: GraphEvent, _ title: TitleWords, _ index: GraphIndex) -> DocSpan? {
    event.evidence.prefix(12).min { a, b in
      let (x, y) = (title.common(with: TitleWords(index.text(a))), title.common(with: TitleWords(index.text(b))))
      return (y, a.span.length) < (x, b.span.length)
    }
  }

  private func keyScore(_ event: GraphEvent, _ index: GraphIndex) -> Double {
    var score = importance(of: event, index: index) + 6 * event.salience
    if event.relative?.basis == .words, (event.relative?.width ?? .max) <= 10 { score += 2 }
    return score
  }

  private func reasons(_ event: GraphEvent, _ index: GraphIndex) -> [String] {
    var reasons: [String] = event.isChosen ? ["chosen by the editor"] : []
    let documents = event.documents
    if documents.count > 1 { reasons.append("told by \(documents.count) articles") }
    if let only = documents.first, documents.count == 1, event.salience >= 0.5,
      let number = index.document(only)?.number
    {
      let most = index.events(ofDocument: only).map(\.salience).max() ?? 0
      reasons.append(event.salience >= most ? "what article \(number) is about" : "central in article \(number)")
    }
    let relations = index.relations(of: event.id).filter(\.isDrawn)
    let about = relations.count { $0.kind == .about && $0.b == event.id }
    let others = Set(relations.flatMap { [$0.a, $0.b] }).count - 1
    if about > 1 { reasons.append("\(about) statements speak of it") }
    if others > 1, about < others { reasons.append("connected with \(others) other events") }
    if index.tensions(of: event.id).contains(where: { $0.kind != .naming }) {
      reasons.append("the articles disagree on it")
    }
    if event.when.basis == .stated || event.when.basis == .inferred { reasons.append("the text says when") }
    if reasons.isEmpty {
      let main = event.type == .statement ? "one of the main statements" : "one of the main acts"
      reasons.append(event.status == .planned ? "still ahead" : main)
    }
    return reasons
  }
}
