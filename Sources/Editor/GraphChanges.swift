// Corrections written over the merged graph. What was there before stays as `was` beside the editor's word.

import ChronographBase
import Chronology
import Corpus
import EventGraph
import Events

/// A graph under correction.
struct GraphChanges {
  private(set) var graph = NewsGraph()
  private(set) var accounts: [Correction] = []
  private var finder: CorpusFinder
  private var merged: [[String: String]] = []
  private var edited: Set<String> = []
  private var position: [String: Int] = [:]
  /// Corrections that join or part, with what their anchors mean.
  private var joins: [(correction: EventCorrection, references: [TellingReference])] = []
  /// Lines by event and field, so that two corrections of one thing are told.
  private var given: [String: Int] = [:]
  /// Lines that hide an event.
  private var hidden: [String: Int] = [:]

  init(_ finder: CorpusFinder) { self.finder = finder }

  private mutating func account(_ line: Int, _ key: String, _ state: Correction.State, _ message: String) {
    accounts.append(Correction(line: line, key: key, state: state, message: message))
  }

  // MARK: Joining and parting

  /// What the file says on which tellings are one event.
  mutating func edits(_ corrections: [EventCorrection]) -> [TellingEdit] {
    var edits: [TellingEdit] = []
    for correction in corrections {
      let anchors: [EventAnchor]
      switch correction.act {
      case .merge(let all): anchors = all
      case .split(let one): anchors = [one]
      case .change: continue
      }
      var references: [TellingReference] = []
      var fault: (Correction.State, String)?
      for anchor in anchors {
        switch finder.event(anchor) {
        case .one(let reference): references.append(reference)
        case .several(_, let why): fault = fault ?? (.ambiguous, why)
        case .none(let why): fault = fault ?? (.lost, why)
        }
      }
      if let fault {
        account(correction.line, correction.key, fault.0, fault.1)
        continue
      }
      joins.append((correction, references))
      edits.append(anchors.count == 1 ? .part(references[0]) : .join(references))
    }
    return edits
  }

  mutating func begin(_ built: EditedGraph) {
    graph = built.graph
    merged = built.merged
    edited = built.edited
    position = Dictionary(graph.events.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (correction, references) in joins { noteJoin(correction, references) }
  }

  private mutating func noteJoin(_ correction: EventCorrection, _ references: [TellingReference]) {
    let ids = references.compactMap(id)
    guard let first = ids.first, let number = position[first] else { return }
    if references.count == 1 {
      guard edited.contains(first) else {
        return account(correction.line, correction.key, .idle, "“\(graph.events[number].title)” stands alone")
      }
      graph.events[number].editor.append(EditorNote("split"))
      return account(
        correction.line, correction.key, .applied, "“\(graph.events[number].title)” is an event of its own")
    }
    guard edited.contains(first), ids.allSatisfy({ $0 == first }) else {
      let isOne = ids.allSatisfy { $0 == first }
      return account(
        correction.line, correction.key, .idle, isOne ? "they are one event already" : "a later line parts them again")
    }
    let others = references.map { TextFolding.oneLine(finder.event($0).title) }.filter {
      $0 != graph.events[number].title
    }
    graph.events[number].editor.append(EditorNote("merge", others.isEmpty ? nil : others.joined(separator: "; ")))
    account(correction.line, correction.key, .applied, "“\(graph.events[number].title)” is one event")
  }

  private func id(_ reference: TellingReference) -> String? {
    merged.indices.contains(reference.record) ? merged[reference.record][finder.event(reference).id] : nil
  }

  // MARK: Changes

  mutating func apply(_ configuration: Configuration) {
    for correction in configuration.events {
      guard case .change(let anchor, let change) = correction.act,
        let number = find(anchor, correction.line, correction.key)
      else { continue }
      let id = graph.events[number].id
      let clash = change.fields.compactMap { given["\(id) \($0)"] }.first
      if let clash {
        account(correction.line, correction.key, .conflict, "line \(clash) says something of the same event already")
        continue
      }
      // A line that is refused sets nothing.
      for field in change.fields { given["\(id) \(field)"] = correction.line }
      if change.hide { hidden[id] = correction.line }
      let before = graph.events[number].title
      graph.events[number].take(change)
      account(
        correction.line, correction.key, .applied,
        "“\(before)”: \(change.fields.joined(separator: ", "))")
    }
    for (number, anchor) in configuration.keys.enumerated() {
      guard let event = findShown(anchor, anchor.line, "key[\(number)]") else { continue }
      if !graph.events[event].isChosen { graph.events[event].editor.append(EditorNote("key")) }
      account(anchor.line, "key[\(number)]", .applied, "“\(graph.events[event].title)” is a key event")
    }
    for correction in configuration.relations { apply(correction) }
    for correction in configuration.disagreements { apply(correction) }
    graph.events.removeAll { hidden[$0.id] != nil }
    graph.restoreOrder()
  }

  /// The event of an anchor in the graph; several tellings of one event are that event.
  private mutating func find(_ anchor: EventAnchor, _ line: Int, _ key: String) -> Int? {
    switch finder.event(anchor) {
    case .one(let reference):
      if let number = id(reference).flatMap({ position[$0] }) { return number }
      account(line, key, .lost, "its event is not in the graph")
    case .several(let references, let why):
      let ids = Set(references.compactMap(id))
      if ids.count == 1, let number = ids.first.flatMap({ position[$0] }) { return number }
      account(line, key, .ambiguous, why)
    case .none(let why): account(line, key, .lost, why)
    }
    return nil
  }

  /// As ``find(_:_:_:)``, for lines that have no object when another hides it.
  private mutating func findShown(_ anchor: EventAnchor, _ line: Int, _ key: String) -> Int? {
    guard let number = find(anchor, line, key) else { return nil }
    guard let other = hidden[graph.events[number].id] else { return number }
    account(line, key, .conflict, "line \(other) hides “\(graph.events[number].title)”")
    return nil
  }

  private mutating func apply(_ correction: RelationCorrection) {
    guard let a = findShown(correction.from, correction.line, correction.key + ".from"),
      let b = findShown(correction.to, correction.line, correction.key + ".to")
    else { return }
    let (from, to) = (graph.events[a].id, graph.events[b].id)
    let present = graph.relations.firstIndex {
      $0.a == from && $0.b == to && (correction.kind == nil || $0.kind == correction.kind)
    }
    guard correction.isAdded, let kind = correction.kind else {
      guard present != nil else {
        return account(correction.line, correction.key, .lost, "there is no such relation between these events")
      }
      graph.relations.removeAll {
        $0.a == from && $0.b == to && (correction.kind == nil || $0.kind == correction.kind)
      }
      return account(correction.line, correction.key, .applied, "dropped")
    }
    if let present {
      if graph.relations[present].contradictsDates(graph.events[a], graph.events[b]) {
        // A date of the editor would take it away.
        graph.relations[present].editor.append(EditorNote("added", correction.why))
        return account(correction.line, correction.key, .applied, "kept, although the dates exclude it")
      }
      if let why = correction.why { graph.relations[present].editor.append(EditorNote("note", why)) }
      return account(correction.line, correction.key, .idle, "the relation is there already")
    }
    guard from != to else {
      return account(correction.line, correction.key, .conflict, "both anchors mean one event")
    }
    if [.before, .causes, .subEventOf].contains(kind), graph.leads(kind, from: to, to: from) {
      return account(
        correction.line, correction.key, .conflict, "it would close a loop: the second event leads to the first already"
      )
    }
    var relation = GraphRelation(
      kind: kind, a: from, b: to, evidence: [], probability: 1,
      why: "added by the editor" + (correction.why.map { ": " + $0 } ?? ""))
    relation.editor = [EditorNote("added", correction.why)]
    graph.relations.append(relation)
    account(correction.line, correction.key, .applied, "added")
  }

  private mutating func apply(_ correction: DisagreementCorrection) {
    var found = Array(graph.tensions.indices)
    if let kind = correction.kind { found = found.filter { graph.tensions[$0].kind.rawValue == kind } }
    if let anchor = correction.event {
      guard let number = find(anchor, correction.line, correction.key + ".event") else { return }
      let id = graph.events[number].id
      found = found.filter { graph.tensions[$0].events.contains(id) }
    }
    if let question = correction.question {
      let wanted = FoldedWord.all(in: question)
      let matches = found.compactMap { number in
        QuoteMatch(wanted, in: FoldedWord.all(in: graph.tensions[number].question)).map {
          (number, $0.score + $0.share)
        }
      }
      let top = matches.map(\.1).max() ?? 0
      found = matches.filter { $0.1 > top - QuoteMatch.margin }.map(\.0)
    }
    guard found.count == 1 else {
      return account(
        correction.line, correction.key, found.isEmpty ? .lost : .ambiguous,
        found.isEmpty
          ? "no disagreement answers to this"
          : "\(found.count) disagreements answer to this: \(found.prefix(3).map { graph.tensions[$0].question }.joined(separator: "; "))"
      )
    }
    let note = EditorNote("resolved", correction.reason, was: graph.tensions[found[0]].resolution)
    graph.tensions[found[0]].resolution = note.words
    graph.tensions[found[0]].editor.append(note)
    account(correction.line, correction.key, .applied, "“\(graph.tensions[found[0]].question)” is resolved")
  }
}
