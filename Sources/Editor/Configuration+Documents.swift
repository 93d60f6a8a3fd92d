// What an editor knows of documents, put on them before they are analysed: a date given here moves all that hangs on it.

import ChronographBase
import Corpus

extension Configuration {
  /// The entry that means a document: by id, path, file name or content hash.
  ///
  /// - Parameter shared: folded file names that several documents have; they mean none of them.
  public func entry(for source: SourceDocument, shared: Set<String> = []) -> Int? {
    guard !documents.isEmpty else { return nil }
    for (tier, name) in CorpusFinder.names(of: source) {
      let key = TextFolding.folded(name)
      if tier == 2, shared.contains(key) { continue }
      if let number = documentsByName[key] { return number }
    }
    return nil
  }

  /// The file names, folded, that several paths end with.
  public static func sharedNames(_ paths: [String]) -> Set<String> {
    var counts: [String: Int] = [:]
    for path in paths {
      counts[TextFolding.folded(path.split(separator: "/").last.map(String.init) ?? path), default: 0] += 1
    }
    return Set(counts.filter { $0.value > 1 }.keys)
  }

  /// The document with what the editor said of it.
  public func completed(_ source: SourceDocument, with number: Int) -> SourceDocument {
    let entry = documents[number]
    var source = source
    func note(_ what: String, _ value: String?, _ was: String?) {
      if let value { source.editor.append(EditorNote(what, value, was: was)) }
    }
    note("date", entry.date, source.date)
    note("outlet", entry.outlet, source.outlet)
    note("url", entry.url, source.url)
    note("title", entry.title, source.title)
    note("rights", entry.rights, nil)
    note("note", entry.note, nil)
    if let date = entry.date {
      source.date = date
      source.dateSource = .editor
    }
    source.outlet = entry.outlet ?? source.outlet
    source.url = entry.url ?? source.url
    source.title = entry.title ?? source.title
    source.rights = entry.rights ?? source.rights
    return source
  }

  /// Whether a document was completed as these entries say, before it was analysed.
  ///
  /// - Parameter number: the entry that means it, nil for none.
  package func hasCompleted(_ source: SourceDocument, with number: Int?) -> Bool {
    let entry = number.map { documents[$0] }
    return [
      ("date", entry?.date), ("outlet", entry?.outlet), ("url", entry?.url), ("title", entry?.title),
      ("rights", entry?.rights), ("note", entry?.note),
    ].allSatisfy { what, value in source.editor.last { $0.what == what }?.value == value }
  }

  /// The entry of a name.
  package func entry(named name: String) -> Int? { documentsByName[TextFolding.folded(name)] }

  /// What became of the entries on documents.
  ///
  /// - Parameters:
  ///   - found: positions of the entries that a document answered to, with how many did.
  ///   - shared: see ``entry(for:shared:)``.
  public func accounts(found: [Int: Int], shared: Set<String>) -> [Correction] {
    // The first entry that a document answered to, by its file name without suffix.
    var answered: [String: Int] = [:]
    for number in documents.indices where (found[number] ?? 0) > 0 {
      let stem = Configuration.stem(documents[number].name, isPath: false)
      if answered[stem] == nil { answered[stem] = number }
    }
    return documents.enumerated().map { number, entry in
      let key = "documents.\(entry.name)"
      switch found[number] ?? 0 {
      case 0 where shared.contains(TextFolding.folded(entry.name)):
        return Correction(
          line: entry.line, key: key, state: .ambiguous,
          message: "several files are called \"\(entry.name)\"; write the path below the folder")
      case 0:
        if let other = answered[Configuration.stem(entry.name, isPath: false)], mayBeSame(documents[other], entry) {
          return Correction(
            line: entry.line, key: key, state: .conflict,
            message: "line \(documents[other].line) may name the same document by another name; if so, join the entries"
          )
        }
        return Correction(
          line: entry.line, key: key, state: .lost,
          message: "no document is called \"\(entry.name)\"; name it by its id, path, file name or content hash")
      case 1:
        return Correction(
          line: entry.line, key: key, state: .applied, message: entry.isExcluded ? "left out" : "completed")
      case let count:
        return Correction(
          line: entry.line, key: key, state: .ambiguous,
          message: "\(count) documents answer to \"\(entry.name)\" (the same text twice?); all got it")
      }
    }
  }

  /// Whether two names with one file name may be of one document: not those of two folders.
  private func mayBeSame(_ a: DocumentCorrection, _ b: DocumentCorrection) -> Bool {
    guard a.name.contains("/"), b.name.contains("/") else { return true }
    return Configuration.stem(a.name, isPath: true) == Configuration.stem(b.name, isPath: true)
  }

  /// A name without a suffix of letters, folded; without its folder unless it is to be a path.
  private static func stem(_ name: String, isPath: Bool) -> String {
    let start = isPath ? name.startIndex : name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    let file = name[start...]
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex,
      file[file.index(after: dot)...].allSatisfy({ $0.isASCII && $0.isLetter })
    else { return TextFolding.folded(String(file)) }
    return TextFolding.folded(String(file[..<dot]))
  }
}
