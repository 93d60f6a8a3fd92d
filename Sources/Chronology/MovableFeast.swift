// Feasts that other calendars fix: their day in a Gregorian year, computed.

import Foundation

/// A feast of another calendar. Feasts that the sighting of the moon decides may be a day off.
public enum MovableFeast: String, Sendable, Hashable, CaseIterable {
  case orthodoxEaster = "OREASTER"
  case ramadan = "RAMADAN"
  case eidFitr = "EIDFITR"
  case eidAdha = "EIDADHA"
  case ashura = "ASHURA"
  case mawlid = "MAWLID"
  case roshHashanah = "ROSHHASH"
  case yomKippur = "YOMKIPUR"
  case sukkot = "SUKKOT"
  case hanukkah = "HANUKKAH"
  case purim = "PURIM"
  case passover = "PASSOVER"
  case shavuot = "SHAVUOT"
  case lunarNewYear = "LUNARNY"
  case diwali = "DIWALI"
  case holi = "HOLI"

  /// Whether the moon is sighted or local rules differ, so that the day may be one off.
  var isApproximate: Bool {
    switch self {
    case .ramadan, .eidFitr, .eidAdha, .ashura, .mawlid, .diwali, .holi: true
    default: false
    }
  }

  /// Its first day in a Gregorian year; nil where it has none there or the year is out of range.
  func day(in year: Int) -> Day? {
    guard (1...9999).contains(year) else { return nil }
    switch self {
    case .orthodoxEaster: return MovableFeast.orthodoxEaster(year)
    case .ramadan: return islamic(9, 1, year)
    case .eidFitr: return islamic(10, 1, year)
    case .eidAdha: return islamic(12, 10, year)
    case .ashura: return islamic(1, 10, year)
    case .mawlid: return islamic(3, 12, year)
    case .roshHashanah: return MovableFeast.hebrewNewYear(year + 3761)
    case .yomKippur: return MovableFeast.hebrewNewYear(year + 3761).map { $0 + 9 }
    case .sukkot: return MovableFeast.hebrewNewYear(year + 3761).map { $0 + 14 }
    case .hanukkah:
      // 25 Kislev: Heshvan has 30 days in years of 355 and 385 days.
      guard let start = MovableFeast.hebrewNewYear(year + 3761), let next = MovableFeast.hebrewNewYear(year + 3762)
      else { return nil }
      return start + 30 + ((next - start) % 10 == 5 ? 30 : 29) + 24
    // Passover begins 163 days before the next new year; the others count from it.
    case .passover: return MovableFeast.hebrewNewYear(year + 3761).map { $0 - 163 }
    case .purim: return MovableFeast.hebrewNewYear(year + 3761).map { $0 - 193 }
    case .shavuot: return MovableFeast.hebrewNewYear(year + 3761).map { $0 - 113 }
    // The new moon between 21 January and 20 February, by the time of China.
    case .lunarNewYear: return moon(0, year, from: (1, 21), hours: 8)
    // The evening of the new moon of Kartik, by the time of India.
    case .diwali: return moon(0, year, from: (10, 17), hours: 5.5 - 18.4)
    // The day of the full moon of Phalguna, the next one where it is full in the evening.
    case .holi: return moon(0.5, year, from: (2, 26), hours: 5.5 + 8)
    }
  }

  /// Easter of the Julian calendar on its Gregorian day.
  ///
  /// - Source: Meeus, Astronomical Algorithms, chapter 8.
  private static func orthodoxEaster(_ year: Int) -> Day? {
    let d = (19 * (year % 19) + 15) % 30
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    let f = d + e + 114
    let shift = year / 100 - year / 400 - 2
    return Day(year: year, month: f / 31, day: f % 31 + 1).map { $0 + shift }
  }

  /// A day of the arithmetic Islamic calendar (30-year cycle, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29): the
  /// first one that falls into the Gregorian year.
  private func islamic(_ month: Int, _ day: Int, _ year: Int) -> Day? {
    guard let epoch = Day(year: 622, month: 7, day: 19), year > 622 else { return nil }
    let guess = (year - 622) * 33 / 32
    for hijri in guess - 1...guess + 2 where hijri > 0 {
      let days = (hijri - 1) * 354 + (3 + 11 * hijri) / 30 + 29 * (month - 1) + month / 2 + day - 1
      let found = epoch + days
      if found.parts.year == year { return found }
    }
    return nil
  }

  /// 1 Tishri of a Hebrew year.
  ///
  /// - Source: the arithmetic of the molad with its four postponements (Dershowitz and Reingold, Calendrical
  ///   Calculations).
  private static func hebrewNewYear(_ year: Int) -> Day? {
    guard let epoch = Day(year: -3760, month: 9, day: 7) else { return nil }
    func elapsed(_ year: Int) -> Int {
      let months = (235 * year - 234) / 19
      let parts = 12_084 + 13_753 * months
      let day = 29 * months + parts / 25_920
      return 3 * (day + 1) % 7 < 3 ? day + 1 : day
    }
    let (before, here, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1))
    let delay = after - here == 356 ? 2 : here - before == 382 ? 1 : 0
    return epoch + here + delay
  }

  /// The first day from a date on that has a phase of the moon (0 new, 0.5 full), hours ahead of universal time.
  ///
  /// - Source: the main terms of Meeus, Astronomical Algorithms, chapter 49; good to some minutes.
  private func moon(_ phase: Double, _ year: Int, from start: (month: Int, day: Int), hours: Double) -> Day? {
    guard (1000...3000).contains(year), let first = Day(year: year, month: start.month, day: start.day),
      let epoch = Day(year: 2000, month: 1, day: 1)
    else { return nil }
    let turns = Double(first - epoch - 5) / 29.530588861
    for step in -1...3 {
      let k = turns.rounded(.down) + Double(step) + phase
      let t = k / 1236.85
      func angle(_ a: Double, _ b: Double) -> Double { (a + b * k) * Double.pi / 180 }
      let sun = angle(2.5534, 29.10535670)
      let moon = angle(201.5643, 385.81693528)
      let node = angle(160.7108, 390.67050284)
      let e = 1 - 0.002516 * t
      let isNew = phase == 0
      let correction =
        (isNew ? -0.40720 : -0.40614) * sin(moon) + (isNew ? 0.17241 : 0.17302) * e * sin(sun)
        + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node) + 0.00739 * e * sin(moon - sun)
        - 0.00514 * e * sin(moon + sun) + 0.00208 * e * e * sin(2 * sun)
      // Days since 1 January 2000, less the minute by which the clock of the planets runs ahead.
      let days = 5.59766 + 29.530588861 * k + 0.00015437 * t * t + correction - 0.0008
      let day = epoch + Int((days + hours / 24).rounded(.down))
      if day >= first { return day }
    }
    return nil
  }
}
