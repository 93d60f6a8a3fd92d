// The register of sources: every document with what is known of it and how.

import ChronographBase
import Chronology
import Corpus
import EventGraph
import Events

extension ReportBuilder {
  /// One row a document, in the order of their numbers.
  ///
  /// - Parameter chosen: positions of the listed events.
  func sources(of chosen: [Int]) -> [ReportContent.Source] {
    var counts: [String: Int] = [:]
    for position in chosen {
      for document in graph.events[position].documents { counts[document, default: 0] += 1 }
    }
    return graph.documents.map { document in
      let source = document.record.source
      return ReportContent.Source(
        number: document.number, title: ReportBuilder.title(of: document),
        outlet: source.outlet.map(ExportRow.flat) ?? "not known", date: date(document.record),
        dateBasis: basis(document.record), file: ExportRow.flat(source.path ?? source.id),
        address: source.url.map(ExportRow.flat), remarks: remarks(document), events: counts[document.id] ?? 0)
    }
  }

  /// The title of an article; its place for one that has none.
  static func title(of document: GraphDocument) -> String {
    let title = ExportRow.flat(document.record.title)
    return title.isEmpty ? "Article \(document.number), without a title" : title
  }

  private func date(_ record: DocumentRecord) -> String {
    guard !record.date.interval.isUnbounded else { return "not known" }
    let words = record.date.words()
    return record.date.edtf.map { "\(words); EDTF \($0)" } ?? words
  }

  /// How the date is known, with the words that it was inferred from.
  private func basis(_ record: DocumentRecord) -> String {
    guard !record.date.interval.isUnbounded || record.date.isEditors else { return "nothing in the article bounds it" }
    var words = record.date.basisWords
    if record.date.basis == .inferred, !record.date.isEditors {
      let reasons = record.date.cues.filter { $0.used && !$0.why.isEmpty }.prefix(3).map { cue in
        let words = ReportWording.cut(ExportRow.flat(record.source.string(cue.span)), 120)
        return words.isEmpty ? ExportRow.flat(cue.why) : "“\(words)”: \(ExportRow.flat(cue.why))"
      }
      if !reasons.isEmpty { words += ": " + reasons.joined(separator: "; ") }
      if let credible = record.date.credible, credible != record.date.interval {
        words += "; most likely \(credible.words(.full, weekday: false)) (nine times in ten)"
      }
    }
    return words
  }

  private func remarks(_ document: GraphDocument) -> [String] {
    let source = document.record.source
    var remarks: [String] = []
    if let rights = source.rights { remarks.append("Rights: " + ExportRow.flat(rights)) }
    if let language = source.language { remarks.append("Language: " + ExportRow.flat(language)) }
    remarks += source.editor.filter { $0.what != "rights" }.map { "Editor: " + ExportRow.flat($0.words) }
    return remarks + (account.remarks[document.id] ?? []).map(ExportRow.flat)
  }
}
