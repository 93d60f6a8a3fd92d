// Small forms below the pages of events, actors and articles, and what they ask for. They exist only here: the built pages
// know nothing of them.

import ChronographBase
import Chronology
import Editor
import EventGraph
import Events

package struct EditForms: Sendable {
  /// What a page is about.
  package enum Subject: Sendable, Equatable {
    case event(String)
    case actor(String)
    case document(String)

    /// The stable id of what it is about.
    var id: String {
      switch self {
      case .event(let id), .actor(let id), .document(let id): id
      }
    }
  }

  private static let mostChoices = 300

  private let graph: NewsGraph
  private let index: GraphIndex
  /// What the first page of each event, actor and document is about.
  let pages: [String: Subject]

  package init(_ graph: NewsGraph) {
    self.graph = graph
    let index = graph.index()
    self.index = index
    var pages: [String: Subject] = [:]
    for event in graph.events { index.slug(ofEvent: event.id).map { pages["events/\($0).html"] = .event(event.id) } }
    for actor in graph.actors { index.slug(ofActor: actor.id).map { pages["actors/\($0).html"] = .actor(actor.id) } }
    for document in graph.documents {
      index.slug(ofDocument: document.id).map { pages["articles/\($0).html"] = .document(document.id) }
    }
    self.pages = pages
  }

  /// What the page of a path is about; nil for pages about many things.
  package func subject(of path: String) -> Subject? {
    if let subject = pages[path] { return subject }
    guard path.hasSuffix(".html") else { return nil }
    let name = String(path.dropLast(5))
    // Long articles and long lists of an actor have several pages.
    guard let part = name.ranges(of: "-part-").last else { return nil }
    return pages[name[..<part.lowerBound] + ".html"]
  }

  /// The first page of a subject.
  func page(of subject: Subject) -> String? {
    switch subject {
    case .event(let id): index.slug(ofEvent: id).map { "events/\($0).html" }
    case .actor(let id): index.slug(ofActor: id).map { "actors/\($0).html" }
    case .document(let id): index.slug(ofDocument: id).map { "articles/\($0).html" }
    }
  }

  // MARK: What a form asks for

  /// The decision of a form; nil when it names none.
  package func act(_ subject: Subject, _ fields: [String: String]) -> EditorAct? {
    let value = fields["value"] ?? ""
    switch (subject, fields["act"] ?? "") {
    case (.event(let id), "accept"): return .event(id, .accept)
    case (.event(let id), "merge"):
      return index.event(value).map { .event(id, .merge($0.id)) }
    case (.event(let id), "split"): return .event(id, .split)
    case (.event(let id), "hide"): return .event(id, .hide)
    case (.event(let id), "star"): return .event(id, .star)
    case (.event(let id), "date"): return .event(id, .date(value))
    case (.event(let id), "title"): return .event(id, .title(value))
    case (.event(let id), "note"): return .event(id, .note(value))
    case (.event(let id), "status"): return .event(id, .status(value))
    case (.actor(let id), "accept"): return .actor(id, .accept)
    case (.actor(let id), "merge"):
      return index.actor(value).map { .actor(id, .merge($0.id)) }
    case (.actor(let id), "split"): return .actor(id, .split(written: value, name: fields["name"] ?? ""))
    case (.actor(let id), "hide"): return .actor(id, .hide)
    case (.actor(let id), "title"): return .actor(id, .rename(value))
    case (.actor(let id), "note"): return .actor(id, .note(value))
    case (.document(let id), "accept"):
      return index.document(id)?.record.date.best.map { .document(id, .date($0.description)) }
    case (.document(let id), "date"): return .document(id, .date(value))
    case (.document(let id), "outlet"): return .document(id, .outlet(value))
    case (.document(let id), "title"): return .document(id, .title(value))
    case (.document(let id), "note"): return .document(id, .note(value))
    case (.document(let id), "hide"): return .document(id, .exclude)
    default: return nil
    }
  }

  /// The entry of the editor's file for a decision.
  package func entry(_ act: EditorAct) -> CorrectionFile.Entry? { act.entry(in: graph, index) }

  // MARK: Markup

  /// The forms for a page; empty for pages about many things.
  ///
  /// - Parameters:
  ///   - path: of the page, from the top.
  ///   - root: from the page to the top: `` or `../`.
  package func markup(for path: String, root: String) -> String {
    guard let subject = subject(of: path) else { return "" }
    var xml = XMLWriter(.page, prolog: "")
    func form(_ xml: inout XMLWriter, _ act: String, _ button: String, _ inner: (inout XMLWriter) -> Void = { _ in }) {
      xml.element("form", ["method": "post", "action": root + "-/edit"]) { form in
        form.element("input", ["type": "hidden", "name": "page", "value": path])
        form.element("input", ["type": "hidden", "name": "about", "value": subject.id])
        form.element("input", ["type": "hidden", "name": "act", "value": act])
        form.element("p") { line in
          inner(&line)
          line.element("button", ["type": "submit"], text: button)
        }
      }
    }
    func field(_ xml: inout XMLWriter, _ label: String, _ name: String = "value", _ value: String = "") {
      xml.element("label") { line in
        line.characters(label + " ")
        line.element("input", ["type": "text", "name": name, "value": value, "required": "required"])
        line.characters(" ")
      }
    }
    func choice(_ xml: inout XMLWriter, _ label: String, _ options: [(value: String, words: String)]) {
      xml.element("label") { line in
        line.characters(label + " ")
        line.element("select", ["name": "value"]) { list in
          for option in options { list.element("option", ["value": option.value], text: option.words) }
        }
        line.characters(" ")
      }
    }
    xml.element("section", ["class": "editor", "aria-label": "Decide"]) { section in
      section.element("h2", text: "Decide")
      switch subject {
      case .event(let id):
        if !EditorAct.isNoted(index.event(id)?.editor ?? []) { form(&section, "accept", "Accept as read") }
        form(&section, "date", "Set date") { field(&$0, "Date (2025-05-20, 2025-05, a/b)") }
        form(&section, "title", "Retitle") { field(&$0, "Title", "value", index.event(id)?.title ?? "") }
        form(&section, "note", "Add note") { field(&$0, "Note") }
        form(&section, "status", "Set status") { line in
          choice(&line, "Status", EventStatus.allCases.map { ($0.rawValue, $0.rawValue) })
        }
        let others = otherEvents(id)
        if !others.isEmpty { form(&section, "merge", "Merge") { choice(&$0, "The same event as", others) } }
        if (index.event(id)?.mentions.count ?? 0) > 1 { form(&section, "split", "Split from its other tellings") }
        form(&section, "star", "Make it a key event")
        form(&section, "hide", "Hide")
      case .actor(let id):
        if !EditorAct.isNoted(index.actor(id)?.editor ?? []) { form(&section, "accept", "Accept as read") }
        form(&section, "title", "Rename") { field(&$0, "Name", "value", index.name(id)) }
        let others = otherActors(id)
        if !others.isEmpty { form(&section, "merge", "Merge") { choice(&$0, "The same as", others) } }
        let names = index.names(of: id)
        if names.count > 1 {
          form(&section, "split", "Split") { line in
            choice(&line, "Written", names.map { ($0.name, $0.name) })
            field(&line, "is another one, called", "name")
          }
        }
        form(&section, "note", "Add note") { field(&$0, "Note") }
        form(&section, "hide", "Hide")
      case .document(let id):
        let record = index.document(id)?.record
        if record?.date.isEditors == false, let best = record?.date.best {
          form(&section, "accept", "Accept \(best) as its day")
        }
        form(&section, "date", "Set date") { field(&$0, "Date (2025-05-20, 2025-05, a/b)") }
        form(&section, "outlet", "Set outlet") { field(&$0, "Outlet", "value", record?.source.outlet ?? "") }
        form(&section, "title", "Retitle") { field(&$0, "Title", "value", record?.title ?? "") }
        form(&section, "note", "Add note") { field(&$0, "Note") }
        form(&section, "hide", "Leave this article out")
      }
    }
    return xml.text
  }

  /// Events of the same kind first, then the rest in time order.
  private func otherEvents(_ id: String) -> [(value: String, words: String)] {
    let type = index.event(id)?.type
    let others = graph.events.filter { $0.id != id }
    let ordered = others.filter { $0.type == type } + others.filter { $0.type != type }
    return ordered.prefix(Self.mostChoices).map { ($0.id, "\($0.title) (\(index.timeWords(of: $0)))") }
  }

  private func otherActors(_ id: String) -> [(value: String, words: String)] {
    graph.actors.filter { $0.id != id && index.isDistinct($0.id) }.prefix(Self.mostChoices).map { ($0.id, $0.name) }
  }
}
