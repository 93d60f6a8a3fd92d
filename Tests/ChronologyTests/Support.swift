// Shared by the tests of the Chronology room: plain text to analysed text.

import Chronology
import Corpus
import Knowledge
import Language
import Testing

struct Fixture {
  let analyser: TimeAnalyser
  let annotator: Annotator

  /// - Parameter knowledge: the files of the domain `time`; nil for the embedded ones.
  /// - Parameter settings: the knowledge edition and switches of document dating.
  init(knowledge: KnowledgeFiles? = nil, settings: DatingSettings = DatingSettings()) throws {
    analyser = try TimeAnalyser(knowledge: knowledge ?? KnowledgeFiles.embedded(.time), settings: settings)
    annotator = try Annotator()
  }

  /// One paragraph a line.
  func annotate(_ text: String, date: String? = nil) -> AnnotatedDocument {
    let bytes = Array(text.utf8)
    var blocks: [Block] = []
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x0a {
      if index > start { blocks.append(Block(kind: .paragraph, span: ByteSpan(start, index))) }
      start = index + 1
    }
    let source = SourceDocument(id: "test", text: bytes, date: date, dateSource: date == nil ? nil : .given)
    var workspace = Annotator.Workspace()
    return annotator.annotate(StructuredDocument(source: source, blocks: blocks), using: &workspace)
  }

  /// The values of the expressions of a text, by their words.
  func values(_ text: String, date: String? = nil) -> [String: String] {
    let document = annotate(text, date: date)
    var result: [String: String] = [:]
    for timex in analyser.analyse(document).timexes {
      result[document.source.string(timex.span)] = timex.value
    }
    return result
  }
}
