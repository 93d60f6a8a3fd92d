// Values of options of drawings.

import ArgumentParser
import Chronology
import Diagrams

extension DiagramFormat: ExpressibleByArgument {}
extension DiagramTheme: ExpressibleByArgument {}
extension DiagramSheet.Page: ExpressibleByArgument {}

extension DiagramLength: ExpressibleByArgument {
  /// Reads `170mm`, `17cm`, `6.5in`, `1200px` or `1200`.
  public init?(argument: String) { self.init(argument) }
}

/// A day, a month or a year of an option.
struct DateOption: ExpressibleByArgument {
  /// First and last day.
  var days: (first: Day, last: Day)

  /// Reads `2025-05-16`, `2025-05` or `2025`; nil for anything else.
  init?(argument: String) {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first, year.utf8.count == 4, parts.count <= 3,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      let first = Day(iso: argument + ["-01-01", "-01", ""][parts.count - 1])
    else { return nil }
    let date = first.parts
    switch parts.count {
    case 3: days = (first, first)
    case 2:
      let isLast = date.month == 12
      guard let next = Day(year: isLast ? date.year + 1 : date.year, month: isLast ? 1 : date.month + 1, day: 1) else {
        return nil
      }
      days = (first, next - 1)
    default:
      guard let last = Day(year: date.year, month: 12, day: 31) else { return nil }
      days = (first, last)
    }
  }
}
