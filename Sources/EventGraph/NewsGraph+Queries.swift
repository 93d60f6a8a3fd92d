// Choices over a whole graph: which events matter most, and how to cut a corpus into periods that fit a drawing.

import ChronographBase
import Chronology
import Events

extension NewsGraph {
  /// The look-up tables of this graph; build them once and pass them on.
  public func index() -> GraphIndex { GraphIndex(self) }

  /// How much an event matters to a reader of the corpus: told by many articles and many sentences, dated,
  /// connected, certain, salient in its articles, an act rather than words about acts.
  ///
  /// - Returns: a number without unit; only its order means something.
  public func importance(of event: GraphEvent, index: GraphIndex) -> Double {
    var score = 3 * Double(event.documents.count) + 0.4 * Double(min(10, event.mentions.count))
    score += 0.6 * Double(min(6, index.relations(of: event.id).count))
    score += event.tensions.isEmpty ? 0 : 0.8
    switch event.when.state {
    case .stated: score += 1.6
    case .inferred: score += 1.2
    case .approximate, .disputed, .reported: score += 0.4
    case .expected: score += 0.6
    case .unplaced: break
    }
    if let width = event.when.placement.width { score += width <= 7 ? 1 : width <= 31 ? 0.5 : 0 }
    switch event.type {
    case .other: score -= 1
    case .statement: break
    default: score += 1
    }
    if event.status == .hypothetical || event.status == .denied { score -= 0.8 }
    score += 0.3 * Double(min(3, event.participants.count)) - (event.participants.isEmpty ? 1.5 : 0)
    // What an editor chose stands before all that a program can weigh.
    if event.isChosen { score += 1000 }
    return score + 5 * event.confidence + 4 * event.salience
  }

  /// Cuts the placed events into periods of at most `limit` events each, in time order.
  ///
  /// A period is a decade, year, month or day as fine as it takes, or several neighbours that fit together. Events
  /// whose possible dates reach beyond one such unit have periods of their own beside it; a single day with too many
  /// events is cut into parts.
  ///
  /// - Parameter among: positions of the events that count; nil for all that are placed.
  public func periods(limit: Int = 25, among: [Int]? = nil) -> [GraphPeriod] {
    let placed = among ?? events.indices.filter { events[$0].isPlaced }
    var periods: [GraphPeriod.Draft] = []
    split(placed, level: 0, limit: max(1, limit), into: &periods)
    let ordered = periods.sorted {
      ($0.sortKey, $0.events.first ?? 0) < ($1.sortKey, $1.events.first ?? 0)
    }
    let slugs = Slug.unique(
      ordered.map { .init(base: $0.title, hash: ContentHash([$0.title]), isOwn: true) }, fallback: "period")
    return zip(ordered, slugs).map { period, slug in
      GraphPeriod(id: slug, title: period.title, interval: period.interval, events: period.events.map { events[$0].id })
    }
  }

  private func split(_ numbers: [Int], level: Int, limit: Int, into periods: inout [GraphPeriod.Draft]) {
    guard !numbers.isEmpty else { return }
    let hull = self.hull(of: numbers)
    if numbers.count <= limit {
      periods.append(.init(title: hull.words(), interval: hull, events: numbers))
      return
    }
    guard level < PeriodUnit.allCases.count else {
      let parts = (numbers.count + limit - 1) / limit
      for part in 0..<parts {
        let slice = Array(numbers[(part * limit)..<min(numbers.count, (part + 1) * limit)])
        periods.append(.init(title: "\(hull.words()), part \(part + 1)", interval: hull, events: slice))
      }
      return
    }
    var units: [Int: [Int]] = [:]
    var wide: [Int] = []
    for number in numbers {
      if let unit = PeriodUnit.allCases[level].unit(of: events[number].when.placement) {
        units[unit, default: []].append(number)
      } else {
        wide.append(number)
      }
    }
    if !wide.isEmpty { split(wide, level: PeriodUnit.allCases.count, limit: limit, into: &periods) }
    var whole: [Int] = []
    for unit in units.keys.sorted() {
      let members = units[unit] ?? []
      if whole.count + members.count <= limit {
        whole += members
        continue
      }
      split(whole, level: level + 1, limit: limit, into: &periods)
      whole = []
      if members.count <= limit {
        whole = members
      } else {
        split(members, level: level + 1, limit: limit, into: &periods)
      }
    }
    split(whole, level: level + 1, limit: limit, into: &periods)
  }

  private func hull(of numbers: [Int]) -> DayInterval {
    let starts = numbers.compactMap { events[$0].when.interval.earliest ?? events[$0].when.interval.latest }
    let ends = numbers.compactMap { events[$0].when.interval.latest ?? events[$0].when.interval.earliest }
    return DayInterval(starts.min(), ends.max())
  }
}

/// A stretch of time with the events that a drawing of it shows.
public struct GraphPeriod: Sendable {
  /// A slug such as `may-2025`, unique among the periods of a graph.
  public var id: String
  /// Words such as `May 2025`.
  public var title: String
  public var interval: DayInterval
  /// Ids of its events, in time order.
  public var events: [String]

  public init(id: String, title: String, interval: DayInterval, events: [String]) {
    self.id = id
    self.title = title
    self.interval = interval
    self.events = events
  }

  struct Draft {
    var title: String
    var interval: DayInterval
    var events: [Int]
    var sortKey: Int { Int((interval.earliest ?? interval.latest)?.number ?? Int32.max) }
  }
}

/// Units of the calendar from coarse to fine.
private enum PeriodUnit: CaseIterable {
  case decade, year, month, day

  /// The number of the unit that holds the whole interval; nil when it reaches beyond one unit or is open.
  func unit(of interval: DayInterval) -> Int? {
    guard let earliest = interval.earliest, let latest = interval.latest else { return nil }
    let from = number(of: earliest)
    return from == number(of: latest) ? from : nil
  }

  private func number(of day: Day) -> Int {
    let parts = day.parts
    switch self {
    case .decade: return (parts.year + 100_000) / 10
    case .year: return parts.year
    case .month: return parts.year * 12 + parts.month
    case .day: return Int(day.number)
    }
  }
}
