// The JSON Schema of the editor's file, for editors that complete and check YAML.

import Actors
import Events

public enum ConfigurationSchema {
  /// JSON Schema (draft 2020-12) of `chronograph.yml`.
  public static var text: String {
    func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
    func keys(_ entries: [(String, String)]) -> String {
      entries.map { "        \"\($0.0)\": \($0.1)" }.joined(separator: ",\n")
    }
    let types = list(EventType.allCases.map(\.rawValue))
    let statuses = list(EventStatus.allCases.map(\.rawValue))
    let kinds = list(NewsActor.Kind.allNames.filter { $0 != "place" })
    let relations = list(EventRelation.Kind.allCases.map(\.rawValue))
    let text = "{\"type\": \"string\", \"minLength\": 1}"
    let flag = "{\"type\": \"boolean\"}"
    let date = "{\"$ref\": \"#/$defs/date\"}"
    let event = "{\"$ref\": \"#/$defs/event\"}"
    let actor = "{\"$ref\": \"#/$defs/actor\"}"
    let address = "{\"type\": \"string\", \"pattern\": \"^https?://\"}"
    func object(_ entries: [(String, String)], required: [String] = []) -> String {
      let needed = required.isEmpty ? "" : "\n      \"required\": [\(list(required))],"
      return
        "{\n      \"type\": \"object\", \"additionalProperties\": false,\(needed)\n      \"properties\": {\n\(keys(entries))\n      }\n    }"
    }
    let site = object([
      ("title", text), ("language", text), ("base_url", address), ("licence", text), ("full_text", flag),
    ])
    let document = object([
      ("date", date), ("outlet", text), ("url", address), ("rights", text), ("title", text), ("exclude", flag),
    ])
    let listed = object(
      [
        ("file", text), ("date", date), ("outlet", text), ("url", address), ("rights", text), ("title", text),
        ("exclude", flag),
      ], required: ["file"])
    let part = object(
      [
        ("name", text), ("documents", "{\"type\": \"array\", \"items\": \(text)}"),
        ("written", "{\"type\": \"array\", \"items\": \(text)}"),
        ("quotes", "{\"type\": \"array\", \"items\": \(event)}"),
      ], required: ["name"])
    let actorAct = object([
      ("merge", "{\"type\": \"array\", \"minItems\": 2, \"items\": \(actor)}"), ("split", actor),
      ("into", "{\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/part\"}}"), ("actor", actor), ("rename", text),
      ("kind", "{\"enum\": [\(kinds)]}"), ("country", "{\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\"}"),
      ("hide", flag), ("why", text),
    ])
    let eventAct = object([
      ("event", event), ("merge", "{\"type\": \"array\", \"minItems\": 2, \"items\": \(event)}"), ("split", event),
      ("retitle", text), ("redate", date), ("retype", "{\"enum\": [\(types)]}"), ("hide", flag), ("star", flag),
      ("note", text), ("status", "{\"enum\": [\(statuses)]}"),
    ])
    let relation = object(
      [
        ("add", "{\"enum\": [\(relations)]}"), ("drop", "{\"enum\": [\(relations), \"any\"]}"), ("from", event),
        ("to", event),
        ("why", text),
      ], required: ["from", "to"])
    let disagreement = object(
      [
        ("question", text), ("event", event),
        ("kind", "{\"enum\": [\"date\", \"number\", \"actor-role\", \"claim\", \"naming\"]}"), ("resolved", text),
      ], required: ["resolved"])
    let anchor = object(
      [("document", text), ("quote", text), ("trigger", text), ("type", "{\"enum\": [\(types)]}")], required: ["quote"])
    let name = object([("name", text), ("document", text), ("quote", text)], required: ["name"])
    func items(_ reference: String) -> String {
      "{\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/\(reference)\"}}"
    }
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "chronograph.yml: what an editor knows of a corpus",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "site": {"$ref": "#/$defs/site"},
          "title": \(text),
          "base_url": \(address),
          "full_text": \(flag),
          "documents": {"anyOf": [{"type": "object", "additionalProperties": {"$ref": "#/$defs/document"}}, \(items("listedDocument"))]},
          "actors": \(items("actorAct")),
          "events": \(items("eventAct")),
          "relations": \(items("relation")),
          "disagreements": \(items("disagreement")),
          "key": {"type": "array", "items": \(event)}
        },
        "$defs": {
          "date": {"type": ["string", "integer"], "description": "2025-05-20, 2025-05, 2025, 2025-05-01/2025-05-20 or [2025-05-01..2025-05-20]"},
          "event": {"description": "Words of the sentence that tells it, with the document and, where the sentence tells several events, trigger or type", "anyOf": [\(text), {"$ref": "#/$defs/anchor"}]},
          "actor": {"description": "A name as the page or an article writes it", "anyOf": [\(text), {"$ref": "#/$defs/name"}]},
          "site": \(site),
          "document": \(document),
          "listedDocument": \(listed),
          "part": \(part),
          "actorAct": \(actorAct),
          "eventAct": \(eventAct),
          "relation": \(relation),
          "disagreement": \(disagreement),
          "anchor": \(anchor),
          "name": \(name)
        }
      }

      """
  }
}
