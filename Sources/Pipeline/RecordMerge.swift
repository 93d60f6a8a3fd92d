// Parts joined into one, or into parts of a size, in the order in which `build` numbers documents. Only an index of them
// is held: records are copied from file to file.

import ChronographBase
import Corpus
import EventGraph
import Foundation
import Records

/// Checks, sorts and joins parts; what `chronograph reduce` does.
public struct RecordMerge: Sendable {
  /// What a merge went through.
  public struct Account: Sendable, Equatable {
    public var parts = 0
    public var documents = 0
    public var skipped = 0
    public var events = 0
    /// Documents that stood there twice, word for word; they are among the skipped.
    public var repeated = 0
  }

  /// Where a record lies.
  private struct Place {
    var path: [UInt8]
    var id: [UInt8]
    var file: Int32
    var kind: PartFormat.Kind
    var offset: Int
    var length: Int
    /// Of the payload: orders documents of one path and id, and is compared when it is read again.
    var hash: UInt64
  }

  private let input: RecordInput

  /// - Throws: `PipelineError` with status 64 for standard input, which cannot be read twice.
  public init(_ input: RecordInput) throws(PipelineError) {
    guard !input.files.contains("-") else {
      throw PipelineError(.usage, step: "records", "reduce reads files, each of them twice; standard input is none")
    }
    self.input = input
  }

  /// The name of a part in a folder of parts.
  public static func name(ofPart number: Int) -> String { PartFormat.name(ofPart: number) }

  /// Joins the parts.
  ///
  /// - Parameters:
  ///   - size: most documents of a part; nil for one part.
  ///   - checksEntries: whether every record is decoded and checked as `build` does, not only its frame.
  ///   - progress: is told what goes on.
  ///   - write: takes the number of the part that is written, from 0, and its next bytes.
  /// - Returns: what was joined.
  /// - Throws: `PipelineError` with status 65 when a part is damaged, incomplete or another program's, or two different
  ///   documents have one id; 66 when a file cannot be read.
  public func run(
    size: Int? = nil, checksEntries: Bool = false, progress: (RunProgress) -> Void = { _ in },
    write: (Int, [UInt8]) throws -> Void
  ) throws -> Account {
    var account = Account()
    var places: [Place] = []
    var shared: Set<String> = []
    for (number, path) in input.files.enumerated() {
      let file = try RecordFile(path)
      var reader = file.reader(input.maker)
      while let frame = try RecordInput.naming({ try reader.next() }) {
        var place = Place(
          path: [], id: [], file: Int32(number), kind: frame.kind, offset: frame.offset, length: frame.payload.count,
          hash: FNV1a.hash(frame.payload))
        if checksEntries { _ = try RecordInput.naming { try frame.entry() } }
        if frame.kind == .document {
          let head = try RecordInput.naming { try frame.head() }
          (place.path, place.id) = (Array((head.path ?? "").utf8), Array(head.id.utf8))
          account.events += head.events
        }
        places.append(place)
        if places.count.isMultiple(of: 64) {
          let share = file.share.map { (Double(number) + $0) / Double(input.files.count) }
          progress(RunProgress(.checking, "records", done: places.count, share: share))
        }
      }
      account.parts += reader.ends.count
      shared.formUnion(reader.ends.flatMap(\.sharedNames))
    }
    let files = RecordFiles(input.files)
    try order(&places, files)
    let repeats = try repeated(in: places, files)
    var writer = PartWriter(input.maker)
    var part = 0
    try write(part, writer.start())
    for (position, place) in places.enumerated() {
      if let size, writer.end.documents + writer.end.skipped >= size {
        try write(part, writer.finish(sharedNames: shared.sorted()))
        part += 1
        writer = PartWriter(input.maker)
        try write(part, writer.start())
      }
      progress(RunProgress(.joining, "records", done: position, of: places.count))
      let frame = try frame(place, files)
      if repeats.contains(position) {
        let id = String(decoding: place.id, as: UTF8.self)
        account.repeated += 1
        account.skipped += 1
        account.events -= try RecordInput.naming { try frame.head().events }
        try write(part, writer.entry(.skip(StoredSkip(skip: .repeated(id)))))
        continue
      }
      if place.kind == .document { account.documents += 1 } else { account.skipped += 1 }
      try write(part, writer.add(frame))
    }
    try write(part, writer.finish(sharedNames: shared.sorted()))
    return account
  }

  /// Documents as `build` numbers them, then skips by their bytes, so that the order of the parts changes nothing.
  private func order(_ places: inout [Place], _ files: RecordFiles) throws {
    let documents = places.filter { $0.kind == .document }.sorted { a, b in
      if a.path != b.path { return DocumentOrder.precedes(path: a.path, b.path) }
      if a.id != b.id { return NaturalOrder.precedes(a.id, b.id) }
      return a.hash < b.hash
    }
    let skips = try places.filter { $0.kind == .skip }.map { ($0, try frame($0, files).payload) }
      .sorted { $0.1.lexicographicallyPrecedes($1.1) }
    places = documents + skips.map(\.0)
  }

  /// The documents that repeat an earlier one of the same id.
  private func repeated(in places: [Place], _ files: RecordFiles) throws -> Set<Int> {
    // Canonically equivalent ids are one, as in the graph.
    var first: [String: Int] = [:]
    var repeats: Set<Int> = []
    for (position, place) in places.enumerated() where place.kind == .document {
      guard let known = first.updateValue(position, forKey: String(decoding: place.id, as: UTF8.self)) else { continue }
      let sources = try [known, position].map { try source(frame(places[$0], files)) }
      guard sources[0] == sources[1] else {
        throw PipelineError(
          .badData, step: "records",
          "\(input.files[Int(place.file)]), byte \(place.offset): a document called "
            + "\"\(String(decoding: place.id, as: UTF8.self))\" stands in the parts already, with another text, "
            + "date or title, or an id of other bytes; "
            + "give each record an id of its own")
      }
      repeats.insert(position)
    }
    return repeats
  }

  private func source(_ frame: PartFrame) throws -> [UInt8] {
    guard case .document(let stored) = try RecordInput.naming({ try frame.entry() }) else { return [] }
    return Self.analysed(stored.record.source)
  }

  private func frame(_ place: Place, _ files: RecordFiles) throws -> PartFrame {
    try files.frame(Int(place.file), place.kind, offset: place.offset, length: place.length, hash: place.hash)
  }

  /// The bytes of what an analysis depends on: all of a document but its path.
  static func analysed(_ source: SourceDocument) -> [UInt8] {
    var source = source
    source.path = nil
    // A document has nothing that has no packed form; without one no two would be the same.
    return (try? PackedEncoder.encode(source)) ?? source.text
  }
}

extension SkippedInput {
  /// A document that stands in the parts twice.
  static func repeated(_ id: String) -> SkippedInput {
    SkippedInput(id: id, code: "duplicate", message: "the document \"\(id)\" stands in the parts twice")
  }
}
