// The optional configuration file of a corpus: what an editor knows and the articles do not say.
//
//     title: The ceasefire diplomacy, as five articles tell it
//     base_url: https://example.org/ceasefire/
//     full_text: true
//     documents:
//       001_article: {date: 2025-05-20, outlet: Example Times, url: https://example.org/a}

import Corpus
import Foundation
import Knowledge
import Site

/// Settings of one corpus, from YAML.
public struct Configuration: Sendable {
  /// What an editor adds to one document.
  public struct Entry: Sendable {
    public var date: String?
    public var outlet: String?
    public var url: String?
    public var title: String?
  }

  public var title: String?
  public var baseURL: String?
  /// Whether article pages show the whole text (only if the rights allow it).
  public var fullText = true
  /// By document id.
  public var documents: [String: Entry] = [:]

  public init() {}

  /// Reads a configuration file.
  ///
  /// - Throws: `PipelineError` when it cannot be read, `KnowledgeError` with file and line for its faults.
  public init(file: String) throws {
    guard FileManager.default.isReadableFile(atPath: file) else {
      throw PipelineError(.noInput, step: "configuration", "cannot read the configuration file \(file)")
    }
    let root = KnowledgeValue(file: file, node: try KnowledgeYAML.read(file, name: file))
    try root.allow(["title", "base_url", "full_text", "documents"])
    title = try root["title"]?.text()
    fullText = try root["full_text"]?.flag() ?? true
    if let value = root["base_url"] {
      let text = try value.text()
      guard SiteOptions.isAddress(text) else {
        throw value.error("base_url must be an address that begins with https:// or http://")
      }
      baseURL = text
    }
    for (id, value) in try root["documents"]?.entries() ?? [] {
      try value.allow(["date", "outlet", "url", "title"])
      if let url = value["url"], !SiteOptions.isAddress(try url.text()) {
        throw url.error("url must be an address that begins with https:// or http://")
      }
      documents[id] = Entry(
        date: try value["date"]?.text(), outlet: try value["outlet"]?.text(), url: try value["url"]?.text(),
        title: try value["title"]?.text())
    }
  }

  /// The document with what the editor added to it.
  func completed(_ source: SourceDocument) -> SourceDocument {
    guard let entry = documents[source.id] else { return source }
    var source = source
    if let date = entry.date {
      source.date = date
      source.dateSource = .given
    }
    source.outlet = entry.outlet ?? source.outlet
    source.url = entry.url ?? source.url
    source.title = entry.title ?? source.title
    return source
  }
}
