// The graph for graph programs: events and actors as nodes, participation and relations as edges.

import Actors
import ChronographBase
import Chronology
import Diagrams
import DOT
import EventGraph
import Events

/// The edges that both XML formats write.
struct GraphEdges {
  struct Edge {
    var from: String
    var to: String
    /// Kinds of what the two have in common, each once, as `agent + source`.
    var kind: String
    /// How often it is told: sentences of evidence of relations, one for each role of an actor.
    var weight: Int
    var why: String
  }

  var actors: [GraphActor]
  var edges: [Edge]

  /// Actors without events are left out.
  init(_ graph: NewsGraph) {
    let known = Set(graph.events.map(\.id))
    var used: Set<ActorID> = []
    var edges: [Edge] = []
    for event in graph.events {
      let roles = [("agent", event.agents), ("patient", event.patients), ("source", event.sources)]
      for (role, ids) in roles {
        for id in ids {
          used.insert(id)
          edges.append(Edge(from: "a:" + id, to: "e:" + event.id, kind: role, weight: 1, why: ""))
        }
      }
    }
    for relation in graph.relations where known.contains(relation.a) && known.contains(relation.b) {
      edges.append(
        Edge(
          from: "e:" + relation.a, to: "e:" + relation.b, kind: relation.kind.rawValue,
          weight: max(1, relation.evidence.count), why: ExportRow.flat(relation.why)))
    }
    actors = graph.actors.filter { used.contains($0.id) }
    let named = Set(actors.map(\.id))
    self.edges = GraphEdges.merged(
      edges.filter { !$0.from.hasPrefix("a:") || named.contains(String($0.from.dropFirst(2))) })
  }

  /// One edge for each pair of ends, in the order of the first; many programs keep only the last of parallels.
  private static func merged(_ edges: [Edge]) -> [Edge] {
    var merged: [Edge] = []
    var place: [[String]: Int] = [:]
    var kinds: [Set<String>] = []
    for edge in edges {
      guard let old = place[[edge.from, edge.to]] else {
        place[[edge.from, edge.to]] = merged.count
        merged.append(edge)
        kinds.append([edge.kind])
        continue
      }
      merged[old].weight += edge.weight
      if kinds[old].insert(edge.kind).inserted { merged[old].kind += " + " + edge.kind }
      if merged[old].why.isEmpty { merged[old].why = edge.why }
    }
    return merged
  }
}

/// GEXF 1.3 with a time interval for each event: never open and never empty, which Gephi cannot read. An event that is
/// placed to a window is fainter, and `dating` and `days` say how well it is placed.
enum GEXF {
  static let format = ExportFormat("graph.gexf", text: write)

  static func write(_ input: ExportInput) -> String {
    let rows = input.rows
    let parts = GraphEdges(input.graph)
    func attribute(_ id: Int, _ value: String) -> String {
      "<attvalue for=\"\(id)\" value=\"\(XMLText.escape(ExportRow.flat(value)))\"/>"
    }
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml += "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n"
    let newest = input.buildDate ?? input.graph.documents.compactMap(\.record.date.interval.latest).max()
    xml += "<meta\(newest.map { " lastmodifieddate=\"\($0)\"" } ?? "")><creator>Chronograph</creator>"
    xml += "<description>\(XMLText.escape(ExportRow.flat(input.title)))</description></meta>\n"
    xml += "<graph mode=\"dynamic\" defaultedgetype=\"directed\" timeformat=\"date\" timerepresentation=\"interval\">\n"
    xml += "<attributes class=\"node\">"
    for (id, name) in ["kind", "type", "state", "status", "edtf", "articles", "dating", "days"].enumerated() {
      xml += "<attribute id=\"\(id)\" title=\"\(name)\" type=\"\(name == "days" ? "integer" : "string")\"/>"
    }
    xml += "</attributes>\n<attributes class=\"edge\"><attribute id=\"0\" title=\"relation\" type=\"string\"/>"
    xml += "<attribute id=\"1\" title=\"why\" type=\"string\"/></attributes>\n<nodes>\n"
    for row in rows {
      xml += "<node id=\"\(XMLText.escape("e:" + row.event.id))\" label=\"\(XMLText.escape(row.title))\""
      if let days = row.isoDays { xml += " start=\"\(days.start)\" end=\"\(max(days.end, days.start + 1))\"" }
      xml += "><attvalues>" + attribute(0, "event") + attribute(1, row.event.type.rawValue)
      xml += attribute(2, row.state.rawValue) + attribute(3, row.event.status.rawValue)
      xml +=
        attribute(4, row.event.when.edtf ?? "") + attribute(5, row.articles.map(String.init).joined(separator: " "))
      if let days = row.isoDays {
        xml += attribute(6, row.dating.rawValue)
        if row.earliest != nil, row.latest != nil { xml += attribute(7, String(days.end - days.start + 1)) }
      }
      xml += "</attvalues>" + color(row.category, isFaint: row.dating == .window) + "</node>\n"
    }
    for actor in parts.actors {
      xml +=
        "<node id=\"\(XMLText.escape("a:" + actor.id))\" label=\"\(XMLText.escape(ExportRow.flat(actor.name)))\"><attvalues>"
      xml += attribute(0, actor.kind.rawValue) + attribute(1, actor.code ?? "") + "</attvalues></node>\n"
    }
    xml += "</nodes>\n<edges>\n"
    for (number, edge) in parts.edges.enumerated() {
      xml += "<edge id=\"\(number)\" source=\"\(XMLText.escape(edge.from))\" target=\"\(XMLText.escape(edge.to))\""
      xml += " kind=\"\(edge.kind)\" label=\"\(edge.kind)\" weight=\"\(edge.weight)\">"
      xml += "<attvalues>" + attribute(0, edge.kind) + attribute(1, edge.why) + "</attvalues></edge>\n"
    }
    return xml + "</edges>\n</graph>\n</gexf>\n"
  }

  private static func color(_ category: EventCategory, isFaint: Bool) -> String {
    let digits = Array(Palette.color(category).light.utf8.dropFirst())
    let parts = [0, 2, 4].map {
      digits.count == 6 ? UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) : 0
    }
    let names = zip(["r", "g", "b"], parts).map { "\($0)=\"\($1 ?? 0)\"" }.joined(separator: " ")
    return "<viz:color \(names) a=\"\(isFaint ? "0.4" : "1.0")\"/>"
  }
}

/// GraphML with the same nodes and edges.
enum GraphML {
  static let format = ExportFormat("graph.graphml", text: { write($0.graph, $0.rows) })

  static func write(_ graph: NewsGraph, _ rows: [ExportRow]) -> String {
    let parts = GraphEdges(graph)
    func data(_ key: String, _ value: String) -> String {
      value.isEmpty ? "" : "<data key=\"\(key)\">\(XMLText.escape(ExportRow.flat(value)))</data>"
    }
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
    for name in ["label", "kind", "type", "state", "status", "edtf", "from", "to", "dating"] {
      xml += "<key id=\"\(name)\" for=\"node\" attr.name=\"\(name)\" attr.type=\"string\"/>\n"
    }
    for name in ["relation", "why", "weight"] {
      let type = name == "weight" ? "int" : "string"
      xml += "<key id=\"\(name)\" for=\"edge\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>\n"
    }
    xml += "<graph id=\"events\" edgedefault=\"directed\">\n"
    for row in rows {
      xml += "<node id=\"\(XMLText.escape("e:" + row.event.id))\">" + data("label", row.title) + data("kind", "event")
      xml += data("type", row.event.type.rawValue) + data("state", row.state.rawValue)
      xml += data("status", row.event.status.rawValue) + data("edtf", row.event.when.edtf ?? "")
      xml += data("from", row.earliest?.description ?? "") + data("to", row.latest?.description ?? "")
      xml += data("dating", row.isoDays == nil ? "" : row.dating.rawValue) + "</node>\n"
    }
    for actor in parts.actors {
      xml += "<node id=\"\(XMLText.escape("a:" + actor.id))\">" + data("label", actor.name)
      xml += data("kind", actor.kind.rawValue) + data("type", actor.code ?? "") + "</node>\n"
    }
    for (number, edge) in parts.edges.enumerated() {
      xml += "<edge id=\"r\(number)\" source=\"\(XMLText.escape(edge.from))\" target=\"\(XMLText.escape(edge.to))\">"
      xml += data("relation", edge.kind) + data("why", edge.why) + data("weight", String(edge.weight)) + "</edge>\n"
    }
    return xml + "</graph>\n</graphml>\n"
  }
}

/// The whole graph as DOT that Graphviz's own tools lay out.
enum PlainDOT {
  static let format = ExportFormat("graph.dot", text: write)

  static func write(_ input: ExportInput) -> String {
    let rows = Dictionary(input.rows.map { ($0.event.id, $0) }, uniquingKeysWith: { first, _ in first })
    let links = DiagramLinks(event: { id in rows[id].map { "../events/\($0.slug).html" } })
    let builder = DiagramBuilder(input.graph, index: input.index, links: links)
    let stock = StockGraph(builder, explanation: { ExportRow.flat(rows[$0.id]?.explanation ?? "") })
    return DOTWriter.write(stock.graph(name: "events", title: ExportRow.flat(input.title)))
  }
}
