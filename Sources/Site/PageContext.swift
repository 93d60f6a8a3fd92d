// What templates are given: the views of actors, events, evidence and disagreements, seen from one page.

import Actors
import ChronographBase
import Chronology
import Corpus
import EventGraph
import Events

/// A page's position in the site and the views that it asks for.
struct PageContext {
  let model: SiteModel
  /// `""` on pages at the top, `"../"` one folder down.
  let root: String

  private static let quoteLimit = 900

  func href(event position: Int) -> String { root + model.path(ofEvent: position) }

  func href(eventID id: String) -> String? { model.positionOfEvent[id].map { href(event: $0) } }

  // MARK: Actors

  /// An actor as a link, or as plain text where it has no page.
  func actor(_ id: ActorID) -> View {
    let actor = model.index.actor(id)
    return [
      "name": actor?.name ?? id, "actorHref": model.path(ofActor: id).map { root + $0 } ?? false as Any,
      "kindWord": actor.map { Wording.kind($0.kind) } ?? "", "where": model.whereKnown(actor) ?? false as Any,
    ]
  }

  func actors(_ ids: [ActorID], limit: Int = 12) -> [View] {
    var seen: Set<ActorID> = []
    let shown = ids.filter { seen.insert($0).inserted }
    return shown.prefix(limit).map(actor)
  }

  /// Who takes part: agents, then those whom it concerns; one list for acts in which all take part alike.
  func participants(_ event: GraphEvent, limit: Int = 8) -> View {
    let agents = actors(event.agents, limit: limit)
    let others = event.patients.filter { !event.agents.contains($0) }
    let patients = actors(event.type.isSymmetric ? [] : others, limit: limit)
    let together = event.type.isSymmetric ? actors(event.agents + others, limit: limit) : agents
    return [
      "agents": together, "patients": patients, "hasAgents": !together.isEmpty, "hasPatients": !patients.isEmpty,
      "hasBoth": !together.isEmpty && !patients.isEmpty, "hasAny": !together.isEmpty || !patients.isEmpty,
    ]
  }

  // MARK: Events

  /// The parts of an event that every list shows.
  func event(_ entry: EventEntry) -> View {
    let status = Wording.status(entry.event.status)
    let when = whenWords(entry, .short)
    let tail = [when, status.word.lowercased()].filter { !$0.isEmpty }
    return [
      "tail": tail.isEmpty ? false : tail.joined(separator: ", ") as Any,
      "slug": entry.slug, "title": title(entry.event), "eventHref": href(event: entry.position),
      "category": entry.category.rawValue, "categoryWord": entry.category.word, "glyph": Glyph.svg(entry.category),
      "state": entry.state.rawValue, "stateWord": stateWord(entry), "date": whenWords(entry, .full),
      "statusWord": status.word.isEmpty ? false : status.word as Any,
      "statusClass": entry.event.status.rawValue, "known": entry.known,
      "articleWords": Wording.articles(entry.articles),
    ]
  }

  /// A line of the timeline with the lines that stand below it.
  ///
  /// - Parameter shown: nil for a line alone.
  func line(_ entry: EventEntry, _ shown: ShownEvents?) -> View {
    var view = event(entry)
    // Under its article a place is said once for all; only the status is left to say.
    if entry.period == nil, entry.anchor != nil {
      let status = Wording.status(entry.event.status).word.lowercased()
      view["tail"] = status.isEmpty ? false : status as Any
    }
    let below = shown.map { nestedLines(entry, $0) } ?? []
    view["subs"] = below
    return view
  }

  private func nestedLines(_ entry: EventEntry, _ shown: ShownEvents) -> [View] {
    (shown.below[entry.position] ?? []).map { item in
      var view = line(model.entries[item.position], nil)
      view["subWords"] = item.words
      // Filters that hide what it stands below take its joining words away.
      view["under"] = entry.category.rawValue
      view["since"] = entry.known
      return view
    }
  }

  /// An event of an article's axis in full: its place is said by the heading above it.
  func axisEvent(_ entry: EventEntry, _ shown: ShownEvents, isOpen: Bool) -> View {
    var view = timelineEvent(entry, window: .unbounded, isOpen: isOpen, shown: shown)
    view["date"] = false
    view["stateWord"] = false
    view["datedWhy"] = false
    view["isDeep"] = true
    return view
  }

  /// An event of the timeline with its bar, its evidence and its disagreements.
  ///
  /// - Parameter shown: what the page shows below it.
  func timelineEvent(
    _ entry: EventEntry, window: DayInterval, isOpen: Bool = false, shown: ShownEvents? = nil
  ) -> View {
    var view = event(entry)
    let window = RangeBar.zoomed(window, to: entry.placement)
    view["bar"] = RangeBar.svg(entry.placement, state: entry.state, window: window)
    if let ticks = RangeBar.ticks(window), view["bar"] as? String != "" {
      view["tickFrom"] = ticks.from
      view["tickTo"] = ticks.to
      view["hasTicks"] = true
    } else {
      view["hasTicks"] = false
    }
    view["participants"] = participants(entry.event, limit: 5)
    view["sources"] = sources(entry.event)
    view["datedWhy"] = entry.state == .stated ? false : plainReason(entry)
    let quotes = evidence(entry.event, limit: 3)
    view["quotes"] = quotes
    view["evidenceWords"] =
      "\(Wording.count(entry.event.evidence.count, "sentence")), \(Wording.articles(entry.articles))"
    view["moreQuotes"] = entry.event.evidence.count > 3 ? entry.event.evidence.count - 3 : false as Any
    view["isOpen"] = isOpen
    view["isDeep"] = false
    view["tensions"] = model.index.tensions(of: entry.event.id).prefix(2).map { tension($0, positions: 4) }
    let below = shown.map { nestedLines(entry, $0) } ?? []
    view["subs"] = below
    return view
  }

  /// How an event was dated, in one plain sentence; the rules behind it stand in the fold of its page.
  func plainReason(_ entry: EventEntry) -> Any {
    if let place = entry.event.relative, let date = model.index.document(place.anchor)?.record.date {
      let reason = Wording.capital(place.reason(date))
      guard entry.isEstimated, let days = date.credible else { return reason }
      return "\(reason); most likely \(days.words()), by the best estimate of article \(entry.anchor ?? 0)"
    }
    let why = entry.event.when.why
    return why.isEmpty ? false : Wording.capital(why) as Any
  }

  func title(_ event: GraphEvent) -> String {
    event.title.isEmpty ? "\(Wording.type(event.type)) (no headline)" : SafeText.cut(event.title, 160)
  }

  /// When it was: its days, or where it lies from the day on which its article was written.
  func whenWords(_ entry: EventEntry, _ style: DateStyle) -> String {
    if entry.period != nil {
      return entry.isEstimated ? "about " + entry.placement.words(style) : entry.event.when.words(style)
    }
    if let number = entry.anchor, let place = entry.event.relative {
      let words = place.words(article: number)
      return style == .full ? Wording.capital(words) : words
    }
    return entry.event.when.interval.isUnbounded ? "Date unknown" : entry.event.when.words(style)
  }

  func stateWord(_ entry: EventEntry) -> String {
    if entry.event.isDatedByEditor { return "Date set by the editor" }
    if entry.isEstimated { return "Estimated date" }
    guard entry.state == .unplaced else { return entry.state.words }
    guard entry.anchor != nil, let place = entry.event.relative else {
      return entry.event.when.interval.isUnbounded ? "Not placed" : "Wide bounds"
    }
    return place.basis == .words ? "By its article’s words" : place.basis == .told ? "Not dated" : "Bounds only"
  }

  func sources(_ event: GraphEvent) -> [View] { actors(event.sources, limit: 4) }

  // MARK: Evidence

  /// The sentences that tell an event, triggers marked, with the article and the place in it.
  func evidence(_ event: GraphEvent, limit: Int) -> [View] {
    event.evidence.prefix(limit).map { quote($0, triggers: event.mentions, category: event.category) }
  }

  /// One quotation with its source line.
  func quote(_ at: DocSpan, triggers: [DocSpan], category: EventCategory? = nil) -> View {
    guard let document = model.index.document(at.doc) else { return ["html": "", "articleHref": false] }
    let record = document.record
    var marks = triggers.filter { $0.doc == at.doc && at.span.contains($0.span) && $0.span.length < at.span.length }
      .map { Mark(span: $0.span, open: "<mark>", close: "</mark>") }
    let marked = marks.map(\.span)
    for timex in record.timexes[timexes(record.timexes, in: at.span)]
    where timex.role == .anchor && !marked.contains(where: { $0.overlaps(timex.span) }) {
      marks.append(Mark(span: timex.span, open: "<span class=\"tx\">", close: "</span>"))
    }
    let sentence = model.index.sentence(at: at)
    let path = model.path(ofDocument: at.doc, sentence: sentence?.number)
    return [
      "html": MarkedText.html(record.source, at.span, marks: marks, limit: PageContext.quoteLimit),
      "articleHref": path.map { root + $0 } ?? false as Any, "articleName": "article \(document.number)",
      "articleTitle": SafeText.cut(record.title, 110), "outlet": record.source.outlet ?? false as Any,
      "sentenceNumber": sentence.map { $0.number + 1 } ?? 0, "hasSentence": sentence != nil,
    ]
  }

  /// Indices of the time expressions that begin inside a span.
  private func timexes(_ all: [Timex], in span: ByteSpan) -> Range<Int> {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].span.start < span.start { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < all.count, all[end].span.start < span.end { end += 1 }
    return low..<end
  }

  // MARK: Disagreements

  /// A question with its positions side by side.
  func tension(_ tension: Tension, positions limit: Int = 12) -> View {
    let positions = tension.positions.prefix(limit).map { position -> View in
      var links: [View] = []
      var seen: Set<String> = []
      for mention in position.mentions where links.count < 6 && seen.insert(mention.doc).inserted {
        guard let number = model.numberOfDocument[mention.doc] else { continue }
        let sentence = model.index.sentence(at: mention)?.number
        guard let path = model.path(ofDocument: mention.doc, sentence: sentence) else { continue }
        links.append(["articleHref": root + path, "articleName": "article \(number)"])
      }
      return ["says": SafeText.cut(position.says, 300), "links": links]
    }
    return [
      "question": tension.question, "questionHref": root + "disagreements.html#\(model.anchor(ofTension: tension.id))",
      "tensionKind": tension.kind.heading, "positions": Array(positions),
      "morePositions": tension.positions.count > limit ? tension.positions.count - limit : false as Any,
      "resolutionBy": tension.editor.isEmpty ? "What the program makes of it" : "What the editor says",
      "resolution": tension.resolution.map { $0.isEmpty ? false : $0 as Any } ?? false,
    ]
  }
}

extension SiteModel {
  /// For an actor without a name, which is known inside one article only: that article.
  func whereKnown(_ actor: GraphActor?) -> String? {
    guard let actor, !actor.isNamed, let first = actor.mentions.first else { return nil }
    return numberOfDocument[first.at.doc].map { "article \($0)" }
  }

  /// The disagreements, those about facts before those about spelling.
  var tensions: [Tension] {
    graph.tensions.filter { $0.kind != .naming } + graph.tensions.filter { $0.kind == .naming }
  }

  /// Where the first article begins to tell an event, in bytes.
  func firstOffset(ofEvent position: Int) -> Int { entries[position].event.mentions.first?.span.start ?? 0 }

  /// The anchor of a disagreement on its page: its id as far as that is safe.
  func anchor(ofTension id: String) -> String { "q-" + ContentHash([id]).hex(10) }
}
