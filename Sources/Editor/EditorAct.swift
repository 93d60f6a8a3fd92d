// What an editor decides by a form, and the entry of the file that says it.

import ChronographBase
import Chronology
import EventGraph
import Events
import Knowledge

/// A decision on one event, actor or document of a graph.
public enum EditorAct: Sendable, Equatable {
  public enum OnEvent: Sendable, Equatable {
    /// A person has read it and agrees.
    case accept
    /// With another event, by id.
    case merge(String)
    case split, hide, star
    case date(String), title(String), note(String), status(String)
  }

  public enum OnActor: Sendable, Equatable {
    /// A person has read it and agrees.
    case accept
    /// With another actor, by id; this one's name stays.
    case merge(String)
    /// Those who are written so become another actor.
    case split(written: String, name: String)
    case hide
    case rename(String)
    case note(String)
  }

  public enum OnDocument: Sendable, Equatable {
    case date(String), outlet(String), title(String), note(String)
    case exclude
  }

  case event(String, OnEvent)
  case actor(String, OnActor)
  case document(String, OnDocument)
}

extension EditorAct {
  /// What stands in the file of an event that a person agrees with.
  public static let accepted = "read and accepted"

  /// The entry that says it.
  ///
  /// - Returns: nil when the graph does not hold the object, or the act says nothing.
  public func entry(in graph: NewsGraph, _ index: GraphIndex) -> CorrectionFile.Entry? {
    switch self {
    case .event(let id, let act): return index.event(id).flatMap { EditorAct.entry(act, $0, graph, index) }
    case .actor(let id, let act): return index.actor(id).flatMap { EditorAct.entry(act, $0, graph) }
    case .document(let id, let act):
      guard index.document(id) != nil else { return nil }
      let name = DocumentNames(graph).name(ofDocument: id)
      switch act {
      case .date(let text): return EditorAct.filled(text) { .document(name: name, key: "date", value: $0) }
      case .outlet(let text): return EditorAct.filled(text) { .document(name: name, key: "outlet", value: $0) }
      case .title(let text): return EditorAct.filled(text) { .document(name: name, key: "title", value: $0) }
      case .note(let text): return EditorAct.filled(text) { .document(name: name, key: "note", value: $0) }
      case .exclude: return .document(name: name, key: "exclude", value: "true")
      }
    }
  }

  private static func entry(
    _ act: OnEvent, _ event: GraphEvent, _ graph: NewsGraph, _ index: GraphIndex
  ) -> CorrectionFile.Entry? {
    let lines = CorrectionLines(graph)
    guard let anchor = lines.anchor(event) else { return nil }
    func change(_ key: String, _ value: String) -> CorrectionFile.Entry {
      .event(anchor: anchor, key: key, value: value)
    }
    switch act {
    // A note of a person says more.
    case .accept: return isNoted(event.editor) ? nil : change("note", CorrectionLines.quoted(accepted))
    case .merge(let other):
      guard other != event.id, let second = index.event(other).flatMap(lines.anchor) else { return nil }
      return .item(section: "events", line: "{merge: [\(anchor), \(second)]}")
    case .split: return .item(section: "events", line: "{split: \(anchor)}")
    case .hide: return change("hide", "true")
    case .star: return change("star", "true")
    case .date(let text): return filled(text) { change("redate", $0) }
    case .title(let text): return filled(text) { change("retitle", $0) }
    case .note(let text): return filled(text) { change("note", $0) }
    case .status(let text): return EventStatus(rawValue: text).map { change("status", $0.rawValue) }
    }
  }

  private static func entry(_ act: OnActor, _ actor: GraphActor, _ graph: NewsGraph) -> CorrectionFile.Entry? {
    let anchor = name(actor, graph)
    func item(_ line: String) -> CorrectionFile.Entry { .item(section: "actors", line: line) }
    switch act {
    case .merge(let other):
      guard other != actor.id, let second = graph.actors.first(where: { $0.id == other }) else { return nil }
      return item("{merge: [\(anchor), \(name(second, graph))]}")
    case .split(let written, let new):
      return filled(written) { written in
        filled(new) { new in
          item(
            "{split: \(anchor), into: [{name: \(CorrectionLines.quoted(actor.name))}, {name: \(new), written: [\(written)]}]}"
          )
        }
      }
    case .hide: return item("{actor: \(anchor), hide: true}")
    case .rename(let text):
      return filled(text) { _ in .actor(anchor: anchor, name: actor.name, rename: text, why: nil) }
    // A line on an actor must decide something: its own name is what it is called already.
    case .note(let text):
      return filled(text) { _ in .actor(anchor: anchor, name: actor.name, rename: nil, why: text) }
    case .accept:
      return isNoted(actor.editor) ? nil : .actor(anchor: anchor, name: actor.name, rename: nil, why: accepted)
    }
  }

  /// Whether an editor has left words on it.
  public static func isNoted(_ notes: [EditorNote]) -> Bool { notes.contains { $0.what == "note" } }

  /// The name, with a document beside it where another actor has it as well.
  private static func name(_ actor: GraphActor, _ graph: NewsGraph) -> String {
    let name = CorrectionLines.quoted(actor.name)
    guard graph.actors.count(where: { $0.name == actor.name }) > 1, let first = actor.mentions.first else {
      return name
    }
    let document = CorrectionLines.quoted(DocumentNames(graph).name(ofDocument: first.at.doc))
    return "{name: \(name), document: \(document)}"
  }

  /// A value in quotes; nil for one without a visible character.
  private static func filled(_ text: String, _ entry: (String) -> CorrectionFile.Entry?) -> CorrectionFile.Entry? {
    let isVisible = text.unicodeScalars.contains { scalar in
      !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
        && scalar.properties.generalCategory != .control
    }
    return isVisible ? entry(CorrectionLines.quoted(text)) : nil
  }
}
