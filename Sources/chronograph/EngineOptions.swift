// Options that decide what an analysis finds.

import ArgumentParser
import Chronology
import Pipeline

struct EngineOptions: ParsableArguments {
  @Option(
    help: "A folder of knowledge files (YAML); each replaces the embedded one of its name.", completion: .directory)
  var knowledge: String?

  @Option(name: .customLong("as-of"), help: "A day (YYYY-MM-DD) after which no article was written.")
  var asOf: String?

  @Flag(
    name: .customLong("no-world-events"),
    help: "Do not compare undated articles with the table of known world events.")
  var noWorldEvents = false

  func validate() throws {
    if let asOf, Day(iso: asOf) == nil { throw ValidationError("--as-of takes a day such as 2025-12-31.") }
  }

  /// - Parameter mapping: the user's names of fields.
  func engine(mapping: String? = nil) throws -> Engine {
    try Engine(
      knowledgeFolder: knowledge, asOf: asOf.flatMap { Day(iso: $0) }, usesWorldEvents: !noWorldEvents,
      mapping: mapping)
  }
}
