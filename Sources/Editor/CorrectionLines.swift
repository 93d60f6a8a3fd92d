// Lines of an editor's file, written so that they find their object again.

import Corpus
import EventGraph
import Events

/// Writes lines for `chronograph.yml`.
public struct CorrectionLines {
  // What stands where the editor is to fill in something; a file that still has it is refused.
  static let unknownDay = "YYYY-MM-DD"
  static let unknownCountry = "XXX"
  static let unknownReason = "WHO IS RIGHT, AND WHY"

  private let documents: [String: DocumentRecord]
  private let names: DocumentNames

  public init(_ graph: NewsGraph) {
    documents = Dictionary(graph.documents.map { ($0.id, $0.record) }, uniquingKeysWith: { first, _ in first })
    names = DocumentNames(graph)
  }

  public func name(ofDocument id: String) -> String { names.name(ofDocument: id) }

  /// `{document: …, quote: …, trigger: …, type: …}` for an event; nil when nothing mentions it.
  public func anchor(_ event: GraphEvent) -> String? {
    guard let at = event.mentions.first, let record = documents[at.doc] else { return nil }
    guard let sentence = record.sentences.first(where: { $0.contains(at.span) }) else { return nil }
    let trigger = TextFolding.oneLine(record.source.string(at.span))
    return
      "{document: \(CorrectionLines.quoted(name(ofDocument: at.doc))), quote: \(CorrectionLines.quoted(quote(record, sentence, at.span))), trigger: \(CorrectionLines.quoted(trigger)), type: \(event.type.rawValue)}"
  }

  /// The sentence, or a stretch of it around the trigger.
  private func quote(_ record: DocumentRecord, _ sentence: ByteSpan, _ trigger: ByteSpan) -> String {
    let words = FoldedWord.all(in: record.source.text, sentence)
    guard words.count > 24 else { return TextFolding.oneLine(record.source.string(sentence)) }
    let place = words.firstIndex { $0.span.end > trigger.start } ?? 0
    let from = max(0, min(place - 10, words.count - 22))
    let to = min(words.count, from + 22)
    return TextFolding.oneLine(record.source.string(ByteSpan(words[from].span.start, words[to - 1].span.end)))
  }

  /// A text in double quotes, as YAML and JSON read it.
  public static func quoted(_ text: String) -> String { DocumentNames.quoted(text) }
}
