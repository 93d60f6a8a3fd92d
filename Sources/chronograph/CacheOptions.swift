// Options of the commands that make a graph: analyses of earlier runs are used again.

import ArgumentParser
import Foundation
import Pipeline

struct CacheOptions: ParsableArguments {
  @Option(
    help: """
      The folder that keeps the analyses of articles for later runs, new, empty or such a cache already; safe to \
      delete. Without it chronograph in \
      $XDG_CACHE_HOME or ~/.cache.
      """, completion: .directory)
  var cache: String?

  @Flag(name: .customLong("no-cache"), help: "Analyse every article anew and keep nothing.") var noCache = false

  func validate() throws {
    if noCache, cache != nil { throw ValidationError("--no-cache and --cache exclude each other.") }
  }

  /// The analysis with the cache that the user wants. Where there can be none, all is analysed anew.
  func applied(to analysis: Analysis) throws -> Analysis {
    guard !noCache else { return analysis }
    let standard = AnalysisCache.standardFolder(ProcessInfo.processInfo.environment)
    guard let folder = cache ?? standard else { return analysis }
    var analysis = analysis
    analysis.cache = AnalysisCache(
      folder: folder, engine: analysis.engine, program: Version.text, note: { Console.note($0) })
    if analysis.cache != nil {
      analysis.written.append(folder)
    } else if cache != nil {
      Console.note(
        "the cache \(folder) cannot be used: it must be writable, and new, empty or a cache of chronograph already; "
          + "every article is analysed anew")
    }
    return analysis
  }
}
