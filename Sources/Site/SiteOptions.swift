// What the caller decides about a site, and what the run tells it.

import Chronology
import Corpus
import Diagrams

/// Settings of a site.
public struct SiteOptions: Sendable {
  /// Name of the site; nil makes one from the names that matter most.
  public var title: String?
  /// Where the site will be published, such as `https://example.org/timeline/`; without it no absolute URL and
  /// no sitemap is written. Anything but `http` and `https` is ignored.
  public var baseURL: String?
  /// Day of the build, from `SOURCE_DATE_EPOCH`; nil leaves it out.
  public var buildDate: Day?
  /// Whether article pages show the whole text, or only the sentences that events were read from.
  public var showFullText: Bool
  /// Name and version of the program.
  public var version: String
  /// BCP 47 tag of the language of pages and articles; nil for English.
  public var language: String?
  /// A line on the licence of the site.
  public var licence: String?

  public init(
    title: String? = nil, baseURL: String? = nil, buildDate: Day? = nil, showFullText: Bool = true,
    version: String = "chronograph", language: String? = nil, licence: String? = nil
  ) {
    self.language = language
    self.licence = licence
    self.title = title
    self.baseURL = baseURL
    self.buildDate = buildDate
    self.showFullText = showFullText
    self.version = version
  }

  /// Whether a text is an `http` or `https` address: a host, and no blanks, quotes or control characters.
  public static func isAddress(_ text: String) -> Bool { DocumentFields.address(text) == text }
}

/// What became of the inputs, for the method page.
public struct SiteReport: Sendable {
  public var skipped: [SkippedInput]
  /// Faults that cost a part of the output, such as a picture that could not be drawn.
  public var faults: [String]
  /// Corrections of the editor that were applied; nil without an editor's file.
  public var corrections: Int?
  /// Those that were not, in words.
  public var openCorrections: [String] = []

  public init(skipped: [SkippedInput] = [], faults: [String] = []) {
    self.skipped = skipped
    self.faults = faults
  }
}

/// A finished drawing for the graph pages.
public struct SiteDrawing: Sendable {
  /// File name without suffix, such as `event-graph`; letters, digits and `-`.
  public var name: String
  public var title: String
  /// What it shows, for readers who do not see it.
  public var description: String
  /// A whole SVG file; nil when it could not be drawn, and the page then says so.
  public var svg: String?
  /// The same drawing for use inside a page.
  public var inlineSVG: String?
  public var dot: String
  /// Another drawing of the same for narrow screens, for use inside a page.
  public var narrowSVG: String?
  /// Whether it belongs on the first graph page; others get a page each.
  public var isMain: Bool
  /// Events that had no room in it.
  public var omitted: Int

  public init(
    name: String, title: String, description: String, svg: String?, inlineSVG: String?, dot: String,
    narrowSVG: String? = nil, isMain: Bool = true, omitted: Int = 0
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.svg = svg
    self.inlineSVG = inlineSVG
    self.dot = dot
    self.narrowSVG = narrowSVG
    self.isMain = isMain
    self.omitted = omitted
  }

  /// A drawing made by the Diagrams room.
  ///
  /// - Parameters:
  ///   - rendered: nil when the layout failed.
  ///   - narrow: the same for narrow screens.
  public init(
    _ source: DiagramSource, rendered: RenderedDiagram?, narrow: RenderedDiagram? = nil, isMain: Bool = true
  ) {
    self.init(
      name: source.name, title: source.title, description: source.description, svg: rendered?.svg,
      inlineSVG: rendered?.inlineSVG, dot: source.dot, narrowSVG: narrow?.inlineSVG, isMain: isMain,
      omitted: source.omitted)
  }
}

/// Why a site could not be made.
public struct SiteError: Error, Sendable, CustomStringConvertible {
  /// The template at fault.
  public var template: String
  /// Line of the fault, from 1, where it has one.
  public var line: Int?
  public var message: String

  public init(template: String, line: Int? = nil, message: String) {
    self.template = template
    self.line = line
    self.message = message
  }

  public var description: String { "template \(template)\(line.map { ", line \($0)" } ?? ""): \(message)" }
}
