// Articles whose day of writing is open: each has an axis of its own, on which its events lie as its words place them.
// What is not known of the day itself is said once, in the head.

import Chronology
import Corpus
import EventGraph
import Events

/// What a page shows of its events: the main ones in full, others as a line, the rest counted.
struct ShownEvents {
  let chosen: Set<Int>
  let main: Set<Int>
  let lines: Set<Int>
  /// Lines that stand below another event, with the words that join them.
  let below: [Int: [(position: Int, words: String)]]
  /// Positions of all lines in ``below``.
  let nested: Set<Int>

  init(
    chosen: Set<Int>, main: Set<Int>, lines: Set<Int>, below: [Int: [(position: Int, words: String)]]
  ) {
    self.chosen = chosen
    self.main = main
    self.lines = lines
    self.below = below
    nested = Set(below.values.flatMap { $0 }.map(\.position))
  }
}

extension PageWriter {
  private static let mostCues = 8
  private static let mostTies = 12

  /// The sections of the articles that hold events of no other place, by best estimate of their day.
  func articleSections(_ shown: ShownEvents, _ context: PageContext, linksPeriods: Bool, isOpen: Bool) -> [View] {
    unplacedByArticle(shown.chosen).filter { $0.number > 0 }.map { article in
      var view = articleHead(article.number, context)
      let groups = axisGroups(article.events, article: article.number)
      view["axis"] = RelativeAxis(groups, article: article.number).svg()
      view["groups"] = groups.map { group(of: $0, article.number, shown, context, isOpen: isOpen) }
      let left = article.events.count { !shown.main.contains($0) && !shown.lines.contains($0) }
      view["left"] = left > 0 ? "\(Wording.digits(left, "more event")), less certain or of less weight" : false as Any
      view["leftHref"] = linksPeriods ? context.root + "timeline/not-placed.html" : false as Any
      let ties = ties(of: article.number, shown, context)
      view["ties"] = ties
      view["hasTies"] = !ties.isEmpty
      view["total"] = article.events.count
      view["count"] = Wording.digits(article.events.count, "event")
      return view
    }
  }

  /// Events that no axis holds.
  func placeless(_ shown: ShownEvents) -> [Int] {
    model.unplaced.filter { shown.chosen.contains($0) && model.entries[$0].anchor == nil }
  }

  /// Events by their place: what has one in the order of the axis, what is only told last.
  private func axisGroups(_ events: [Int], article number: Int) -> [AxisGroup] {
    var groups: [AxisGroup] = []
    var at: [String: Int] = [:]
    for position in events {
      let entry = model.entries[position]
      guard let place = entry.event.relative else { continue }
      let key = "\(place.basis.rawValue) \(place.basis == .told ? "" : place.term) \(place.words?.lowercased() ?? "")"
      if let known = at[key] {
        groups[known].entries.append(entry)
      } else {
        at[key] = groups.count
        groups.append(AxisGroup(place: place, entries: [entry]))
      }
    }
    AxisGroup.findTies(in: &groups)
    return groups.enumerated().sorted {
      ($0.element.place.sortKey, $0.offset) < ($1.element.place.sortKey, $1.offset)
    }.map(\.element)
  }

  private func group(
    of group: AxisGroup, _ number: Int, _ shown: ShownEvents, _ context: PageContext, isOpen: Bool
  ) -> View {
    let place = group.place
    let entries = group.entries.filter { !shown.nested.contains($0.position) }
    let large = entries.filter { shown.main.contains($0.position) }
    let lines = entries.filter { shown.lines.contains($0.position) }
    let date = model.document(number: number)?.record.date ?? DocumentDate()
    return [
      "groupLabel": place.label,
      "groupTie": group.tieWords.map { "\($0): “\(SafeText.cut(group.tie?.title ?? "", 90))”" } ?? false as Any,
      "groupWhy": place.basis == .told ? false : Wording.capital(place.reason(date)) as Any,
      "groupFrom": place.from.map(String.init) ?? "", "groupTo": place.to.map(String.init) ?? "",
      "groupSteps": place.weekdaySteps ?? "", "isBracket": !place.isOrdered,
      "events": large.map { context.axisEvent($0, shown, isOpen: isOpen) },
      "hasEvents": !large.isEmpty, "lines": lines.map { context.line($0, shown) }, "hasLines": !lines.isEmpty,
      "isShown": !large.isEmpty || !lines.isEmpty,
    ]
  }

  /// The article with what is known of its day of writing.
  func articleHead(_ number: Int, _ context: PageContext) -> View {
    guard let document = model.document(number: number) else {
      return ["articleID": "a-\(number)", "name": "", "title": ""]
    }
    let date = document.record.date
    let record = document.record
    let cues = date.cues.filter(\.used).prefix(PageWriter.mostCues).map { cue -> View in
      let words = SafeText.cut(record.source.string(cue.span), 100)
      return [
        "cueWords": words.isEmpty ? false : words as Any, "cueWhy": cue.why,
        "cueRange": cue.interval.isUnbounded ? false : cue.interval.words() as Any,
      ]
    }
    return [
      "articleID": "a-\(number)", "name": "Article \(number)", "title": SafeText.cut(record.title, 110),
      "articleHref": model.path(ofDocument: document.id).map { context.root + $0 } ?? false as Any,
      "written": written(date), "cues": cues, "hasCues": !cues.isEmpty,
      "settleFile": DocumentNames.quoted(model.documentNames.name(ofDocument: document.id)), "number": number,
    ]
  }

  /// "Written some day from 25 February 2025 to 31 January 2026, most likely around April 2025."
  private func written(_ date: DocumentDate) -> String {
    guard !date.interval.isUnbounded else { return "Nobody knows when it was written: the text gives no bound." }
    let day = date.weekday.map { "a " + CalendarWords.weekday($0) + ", " } ?? ""
    let bounds =
      switch (date.interval.earliest, date.interval.latest) {
      case (let from?, let to?): "some day from \(from.words()) to \(to.words())"
      default: date.interval.words()
      }
    guard let best = date.best, date.isOpen else { return "Written \(day)\(bounds)." }
    let month = "\(CalendarWords.month(best.parts.month)) \(CalendarWords.year(best.parts.year))"
    return "Written \(day)\(bounds), most likely around \(month)."
  }

  /// Events that this article tells as well and that stand elsewhere: they tie its axis to the others.
  private func ties(of number: Int, _ shown: ShownEvents, _ context: PageContext) -> [View] {
    guard let document = model.document(number: number) else { return [] }
    let told = model.index.events(ofDocument: document.id).compactMap { model.positionOfEvent[$0.id] }
    return told.filter { position in
      let entry = model.entries[position]
      guard shown.chosen.contains(position), entry.articles.count > 1,
        entry.period == nil ? entry.anchor != number : true
      else { return false }
      return !entry.event.isDoubtful
    }.prefix(PageWriter.mostTies).map { position in
      let entry = model.entries[position]
      var view = context.line(entry, nil)
      let here = entry.event.place(in: document.id).map { place in
        place.isOrdered ? "here \(place.label.prefix(1).lowercased() + place.label.dropFirst())" : "here without a time"
      }
      let there = context.whenWords(entry, .short)
      view["tail"] = [here, there].compactMap { $0 }.joined(separator: "; ") as Any
      return view
    }
  }
}
