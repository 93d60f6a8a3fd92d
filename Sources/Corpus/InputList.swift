// Iterates inputs one at a time: a file is read when it is its turn.

/// The inputs of a run, in reading order. Each iteration reads them afresh (a stream only once).
public struct InputList: Sequence {
  let inputs: [PendingInput]
  let limits: ReaderLimits
  let pages: PageKnowledge
  /// What was met and is no input, since this program wrote it or is writing it, safe to show.
  public var leftOut: [String] = []

  /// Files, streams and skips that are listed; files of records hold more documents than this.
  public var count: Int { inputs.count }

  /// Paths of the files that are listed, below what the user named.
  package var paths: [String] {
    inputs.compactMap { if case .file(let file) = $0 { file.display } else { nil } }
  }

  public func makeIterator() -> InputIterator {
    InputIterator(inputs: inputs, reader: DocumentReader(limits: limits, pages: pages))
  }
}

/// How far the inputs of a run are read.
package struct InputPlace: Sendable, Equatable {
  /// Files, streams and skips that are listed.
  package var total: Int
  /// Whether inputs so far held several documents.
  package var hasStreams: Bool
  /// Part of the inputs that is read, from 0 to 1, each weighing the same; nil where nobody knows.
  package var share: Double?
}

/// See ``InputList``.
public struct InputIterator: IteratorProtocol {
  private let inputs: [PendingInput]
  private let reader: DocumentReader
  private var position = 0
  /// The documents of the input that is being read, where it holds several.
  private var stream: (any DocumentStream)?
  private var hasStreams = false
  private var ids = IdentifierRegister()

  init(inputs: [PendingInput], reader: DocumentReader) {
    self.inputs = inputs
    self.reader = reader
  }

  /// How far the inputs are read.
  package var place: InputPlace {
    var place = InputPlace(total: inputs.count, hasStreams: hasStreams)
    guard position > 0 else { return place }
    if case .stream = inputs[position - 1] { return place }
    let within = stream.map { $0.share } ?? 1
    if let within { place.share = (Double(position - 1) + within) / Double(inputs.count) }
    return place
  }

  public mutating func next() -> InputItem? {
    while true {
      if let stream {
        if let item = stream.next(ids: &ids) { return item }
        self.stream = nil
      }
      guard position < inputs.count else { return nil }
      let input = inputs[position]
      position += 1
      switch input {
      case .skip(let skipped):
        return .skipped(skipped)
      case .stream(let descriptor, let name):
        let lines = LineReader(descriptor: descriptor, ownsDescriptor: false, limit: reader.limits.lineBytes)
        hasStreams = true
        stream = RecordReader(
          lines: lines, source: name, path: nil, limits: reader.limits, fields: reader.pages.fields)
      case .file(let file):
        if let item = read(file, bytes: nil) { return item }
      case .memory(let bytes, let file):
        if let item = read(file, bytes: bytes) { return item }
      }
    }
  }

  /// Reads one file; nil when it holds several documents, which are then read one by one.
  private mutating func read(_ file: InputFile, bytes: [UInt8]?) -> InputItem? {
    do throws(ReadFailure) {
      switch try reader.read(file, bytes: bytes) {
      case .document(var document, var notes):
        notes += ids.claim(&document.id)
        return .document(document, notes: notes)
      case .stream(let stream):
        self.stream = stream
        hasStreams = true
        return nil
      }
    } catch {
      return .skipped(SkippedInput(id: file.display, code: error.code, message: error.message))
    }
  }
}

/// The ids given so far. Ids that differ only in Unicode normalisation count as equal, as they do in Swift.
struct IdentifierRegister {
  private var texts: [String: UInt64] = [:]
  /// The number to try next for an id that is taken, so that many equal ids do not cost quadratic time.
  private var numbers: [String: Int] = [:]

  /// Makes an id unique by a number where it is taken.
  mutating func claim(_ id: inout String, text: UInt64 = 0) -> [InputNote] {
    guard texts[id] != nil else {
      texts[id] = text
      return []
    }
    let wanted = id
    var number = numbers[wanted] ?? 2
    repeat {
      id = "\(wanted)-\(number)"
      number += 1
    } while texts[id] != nil
    numbers[wanted] = number
    texts[id] = text
    return [InputNote(code: "duplicate-id", message: "the id \"\(wanted)\" is taken; this one is called \"\(id)\"")]
  }

  /// Hash of the text that has this id, if one has.
  func text(of id: String) -> UInt64? { texts[id] }
}
