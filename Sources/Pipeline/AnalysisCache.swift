// Analyses kept between runs. Only what depends on one document alone is kept; all that depends on others is made anew.

import ChronographBase
import Corpus
import Events
import Foundation
import Records
import Store
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of analyses by content, for one program with one knowledge and one set of options.
///
/// Safe to delete at any time, to share between runs at the same time, and to lose: a file that is damaged is thrown
/// away with a note, one that cannot be used is left alone, and the documents are analysed anew.
public final class AnalysisCache: Sendable {
  private struct State {
    var store: AnalysisStore?
    var waiting: [AnalysisStore.Row] = []
    var waitingBytes = 0
  }

  private let state: Mutex<State>
  private let file: String
  private let note: @Sendable (String) -> Void
  /// The folder, which is never input.
  public let folder: String
  /// Analyses that wait to be written together: a run that is killed loses no more.
  private static let batch = (rows: 256, bytes: 4 << 20)
  /// Files of other programs and options that were not used for so long are removed.
  private static let daysKept = 30.0

  /// Opens the cache of a folder, or makes it.
  ///
  /// - Parameters:
  ///   - program: name and version of the program.
  ///   - note: is told what a user should know.
  /// - Returns: nil when the folder cannot be made or written.
  public init?(folder: String, engine: Engine, program: String, note: @escaping @Sendable (String) -> Void) {
    let maker = engine.maker(program: program)
    var edition = ContentHash([program, maker.edition, maker.settings, "\(PartFormat.version)"])
    edition.combine(Self.executable)
    self.folder = folder
    self.note = note
    file = folder + "/analysis-\(edition.hex()).sqlite"
    guard Self.prepare(folder) else { return nil }
    Self.removeOld(in: folder, except: file)
    var store: AnalysisStore?
    do throws(StoreError) {
      store = try AnalysisStore(path: file)
    } catch {
      guard error.reason == .damaged else { return nil }
      note(Self.words(file, error.message))
      Self.remove(file)
      store = try? AnalysisStore(path: file)
    }
    guard let store else { return nil }
    state = Mutex(State(store: store))
  }

  /// Where users of such programs expect it: `$XDG_CACHE_HOME/chronograph`, by default `~/.cache/chronograph`
  /// (XDG Base Directory Specification 0.8), on macOS `~/Library/Caches/chronograph`; nil without a home.
  public static func standardFolder(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return folder + "/chronograph" }
    guard let home = environment["HOME"], home.hasPrefix("/"), home != "/" else { return nil }
    #if canImport(Darwin)
      return home + "/Library/Caches/chronograph"
    #else
      return home + "/.cache/chronograph"
    #endif
  }

  // MARK: Use

  /// The hash of what reaches the analysis of a document: all of it but its path.
  func key(of source: SourceDocument) -> [UInt8]? {
    var analysed = source
    analysed.path = nil
    guard let bytes = try? PackedEncoder.encode(analysed) else { return nil }
    let hashes = [FNV1a.hash(bytes), FNV1a.hash(bytes, seed: 0x9e37_79b9_7f4a_7c15), UInt64(bytes.count)]
    return hashes.flatMap { hash in (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt64($0))) } }
  }

  /// What was found in a document of this key.
  func record(_ key: [UInt8], of source: SourceDocument) -> DocumentRecord? {
    guard let store = state.withLock({ $0.store }) else { return nil }
    let payload: [UInt8]?
    do throws(StoreError) {
      payload = try store.payload(of: key)
    } catch {
      if error.reason == .damaged { discard(error.message) }
      return nil
    }
    guard let payload, payload.count > 4 else { return nil }
    let sum = payload[..<4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let body = payload[4...]
    guard CRC32.sum(body) == sum,
      var record = try? body.withUnsafeBytes({ try PackedDecoder.decode(DocumentRecord.self, from: $0) })
    else {
      discard("a check sum is wrong")
      return nil
    }
    record.source = source
    return RecordCheck.reason(against: record) == nil ? record : nil
  }

  /// Keeps what was found in a document.
  func keep(_ record: DocumentRecord, under key: [UInt8]) {
    // The text is at hand whenever the record is wanted.
    var stripped = record
    stripped.source = SourceDocument(id: "", text: [])
    guard let body = try? PackedEncoder.encode(stripped) else { return }
    let sum = CRC32.sum(body)
    let payload = (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt32($0))) } + body
    let isFull = state.withLock { state in
      guard state.store != nil else { return false }
      state.waiting.append(AnalysisStore.Row(key: key, payload: payload))
      state.waitingBytes += payload.count
      return state.waiting.count >= Self.batch.rows || state.waitingBytes >= Self.batch.bytes
    }
    if isFull { flush() }
  }

  /// Ends a run: all is written.
  func finish() {
    flush()
    state.withLock { $0.store }?.settle()
  }

  /// Writes what waits.
  private func flush() {
    let (store, rows) = state.withLock { state in
      defer { (state.waiting, state.waitingBytes) = ([], 0) }
      return (state.store, state.waiting)
    }
    guard let store, !rows.isEmpty else { return }
    do throws(StoreError) {
      try store.keep(rows)
    } catch {
      if error.reason == .damaged { discard(error.message) }
    }
  }

  /// Does without the file for the rest of the run, and removes it.
  private func discard(_ reason: String) {
    let isFirst = state.withLock { state in
      defer { state = State() }
      return state.store != nil
    }
    guard isFirst else { return }
    note(Self.words(file, reason))
    Self.remove(file)
  }

  private static func words(_ file: String, _ reason: String) -> String {
    "the cache \(file) was damaged and is thrown away (\(reason))"
  }

  // MARK: The folder

  /// Which build of the program this is: the hash of its version is not enough while it is being changed.
  private static var executable: String {
    var status = stat()
    let path = Bundle.main.executablePath ?? CommandLine.arguments.first ?? ""
    guard stat(path, &status) == 0 else { return path }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return "\(status.st_size) \(time.tv_sec).\(time.tv_nsec)"
  }

  /// Makes the folder, for nobody but the user, with the marks that say what it is.
  private static func prepare(_ folder: String) -> Bool {
    let manager = FileManager.default
    try? manager.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // Back-up programs leave it out (https://bford.info/cachedir/), and a later run does not read it.
    let marks = [
      ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Analyses of chronograph; safe to delete.\n"),
      (OwnOutput.marker, OwnOutput.markerLine + "\n"),
    ]
    for (name, text) in marks where !manager.fileExists(atPath: folder + "/" + name) {
      guard manager.createFile(atPath: folder + "/" + name, contents: Data(text.utf8)) else { return false }
    }
    return access(folder, R_OK | W_OK | X_OK) == 0
  }

  private static func remove(_ file: String) {
    for name in [file, file + "-wal", file + "-shm"] { unlink(name) }
  }

  /// Removes files that no run has used for long.
  private static func removeOld(in folder: String, except own: String) {
    let now = Date()
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix("analysis-") && name.hasSuffix(".sqlite") {
      let path = folder + "/" + name
      let age = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
      if path != own, let age, now.timeIntervalSince(age) > daysKept * 86_400 { remove(path) }
    }
    // The file that is used stays young.
    try? FileManager.default.setAttributes([.modificationDate: now], ofItemAtPath: own)
  }
}
