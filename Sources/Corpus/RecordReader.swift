// Documents from JSON records: one a line, or the elements of one array.

import ChronographBase

/// Yields the documents of a file or stream of records; a bad record is a skip with its line.
final class RecordReader {
  private enum Origin {
    case lines(LineReader)
    case values([JSONValue])
  }

  private let origin: Origin
  /// Elements taken so far.
  private var taken = 0
  private let source: String
  private let path: String?
  private let limits: ReaderLimits
  private var failed = false

  init(lines: LineReader, source: String, path: String?, limits: ReaderLimits) {
    origin = .lines(lines)
    self.source = source
    self.path = path
    self.limits = limits
  }

  init(values: [JSONValue], source: String, path: String?, limits: ReaderLimits) {
    origin = .values(values)
    self.source = source
    self.path = path
    self.limits = limits
  }

  /// The next document or skip, or nil at the end.
  func next(ids: inout IdentifierRegister) -> InputItem? {
    switch origin {
    case .values(let values):
      guard taken < values.count else { return nil }
      taken += 1
      return item(values[taken - 1], number: taken, ids: &ids)
    case .lines(let lines):
      guard !failed else { return nil }
      do throws(ReadFailure) {
        return try next(of: lines, ids: &ids)
      } catch {
        failed = true
        return .skipped(SkippedInput(id: source, code: error.code, message: error.message))
      }
    }
  }

  private func next(of lines: LineReader, ids: inout IdentifierRegister) throws(ReadFailure) -> InputItem? {
    while let line = try lines.next() {
      let place = "\(source):\(lines.number)"
      guard case .bytes(var bytes) = line else {
        let message = "line \(lines.number) is longer than \(limits.lineBytes) bytes"
        return .skipped(SkippedInput(id: place, code: "line-too-long", message: message))
      }
      if lines.number == 1, bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) { continue }
      do throws(JSONFault) {
        return item(try JSONParser.parse(bytes), number: lines.number, ids: &ids)
      } catch {
        let message = "line \(lines.number) is not JSON: \(error.message)"
        return .skipped(SkippedInput(id: place, code: "not-json", message: message))
      }
    }
    return nil
  }

  private func item(_ value: JSONValue, number: Int, ids: inout IdentifierRegister) -> InputItem {
    do throws(ReadFailure) {
      var notes: [InputNote] = []
      let stem = FolderWalk.stem(FolderWalk.lastPart(source))
      var document = try Self.document(value, fallbackId: "\(stem)-\(number)", limits: limits, notes: &notes)
      document.path = path
      let hash = FNV1a.hash(document.text)
      if ids.text(of: document.id) == hash {
        let message = "record \(number) of \(source) repeats the document \"\(document.id)\""
        return .skipped(SkippedInput(id: document.id, code: "duplicate", message: message))
      }
      notes += ids.claim(&document.id, text: hash)
      return .document(document, notes: notes)
    } catch {
      return .skipped(
        SkippedInput(id: "\(source):\(number)", code: error.code, message: "record \(number): \(error.message)"))
    }
  }

  /// One record as a document.
  static func document(
    _ value: JSONValue, fallbackId: String, limits: ReaderLimits, notes: inout [InputNote]
  ) throws(ReadFailure) -> SourceDocument {
    guard case .object = value else {
      throw ReadFailure(code: "not-a-record", message: "a record must be a JSON object")
    }
    guard case .string(let raw)? = value["text"] else {
      throw ReadFailure(code: "no-text", message: "the record has no \"text\" that is a string")
    }
    guard raw.count <= limits.textBytes else {
      throw ReadFailure(code: "too-large", message: "the text is larger than \(limits.textBytes) bytes")
    }
    var bytes = raw
    let census = UTF8Census(raw)
    if census.invalid > 0 {
      bytes = Array(String(decoding: raw, as: UTF8.self).utf8)
      notes.append(InputNote(code: "repaired-utf8", message: "invalid byte sequences were replaced by U+FFFD"))
    }
    let text = TextDecoder.sanitised(bytes, notes: [])
    notes += text.notes
    guard !TextMeasure.isBlank(text.bytes) else { throw ReadFailure(code: "empty", message: "the text is empty") }

    var document = SourceDocument(id: fallbackId, text: text.bytes)
    func field(_ key: StaticString) -> String? {
      switch value[key] {
      case nil, .null?: return nil
      case .string(let bytes)?: return String(decoding: bytes, as: UTF8.self)
      case .number(let digits)?: return digits.utf8.count <= 32 ? digits : nil
      default:
        notes.append(InputNote(code: "wrong-type", message: "\"\(key)\" is not a string and was ignored"))
        return nil
      }
    }
    if let id = field("id").map(DocumentFields.identifier), !id.isEmpty { document.id = id }
    document.title = DocumentFields.field(field("title"))
    document.date = DocumentFields.date(field("date"))
    document.dateSource = document.date == nil ? nil : .given
    document.outlet = DocumentFields.field(field("outlet") ?? field("source"))
    document.url = DocumentFields.address(field("url"))
    document.language = DocumentFields.language(field("language") ?? field("lang"))
    return document
  }
}

/// Coarse measures of a text.
enum TextMeasure {
  static func isBlank(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let blank = TextLine.blankLength(buffer, at: index)
        if blank == 0 { return false }
        index += blank
      }
      return true
    }
  }

  /// Whether a text has at least two words; each letter of a script without blanks counts as one.
  static func hasWords(_ bytes: [UInt8]) -> Bool {
    var words = 0
    var inside = false
    for byte in bytes {
      let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a || byte >= 0xc3
      if byte >= 0xe3 && byte <= 0xed {
        words += 1
      } else if isLetter && !inside {
        words += 1
      }
      inside = isLetter || byte >= 0x80 || byte >= 0x30 && byte <= 0x39
      if words >= 2 { return true }
    }
    return false
  }
}
