// What an article's day of writing means to a timeline: whether its events need an axis of their own, and where that axis
// stands among the others.

import Chronology

extension DocumentDate {
  /// Most days of writing that still put the article's events on the main axis: two months.
  private static let mostDays = 62

  /// Whether the day of writing is so open that events counted from it have no place on the main axis.
  public var isOpen: Bool { (interval.width ?? .max) > DocumentDate.mostDays }

  /// The day by which articles follow each other: the best estimate, else a bound; nil when nothing is known.
  public var orderDay: Day? { best ?? interval.earliest ?? interval.latest }
}
