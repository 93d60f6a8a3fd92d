// Analyses of earlier runs: the same bytes with them, without them, and whatever becomes of them.

import Foundation
import Testing

@Suite struct CacheTests {
  private func write(_ folder: TemporaryFolder, _ count: Int = 12) throws {
    for number in 0..<count {
      try folder.write(
        "OSLO — Harbour Minister Anna Berg met union leader Ola Vik on \(number + 1) May 2025. "
          + "Berg said on Monday that article \(number) would be the last. Two workers were hurt in Aldby.",
        "articles/\(number).txt")
    }
  }

  private func run(_ line: String, in folder: TemporaryFolder) throws -> Program.Outcome {
    try Program.shell(line, in: folder.path)
  }

  /// Names of the files of a site that differ from another's.
  private func differences(_ folder: TemporaryFolder, _ a: String, _ b: String) -> [String] {
    let (first, second) = (folder.files(below: a), folder.files(below: b))
    return Set(first.keys).union(second.keys).sorted().filter { first[$0] != second[$0] }
  }

  private func database(_ folder: TemporaryFolder) throws -> String {
    try #require(folder.files(below: "cache").keys.first { $0.hasSuffix(".sqlite") })
  }

  @Test func incrementalAndCleanBuildsAreTheSame() throws {
    let folder = try TemporaryFolder()
    try write(folder)
    let first = try run("\"$0\" build articles --cache cache -o site", in: folder)
    #expect(first.status == 0, "\(first.errors)")
    #expect(!folder.files(below: "cache").isEmpty)
    // One article changes, one goes, one comes, one moves.
    try folder.write("Norway sent aid to Chile on 3 May 2025.", "articles/2.txt")
    try folder.write("Chile thanked Norway on 4 May 2025.", "articles/new.txt")
    let second = try run(
      """
      set -e; rm articles/5.txt; mkdir articles/sub; mv articles/7.txt articles/sub/7.txt
      "$0" build articles --cache cache -o site; "$0" build articles --no-cache -o clean
      """, in: folder)
    #expect(second.status == 0, "\(second.errors)")
    // But for the addresses of the build before, which lead on.
    let own: Set = [".chronograph-output", "data/redirects.csv", "data/redirects.json"]
    let (site, clean) = (folder.files(below: "site"), folder.files(below: "clean"))
    let old = differences(folder, "site", "clean").filter { !own.contains($0) }
    #expect(
      old.allSatisfy { clean[$0] == nil && String(decoding: site[$0] ?? Data(), as: UTF8.self).contains("noindex") })
    #expect(old.contains { $0.hasPrefix("articles/") } && old.contains { $0.hasPrefix("events/") })
    let third = try run("\"$0\" build articles --cache cache -o site --forget-addresses", in: folder)
    #expect(third.status == 0, "\(third.errors)")
    #expect(differences(folder, "site", "clean") == [])
  }

  @Test func optionsThatChangeTheAnalysisHaveFilesOfTheirOwn() throws {
    let folder = try TemporaryFolder()
    try write(folder, 3)
    let outcome = try run(
      """
      set -e; "$0" build articles --cache cache -o a; "$0" build articles --cache cache -o b --as-of 2025-06-01
      "$0" build articles --no-cache -o c --as-of 2025-06-01; ls cache/*.sqlite | wc -l
      """, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("2"))
    #expect(differences(folder, "b", "c") == [])
  }

  @Test func aCacheAmongTheArticlesIsNoInput() throws {
    let folder = try TemporaryFolder()
    try write(folder, 3)
    let outcome = try run(
      """
      set -e; "$0" build articles --cache articles/cache -o a; "$0" build articles --no-cache -o b
      """, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("3 inputs seen, 3 used, 0 skipped"))
    #expect(differences(folder, "a", "b") == [])
  }

  @Test(arguments: ["text", "half", "pages"]) func aDamagedCacheIsThrownAway(_ damage: String) throws {
    let folder = try TemporaryFolder()
    try write(folder)
    #expect(try run("\"$0\" build articles --cache cache -o site", in: folder).status == 0)
    let file = URL(fileURLWithPath: folder.path + "/cache/" + (try database(folder)))
    var bytes = try Data(contentsOf: file)
    switch damage {
    case "text": bytes = Data("no database at all, but a text that is long enough".utf8)
    case "half": bytes = bytes.prefix(bytes.count / 2 + 100)
    default:
      for index in stride(from: 4096, to: bytes.count, by: 97) { bytes[index] ^= 0x55 }
    }
    try bytes.write(to: file)
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
    let outcome = try run(
      "\"$0\" build articles --cache cache -o again; \"$0\" build articles --cache cache -o third", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("damaged"), "\(outcome.errors)")
    #expect(differences(folder, "site", "again") == [])
    #expect(differences(folder, "site", "third") == [])
  }

  /// Changes the database by SQL, or prints what a query finds.
  private func sql(_ statement: String, in folder: TemporaryFolder) throws -> String {
    let script = """
      from sqlite3 import connect
      from sys import argv
      db = connect(argv[1])
      print(*db.execute(argv[2]).fetchall())
      db.commit()
      """
    try folder.write(script, "sql.py")
    let outcome = try run("python3 sql.py cache/\(try database(folder)) \"\(statement)\"", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test(
    .enabled(if: Program.hasPython),
    arguments: [
      // Another article's analysis, sound in itself: also notices a cache that is never looked into.
      "UPDATE analysis SET payload = (SELECT b.payload FROM analysis b WHERE b.rowid = 3 - analysis.rowid) "
        + "WHERE rowid < 3",
      "UPDATE analysis SET payload = CAST(substr(payload, 1, 99) || x'fe' || substr(payload, 101) AS BLOB) WHERE rowid = 2",
    ]) func aRowThatIsNotItsOwnIsNoticed(_ change: String) throws
  {
    let folder = try TemporaryFolder()
    try write(folder, 4)
    #expect(try run("\"$0\" build articles --cache cache -o site", in: folder).status == 0)
    let sum = "SELECT group_concat(hex(payload)) FROM analysis"
    let old = try sql(sum, in: folder)
    _ = try sql(change, in: folder)
    #expect(try sql(sum, in: folder) != old)
    let outcome = try run("\"$0\" build articles --cache cache -o again", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("damaged"), "\(outcome.errors)")
    #expect(differences(folder, "site", "again") == [])
  }

  @Test(.enabled(if: Program.hasPython)) func aSecondRunFindsEveryArticleAndWritesNothing() throws {
    let folder = try TemporaryFolder()
    try write(folder, 4)
    let rows = "SELECT rowid FROM analysis ORDER BY rowid"
    #expect(try run("\"$0\" build articles --cache cache -o site", in: folder).status == 0)
    let first = try sql(rows, in: folder)
    #expect(first == "(1,) (2,) (3,) (4,)\n", "\(first)")
    // What is analysed anew gets a new row.
    #expect(try run("\"$0\" build articles --cache cache -o again", in: folder).status == 0)
    #expect(try sql(rows, in: folder) == first)
  }

  @Test func aFolderOfSomethingElseIsLeftAsItIs() throws {
    let folder = try TemporaryFolder()
    try write(folder, 2)
    try folder.write("mine", "foreign/analysis-notes.sqlite")
    try folder.write("Signature: 8a477f597d28d172789f06886806bc55\n", "tagged/CACHEDIR.TAG")
    try folder.write("mine", "tagged/analysis-0123456789abcdef.sqlite")
    let outcome = try run(
      """
      set -e; touch -d 2020-01-01 foreign/* tagged/*; mkdir empty
      for c in foreign tagged empty; do "$0" build articles --cache $c -o $c-site; done
      cp foreign/analysis-notes.sqlite empty/; cp tagged/*.sqlite empty/; touch -d 2020-01-01 empty/analysis-notes.sqlite empty/analysis-01*
      "$0" build articles --cache empty -o last; ls foreign tagged; ls empty | wc -l; ls -l empty/*.sqlite | cut -c1-10
      """, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(folder.files(below: "foreign").keys.sorted() == ["analysis-notes.sqlite"])
    #expect(folder.files(below: "tagged").keys.sorted() == ["CACHEDIR.TAG", "analysis-0123456789abcdef.sqlite"])
    for name in ["foreign", "tagged"] {
      #expect(outcome.errors.contains("the cache \(name) cannot be used"), "\(outcome.errors)")
    }
    #expect(!outcome.errors.contains("the cache empty cannot"), "\(outcome.errors)")
    let kept = folder.files(below: "empty").keys
    #expect(kept.contains("analysis-notes.sqlite"))
    #expect(!kept.contains("analysis-0123456789abcdef.sqlite"))
    #expect(outcome.output.contains("-rw-------"), "\(outcome.output)")
  }

  @Test func noHomeIsMade() throws {
    let folder = try TemporaryFolder()
    try write(folder, 2)
    let outcome = try run(
      "env -u XDG_CACHE_HOME HOME=$PWD/nobody \"$0\" timeline articles >a; test ! -e nobody", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func killedRunsAndRunsAtOnceLeaveItWhole() throws {
    let folder = try TemporaryFolder()
    try write(folder, 40)
    var line = "\"$0\" build articles --no-cache -o clean || exit 1\n"
    for number in 0..<10 {
      line +=
        "\"$0\" build articles --cache cache -o k >/dev/null 2>&1 & p=$!; sleep 0.\(String(number * 7 + 10).suffix(2)); kill -9 $p 2>/dev/null; wait $p 2>/dev/null\n"
    }
    line +=
      "rm -rf cache2; \"$0\" build articles --cache cache2 -o a 2>/dev/null & \"$0\" build articles --cache cache2 -o b 2>/dev/null & wait\n"
    line += "\"$0\" build articles --cache cache -o after"
    let outcome = try run(line, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    for site in ["a", "b", "after"] { #expect(differences(folder, "clean", site) == []) }
  }

  @Test func withoutAHomeAllIsAnalysedAnew() throws {
    let folder = try TemporaryFolder()
    try write(folder, 2)
    let outcome = try run(
      """
      set -e; env -u HOME -u XDG_CACHE_HOME "$0" timeline articles >a; XDG_CACHE_HOME=$PWD/x "$0" timeline articles >b
      XDG_CACHE_HOME=/dev/null "$0" timeline articles >c; cmp a b; cmp a c; ls x/chronograph/CACHEDIR.TAG
      for command in "search Berg" explain review diagram; do
        XDG_CACHE_HOME=$PWD/x "$0" $command articles >with; "$0" $command --no-cache articles >without; cmp with without
      done
      """, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}
