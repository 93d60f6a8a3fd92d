import Corpus
import Foundation
import Knowledge

/// A folder that is removed when the test ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("corpus-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }
}

extension InputItem {
  var document: SourceDocument? {
    if case .document(let document, _) = self { document } else { nil }
  }
  var notes: [String] {
    if case .document(_, let notes) = self { notes.map(\.code) } else { [] }
  }
  var skip: SkippedInput? {
    if case .skipped(let skip) = self { skip } else { nil }
  }
  /// `id` of a document, or `id:code` of a skip.
  var summary: String { document?.id ?? skip.map { "\($0.id):\($0.code)" } ?? "" }
}

let sentence = "Aldonia signed an agreement with Borvenia in Velmora on 12 March 2024."

private let reader = CorpusReader()

func read(_ bytes: [UInt8], _ name: String = "a.txt") -> [InputItem] { reader.read(bytes: bytes, name: name) }
func read(_ text: String, _ name: String = "a.txt") -> [InputItem] { read(Array(text.utf8), name) }

/// The layout of a text as `kind: text` lines.
func layout(_ text: String, _ name: String = "a.txt") throws -> [String] {
  guard let document = read(text, name).first?.document else { return [] }
  return try structured(document).blocks.map { "\($0.kind): \(document.string($0.span))" }
}

func structured(_ document: SourceDocument) throws -> StructuredDocument {
  try LayoutAnalyser(knowledge: .embedded(.corpus)).analyse(document)
}

func structured(_ text: String, _ name: String = "a.txt") throws -> StructuredDocument? {
  try read(text, name).first?.document.map { try structured($0) }
}
