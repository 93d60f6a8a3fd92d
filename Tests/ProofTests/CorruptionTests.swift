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
