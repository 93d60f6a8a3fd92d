// Trust rule 3: every input is accounted for.

import ChronographBase
import Corpus
import Editor
import Exports

/// What became of every input of a run.
public struct RunReport: Sendable {
  /// An input that became a document.
  public struct Used: Sendable {
    public var id: String
    public var path: String?
    public var events: Int
    public var notes: [String]
  }

  public var used: [Used] = []
  public var skipped: [SkippedInput] = []
  /// Faults that cost a part of the output, such as a picture that could not be drawn.
  public var faults: [String] = []
  /// What was met among the inputs and left out, since this program wrote it. Not part of `report.json`: the first
  /// run, which finds none of it, gives the same bytes.
  public var leftOut: [String] = []

  /// What became of the editor's corrections, in the order of the file; empty without one.
  public var corrections: [Correction] = []
  /// Name of the editor's file, nil without corrections.
  public var configuration: String?

  /// The corrections that were not applied.
  public var openCorrections: [Correction] { corrections.filter(\.isOpen) }

  public var seen: Int { used.count + skipped.count }

  public init() {}

  /// Why inputs were skipped, by kind, the most frequent first: `12 unsupported (a.css: a .css file is not an article)`.
  func reasons() -> String {
    var kinds: [String: (count: Int, first: SkippedInput)] = [:]
    for skip in skipped {
      kinds[skip.code, default: (0, skip)].count += 1
    }
    let sorted = kinds.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    return sorted.prefix(6).map { code, kind in
      "\(kind.count) \(code) (\(kind.count > 1 ? "such as " : "")\(kind.first.id): \(kind.first.message))"
    }.joined(separator: "; ")
  }

  /// Ends a strict run in which an input was skipped.
  func refuseSkips() throws(PipelineError) {
    let skipped = skipped.filter { $0.code != SkippedInput.excluded }
    guard !skipped.isEmpty else { return }
    let reasons = skipped.prefix(5).map { "\($0.id): \($0.message)" }.joined(separator: "; ")
    let rest = skipped.count > 5 ? "; …" : ""
    throw PipelineError(
      .badData, step: "reading", "\(skipped.count) inputs were skipped (\(reasons)\(rest)); nothing was published")
  }

  /// Skips in an order that does not depend on that of the paths on the command line.
  mutating func sortSkips() {
    skipped.sort { ($0.id, $0.code, $0.message) < ($1.id, $1.code, $1.message) }
  }

  /// `report.json`.
  func json(graphCounts: [(StaticString, Int)]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("version", contractVersion)
      json.field("seen", seen)
      json.field("used", used.count)
      json.field("skipped", skipped.count)
      for (name, count) in graphCounts { json.field(name, count) }
      json.array("documents", used) { json, document in
        json.object { json in
          json.field("id", document.id)
          json.field("path", document.path)
          json.field("events", document.events)
          json.strings("notes", document.notes)
        }
      }
      json.array("skips", skipped) { json, skip in
        json.object { json in
          json.field("id", skip.id)
          json.field("code", skip.code)
          json.field("message", skip.message)
        }
      }
      json.strings("faults", faults)
      if let configuration {
        json.object("corrections") { json in
          json.field("file", configuration)
          json.field("applied", corrections.count - openCorrections.count)
          json.array("open", openCorrections) { json, correction in
            json.object { json in
              json.field("line", correction.line)
              json.field("key", correction.key)
              json.field("state", correction.state.rawValue)
              json.field("message", correction.message)
            }
          }
        }
      }
    }
    json.newline()
    return json.bytes
  }
}
