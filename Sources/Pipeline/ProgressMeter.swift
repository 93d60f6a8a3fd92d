// Words for how far a run is: rate and time left from the times that it is given. It has no clock of its own.

/// Says how far a run is, from time to time.
public struct ProgressMeter: Sendable {
  /// Seconds between two lines.
  public let interval: Double
  private var progress: RunProgress?
  /// When the step began, and when the last line was given.
  private var begun = 0.0
  private var shown: Double

  /// - Parameters:
  ///   - interval: seconds between two lines, and before the first.
  ///   - now: the time in seconds, from any start.
  public init(interval: Double, now: Double) {
    self.interval = interval
    shown = now
  }

  /// Takes what a room says.
  ///
  /// - Parameter now: the time in seconds.
  public mutating func take(_ progress: RunProgress, now: Double) {
    if progress.phase != self.progress?.phase { begun = now }
    self.progress = progress
  }

  /// The line that is due; nil when none is.
  ///
  /// - Parameter now: the time in seconds.
  public mutating func line(now: Double) -> String? {
    guard let progress, now - shown >= interval else { return nil }
    shown = now
    return Self.words(progress, seconds: now - begun)
  }

  /// `reading: 1,200 of 20,000 documents, 105/s, 3 min left`
  ///
  /// - Parameter seconds: since the step began.
  static func words(_ progress: RunProgress, seconds: Double) -> String {
    var words = progress.phase.rawValue + ": "
    switch (progress.done, progress.total) {
    case (let done?, let total?): words += "\(number(done)) of \(number(total)) "
    case (let count?, nil), (nil, let count?): words += number(count) + " "
    case (nil, nil): break
    }
    words += progress.unit
    guard seconds >= 1 else { return words }
    if let done = progress.done, done > 0 { words += ", " + rate(Double(done) / seconds) }
    if let share = progress.share, share > 0, share <= 1 {
      return words + ", " + time(seconds * (1 - share) / share) + " left"
    }
    return words + ", " + time(seconds) + " so far"
  }

  private static func rate(_ perSecond: Double) -> String {
    if perSecond >= 10 { return number(Int(min(perSecond, 1e9).rounded())) + "/s" }
    let tenths = Int((perSecond * 10).rounded())
    if tenths > 0 { return "\(tenths / 10).\(tenths % 10)/s" }
    return number(Int((perSecond * 3600).rounded())) + "/h"
  }

  private static func time(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded())
    if whole < 90 { return "\(whole) s" }
    let minutes = (whole + 30) / 60
    if minutes < 90 { return "\(minutes) min" }
    return "\(number(minutes / 60)) h \(minutes % 60) min"
  }

  /// A number with commas between its thousands.
  private static func number(_ value: Int) -> String {
    var digits = Array(String(value))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}
