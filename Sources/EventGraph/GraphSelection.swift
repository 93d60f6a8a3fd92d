// Which events a drawing and a summary show: those that matter and hang together, acts before words, nothing twice.

import ChronographBase
import Events

extension GraphEvent {
  /// What a reader would probably not sign: one article tells it, and little speaks for its type and participants. Pages
  /// and drawings name it last; exports and lists hold it.
  public var isDoubtful: Bool { confidence < 0.45 && documents.count < 2 }

  /// Whether it is what its article is about, or belongs to that and has a time of its own, however little speaks for its
  /// type.
  public var isCentral: Bool {
    salience >= 0.8
      || salience >= 0.5 && (when.basis == .stated || when.basis == .inferred || relative?.basis == .words)
  }
}

extension GraphRelation {
  /// Whether a drawing has a line for it; time order that no words state is left to the axis.
  public var isDrawn: Bool { kind != .before || !evidence.isEmpty }
}

/// What a drawing shows.
public struct DrawingChoice: Sendable {
  /// Positions of the events with a card, in the order of the graph.
  public var events: [Int]
  /// Words about an event that stand as notes on its card: position of the event → positions of the statements.
  public var notes: [Int: [Int]]
}

extension NewsGraph {
  /// At most `limit` of some events: a fifth by importance alone, the rest by importance and by what connects them, alone
  /// or in pairs, so that the drawing shows connections. Words are at most a third as long as acts are left; no title
  /// stands twice; a statement that is only about one event becomes a note of it.
  ///
  /// The work is linear in the events and their relations for each one chosen.
  ///
  /// - Parameters:
  ///   - candidates: Positions in ``events``, in the order in which they are returned.
  ///   - limit: How many are wanted.
  public func drawingChoice(_ candidates: [Int], limit: Int, index: GraphIndex) -> DrawingChoice {
    var chooser = DrawingChooser(self, candidates, limit: limit, index: index)
    let chosen = chooser.choose()
    return DrawingChoice(events: chosen, notes: chooser.notes(of: Set(chosen)))
  }
}

/// Chooses greedily: one event or one related pair a step.
private struct DrawingChooser {
  /// What a connection is worth, in the unit of importance.
  private static let connection = 9.0
  private static let mostNotes = 2
  /// Salience from which a doubtful event is drawn when something connects it.
  private static let leastSalience = 0.3

  private let graph: NewsGraph
  private let limit: Int
  private let candidates: [Int]
  private var scores: [Double]
  /// For each candidate the places of those that it is connected with.
  private var partners: [[Int]]
  /// For each candidate how many of its partners are chosen.
  private var linkCount: [Int]
  /// For each candidate that is nothing but words about one event: that event's place.
  private var isNoteOf: [Int?]
  private var isOut: [Bool]
  private var isChosen: [Bool]
  private var titles: [TitleWords] = []
  private var isRepeated: [Bool]
  private var allowsRepeats = false
  private var words = 0
  private var acts = 0

  init(_ graph: NewsGraph, _ all: [Int], limit: Int, index: GraphIndex) {
    self.graph = graph
    self.limit = limit
    // What little speaks for is drawn only where it is of weight and something connects it.
    let firm = all.filter { number in
      let event = graph.events[number]
      guard event.isDoubtful, !event.isCentral else { return true }
      return event.salience >= DrawingChooser.leastSalience && event.status != .hypothetical && event.status != .denied
        && index.relations(of: event.id).contains(where: \.isDrawn)
    }
    candidates = firm.count >= min(limit, 6) ? firm : all
    var slot: [String: Int] = [:]
    for (place, number) in candidates.enumerated() { slot[graph.events[number].id] = place }
    scores = candidates.map { graph.importance(of: graph.events[$0], index: index) + 4 * graph.events[$0].salience }
    partners = candidates.map { _ in [] }
    linkCount = candidates.map { _ in 0 }
    isNoteOf = candidates.map { _ in nil }
    isOut = candidates.map { _ in false }
    isChosen = isOut
    isRepeated = isOut
    for (place, number) in candidates.enumerated() {
      let id = graph.events[number].id
      var about: Int?
      var known: Set<Int> = []
      for relation in index.relations(of: id) where relation.isDrawn {
        guard let other = slot[relation.a == id ? relation.b : relation.a], other != place else { continue }
        if known.insert(other).inserted { partners[place].append(other) }
        if relation.kind == .about, relation.a == id { about = about ?? other }
      }
      guard let about, graph.events[number].type == .statement, partners[place] == [about] else { continue }
      if TitleWords(graph.events[number].title).repeats(TitleWords(graph.events[candidates[about]].title)) {
        // The event is what is said: who says it is the better title of the two.
        isOut[about] = graph.events[candidates[about]].documents.count < 2
      } else {
        isNoteOf[place] = about
      }
    }
    for place in candidates.indices where isOut[place] { isNoteOf[place] = nil }
    for place in candidates.indices {
      if let target = isNoteOf[place], isOut[target] { isNoteOf[place] = nil }
    }
    if candidates.count > limit {
      for place in candidates.indices {
        if let target = isNoteOf[place] { scores[target] += 1 }
      }
    } else {
      // Everything has room: nothing is left out.
      isOut = candidates.map { _ in false }
      isNoteOf = candidates.map { _ in nil }
    }
    // What is out can never be chosen, so words need not wait for it.
    for place in candidates.indices where !isOut[place] && graph.events[candidates[place]].type != .statement {
      acts += 1
    }
  }

  mutating func choose() -> [Int] {
    guard candidates.count > limit else { return candidates }
    var count = 0
    while count < limit {
      let connects = count >= limit / 5
      guard let move = best(connects: connects, room: limit - count) else {
        // Nothing else is left: what stands already in other words fills the room.
        guard !allowsRepeats else { break }
        allowsRepeats = true
        continue
      }
      for place in move where take(place) { count += 1 }
    }
    return candidates.indices.filter { isChosen[$0] }.map { candidates[$0] }
  }

  /// The event, or the two connected ones, that add most for each place that they take.
  private func best(connects: Bool, room: Int) -> [Int]? {
    var best: [Int]?
    var most = -Double.infinity
    for place in candidates.indices where isFree(place) {
      let own = scores[place] + (connects ? DrawingChooser.connection * links(place) : 0)
      if own > most { (best, most) = ([place], own) }
      guard connects, room > 1 else { continue }
      for other in partners[place] where other > place && isFree(other) {
        let both = DrawingChooser.connection * (links(place) + links(other) + 1)
        let value = (scores[place] + scores[other] + both) / 2
        if value > most { (best, most) = ([place, other], value) }
      }
    }
    return best
  }

  private func isFree(_ place: Int) -> Bool {
    guard !isChosen[place], !isOut[place], isNoteOf[place] == nil, allowsRepeats || !isRepeated[place] else {
      return false
    }
    return graph.events[candidates[place]].type != .statement || words < max(1, limit / 3) || acts == 0
  }

  private func links(_ place: Int) -> Double { Double(min(3, linkCount[place])) }

  /// Chooses an event unless its title stands already or it has become one word too many; false when it is left out.
  private mutating func take(_ place: Int) -> Bool {
    guard isFree(place) else { return false }
    let event = graph.events[candidates[place]]
    let isStatement = event.type == .statement
    let title = TitleWords(event.title)
    if !isStatement { acts -= 1 }
    if !allowsRepeats, titles.contains(where: title.repeats) {
      isRepeated[place] = true
      if !isStatement { acts += 1 }
      return false
    }
    titles.append(title)
    isChosen[place] = true
    for other in partners[place] { linkCount[other] += 1 }
    if isStatement { words += 1 }
    return true
  }

  /// The statements about the chosen events, most important first, at most two each.
  func notes(of chosen: Set<Int>) -> [Int: [Int]] {
    var notes: [Int: [Int]] = [:]
    let order = candidates.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    for place in order {
      guard let target = isNoteOf[place], chosen.contains(candidates[target]),
        notes[candidates[target], default: []].count < DrawingChooser.mostNotes
      else { continue }
      notes[candidates[target], default: []].append(candidates[place])
    }
    return notes
  }
}

/// The words of a title, to tell whether two titles say the same.
struct TitleWords: Sendable {
  private let words: Set<String>

  init(_ title: String) {
    let all = Slug.make(title, limit: 400).split(separator: "-").map(String.init)
    let long = all.filter { $0.utf8.count > 2 || $0.utf8.allSatisfy { $0 < 0x3a } }
    words = Set(long.isEmpty ? all : long)
  }

  /// How many words both have.
  func common(with other: TitleWords) -> Int { words.intersection(other.words).count }

  /// Whether one title holds nearly all words of the other.
  func repeats(_ other: TitleWords) -> Bool {
    let least = min(words.count, other.words.count)
    guard least > 1 else { return words == other.words }
    return words.intersection(other.words).count * 5 >= least * 4
  }
}
