// Parts of records in place of articles: what other runs analysed, on this machine or on others.

import ChronographBase
import Corpus
import Editor
import EventGraph
import Events
import Foundation
import Records
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files of records that a user named.
public struct RecordInput: Sendable {
  /// Files in the order of their paths; `-` is standard input.
  let files: [String]
  let maker: PartMaker

  /// Lists the parts.
  ///
  /// - Parameters:
  ///   - paths: files, folders whose `*.records` are meant, and `-`.
  ///   - maker: what they must have been made by.
  /// - Throws: `PipelineError` with status 66 when there is none.
  public init(_ paths: [String], maker: PartMaker) throws(PipelineError) {
    var files: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      if path != "-", !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
        throw PipelineError(.noInput, step: "records", "no such file or folder: \(path)")
      }
      guard isFolder.boolValue else {
        files.append(path)
        continue
      }
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        throw PipelineError(.noInput, step: "records", "cannot read the folder \(path)")
      }
      files += names.filter { $0.hasSuffix(PartFormat.suffix) }.sorted().map { path + "/" + $0 }
    }
    guard !files.isEmpty else {
      throw PipelineError(
        .noInput, step: "records", "no file *\(PartFormat.suffix) in \(paths.joined(separator: ", "))")
    }
    self.files = files
    self.maker = maker
  }

  /// Hands every frame on, file after file.
  ///
  /// - Returns: the accounts of all parts.
  /// - Throws: `PipelineError` with status 66 for a file that cannot be read, 65 for one that is no whole part of this
  ///   program, with file and byte; and whatever `body` throws.
  func forEachFrame(_ body: (PartFrame) throws -> Void) throws -> [PartEnd] {
    var ends: [PartEnd] = []
    for file in files {
      var reader = try RecordFile(file).reader(maker)
      while let frame = try Self.naming({ try reader.next() }) { try body(frame) }
      ends += reader.ends
    }
    return ends
  }

  /// Gives an error of the Records room its status.
  static func naming<R>(_ work: () throws -> R) throws -> R {
    do {
      return try work()
    } catch let error as RecordError {
      throw PipelineError(.badData, step: "records", error.description)
    }
  }
}

/// An open file of records; closed with the value.
final class RecordFile: Sendable {
  let name: String
  let descriptor: Int32

  init(_ path: String) throws(PipelineError) {
    name = path == "-" ? "standard input" : path
    descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw PipelineError(.noInput, step: "records", "cannot read \(path): \(String(cString: strerror(errno)))")
    }
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  /// Part of the bytes that is read; nil for what is no file.
  var share: Double? {
    guard let place = FileSystem.place(descriptor), place.size > 0 else { return nil }
    return Double(place.offset) / Double(place.size)
  }

  func reader(_ maker: PartMaker) -> PartReader {
    PartReader(file: name, maker: maker) { buffer, count in try self.read(&buffer, count) }
  }

  /// Appends bytes of the file from where it stands.
  private func read(_ buffer: inout [UInt8], _ count: Int) throws(PipelineError) -> Int {
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    var got = 0
    repeat {
      got = buffer.withUnsafeMutableBytes { bytes in
        guard let start = bytes.baseAddress else { return 0 }
        return Foundation.read(descriptor, start + old, count)
      }
    } while got < 0 && errno == EINTR
    let failure = errno
    buffer.removeLast(count - max(0, got))
    guard got >= 0 else {
      throw PipelineError(.noInput, step: "records", "cannot read \(name): \(String(cString: strerror(failure)))")
    }
    return got
  }
}

extension GraphRun {
  /// The merged graph of records that were made before: the same as that of the articles.
  ///
  /// - Throws: `PipelineError` with status 65 when a part is damaged, incomplete or made by something else, when two
  ///   documents have one id, or when the editor's entries on documents were others at the time.
  public func graph(
    of input: RecordInput, progress: (RunProgress) -> Void
  ) async throws -> (graph: NewsGraph, report: RunReport) {
    var intake = RecordIntake()
    let files = Mutex(RecordQueue(input))
    let place = Mutex<Double?>(nil)
    let reader = BlockingReader {
      try files.withLock { files in
        let frame = try files.next()
        place.withLock { $0 = files.share }
        return frame
      }
    }
    var done = 0
    try await orderedParallelMap(
      width: analysis.threads, next: { try await reader.next() },
      transform: { (frame: PartFrame) in
        Result { (entry: try RecordInput.naming { try frame.entry() }, hash: FNV1a.hash(frame.payload)) }
      },
      emit: { result in
        let found = try result.get()
        try intake.take(found.entry, hash: found.hash)
        done += 1
        progress(RunProgress(.reading, "records", done: done, share: place.withLock { $0 }))
      })
    intake.shared.formUnion(files.withLock { $0.sharedNames })
    let corrections = try intake.applied(analysis.configuration)
    return try merged(intake.intake, corrections, progress)
  }
}

/// The frames of all files, one at a time.
private struct RecordQueue {
  private var files: ArraySlice<String>
  private let maker: PartMaker
  private var reader: PartReader?
  private var file: RecordFile?
  private let count: Int
  private(set) var sharedNames: Set<String> = []

  init(_ input: RecordInput) {
    files = input.files[...]
    count = input.files.count
    maker = input.maker
  }

  /// Part of the files that is read, each weighing the same.
  var share: Double? {
    guard let within = file?.share else { return nil }
    return (Double(count - files.count - 1) + within) / Double(count)
  }

  mutating func next() throws -> PartFrame? {
    while true {
      if let frame = try RecordInput.naming({ try reader?.next() }) { return frame }
      sharedNames.formUnion(reader?.ends.flatMap(\.sharedNames) ?? [])
      guard let path = files.popFirst() else { return nil }
      let file = try RecordFile(path)
      self.file = file
      reader = file.reader(maker)
    }
  }
}

/// What records say, checked against each other and the editor's file.
private struct RecordIntake {
  /// A document that was taken: where it stands, hash of what was analysed, path, hash of the whole payload.
  private struct Known {
    var place: Int
    var source: UInt64
    var path: [UInt8]
    var payload: UInt64
  }

  var intake = GraphRun.Intake()
  var shared: Set<String> = []
  /// The documents taken so far, by id. Two ids that are canonically equivalent are one, as in the graph; documents whose
  /// ids differ in their bytes differ.
  private var known: [String: Known] = [:]
  /// Inputs that an editor's entry left out when they were analysed.
  private var leftOut: [(entry: String, skip: SkippedInput)] = []

  /// Takes an entry. Of two of one id that differ only in their paths the first in the order of `build` is kept,
  /// whichever comes first here.
  ///
  /// - Parameter hash: of its payload.
  mutating func take(_ entry: PartEntry, hash: UInt64) throws(PipelineError) {
    switch entry {
    case .skip(let stored):
      if let name = stored.entry { leftOut.append((name, stored.skip)) } else { intake.take(.skipped(stored.skip)) }
    case .document(let stored):
      let source = stored.record.source
      var new = Known(
        place: intake.read.count, source: FNV1a.hash(RecordMerge.analysed(source)),
        path: Array((source.path ?? "").utf8), payload: hash)
      guard let old = known[source.id] else {
        known[source.id] = new
        return intake.take(.record(stored.record, notes: stored.notes))
      }
      guard old.source == new.source else {
        throw PipelineError(
          .badData, step: "records",
          "two documents of the parts are called \"\(source.id)\" and differ in text, date, title or the "
            + "bytes of their ids; give each record an id of its own")
      }
      let isEarlier =
        new.path == old.path ? new.payload < old.payload : DocumentOrder.precedes(path: new.path, old.path)
      if isEarlier {
        new.place = old.place
        known[source.id] = new
        intake.read[old.place] = (stored.record, stored.notes)
      }
      intake.take(.skipped(.repeated(source.id)))
    }
  }

  /// What became of the editor's entries on documents, which were applied before the analysis.
  mutating func applied(_ configuration: Configuration) throws(PipelineError) -> [Correction] {
    let paths = Set(intake.read.compactMap(\.record.source.path)).sorted()
    if !configuration.documents.isEmpty { shared.formUnion(Configuration.sharedNames(paths)) }
    var found: [Int: Int] = [:]
    func refusal(_ name: String) -> PipelineError {
      PipelineError(
        .badData, step: "records",
        "\(name) was analysed with other entries on documents than \(configuration.file) has; make the records anew")
    }
    for (name, skip) in leftOut {
      guard let entry = configuration.entry(named: name), configuration.documents[entry].isExcluded else {
        throw refusal(skip.id)
      }
      found[entry, default: 0] += 1
      intake.take(.skipped(skip))
    }
    var kept: [(record: DocumentRecord, notes: [String])] = []
    for (record, notes) in intake.read {
      let entry = configuration.entry(for: record.source, shared: shared)
      if let entry { found[entry, default: 0] += 1 }
      if let entry, configuration.documents[entry].isExcluded {
        intake.take(.skipped(.excluded(record.source)))
        continue
      }
      guard configuration.hasCompleted(record.source, with: entry) else { throw refusal(record.source.shownName) }
      kept.append((record, notes))
    }
    intake.read = kept
    return configuration.accounts(found: found, shared: shared)
  }
}
