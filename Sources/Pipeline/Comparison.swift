// Two graphs compared, for `chronograph diff`.

import ChronographBase
import Proof

public enum Comparison {
  /// - Parameters:
  ///   - old: the bytes of a `graph.json`.
  ///   - new: those of a later one.
  ///   - redirects: those of the `redirects.json` beside the later one, by which ids that changed are followed.
  /// - Throws: `PipelineError` with status 65 when one of them is no graph.
  public static func changes(
    old: [UInt8], new: [UInt8], redirects: [UInt8]? = nil
  ) throws(PipelineError) -> [GraphChange] {
    guard let comparison = GraphComparison(old: old, new: new, redirects: redirects) else {
      throw PipelineError(.badData, step: "diff", "one of the files is no graph.json that chronograph build wrote")
    }
    return comparison.changes()
  }

  /// `{"changes":[{"thing","kind","id","name","fields":[{"name","old","new"}]}]}`
  public static func json(_ changes: [GraphChange]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.array("changes", changes) { json, change in
        json.object { json in
          json.field("thing", change.thing)
          json.field("kind", change.kind.rawValue)
          json.field("id", change.id)
          json.field("name", change.name)
          json.array("fields", change.fields) { json, field in
            json.object { json in
              json.field("name", field.name)
              json.field("old", field.old)
              json.field("new", field.new)
            }
          }
        }
      }
    }
    json.newline()
    return json.bytes
  }
}
