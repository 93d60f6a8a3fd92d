// One page for each event: what, when, who, who says so, the sentences, and how it was read.

import Chronology
import EventGraph
import Events

extension PageWriter {
  private static let mostQuotes = 40
  private static let mostRelations = 40

  func eventPages(_ take: (OutputFile) throws -> Void) throws {
    let previous = neighbours()
    for entry in model.entries { try take(eventPage(entry, previous[entry.position])) }
  }

  private func eventPage(_ entry: EventEntry, _ around: (before: Int?, after: Int?)) throws -> OutputFile {
    let path = model.path(ofEvent: entry.position)
    let context = context(path)
    let event = entry.event
    let window = entry.period.map { model.periods[$0].window } ?? .unbounded
    var view = context.timelineEvent(entry, window: window)
    let status = Wording.status(event.status)
    view["bounds"] =
      entry.period == nil && entry.anchor != nil && !event.when.interval.isUnbounded
      ? event.when.words() : false as Any
    view["statusSentence"] = status.sentence
    view["typeWords"] = Wording.type(event.type)
    view["typeCode"] = event.type.rawValue
    view["cameo"] = event.cameo ?? false as Any
    view["mode"] = event.mode ?? false as Any
    view["place"] = event.place ?? false as Any
    PageWriter.addEditor(event.editor, to: &view)
    view["participants"] = context.participants(event, limit: 40)
    view["quotes"] = context.evidence(event, limit: PageWriter.mostQuotes)
    let more = event.evidence.count - PageWriter.mostQuotes
    view["moreQuotes"] = more > 0 ? more : false as Any
    view["hasSources"] = !event.sources.isEmpty
    view["quantities"] = event.quantities.map { Wording.quantity($0) }
    view["hasQuantities"] = !event.quantities.isEmpty
    let confidence = Wording.confidence(event.confidence)
    view["confidenceWord"] = confidence.word
    view["confidenceSentence"] = confidence.sentence
    view["edtf"] = event.when.edtf ?? false as Any
    view["datedWhy"] = context.plainReason(entry)
    view["places"] = event.places.dropFirst(entry.period == nil ? 1 : 0).compactMap { place -> View? in
      guard event.places.count > 1, let number = model.numberOfDocument[place.anchor] else { return nil }
      return ["placeWords": Wording.capital(place.words(article: number))]
    }
    let rule = event.when.why
    view["dateRule"] = rule.isEmpty || rule == event.when.relative ? false : Wording.capital(rule) as Any
    view["stateSentence"] = stateSentence(entry)
    view["why"] = event.why.filter { !$0.isEmpty }.prefix(20).map { Wording.capital($0) }
    view["hasWhy"] = event.why.contains { !$0.isEmpty }
    view["tensions"] = model.index.tensions(of: event.id).prefix(10).map { context.tension($0) }
    let relations = relations(of: event, context)
    view["relations"] = relations
    view["hasRelations"] = !relations.isEmpty
    view["cite"] = citation(entry, context)
    view["citeURL"] = model.baseURL.map { $0 + path } ?? false as Any
    view["before"] = around.before.map { neighbour($0, context) } ?? false as Any
    view["after"] = around.after.map { neighbour($0, context) } ?? false as Any
    view["periodHref"] =
      entry.period.map { context.root + model.path(ofPeriod: $0) }
      ?? (entry.anchor.map { "\(context.root)index.html#a-\($0)" } ?? context.root + "timeline/not-placed.html")
    view["periodTitle"] =
      entry.period.map { model.periods[$0].title } ?? entry.anchor.map { "Article \($0)" } ?? unplacedTitle
    let title = context.title(event)
    return try page(
      path, "event", section: .timeline,
      title: "\(SafeText.cut(title, 80)) (\(titleTail(entry, context))) · \(siteTitle)",
      description:
        "\(context.whenWords(entry, .full)). \(context.stateWord(entry)). Told by \(Wording.articles(entry.articles)). \(status.sentence)",
      view: view, data: StructuredData.event(entry, model, title: title))
  }

  /// What tells apart events of the same headline: the date, else the article.
  private func titleTail(_ entry: EventEntry, _ context: PageContext) -> String {
    entry.period == nil ? Wording.articles(entry.articles) : context.whenWords(entry, .short)
  }

  private func stateSentence(_ entry: EventEntry) -> String {
    if entry.event.isDatedByEditor { return "The words of the articles are shown below." }
    return switch entry.state {
    case .stated: "The date stands in the text."
    case .inferred: "The date was worked out from words in the text."
    case .approximate: "The text gives bounds only; the event lies somewhere between them."
    case .reported: "No words date it; it stands at the article that tells of it and may be older."
    case .disputed: "The articles give different dates."
    case .expected: "The text looks ahead to it; no article of this collection says that it happened."
    case .unplaced:
      switch entry.anchor == nil ? nil : entry.event.relative?.basis {
      case .words: "The text says when it was from the day of writing, which is open."
      case .form, .tense: "No words date it; the way it is told sets bounds from the day of writing, which is open."
      case .told: "The article tells it without a time, and its own day of writing is open."
      case nil:
        entry.event.when.interval.isUnbounded
          ? "The text does not say when, and nothing in it allows a bound."
          : "The bounds are too wide to put it on the axis."
      }
    }
  }

  /// Connections with the words that they read in from this event.
  private func relations(of event: GraphEvent, _ context: PageContext) -> [View] {
    model.index.relations(of: event.id).prefix(PageWriter.mostRelations).compactMap { relation in
      let isForward = relation.a == event.id
      guard let other = model.positionOfEvent[isForward ? relation.b : relation.a] else { return nil }
      let words = Wording.relation(relation.kind)
      var view = context.event(model.entries[other])
      view["relationWords"] = "This " + (isForward ? words.forward : words.back)
      view["relationWhy"] = relation.why.isEmpty ? false : Wording.capital(relation.why) as Any
      PageWriter.addEditor(relation.editor, to: &view)
      view["relationQuotes"] = relation.evidence.prefix(2).compactMap { at -> View? in
        guard let sentence = model.index.sentence(at: at) else { return nil }
        return context.quote(DocSpan(doc: at.doc, span: sentence.span), triggers: [at])
      }
      return view
    }
  }

  private func citation(_ entry: EventEntry, _ context: PageContext) -> String {
    let sources = entry.articles.prefix(4).compactMap { number -> String? in
      guard let document = model.document(number: number) else { return nil }
      let outlet = document.record.source.outlet.map { ", " + $0 } ?? ""
      let date = document.record.date.interval.isUnbounded ? "no publication date" : document.record.date.words()
      return "“\(SafeText.cut(document.record.title, 110))”\(outlet) (\(date))"
    }
    let title = entry.event.title.hasSuffix(".") ? String(entry.event.title.dropLast()) : entry.event.title
    // Inside a sentence: what only an article's axis holds begins small.
    let hasOwnDays = entry.period != nil || entry.anchor == nil
    let when =
      entry.period == nil && hasOwnDays
      ? entry.event.when.words() : context.whenWords(entry, hasOwnDays ? .full : .short)
    return
      "“\(SafeText.cut(title, 160))”, \(when) (\(context.stateWord(entry).lowercased())), read by machine from \(Wording.list(sources)). Event \(entry.slug)."
  }

  private func neighbour(_ position: Int, _ context: PageContext) -> View {
    ["href": context.href(event: position), "name": context.title(model.entries[position].event)]
  }

  /// The events before and after each one on the timeline.
  private func neighbours() -> [(before: Int?, after: Int?)] {
    let order = model.periods.flatMap(\.events) + model.unplaced
    var around = [(before: Int?, after: Int?)](repeating: (nil, nil), count: model.entries.count)
    for (place, position) in order.enumerated() {
      around[position] = (place > 0 ? order[place - 1] : nil, place + 1 < order.count ? order[place + 1] : nil)
    }
    return around
  }
}
