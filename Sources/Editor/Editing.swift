// The editor's word on a corpus: records in, the corrected graph out, with an account of every correction.

import ChronographBase
import Corpus
import EventGraph
import Events

/// Applies a configuration to the records of a corpus.
public struct Editing: Sendable {
  private let configuration: Configuration

  public init(_ configuration: Configuration) { self.configuration = configuration }

  /// Merges a corpus as the editor wants it.
  ///
  /// Actors are changed before events are compared; tellings are joined and parted where the program clusters them;
  /// all else is written over the merged graph, with what it was.
  ///
  /// - Parameter records: in reading order.
  /// - Returns: the graph, and what became of each correction, in the order of the file. Those of documents are not
  ///   among them.
  public func build(
    _ records: [DocumentRecord], with builder: GraphBuilder
  ) -> (graph: NewsGraph, corrections: [Correction]) {
    guard configuration.hasCorrections else { return (builder.build(records), []) }
    var finder = CorpusFinder(records)
    var accounts: [Correction] = []
    var own = records
    if !configuration.actors.isEmpty {
      var units = ActorUnits(records)
      accounts += units.apply(configuration.actors, &finder)
      own = units.rewritten()
    }
    var changes = GraphChanges(finder)
    let edits = changes.edits(configuration.events)
    changes.begin(builder.build(own, edits: edits))
    changes.apply(configuration)
    accounts += changes.accounts
    accounts.sort { ($0.line, $0.key) < ($1.line, $1.key) }
    return (changes.graph, accounts)
  }

  /// One record on its own, for commands that know no corpus: actors are renamed, hidden, merged and split, events
  /// hidden and changed, as far as the document itself says whom and what is meant.
  ///
  /// - Returns: the record, and the positions of the corrections that found their object in it.
  public func apply(to record: DocumentRecord) -> (record: DocumentRecord, found: Set<String>) {
    guard !configuration.actors.isEmpty || !configuration.events.isEmpty else { return (record, []) }
    var finder = CorpusFinder([record])
    var found: Set<String> = []
    var result = record
    if !configuration.actors.isEmpty {
      var units = ActorUnits([record])
      for account in units.apply(configuration.actors, &finder) where !account.isOpen { found.insert(account.key) }
      result = units.rewritten()[0]
    }
    var hidden: Set<String> = []
    for correction in configuration.events {
      guard case .change(let anchor, let change) = correction.act, case .one(let place) = finder.event(anchor) else {
        continue
      }
      found.insert(correction.key)
      if change.hide { hidden.insert(result.events[place.event].id) }
      result.events[place.event].take(change)
    }
    if !hidden.isEmpty {
      result.events.removeAll { hidden.contains($0.id) }
      result.relations.removeAll { hidden.contains($0.a) || hidden.contains($0.b) }
    }
    return (result, found)
  }

  /// What became of the corrections that single records were asked for.
  ///
  /// - Parameter found: see ``apply(to:)``.
  public func accounts(found: Set<String>) -> [Correction] {
    let alone =
      configuration.actors.map { ($0.line, $0.key) }
      + configuration.events.filter(\.isOfOneEvent).map { ($0.line, $0.key) }
    let joint =
      configuration.events.filter { !$0.isOfOneEvent }.map { ($0.line, $0.key) }
      + configuration.relations.map { ($0.line, $0.key) } + configuration.disagreements.map { ($0.line, $0.key) }
      + configuration.keys.enumerated().map { ($1.line, "key[\($0)]") }
    let accounts =
      alone.map { line, key in
        found.contains(key)
          ? Correction(line: line, key: key, state: .applied, message: "applied")
          : Correction(line: line, key: key, state: .lost, message: "no single document says whom or what it means")
      }
      + joint.map { line, key in
        Correction(
          line: line, key: key, state: .lost, message: "it concerns the graph of all documents, which only build makes")
      }
    return accounts.sorted { ($0.line, $0.key) < ($1.line, $1.key) }
  }
}
