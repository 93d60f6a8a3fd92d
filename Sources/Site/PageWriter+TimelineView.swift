// The timeline as a view: periods, gaps, and below what each event stands.

import Chronology
import EventGraph
import Events

extension PageWriter {
  /// The timeline of some events: the main ones in full, others as one line, the rest counted.
  ///
  /// - Parameters:
  ///   - key: those that stand in full where the page is a choice.
  ///   - full: how many stand in full where it is not.
  func timeline(
    of positions: [Int], _ context: PageContext, linksPeriods: Bool, key: [Int] = [], isOpen: Bool = false,
    full: Int? = nil
  ) -> View {
    let shown = shownEvents(positions, key: key, isOpen: isOpen, full: full)
    func group(_ members: [Int], window: DayInterval) -> View {
      let members = members.filter(shown.chosen.contains)
      let top = members.filter { !shown.nested.contains($0) }
      let left = members.count { !shown.main.contains($0) && !shown.lines.contains($0) && !shown.nested.contains($0) }
      let large = top.filter(shown.main.contains)
      let lines = top.filter(shown.lines.contains)
      return [
        "events": large.map {
          context.timelineEvent(model.entries[$0], window: window, isOpen: isOpen, shown: shown)
        },
        "hasEvents": !large.isEmpty, "lines": lines.map { context.line(model.entries[$0], shown) },
        "hasLines": !lines.isEmpty, "count": Wording.digits(members.count, "event"), "number": members.count,
        "isEmpty": members.isEmpty, "left": left == 0 ? false : Wording.digits(left, "more event") as Any,
      ]
    }
    var periods: [View] = []
    var last: Day?
    let background = isOpen ? 0 : backgroundPeriods
    for (number, period) in model.periods.enumerated() {
      var view = group(period.events, window: period.window)
      guard view["isEmpty"] as? Bool == false else { continue }
      view["periodTitle"] = period.title
      view["periodID"] = "p-" + period.id
      view["periodHref"] = linksPeriods ? context.root + model.path(ofPeriod: number) : false as Any
      view["silence"] =
        number == background ? false : last.flatMap { silence(from: $0, to: start(of: period)) } ?? false as Any
      view["isBackground"] = number < background
      last = [last, end(of: period)].compactMap { $0 }.max()
      periods.append(view)
    }
    let articles = articleSections(shown, context, linksPeriods: linksPeriods, isOpen: isOpen)
    let placeless = placeless(shown)
    let far = periods.filter { $0["isBackground"] as? Bool == true }
    let years = far.compactMap { $0["periodTitle"] as? String }
    let count = far.reduce(0) { $0 + ($1["number"] as? Int ?? 0) }
    return [
      "background": far, "hasBackground": !far.isEmpty,
      "backgroundWords":
        "\(Wording.digits(count, "event")) of \(years.count > 4 ? "\(years[0]) to \(years[years.count - 1])" : Wording.list(years))",
      "periods": periods.filter { $0["isBackground"] as? Bool == false }, "undated": articles,
      "hasUndated": !articles.isEmpty,
      "undatedTitle": PageWriter.byArticleTitle, "undatedLead": PageWriter.byArticle,
      "unplacedTitle": PageWriter.wideTitle, "unplacedLead": PageWriter.wide,
      "unplaced": group(placeless, window: .unbounded),
      "hasUnplaced": !placeless.isEmpty, "unplacedCount": Wording.digits(placeless.count, "event"),
      "unplacedHref": linksPeriods ? context.root + "timeline/not-placed.html" : false as Any,
      "shownCount": Wording.digits(positions.count, "event"),
    ]
  }

  /// The periods that lie more than a year before the first article, when there is something after them: they are told to
  /// explain, and stand folded.
  private var backgroundPeriods: Int {
    let first = model.graph.documents.compactMap(\.record.date.interval.earliest).min()
    guard let first, model.windows.count > 1 || !model.unplaced.isEmpty else { return 0 }
    let count = model.periods.prefix { $0.window.latest.map { first - $0 > 366 } ?? false }.count
    let events = model.periods.prefix(count).reduce(0) { $0 + $1.events.count }
    return events > 3 ? count : 0
  }

  private func shownEvents(_ positions: [Int], key: [Int], isOpen: Bool, full: Int?) -> ShownEvents {
    let chosen = Set(positions)
    // Doubtful ones are counted, not told, where the page is a choice; unless the text gives them a time of their own.
    let firm =
      isOpen
      ? positions : positions.filter { !model.entries[$0].event.isDoubtful || model.entries[$0].event.isCentral }
    let byImportance = firm.sorted {
      (model.entries[$1].importance, $0) < (model.entries[$0].importance, $1)
    }
    var main = Set(key.filter(chosen.contains))
    if isOpen { main.formUnion(byImportance.prefix(full ?? 0)) }
    var lines = Set(byImportance.filter { !main.contains($0) }.prefix(isOpen ? 0 : PageWriter.lineEvents))
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
    return ShownEvents(
      chosen: chosen, main: main, lines: lines, below: isOpen ? [:] : nesting(main.union(lines), lines))
  }

  /// Which lines stand below which events: statements below what they speak of, and what follows below what it follows
  /// where neither has a time of its own.
  private func nesting(_ shown: Set<Int>, _ lines: Set<Int>) -> [Int: [(position: Int, words: String)]] {
    var parents: [Int: Int] = [:]
    var below: [Int: [(position: Int, words: String)]] = [:]
    var isParent: Set<Int> = []
    func nest(_ child: Int, under parent: Int, _ words: String) {
      guard lines.contains(child), shown.contains(parent), child != parent, parents[child] == nil,
        parents[parent] == nil, !isParent.contains(child)
      else { return }
      let (a, b) = (model.entries[child], model.entries[parent])
      // A line never leaves its period, nor its article where it has none.
      guard a.period == b.period, a.period != nil || a.anchor == b.anchor else { return }
      parents[child] = parent
      isParent.insert(parent)
      below[parent, default: []].append((child, words))
    }
    for relation in model.graph.relations where relation.kind == .about {
      guard let statement = model.positionOfEvent[relation.a], let event = model.positionOfEvent[relation.b] else {
        continue
      }
      nest(statement, under: event, "on this")
    }
    for relation in model.graph.relations where relation.kind != .about && relation.isDrawn {
      guard let a = model.positionOfEvent[relation.a], let b = model.positionOfEvent[relation.b],
        model.entries[a].period == nil, model.entries[b].period == nil,
        model.entries[a].event.relative?.isOrdered != true, model.entries[b].event.relative?.isOrdered != true
      else { continue }
      switch relation.kind {
      case .before: nest(b, under: a, "then")
      case .respondsTo: nest(a, under: b, "in answer")
      case .subEventOf: nest(a, under: b, "part of it")
      case .causes, .enables: nest(b, under: a, "as a result")
      default: break
      }
    }
    return below.mapValues { $0.sorted { $0.position < $1.position } }
  }

  /// Events without a place on the main axis, by the article on whose axis they lie (0: none), in the order of its text.
  func unplacedByArticle(_ chosen: Set<Int>) -> [(number: Int, events: [Int])] {
    var groups: [Int: [Int]] = [:]
    for position in model.unplaced where chosen.contains(position) {
      groups[model.entries[position].anchor ?? 0, default: []].append(position)
    }
    // Articles follow each other by the best estimate of their day; what belongs to none comes last.
    func order(_ number: Int) -> (Int, Int32, Int) {
      guard number > 0 else { return (1, 0, 0) }
      return (0, model.document(number: number)?.record.date.orderDay?.number ?? .max, number)
    }
    return groups.sorted { order($0.key) < order($1.key) }.map { number, events in
      (number, events.sorted { (model.firstOffset(ofEvent: $0), $0) < (model.firstOffset(ofEvent: $1), $1) })
    }
  }

  func start(of period: Period) -> Day? {
    period.events.compactMap { model.entries[$0].placement.earliest ?? model.entries[$0].placement.latest }.min()
  }

  func end(of period: Period) -> Day? {
    period.events.compactMap { model.entries[$0].placement.latest ?? model.entries[$0].placement.earliest }.max()
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
