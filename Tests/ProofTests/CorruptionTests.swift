// A sound site raises no alarm; a site with anything wrong in it does, whatever it is.

import Corpus
import Foundation
import Knowledge
import Pipeline
import Proof
import Testing

@Suite struct CorruptionTests {
  static let articles = [
    "harbour.txt": """
    VELMORA, 12 March 2024 — President Anna Abara met Prime Minister Ivan Petrov in Velmora on Monday.

    The two leaders signed an agreement on fishing on 11 March 2024. Petrov accused Borvenia of attacks in February 2023.
    “Our ships will return to the harbour within days,” Abara said. A storm killed 14 people and wounded more than 1,200
    on Friday, the Velmora Times reported. Ministers of Aldonia and Borvenia will meet in Trenova on 3 April 2024.
    """,
    "border.txt": """
    TRENOVA, 14 March 2024 — Borvenia denied that its army had attacked Aldonia in February 2023.

    Borvenian troops withdrew from the border on 13 March 2024, a spokeswoman for the Borvenian army said. President Anna
    Abara met Ivan Petrov in Velmora on Monday and later condemned the attacks. At least 16 people were killed by the
    storm. After the withdrawal, Aldonia released two fishermen on Wednesday. She praised the decision. The crown rose to
    $1.5765 on Tuesday.
    """,
    "talks.md": """
    ---
    title: Ministers meet in Trenova
    date: 2024-04-04
    ---
    Ministers of Aldonia and Borvenia met in Trenova on Wednesday. They agreed on a ceasefire that will begin on 10 April.
    Foreign Minister Zoë Łukasiewicz of Aldonia welcomed the agreement because it ends three years of war. He said
    that officials had worked on the text since January. The Green Party rejected the ceasefire on Thursday.
    """,
  ]

  /// A site of the articles above in a folder of its own, with the documents.
  static func site(
    of articles: [String: String] = articles
  ) async throws -> (folder: String, files: SiteFiles, sources: [SourceDocument]) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("proof-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
    for (name, text) in articles { try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/in/" + name)) }
    let analysis = Analysis(engine: try Engine(), threads: 2)
    var options = Build.Options(output: folder + "/out")
    // With an address there is a feed as well.
    options.baseURL = "https://example.org/harbour/"
    _ = try await Build(analysis: analysis, options: options).run(on: [folder + "/in"]) { _ in }
    let files = try #require(SiteFiles(folder: folder + "/out"))
    var sources: [SourceDocument] = []
    for item in try CorpusReader().open([folder + "/in"]) {
      if case .document(let source, _) = item { sources.append(source) }
    }
    return (folder, files, sources)
  }

  static func known() throws -> KnownWords { KnownWords(try .embedded(.actors), events: try .embedded(.events)) }

  @Test func soundSitesRaiseNoAlarm() async throws {
    let (folder, files, sources) = try await Self.site()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let known = try Self.known()
    #expect(Verifier.alarms(of: files, known: known) == [])
    #expect(Verifier.alarms(of: files, articles: sources, known: known) == [])
  }

  @Test func aFullStopInsideADateRaisesNoAlarm() async throws {
    let text = """
      VELMORA, 12 March 2024 — Minister Ivan Petrov has held talks with Norland since Jan. 5, 2024. Rebels shelled the
      harbour before Feb. 10, 2024.
      """
    let (folder, files, sources) = try await Self.site(of: ["talks.txt": text])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let known = try Self.known()
    #expect(Verifier.alarms(of: files, known: known) == [])
    #expect(Verifier.alarms(of: files, articles: sources, known: known) == [])
  }

  /// Old addresses: a sound table raises no alarm, one that leads astray does.
  @Test func everyFalseRedirectIsCaught() async throws {
    let (folder, _, _) = try await Self.site()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let edited = (Self.articles["border.txt"] ?? "").replacing("Aldonia released two", with: "Aldonia set free two")
    try Data(edited.utf8).write(to: URL(fileURLWithPath: folder + "/in/border.txt"))
    try FileManager.default.removeItem(atPath: folder + "/in/talks.md")
    var options = Build.Options(output: folder + "/out")
    options.baseURL = "https://example.org/harbour/"
    _ = try await Build(analysis: Analysis(engine: try Engine(), threads: 2), options: options)
      .run(on: [folder + "/in"]) { _ in }
    var files = try #require(SiteFiles(folder: folder + "/out"))
    let known = try Self.known()
    #expect(Verifier.alarms(of: files, known: known) == [])
    let bytes = try #require(files.read("data/redirects.json"))
    let table = try JSONParser.parse(bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    guard case .array(let pages)? = table["pages"], case .array(let ids)? = table["ids"] else { return }
    let old = try #require(pages.first { $0["new"]?.text != nil }?["old"]?.text)
    let new = try #require(pages.first { $0["new"]?.text != nil }?["new"]?.text)
    let gone = try #require(pages.first { $0["new"]?.text == nil }?["old"]?.text)
    let id = try #require(ids.first { $0["new"]?.text != nil })
    let target = try #require(id["new"]?.text)
    func alarms(_ path: String, _ text: String) -> [Alarm] {
      files.replaced = [path: Array(text.utf8)]
      return Verifier.alarms(of: files, known: known)
    }
    // To an old address, to nothing, from what is there, of no reason, of no build; a ring.
    for (from, to) in [
      ("\"new\":\"\(new)\"", "\"new\":\"\(gone)\""), ("\"new\":\"\(new)\"", "\"new\":null"),
      ("\"new\":\"\(target)\"", "\"new\":\"\(id["old"]?.text ?? "")\""), ("\"old\":\"\(old)\"", "\"old\":\"\(new)\""),
      ("\"old\":\"\(id["old"]?.text ?? "")\"", "\"old\":\"\(target)\""), ("\"why\":\"edited\"", "\"why\":\"whim\""),
      ("\"since\":2", "\"since\":9"), ("\"kind\":\"event\"", "\"kind\":\"actor\""), ("\"number\":2", "\"number\":0"),
    ] {
      let place = try #require(text.firstRange(of: from), "\(from)")
      #expect(!alarms("data/redirects.json", text.replacingCharacters(in: place, with: to)).isEmpty, "\(from) → \(to)")
    }
    let page = String(decoding: try #require(files.read(old)), as: UTF8.self)
    for (from, to) in [
      ("url=../\(new)", "url=../index.html"), ("<a href=\"../\(new)\"", "<a href=\"../index.html\""),
      (
        "rel=\"canonical\" href=\"https://example.org/harbour/\(new)",
        "rel=\"canonical\" href=\"https://example.org/harbour/index.html"
      ),
    ] {
      #expect(page.contains(from), "\(from)")
      let found = alarms(old, page.replacing(from, with: to))
      #expect(found.contains { $0.subject == old || $0.subject.hasSuffix(old) }, "\(from)")
    }
    let list = String(decoding: try #require(files.read("data/ids.json")), as: UTF8.self)
    #expect(!alarms("data/ids.json", list.replacing(new, with: old)).isEmpty)
    #expect(!alarms("data/redirects.csv", "what,kind,old,new,why,since_build,since_date\r\n").isEmpty)
  }

  @Test func everyCorruptionIsCaught() async throws {
    let (folder, files, sources) = try await Self.site()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let known = try Self.known()
    var random = SplitMix(state: 20_240_312)
    var missed: [String] = []
    var done = 0
    var byKind: [String: Int] = [:]
    while done < 1000 {
      guard let corruption = Corruption.random(files, &random) else { continue }
      done += 1
      byKind[corruption.kind, default: 0] += 1
      var broken = files
      broken.replaced[corruption.path] = corruption.bytes
      if Verifier.alarms(of: broken, articles: sources, known: known).isEmpty { missed.append(corruption.words) }
      // The others need the articles to show.
      if corruption.isPlain, Verifier.alarms(of: broken, known: known).isEmpty {
        missed.append(corruption.words + " (without the articles)")
      }
    }
    #expect(byKind.count == Corruption.kinds.count, "\(byKind)")
    #expect(missed.isEmpty, "\(missed.count) of \(done) missed: \(missed.prefix(30).joined(separator: "\n"))")
  }

  @Test func everyFileIsMissed() async throws {
    let (folder, files, _) = try await Self.site()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let known = try Self.known()
    for path in files.paths where path.hasPrefix("data/") || path == "feed.xml" || path == "report.json" {
      let bytes = try #require(files.read(path))
      try FileManager.default.removeItem(atPath: folder + "/out/" + path)
      let left = try #require(SiteFiles(folder: folder + "/out"))
      #expect(Verifier.alarms(of: left, known: known).contains { $0.code == "file-missing" && $0.subject == path })
      try Data(bytes).write(to: URL(fileURLWithPath: folder + "/out/" + path))
    }
  }
}

/// A small random number generator with a fixed seed (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
