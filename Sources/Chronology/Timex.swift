// A time expression and its meaning.

import Corpus

/// One time expression with its TIMEX3 value, EDTF and day interval.
public struct Timex: Sendable, Codable {
  public enum Kind: String, Sendable, Codable {
    case date = "DATE"
    case time = "TIME"
    case duration = "DURATION"
    case set = "SET"
  }

  /// What the expression does in its sentence.
  public enum Role: String, Sendable, Codable {
    /// May date an event.
    case anchor
    /// Measures something ("three years of war", "30-day ceasefire"): dates nothing.
    case measure
    /// Neither ("the current moment").
    case generic
  }

  public var span: ByteSpan
  public var tokens: Range<Int>
  public var sentence: Int
  public var kind: Kind
  /// TIMEX3 value; with an unknown document date the underspecified one, such as `XXXX-WXX-5`.
  public var value: String
  /// TIMEX3 mod: `APPROX`, `MORE_THAN`, `START`, …
  public var mod: String?
  public var edtf: String?
  /// Days that the expression may denote; unbounded when it denotes none.
  public var interval: DayInterval
  /// The value relative to the document date in closed form, such as `FRI<MON<DCT`; nil for absolute ones.
  public var relative: String?
  public var role: Role
  /// Name of the rule that found it.
  public var rule: String
  /// How the value came about, in plain words.
  public var why: String

  public init(
    span: ByteSpan, tokens: Range<Int>, sentence: Int, kind: Kind, value: String, mod: String? = nil,
    edtf: String? = nil, interval: DayInterval = .unbounded, relative: String? = nil, role: Role = .anchor,
    rule: String, why: String
  ) {
    self.span = span
    self.tokens = tokens
    self.sentence = sentence
    self.kind = kind
    self.value = value
    self.mod = mod
    self.edtf = edtf
    self.interval = interval
    self.relative = relative
    self.role = role
    self.rule = rule
    self.why = why
  }
}

/// A hint at the document date, used or rejected.
public struct DateCue: Sendable, Equatable, Codable {
  /// The rule of the cue for a date that an editor set.
  public static let editorRule = "editor-date"

  /// The words that give the hint; empty for metadata.
  public var span: ByteSpan
  public var rule: String
  /// What the cue says of the document date.
  public var interval: DayInterval
  /// Weight when cues conflict: the heaviest consistent set wins.
  public var weight: Double
  public var used: Bool
  public var why: String

  public init(
    span: ByteSpan, rule: String, interval: DayInterval, weight: Double, used: Bool = true, why: String
  ) {
    self.span = span
    self.rule = rule
    self.interval = interval
    self.weight = weight
    self.used = used
    self.why = why
  }
}

/// The document creation time: given, or inferred as an interval.
public struct DocumentDate: Sendable, Codable {
  public enum Basis: String, Sendable, Codable {
    case given, metadata, dateline, inferred, unknown
  }

  public var edtf: String?
  public var interval: DayInterval
  /// ISO weekday 1-7 when known although the day is not.
  public var weekday: Int?
  public var basis: Basis
  public var cues: [DateCue]
  /// The day that is most probable inside the bounds, when the text tells enough.
  public var best: Day?
  /// The days that hold the truth with probability ``credibleShare``; they exclude nothing.
  public var credible: DayInterval?

  /// How often ``credible`` holds the truth.
  public static let credibleShare = 0.9

  public init(
    edtf: String? = nil, interval: DayInterval = .unbounded, weekday: Int? = nil, basis: Basis = .unknown,
    cues: [DateCue] = []
  ) {
    self.edtf = edtf
    self.interval = interval
    self.weekday = weekday
    self.basis = basis
    self.cues = cues
    if interval.width == 1 { (best, credible) = (interval.earliest, interval) }
  }

  /// Narrows the bounds, and best day and credible days with them.
  public mutating func narrow(to bounds: DayInterval) {
    interval = bounds
    edtf = bounds.edtfOfOneDay
    if bounds.width == 1 { (best, credible) = (bounds.earliest, bounds) }
    if let days = credible { credible = days.intersection(bounds) ?? (bounds.width == nil ? nil : bounds) }
    if let day = best, !bounds.contains(DayInterval(day)) {
      best = bounds.earliest.map { max($0, day) } ?? day
      best = bounds.latest.map { min($0, best ?? day) } ?? best
    }
  }
}

/// A remark on something in a document, for the user.
public struct Diagnostic: Sendable, Equatable, Codable {
  public enum Level: String, Sendable, Codable { case note, warning }

  public var level: Level
  /// Machine-readable, such as `impossible-date`.
  public var code: String
  public var span: ByteSpan
  public var message: String

  public init(level: Level, code: String, span: ByteSpan, message: String) {
    self.level = level
    self.code = code
    self.span = span
    self.message = message
  }
}
