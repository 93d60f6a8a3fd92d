// The editor's file: what it may say, and how its faults are told.

import Editor
import Foundation
import Knowledge
import Testing

@Suite struct ReadingTests {
  /// The message for a file, without its name.
  static func fault(_ text: String) -> String {
    do {
      _ = try Configuration(text: text)
      return ""
    } catch {
      return error.description.replacing("chronograph.yml:", with: "")
    }
  }

  @Test func everyKeyIsRead() throws {
    let configuration = try Configuration(
      text: """
        site: {title: "The harbour strike", language: en-GB, base_url: https://example.org/strike/, licence: CC BY 4.0, full_text: false}
        documents:
          first.txt: {date: 2024-03-05, outlet: Example Times, url: https://example.org/a, rights: "© Example Times"}
          second.txt: {exclude: true}
        actors:
          - merge: [Anna Berg, {name: the minister, document: first.txt}]
          - split: Harbour Union
            into:
              - {name: Harbour Union of Velmora, documents: [first.txt]}
              - {name: Harbour Union of Sund, written: [the Sund union]}
          - {actor: Norland, kind: country, country: NOR, rename: Kingdom of Norland}
        events:
          - event: {document: first.txt, quote: "The union called off the strike", trigger: called, type: RETREAT}
            redate: 2024-03-04
            retitle: Strike called off
            retype: CONCEDE
            status: denied
            star: true
            note: checked by telephone
          - merge:
              - {document: first.txt, quote: called off the strike}
              - the strike ended
          - split: {document: second.txt, quote: a second strike}
        relations:
          - {add: causes, from: the talks failed, to: the strike began, why: "the minister says so"}
          - {drop: any, from: the talks failed, to: the strike ended}
        disagreements:
          - {question: "How many ships lay idle?", resolved: "the port's own count"}
        key:
          - {document: first.txt, quote: the strike began}
        """)
    #expect(configuration.title == "The harbour strike")
    #expect(configuration.language == "en-GB")
    #expect(configuration.licence == "CC BY 4.0")
    #expect(!configuration.fullText)
    #expect(configuration.documents.map(\.isExcluded) == [false, true])
    #expect(configuration.actors.count == 3)
    #expect(configuration.events.map(\.line) == [13, 20, 23])
    #expect(configuration.relations.map(\.isAdded) == [true, false])
    #expect(configuration.disagreements[0].reason == "the port's own count")
    #expect(configuration.keys[0].quote == "the strike began")
  }

  @Test func documentsMayStandInAList() throws {
    let configuration = try Configuration(
      text: "documents:\n  - file: a.txt\n    date: 2024-03-05\n  - {file: b, exclude: true}\n")
    #expect(configuration.documents.map(\.name) == ["a.txt", "b"])
    #expect(configuration.documents[0].date == "2024-03-05")
  }

  @Test func olderFilesStillMeanTheSame() throws {
    let configuration = try Configuration(text: "title: T\nbase_url: https://example.org/\nfull_text: false\n")
    #expect(configuration.title == "T")
    #expect(configuration.baseURL == "https://example.org/")
    #expect(!configuration.fullText)
    #expect(!configuration.hasCorrections)
  }

  @Test(arguments: [
    ("sites: {}\n", "1: unknown key \"sites\""),
    ("site: {titel: x}\n", "1: site: unknown key \"titel\""),
    ("site:\n  base_url: javascript:x\n", "2: site.base_url: must be an address"),
    ("documents:\n  a:\n    date: 2024-02-30\n", "3: documents.a.date: \"2024-02-30\" is no date; write"),
    ("documents:\n  a: {exclude: perhaps}\n", "2: documents.a.exclude: expected true or false"),
    ("documents: a\n", "1: documents: expected the names of documents"),
    ("documents:\n  - date: 2024-03-05\n", "2: documents[0]: the key \"file\" is missing"),
    ("actors:\n  - merge: [A]\n", "2: actors[0].merge: needs two names"),
    ("actors:\n  - {actor: A, kind: wizard}\n", "2: actors[0].kind: \"wizard\" is not known here; one of person"),
    ("actors:\n  - {actor: A, country: France}\n", "2: actors[0].country: \"France\" is no ISO"),
    ("actors:\n  - {actor: A}\n", "2: actors[0]: says nothing of the actor"),
    ("events:\n  - {event: x, redate: last Friday}\n", "2: events[0].redate: \"last Friday\" is no date"),
    ("events:\n  - {event: x, retype: DANCE}\n", "2: events[0].retype: \"DANCE\" is not known here; one of AGREE"),
    ("events:\n  - event: {document: a}\n    hide: true\n", "2: events[0].event: the key \"quote\" is missing"),
    ("events:\n  - {event: x}\n", "2: events[0]: says nothing of the event; add one of retitle"),
    ("relations:\n  - {from: a, to: b}\n", "2: relations[0]: needs either"),
    ("relations:\n  - {add: marries, from: a, to: b}\n", "2: relations[0]: \"marries\" is not known here"),
    ("disagreements:\n  - {resolved: x}\n", "2: disagreements[0]: needs \"question\""),
    ("a: &x 1\nb: *x\n", "1: YAML anchors and aliases"),
    ("site: {title: [1]}\n", "1: site.title: expected a text"),
    ("events: {event: x, hide: true, hide: true}\n", "1: keys stand here twice"),
    ("documents:\n  a: {title: A}\n  A: {title: B}\n", "3: documents.A: line 2 names the same document"),
    (
      "documents:\n  - {file: a, title: A}\n  - {file: a, title: B}\n", "3: documents.a: line 2 names the same document"
    ),
    ("documents:\n  a: {date: YYYY-MM-DD}\n", "2: documents.a.date: \"YYYY-MM-DD\" is still to be filled in"),
    ("events:\n  - {event: x, redate: YYYY-MM-DD}\n", "2: events[0].redate: \"YYYY-MM-DD\" is still to be filled in"),
    ("actors:\n  - {actor: A, country: XXX}\n", "2: actors[0].country: \"XXX\" is still to be filled in"),
    (
      "disagreements:\n  - {question: q, resolved: \"WHO IS RIGHT, AND WHY\"}\n",
      "2: disagreements[0].resolved: \"WHO IS RIGHT, AND WHY\" is still to be filled in"
    ),
  ])
  func faultsAreToldWithLineKeyAndRemedy(_ text: String, _ message: String) {
    let told = Self.fault(text)
    #expect(told.hasPrefix(message), "\(text) gives \(told)")
  }
}

@Suite struct FindingTests {
  /// A folder of its own that is gone after the test.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("editor-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder + "/articles", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func aFolderOfTwoNamesHasOneFile() throws {
    try inFolder { folder in
      try Data("title: T\n".utf8).write(to: URL(fileURLWithPath: folder + "/articles/chronograph.yml"))
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "articles")
      let paths = [folder + "/articles", folder + "/articles/../articles", folder + "/link"]
      #expect(try Configuration.file(beside: paths) == folder + "/articles/chronograph.yml")
      try FileManager.default.createDirectory(atPath: folder + "/more", withIntermediateDirectories: true)
      try Data("title: U\n".utf8).write(to: URL(fileURLWithPath: folder + "/more/chronograph.yml"))
      #expect(throws: KnowledgeError.self) { try Configuration.file(beside: paths + [folder + "/more"]) }
    }
  }

  @Test func whatIsNoFileIsNotWaitedFor() throws {
    try inFolder { folder in
      #expect(mkfifo(folder + "/articles/chronograph.yml", 0o600) == 0)
      #expect(throws: KnowledgeError.self) { try Configuration.file(beside: [folder + "/articles"]) }
    }
  }

  @Test func aFileThatIsNotUTF8NamesTheLine() throws {
    try inFolder { folder in
      let file = folder + "/articles/chronograph.yml"
      try Data(Array("site:\n  title: Caf".utf8) + [0xe9] + Array("\n".utf8)).write(to: URL(fileURLWithPath: file))
      do throws(KnowledgeError) {
        _ = try Configuration(file: file)
        Issue.record("read a file that is no UTF-8")
      } catch {
        #expect(error.line == 2)
        #expect(error.message.contains("not UTF-8"))
      }
    }
  }
}

@Suite struct SchemaTests {
  @Test func theSchemaIsTheOneInTheRepository() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Knowledge/editor/chronograph.schema.json")
    let file = try String(contentsOf: path, encoding: .utf8)
    #expect(file == ConfigurationSchema.text, "chronograph config schema > Knowledge/editor/chronograph.schema.json")
    let json = try JSONSerialization.jsonObject(with: Data(file.utf8)) as? [String: Any]
    #expect((json?["properties"] as? [String: Any])?.keys.contains("disagreements") == true)
  }
}
