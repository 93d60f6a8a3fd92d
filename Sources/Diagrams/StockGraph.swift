// A graph as DOT without positions, for Graphviz's own tools: `dot -Tsvg` alone gives a drawing that reads from top to
// bottom and is as wide as a few cards. Ranks are rows of time: each row has an invisible anchor, the anchors are a
// chain, and `newrank` lets rows and clusters be ranked together. Edges do not rank (`constraint=false`), since the rows
// do. What nodes and edges share stands once, as the default of a group.

import DOT
import EventGraph
import Events

/// Writes events and relations of a graph for stock tools.
public struct StockGraph {
  private let builder: DiagramBuilder
  private let events: [GraphEvent]
  private let cards: [EventCard]
  private let bands: [StockBand]
  private let rows: StockRows
  /// Whether an event stands in the frame of an article.
  private let isFramed: [Bool]
  /// Words that a pointer shows on an event; nil for its title and date.
  private let explanation: ((GraphEvent) -> String)?

  /// Events in a row, so that a drawing stays within 2,000 points.
  private static let perRow = 8

  /// Lines between two rows: the longer a drawing, the less room Graphviz leaves between them.
  private static func lines(_ events: Int) -> Int { events < 250 ? 24 : events < 1_000 ? 14 : 8 }

  /// - Parameters:
  ///   - scope: events of a drawing; nil for all of the graph.
  ///   - explanation: words that a pointer shows on an event.
  public init(_ builder: DiagramBuilder, scope: DiagramScope? = nil, explanation: ((GraphEvent) -> String)? = nil) {
    self.builder = builder
    self.explanation = explanation
    let events = scope.map { builder.chosenEvents($0).events } ?? builder.graph.events
    self.events = events
    cards = events.map(builder.card)
    bands = StockBand.bands(of: events, index: builder.index, perRow: StockGraph.perRow)
    var isFramed = [Bool](repeating: false, count: events.count)
    for band in bands { if case .article = band.place { for item in band.items { isFramed[item] = true } } }
    self.isFramed = isFramed
    let position = Dictionary(events.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let links = builder.graph.relations.compactMap { relation -> StockRows.Link? in
      guard let a = position[relation.a], let b = position[relation.b] else { return nil }
      let isBackward = RelationStyle.style(relation.kind).isBackward
      return StockRows.Link(from: isBackward ? b : a, to: isBackward ? a : b, relation: relation)
    }
    rows = StockRows(
      bands: bands, count: events.count, links: links, perRow: StockGraph.perRow,
      lines: StockGraph.lines(events.count))
  }

  /// The DOT document.
  ///
  /// - Parameters:
  ///   - name: name of the graph.
  ///   - title: headline above the drawing.
  public func graph(name: String, title: String) -> DOTGraph {
    var graph = DOTGraph(name: name, attributes: attributes(title), nodeDefaults: nodeDefaults)
    graph.edgeDefaults = ["constraint": .flag(false)]
    let counts = builder.counts(events: events.count, relations: rows.drawn.count + rows.left.count)
    let head = [title, counts, builder.sourceLine, "Drawn by `dot -Tsvg`. Invisible nodes and edges hold the rows."]
    graph.statements += head.filter { !$0.isEmpty }.map { .comment($0) }
    graph.statements += nodeGroups() + edgeGroups() + layout() + leftOut()
    return graph
  }

  private func attributes(_ title: String) -> DOTAttributes {
    let big = HTMLLabel.Font(color: Palette.ink.light, size: 20, isBold: true)
    let quiet = HTMLLabel.Font(color: Palette.muted.light, size: 11)
    let counts = builder.counts(events: events.count, relations: rows.drawn.count + rows.left.count)
    let headline = TextMetrics.fitted(title.isEmpty ? "Events" : title, width: 1_000, size: 20, bold: true)
    var lines: [[HTMLLabel.Cell]] = [
      [HTMLLabel.Cell(.text([.words(headline, big)]))], [HTMLLabel.Cell(.text([.words(counts, quiet)]))],
    ]
    var legend = Legend(columns: 9)
    for card in cards { legend.use(card) }
    for link in rows.drawn { legend.relations.insert(link.relation.kind) }
    lines.append([HTMLLabel.Cell(legend.label.content)])
    return [
      "bgcolor": .keyword(Palette.paper.light), "comment": .text(title), "fontname": .text(DiagramDefaults.fonts),
      "fontsize": .number(11),
      "label": .html(HTMLLabel(.table(HTMLLabel.Table(rows: lines)))), "labeljust": .keyword("l"),
      "labelloc": .keyword("t"), "newrank": .flag(true), "nodesep": .number(0.15), "pad": .number(0.3),
      "rankdir": .keyword("TB"), "ranksep": .number(0.35), "tooltip": .text(" "),
    ]
  }

  private var nodeDefaults: DOTAttributes {
    [
      "fontcolor": .keyword(Palette.ink.light), "fontname": .text(DiagramDefaults.fonts), "fontsize": .number(10),
      "height": .number(0.5), "margin": .text("0.08,0.05"), "shape": .keyword("box"), "style": .keyword("filled"),
      "width": .number(2.3),
    ]
  }

  // MARK: Nodes

  /// Shape of a type; each has its own, so that no colour is needed.
  private static func shape(_ category: EventCategory) -> (shape: String, style: String) {
    switch category {
    case .talks: ("box", "rounded,filled")
    case .statement: ("note", "filled")
    case .proposal: ("folder", "filled")
    case .military: ("box", "diagonals,filled")
    case .commitment: ("tab", "filled")
    case .pressure: ("component", "filled")
    case .other: ("box", "filled")
    }
  }

  /// Nodes by type and, in it, by how well their dates are known.
  private func nodeGroups() -> [DOTStatement] {
    EventCategory.allCases.compactMap { category in
      let ofCategory = cards.indices.filter { cards[$0].category == category }
      guard !ofCategory.isEmpty else { return nil }
      let style = StockGraph.shape(category)
      var group = DOTSubgraph(nil, nodes: ["shape": .keyword(style.shape)])
      group.nodeDefaults["color"] = .keyword(Palette.color(category).light)
      group.statements = [.comment("\(category.word): \(ofCategory.count)")]
      for state in DateState.allCases {
        let members = ofCategory.filter { cards[$0].state == state }
        guard let first = members.first else { continue }
        var inner = DOTSubgraph(nil, nodes: ["class": .text("\(category.rawValue) \(state.rawValue)")])
        let border = cards[first].border
        inner.nodeDefaults["style"] = .text(style.style + (border == .solid ? "" : ",\(border.rawValue)"))
        inner.nodeDefaults["fillcolor"] = .keyword(cards[first].fill)
        for item in members { inner.statements += [.comment(cards[item].line), .node(node(item))] }
        group.statements.append(.subgraph(inner))
      }
      return .subgraph(group)
    }
  }

  private func node(_ item: Int) -> DOTNode {
    let card = cards[item]
    let lines = TextMetrics.wrap(card.title, width: 146, size: 10, limit: 4)
    let date = "\(Glyph.character(card.category)) \(date(of: item))"
    let footer = card.articles.isEmpty ? date : "\(date)  \(card.articles)"
    var attributes: DOTAttributes = [
      "label": .text((lines + [footer]).joined(separator: "\n")),
      "tooltip": .text(explanation?(events[item]) ?? card.spoken),
    ]
    if card.isContested { attributes["peripheries"] = .number(2) }
    if let url = card.url { attributes["URL"] = .url(url) }
    return DOTNode(card.id, attributes)
  }

  /// In an article's frame, how the event lies to the day of writing, if that is known.
  private func date(of item: Int) -> String {
    guard isFramed[item], let words = events[item].when.relativeWords else { return cards[item].date }
    return TextMetrics.fitted(words, width: 150, size: 10)
  }

  // MARK: Edges

  private func edgeGroups() -> [DOTStatement] {
    RelationStyle.order.compactMap { kind in
      let links = rows.drawn.filter { $0.relation.kind == kind }
      guard !links.isEmpty else { return nil }
      let style = RelationStyle.style(kind)
      var group = DOTSubgraph(nil, edges: style.relationAttributes)
      group.edgeDefaults["class"] = .text(kind.rawValue)
      group.statements = [.comment("\(style.sentence): \(links.count)")]
      group.statements += links.map { link in
        .edge(DOTEdge(name(link.relation.a), name(link.relation.b), ["tooltip": .text(link.relation.why)]))
      }
      return .subgraph(group)
    }
  }

  private func name(_ event: String) -> String { builder.names[event] }

  /// Relations without a line, as remarks.
  private func leftOut() -> [DOTStatement] {
    guard !rows.left.isEmpty else { return [] }
    var remarks = [
      "\(rows.left.count) relations over many rows have no line here; graph.graphml and graph.gexf have them as edges:"
    ]
    remarks += rows.left.map { "\(name($0.relation.a)) \($0.relation.kind.rawValue) \(name($0.relation.b))" }
    return remarks.map { .comment($0) }
  }

  // MARK: Layout

  /// Rows, headings and frames: nothing here is an event or a relation.
  private func layout() -> [DOTStatement] {
    guard !rows.rows.isEmpty else { return [] }
    let invisible = DOTAttributes([
      (name: "class", value: .text("furniture")), (name: "label", value: .text("")),
      (name: "shape", value: .keyword("point")), (name: "style", value: .keyword("invis")),
      (name: "width", value: .number(0.01)),
    ])
    var anchors = DOTSubgraph(nil, nodes: invisible)
    var headings = DOTSubgraph(nil, nodes: ["class": .text("furniture axis"), "shape": .keyword("plaintext")])
    headings.nodeDefaults["style"] = .text("")
    headings.nodeDefaults["width"] = .number(1)
    var names: [String] = []
    var hidden: [String] = []
    var lines: [DOTStatement] = []
    var frames = bands.enumerated().map { number, band in frame(band, number) }
    var lastBand = -1
    for (number, row) in rows.rows.enumerated() {
      var anchor = "row \(number + 1)"
      if row.band != lastBand, case .time(let words) = bands[row.band].place {
        anchor = "axis \(words.split(separator: "\n").joined(separator: " "))"
        headings.statements.append(.node(DOTNode(anchor, ["label": .text(words)])))
      } else {
        hidden.append(anchor)
      }
      lastBand = row.band
      names.append(anchor)
      frames[row.band]?.statements.append(.members([anchor] + row.items.map { cards[$0].id }))
      let members = [anchor] + row.items.map { cards[$0].id }
      lines.append(.subgraph(DOTSubgraph(nil, ["rank": .keyword("same")], [.members(members)])))
    }
    var ties = DOTSubgraph(nil, edges: ["class": .text("furniture"), "constraint": .flag(true), "weight": .number(4)])
    ties.edgeDefaults["style"] = .keyword("invis")
    for (anchor, row) in zip(names, rows.rows) {
      ties.statements.append(.path(DOTPath([[anchor], row.items.map { cards[$0].id }])))
    }
    let chain = DOTPath(names.map { [$0] }, ["weight": .number(100)])
    if names.count > 1 { ties.statements.append(.path(chain)) }
    var out: [DOTStatement] = [.comment("Layout only: headings, anchors, ties and frames")]
    if !headings.statements.isEmpty { out.append(.subgraph(headings)) }
    if !hidden.isEmpty {
      anchors.statements = [.members(hidden)]
      out.append(.subgraph(anchors))
    }
    out.append(.subgraph(ties))
    return out + lines + frames.compactMap { $0.map { .subgraph($0) } }
  }

  /// The frame of an article's events; the axis has none.
  private func frame(_ band: StockBand, _ number: Int) -> DOTSubgraph? {
    let heading: String
    let id: String
    switch band.place {
    case .time: return nil
    case .article(let article, let words): (id, heading) = ("cluster_article_\(article)", words)
    case .nowhere: (id, heading) = ("cluster_no_date", "Date unknown")
    }
    return DOTSubgraph(
      id,
      [
        "bgcolor": .keyword(Palette.surface.light), "color": .keyword(Palette.softEdge.light),
        "fontcolor": .keyword(Palette.ink.light), "fontsize": .number(12), "label": .text(heading),
        "labeljust": .keyword("l"), "labelloc": .keyword("t"), "style": .keyword("dashed"),
      ])
  }
}

extension EventCard {
  /// Title, date and articles in one line, for readers of a DOT file.
  var line: String {
    [title, remark.isEmpty ? date : "\(date) (\(remark))", articles.isEmpty ? "" : "article \(articles)"]
      .filter { !$0.isEmpty }.joined(separator: " | ")
  }
}
