// The timeline as a view: periods, gaps, events that no day holds.

import Chronology
import EventGraph
import Events

extension PageWriter {
  /// The timeline of some events: the main ones in full, others as one line, the rest counted.
  func timeline(
    of positions: [Int], _ context: PageContext, linksPeriods: Bool, isOpen: Bool = false, full: Int? = nil
  ) -> View {
    let chosen = Set(positions)
    // Doubtful ones are counted, not told, where the page is a choice.
    let firm = isOpen ? positions : positions.filter { !model.entries[$0].event.isDoubtful }
    let byImportance = firm.sorted {
      (model.entries[$1].importance, $0) < (model.entries[$0].importance, $1)
    }
    let limit = full ?? PageWriter.fullEvents
    let main = Set(byImportance.prefix(limit))
    var lines = Set(byImportance.dropFirst(limit).prefix(isOpen ? 0 : PageWriter.lineEvents))
    if !isOpen {
      // No period stands there with a heading alone.
      for period in model.periods {
        let members = period.events.filter(chosen.contains)
        guard !members.contains(where: { main.contains($0) || lines.contains($0) }) else { continue }
        let telling = members.filter { !model.entries[$0].event.isDoubtful }
        if let best = (telling.isEmpty ? members : telling).max(by: {
          model.entries[$0].importance < model.entries[$1].importance
        }) {
          lines.insert(best)
        }
      }
    }
    func group(_ members: [Int], window: DayInterval) -> View {
      let shown = members.filter(chosen.contains)
      let left = shown.filter { !main.contains($0) && !lines.contains($0) }
      return [
        "events": shown.filter(main.contains).map {
          context.timelineEvent(model.entries[$0], window: window, isOpen: isOpen)
        },
        "lines": shown.filter(lines.contains).map { context.event(model.entries[$0]) },
        "hasLines": shown.contains { lines.contains($0) },
        "count": Wording.digits(shown.count, "event"), "number": shown.count, "isEmpty": shown.isEmpty,
        "left": left.isEmpty ? false : Wording.digits(left.count, "more event") as Any,
      ]
    }
    var periods: [View] = []
    var last: Day?
    for (number, period) in model.periods.enumerated() {
      var view = group(period.events, window: period.window)
      guard view["isEmpty"] as? Bool == false else { continue }
      view["periodTitle"] = period.title
      view["periodID"] = "p-" + period.id
      view["periodHref"] = linksPeriods ? context.root + model.path(ofPeriod: number) : false as Any
      view["silence"] = last.flatMap { silence(from: $0, to: start(of: period)) } ?? false as Any
      last = [last, end(of: period)].compactMap { $0 }.max()
      periods.append(view)
    }
    var unplaced: [View] = []
    for article in unplacedByArticle(chosen) {
      var view = group(article.events, window: .unbounded)
      view["group"] = articleHeading(article.number, context)
      unplaced.append(view)
    }
    let count = model.unplaced.count { chosen.contains($0) }
    return [
      "periods": periods, "unplaced": unplaced, "hasUnplaced": count > 0,
      "unplacedCount": Wording.digits(count, "event"), "unplacedLead": PageWriter.byArticle,
      "unplacedHref": linksPeriods ? context.root + "timeline/not-placed.html" : false as Any,
      "shownCount": Wording.digits(positions.count, "event"),
    ]
  }

  /// Events without a place, by the first article that tells them, in the order of its text.
  func unplacedByArticle(_ chosen: Set<Int>) -> [(number: Int, events: [Int])] {
    var groups: [Int: [Int]] = [:]
    for position in model.unplaced where chosen.contains(position) {
      groups[model.entries[position].articles.first ?? 0, default: []].append(position)
    }
    // Articles follow each other by the best estimate of their day.
    func day(_ number: Int) -> Int32 {
      let date = model.document(number: number)?.record.date
      return (date?.best ?? date?.interval.earliest ?? date?.interval.latest)?.number ?? Int32.max
    }
    return groups.sorted { (day($0.key), $0.key) < (day($1.key), $1.key) }.map { number, events in
      (number, events.sorted { (model.firstOffset(ofEvent: $0), $0) < (model.firstOffset(ofEvent: $1), $1) })
    }
  }

  /// The article under which events without a place stand, with its date.
  func articleHeading(_ number: Int, _ context: PageContext) -> View {
    guard let document = model.document(number: number) else {
      return ["groupName": "Without an article", "groupTitle": "", "groupHref": false, "groupDate": ""]
    }
    let date = document.record.date
    return [
      "groupName": "Article \(number)", "groupTitle": SafeText.cut(document.record.title, 110),
      "groupHref": model.path(ofDocument: document.id).map { context.root + $0 } ?? false as Any,
      "groupDate": date.interval.isUnbounded
        ? "date not known" : "\(date.words()), \(date.basisWords)\(estimate(date))",
    ]
  }

  /// "; most likely around March 2025": the month of the best estimate of a date that is not known to the month.
  private func estimate(_ date: DocumentDate) -> String {
    guard let best = date.best, let width = date.interval.width ?? date.credible?.width, width > 62 else { return "" }
    return "; most likely around \(CalendarWords.month(best.parts.month)) \(CalendarWords.year(best.parts.year))"
  }

  func start(of period: Period) -> Day? {
    period.events.compactMap { model.entries[$0].event.sortDay }.min()
  }

  func end(of period: Period) -> Day? {
    period.events.compactMap { model.entries[$0].event.when.placement.latest ?? model.entries[$0].event.sortDay }.max()
  }

  /// Words for a long stretch without events; nil when it is short.
  func silence(from: Day, to: Day?) -> String? {
    guard let to, to - from > 75 else { return nil }
    let months = (to - from) / 30
    let words =
      months < 12
      ? Wording.digits(months, "month")
      : Wording.digits(months / 12, "year")
        + (months % 12 > 0 && months < 60 ? " " + Wording.digits(months % 12, "month") : "")
    return "\(words) without events in \(model.graph.documents.count == 1 ? "this article" : "these articles")"
  }

  func categories(of positions: [Int]) -> [View] {
    var counts: [EventCategory: Int] = [:]
    for position in positions { counts[model.entries[position].category, default: 0] += 1 }
    return EventCategory.allCases.compactMap { category in
      guard let count = counts[category] else { return nil }
      return [
        "category": category.rawValue, "categoryWord": category.word, "glyph": Glyph.svg(category), "count": count,
      ]
    }
  }

  var windowChoices: [View] {
    model.windows.enumerated().map { number, window in
      [
        "number": number + 1, "name": window.day.words(.short),
        "windowHref": "as-known/\(SiteModel.fileName(window.day)).html",
      ]
    }
  }

  /// Titles of the articles with their dates.
  func articleLines(_ context: PageContext, limit: Int, from: Int = 0) -> [View] {
    model.graph.documents.dropFirst(from).prefix(limit).map { document in
      let date = document.record.date
      return [
        "number": document.number, "title": SafeText.cut(document.record.title, 140),
        "articleHref": model.path(ofDocument: document.id).map { context.root + $0 } ?? false as Any,
        "dateWords": date.words(), "basisWords": date.basisWords,
        "outlet": document.record.source.outlet ?? false as Any,
        "events": Wording.digits(model.index.events(ofDocument: document.id).count, "event"),
      ]
    }
  }
}
