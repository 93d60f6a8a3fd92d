// Disagreements, method, print version, the page for a wrong address, and the static files.

import Diagrams
import EventGraph
import Events

extension PageWriter {
  private static let questionsOfPage = 80
  private static let printedEvents = 70

  func disagreementPages() throws -> [OutputFile] {
    // Anchors lead to the first page, so that all questions stay on it as long as a page may hold them.
    let context = context("disagreements.html")
    let tensions = model.tensions
    let view: View = [
      "lead": tensions.isEmpty
        ? "No disagreement between or within the articles was found."
        : "\(Wording.capital(Wording.count(tensions.count, "question"))) on which the articles differ, or on which one article says two things. The program does not decide who is right.",
      "questions": tensions.prefix(PageWriter.questionsOfPage * 2).map { question($0, context) },
    ]
    return [
      try page(
        "disagreements.html", "disagreements", section: .disagreements, title: "Disagreements · \(siteTitle)",
        description:
          "\(Wording.digits(tensions.count, "question")) on which the articles differ, with each position side by side.",
        view: view, data: StructuredData.claims(model))
    ]
  }

  private func question(_ tension: Tension, _ context: PageContext) -> View {
    var view = context.tension(tension)
    view["anchor"] = model.anchor(ofTension: tension.id)
    view["positions"] = tension.positions.prefix(8).map { position -> View in
      let quotes = position.mentions.prefix(2).map { at -> View in
        let sentence = model.index.sentence(at: at)
        return context.quote(DocSpan(doc: at.doc, span: sentence?.span ?? at.span), triggers: [at])
      }
      return ["says": SafeText.cut(position.says, 300), "quotes": Array(quotes)]
    }
    view["touches"] = tension.events.prefix(10).compactMap { id in
      model.positionOfEvent[id].map { context.event(model.entries[$0]) }
    }
    view["hasTouches"] = !tension.events.isEmpty
    return view
  }

  /// Method, print version and the page for a wrong address.
  func otherPages() throws -> [OutputFile] {
    [try methodPage(), try printPage(), try missingPage()]
  }

  private func methodPage() throws -> OutputFile {
    let documents = model.graph.documents
    let skipped = model.report.skipped
    var bases: [String: Int] = [:]
    for document in documents { bases[document.record.date.basisWords, default: 0] += 1 }
    var states: [DateState: Int] = [:]
    var types: [EventType: Int] = [:]
    var statuses: [EventStatus: Int] = [:]
    for entry in model.entries {
      states[entry.state, default: 0] += 1
      types[entry.event.type, default: 0] += 1
      statuses[entry.event.status, default: 0] += 1
    }
    var rules: [String: Int] = [:]
    for document in documents {
      for timex in document.record.timexes { rules[timex.rule, default: 0] += 1 }
    }
    var view: View = [
      "read": Wording.digits(documents.count, "article"),
      "seen": Wording.digits(documents.count + skipped.count, "input"),
      "skippedCount": Wording.digits(skipped.count, "input"), "hasSkipped": !skipped.isEmpty,
      "skipped": skipped.prefix(200).map { skip -> View in
        ["skipName": SafeText.cut(skip.id, 120), "skipWhy": SafeText.cut(skip.message, 240)]
      },
      "moreSkipped": skipped.count > 200 ? skipped.count - 200 : false as Any,
      "counts": Wording.list([
        Wording.digits(documents.reduce(0) { $0 + $1.record.sentences.count }, "sentence"),
        Wording.digits(documents.reduce(0) { $0 + $1.record.timexes.count }, "time expression"),
        "\(Wording.digits(model.graph.events.reduce(0) { $0 + $1.mentions.count }, "mention")) of \(Wording.digits(model.entries.count, "event"))",
        Wording.digits(model.graph.actors.count, "actor"), Wording.digits(model.graph.relations.count, "relation"),
        Wording.digits(model.graph.tensions.count, "disagreement"),
      ]),
      "bases": bases.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        ["name": $0.key, "count": $0.value] as View
      },
      "states": DateState.allCases.map { state -> View in
        ["state": state.rawValue, "name": state.words, "meaning": meaning(state), "count": states[state] ?? 0]
      },
      "types": EventType.allCases.compactMap { type -> View? in
        guard let count = types[type] else { return nil }
        let category = EventCategory(type)
        return [
          "name": Wording.type(type), "code": type.rawValue, "category": category.rawValue,
          "categoryWord": category.word, "glyph": Glyph.svg(category), "count": count,
        ]
      },
      "statuses": EventStatus.allCases.map { status -> View in
        let words = Wording.status(status)
        return [
          "name": words.word.isEmpty ? "Happened" : words.word, "meaning": words.sentence,
          "count": statuses[status] ?? 0,
        ]
      },
      "rules": rules.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(40).map {
        ["name": $0.key, "count": $0.value] as View
      },
      "hasRules": !rules.isEmpty, "faults": model.report.faults.prefix(20).map { SafeText.cut($0, 300) },
      "hasFaults": !model.report.faults.isEmpty, "version": model.options.version,
      "buildDate": model.options.buildDate?.words() ?? false as Any,
    ]
    let open = model.report.openCorrections
    view["hasCorrections"] = model.report.corrections != nil
    view["corrections"] = Wording.digits(model.report.corrections ?? 0, "correction")
    view["hasOpenCorrections"] = !open.isEmpty
    view["openCorrections"] = open.prefix(200).map { SafeText.cut($0, 400) }
    view["moreCorrections"] = open.count > 200 ? open.count - 200 : false as Any
    return try page(
      "method.html", "method", section: .method, title: "Method · \(siteTitle)",
      description: "What was read, what was inferred by which rule, what was left out.", view: view)
  }

  private func meaning(_ state: DateState) -> String {
    switch state {
    case .stated: "A calendar date stands in the text beside the event."
    case .inferred: "Worked out from words such as “last Friday” and a known date; the page says how."
    case .approximate: "Only bounds are known; the bar shows the range of possible days."
    case .reported: "No words date it. It stands at the day of the article that tells of it, and may be older."
    case .disputed: "Articles give different dates; each is shown."
    case .expected: "The text looks ahead to it; no article says that it happened."
    case .unplaced:
      "No day of the calendar: it lies on the axis of an article whose day of writing is open, or the text gives no bound."
    }
  }

  private func printPage() throws -> OutputFile {
    let context = context("print.html")
    let all = Array(model.entries.indices)
    var view = timeline(of: all, context, linksPeriods: false, isOpen: true, full: PageWriter.printedEvents)
    let summary = summary()
    view["summary"] = summary
    let left = all.count - PageWriter.printedEvents
    view["heading"] = heading
    view["printNote"] =
      left > 0
      ? "The \(PageWriter.printedEvents) most important events; \(Wording.digits(left, "more event")) are in data/events.csv."
        as Any
      : false
    view["disagreements"] = model.tensions.prefix(40).map { context.tension($0) }
    view["hasDisagreements"] = !model.graph.tensions.isEmpty
    view["articles"] = articleLines(context, limit: 150)
    let unseen = model.graph.documents.count - 150
    view["moreArticles"] = unseen > 0 ? Wording.digits(unseen, "more article") : false as Any
    view["drawings"] = model.drawings.filter { $0.isMain && $0.svg != nil }.prefix(3).map { drawing -> View in
      ["src": "graph/\(drawing.name).svg", "drawingTitle": drawing.title, "drawingText": drawing.description]
    }
    return try page(
      "print.html", "print", section: .none, title: "\(siteTitle): print version", description: plain(summary),
      view: view)
  }

  private func missingPage() throws -> OutputFile {
    try page(
      "404.html", "missing", section: .none, title: "Page not found · \(siteTitle)",
      description: "This address leads to no page of the timeline.",
      view: ["home": (model.baseURL ?? "") + "index.html"])
  }

  /// Style sheet, script and icon.
  func staticFiles() throws -> [OutputFile] {
    let light = Palette.variables(dark: false)
    let dark = Palette.variables(dark: true)
    let colours =
      ":root{\(light)}\n@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){\(dark)}}\n"
      + "@media screen{:root[data-theme=dark]{\(dark)}}\n"
    let icon =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><path d=\"M4 1v14\" stroke=\"\(Palette.color(.talks).light)\" stroke-width=\"2\"/><circle cx=\"4\" cy=\"5\" r=\"3\" fill=\"\(Palette.color(.talks).light)\"/><path d=\"M9 5h6M9 11h4\" stroke=\"\(Palette.color(.statement).light)\" stroke-width=\"2\"/></svg>\n"
    return [
      OutputFile(
        path: "assets/style.css", text: colours + (try templates.file("style.css")) + DiagramStyleSheet.css + "\n"),
      OutputFile(path: "assets/script.js", text: try templates.file("script.js")),
      OutputFile(path: "assets/icon.svg", text: icon),
    ]
  }
}
