// Where an event lies on the axis of one article: days from the day on which it was written, whether that day is known or
// not. Two uncertainties stay apart: when the article was written, and where the event lies from there.

import ChronographBase
import Chronology
import Corpus
import Events

/// The place of an event relative to the day on which one article was written.
public struct RelativePlace: Sendable, Hashable {
  public enum Basis: String, Sendable {
    /// An expression in the text dates it: "on Friday", "three days ago".
    case words
    /// No expression dates it; the form of the news sets a bound: words are reported within days, "recent" is a month.
    case form
    /// Only its tense is known: past, or still ahead.
    case tense
    /// The article tells it without a time.
    case told
  }

  /// Id of the article whose day of writing counts as day 0.
  public var anchor: String
  /// Days from that day to the first and the last possible day; negative before it, nil where open.
  public var from: Int?
  public var to: Int?
  public var basis: Basis
  /// The expression that dates it, as the article writes it.
  public var words: String?
  /// The computation in closed form, such as `FRI<MON<DCT`.
  public var term: String

  public init(anchor: String, from: Int?, to: Int?, basis: Basis, words: String? = nil, term: String) {
    self.anchor = anchor
    self.from = from
    self.to = to
    self.basis = basis
    self.words = words
    self.term = term
  }

  /// The place of a time that a document tells; nil when it does not depend on the day of writing.
  public init?(_ time: EventTime, in record: DocumentRecord) {
    guard let form = time.relative, let term = TimeTerm(closedForm: form),
      let days = term.offsets(documents: record.date.interval, weekday: record.date.weekday)
    else { return nil }
    let timex = time.timex.flatMap { record.timexes.indices.contains($0) ? record.timexes[$0] : nil }
    let basis: Basis =
      time.basis == .reported
      ? .told : timex != nil ? .words : days.from == nil || days.to == nil ? .tense : .form
    self.init(
      anchor: record.source.id, from: days.from, to: days.to, basis: basis,
      words: timex.map { record.source.string($0.span).cleaned(for: .line) }, term: form)
  }

  /// Days that it may cover; nil when open.
  public var width: Int? {
    guard let from, let to else { return nil }
    return to - from + 1
  }

  /// Whether it says where on the axis the event lies, and not only that the article tells it.
  public var isOrdered: Bool { basis != .told }

  /// What orders places on one axis: open past, then by the middle of the days, then open future.
  public var sortKey: Double {
    switch (from, to) {
    case (nil, nil), (nil, _?): basis == .told ? 1e9 : -1e8
    case (_?, nil): 1e8
    case (let from?, let to?): Double(from + to) / 2
    }
  }

  /// The possible days when the day of writing is one of some days.
  public func interval(written days: DayInterval) -> DayInterval? {
    TimeTerm(closedForm: term).map { $0.interval(within: days) }
  }

  /// The weekdays that lead from the day of writing to the day, nearest first: `1<,5<<` for the Friday before the Monday
  /// up to that day; nil for other terms.
  public var weekdaySteps: String? {
    var steps: [String] = []
    var rest = TimeTerm(closedForm: term)
    while case .select(.weekday(let day), let direction, let base)? = rest, direction != .nearest {
      steps.insert("\(day)\(direction.rawValue)", at: 0)
      rest = base
    }
    guard case .document? = rest, !steps.isEmpty else { return nil }
    return steps.joined(separator: ",")
  }

  /// For each day of a week of writing, Thursday 1 January 1970 first, the days from there to the one day that its words
  /// mean; nil when no words date it or they mean no single day.
  ///
  /// Two places of one axis are the same number of days apart, whatever the day of writing, where these differ by the same
  /// number: "Friday" before "Monday" is three days before it.
  public var daysOfWeek: [Int]? {
    guard basis == .words, let term = TimeTerm(closedForm: term) else { return nil }
    var days: [Int] = []
    for number in Int32(0)..<7 {
      let written = Day(number: number)
      let value = term.interval(within: DayInterval(written))
      guard value.width == 1, let day = value.earliest else { return nil }
      days.append(day - written)
    }
    return days
  }

  // MARK: Words

  /// Where it lies, for a heading below its article: `“Friday”: 3 to 9 days before`, `up to 2 days before`.
  public var label: String {
    guard basis != .told else { return "Told without a time" }
    let days = RelativePlace.span(from, to, of: nil)
    return words.map { "“\($0)”: \(days)" } ?? days.prefix(1).uppercased() + days.dropFirst()
  }

  /// Where it lies, away from its article: `up to 2 days before article 3`, `told in article 3`.
  public func words(article number: Int) -> String {
    basis == .told ? "told in article \(number)" : RelativePlace.span(from, to, of: "article \(number)")
  }

  /// A mark for the axis of at most some letters: `Fri`, `3 days`, `May`.
  public var mark: String? {
    guard basis == .words, let words else { return nil }
    let sign = term.utf8.dropFirst(3).first
    if let day = CalendarWords.weekday(ofRelative: term), sign == UInt8(ascii: "<") || sign == UInt8(ascii: ">") {
      return CalendarWords.weekday(day, .short)
    }
    return words.utf8.count <= 18 ? words : nil
  }

  /// How it was dated, in one plain sentence.
  ///
  /// - Parameter date: the date of the article.
  public func reason(_ date: DocumentDate) -> String {
    let day =
      date.interval.width == 1
      ? "the day of writing, \(date.interval.words(.full))" : "the day of writing, which is not known"
    switch basis {
    case .told: return "the article tells it without a time"
    case .tense:
      return from == nil
        ? "told as past; nothing says how long before the article"
        : "it lies ahead of the article; nothing says how far"
    case .words:
      let direction = (to ?? 1) <= 0 ? "counted back from" : (from ?? -1) >= 0 ? "counted on from" : "counted from"
      return "“\(words ?? "")”, \(direction) \(day)"
    case .form:
      if (from ?? -1) >= 0 { return "called near: taken for the \(RelativePlace.amount(to ?? 0)) after \(day)" }
      let count = -(from ?? 0)
      let days = RelativePlace.amount(count)
      return count <= 3
        ? "no time is told; news reports such things within \(days)"
        : "called recent: taken for the \(days) before \(day)"
    }
  }

  /// `3 to 9 days before`, `up to 2 days before article 3`, `within 42 days after`.
  static func span(_ from: Int?, _ to: Int?, of article: String?) -> String {
    let whole = article ?? "it was written"
    let tail = article.map { " " + $0 } ?? ""
    switch (from, to) {
    case (nil, nil): return "some day"
    case (nil, let to?):
      if to == 0 { return "before " + whole }
      return (to < 0 ? "at least \(amount(-to)) before" : "no later than \(amount(to)) after") + tail
    case (let from?, nil):
      if from == 0 { return "after " + whole }
      return (from > 0 ? "at least \(amount(from)) after" : "no earlier than \(amount(-from)) before") + tail
    case (0?, 0?): return article.map { "the day of " + $0 } ?? "the day it was written"
    case (let from?, let to?):
      if from == to { return (from < 0 ? "\(amount(-from)) before" : "\(amount(from)) after") + tail }
      if to == 0 { return "up to \(amount(-from)) before" + tail }
      if from == 0 { return "within \(amount(to)) after" + tail }
      if to < 0 { return "\(range(-to, -from)) before" + tail }
      if from > 0 { return "\(range(from, to)) after" + tail }
      return from == -to
        ? "within \(amount(to)) of " + (article ?? "the day of writing")
        : "from \(amount(-from)) before to \(amount(to)) after" + tail
    }
  }

  /// `3 to 9 days`, `11 to 13 months`; `about 2 months` where both ends read alike.
  public static func range(_ low: Int, _ high: Int, joinedBy sign: String = " to ") -> String {
    let (a, b) = (unit(low), unit(high))
    if a.word == b.word, a.count == b.count { return "about \(amount(high))" }
    return (a.word == b.word ? String(a.count) : amount(low)) + sign + amount(high)
  }

  /// `3 days`, `2 months`.
  public static func amount(_ days: Int) -> String {
    let (count, word) = unit(days)
    return "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  /// Days up to two months, then months, then years.
  private static func unit(_ days: Int) -> (count: Int, word: String) {
    switch days {
    case ..<63: (days, "day")
    case ..<730: ((days * 2 + 30) / 61, "month")
    default: ((days + 183) / 365, "year")
    }
  }
}

extension GraphEvent {
  /// Its place on the axis of one article.
  public func place(in document: String) -> RelativePlace? { places.first { $0.anchor == document } }

  /// The place that stands for it: that of the telling whose time the event took.
  public var relative: RelativePlace? { when.relative == nil ? nil : places.first }
}

extension GraphIndex {
  /// When an event was, for a list: its days, or where it lies from the day on which its article was written when its days
  /// are known no better than that day.
  public func timeWords(of event: GraphEvent) -> String {
    guard (event.when.placement.width ?? .max) > 62, let place = event.relative,
      let article = document(place.anchor), article.record.date.isOpen
    else { return event.when.words() }
    return place.words(article: article.number)
  }
}
