// The rows for the training of the weights of antecedents: the candidates of each pronoun with their features.

import Actors
import Corpus
import Foundation
import Knowledge
import Language

extension MeasureRooms {
  private struct PronounRow: Encodable {
    struct Candidate: Encodable {
      /// Byte ranges of the tokens that name it.
      var tokens: [[Int]]
      var isActor: Bool
      var features: [String: Float]
    }

    var doc: String
    var token: [Int]
    var family: String
    var candidates: [Candidate]
  }

  /// Reads articles, one JSON object with `id`, `text` and `date` a line, from standard input, and prints one object a
  /// pronoun. The knowledge of actors may lie in the folder that `ACTOR_KNOWLEDGE` names.
  static func printAntecedents() throws {
    let layout = try LayoutAnalyser(knowledge: .embedded(.corpus))
    let annotator = try Annotator()
    let folder = ProcessInfo.processInfo.environment["ACTOR_KNOWLEDGE"]
    let knowledge = try folder.map { try KnowledgeFiles.overlay($0, .actors) } ?? .embedded(.actors)
    let actors = try ActorAnalyser(knowledge: knowledge)
    var workspace = Annotator.Workspace()
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    while let line = readLine() {
      let article = try JSONDecoder().decode(Article.self, from: Data(line.utf8))
      var source = SourceDocument(id: article.id, text: Array(article.text.utf8))
      source.date = article.date
      let document = annotator.annotate(layout.analyse(source), using: &workspace)
      func bytes(_ token: Int) -> [Int] { [document.tokens[token].span.start, document.tokens[token].span.end] }
      for row in actors.antecedentRows(document) {
        let candidates = row.candidates.map { candidate in
          PronounRow.Candidate(
            tokens: candidate.tokens.map(bytes), isActor: candidate.isActor,
            features: Dictionary(candidate.features.map { (String(describing: $0.0), $0.1) }, uniquingKeysWith: +))
        }
        let record = PronounRow(
          doc: article.id, token: bytes(row.token), family: row.family, candidates: candidates)
        print(String(decoding: try encoder.encode(record), as: UTF8.self))
      }
    }
  }
}
