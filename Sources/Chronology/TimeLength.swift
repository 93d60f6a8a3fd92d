// Durations: an amount of calendar units, exact or vague.

/// A length of time.
public struct TimeLength: Sendable, Hashable {
  /// The amount; nil when vague ("days").
  public var amount: Double?
  public var unit: CalendarUnit
  /// A further, smaller component ("two hours and ten minutes").
  public var minorAmount: Double?
  public var minorUnit: CalendarUnit?

  public init(
    _ amount: Double?, _ unit: CalendarUnit, minorAmount: Double? = nil, minorUnit: CalendarUnit? = nil
  ) {
    self.amount = amount
    self.unit = unit
    self.minorAmount = minorAmount
    self.minorUnit = minorUnit
  }

  /// The TIMEX3 value, such as `P3D`, `PT24H`, `PXY`, `P2Y6M`; decades and centuries in years.
  public var timexValue: String {
    guard let amount else {
      switch unit {
      case .decade: return "PXDE"
      case .century: return "PXCE"
      case .millennium: return "PXML"
      default: return TimeLength.component("X", unit, needsPrefix: true)
      }
    }
    var major = amount
    var minor = minorAmount
    var small = minorUnit
    if minor == nil, let (unit, factor) = TimeLength.halves(unit), amount != amount.rounded(.down) {
      let rest = (amount - amount.rounded(.down)) * factor
      if rest == rest.rounded() {
        major = amount.rounded(.down)
        minor = rest
        small = unit
      }
    }
    var text =
      major == 0 && minor != nil ? "" : TimeLength.component(TimeLength.scaled(major, unit), unit, needsPrefix: true)
    if let minor, let small {
      let part = TimeLength.component(TimeLength.scaled(minor, small), small, needsPrefix: true)
      if text.isEmpty {
        text = part
      } else {
        text += small < .day && unit < .day ? String(part.dropFirst(2)) : String(part.dropFirst(1))
      }
    }
    return text
  }

  /// The length in whole months, for years with a half or with months beside them ("a year and a half"); else nil.
  var months: Int? {
    guard unit == .year || unit == .decade, let amount, abs(amount) < 10_000 else { return nil }
    var total = amount * (unit == .decade ? 120 : 12)
    if let minorAmount {
      guard minorUnit == .month || minorUnit == .year else { return nil }
      total += minorAmount * (minorUnit == .year ? 12 : 1)
    }
    return total == total.rounded() ? Int(total) : nil
  }

  private static func halves(_ unit: CalendarUnit) -> (CalendarUnit, Double)? {
    switch unit {
    case .year: (.month, 12)
    case .hour: (.minute, 60)
    case .minute: (.second, 60)
    case .day: (.hour, 24)
    case .decade: (.year, 10)
    case .century: (.year, 100)
    default: nil
    }
  }

  /// Decades, centuries and millennia count in years.
  private static func scaled(_ amount: Double, _ unit: CalendarUnit) -> String {
    var value = amount
    switch unit {
    case .decade: value *= 10
    case .century: value *= 100
    case .millennium: value *= 1000
    case .half: value *= 6
    default: break
    }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    let hundredths = (value * 100).rounded() / 100
    return abs(hundredths) < 1e12 ? "\(hundredths)" : "X"
  }

  private static func component(_ amount: String, _ unit: CalendarUnit, needsPrefix: Bool) -> String {
    switch unit {
    case .second: "PT\(amount)S"
    case .minute: "PT\(amount)M"
    case .hour: "PT\(amount)H"
    case .day: "P\(amount)D"
    case .week: "P\(amount)W"
    case .weekend: "P\(amount)WE"
    case .month, .half: "P\(amount)M"
    case .quarter: "P\(amount)Q"
    case .season: "P\(amount)S"
    case .year, .decade, .century, .millennium: "P\(amount)Y"
    }
  }

  /// Shortest and longest length in days; vague amounts span what readers take them for.
  public var days: (low: Double, high: Double) {
    guard let amount else {
      switch unit {
      case .day: return (2, 13)
      case .week: return (7, 60)
      case .month: return (30, 365)
      case .year: return (365, 3650)
      default: return (unit.days, unit.days * 10)
      }
    }
    let total = amount * unit.days + (minorAmount ?? 0) * (minorUnit?.days ?? 0)
    return (total, total)
  }

  /// How many days a vague span beside the document date covers ("recent weeks", "the coming months").
  var vagueSpan: Double {
    switch unit {
    case .day: 7
    case .week: 42
    case .month: 365
    case .year: 3650
    default: days.high
    }
  }
}
