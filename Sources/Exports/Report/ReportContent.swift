// What a chronology for a report or a court file says, before any format: texts, numbered sources, numbered events.
// Writers lay it out; none of them looks into the graph.

/// The content of a chronology. All texts are on one line and free of what a reader cannot see.
struct ReportContent: Sendable {
  /// One line of what is known, such as `Status: planned`.
  struct Line: Sendable {
    var label: String
    var text: String
  }

  /// The place of a quotation.
  struct Pinpoint: Sendable {
    /// Number of the document in the register.
    var document: Int
    /// `article 2, para. 3, sentence 5, line 12`.
    var words: String
  }

  struct Quote: Sendable {
    var text: String
    var pinpoint: Pinpoint
  }

  /// A row of the register of sources.
  struct Source: Sendable {
    var number: Int
    var title: String
    var outlet: String
    var date: String
    /// Where the date comes from.
    var dateBasis: String
    var file: String
    /// An address as given; never a link, since nobody has checked it.
    var address: String?
    var remarks: [String]
    /// How many of the listed events it tells.
    var events: Int
  }

  struct Entry: Sendable {
    /// Position in the chronology, from 1.
    var number: Int
    /// When it was, in words.
    var when: String
    /// The value, the article's own words, how it is known.
    var dating: [Line]
    var title: String
    /// Who and what, status, who says so.
    var facts: [Line]
    var quotes: [Quote]
    /// Pinpoints of sentences that are not quoted.
    var further: [Pinpoint]
    /// Numbers of the disagreements that touch it.
    var questions: [Int]
  }

  /// Events under a heading of their own.
  struct Group: Sendable {
    var heading: String
    var entries: [Entry]
  }

  struct Question: Sendable {
    struct Position: Sendable {
      var says: String
      var places: [Pinpoint]
    }

    var number: Int
    var text: String
    var positions: [Position]
    var resolution: Line?
    /// Numbers of the listed events that it touches.
    var entries: [Int]
  }

  var title: String
  /// `12 events told by 5 documents`.
  var subtitle: String
  /// BCP 47 tag.
  var language: String
  /// Name and version of the program.
  var program: String
  /// ISO day of making; nil when none was given.
  var day: String?
  /// What this is and how it was made, paragraph by paragraph.
  var about: [String]
  var sources: [Source]
  var entries: [Entry]
  /// Events without a place in the calendar.
  var unplaced: [Group]
  var questions: [Question]
  var gaps: [String]
  var unread: [String]
}

extension ReportContent {
  static let aboutHeading = "What this is and how it was made"
  static let sourcesHeading = "Sources"
  static let entriesHeading = "Chronology"
  static let unplacedHeading = "Events without a place in the calendar"
  static let questionsHeading = "Disagreements"
  static let gapsHeading = "Gaps in the coverage"
  static let unreadHeading = "What was not read or not applied"

  static let noEntries = "No event of this selection has a place in the calendar."
  static let noUnplaced = "Every event of this selection has a place in the calendar."
  static let noQuestions = "No disagreement on these events was found between the articles or within one."
  static let noGaps = "No gap was found."
  static let noUnread = "Every input was read, and every correction found its object."
}
