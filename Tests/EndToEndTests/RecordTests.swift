// Records of other runs in place of articles: the same output, or an error that says what is wrong and where.

import Foundation
import Testing

@Suite struct RecordTests {
  /// Invented articles with dates, repeated events and one that two of them tell.
  private static let articles = [
    #"{"id":"a-2","text":"OSLO — The union called off the harbour strike on Monday. Harbour Minister Anna Berg said talks would resume on Friday.","date":"2025-05-20","outlet":"Harbour Post"}"#,
    #"{"id":"a-10","text":"Anna Berg met union leaders in Aldby on 23 May 2025. Three workers were hurt in a crane accident the day before.","date":"2025-05-24"}"#,
    #"{"id":"b","text":"The harbour strike was called off on Monday, 19 May. Two workers were hurt when a crane collapsed in Aldby last week."}"#,
    #"{"id":"c","text":""}"#,
    #"{"id":"d","text":"Berg resigned on 2 June 2025. The government of Norway accepted her resignation.","date":"2025-06-03"}"#,
    #"not a record"#,
  ]

  private func sites(_ folder: TemporaryFolder, _ first: String, _ second: String) throws {
    let (a, b) = (folder.files(below: first), folder.files(below: second))
    #expect(Set(a.keys) == Set(b.keys))
    for name in a.keys.sorted() where a[name] != b[name] { Issue.record("\(name) differs") }
    #expect(a.count > 10)
  }

  private func run(_ line: String, in folder: TemporaryFolder) throws -> Program.Outcome {
    try Program.shell("C=\(Program.checkout); " + line, in: folder.path)
  }

  @Test func seedsGiveTheSameSite() throws {
    let folder = try TemporaryFolder()
    let outcome = try run(
      """
      set -e; "$0" build --no-cache $C/seeds -o straight
      "$0" extract --records $C/seeds -o seeds.records && "$0" build --from-records seeds.records -o built
      """, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    try sites(folder, "straight", "built")
  }

  @Test func partsInAnyOrderAndCutGiveTheSameSite() throws {
    let folder = try TemporaryFolder()
    let lines = Self.articles
    try folder.write(lines.joined(separator: "\n") + "\n", "all.ndjson")
    for (number, group) in [[4, 1], [3], [], [2, 0]].enumerated() {
      try folder.write(group.map { lines[$0] + "\n" }.joined(), "part\(number).ndjson")
    }
    // The line that is no record has its place in the message; all else must not depend on the cut.
    try folder.write(lines.dropLast().joined(separator: "\n") + "\n", "good.ndjson")
    let outcome = try run(
      """
      set -e; "$0" build --no-cache - -o straight <good.ndjson; mkdir parts
      for n in 0 1 2 3; do "$0" extract --records - <part$n.ndjson >parts/$n.records; done
      "$0" build --from-records parts -o folder
      "$0" build --from-records parts/3.records parts/0.records parts/2.records parts/1.records -o files
      cat parts/2.records parts/1.records parts/3.records parts/0.records | "$0" build --from-records - -o stream
      "$0" reduce parts -o all.records; "$0" build --from-records all.records -o reduced
      "$0" reduce parts/3.records parts/0.records parts/1.records parts/2.records -o again.records
      cmp all.records again.records
      "$0" reduce parts -o sized/ --size 2; "$0" build --from-records sized -o sized-site; ls sized | wc -l
      "$0" reduce --check sized
      """, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("3"))
    for name in ["folder", "files", "stream", "reduced", "sized-site"] {
      // A skip names the line of its stream, which is another one in every cut.
      for site in ["straight", name] {
        let report = String(decoding: try #require(folder.read("\(site)/report.json")), as: UTF8.self)
        #expect(report.contains("\"seen\":5") && report.contains("\"skipped\":1"), "\(report)")
      }
      let (a, b) = (folder.files(below: "straight"), folder.files(below: name))
      #expect(Set(a.keys) == Set(b.keys))
      for file in a.keys.sorted() where a[file] != b[file] {
        if !["report.json", "method.html", ".chronograph-output"].contains(file) {
          Issue.record("\(name): \(file) differs")
        }
      }
    }
  }

  @Test func theEditorsWordIsTheSame() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.articles.joined(separator: "\n") + "\n", "articles/all.ndjson")
    try folder.write(
      """
      documents:
        b: {date: 2025-05-21, outlet: Aldby Times}
        d: {exclude: true}
      actors:
        - merge: [Anna Berg, Harbour Minister]
      """, "articles/chronograph.yml")
    let outcome = try run(
      """
      set -e; "$0" build --no-cache articles -o straight; cp articles/chronograph.yml c.yml
      "$0" extract --records articles -o a.records; "$0" build --from-records a.records --config c.yml -o built
      """, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    var (a, b) = (folder.files(below: "straight"), folder.files(below: "built"))
    #expect(a["report.json"].map { String(decoding: $0, as: UTF8.self) }?.contains("\"excluded\"") == true)
    for name in a.keys.sorted() where [".chronograph-output"].contains(name) { (a[name], b[name]) = (nil, nil) }
    let file = { (data: Data?) in
      data.map { String(decoding: $0, as: UTF8.self) }?.replacing("c.yml", with: "chronograph.yml")
    }
    for name in Set(a.keys).union(b.keys).sorted() where file(a[name]) != file(b[name]) {
      Issue.record("\(name) differs")
    }
    // Other entries on documents than at the time of the analysis are noticed.
    try folder.write("documents: {b: {date: 2025-05-22}, d: {exclude: true}}\n", "c.yml")
    let other = try run("\"$0\" build --from-records a.records --config c.yml -o other", in: folder)
    #expect(other.status == 65)
    #expect(other.errors.contains("other entries on documents"), "\(other.errors)")
  }

  @Test func whatIsNoWholePartIsRefusedWithItsPlace() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.articles.joined(separator: "\n") + "\n", "all.ndjson")
    #expect(try run("\"$0\" extract --records all.ndjson -o good.records", in: folder).status == 0)
    let good = [UInt8](try #require(folder.read("good.records")))
    func refused(_ bytes: [UInt8], _ words: String, _ line: UInt = #line) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/bad.records"))
      for command in [
        "build --from-records bad.records -o out", "reduce bad.records -o x", "reduce --check bad.records",
      ] {
        let outcome = try run("\"$0\" \(command)", in: folder)
        #expect(outcome.status == 65, "line \(line): \(outcome.errors)")
        #expect(outcome.errors.contains("bad.records, byte"), "line \(line): \(outcome.errors)")
        #expect(outcome.errors.contains(words), "line \(line): \(outcome.errors)")
        #expect(folder.read("out/index.html") == nil)
      }
    }
    try refused(Array("{\"id\":1}\n".utf8), "no part")
    try refused(Array(good.dropLast()), "did not finish")
    try refused(Array(good.prefix(good.count / 2)), "did not finish")
    try refused(good + [0x0a], "behind the end of a part")
    var other = good
    other[8] = 200
    try refused(other, "format 200")
    other = good
    other[good.count / 2] ^= 0x10
    try refused(other, "check sum")
    let settings = try run("\"$0\" build --from-records good.records --no-world-events -o out", in: folder)
    #expect(settings.status == 65)
    #expect(settings.errors.contains("settings"))
    #expect(try run("\"$0\" build --from-records none.records -o out", in: folder).status == 66)
    #expect(try run("mkdir e; \"$0\" build --from-records e -o out", in: folder).status == 66)
    #expect(try run("\"$0\" build seeds --from-records good.records", in: folder).status == 64)
    #expect(try run("\"$0\" reduce good.records", in: folder).status == 64)
    #expect(try run("\"$0\" reduce - -o x <good.records", in: folder).status == 64)
  }

  @Test func oneIdNamesOneDocument() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.articles[0] + "\n", "one.ndjson")
    try folder.write(Self.articles[0].replacing("Monday", with: "Tuesday") + "\n", "two.ndjson")
    let outcome = try run(
      """
      for n in one two; do "$0" extract --records - <$n.ndjson >$n.records; done; cp one.records copy.records
      "$0" reduce one.records copy.records -o twice.records && "$0" build --from-records twice.records -o twice
      "$0" build --from-records one.records two.records -o out; echo $?
      "$0" reduce one.records two.records -o both.records; echo $?
      """, in: folder)
    #expect(outcome.output == "65\n65\n", "\(outcome.errors)")
    #expect(outcome.errors.contains("1 used, 1 skipped (1 of them twice)"), "\(outcome.errors)")
    #expect(folder.read("twice/index.html") != nil)
  }

  @Test func canonicallyEquivalentIdsAreNoRepetition() throws {
    // A graph cannot hold both; but neither document may get lost as a copy of the other.
    let folder = try TemporaryFolder()
    for (name, id) in [("one", "Mu\u{f1}oz"), ("two", "Mun\u{303}oz")] {
      try folder.write("{\"id\":\"\(id)\",\"text\":\"Anna Berg met Ola Vik on 3 May 2025.\"}\n", name + ".ndjson")
    }
    let outcome = try run(
      """
      for n in one two; do "$0" extract --records - <$n.ndjson >$n.records; done
      "$0" build --from-records one.records two.records -o out; echo $?
      "$0" reduce one.records two.records -o both.records; echo $?
      """, in: folder)
    #expect(outcome.output == "65\n65\n", "\(outcome.errors)")
    #expect(outcome.errors.contains("bytes of their ids"), "\(outcome.errors)")
  }

  @Test(arguments: ["2025-05-21", "2025-05-20"]) func oneIdAndTextWithAnotherDateIsRefused(_ date: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.articles[0] + "\n", "one/a.ndjson")
    try folder.write(Self.articles[0].replacing("2025-05-20", with: date) + "\n", "two/b.ndjson")
    let outcome = try run(
      """
      for n in one two; do "$0" extract --records $n -o $n.records; done
      "$0" build --from-records one.records two.records -o a; echo $?
      "$0" build --from-records two.records one.records -o b; echo $?
      "$0" reduce one.records two.records -o a.records; echo $?; "$0" reduce two.records one.records -o b.records; echo $?
      """, in: folder)
    let isSame = date == "2025-05-20"
    #expect(outcome.output == String(repeating: isSame ? "0\n" : "65\n", count: 4), "\(outcome.errors)")
    if isSame {
      try sites(folder, "a", "b")
      #expect(folder.read("a.records") == folder.read("b.records"))
    }
  }

  @Test func manyPartsNeedFewOpenFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.articles[4] + "\n", "one.ndjson")
    let outcome = try run(
      """
      set -e; "$0" extract --records - <one.ndjson >one.records; mkdir parts
      n=0; while [ $n -lt 150 ]; do cp one.records parts/$n.records; n=$((n+1)); done
      ulimit -n 100; "$0" reduce parts -o all.records; "$0" reduce parts --check
      """, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("150 inputs seen, 1 used, 149 skipped (149 of them twice)"), "\(outcome.errors)")
  }

  @Test func linksPipesAndModesStay() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.articles[4] + "\n", "one.ndjson")
    let outcome = try run(
      """
      set -e; "$0" extract --records - <one.ndjson >one.records; mkfifo pipe; mkdir real
      echo old >real/a; chmod 600 real/a; ln -s real/a link
      "$0" extract --records one.ndjson -o link; test -L link; "$0" reduce --check real/a
      echo old >real/a; "$0" reduce one.records -o link; test -L link; cmp real/a one.records || "$0" reduce --check link
      ls -l real/a | cut -c1-10
      cat pipe >piped & "$0" reduce one.records -o pipe; wait; test -p pipe; cmp piped real/a
      cat pipe >piped & "$0" extract --records - -o pipe <one.ndjson; wait; test -p pipe; cmp piped one.records
      "$0" reduce one.records -o /dev/null; test -c /dev/null; ls real
      """, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "-rw-------\na\n", "\(outcome.output)")
  }

  @Test func aPartAmongTheArticlesIsNoInput() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.articles[4] + "\n", "articles/one.ndjson")
    let outcome = try run(
      """
      set -e; "$0" extract --records articles -o articles/z.records 2>first; cat first; "$0" reduce --check articles
      """, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!outcome.output.contains("z.records"), "\(outcome.output)")
    #expect(outcome.errors.contains("1 inputs seen, 1 used, 0 skipped"), "\(outcome.errors)")
  }

  @Test(.enabled(if: Program.hasPython)) func theSupervisorAccountsForEveryLine() throws {
    let folder = try TemporaryFolder()
    let deep = String(repeating: "[", count: 200_000) + "\n"
    // The program never gets the last line, as if it hung on it; its id has half of a surrogate pair.
    let poison = "{\"id\":\"\\ud800poison\",\"text\":\"Anna Berg met Ola Vik.\"}\n"
    try folder.write(Self.articles[4] + "\n" + deep + "{\"id\":3}\n" + poison, "in.ndjson")
    try folder.write("#!/bin/sh\ngrep --line-buffered -v poison | \"$PROGRAM\" \"$@\"\n", "wrapper")
    let outcome = try run(
      """
      set -e; chmod +x wrapper; export PROGRAM="$0"
      python3 "$C/Integrations/records/chronograph_records.py" --program ./wrapper --output out.records \
        --quarantine held.ndjson --timeout 10 --attempts 1 <in.ndjson
      "$0" reduce --check out.records; wc -l <held.ndjson
      """, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(#""seen": 4, "used": 1, "skipped": 1, "quarantined": 2"#), "\(outcome.output)")
    #expect(outcome.output.hasSuffix("2\n"), "\(outcome.output)")
    #expect(outcome.errors.contains("4 inputs seen, 1 used, 3 skipped"), "\(outcome.errors)")
  }

  @Test func anUnfinishedRunLeavesNoFile() throws {
    let folder = try TemporaryFolder()
    let outcome = try run("\"$0\" extract --records none -o a.records; ls", in: folder)
    #expect(outcome.output == "")
    // Standard output that ends early is no part.
    let killed = try run(
      "yes '{\"text\":\"France met Germany on 12 March 2024.\"}' | \"$0\" extract --records - 2>/dev/null | head -c 20000 >cut; "
        + "\"$0\" build --from-records cut -o out", in: folder)
    #expect(killed.status == 65)
    #expect(killed.errors.contains("did not finish"), "\(killed.errors)")
  }
}

/// A supervisor that asks and waits. One after the other: a program that is started meanwhile would hold the pipes of the
/// others open.
@Suite(.serialized) struct ConversationTests {
  /// A line that the program wrote, or nil when none came in time.
  private func line(of output: FileHandle, _ seconds: Double = 60) -> String? {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var poller = pollfd(fd: output.fileDescriptor, events: Int16(POLLIN), revents: 0)
    while bytes.last != 0x0a {
      guard poll(&poller, 1, Int32(seconds * 1000)) == 1 else { return nil }
      // A file handle would wait for as many bytes as it is asked for.
      let count = read(output.fileDescriptor, &piece, piece.count)
      guard count > 0 else { return nil }
      bytes += piece[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: ["1", "2", "8"]) func eachAnswerComesBeforeTheNextQuestion(_ threads: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["extract", "-", "--threads", threads]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { process.terminate() }
    for number in 0..<10 {
      let text =
        number == 5 ? "{\"id\":\"n5\"}" : "{\"id\":\"n\(number)\",\"text\":\"Norway met Chile on 12 March 2024.\"}"
      input.fileHandleForWriting.write(Data((text + "\n").utf8))
      let answer = try #require(line(of: output.fileHandleForReading), "no answer to question \(number)")
      #expect(answer.contains(number == 5 ? "\"no-text\"" : "\"n\(number)\""))
      #expect(answer.filter { $0 == "\n" }.count == 1)
    }
    try input.fileHandleForWriting.close()
    #expect(try #require(line(of: output.fileHandleForReading)).contains("\"end\""))
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func aReaderThatLeavesEndsTheProgram() throws {
    // The writer never closes; the program must not wait for it once nobody reads.
    let outcome = try Program.shell(
      "{ for n in 1 2 3 4 5 6 7 8; do echo '{\"text\":\"France met Germany.\"}'; done; sleep 20; } | "
        + "{ timeout 15 \"$0\" extract - ; echo $? >&2; } | head -c 10 >/dev/null",
      in: FileManager.default.temporaryDirectory.path)
    #expect(!outcome.errors.contains("124"), "\(outcome.errors)")
  }
}
