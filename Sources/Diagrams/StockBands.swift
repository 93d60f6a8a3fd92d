// Bands of a drawing that Graphviz lays out itself: months and years on an axis, then the articles whose day of writing
// is too unsure to put what they tell on it.

import Chronology
import EventGraph

/// Events of one stretch of time or of one article.
struct StockBand {
  /// What the events have in common.
  enum Place {
    /// Months or years, in words such as `May 2025`.
    case time(String)
    /// An article by its number, with a heading.
    case article(Int, String)
    case nowhere
  }

  var place: Place
  /// Positions in the list of events, in its order.
  var items: [Int]

  /// Beyond this many possible days an article or an event is not put into a month.
  private static let monthlyWidth = 62

  /// The bands of events in the order in which they are drawn. Short neighbours on the axis share one band.
  ///
  /// - Parameter perRow: events in a row at most.
  static func bands(of events: [GraphEvent], index: GraphIndex, perRow: Int) -> [StockBand] {
    var ofMonth: [Int: [Int]] = [:]
    var ofArticle: [Int: [Int]] = [:]
    var nowhere: [Int] = []
    for (position, event) in events.enumerated() {
      let article = event.mentions.first.flatMap { index.document($0.doc) }
      if let month = month(of: event, toldBy: article) {
        ofMonth[month, default: []].append(position)
      } else if let article {
        ofArticle[article.number, default: []].append(position)
      } else {
        nowhere.append(position)
      }
    }
    var bands = timeBands(ofMonth, perRow: perRow)
    bands += articles(index).compactMap { article in
      ofArticle[article.number].map { StockBand(place: .article(article.number, heading(article)), items: $0) }
    }
    if !nowhere.isEmpty { bands.append(StockBand(place: .nowhere, items: nowhere)) }
    return bands
  }

  /// Month of an event as a number that grows with time: twelve for a year's months and one before them for events of
  /// which only the year is known; nil when it belongs to its article instead.
  private static func month(of event: GraphEvent, toldBy article: GraphDocument?) -> Int? {
    let days = event.when.placement
    guard let day = days.earliest ?? days.latest else { return nil }
    let (year, month, _) = day.parts
    let monthly = year * 13 + month
    if let width = days.width, width <= monthlyWidth { return monthly }
    let isUnsure = article.map { ($0.record.date.interval.width ?? .max) > monthlyWidth } ?? true
    if let last = days.latest, let first = days.earliest, last.parts.year == first.parts.year,
      !isUnsure || event.when.relative == nil
    {
      return year * 13
    }
    return isUnsure ? nil : monthly
  }

  private static func timeBands(_ ofMonth: [Int: [Int]], perRow: Int) -> [StockBand] {
    var joined: [(from: Int, to: Int, items: [Int])] = []
    for (month, items) in ofMonth.sorted(by: { $0.key < $1.key }) {
      if let last = joined.last, last.items.count + items.count <= perRow {
        joined[joined.count - 1].to = month
        joined[joined.count - 1].items += items
      } else {
        joined.append((month, month, items))
      }
    }
    return joined.map { StockBand(place: .time(words(from: $0.from, to: $0.to)), items: $0.items) }
  }

  private static func words(from: Int, to: Int) -> String {
    func parts(_ number: Int) -> (year: Int, month: Int) {
      let month = ((number % 13) + 13) % 13
      return ((number - month) / 13, month)
    }
    func name(_ part: (year: Int, month: Int)) -> String {
      let year = CalendarWords.year(part.year)
      return part.month == 0 ? year : "\(CalendarWords.month(part.month, .short)) \(year)"
    }
    let (first, last) = (parts(from), parts(to))
    if first == last { return name(first) }
    if first.year == last.year, first.month > 0 {
      return "\(CalendarWords.month(first.month, .short)) – \(name(last))"
    }
    return "\(name(first)) –\n\(name(last))"
  }

  /// Articles by their most probable day of writing, unknown ones last.
  private static func articles(_ index: GraphIndex) -> [GraphDocument] {
    func day(_ article: GraphDocument) -> Day? { article.record.date.orderDay }
    return index.graph.documents.sorted { a, b in
      switch (day(a), day(b)) {
      case (let x?, let y?) where x != y: return x < y
      case (_?, nil): return true
      case (nil, _?): return false
      default: return a.number < b.number
      }
    }
  }

  /// `Article 2, “Title”, written between 21 Jan 2025 and 31 Jan 2026`.
  static func heading(_ article: GraphDocument) -> String {
    let date = article.record.date.interval
    let written =
      switch (date.earliest, date.latest) {
      case (nil, nil): "day of writing not known"
      case (let from?, nil): "written on \(from.words(.short)) or later"
      case (nil, let to?): "written by \(to.words(.short))"
      case (let from?, let to?):
        from == to
          ? "written on \(from.words(.short))" : "written between \(from.words(.short)) and \(to.words(.short))"
      }
    let title = TextMetrics.fitted(article.record.title, width: 420, size: 11)
    return "Article \(article.number)\(title.isEmpty ? "" : ", “\(title)”"), \(written)"
  }
}
