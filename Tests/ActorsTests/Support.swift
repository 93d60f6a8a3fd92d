import Actors
import Corpus
import Knowledge
import Language

/// Analyses plain text the way the pipeline does.
struct Reader {
  let analyser: ActorAnalyser
  let annotator: Annotator

  init() throws {
    analyser = try ActorAnalyser(knowledge: KnowledgeFiles.embedded(.actors))
    annotator = try Annotator()
  }

  func read(_ text: String, id: String = "test", date: String? = nil) -> ReadText {
    let bytes = Array(text.utf8)
    let source = SourceDocument(id: id, text: bytes, date: date)
    let block = Block(kind: .paragraph, span: ByteSpan(0, bytes.count))
    var workspace = Annotator.Workspace()
    let document = annotator.annotate(StructuredDocument(source: source, blocks: [block]), using: &workspace)
    return ReadText(document: document, analysis: analyser.analyse(document))
  }
}

struct ReadText {
  let document: AnnotatedDocument
  let analysis: ActorAnalysis

  /// The actor with this id.
  subscript(id: String) -> NewsActor? { analysis.actors.first { $0.id == id } }

  /// The actor with a mention of exactly these words; `nth` counts from 0.
  func actor(of words: String, nth: Int = 0) -> NewsActor? {
    let found = analysis.actors.flatMap { actor in actor.mentions.map { (actor, $0) } }
      .filter { document.source.string($0.1.span) == words }
      .sorted { $0.1.span < $1.1.span }
    return found.indices.contains(nth) ? found[nth].0 : nil
  }

  func mention(of words: String) -> ActorMention? {
    analysis.actors.flatMap(\.mentions).first { document.source.string($0.span) == words }
  }
}
