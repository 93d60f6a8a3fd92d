// The preview: the real binary, asked over the wire as a browser would.

import Foundation
import Testing

@Suite(.serialized) struct ServeTests {
  /// A running `chronograph serve`.
  final class Preview {
    let process = Process()
    let port: UInt16
    let top: String
    private let scratch: TemporaryFolder
    private let output: FileHandle

    init(_ folder: TemporaryFolder) throws {
      scratch = try TemporaryFolder()
      let pipe = Pipe()
      output = pipe.fileHandleForReading
      process.executableURL = URL(fileURLWithPath: Program.path)
      process.arguments = ["serve", folder.path + "/in", "--quiet"]
      process.environment = ProcessInfo.processInfo.environment.merging([
        "XDG_CACHE_HOME": scratch.path + "/cache", "TMPDIR": scratch.path,
      ]) { $1 }
      process.standardOutput = pipe
      process.standardError = FileHandle.nullDevice
      try process.run()
      // Its first line is the address; an end without one ends the wait.
      var line = Data()
      while line.last != 0x0a {
        let more = output.availableData
        if more.isEmpty { break }
        line += more
      }
      let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      let address = try #require(URL(string: text), "\(text)")
      #expect(address.host == "127.0.0.1")
      port = UInt16(address.port ?? 0)
      top = String(text.dropFirst("http://127.0.0.1:\(port)".count))
    }

    deinit { if process.isRunning { process.terminate() } }

    /// What lies in the folder for temporary files.
    var left: [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: scratch.path)) ?? []).filter { $0 != "cache" }
    }

    func ask(_ text: String) throws -> String {
      #if canImport(Glibc)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      #else
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
      #endif
      defer { close(descriptor) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      let isOpen = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      try #require(isOpen)
      let bytes = Array(text.utf8)
      #expect(write(descriptor, bytes, bytes.count) == bytes.count)
      var answer: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = read(descriptor, &chunk, chunk.count), count > 0 { answer += chunk[..<count] }
      return String(decoding: answer, as: UTF8.self)
    }

    func get(_ path: String, host: String? = nil) throws -> String {
      try ask("GET \(top)\(path) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\n\r\n")
    }

    func post(_ path: String, _ body: String, origin: String? = nil) throws -> String {
      try ask(
        "POST \(top)\(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nOrigin: \(origin ?? "http://127.0.0.1:\(port)")\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// Waits until a page says something; nil when that does not come in two minutes.
    func page(_ path: String, until isRight: (String) -> Bool) throws -> String? {
      for _ in 0..<1200 {
        let answer = try get(path)
        if isRight(answer) { return answer }
        usleep(100_000)
      }
      return nil
    }
  }

  static func links(_ page: String, to folder: String) -> [String] {
    page.ranges(of: "href=\"\(folder)/").compactMap { range in
      let rest = page[range.upperBound...].prefix { $0 != "\"" && $0 != "#" }
      return rest.hasSuffix(".html") && rest != "index.html" ? "\(folder)/\(rest)" : nil
    }
  }

  @Test func aDateIsSetByAFormShownAndTakenBack() throws {
    let before = "# of the editor\ndocuments:\n  second.txt: {outlet: Sund Post}\n"
    let folder = try EditorFileTests.folder(before)
    let preview = try Preview(folder)
    let index = try preview.get("index.html")
    #expect(index.hasPrefix("HTTP/1.1 200 OK"))
    // The policy of a real page lets forms and the look for a newer build through.
    #expect(index.contains("connect-src 'self'; base-uri 'none'; form-action 'self'\">"))
    #expect(!index.contains("form-action 'none'"))

    // An article: its date moves its events.
    let articles = try preview.get("articles/index.html")
    let article = try #require(
      try Self.links(articles, to: "../articles").first {
        try preview.get(String($0.dropFirst(3))).contains("on Monday")
      }?
      .dropFirst(3))
    #expect(try preview.get(String(article)).contains("action=\"../-/edit\""))
    let answer = try preview.post("-/edit", "page=\(article)&act=date&value=2024-03-05")
    #expect(answer.hasPrefix("HTTP/1.1 303"), "\(answer)")
    let dated = before + "  \"first.txt\": {date: \"2024-03-05\"}\n"
    #expect(folder.read("in/chronograph.yml") == Data(dated.utf8))
    #expect(try preview.page("index.html") { $0.contains("Mon 4 March 2024") && !$0.contains("built anew") } != nil)
    #expect(try preview.page(String(article)) { $0.contains("set by the editor") } != nil)

    // An event: hidden, it is gone from the site, its words only hold.
    let events = Self.links(try preview.get("index.html"), to: "events")
    let event = try #require(try events.first { try preview.get($0).contains("met") })
    #expect(try preview.post("-/edit", "page=\(event)&act=hide").hasPrefix("HTTP/1.1 303"))
    #expect(String(decoding: folder.read("in/chronograph.yml") ?? Data(), as: UTF8.self).contains("hide: true}"))
    #expect(try preview.page(event) { $0.contains("No longer here") } != nil)

    // Undo, twice: byte for byte.
    #expect(try preview.post("-/undo", "page=index.html").hasPrefix("HTTP/1.1 303"))
    #expect(folder.read("in/chronograph.yml") == Data(dated.utf8))
    #expect(try preview.post("-/undo", "page=index.html").hasPrefix("HTTP/1.1 303"))
    #expect(folder.read("in/chronograph.yml") == Data(before.utf8))
    #expect(try preview.page("index.html") { !$0.contains("Mon 4 March 2024") && !$0.contains("built anew") } != nil)

    // A page of elsewhere, another name of this machine, files beside the site.
    #expect(
      try preview.post("-/edit", "page=\(article)&act=hide", origin: "http://a.example").hasPrefix("HTTP/1.1 403"))
    #expect(try preview.get("index.html", host: "a.example").hasPrefix("HTTP/1.1 403"))
    #expect(try preview.ask("GET / HTTP/1.1\r\nHost: 127.0.0.1:\(preview.port)\r\n\r\n").hasPrefix("HTTP/1.1 403"))
    #expect(try preview.get("..%2f..%2fin/first.txt").hasPrefix("HTTP/1.1 404"))
    #expect(folder.read("in/chronograph.yml") == Data(before.utf8))

    // Ends with the signal and leaves nothing.
    #expect(!preview.left.isEmpty)
    preview.process.terminate()
    preview.process.waitUntilExit()
    #expect(preview.process.terminationStatus == 0)
    #expect(preview.left.isEmpty)
  }

  @Test func articlesAndTheFileAreWatched() throws {
    let folder = try EditorFileTests.folder()
    let preview = try Preview(folder)
    #expect(try !preview.get("index.html").contains("Third"))
    try folder.write("site: {title: Third title}\n", "in/chronograph.yml")
    #expect(try preview.page("index.html") { $0.contains("Third title") } != nil)
    // A fault is shown above the pages of the last build, which stay.
    try folder.write("events:\n  - {event: x, redate: soon}\n", "in/chronograph.yml")
    let broken = try #require(try preview.page("index.html") { $0.contains("The last build failed") })
    #expect(broken.contains("is no date"))
    #expect(broken.contains("Third title"))
    try folder.write("site: {title: Fourth title}\n", "in/chronograph.yml")
    #expect(try preview.page("index.html") { $0.contains("Fourth title") && !$0.contains("failed") } != nil)
    let build = try preview.get("-/state")
    try folder.write("On 2 May 2024 the mayor of Velmora resigned.\n", "in/third.txt")
    #expect(try preview.page("-/state") { $0 != build } != nil)
    #expect(try preview.page("index.html") { $0.contains("2 May 2024") } != nil)
  }

  /// The second signal ends a run in the midst of a build, and its folder goes.
  @Test func aSecondSignalLeavesNothing() throws {
    let folder = try EditorFileTests.folder()
    let preview = try Preview(folder)
    let lines = (1...400).map {
      "On \($0 % 28 + 1) May 2024 Minister Anna Abara of Norland met Ivan Petrov in town \($0).\n"
    }
    for number in 0..<20 { try folder.write(lines.joined(), "in/more-\(number).txt") }
    // It looks every third of a second; then the build of what came takes longer than the rest of this test.
    usleep(900_000)
    preview.process.terminate()
    usleep(100_000)
    preview.process.terminate()
    preview.process.waitUntilExit()
    #expect(preview.left.isEmpty)
  }

  @Test func badUseIsTold() throws {
    let folder = try EditorFileTests.folder("events:\n  - {event: x, redate: soon}\n")
    let broken = try Program.run(["serve", folder.path + "/in"])
    #expect(broken.status == 65)
    #expect(broken.errors.contains("is no date"))
    #expect(try Program.run(["serve", folder.path + "/none"]).status == 66)
    #expect(try Program.run(["serve", "-"]).status == 64)
    #expect(try Program.run(["serve", folder.path + "/in", "--port", "65536"]).status == 64)
  }
}
