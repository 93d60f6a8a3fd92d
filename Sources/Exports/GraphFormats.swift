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
    var kind: String
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
          edges.append(Edge(from: "a:" + id, to: "e:" + event.id, kind: role, why: ""))
        }
      }
    }
    for relation in graph.relations where known.contains(relation.a) && known.contains(relation.b) {
      edges.append(
        Edge(
          from: "e:" + relation.a, to: "e:" + relation.b, kind: relation.kind.rawValue,
          why: ExportRow.flat(relation.why)))
    }
    actors = graph.actors.filter { used.contains($0.id) }
    let named = Set(actors.map(\.id))
    self.edges = edges.filter { !$0.from.hasPrefix("a:") || named.contains(String($0.from.dropFirst(2))) }
  }
}

/// GEXF 1.3 with a time interval for each event: never open and never empty, which Gephi cannot read.
enum GEXF {
  static let format = ExportFormat("graph.gexf", text: { write($0.graph, $0.rows) })

  static func write(_ graph: NewsGraph, _ rows: [ExportRow]) -> String {
    let parts = GraphEdges(graph)
    func attribute(_ id: Int, _ value: String) -> String {
      "<attvalue for=\"\(id)\" value=\"\(XMLText.escape(ExportRow.flat(value)))\"/>"
    }
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml += "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
    xml += "<graph mode=\"dynamic\" defaultedgetype=\"directed\" timeformat=\"date\" timerepresentation=\"interval\">\n"
    xml += "<attributes class=\"node\">"
    for (id, name) in ["kind", "type", "state", "status", "edtf", "articles"].enumerated() {
      xml += "<attribute id=\"\(id)\" title=\"\(name)\" type=\"string\"/>"
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
      xml += "</attvalues></node>\n"
    }
    for actor in parts.actors {
      xml +=
        "<node id=\"\(XMLText.escape("a:" + actor.id))\" label=\"\(XMLText.escape(ExportRow.flat(actor.name)))\"><attvalues>"
      xml += attribute(0, actor.kind.rawValue) + attribute(1, actor.code ?? "") + "</attvalues></node>\n"
    }
    xml += "</nodes>\n<edges>\n"
    for (number, edge) in parts.edges.enumerated() {
      xml += "<edge id=\"\(number)\" source=\"\(XMLText.escape(edge.from))\" target=\"\(XMLText.escape(edge.to))\">"
      xml += "<attvalues>" + attribute(0, edge.kind) + attribute(1, edge.why) + "</attvalues></edge>\n"
    }
    return xml + "</edges>\n</graph>\n</gexf>\n"
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
    for name in ["label", "kind", "type", "state", "status", "edtf", "from", "to"] {
      xml += "<key id=\"\(name)\" for=\"node\" attr.name=\"\(name)\" attr.type=\"string\"/>\n"
    }
    for name in ["relation", "why"] {
      xml += "<key id=\"\(name)\" for=\"edge\" attr.name=\"\(name)\" attr.type=\"string\"/>\n"
    }
    xml += "<graph id=\"events\" edgedefault=\"directed\">\n"
    for row in rows {
      xml += "<node id=\"\(XMLText.escape("e:" + row.event.id))\">" + data("label", row.title) + data("kind", "event")
      xml += data("type", row.event.type.rawValue) + data("state", row.state.rawValue)
      xml += data("status", row.event.status.rawValue) + data("edtf", row.event.when.edtf ?? "")
      xml += data("from", row.earliest?.description ?? "") + data("to", row.latest?.description ?? "") + "</node>\n"
    }
    for actor in parts.actors {
      xml += "<node id=\"\(XMLText.escape("a:" + actor.id))\">" + data("label", actor.name)
      xml += data("kind", actor.kind.rawValue) + data("type", actor.code ?? "") + "</node>\n"
    }
    for (number, edge) in parts.edges.enumerated() {
      xml += "<edge id=\"r\(number)\" source=\"\(XMLText.escape(edge.from))\" target=\"\(XMLText.escape(edge.to))\">"
      xml += data("relation", edge.kind) + data("why", edge.why) + "</edge>\n"
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
