// Who gets an answer, and which files.

import Foundation
import Preview
import Testing

@Suite struct GateTests {
  static let gate = PreviewGate(port: 8000, token: "00112233445566778899aabbccddeeff")

  static func path(
    _ method: String, _ target: String, host: String? = "127.0.0.1:8000", _ headers: [String: String] = [:]
  ) throws -> String? {
    var head = "\(method) \(target) HTTP/1.1\r\n"
    if let host { head += "Host: \(host)\r\n" }
    if method == "POST" { head += "Content-Length: 0\r\n" }
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    return gate.path(of: try HTTPRequest(head: Array((head + "\r\n").utf8)[...]))
  }

  @Test func theBrowserThatKnowsTheAddressMayAsk() throws {
    let top = "/" + Self.gate.token + "/"
    #expect(Self.gate.address == "http://127.0.0.1:8000" + top)
    #expect(try Self.path("GET", top + "a/b.html") == "a/b.html")
    #expect(try Self.path("GET", top, ["Sec-Fetch-Site": "none"])?.isEmpty == true)
    let origin = ["Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"]
    #expect(try Self.path("POST", top + "-/edit", origin) == "-/edit")
  }

  @Test func nobodyElseMay() throws {
    let top = "/" + Self.gate.token + "/"
    // The token
    for target in [
      "/", "//", String(top.dropLast()), "/00112233445566778899aabbccddeefe/", "/x" + top, top.uppercased(),
    ] {
      #expect(try Self.path("GET", target) == nil, "\(target)")
    }
    // A name of elsewhere that leads here
    for host in [
      "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "localhost:8000", "127.0.0.1:8000.evil.example", "",
    ] {
      #expect(try Self.path("GET", top, host: host) == nil, "\(host)")
    }
    #expect(try Self.path("GET", top, host: nil) == nil)
    // Pages of elsewhere
    for origin in ["http://evil.example", "null", "http://127.0.0.1:8001", "https://127.0.0.1:8000", ""] {
      #expect(try Self.path("POST", top + "-/edit", ["Origin": origin]) == nil, "\(origin)")
      #expect(try Self.path("GET", top, ["Origin": origin]) == nil, "\(origin)")
    }
    #expect(try Self.path("POST", top + "-/edit") == nil)
    for site in ["cross-site", "same-site", "nonsense"] {
      #expect(try Self.path("GET", top, ["Sec-Fetch-Site": site]) == nil, "\(site)")
    }
  }

  @Test func everyTokenIsAnother() {
    let tokens = (0..<100).map { _ in PreviewGate.newToken() }
    #expect(Set(tokens).count == 100)
    #expect(tokens.allSatisfy { $0.utf8.count == 32 })
  }
}

@Suite struct FolderTests {
  @Test func filesOfTheFolderAndNothingBesideIt() throws {
    let folder = try Folder()
    try folder.write("page", "site/events/a b.html")
    try folder.write("plan", "site/graph.SVG")
    try folder.write("mine", "site/.hidden/x.html")
    try folder.write("secret", "secret.html")
    try folder.write("secret", "site-other/secret.html")
    let files = FileManager.default
    try files.createSymbolicLink(atPath: folder.path + "/site/out.html", withDestinationPath: "../secret.html")
    try files.createSymbolicLink(atPath: folder.path + "/site/up", withDestinationPath: "..")
    try files.createSymbolicLink(atPath: folder.path + "/site/beside", withDestinationPath: "../site-other")
    try files.createSymbolicLink(atPath: folder.path + "/site/in.html", withDestinationPath: "events/a b.html")
    let site = SiteFolder(path: folder.path + "/site")
    #expect(site.file("events/a b.html").map { String(decoding: $0.bytes, as: UTF8.self) } == "page")
    #expect(site.file("events/a b.html")?.type == "text/html; charset=utf-8")
    #expect(site.file("graph.SVG")?.type == "image/svg+xml")
    #expect(site.file("in.html") != nil)
    for name in [
      "../secret.html", "events/../../secret.html", "out.html", "up/secret.html", "beside/secret.html",
      folder.path + "/secret.html", "/" + folder.path + "/secret.html", ".hidden/x.html", "events", "events/", "",
      "/", ".", "..", "events//a b.html", "events/./a b.html", "events\\a b.html", "events/a b.html\u{0}",
      "events/a b.html\u{0}.css", "events/\n", String(repeating: "a/", count: 5000) + "b",
    ] {
      #expect(site.file(name) == nil, "\(name.prefix(60))")
    }
    #expect(SiteFolder(path: folder.path + "/none").file("events/a b.html") == nil)
  }
}

@Suite struct WatchTests {
  @Test func everyChangeOfAnArticleIsSeen() throws {
    let folder = try Folder()
    try folder.write("one", "in/a.txt")
    let paths = [folder.path + "/in", folder.path + "/in/chronograph.yml"]
    var seen: Set<UInt64> = []
    func isNew() -> Bool { seen.insert(SourceWatch.fingerprint(of: paths)).inserted }
    #expect(isNew())
    #expect(!isNew())
    try folder.write("three", "in/a.txt")
    #expect(isNew())
    try folder.write("two", "in/deep/b.txt")
    #expect(isNew())
    try FileManager.default.moveItem(atPath: folder.path + "/in/deep/b.txt", toPath: folder.path + "/in/deep/c.txt")
    #expect(isNew())
    try folder.write("site: {title: T}\n", "in/chronograph.yml")
    #expect(isNew())
    try FileManager.default.removeItem(atPath: folder.path + "/in/a.txt")
    #expect(isNew())
    try folder.write("x", "in/.swap")
    #expect(!isNew())
  }
}
