// The JSON Schema of the editor's file, for editors that complete and check YAML.

import Actors
import Events

public enum ConfigurationSchema {
  // The parts that others are made of, as the reader takes them: numbers and truths are texts as well, a lone value a list of one.
  private static let words =
    "{\"type\": [\"string\", \"number\", \"boolean\"], \"pattern\": \"\\\\S\", \"maxLength\": 4000}"
  private static let flag = "{\"enum\": [true, false, \"true\", \"false\"]}"
  private static let address = "{\"type\": \"string\", \"pattern\": \"^https?://\"}"
  private static let language = "{\"type\": \"string\", \"pattern\": \"^[A-Za-z0-9-]{2,35}$\"}"
  private static let date = "{\"$ref\": \"#/$defs/date\"}"
  private static let event = "{\"$ref\": \"#/$defs/event\"}"
  private static let actor = "{\"$ref\": \"#/$defs/actor\"}"
  private static let country =
    "{\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\", \"not\": {\"const\": \"\(CorrectionLines.unknownCountry)\"}}"

  private static func choice(_ names: [String]) -> String { "{\"enum\": [\(quoted(names))]}" }

  private static func quoted(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }

  /// A list of at least some items; one alone, and where none is needed nothing at all, count as one.
  private static func list(_ item: String, atLeast least: Int = 0) -> String {
    let array = "{\"type\": \"array\", \"minItems\": \(least), \"items\": \(item)}"
    if least > 1 { return array }
    return "{\"anyOf\": [\(array), \(item)\(least == 0 ? ", {\"type\": \"null\"}" : "")]}"
  }

  /// A mapping with some keys and no others.
  ///
  /// - Parameters:
  ///   - required: keys that it must have.
  ///   - oneOf: keys of which it must have one at least; a flag counts when it is set.
  private static func object(
    _ entries: [(String, String)], required: [String] = [], oneOf: [String] = []
  ) -> String {
    var parts = ["\"type\": \"object\", \"additionalProperties\": false"]
    if !required.isEmpty { parts.append("\"required\": [\(quoted(required))]") }
    if !oneOf.isEmpty {
      let set = oneOf.map { key -> String in
        let isFlag = entries.contains { $0.0 == key && $0.1 == flag }
        return
          "{\"required\": [\"\(key)\"]\(isFlag ? ", \"properties\": {\"\(key)\": {\"enum\": [true, \"true\"]}}" : "")}"
      }
      parts.append("\"anyOf\": [\(set.joined(separator: ", "))]")
    }
    let keys = entries.map { "        \"\($0.0)\": \($0.1)" }.joined(separator: ",\n")
    parts.append("\"properties\": {\n\(keys)\n      }")
    return "{\n      \(parts.joined(separator: ",\n      "))\n    }"
  }

  private static func any(_ names: [String]) -> String {
    "{\"anyOf\": [\(names.map { "{\"$ref\": \"#/$defs/\($0)\"}" }.joined(separator: ", "))]}"
  }

  private static func reference(_ name: String) -> String { "{\"$ref\": \"#/$defs/\(name)\"}" }

  private static let documentKeys = [
    ("date", date), ("outlet", words), ("url", address), ("rights", words), ("title", words), ("note", words),
    ("exclude", flag),
  ]

  /// The definitions by name, in their order.
  private static var definitions: [(name: String, schema: String)] {
    let types = choice(EventType.allCases.map(\.rawValue))
    let relations = EventRelation.Kind.allCases.map(\.rawValue)
    return [
      (
        "date",
        "{\"type\": [\"string\", \"integer\"], \"pattern\": \"[0-9]\", \"description\": \"2025-05-20, 2025-05, 2025, 2025-05-01/2025-05-20 or [2025-05-01..2025-05-20]\"}"
      ),
      (
        "event",
        "{\"description\": \"Words of the sentence that tells it, with the document and, where the sentence tells several events, trigger or type\", \"anyOf\": [\(words), \(reference("anchor"))]}"
      ),
      (
        "actor",
        "{\"description\": \"A name as the page or an article writes it\", \"anyOf\": [\(words), \(reference("name"))]}"
      ),
      (
        "site",
        object([
          ("title", words), ("language", language), ("base_url", address), ("licence", words), ("full_text", flag),
        ])
      ),
      ("document", object(documentKeys)),
      ("listedDocument", object([("file", words)] + documentKeys, required: ["file"])),
      (
        "part",
        object(
          [("name", words), ("documents", list(words)), ("written", list(words)), ("quotes", list(event))],
          required: ["name"])
      ),
      ("actorMerge", object([("merge", list(actor, atLeast: 2)), ("why", words)], required: ["merge"])),
      (
        "actorSplit",
        object(
          [("split", actor), ("into", list(reference("part"), atLeast: 1)), ("why", words)],
          required: ["split", "into"])
      ),
      (
        "actorChange",
        object(
          [
            ("actor", actor), ("rename", words), ("kind", choice(NewsActor.Kind.allNames.filter { $0 != "place" })),
            ("country", country), ("hide", flag), ("why", words),
          ], required: ["actor"], oneOf: ["rename", "kind", "country", "hide"])
      ), ("eventMerge", object([("merge", list(event, atLeast: 2))], required: ["merge"])),
      ("eventSplit", object([("split", event)], required: ["split"])),
      (
        "eventChange",
        object(
          [
            ("event", event), ("retitle", words), ("redate", date), ("retype", types), ("hide", flag), ("star", flag),
            ("note", words), ("status", choice(EventStatus.allCases.map(\.rawValue))),
          ], required: ["event"], oneOf: ["retitle", "redate", "retype", "hide", "star", "note", "status"])
      ),
      (
        "relationAdd",
        object(
          [("add", choice(relations)), ("from", event), ("to", event), ("why", words)], required: ["add", "from", "to"])
      ),
      (
        "relationDrop",
        object(
          [("drop", choice(relations + ["any"])), ("from", event), ("to", event), ("why", words)],
          required: ["drop", "from", "to"])
      ),
      (
        "disagreement",
        object(
          [
            ("question", words), ("event", event), ("kind", choice(Configuration.disagreementKinds)),
            ("resolved", words),
          ], required: ["resolved"], oneOf: ["question", "event"])
      ),
      (
        "anchor",
        object([("document", words), ("quote", words), ("trigger", words), ("type", types)], required: ["quote"])
      ), ("name", object([("name", words), ("document", words), ("quote", words)], required: ["name"])),
    ]
  }

  /// JSON Schema (draft 2020-12) of `chronograph.yml`.
  public static var text: String {
    """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "chronograph.yml: what an editor knows of a corpus",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "site": \(reference("site")),
        "title": \(words),
        "base_url": \(address),
        "full_text": \(flag),
        "documents": {"anyOf": [{"type": "object", "additionalProperties": \(reference("document"))}, {"type": "array", "items": \(reference("listedDocument"))}, {"type": "null"}]},
        "actors": \(list(any(["actorMerge", "actorSplit", "actorChange"]))),
        "events": \(list(any(["eventMerge", "eventSplit", "eventChange"]))),
        "relations": \(list(any(["relationAdd", "relationDrop"]))),
        "disagreements": \(list(reference("disagreement"))),
        "key": \(list(event))
      },
      "$defs": {
    \(definitions.map { "    \"\($0.name)\": \($0.schema)" }.joined(separator: ",\n"))
      }
    }

    """
  }
}
