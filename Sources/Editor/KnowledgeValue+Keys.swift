// Values of the editor's file with the key that they stand at, so that each complaint names it and says what to do.

import Actors
import Chronology
import Corpus
import Knowledge

extension NewsActor.Kind {
  static let allNames = [
    "person", "country", "government", "organisation", "armed-force", "group", "outlet", "place",
  ]
}

extension KnowledgeValue {
  func fault(_ key: String, _ message: String) -> KnowledgeError { error("\(key): \(message)") }

  func allow(_ known: [String], at key: String) throws(KnowledgeError) {
    guard case .mapping = node.content else {
      throw fault(key, "expected keys with values (\(known.joined(separator: ", ")))")
    }
    do throws(KnowledgeError) { try allow(known) } catch {
      throw KnowledgeError(file: error.file, line: error.line, message: "\(key): \(error.message)")
    }
  }

  func need(_ name: String, _ key: String) throws(KnowledgeError) -> KnowledgeValue {
    guard let value = self[name] else { throw fault(key, "the key \"\(name)\" is missing") }
    return value
  }

  /// A text on one line that is not empty.
  func words(_ key: String) throws(KnowledgeError) -> String {
    guard case .scalar(let raw) = node.content else { throw fault(key, "expected a text, found a list or mapping") }
    guard raw.utf8.count <= 4000 else { throw fault(key, "longer than 4000 bytes") }
    let text = TextFolding.oneLine(raw)
    guard !text.isEmpty else {
      throw fault(key, "expected a text, found nothing; put it in quotes or leave the key out")
    }
    return text
  }

  func wordList(_ key: String) throws(KnowledgeError) -> [String] {
    var texts: [String] = []
    for (at, value) in try items(key) { texts.append(try value.words(at)) }
    return texts
  }

  /// Refuses what `review` writes where an editor is to fill in something.
  func refuse(_ placeholder: String, _ key: String) throws(KnowledgeError) {
    guard try words(key) != placeholder else {
      throw fault(key, "\"\(placeholder)\" is still to be filled in; write what you know or leave the key out")
    }
  }

  func truth(_ key: String) throws(KnowledgeError) -> Bool {
    let text = try words(key)
    guard text == "true" || text == "false" else { throw fault(key, "expected true or false, found \"\(text)\"") }
    return text == "true"
  }

  /// The elements of a list with the place of each; a lone value counts as a list of one.
  func items(_ key: String) throws(KnowledgeError) -> [(key: String, value: KnowledgeValue)] {
    switch node.content {
    case .sequence(let nodes):
      return nodes.enumerated().map { ("\(key)[\($0)]", KnowledgeValue(file: file, node: $1)) }
    case .scalar(let text) where text.isEmpty: return []
    case .scalar, .mapping: return [("\(key)[0]", self)]
    }
  }

  /// The entries of a mapping; nothing at all counts as an empty one.
  func map(_ key: String) throws(KnowledgeError) -> [(key: String, value: KnowledgeValue)] {
    if case .scalar(let text) = node.content, text.isEmpty { return [] }
    guard case .mapping = node.content else {
      throw fault(key, "expected the names of documents with what is known of each")
    }
    return try entries()
  }

  func choice<Value>(
    _ key: String, _ names: [String], _ make: (String) -> Value?
  ) throws(KnowledgeError) -> Value {
    let text = try words(key)
    guard let value = make(text) else {
      throw fault(key, "\"\(text)\" is not known here; one of \(names.joined(separator: ", "))")
    }
    return value
  }

  func date(_ key: String) throws(KnowledgeError) -> (text: String, days: DayInterval, edtf: String) {
    let text = try words(key)
    try refuse(CorrectionLines.unknownDay, key)
    guard let given = GivenDate.interval(text) else {
      throw fault(
        key,
        "\"\(text)\" is no date; write 2025-05-20, 2025-05, 2025, 2025-05-01/2025-05-20 or [2025-05-01..2025-05-20]")
    }
    return (text, given.days, given.edtf)
  }

  func address(_ key: String) throws(KnowledgeError) -> String {
    let text = try words(key)
    guard DocumentFields.address(text) == text else {
      throw fault(key, "must be an address that begins with https:// or http://")
    }
    return text
  }

  func language(_ key: String) throws(KnowledgeError) -> String {
    let text = try words(key)
    let isTag = text.utf8.allSatisfy {
      (0x61...0x7a).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2d
    }
    guard isTag, (2...35).contains(text.utf8.count) else {
      throw fault(key, "\"\(text)\" is no language tag such as en or en-GB")
    }
    return text
  }
}
