// The timeline: the first page, a page for each period, and the pages "as known after".

import Chronology
import EventGraph
import Events

extension PageWriter {
  /// Events that the first page shows as one line, and that a period page shows in full.
  static let lineEvents = 170
  static let eventsOfPeriodPage = 60

  // MARK: index.html

  func indexPage() throws -> [OutputFile] {
    let context = context("index.html")
    let all = Array(model.entries.indices)
    var view = timeline(of: all, context, linksPeriods: true, key: model.keyEvents.map(\.position))
    let summary = summary()
    view["heading"] = heading
    view["summary"] = Array(summary.prefix(1))
    view["counts"] = summary.count > 1 ? plain(Array(summary.dropFirst())) : false as Any
    view["keys"] = keyViews(context)
    view["hasKeys"] = !model.keyEvents.isEmpty
    let overview = OverviewStrip(
      shownInOverview(all), articles: undatedArticles, words: { context.whenWords($0, .short) })
    view["overview"] = overview.isEmpty ? false : overview.svg { context.href(event: $0.position) } as Any
    view["overviewText"] = overview.caption
    view["categories"] = categories(of: all)
    let shown = (view["periods"] as? [View] ?? []).map { view in
      ["periodTitle": view["periodTitle"] ?? "", "periodID": view["periodID"] ?? "", "number": view["number"] ?? 0]
        as View
    }
    let undated = (view["undated"] as? [View] ?? []).map { view in
      ["periodTitle": view["name"] ?? "", "periodID": view["articleID"] ?? "", "number": view["total"] ?? 0] as View
    }
    view["jumps"] = shown + undated
    view["hasJumps"] = shown.count + undated.count > 2
    view["windows"] = windowChoices
    view["hasWindows"] = !model.windows.isEmpty
    view["disagreements"] = model.tensions.prefix(12).map { context.tension($0, positions: 4) }
    view["hasDisagreements"] = !model.tensions.isEmpty
    let more = model.tensions.count - 12
    view["moreDisagreements"] = more > 0 ? Wording.digits(more, "more question") : false as Any
    view["articles"] = articleLines(context, limit: 12)
    let unseen = model.graph.documents.count - 12
    view["moreArticles"] = unseen > 0 ? Wording.digits(unseen, "more article") : false as Any
    return [
      try page(
        "index.html", "index", section: .timeline, title: "\(siteTitle): timeline and event graph",
        description: plain(summary), view: view, data: StructuredData.site(model, title: heading))
    ]
  }

  /// The key events with a sentence each and why they are key.
  private func keyViews(_ context: PageContext) -> [View] {
    func isOnAxis(_ key: KeyEvent) -> Bool {
      model.entries[key.position].period == nil && model.entries[key.position].anchor != nil
    }
    let placed = model.keyEvents.filter { !isOnAxis($0) }
      .sorted { day($0.position) < day($1.position) }
    // What lies on the axis of an article follows in the order of the sections below.
    var rank: [Int: Int] = [:]
    for article in unplacedByArticle(Set(model.unplaced)) {
      let ordered = article.events.sorted { axisKey($0) < axisKey($1) }
      for position in ordered { rank[position] = rank.count }
    }
    let others = model.keyEvents.filter(isOnAxis)
      .sorted { (rank[$0.position] ?? .max, $0.position) < (rank[$1.position] ?? .max, $1.position) }
    return (placed + others).map { key in
      let entry = model.entries[key.position]
      var view = context.event(entry)
      view["why"] = Wording.capital(key.reasons.prefix(3).joined(separator: "; "))
      view["quote"] = key.sentence.map { SafeText.cut(SafeText.clean(model.index.text($0)), 240) } ?? false as Any
      return view
    }
  }

  private func day(_ position: Int) -> Int32 { model.entries[position].sortDay?.number ?? .max }

  private func axisKey(_ position: Int) -> Double { model.entries[position].event.relative?.sortKey ?? 1e10 }

  /// The headline of the first page.
  var heading: String {
    let count = model.graph.documents.count
    if let title = model.options.title, !title.isEmpty { return siteTitle }
    let names = model.leading
    guard count > 0 else { return "No articles" }
    let tail = count == 1 ? "as one article tells it" : "as \(Wording.number(count)) articles tell it"
    return Wording.capital(names.isEmpty ? tail : "\(Wording.list(names)), \(tail)")
  }

  /// True counts in plain sentences.
  func summary() -> [String] {
    let documents = model.graph.documents
    guard !documents.isEmpty else { return ["No article could be read, so there is nothing to show."] }
    var sentences: [String] = []
    let dated = documents.count { [.given, .metadata, .dateline].contains($0.record.date.basis) }
    let all = documents.count == 1 ? "The article" : "All \(Wording.number(documents.count)) articles"
    if dated == 0 {
      sentences.append(
        documents.count == 1
          ? "The article carries no publication date."
          : "None of the \(Wording.number(documents.count)) articles carries a publication date.")
    } else if dated == documents.count {
      sentences.append("\(all) carr\(documents.count == 1 ? "ies" : "y") a publication date.")
    } else {
      sentences.append(
        "\(Wording.capital(Wording.number(dated))) of the \(Wording.number(documents.count)) articles carr\(dated == 1 ? "ies" : "y") a publication date."
      )
    }
    var states: [DateState: Int] = [:]
    for entry in model.entries { states[entry.state, default: 0] += 1 }
    let relative = model.unplaced.count {
      model.entries[$0].anchor != nil && model.entries[$0].event.relative?.isOrdered == true
    }
    let told = model.unplaced.count {
      model.entries[$0].anchor != nil && model.entries[$0].event.relative?.basis == .told
    }
    let wide = model.unplaced.count {
      model.entries[$0].anchor == nil && !model.entries[$0].event.when.interval.isUnbounded
    }
    let parts = DateState.allCases.flatMap { state -> [String] in
      guard let count = states[state], count > 0 else { return [] }
      let number = Wording.number(count)
      let has = count == 1 ? "has" : "have"
      switch state {
      case .stated: return ["\(number) \(has) a date in the text"]
      case .inferred: return ["\(number) \(count == 1 ? "is" : "are") dated by inference"]
      case .approximate: return ["\(number) only within bounds"]
      case .reported:
        return [
          count == 1
            ? "\(number) stands at the article that tells of it" : "\(number) stand at the article that tells of them"
        ]
      case .disputed: return ["\(number) \(count == 1 ? "is" : "are") dated differently by different articles"]
      case .expected: return ["\(number) \(count == 1 ? "is" : "are") still expected"]
      case .unplaced:
        let none = count - wide - relative - told
        let bounded =
          (relative > 0
            ? [
              "\(Wording.number(relative)) \(relative == 1 ? "lies" : "lie") on the axis of an article whose day of writing is open"
            ] : [])
          + (told > 0 ? ["\(Wording.number(told)) \(told == 1 ? "is" : "are") told in one without a time"] : [])
          + (wide > 0 ? ["\(Wording.number(wide)) only within wide bounds"] : [])
        return bounded + (none > 0 ? ["\(Wording.number(none)) cannot be placed in time"] : [])
      }
    }
    let events = Wording.count(model.entries.count, "event")
    sentences.append(
      model.entries.isEmpty
        ? "No event was found in \(documents.count == 1 ? "it" : "them")."
        : "\(Wording.capital(events)): \(Wording.list(parts)).")
    let questions = model.graph.tensions.count
    if questions > 0 {
      sentences.append(
        "On \(Wording.count(questions, "question")) the text\(documents.count == 1 ? "" : "s") \(documents.count == 1 ? "contradicts itself" : "disagree")."
      )
    }
    if !model.entries.isEmpty { sentences.append("Every event shows the sentence that it was read from.") }
    return sentences
  }

  func plain(_ sentences: [String]) -> String { sentences.joined(separator: " ") }

  /// Articles whose own date is a range, where most events have no better date than that.
  var undatedArticles: [GraphDocument] {
    guard model.unplaced.count > model.entries.count / 2 else { return [] }
    return model.graph.documents.filter { (2...2000).contains($0.record.date.interval.width ?? 0) }
  }

  func shownInOverview(_ positions: [Int]) -> [EventEntry] { positions.map { model.entries[$0] } }

  // MARK: Periods

  func periodPages() throws -> [OutputFile] {
    var files: [OutputFile] = []
    for (number, period) in model.periods.enumerated() {
      let parts = PageWriter.chunks(period.events, PageWriter.eventsOfPeriodPage)
      for (part, events) in parts.enumerated() {
        let path = periodPath(number, part)
        let context = context(path)
        var view = PageWriter.pager(part, of: parts.count) { file(ofPeriod: number, $0) }
        view["heading"] = parts.count > 1 ? "\(period.title), part \(part + 1)" : period.title
        view["lead"] =
          "\(Wording.capital(Wording.count(period.events.count, "event"))) in \(period.title), each with the sentences that tell it."
        view["events"] = events.map { context.timelineEvent(model.entries[$0], window: period.window) }
        view["before"] =
          number > 0
          ? ["href": file(ofPeriod: number - 1, 0), "name": model.periods[number - 1].title] as View : false as Any
        view["after"] =
          number + 1 < model.periods.count
          ? ["href": file(ofPeriod: number + 1, 0), "name": model.periods[number + 1].title] as View : false as Any
        files.append(
          try page(
            path, "period", section: .timeline, title: "\(view["heading"] ?? "") · \(siteTitle)",
            description:
              "\(Wording.digits(period.events.count, "event")) of \(period.title) from \(Wording.digits(model.graph.documents.count, "article")), with evidence.",
            view: view))
      }
    }
    files += try unplacedPages()
    return files
  }

  /// The name of the part that holds the axes of articles, and of the page that lists all their events.
  static let byArticleTitle = "Article by article"
  /// The name of what has no day and no article's axis.
  static let wideTitle = "Wide bounds"
  static let wide = "The possible days of these events reach over more than a year, or nothing bounds them."

  /// What the axes of articles are.
  static let byArticle =
    "The day on which these articles were written is open, so their events have no day of the calendar; where they lie from that day is known. Each article has its own axis, and the axes follow each other by the best estimate of the day."

  /// The name of the page of events without a place on the main axis.
  var unplacedTitle: String { model.hasAxes ? PageWriter.byArticleTitle : PageWriter.wideTitle }

  func unplacedPages() throws -> [OutputFile] {
    guard !model.unplaced.isEmpty else { return [] }
    var files: [OutputFile] = []
    let hasWide = model.unplaced.contains { model.entries[$0].anchor == nil }
    let title = unplacedTitle
    let lead =
      !model.hasAxes
      ? PageWriter.wide : PageWriter.byArticle + (hasWide ? " Events with wide bounds come last." : "")
    let ordered = unplacedByArticle(Set(model.unplaced)).flatMap(\.events)
    let parts = PageWriter.chunks(ordered, PageWriter.eventsOfPeriodPage)
    for (part, events) in parts.enumerated() {
      let path = "timeline/not-placed\(part == 0 ? "" : "-\(part + 1)").html"
      let context = context(path)
      var view = PageWriter.pager(part, of: parts.count) { "not-placed\($0 == 0 ? "" : "-\($0 + 1)").html" }
      view["heading"] = parts.count > 1 ? "\(title), part \(part + 1)" : title
      view["lead"] = lead
      view["events"] = events.map { context.timelineEvent(model.entries[$0], window: .unbounded) }
      view["before"] = false
      view["after"] = false
      files.append(
        try page(
          path, "period", section: .timeline, title: "\(view["heading"] ?? "") · \(siteTitle)",
          description: "\(Wording.digits(model.unplaced.count, "event")) without a date that the text supports.",
          view: view))
    }
    return files
  }

  func file(ofPeriod number: Int, _ part: Int) -> String {
    "\(model.periods[number].id)\(part == 0 ? "" : "-part-\(part + 1)").html"
  }

  func periodPath(_ number: Int, _ part: Int) -> String { "timeline/" + file(ofPeriod: number, part) }

  // MARK: As known after

  func knownPages() throws -> [OutputFile] {
    var files: [OutputFile] = []
    for (number, window) in model.windows.enumerated() {
      let path = "as-known/\(SiteModel.fileName(window.day)).html"
      let context = context(path)
      let known = model.entries.filter { $0.known > 0 && $0.known <= number + 1 }.map(\.position)
      var view = timeline(of: known, context, linksPeriods: false, key: model.keyEvents.map(\.position))
      view["heading"] = "As known after \(window.day.words())"
      view["lead"] =
        "By then \(Wording.count(window.articles.count, "article")) of \(model.graph.documents.count) \(window.articles.count == 1 ? "was" : "were") out, telling \(Wording.count(known.count, "event")). Later articles are left out; dates and wording are those of the whole collection."
      view["otherWindows"] = model.windows.enumerated().map { other, value -> View in
        ["name": value.day.words(), "href": "\(SiteModel.fileName(value.day)).html", "isCurrent": other == number]
      }
      files.append(
        try page(
          path, "known", section: .timeline, title: "As known after \(window.day.words()) · \(siteTitle)",
          description: "\(Wording.digits(known.count, "event")) that articles published by \(window.day.words()) tell.",
          view: view))
    }
    return files
  }

  // MARK: Parts
}

extension SiteModel {
  /// A day as part of a file name.
  static func fileName(_ day: Day) -> String { day.description }
}
