// A site on disk against itself and, where they are given, against the articles that it was made of.

import ChronographBase
import Corpus
import Foundation
import Knowledge
import Proof

/// Checks a finished site; what `chronograph verify` does.
public enum Verification {
  /// - Parameters:
  ///   - site: a folder that `build` wrote.
  ///   - articles: files and folders of the articles; empty to check the site alone.
  ///   - knowledge: a folder of knowledge files, as for `build`.
  ///   - mapping: names of fields, as for `build`.
  /// - Returns: what the site does not bear out; empty for a sound one.
  /// - Throws: `PipelineError` with status 66 when the site or the articles cannot be read.
  public static func alarms(site: String, articles: [String], knowledge: String? = nil, mapping: String? = nil) throws
    -> [Alarm]
  {
    guard let files = SiteFiles(folder: site) else {
      throw PipelineError(.noInput, step: "verify", "\(site) is no folder that chronograph build wrote")
    }
    let known = KnownWords(
      try knowledge.map { try KnowledgeFiles.overlay($0, .actors) } ?? KnowledgeFiles.embedded(.actors),
      events: try knowledge.map { try KnowledgeFiles.overlay($0, .events) } ?? KnowledgeFiles.embedded(.events))
    guard !articles.isEmpty else { return Verifier.alarms(of: files, known: known) }
    let corpus = try knowledge.map { try KnowledgeFiles.overlay($0, .corpus) } ?? KnowledgeFiles.embedded(.corpus)
    let reader = try Engine.reader(knowledge: corpus, mapping: mapping)
    var sources: [SourceDocument] = []
    do throws(CorpusError) {
      for item in try reader.open(articles) {
        if case .document(let source, _) = item { sources.append(source) }
      }
    } catch {
      throw PipelineError(.noInput, step: "reading", error.description)
    }
    return Verifier.alarms(of: files, articles: sources, known: known)
  }
}

extension Verification {
  /// `{"alarms":[{"code","subject","message"}]}`
  public static func json(_ alarms: [Alarm]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.array("alarms", alarms) { json, alarm in
        json.object { json in
          json.field("code", alarm.code)
          json.field("subject", alarm.subject)
          json.field("message", alarm.message)
        }
      }
    }
    json.newline()
    return json.bytes
  }
}
