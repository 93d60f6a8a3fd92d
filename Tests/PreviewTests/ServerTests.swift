// The server over the wire: pages with forms, decisions, undo, a newer build, and connections of all kinds.

import Editor
import EventGraph
import Foundation
import Preview
import Testing

@Suite struct ServerTests {
  /// A server with the site of the two articles, its pages by hand.
  struct Stand {
    let folder: Folder
    let server: PreviewServer
    let graph: NewsGraph
    let port: UInt16
    let top: String
    var host: String { "127.0.0.1:\(port)" }

    init(_ yaml: String? = nil) throws {
      folder = try Folder()
      if let yaml { try folder.write(yaml, "chronograph.yml") }
      server = try PreviewServer(editorFile: folder.path + "/chronograph.yml")
      let address = try #require(URL(string: server.address))
      port = UInt16(address.port ?? 0)
      top = address.path.hasSuffix("/") ? address.path : address.path + "/"
      (graph, _) = try Port.graph(yaml ?? "")
      try show(graph)
    }

    func show(_ graph: NewsGraph, notices: [String] = []) throws {
      let site = folder.path + "/site"
      try? FileManager.default.removeItem(atPath: site)
      let index = graph.index()
      let names =
        graph.events.compactMap { index.slug(ofEvent: $0.id).map { "events/\($0)" } }
        + graph.actors.compactMap { index.slug(ofActor: $0.id).map { "actors/\($0)" } } + ["index"]
      for name in names {
        try folder.write("<html><head></head><body><main>\(name)</main></body></html>", "site/\(name).html")
      }
      try folder.write("<svg/>", "site/graph.svg")
      server.show(folder: site, graph: graph, notices: notices)
    }

    func ask(_ bytes: String) throws -> String { try #require(Wire(port)).ask(Array(bytes.utf8)) }

    func get(_ path: String, _ headers: String = "") throws -> String {
      try ask("GET \(top)\(path) HTTP/1.1\r\nHost: \(host)\r\n\(headers)\r\n")
    }

    func post(_ path: String, _ body: String, origin: String? = nil) throws -> String {
      try ask(
        "POST \(top)\(path) HTTP/1.1\r\nHost: \(host)\r\nOrigin: \(origin ?? "http://\(host)")\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    var file: String? { folder.bytes("chronograph.yml").map { String(decoding: $0, as: UTF8.self) } }
  }

  static func status(_ answer: String) -> String { String(answer.prefix { $0 != "\r\n" }) }

  @Test func pagesHaveFormsAndHeaders() throws {
    let stand = try Stand()
    let page = try #require(Port.event("called", stand.graph)).page
    let answer = try stand.get(page)
    #expect(Self.status(answer) == "HTTP/1.1 200 OK")
    for words in [
      "Cache-Control: no-store", "X-Frame-Options: DENY", "Cross-Origin-Resource-Policy: same-origin",
      "form-action 'self'", "frame-ancestors 'none'", "action=\"../-/edit\"", "src=\"../-/preview.js\"",
      "value=\"accept\"", "value=\"merge\"", "value=\"date\"", "value=\"hide\"", "value=\"title\"", "value=\"note\"",
    ] {
      #expect(answer.contains(words), "\(words)")
    }
    #expect(!answer.contains("Access-Control"))
    #expect(!answer.contains("Take back"))
    let index = try stand.get("index.html")
    #expect(index.contains("src=\"-/preview.js\""))
    #expect(!index.contains("-/edit"))
    #expect(try stand.get("graph.svg").contains("sandbox"))
    #expect(try stand.get("").contains("Location: \(stand.top)index.html"))
    #expect(try stand.get("-/preview.js").contains("location.reload()"))
    let head = try stand.ask("HEAD \(stand.top)index.html HTTP/1.1\r\nHost: \(stand.host)\r\n\r\n")
    #expect(head.hasSuffix("\r\n\r\n"))
  }

  @Test func aDecisionIsWrittenAndTakenBack() throws {
    let before = "# mine\nevents:\n  - {event: signed a contract, star: true} # yes\n"
    let stand = try Stand(before)
    let page = try #require(Port.event("called", stand.graph)).page
    let answer = try stand.post("-/edit", "page=\(page)&act=date&value=2024-03-02")
    #expect(Self.status(answer) == "HTTP/1.1 303 See Other")
    #expect(answer.contains("Location: \(stand.top)\(page)\r\n"))
    #expect(stand.file == before + "  - {event: \(ActTests.strike), redate: \"2024-03-02\"}\n")
    let pending = try stand.get(page)
    #expect(pending.contains("the site is being built anew"))
    #expect(pending.contains("Take back the last decision"))
    let build = try stand.get("-/state")
    try stand.show(try Port.graph(stand.file ?? "").0)
    #expect(try stand.get("-/state") != build)
    #expect(try !stand.get(page).contains("being built anew"))
    #expect(Self.status(try stand.post("-/undo", "page=\(page)")) == "HTTP/1.1 303 See Other")
    #expect(stand.file == before)
    #expect(Self.status(try stand.post("-/undo", "page=\(page)")) == "HTTP/1.1 409 Conflict")
  }

  @Test func aDoubleClickOnUndoTakesBackOne() throws {
    let stand = try Stand()
    let page = try #require(Port.event("called", stand.graph)).page
    _ = try stand.post("-/edit", "page=\(page)&act=star")
    let one = stand.file
    _ = try stand.post("-/edit", "page=\(page)&act=note&value=n")
    let shown = try stand.get(page)
    let entry = try #require(shown.firstMatch(of: /name="entry" value="(\d+)"/).map { String($0.1) })
    for _ in 0..<2 {
      #expect(Self.status(try stand.post("-/undo", "page=\(page)&entry=\(entry)")) == "HTTP/1.1 303 See Other")
      #expect(stand.file == one)
    }
  }

  @Test func aFormOfAnotherObjectIsRefused() throws {
    let stand = try Stand()
    let (event, page) = try #require(Port.event("called", stand.graph))
    let other = try #require(Port.event("visited", stand.graph)).event.id
    let before = stand.file
    let refused = try stand.post("-/edit", "page=\(page)&about=\(other)&act=hide")
    #expect(Self.status(refused).contains("409"))
    #expect(stand.file == before)
    #expect(try stand.get(page).contains("name=\"about\" value=\"\(event.id)\""))
    #expect(Self.status(try stand.post("-/edit", "page=\(page)&about=\(event.id)&act=hide")).contains("303"))
  }

  @Test func decisionsAtOnceAreAllWritten() async throws {
    let stand = try Stand()
    let pages = stand.graph.events.compactMap { stand.graph.index().slug(ofEvent: $0.id).map { "events/\($0).html" } }
    let (port, host, top) = (stand.port, stand.host, stand.top)
    let bodies = pages.flatMap { page in
      ["act=hide", "act=star", "act=note&value=n", "act=title&value=T"].map { "page=\(page)&\($0)" }
    }
    let statuses = await withTaskGroup(of: String.self) { group in
      for body in bodies {
        group.addTask {
          let head =
            "POST \(top)-/edit HTTP/1.1\r\nHost: \(host)\r\nOrigin: http://\(host)\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
          return Self.status(Wire(port)?.ask(Array((head + body).utf8)) ?? "")
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(bodies.count == 16)
    #expect(statuses.allSatisfy { $0 == "HTTP/1.1 303 See Other" })
    #expect(try Configuration(text: stand.file ?? "").events.count == bodies.count)
    for _ in bodies { _ = try stand.post("-/undo", "page=index.html") }
    #expect(stand.file == nil)
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    let stand = try Stand()
    let page = try #require(Port.event("called", stand.graph)).page
    #expect(Self.status(try stand.post("-/edit", "page=\(page)&act=date&value=soon")).contains("409"))
    #expect(Self.status(try stand.post("-/edit", "page=\(page)&act=fly")).contains("422"))
    #expect(Self.status(try stand.post("-/edit", "page=index.html&act=hide")).contains("422"))
    #expect(Self.status(try stand.post("-/none", "page=\(page)&act=hide")).contains("404"))
    #expect(Self.status(try stand.get("-/edit?page=\(page)&act=hide")).contains("404"))
    #expect(stand.file == nil)
    let refused = try stand.post("-/edit", "page=%22%3E%3Cscript%3E&act=hide")
    #expect(!refused.contains("<script"))
    #expect(refused.contains("/index.html\""))
  }

  @Test func pagesOfElsewhereGetNothing() throws {
    let stand = try Stand()
    let page = try #require(Port.event("called", stand.graph)).page
    let body = "page=\(page)&act=hide"
    for origin in ["http://evil.example", "null", "http://127.0.0.1:\(stand.port ^ 1)"] {
      #expect(Self.status(try stand.post("-/edit", body, origin: origin)).contains("403"))
    }
    for headers in [
      "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n", "Origin: http://evil.example\r\n",
    ] {
      #expect(Self.status(try stand.get("index.html", headers)).contains("403"))
    }
    for head in [
      "GET /index.html HTTP/1.1\r\nHost: \(stand.host)\r\n\r\n", "GET / HTTP/1.1\r\nHost: \(stand.host)\r\n\r\n",
      "GET \(stand.top)index.html HTTP/1.1\r\nHost: evil.example:\(stand.port)\r\n\r\n",
      "GET \(stand.top)index.html HTTP/1.1\r\n\r\n",
    ] {
      let answer = try stand.ask(head)
      #expect(Self.status(answer).contains("403"))
      #expect(!answer.contains(stand.top.dropLast()))
    }
    #expect(stand.file == nil)
  }

  @Test func nothingBesideTheSiteIsServed() throws {
    let stand = try Stand("site: {title: T}\n")
    for path in [
      "../chronograph.yml", "%2e%2e/chronograph.yml", "..%2fchronograph.yml", "events/../../chronograph.yml",
      "%2fetc/passwd", "/etc/passwd", "%00", "index.html%00", "%ff", "%", "events", "events/", "..%5cchronograph.yml",
    ] {
      let answer = try stand.get(path)
      #expect(Self.status(answer).contains("404"), "\(path)")
      #expect(!answer.contains("title: T") && !answer.contains("root:"), "\(path)")
    }
  }

  @Test func hostileBytesEndOnlyTheirConnection() throws {
    let stand = try Stand()
    let big = String(repeating: "a", count: 200_000)
    for (bytes, status) in [
      ("\u{16}\u{3}\u{1}\u{2}\u{0}", "400"), ("GET", "400"), ("\r\n\r\n\r\n", "400"), (big, "431"),
      ("GET / HTTP/1.1\r\nA: \(big)\r\n\r\n", "431"),
      ("POST \(stand.top)-/edit HTTP/1.1\r\nContent-Length: 200000\r\n\r\n\(big)", "413"),
      ("POST \(stand.top)-/edit HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc", "400"),
      ("BREW / HTTP/1.1\r\n\r\n", "405"),
    ] {
      #expect(Self.status(try stand.ask(bytes)).hasPrefix("HTTP/1.1 \(status)"), "\(bytes.prefix(40))")
    }
    #expect(try stand.ask("").isEmpty)
    #expect(Self.status(try stand.get("index.html")) == "HTTP/1.1 200 OK")
    // Two requests in one connection: only the first is answered.
    let one = "GET \(stand.top)graph.svg HTTP/1.1\r\nHost: \(stand.host)\r\n\r\n"
    #expect(try stand.ask(one + one).ranges(of: "HTTP/1.1 ").count == 1)
  }

  @Test func connectionsThatSayNothingDoNotUseItUp() throws {
    let stand = try Stand()
    for _ in 0..<3 {
      var idle = (0..<100).compactMap { _ in Wire(stand.port) }
      #expect(idle.count > 64)
      idle.removeAll()
    }
    // As soon as they are gone there is room again.
    var answer = ""
    for _ in 0..<500 where answer.isEmpty {
      answer = try stand.get("index.html")
      if answer.isEmpty { usleep(20_000) }
    }
    #expect(Self.status(answer) == "HTTP/1.1 200 OK")
  }

  @Test func aPageThatIsCalledOtherwiseIsFound() throws {
    let stand = try Stand()
    let old = try #require(Port.actor("Anna Berg", stand.graph)).page
    let (graph, _) = try Port.graph("actors:\n  - {actor: Anna Berg, rename: Carla Berg}\n")
    let new = try #require(Port.actor("Carla Berg", graph)).page
    try stand.show(graph)
    #expect(try stand.get(old).contains("Location: \(stand.top)\(new)\r\n"))
    #expect(Self.status(try stand.get("actors/nobody.html")).contains("404"))
  }

  @Test func faultsAreShownAsText() throws {
    let stand = try Stand()
    try stand.show(stand.graph, notices: ["chronograph.yml:2: <b>not applied</b>"])
    #expect(try stand.get("index.html").contains("chronograph.yml:2: &lt;b&gt;not applied"))
    let build = try stand.get("-/state")
    stand.server.report("The last build failed: <i>")
    #expect(try stand.get("-/state") != build)
    #expect(try stand.get("index.html").contains("The last build failed: &lt;i&gt;"))
  }

  @Test func twoServersHaveTwoAddresses() throws {
    let (one, two) = (try Stand(), try Stand())
    #expect(one.port != two.port)
    #expect(one.top != two.top)
    #expect(throws: PreviewServer.Failure.self) { try PreviewServer(port: one.port, editorFile: "x.yml") }
  }
}
