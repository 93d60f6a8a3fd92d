// How values of the rooms stand in JSON.

import ChronographBase
import Chronology
import Corpus

extension JSONWriter {
  /// Writes `"start":…,"end":…`.
  public mutating func span(_ span: ByteSpan) {
    field("start", span.start)
    field("end", span.end)
  }

  public mutating func day(_ name: StaticString, _ day: Day?) { field(name, day?.description) }

  /// Writes `"earliest":…,"latest":…`; days that ISO 8601 cannot write in ten characters are open ends.
  public mutating func interval(_ interval: DayInterval) {
    func writable(_ day: Day?) -> Day? {
      guard let day, (0...9999).contains(day.parts.year) else { return nil }
      return day
    }
    day("earliest", writable(interval.earliest))
    day("latest", writable(interval.latest))
  }
}
