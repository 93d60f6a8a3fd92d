// Reads parts from a stream of bytes, frame by frame, and checks all of it: nothing damaged passes as a record.

import ChronographBase
import Corpus

/// A frame as it stands in a part; its check sum is right.
public struct PartFrame: Sendable {
  public var kind: PartFormat.Kind
  public var payload: [UInt8]
  /// Name of the file, and byte offset of the payload in it.
  public var file: String
  public var offset: Int

  public init(kind: PartFormat.Kind, payload: [UInt8], file: String, offset: Int) {
    self.kind = kind
    self.payload = payload
    self.file = file
    self.offset = offset
  }

  /// The head of a document, without decoding the rest.
  public func head() throws(RecordError) -> RecordHead {
    do {
      let head = try PackedDecoder.decodeStart(RecordHead.self, of: payload)
      // Each event has a byte at least; sums of such numbers stay far inside 64 bits.
      guard (0...payload.count).contains(head.events) else {
        throw PackedError(offset: 0, message: "it cannot hold \(head.events) events")
      }
      return head
    } catch {
      throw fault(error)
    }
  }

  /// What the frame holds.
  ///
  /// - Throws: `RecordError` where the payload is not one, or says what no analysis says.
  public func entry() throws(RecordError) -> PartEntry {
    do {
      guard kind == .document else { return .skip(try PackedDecoder.decode(StoredSkip.self, from: payload)) }
      let document = try PackedDecoder.decode(StoredDocument.self, from: payload)
      if let reason = RecordCheck.reason(against: document.record) {
        throw PackedError(offset: 0, message: reason)
      }
      guard document.head == RecordHead(of: document.record) else {
        throw PackedError(offset: 0, message: "its head is another document's")
      }
      return .document(document)
    } catch {
      throw fault(error)
    }
  }

  private func fault(_ error: any Error) -> RecordError {
    let packed = error as? PackedError
    return RecordError(
      file: file, offset: offset + (packed?.offset ?? 0),
      message: "the record is damaged: \(packed?.message ?? "it cannot be read")")
  }
}

/// Reads the frames of one file or stream.
public struct PartReader {
  /// Appends at most so many bytes; none at the end.
  public typealias Source = (inout [UInt8], Int) throws -> Int

  private let file: String
  private let source: Source
  private let maker: PartMaker
  private var buffer: [UInt8] = []
  private var position = 0
  /// Offset in the file of the start of the buffer.
  private var base = 0
  private var sums = CRC32()
  private var counted = PartEnd()
  private var isInside = false
  private var parts = 0
  /// The accounts of the parts that were read to their ends.
  public private(set) var ends: [PartEnd] = []

  /// - Parameters:
  ///   - file: named in errors.
  ///   - maker: what a part must have been made by.
  public init(file: String, maker: PartMaker, source: @escaping Source) {
    self.file = file
    self.maker = maker
    self.source = source
  }

  /// The next document or skip, nil at the end.
  ///
  /// - Throws: `RecordError`, or what the source throws.
  public mutating func next() throws -> PartFrame? {
    while true {
      if !isInside {
        guard try has(1) else {
          guard parts > 0 else { throw fault("the file is empty") }
          return nil
        }
        try begin()
      }
      let (kind, payload, offset) = try frame()
      switch kind {
      case .maker: throw fault("a second head inside a part", at: offset)
      case .end: try finish(payload, offset)
      case .document, .skip:
        let frame = PartFrame(kind: kind, payload: payload, file: file, offset: offset)
        if kind == .document { counted.documents += 1 } else { counted.skipped += 1 }
        if kind == .document { counted.events &+= try frame.head().events }
        return frame
      }
    }
  }

  private mutating func begin() throws {
    let start = base + position
    guard try has(12), buffer[position..<position + 8].elementsEqual(PartFormat.magic) else {
      throw fault(
        parts == 0
          ? "no part that chronograph extract --records wrote" : "what stands behind the end of a part is no part",
        at: start)
    }
    let version = PartFormat.number(buffer[(position + 8)...])
    guard version == PartFormat.version else {
      throw fault(
        "written in format \(version) of records, and this program reads format \(PartFormat.version); "
          + "make the records anew", at: start + 8)
    }
    position += 12
    (sums, counted) = (CRC32(), PartEnd())
    let (kind, payload, offset) = try frame()
    guard kind == .maker, let found = try? PackedDecoder.decode(PartMaker.self, from: payload) else {
      throw fault("the head of the part is damaged", at: offset)
    }
    if let difference = found.difference(from: maker) { throw fault(difference, at: offset) }
    isInside = true
    parts += 1
  }

  private mutating func frame() throws -> (PartFormat.Kind, [UInt8], Int) {
    let start = base + position
    guard try has(5) else { throw fault("it ends within a part: the run that wrote it did not finish", at: start) }
    let length = Int(PartFormat.number(buffer[(position + 1)...]))
    guard let kind = PartFormat.Kind(rawValue: buffer[position]), length <= PartFormat.longest else {
      throw fault("damaged: no record begins here", at: start)
    }
    guard try has(length + 9) else {
      throw fault("it ends within a record: the run that wrote it did not finish, or the file was cut", at: start)
    }
    let whole = buffer[position..<position + 5 + length]
    let sum = PartFormat.number(buffer[(position + 5 + length)...])
    guard CRC32.sum(whole) == sum else { throw fault("damaged: the check sum of the record is wrong", at: start) }
    if kind != .end { sums.add(PartFormat.bytes(sum)) }
    position += length + 9
    return (kind, Array(whole.dropFirst(5)), start + 5)
  }

  private mutating func finish(_ payload: [UInt8], _ offset: Int) throws {
    guard let seal = try? PackedDecoder.decode(PartSeal.self, from: payload) else {
      throw fault("the end of the part is damaged", at: offset)
    }
    guard seal.sum == sums.value, seal.end.documents == counted.documents, seal.end.skipped == counted.skipped,
      seal.end.events == counted.events
    else {
      throw fault(
        "the part should hold \(seal.end.documents) documents and \(seal.end.skipped) skips, and holds "
          + "\(counted.documents) and \(counted.skipped), or others", at: offset)
    }
    ends.append(seal.end)
    isInside = false
  }

  /// Whether so many bytes stand at the position; reads on for them.
  private mutating func has(_ count: Int) throws -> Bool {
    if buffer.count - position >= count { return true }
    buffer.removeSubrange(..<position)
    base += position
    position = 0
    while buffer.count < count {
      guard try source(&buffer, 1 << 18) > 0 else { return false }
    }
    return true
  }

  private func fault(_ message: String, at offset: Int? = nil) -> RecordError {
    RecordError(file: file, offset: offset ?? base + position, message: message)
  }
}

extension PartMaker {
  /// What two makers differ in, for an error; nil when they are equal.
  func difference(from present: PartMaker) -> String? {
    func words(_ what: String, _ theirs: String, _ ours: String) -> String {
      "made with \(what) \(theirs), and this run has \(ours); make the records anew, or merge them with what made them"
    }
    if program != present.program { return words("the program", program, present.program) }
    if edition != present.edition { return words("model and knowledge", edition, present.edition) }
    if settings != present.settings { return words("the settings", settings, present.settings) }
    return nil
  }
}
