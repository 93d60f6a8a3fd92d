// The file of an editor, `chronograph.yml` beside the articles: what the editor knows and the articles do not say, and
// what the program got wrong.
//
//     site: {title: "The harbour strike", base_url: https://example.org/strike/, licence: CC BY 4.0}
//     documents:
//       001_article: {date: 2025-05-20, outlet: Example Times, url: https://example.org/a}
//     actors:
//       - merge: [Anna Berg, Minister Berg]
//     events:
//       - event: {document: 001_article, quote: "The union called off the strike", trigger: called}
//         redate: 2025-05-19
//
// `Knowledge/editor/README.md` has an example of each key, `chronograph.schema.json` beside it describes all of it.

import Knowledge

/// Settings and corrections of one corpus, from YAML.
public struct Configuration: Sendable {
  /// The file, as errors name it.
  public var file = "chronograph.yml"
  public var title: String?
  /// BCP 47 tag of the language of the articles.
  public var language: String?
  public var baseURL: String?
  /// A line on the licence of the site.
  public var licence: String?
  /// Whether article pages show the whole text (only if the rights allow it).
  public var fullText = true
  public var documents: [DocumentCorrection] = []
  public var actors: [ActorCorrection] = []
  public var events: [EventCorrection] = []
  public var relations: [RelationCorrection] = []
  public var disagreements: [DisagreementCorrection] = []
  /// Key events.
  public var keys: [EventAnchor] = []
  /// Positions in ``documents`` by folded name.
  var documentsByName: [String: Int] = [:]

  public init() {}

  /// Whether there is anything to look for in a corpus.
  public var hasCorrections: Bool {
    !(documents.isEmpty && actors.isEmpty && events.isEmpty && relations.isEmpty && disagreements.isEmpty
      && keys.isEmpty)
  }
}
