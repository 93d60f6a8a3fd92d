// The chronology for a report or a court file: every event with its date as a value and as the article words it, who says
// so, and the sentence with its pinpoint; and as plainly what is disputed, missing, or was not read.

import Chronology
import Corpus
import EventGraph

/// A chronology of a graph, to be written as Markdown, HTML or DOCX.
public struct ChronologyReport: Sendable {
  /// Which events it lists.
  public enum Selection: Sendable {
    case all
    /// The events that matter most, as the head of the site's timeline has them.
    case key(Int)
    /// Those that may lie in these days, and those of which no day is known.
    case days(DayInterval)
  }

  public struct Options: Sendable {
    public var title: String?
    /// BCP 47 tag of the language of the articles; nil for English.
    public var language: String?
    public var selection = Selection.all
    /// Events below this confidence (0 to 1) are left out.
    public var minConfidence = 0.0
    /// Name and version of the program.
    public var program = "chronograph"
    /// The day of making; nil leaves it out, so that the same articles give the same bytes.
    public var day: Day?

    public init() {}
  }

  /// What a run says besides its graph.
  public struct Account: Sendable {
    public var skipped: [SkippedInput] = []
    /// What the reader remarked on a document: id → remarks.
    public var remarks: [String: [String]] = [:]
    /// Name of the editor's file and the number of its corrections that were applied; nil without a file.
    public var editor: (file: String, applied: Int)?
    /// Corrections that were not applied, in words.
    public var openCorrections: [String] = []

    public init() {}
  }

  let content: ReportContent

  public init(_ graph: NewsGraph, account: Account = Account(), options: Options = Options()) {
    content = ReportBuilder(graph, account, options).content()
  }

  /// Markdown (CommonMark with the tables of GitHub); nothing that an article says becomes markup.
  public func markdown() -> [UInt8] { Array(ReportMarkdown(content).text().utf8) }

  /// One page without any outside file, with rules for printing.
  public func html() -> [UInt8] { Array(ReportHTML(content).text().utf8) }

  /// A package of Office Open XML (ECMA-376); nil when it is larger than such a package may be.
  public func docx() -> [UInt8]? { ReportDOCX(content).package() }
}
