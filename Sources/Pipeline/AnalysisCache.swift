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
  /// - Returns: nil when the folder cannot be made or written, or holds something and is no such cache.
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
    // A home that is not there is nobody's: none is made.
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: home, isDirectory: &isFolder), isFolder.boolValue else { return nil }
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
    guard Self.sum(key, body) == sum,
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
    let sum = Self.sum(key, body)
    let payload = (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt32($0))) } + body
    let isFull = state.withLock { state in
      guard state.store != nil else { return false }
      state.waiting.append(AnalysisStore.Row(key: key, payload: payload))
      state.waitingBytes += payload.count
      return state.waiting.count >= Self.batch.rows || state.waitingBytes >= Self.batch.bytes
    }
    if isFull { flush() }
  }

  /// The check sum of an analysis and of what it is one of: a row that comes under another key is noticed.
  private static func sum(_ key: [UInt8], _ body: some Collection<UInt8>) -> UInt32 {
    var sum = CRC32()
    sum.add(key)
    sum.add(body)
    return sum.value
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

  private static let tagName = "CACHEDIR.TAG"
  /// Back-up programs leave the folder out (https://bford.info/cachedir/).
  private static let tag = Array(
    "Signature: 8a477f597d28d172789f06886806bc55\n# Analyses of chronograph; safe to delete.\n".utf8)

  /// Makes the folder, for nobody but the user, with the marks that say what it is. Nothing is written into a folder
  /// that holds something and is not such a cache.
  private static func prepare(_ folder: String) -> Bool {
    let manager = FileManager.default
    try? manager.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let found = manager.contents(atPath: folder + "/" + tagName).map { [UInt8]($0) } ?? []
    if found != tag {
      // Another run may be at it, or was ended at this place: then there is nothing but the beginning of the marks.
      guard let names = try? manager.contentsOfDirectory(atPath: folder), tag.starts(with: found),
        names.allSatisfy({ $0 == tagName || $0 == OwnOutput.marker })
      else { return false }
    }
    // The marker keeps a later run from reading it.
    for (name, text) in [(tagName, tag), (OwnOutput.marker, Array((OwnOutput.markerLine + "\n").utf8))]
    where name == tagName ? found != tag : !manager.fileExists(atPath: folder + "/" + name) {
      let descriptor = open(folder + "/" + name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard descriptor >= 0 else { return false }
      let count = text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard close(descriptor) == 0, count == text.count else { return false }
    }
    return access(folder, R_OK | W_OK | X_OK) == 0
  }

  /// Whether a file has a name as only caches give it.
  private static func isOurs(_ name: String) -> Bool {
    let (start, end) = ("analysis-", ".sqlite")
    guard name.hasPrefix(start), name.hasSuffix(end) else { return false }
    let digits = name.utf8.dropFirst(start.utf8.count).dropLast(end.utf8.count)
    return digits.count == 16 && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func remove(_ file: String) {
    for name in [file, file + "-wal", file + "-shm"] { unlink(name) }
  }

  /// Removes files that no run has used for long.
  private static func removeOld(in folder: String, except own: String) {
    let now = Date()
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where isOurs(name) {
      let path = folder + "/" + name
      let age = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
      if path != own, let age, now.timeIntervalSince(age) > daysKept * 86_400 { remove(path) }
    }
    // The file that is used stays young.
    try? FileManager.default.setAttributes([.modificationDate: now], ofItemAtPath: own)
  }
}
