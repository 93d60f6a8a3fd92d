// Where an event lies relative to the article that tells of it, in words: what is known of it when nobody knows the day
// of the article.

import Chronology

extension EventTime {
  /// "The Friday before the article", "told in the article", "up to 2 days before the article"; nil when the time does
  /// not depend on the day of writing, or in a way that needs the expression itself.
  public var relativeWords: String? {
    guard let relative, let term = TimeTerm(closedForm: relative) else { return nil }
    if basis == .reported { return "told in the article" }
    switch term {
    case .range(nil, .document?): return "before the article"
    case .range(.document?, nil): return "after the article, if at all"
    case .range(.shift(.document, let count, let unit)?, .document?) where count < 0:
      return "at most \(EventTime.length(-count, unit)) before the article"
    case .range(.document?, .shift(.document, let count, let unit)?) where count > 0:
      return "in the \(EventTime.length(count, unit)) after the article"
    case .document, .shift(.document, 0, .day): return "on the day of the article"
    case .shift(.document, 0, let unit): return "in the \(unit) of the article"
    case .shift(.document, let count, let unit):
      return count < 0
        ? "\(EventTime.length(-count, unit)) before the article" : "\(EventTime.length(count, unit)) after the article"
    default: break
    }
    guard let day = CalendarWords.weekday(ofRelative: relative), relative.utf8.count <= 9 else { return nil }
    let name = CalendarWords.weekday(day)
    switch relative.utf8.dropFirst(3).first {
    case UInt8(ascii: "<"): return "the \(name) before the article"
    case UInt8(ascii: ">"): return "the \(name) after the article"
    default: return nil
    }
  }

  private static func length(_ count: Int, _ unit: CalendarUnit) -> String {
    "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}
