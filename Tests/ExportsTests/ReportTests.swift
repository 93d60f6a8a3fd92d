// A chronology: dates as values beside the words of the articles, numbered sources, pinpoints; and text of articles that
// never becomes markup.

import Chronology
import Corpus
import EventGraph
import Events
import Exports
import Foundation
import Testing

@Suite struct ReportTests {
  /// Two articles: one dated, whose second sentence has an expression that dates its event; one undated and hostile.
  private static let plain = "Envoys met.\n\nThe envoys of Ister met on Tuesday.\n"
  private static let hostile =
    "<script>x</script> [a](http://a.example) | `c` *d* # e & f\u{202e} www.a.example ![g](h) ~~i~~\n"

  private static func document(_ id: String, _ text: String, number: Int, date: DocumentDate) -> GraphDocument {
    let bytes = Array(text.utf8)
    let sentences = id == "plain" ? [ByteSpan(0, 11), ByteSpan(13, 48)] : [ByteSpan(0, bytes.count - 1)]
    var source = SourceDocument(
      id: id, text: bytes, title: nil, outlet: "The <Ister> Times", url: "https://a.example/?a=1&b=2",
      path: "in/\(id).txt")
    source.rights = "all | rights"
    return GraphDocument(
      record: DocumentRecord(
        source: source,
        blocks: sentences.enumerated().map { Block(kind: $0 == 0 && id == "plain" ? .title : .paragraph, span: $1) },
        title: id == "plain" ? "Envoys met" : "1. # <b>*Strike*</b> | `now`", sentences: sentences,
        blockOfSentence: Array(sentences.indices), date: date,
        timexes: id == "plain"
          ? [
            Timex(
              span: ByteSpan(37, 47), tokens: 0..<1, sentence: 1, kind: .date, value: "2031-03-11", rule: "weekday",
              why: "")
          ] : [], actors: [], claims: [],
        events: [
          NewsEvent(
            id: "\(id)-0", mentions: [id == "plain" ? ByteSpan(33, 36) : ByteSpan(0, 8)], sentence: 0,
            evidence: sentences.last ?? ByteSpan(0, 0), type: .consult,
            when: EventTime(basis: .inferred, timex: id == "plain" ? 0 : nil))
        ], relations: [], diagnostics: []), number: number)
  }

  private static func event(
    _ id: String, _ title: String, _ document: String, _ span: ByteSpan, _ mention: ByteSpan, _ days: DayInterval,
    confidence: Double = 0.8, status: EventStatus = .happened
  ) -> GraphEvent {
    GraphEvent(
      id: id, title: title, type: .consult, mode: nil, cameo: nil, contexts: [], agents: [], patients: [],
      place: nil,
      when: EventTime(
        edtf: days.earliest?.description, interval: days, basis: days.isUnbounded ? .unknown : .inferred,
        why: "counted back"),
      status: status, sources: [], quotes: [], quantities: [], confidence: confidence,
      mentions: [DocSpan(doc: document, span: mention)], evidence: [DocSpan(doc: document, span: span)], why: [],
      tensions: id == "e1" ? ["t"] : [])
  }

  private static func day(_ iso: String) -> DayInterval { DayInterval(Day(iso: iso), Day(iso: iso)) }

  private static var graph: NewsGraph {
    let length = hostile.utf8.count - 1
    return NewsGraph(
      documents: [
        document(
          "plain", plain, number: 1,
          date: DocumentDate(edtf: "2031-03-12", interval: day("2031-03-12"), basis: .dateline)),
        document("hostile", hostile, number: 2, date: DocumentDate()),
      ],
      events: [
        event("e0", "An old matter", "plain", ByteSpan(0, 11), ByteSpan(7, 10), day("2030-01-05"), confidence: 0.3),
        event("e1", "Envoys meet", "plain", ByteSpan(13, 48), ByteSpan(33, 36), day("2031-03-11")),
        event(
          "e2", "- <i>[Strike](http://b.example)</i> | `x`", "hostile", ByteSpan(0, length), ByteSpan(0, 8), .unbounded,
          status: .denied),
      ],
      tensions: [
        Tension(
          id: "t", question: "When was *it*?", kind: .date,
          positions: [
            .init(says: "Article 1: Tuesday", mentions: [DocSpan(doc: "plain", span: ByteSpan(37, 47))]),
            .init(says: "Article 2: <never>", mentions: [DocSpan(doc: "hostile", span: ByteSpan(0, 8))]),
          ], resolution: nil, events: ["e1"])
      ])
  }

  private static func report(
    _ selection: ChronologyReport.Selection = .all, least: Double = 0, account: ChronologyReport.Account = .init()
  ) -> ChronologyReport {
    var options = ChronologyReport.Options()
    options.title = "The <Ister> | file"
    options.selection = selection
    options.minConfidence = least
    return ChronologyReport(graph, account: account, options: options)
  }

  private static func markdown(_ report: ChronologyReport) -> String {
    String(decoding: report.markdown(), as: UTF8.self)
  }

  @Test func anEventHasItsValueTheWordsAndThePinpoint() {
    let text = Self.markdown(Self.report())
    #expect(text.contains("### 2\\. Tue 11 March 2031 – Envoys meet\n"))
    #expect(text.contains("- **Value:** 2031-03-11\n"))
    #expect(text.contains("- **In the words:** “on Tuesday” (article 1)\n"))
    #expect(text.contains("> “The envoys of Ister met on Tuesday.”\\\n> — article 1, para. 1, sentence 2, line 3\n"))
    #expect(text.contains("- **Known:** the articles differ\n"))
    #expect(text.contains("- **Status:** denied – the text says that it did not happen"))
    #expect(text.contains("- **Says so:** article 1 in its own words\n"))
    #expect(text.contains("- **Disagreement:** no. 1 below\n"))
    #expect(
      text.contains(
        "| 1 | **Envoys met**<br>Outlet: The \\<Ister\\> Times<br>Rights: all &#124; rights | Wed 12 March 2031; EDTF 2031-03-12<br>from the dateline | in/plain.txt<br>https\\://a.example/?a\\=1\\&b\\=2 | 2 |"
      ))
  }

  @Test func whatHasNoDayStandsApart() throws {
    let text = Self.markdown(Self.report())
    let apart = try #require(text.range(of: "## Events without a place in the calendar"))
    let strike = try #require(text.range(of: "\\[Strike\\]"))
    #expect(apart.lowerBound < strike.lowerBound)
    #expect(text.contains("### Told without any time\n"))
    #expect(text.contains("When article 2 was written is not known"))
    #expect(
      text.contains("No listed event falls between Sat 5 January 2030 (event 1) and Tue 11 March 2031 (event 2)")
        || text.contains("No listed event falls between 5 January 2030 (event 1) and 11 March 2031 (event 2)"))
  }

  @Test func selectionsSayWhatTheyLeaveOut() {
    let some = Self.markdown(Self.report(least: 0.5))
    #expect(!some.contains("An old matter"))
    #expect(some.contains("2 events are listed; 1 is not"))
    let days = Self.markdown(Self.report(.days(DayInterval(Day(iso: "2030-01-01"), Day(iso: "2030-12-31")))))
    #expect(days.contains("An old matter"))
    #expect(!days.contains("Envoys meet\n"))
    #expect(days.contains("Strike"))
    #expect(Self.markdown(Self.report(.key(1))).contains("1 event is listed; 2 are not"))
  }

  @Test func whatWasNotReadIsListed() {
    var account = ChronologyReport.Account()
    account.skipped = [SkippedInput(id: "a.css", code: "unsupported", message: "no *article*")]
    account.editor = ("chronograph.yml", 1)
    account.openCorrections = ["chronograph.yml:4: events[0]: not applied (lost): nothing"]
    account.remarks = ["plain": ["text was cut"]]
    let text = Self.markdown(Self.report(account: account))
    #expect(text.contains("- a.css: no \\*article\\*\n"))
    #expect(text.contains("- chronograph.yml:4: events\\[0\\]: not applied"))
    #expect(text.contains("1 correction of an editor (chronograph.yml) was applied"))
    #expect(text.contains("text was cut"))
  }

  /// Every character of the articles that could begin markup stands behind a backslash.
  @Test func noTextOfAnArticleBecomesMarkdown() {
    let text = Self.markdown(Self.report())
    #expect(!text.contains("\u{202e}"))
    #expect(text.firstMatch(of: /(?:^|[^\\])(?:\\\\)*<(?!br>)/) == nil)
    #expect(text.firstMatch(of: /(?:^|[^\\])(?:\\\\)*[\[\]`~_]/) == nil)
    #expect(text.firstMatch(of: /:\/\//)?.range == nil || text.firstMatch(of: /[^\\]:\/\//) == nil)
    #expect(text.firstMatch(of: /www\.a/) == nil)
    #expect(text.contains("www\\.a.example"))
    for line in text.split(separator: "\n") where line.hasPrefix("| ") {
      #expect(line.count { $0 == "|" } == 6, "\(line)")
    }
  }

  @Test func thePageIsWellFormedAndLeadsOnlyInside() throws {
    let html = String(decoding: Self.report().html(), as: UTF8.self)
    var open: [Substring] = []
    for tag in html.matches(of: /<(\/?)([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)(\/?)>/) {
      if !tag.1.isEmpty {
        #expect(open.popLast() == tag.2)
      } else if tag.4.isEmpty {
        open.append(tag.2)
      } else {
        // Only an element that HTML knows as empty may end itself.
        #expect(tag.2 == "meta")
      }
    }
    #expect(open.isEmpty)
    #expect(
      html.count { $0 == "<" } == html.matches(of: /<(?:!DOCTYPE html|\/?[a-z0-9]+(?: [a-z-]+="[^"<>]*")*\/?)>/).count)
    #expect(html.matches(of: /&/).count == html.matches(of: /&(?:amp|lt|gt|quot|#39);/).count)
    #expect(!html.contains("<script") && !html.contains("<i>"))
    let names = Set(html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) })
    let targets = Set(html.matches(of: #/ href="([^"]*)"/#).map { String($0.1) })
    #expect(targets.contains("#document-1") && targets.contains("#question-1"))
    for target in targets { #expect(target.hasPrefix("#") && names.contains(String(target.dropFirst())), "\(target)") }
    #expect(html.contains("“on Tuesday” (article 1)"))
  }

  @Test func thePackageIsTheSameOnEachRun() throws {
    let package = try #require(Self.report().docx())
    #expect(package == Self.report().docx())
    #expect(package.starts(with: [0x50, 0x4b, 0x03, 0x04]))
    #expect(String(decoding: package[30..<49], as: UTF8.self) == "[Content_Types].xml")
  }

  @Test func anEmptyGraphMakesAReport() throws {
    let report = ChronologyReport(NewsGraph())
    #expect(String(decoding: report.markdown(), as: UTF8.self).contains("Chronology of 0 events told by 0 articles"))
    #expect(report.docx() != nil)
  }
}
