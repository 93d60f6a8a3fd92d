// How lines of an editor's file call documents and quote texts: the same for what `review` prints and for what the pages
// offer.

/// The names by which an editor's file finds the documents of a graph.
public struct DocumentNames: Sendable {
  private let names: [String: String]

  /// - Parameter graph: a file name that two of its documents have, but for case, blanks and marks, names neither: the
  ///   path does.
  public init(_ graph: NewsGraph) {
    func file(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
    var counts: [String: Int] = [:]
    for path in graph.documents.compactMap(\.record.source.path) {
      counts[DocumentNames.key(file(path)), default: 0] += 1
    }
    var names: [String: String] = [:]
    for document in graph.documents {
      // One file of many documents names none of them.
      guard let path = document.record.source.path, !path.hasSuffix(".ndjson"), !path.hasSuffix(".jsonl") else {
        continue
      }
      let last = file(path)
      names[document.id] = counts[DocumentNames.key(last), default: 0] > 1 ? path : last
    }
    self.names = names
  }

  /// The file name where it is one document's, else the path, else the id.
  public func name(ofDocument id: String) -> String { names[id] ?? id }

  /// A text on one line in double quotes, as YAML and JSON read it.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    let words = text.unicodeScalars.split {
      $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7f
    }
    for (number, word) in words.enumerated() {
      if number > 0 { result += " " }
      for scalar in word {
        if scalar == "\"" || scalar == "\\" { result += "\\" }
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// What file names have in common that an editor's file may take for one: letters, digits and marks, without case.
  private static func key(_ name: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in name.lowercased().unicodeScalars where scalar.value != 0x2bc {
      switch scalar.properties.generalCategory {
      case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
        kept.append(scalar)
      default: break
      }
    }
    return String(kept)
  }
}
