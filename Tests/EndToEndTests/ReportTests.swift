// `chronograph report` through the real binary; the files are read back by other readers than the writer's.

import Foundation
import Testing

@Suite struct ReportCommandTests {
  private static func folder() throws -> TemporaryFolder {
    let folder = try EditorFileTests.folder("site: {title: Two talks & more}\n")
    try folder.write("body { color: red }\n", "in/style.css")
    return folder
  }

  private static func report(
    _ folder: TemporaryFolder, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Program.Outcome {
    try Program.run(["report", folder.path + "/in"] + arguments, in: folder.path, environment: environment)
  }

  @Test func markdownHoldsWhatTheArticlesSay() throws {
    let folder = try Self.folder()
    let outcome = try Self.report(folder, [])
    #expect(outcome.status == 0)
    let text = outcome.output
    #expect(text.hasPrefix("# Two talks \\& more\n"))
    #expect(text.contains("### 2\\. Mon 11 March 2024 –"))
    #expect(text.contains("“11 March 2024” (article 2)"))
    #expect(
      text.contains(
        "> “Anna Abara signed an agreement with Borvenia on 11 March 2024.”\\\n> — article 2, para. 1, sentence 3, line 1"
      ))
    #expect(text.contains("“Monday” (article 1)") || text.contains("“on Monday” (article 1)"))
    #expect(text.contains("When article 1 was written is not known"))
    #expect(text.contains("- style.css: "))
  }

  @Test func optionsChooseEvents() throws {
    let folder = try Self.folder()
    let heading = #/(?:^|\n)####? [0-9]+\\\. /#
    func headings(_ arguments: [String]) throws -> Int {
      try Self.report(folder, arguments).output.matches(of: heading).count
    }
    #expect(try headings(["--key", "1"]) == 1)
    #expect(try headings([]) > 3)
    #expect(try headings(["--min-confidence", "1"]) == 0)
    let day = try Self.report(folder, ["--from", "2024-03-11", "--to", "2024-03-11"]).output
    #expect(day.contains("signed an agreement"))
    #expect(!(try Self.report(folder, ["--from", "2025"]).output.contains("signed an agreement")))
    for bad in [
      ["--key", "0"], ["--from", "soon"], ["--from", "../2020"], ["--to", "2020/.."],
      ["--from", "2025", "--to", "2024"], ["--key", "2", "--to", "2025"],
      ["-o", "times.doc"], ["--min-confidence", "2"],
    ] { #expect(try Self.report(folder, bad).status == 64, "\(bad)") }
  }

  /// Our own reader of DOCX reads the text, its quotations too.
  @Test func docxIsReadBack() throws {
    let folder = try Self.folder()
    #expect(try Self.report(folder, ["-o", "a.docx", "--threads", "1"]).status == 0)
    #expect(try Self.report(folder, ["-o", "b.docx", "--threads", "4", "--no-cache"]).status == 0)
    let bytes = try #require(folder.read("a.docx"))
    #expect(bytes == folder.read("b.docx"))
    try FileManager.default.createDirectory(atPath: folder.path + "/read", withIntermediateDirectories: true)
    try bytes.write(to: URL(fileURLWithPath: folder.path + "/read/a.docx"))
    let read = try Program.run(["extract", "--with-text", folder.path + "/read"], in: folder.path)
    #expect(read.status == 0)
    #expect(read.output.contains("Anna Abara signed an agreement with Borvenia on 11 March 2024."))
    #expect(read.output.contains("article 2, para. 1, sentence 3, line 1"))
  }

  /// A reader of ZIP checks the sums; every part is XML, every part has a type, every relation and link has its goal,
  /// each table repeats its header row.
  @Test(.enabled(if: Program.hasPython)) func docxIsAPackage() throws {
    let folder = try Self.folder()
    #expect(try Self.report(folder, ["-o", "a.docx"]).status == 0)
    try folder.write(
      """
      sys, zipfile = __import__('sys'), __import__('zipfile')
      E = __import__('xml.etree.ElementTree').etree.ElementTree
      z = zipfile.ZipFile(sys.argv[1])
      assert z.testzip() is None
      names = z.namelist()
      assert names == sorted(names) and all(i.date_time == (1980, 1, 1, 0, 0, 0) for i in z.infolist())
      parts = {n: E.fromstring(z.read(n)) for n in names}
      types = {e.get('PartName') for e in parts['[Content_Types].xml'] if e.get('PartName')}
      assert types == {'/' + n for n in names if not n.endswith('.rels') and n != '[Content_Types].xml'}, types
      for base, rels in (('', '_rels/.rels'), ('word/', 'word/_rels/document.xml.rels')):
          for r in parts[rels]: assert base + r.get('Target') in names
      W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
      d = parts['word/document.xml']
      marks = [b.get(W + 'name') for b in d.iter(W + 'bookmarkStart')]
      ids = [b.get(W + 'id') for b in d.iter(W + 'bookmarkStart')]
      assert len(set(marks)) == len(marks) and len(set(ids)) == len(ids)
      links = [h.get(W + 'anchor') for h in d.iter(W + 'hyperlink')]
      assert links and set(links) <= set(marks)
      styles = {s.get(W + 'styleId') for s in parts['word/styles.xml'].iter(W + 'style')}
      used = {s.get(W + 'val') for n in ('pStyle', 'rStyle', 'tblStyle') for s in d.iter(W + n)}
      assert used <= styles, used - styles
      tables = list(d.iter(W + 'tbl'))
      assert len(tables) > 1
      for t in tables:
          assert t.find(W + 'tr').find(W + 'trPr').find(W + 'tblHeader') is not None
          for c in t.iter(W + 'tc'): assert c[-1].tag == W + 'p'
      text = ''.join(t.text or '' for t in d.iter(W + 't'))
      assert 'Two talks & more' in text and 'style.css' in text
      assert 'PAGE' in z.read('word/footer1.xml').decode()
      """, "check.py")
    let check = try Program.shell("python3 check.py a.docx", in: folder.path)
    #expect(check.status == 0, "\(check.errors)")
  }

  @Test func recordsGiveTheSameReport() throws {
    let folder = try Self.folder()
    #expect(try Self.report(folder, ["-o", "a.html"]).status == 0)
    let packed = try Program.run(["extract", folder.path + "/in", "--records", "-o", "all.records"], in: folder.path)
    #expect(packed.status == 0, "\(packed.errors)")
    let again = try Program.run(
      ["report", "--from-records", "all.records", "--config", "in/chronograph.yml", "-o", "b.html"], in: folder.path)
    #expect(again.status == 0, "\(again.errors)")
    #expect(folder.read("a.html") == folder.read("b.html"))
  }

  @Test func pdfSaysWhatIsMissing() throws {
    let folder = try Self.folder()
    let outcome = try Self.report(folder, ["-o", "a.pdf"], environment: ["PATH": folder.path])
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("weasyprint"))
    #expect(folder.read("a.pdf") == nil)
  }

  /// What stands on the standard input of the printing program is the page, what it prints is the file.
  @Test func pdfIsPrintedFromThePage() throws {
    let folder = try Self.folder()
    try folder.write("#!/bin/sh\nprintf '%%PDF-1.7 '\ncat\n", "bin/weasyprint")
    #expect(try Program.shell("chmod +x bin/weasyprint", in: folder.path).status == 0)
    let path = "\(folder.path)/bin:/usr/bin:/bin"
    #expect(try Self.report(folder, ["-o", "a.pdf"], environment: ["PATH": path]).status == 0)
    #expect(try Self.report(folder, ["-o", "a.html"]).status == 0)
    let page = try #require(folder.read("a.html"))
    #expect(folder.read("a.pdf") == Data("%PDF-1.7 ".utf8) + page)
    try folder.write("#!/bin/sh\ncat >/dev/null\nexit 1\n", "bin/weasyprint")
    #expect(try Program.shell("chmod +x bin/weasyprint", in: folder.path).status == 0)
    #expect(try Self.report(folder, ["-o", "b.pdf"], environment: ["PATH": "\(folder.path)/bin"]).status == 73)
  }
}
