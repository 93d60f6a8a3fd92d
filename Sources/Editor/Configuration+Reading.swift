// Reads the editor's file. Every fault is told with file, line, key and remedy.

import Actors
import Chronology
import Corpus
import Events
import Foundation
import Knowledge

extension Configuration {
  /// Name of the file that is found by itself beside the articles.
  public static let fileName = "chronograph.yml"
  /// Keys that the file may have at its top.
  static let keys = [
    "site", "title", "base_url", "full_text", "documents", "actors", "events", "relations", "disagreements", "key",
  ]
  static let siteKeys = ["title", "language", "base_url", "licence", "full_text"]
  static let documentKeys = ["file", "date", "outlet", "url", "rights", "title", "note", "exclude"]
  static let eventKeys = ["event", "merge", "split", "retitle", "redate", "retype", "hide", "star", "note", "status"]
  static let disagreementKinds = ["date", "number", "actor-role", "claim", "naming"]
  static let anchorKeys = ["document", "quote", "trigger", "type"]

  /// Reads a file of at most 8 MB.
  ///
  /// - Throws: `KnowledgeError` with file and line for its faults.
  public init(file: String) throws(KnowledgeError) {
    try self.init(root: KnowledgeValue(file: file, node: try KnowledgeYAML.read(file, name: file)))
  }

  /// Reads the text of a file.
  public init(text: String, file: String = Configuration.fileName) throws(KnowledgeError) {
    try self.init(root: KnowledgeValue(file: file, node: try KnowledgeYAML.parse(text, file: file)))
  }

  private init(root: KnowledgeValue) throws(KnowledgeError) {
    file = root.file
    try root.allow(Configuration.keys)
    title = try root["title"]?.words("title")
    fullText = try root["full_text"]?.truth("full_text") ?? true
    baseURL = try root["base_url"]?.address("base_url")
    if let site = root["site"] {
      try site.allow(Configuration.siteKeys, at: "site")
      title = try site["title"]?.words("site.title") ?? title
      language = try site["language"]?.language("site.language")
      licence = try site["licence"]?.words("site.licence")
      fullText = try site["full_text"]?.truth("site.full_text") ?? fullText
      baseURL = try site["base_url"]?.address("site.base_url") ?? baseURL
    }
    if let value = root["documents"], case .sequence = value.node.content {
      for (key, value) in try value.items("documents") {
        let name = try value.need("file", key).words(key + ".file")
        documents.append(try Configuration.document(name, value))
      }
    } else {
      for (name, value) in try root["documents"]?.map("documents") ?? [] {
        guard value["file"] == nil else { throw value.fault("documents.\(name)", "is named twice; leave \"file\" out") }
        documents.append(try Configuration.document(name, value))
      }
    }
    for (number, document) in documents.enumerated() {
      if let other = documentsByName.updateValue(number, forKey: TextFolding.folded(document.name)) {
        throw KnowledgeError(
          file: file, line: document.line,
          message: "documents.\(document.name): line \(documents[other].line) names the same document; join the entries"
        )
      }
    }
    for (key, value) in try root["actors"]?.items("actors") ?? [] {
      actors.append(
        ActorCorrection(
          act: try value.actorAct(key), why: try value["why"]?.words(key + ".why"), line: value.line, key: key))
    }
    for (key, value) in try root["events"]?.items("events") ?? [] {
      events.append(EventCorrection(act: try value.eventAct(key), line: value.line, key: key))
    }
    for (key, value) in try root["relations"]?.items("relations") ?? [] {
      relations.append(try value.relation(key))
    }
    for (key, value) in try root["disagreements"]?.items("disagreements") ?? [] {
      disagreements.append(try value.disagreement(key))
    }
    for (key, value) in try root["key"]?.items("key") ?? [] { keys.append(try value.eventAnchor(key)) }
  }

  private static func document(_ name: String, _ value: KnowledgeValue) throws(KnowledgeError) -> DocumentCorrection {
    let at = "documents.\(name)"
    try value.allow(documentKeys, at: at)
    return DocumentCorrection(
      name: name, date: try value["date"].map { (date) throws(KnowledgeError) in try date.date(at + ".date").text },
      outlet: try value["outlet"]?.words(at + ".outlet"), url: try value["url"]?.address(at + ".url"),
      title: try value["title"]?.words(at + ".title"), rights: try value["rights"]?.words(at + ".rights"),
      note: try value["note"]?.words(at + ".note"),
      isExcluded: try value["exclude"]?.truth(at + ".exclude") ?? false, line: value.line)
  }
}

// MARK: - Parts

extension KnowledgeValue {
  fileprivate func actorAct(_ key: String) throws(KnowledgeError) -> ActorCorrection.Act {
    if let merge = self["merge"] {
      try allow(["merge", "why"], at: key)
      let anchors = try merge.actorAnchors(key + ".merge")
      guard anchors.count > 1 else { throw merge.fault(key + ".merge", "needs two names or more: merge: [A, B]") }
      return .merge(anchors)
    }
    if let split = self["split"] {
      try allow(["split", "into", "why"], at: key)
      guard let into = self["into"] else {
        throw fault(key, "a split needs \"into\": a list of actors with name and documents, written or quotes")
      }
      var parts: [ActorCorrection.Part] = []
      for (at, value) in try into.items(key + ".into") {
        try value.allow(["name", "documents", "written", "quotes"], at: at)
        var quotes: [EventAnchor] = []
        for (place, quote) in try value["quotes"]?.items(at + ".quotes") ?? [] {
          quotes.append(try quote.eventAnchor(place))
        }
        parts.append(
          ActorCorrection.Part(
            name: try value.need("name", at).words(at + ".name"),
            documents: try value["documents"]?.wordList(at + ".documents") ?? [],
            written: try value["written"]?.wordList(at + ".written") ?? [], quotes: quotes, line: value.line))
      }
      guard !parts.isEmpty else { throw into.fault(key + ".into", "names no actor") }
      return .split(try split.actorAnchor(key + ".split"), into: parts)
    }
    try allow(["actor", "rename", "kind", "country", "hide", "why"], at: key)
    let actor = try need("actor", key).actorAnchor(key + ".actor")
    let kind = try self["kind"]?.choice(key + ".kind", NewsActor.Kind.allNames, NewsActor.Kind.init(rawValue:))
    if kind == .place { throw fault(key + ".kind", "a place is no actor; use hide: true") }
    var country: String?
    if let value = self["country"] {
      let code = try value.words(key + ".country")
      try value.refuse(CorrectionLines.unknownCountry, key + ".country")
      guard code.utf8.count == 3, code.utf8.allSatisfy({ (0x41...0x5a).contains($0) }) else {
        throw value.fault(
          key + ".country", "\"\(code)\" is no ISO 3166-1 code of three capitals, such as FRA (or IGO, NGO, MNC)")
      }
      country = code
    }
    let rename = try self["rename"]?.words(key + ".rename")
    let hide = try self["hide"]?.truth(key + ".hide") ?? false
    guard rename != nil || kind != nil || country != nil || hide else {
      throw fault(key, "says nothing of the actor; add rename, kind, country or hide")
    }
    return .change(actor, rename: rename, kind: kind, country: country, hide: hide)
  }

  fileprivate func eventAct(_ key: String) throws(KnowledgeError) -> EventCorrection.Act {
    try allow(Configuration.eventKeys, at: key)
    if let merge = self["merge"] {
      try allow(["merge"], at: key)
      var anchors: [EventAnchor] = []
      for (at, value) in try merge.items(key + ".merge") { anchors.append(try value.eventAnchor(at)) }
      guard anchors.count > 1 else { throw merge.fault(key + ".merge", "needs two events or more") }
      return .merge(anchors)
    }
    if let split = self["split"] {
      try allow(["split"], at: key)
      return .split(try split.eventAnchor(key + ".split"))
    }
    let event = try need("event", key).eventAnchor(key + ".event")
    var change = EventCorrection.Change()
    change.title = try self["retitle"]?.words(key + ".retitle")
    change.date = try self["redate"]?.date(key + ".redate")
    change.type = try self["retype"]?.choice(
      key + ".retype", EventType.allCases.map(\.rawValue), EventType.init(rawValue:))
    change.status = try self["status"]?.choice(
      key + ".status", EventStatus.allCases.map(\.rawValue), EventStatus.init(rawValue:))
    change.hide = try self["hide"]?.truth(key + ".hide") ?? false
    change.star = try self["star"]?.truth(key + ".star") ?? false
    change.note = try self["note"]?.words(key + ".note")
    let isEmpty =
      change.title == nil && change.date == nil && change.type == nil && change.status == nil && !change.hide
      && !change.star && change.note == nil
    if isEmpty {
      throw fault(
        key, "says nothing of the event; add one of \(Configuration.eventKeys.dropFirst(3).joined(separator: ", "))")
    }
    return .change(event, change)
  }

  fileprivate func relation(_ key: String) throws(KnowledgeError) -> RelationCorrection {
    try allow(["add", "drop", "from", "to", "why"], at: key)
    guard (self["add"] == nil) != (self["drop"] == nil) else {
      throw fault(key, "needs either \"add: KIND\" or \"drop: KIND\" (drop: any for all kinds), with from and to")
    }
    let names = EventRelation.Kind.allCases.map(\.rawValue)
    let kind: EventRelation.Kind?
    if let drop = self["drop"], try drop.text() == "any" {
      kind = nil
    } else {
      let value = self["add"] ?? self["drop"] ?? self
      kind = try value.choice(key, names, EventRelation.Kind.init(rawValue:))
    }
    return RelationCorrection(
      isAdded: self["add"] != nil, kind: kind, from: try need("from", key).eventAnchor(key + ".from"),
      to: try need("to", key).eventAnchor(key + ".to"), why: try self["why"]?.words(key + ".why"), line: line, key: key)
  }

  fileprivate func disagreement(_ key: String) throws(KnowledgeError) -> DisagreementCorrection {
    try allow(["question", "event", "kind", "resolved"], at: key)
    guard self["question"] != nil || self["event"] != nil else {
      throw fault(key, "needs \"question\" (its words) or \"event\" (an event that it touches)")
    }
    let kinds = Configuration.disagreementKinds
    try self["resolved"]?.refuse(CorrectionLines.unknownReason, key + ".resolved")
    return DisagreementCorrection(
      question: try self["question"]?.words(key + ".question"),
      event: try self["event"].map { (value) throws(KnowledgeError) in try value.eventAnchor(key + ".event") },
      kind: try self["kind"]?.choice(key + ".kind", kinds) { kinds.contains($0) ? $0 : nil },
      reason: try need("resolved", key).words(key + ".resolved"), line: line, key: key)
  }

  fileprivate func actorAnchors(_ key: String) throws(KnowledgeError) -> [ActorAnchor] {
    var anchors: [ActorAnchor] = []
    for (at, value) in try items(key) { anchors.append(try value.actorAnchor(at)) }
    return anchors
  }

  private func actorAnchor(_ key: String) throws(KnowledgeError) -> ActorAnchor {
    if case .mapping = node.content {
      try allow(["name", "document", "quote"], at: key)
      return ActorAnchor(
        name: try need("name", key).words(key + ".name"), document: try self["document"]?.words(key + ".document"),
        quote: try self["quote"]?.words(key + ".quote"), line: line)
    }
    return ActorAnchor(name: try words(key), line: line)
  }

  fileprivate func eventAnchor(_ key: String) throws(KnowledgeError) -> EventAnchor {
    guard case .mapping = node.content else {
      return EventAnchor(document: nil, quote: try words(key), line: line)
    }
    try allow(Configuration.anchorKeys, at: key)
    return EventAnchor(
      document: try self["document"]?.words(key + ".document"), quote: try need("quote", key).words(key + ".quote"),
      trigger: try self["trigger"]?.words(key + ".trigger"),
      type: try self["type"]?.choice(key + ".type", EventType.allCases.map(\.rawValue), EventType.init(rawValue:)),
      line: line)
  }
}
