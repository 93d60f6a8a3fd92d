// The graph in the formats of other programs: the same nodes, the same edges.

import Corpus
import DOT

extension Verifier {
  /// Nodes with what they are called and are, and what two of them have in common, as `from kind to`.
  private struct Network {
    var nodes: [String: String] = [:]
    var edges: Set<String> = []
    /// Ids of nodes, and pairs of nodes with an edge, that stand there twice.
    var repeated: [String] = []
    private var pairs: Set<[String]> = []

    mutating func add(_ id: String, _ words: String) {
      if nodes.updateValue(words, forKey: id) != nil { repeated.append("node " + id) }
    }

    /// One edge of a file; all that its ends have in common stands on it.
    mutating func add(from source: String, _ kinds: String, to target: String) {
      if !pairs.insert([source, target]).inserted { repeated.append("edge \(source) \(target)") }
      for kind in kinds.split(separator: " + ", omittingEmptySubsequences: false) {
        edges.insert("\(source) \(kind) \(target)")
      }
    }
  }

  /// `data/graph.graphml`, `data/graph.gexf` and `data/graph.dot` hold the graph.
  mutating func checkNetworks() {
    let expected = network()
    for path in ["data/graph.graphml", "data/graph.gexf"] {
      guard let bytes = readFile(path) else { continue }
      let scan = MarkupScan(bytes)
      if let fault = scan.fault {
        raise("file-broken", path, fault)
        continue
      }
      compare(path.hasSuffix("gexf") ? Verifier.gexf(scan) : Verifier.graphML(scan), expected, path)
    }
    checkDOT()
  }

  private func network() -> Network {
    var network = Network()
    var used: Set<String> = []
    for value in graph["events"]?.list ?? [] {
      guard let id = value["id"]?.text else { continue }
      let title = value["title"]?.text ?? ""
      let type = value["type"]?.text ?? ""
      network.add("e:" + id, "\(title.isEmpty ? type : title)|event|\(type)")
      for (role, ids) in [("agent", value["agents"]), ("patient", value["patients"]), ("source", value["sources"])] {
        for actor in ids?.texts ?? [] where actors[actor] != nil {
          used.insert(actor)
          network.edges.insert("a:\(actor) \(role) e:\(id)")
        }
      }
    }
    for id in used {
      guard let actor = actors[id] else { continue }
      network.add(
        "a:" + id, "\(actor["name"]?.text ?? "")|\(actor["kind"]?.text ?? "")|\(actor["code"]?.text ?? "")")
    }
    for value in graph["relations"]?.list ?? [] {
      network.edges.insert("e:\(value["a"]?.text ?? "") \(value["type"]?.text ?? "") e:\(value["b"]?.text ?? "")")
    }
    return network
  }

  private static func graphML(_ scan: MarkupScan) -> Network {
    let data = scan.children("data")
    func datum(_ key: String, of number: Int) -> String {
      data[number]?.first { $0.attributes["key"] == key }?.text ?? ""
    }
    var network = Network()
    for number in scan.all("node") {
      network.add(
        scan.elements[number].attributes["id"] ?? "",
        ["label", "kind", "type"].map { datum($0, of: number) }.joined(separator: "|"))
    }
    for number in scan.all("edge") {
      let ends = scan.elements[number].attributes
      network.add(from: ends["source"] ?? "", datum("relation", of: number), to: ends["target"] ?? "")
    }
    return network
  }

  private static func gexf(_ scan: MarkupScan) -> Network {
    let lists = scan.children("attvalues")
    // Values stand one element deeper than the node or edge.
    var values: [Int: [String: String]] = [:]
    for element in scan.elements where element.name == "attvalue" {
      guard let list = element.parent, let owner = scan.elements[list].parent, lists[owner] != nil else { continue }
      values[owner, default: [:]][element.attributes["for"] ?? ""] = element.attributes["value"]
    }
    var network = Network()
    for number in scan.all("node") {
      let own = scan.elements[number].attributes
      network.add(
        own["id"] ?? "", "\(own["label"] ?? "")|\(values[number]?["0"] ?? "")|\(values[number]?["1"] ?? "")")
    }
    for number in scan.all("edge") {
      let ends = scan.elements[number].attributes
      network.add(from: ends["source"] ?? "", values[number]?["0"] ?? "", to: ends["target"] ?? "")
    }
    return network
  }

  private mutating func compare(_ found: Network, _ expected: Network, _ path: String) {
    for id in found.repeated { raise("id-twice", id, "\(path) has it twice") }
    for id in Set(expected.nodes.keys).union(found.nodes.keys).sorted() {
      switch (expected.nodes[id], found.nodes[id]) {
      case (let own?, let written?):
        if !Verifier.isSameText(own, written) {
          raise("row-differs", "node \(id)", "\(path) has another name, kind or code")
        }
      case (nil, _): raise("node-differs", "node \(id)", "only \(path) has it")
      default: raise("node-differs", "node \(id)", "\(path) does not have it")
      }
    }
    for edge in expected.edges.symmetricDifference(found.edges).sorted() {
      raise(
        "edge-differs", "edge \(edge)", found.edges.contains(edge) ? "only \(path) has it" : "\(path) does not have it"
      )
    }
  }

  /// The drawing's source can be read, and leads to the page of each event once.
  private mutating func checkDOT() {
    let path = "data/graph.dot"
    guard let bytes = readFile(path) else { return }
    let file = DOTFile(bytes)
    if let fault = file.fault { return raise("file-broken", path, "line \(fault.line): \(fault.message)") }
    guard file.graphs.count == 1 else { return raise("file-broken", path, "it holds not one graph") }
    var pages: [String: Int] = [:]
    for node in ReadGraph(file, graph: 0).nodes {
      guard let link = node.attributes["URL"]?.text, let page = Verifier.resolved(link, from: path) else { continue }
      pages[page, default: 0] += 1
    }
    let wanted = Set(rows.values.compactMap { $0["page"]?.text })
    for page in wanted.union(pages.keys).sorted() where pages[page] != (wanted.contains(page) ? 1 : nil) {
      raise("node-differs", page, "\(path) draws it \(pages[page] ?? 0) times")
    }
  }
}
