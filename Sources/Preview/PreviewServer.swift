// The server: who may ask, what a path means, and what a form does.

import ChronographBase
import Editor
import EventGraph
import Synchronization

/// A preview of a site on 127.0.0.1, with forms that write the editor's file.
///
/// The site is given from outside, as often as it was built; the server keeps none of it but the graph.
public final class PreviewServer: Sendable {
  /// Why it cannot start.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  private struct State {
    var build = 0
    var folder: SiteFolder?
    var forms: EditForms?
    /// What the pages of earlier builds were about.
    var earlier: [String: EditForms.Subject] = [:]
    /// Whether an entry was written that the site does not show yet.
    var isPending = false
    /// Why the last build failed, or an entry found no object.
    var notices: [String] = []
    var journal: EditJournal
  }

  private static let mostNotices = 8

  private let listener: LoopbackListener
  private let gate: PreviewGate
  private let state: Mutex<State>

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - port: 0 for any that is free.
  ///   - file: the editor's file; it need not exist yet.
  public init(port: UInt16 = 0, editorFile file: String) throws(Failure) {
    do throws(LoopbackListener.Failure) {
      listener = try LoopbackListener(port: port)
    } catch {
      throw Failure(description: error.message)
    }
    gate = PreviewGate(port: listener.port, token: PreviewGate.newToken())
    state = Mutex(State(journal: EditJournal(file: file)))
    listener.start { [weak self] request in
      self?.answer(request) ?? .text(503, "the preview has ended")
    }
  }

  deinit { listener.stop() }

  /// The address for the browser, with its token.
  public var address: String { gate.address }

  /// Shows a finished site.
  ///
  /// - Parameters:
  ///   - folder: its folder; nothing beside it is served.
  ///   - notices: what the editor should know, such as entries without an object.
  public func show(folder: String, graph: NewsGraph, notices: [String] = []) {
    let forms = EditForms(graph)
    state.withLock { state in
      state.folder = SiteFolder(path: folder)
      state.forms = forms
      state.earlier.merge(forms.pages) { $1 }
      state.notices = notices
      state.isPending = false
      state.build += 1
    }
  }

  /// Says why there is no newer site; the last one stays.
  public func report(_ fault: String) {
    state.withLock { state in
      state.notices = [fault]
      state.isPending = false
      state.build += 1
    }
  }

  public func stop() { listener.stop() }

  // MARK: Requests

  package func answer(_ request: HTTPRequest) -> HTTPResponse {
    guard let path = gate.path(of: request) else {
      return .text(403, "Not from here. Open the address that chronograph serve has printed.")
    }
    switch (request.method, path) {
    case (.post, "-/edit"): return edit(request.fields)
    case (.post, "-/undo"): return undo(request.fields)
    case (.post, _): return .text(404, "no such form")
    case (_, ""): return .redirect("/\(gate.token)/index.html")
    case (_, "-/state"): return .text(200, String(state.withLock { $0.build }))
    case (_, "-/preview.js"):
      return HTTPResponse(status: 200, type: "text/javascript; charset=utf-8", body: Array(PreviewPages.script.utf8))
    case (_, "-/preview.css"):
      return HTTPResponse(status: 200, type: "text/css; charset=utf-8", body: Array(PreviewPages.style.utf8))
    default: return file(path)
    }
  }

  private func file(_ path: String) -> HTTPResponse {
    guard let name = HTTPRequest.decoded(path.utf8), let folder = state.withLock({ $0.folder }) else {
      return .text(404, "There is no such page.")
    }
    let root = String(repeating: "../", count: name.utf8.count { $0 == 0x2f })
    // The number of the build before its file: a page that is shown with an older number looks again, never the reverse.
    let (forms, build, head) = state.withLock { state in
      (state.forms, state.build, Self.head(state, page: name, root: root))
    }
    guard let file = folder.file(name) else { return missing(name) }
    guard name.hasSuffix(".html") else { return HTTPResponse(status: 200, type: file.type, body: file.bytes) }
    let markup = head + (forms?.markup(for: name, root: root) ?? "")
    return HTTPResponse(
      status: 200, type: file.type, body: PreviewPages.preview(file.bytes, forms: markup, root: root, build: build))
  }

  /// An event that was merged, hidden or called otherwise has no page under its old name any more.
  private func missing(_ name: String) -> HTTPResponse {
    let page = state.withLock { state in state.earlier[name].flatMap { state.forms?.page(of: $0) } }
    if let page, page != name { return .redirect("/\(gate.token)/\(safe(page))") }
    return message(404, "There is no such page. After a correction it may have another name.", page: "index.html")
  }

  /// What stands above the forms of every page: faults, and the way back.
  private static func head(_ state: State, page: String, root: String) -> String {
    var xml = XMLWriter(.page, prolog: "")
    guard !state.notices.isEmpty || state.isPending || state.journal.last != nil else { return "" }
    xml.element("section", ["class": "editor", "aria-label": "Preview"]) { section in
      for notice in state.notices.prefix(mostNotices) { section.element("p", text: notice) }
      if state.isPending {
        section.element("p", text: "Written to \(state.journal.file); the site is being built anew.")
      }
      if let last = state.journal.last {
        section.element("form", ["method": "post", "action": root + "-/undo"]) { form in
          form.element("input", ["type": "hidden", "name": "page", "value": page])
          form.element("input", ["type": "hidden", "name": "entry", "value": String(last)])
          form.element("button", ["type": "submit"], text: "Take back the last decision")
        }
      }
    }
    return xml.text
  }

  // MARK: Forms

  private func edit(_ fields: [String: String]) -> HTTPResponse {
    let page = fields["page"] ?? ""
    let forms = state.withLock { $0.forms }
    guard let forms, let subject = forms.subject(of: page) else {
      return message(422, "This page is about nothing that can be decided any more.", page: "index.html")
    }
    // Pages get other names when articles come and go: a form decides on what it was made for.
    if let about = fields["about"], about != subject.id {
      return message(409, "The site has changed since this page was opened; look again.", page: page)
    }
    guard let act = forms.act(subject, fields), let entry = forms.entry(act) else {
      return message(422, "The form does not say what to do.", page: page)
    }
    return write(page) { journal throws(EditJournal.Refusal) in try journal.write(entry) }
  }

  private func undo(_ fields: [String: String]) -> HTTPResponse {
    // The form names the entry that it takes back: a second click on it finds it taken back.
    let number = fields["entry"].map { Int($0) ?? 0 }
    return write(fields["page"] ?? "") { journal throws(EditJournal.Refusal) in try journal.undo(number) }
  }

  private func write(
    _ page: String, _ change: (inout EditJournal) throws(EditJournal.Refusal) -> Void
  ) -> HTTPResponse {
    let refusal = state.withLock { state -> EditJournal.Refusal? in
      do throws(EditJournal.Refusal) {
        try change(&state.journal)
        state.isPending = true
        return nil
      } catch {
        return error
      }
    }
    if let refusal { return message(409, refusal.message, page: page) }
    return .redirect("/\(gate.token)/\(safe(page))")
  }

  /// A page of this site that a form names; the first one for any other text.
  private func safe(_ page: String) -> String {
    let isPlain = page.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x2d
        || byte == 0x2e || byte == 0x2f || byte == 0x5f || byte >= 0x80
    }
    guard isPlain, page.hasSuffix(".html"), !page.contains("..") else { return "index.html" }
    return page.utf8.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16, uppercase: true) }
      .joined()
  }

  private func message(_ status: Int, _ text: String, page: String) -> HTTPResponse {
    var xml = XMLWriter(.page, prolog: "<!DOCTYPE html>\n")
    xml.element("html", ["lang": "en"]) { html in
      html.element("head") { head in
        head.element("meta", ["charset": "utf-8"])
        head.element("title", text: "Preview")
        head.element("link", ["rel": "stylesheet", "href": "/\(gate.token)/assets/style.css"])
      }
      html.element("body") { body in
        body.element("main") { main in
          main.element("p", text: text)
          main.element("p") { $0.element("a", ["href": "/\(gate.token)/\(safe(page))"], text: "Back") }
        }
      }
    }
    return HTTPResponse(status: status, body: Array(xml.text.utf8))
  }
}
