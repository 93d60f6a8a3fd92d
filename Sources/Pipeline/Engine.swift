// The analysis of one document, room after room. The engine is compiled once and shared by all threads.

import Actors
import ChronographBase
import Chronology
import Corpus
import EventGraph
import Events
import Knowledge
import Language
import Records

/// Everything that is needed to analyse documents: model, rules and gazetteer.
public struct Engine: Sendable {
  let reader: CorpusReader
  let layout: LayoutAnalyser
  let annotator: Annotator
  let times: TimeAnalyser
  let actors: ActorAnalyser
  let events: EventAnalyser
  let graph: GraphBuilder
  /// The options that change what is found, in words.
  let settings: String
  /// The user's knowledge, where there is some.
  private let replaced: [KnowledgeFiles]

  /// Compiles model and knowledge.
  ///
  /// - Parameter knowledgeFolder: a folder with some of the domains `corpus`, `time`, `actors`, `events`, `graph`, whose
  ///   files replace the embedded ones of the same name; nil for the embedded ones.
  /// - Parameter asOf: a day after which no document was written; nil for the edition of the knowledge.
  /// - Parameter usesWorldEvents: whether undated documents are compared with the table of world events.
  /// - Parameter mapping: which fields of records and columns of tables hold what (`text=body,date=published`).
  /// - Throws: `KnowledgeError` with file and line, or the model's error; `PipelineError` with status 64 for a mapping
  ///   that is none.
  public init(
    knowledgeFolder: String? = nil, asOf: Day? = nil, usesWorldEvents: Bool = true, mapping: String? = nil
  ) throws {
    var replaced: [KnowledgeFiles] = []
    func files(_ domain: KnowledgeDomain) throws(KnowledgeError) -> KnowledgeFiles {
      guard let knowledgeFolder else { return try .embedded(domain) }
      let files = try KnowledgeFiles.overlay(knowledgeFolder, domain)
      replaced.append(files)
      return files
    }
    settings =
      (asOf.map { "as of \($0)" } ?? "as of the knowledge") + (usesWorldEvents ? "" : ", without world events")
    let corpus = try files(.corpus)
    reader = try Self.reader(knowledge: corpus, mapping: mapping)
    layout = try LayoutAnalyser(knowledge: corpus)
    annotator = try Annotator()
    actors = try ActorAnalyser(knowledge: try files(.actors))
    times = try TimeAnalyser(
      knowledge: try files(.time),
      settings: DatingSettings(
        knownUntil: OfficeCues.day(actors.officesKnownUntil, isEnd: true), asOf: asOf,
        worldEvents: usesWorldEvents ? WorldEventTable.embedded : nil))
    graph = try GraphBuilder(knowledge: try files(.graph))
    events = try EventAnalyser(knowledge: try files(.events), times: times)
    self.replaced = replaced
  }

  /// Hash of the model and the knowledge, as sixteen hexadecimal digits.
  var edition: String {
    FNV1a.hex(replaced.isEmpty ? KnowledgeEdition.embedded() : KnowledgeEdition.replaced(replaced))
  }

  /// What records of this engine say of who made them.
  ///
  /// - Parameter program: name and version.
  public func maker(program: String) -> PartMaker {
    PartMaker(program: program, edition: edition, settings: settings)
  }

  /// A reader that knows the user's names of fields.
  static func reader(knowledge: KnowledgeFiles, mapping: String?) throws -> CorpusReader {
    var reader = try CorpusReader(knowledge: knowledge)
    if let mapping, let fault = reader.fields.apply(mapping) {
      let roles = FieldRole.allCases.map(\.rawValue).joined(separator: ", ")
      throw PipelineError(
        .usage, step: "options",
        "--map takes ROLE=NAME, several with commas; \"\(fault)\" is none. Roles are \(roles)")
    }
    return reader
  }

  /// Analyses one document.
  public func analyse(_ source: SourceDocument, using workspace: inout Annotator.Workspace) -> DocumentRecord {
    let annotated = annotator.annotate(layout.analyse(source), using: &workspace)
    let people = actors.analyse(annotated)
    let offices = OfficeCues(people.claims, knownUntil: actors.officesKnownUntil)
    var time = times.analyse(annotated, cues: offices.cues())
    if offices.isAmbiguous, !time.date.interval.isUnbounded {
      time = times.analyse(annotated, cues: offices.cues(given: time.date.interval))
    }
    let told = events.analyse(annotated, time, people)
    return DocumentRecord(
      source: source, blocks: annotated.document.blocks, title: Engine.title(of: annotated),
      sentences: annotated.sentences.map(\.span), blockOfSentence: annotated.sentences.map(\.block),
      date: time.date, timexes: time.timexes, actors: people.actors, claims: people.claims, events: told.events,
      relations: told.relations, diagnostics: time.diagnostics + told.diagnostics)
  }

  /// The headline: given, in the text, or the beginning of the first sentence cut at a word.
  static func title(of document: AnnotatedDocument) -> String {
    let source = document.source
    func tidy(_ text: String) -> String {
      let words = text.unicodeScalars.split { $0.properties.isWhitespace || $0.value < 0x20 }
      return words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }
    if let title = source.title.map(tidy), !title.isEmpty { return shortened(title, to: 200) }
    if let block = document.document.blocks.first(where: { $0.kind == .title }) {
      return shortened(tidy(source.string(block.span)), to: 200)
    }
    if let sentence = document.sentences.first(where: \.isProse) {
      let span = sentence.span
      return shortened(tidy(source.string(ByteSpan(span.start, min(span.end, span.start + 400)))), to: 90)
    }
    return source.id
  }

  private static func shortened(_ text: String, to limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > limit else { return text }
    let head = scalars.prefix(limit)
    let cut = head.lastIndex(of: " ") ?? head.endIndex
    return String(String.UnicodeScalarView(head[..<cut])) + "…"
  }
}
