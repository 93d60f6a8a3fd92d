// Documents from records: JSON, one a line or the elements of one array, rows of a table, items of a feed.

import ChronographBase

/// Several documents that come from one input.
protocol DocumentStream: AnyObject {
  /// The next document or skip, or nil at the end.
  func next(ids: inout IdentifierRegister) -> InputItem?
  /// Part of it that is read, from 0 to 1; nil where nobody knows.
  var share: Double? { get }
}

extension DocumentStream {
  var share: Double? { nil }
}

/// Yields the documents of a file or stream of records; a bad record is a skip with its line.
final class RecordReader: DocumentStream {
  private enum Origin {
    case lines(LineReader)
    case values([JSONValue])
    case rows(Table, header: [[UInt8]])
  }

  private var origin: Origin
  /// Elements taken so far.
  private var taken = 0
  private let source: String
  private let path: String?
  private let limits: ReaderLimits
  private let fields: FieldMap
  /// What the container says of all its records.
  private let common: SourceDocument?
  private var failed = false
  private var isEmpty = true

  var share: Double? {
    switch origin {
    case .lines(let lines): lines.share
    case .values(let values): values.isEmpty ? nil : Double(taken) / Double(values.count)
    case .rows: nil
    }
  }

  private init(
    _ origin: Origin, _ source: String, _ path: String?, _ limits: ReaderLimits, _ fields: FieldMap,
    _ common: SourceDocument? = nil
  ) {
    self.origin = origin
    self.source = source
    self.path = path
    self.limits = limits
    self.fields = fields
    self.common = common
  }

  convenience init(lines: LineReader, source: String, path: String?, limits: ReaderLimits, fields: FieldMap) {
    self.init(.lines(lines), source, path, limits, fields)
  }

  convenience init(
    values: [JSONValue], source: String, path: String?, limits: ReaderLimits, fields: FieldMap,
    common: SourceDocument? = nil
  ) {
    self.init(.values(values), source, path, limits, fields, common)
  }

  /// Rows of a table whose first row names the columns.
  convenience init(
    rows: Table, header: [[UInt8]], source: String, path: String?, limits: ReaderLimits, fields: FieldMap
  ) {
    self.init(.rows(rows, header: header), source, path, limits, fields)
  }

  /// The next document or skip, or nil at the end; a file without any record is a skip.
  func next(ids: inout IdentifierRegister) -> InputItem? {
    let item = nextRecord(ids: &ids)
    guard item == nil, isEmpty, path != nil else {
      isEmpty = false
      return item
    }
    isEmpty = false
    return .skipped(SkippedInput(id: source, code: "empty", message: "it holds no records"))
  }

  private func nextRecord(ids: inout IdentifierRegister) -> InputItem? {
    switch origin {
    case .values(let values):
      guard taken < values.count else { return nil }
      taken += 1
      return item(values[taken - 1], number: taken, ids: &ids)
    case .rows(var table, let header):
      guard let row = table.next() else { return nil }
      origin = .rows(table, header: header)
      taken += 1
      var members: [(key: [UInt8], value: JSONValue)] = []
      for (name, cell) in zip(header, row) { members.append((name, .string(cell))) }
      return item(.object(members), number: taken, ids: &ids, isTable: true)
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

  private func item(
    _ value: JSONValue, number: Int, ids: inout IdentifierRegister, isTable: Bool = false
  ) -> InputItem {
    do throws(ReadFailure) {
      var notes: [InputNote] = []
      let stem = FolderWalk.stem(FolderWalk.lastPart(source))
      var document = try Self.document(
        value, fallbackId: "\(stem)-\(number)", limits: limits, fields: fields, isPlain: !isTable && common == nil,
        notes: &notes)
      document.path = path
      if let common {
        document.outlet = document.outlet ?? common.outlet
        document.language = document.language ?? common.language
      }
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
  ///
  /// - Parameter isPlain: whether a field called `text` is text as it stands, whatever it looks like; spans point
  ///   into it. Text of other fields that holds mark-up becomes the text of its page.
  static func document(
    _ value: JSONValue, fallbackId: String, limits: ReaderLimits, fields map: FieldMap, isPlain: Bool = true,
    notes: inout [InputNote]
  ) throws(ReadFailure) -> SourceDocument {
    guard case .object = value else {
      throw ReadFailure(code: "not-a-record", message: "a record must be a JSON object")
    }
    let fields = RecordFields(value)
    guard let found = fields.value(.text, map) else { throw missingText(fields, map, value) }
    guard found.bytes.count <= limits.textBytes else {
      throw ReadFailure(code: "too-large", message: "the text is larger than \(limits.textBytes) bytes")
    }
    var bytes = found.bytes
    let census = UTF8Census(bytes)
    if census.invalid > 0 {
      bytes = Array(String(decoding: bytes, as: UTF8.self).utf8)
      notes.append(InputNote(code: "repaired-utf8", message: "invalid byte sequences were replaced by U+FFFD"))
    }
    var text = TextDecoder.sanitised(bytes, notes: [])
    var markup: [Block]?
    if !(isPlain && found.path == "text"), HTMLPage.looksLikeMarkup(text.bytes) {
      let article = HTMLPage.fragment(text.bytes)
      text = TextDecoder.sanitised(article.text, notes: text.notes)
      markup = article.blocks
    }
    notes += text.notes
    guard !TextMeasure.isBlank(text.bytes) else { throw ReadFailure(code: "empty", message: "the text is empty") }

    var document = SourceDocument(id: fallbackId, text: text.bytes)
    document.markup = markup
    func field(_ role: FieldRole) -> String? {
      guard let found = fields.value(role, map) else { return nil }
      return String(decoding: found.bytes, as: UTF8.self)
    }
    for role in FieldRole.allCases where role != .text && fields.isWrong(role, map) {
      notes.append(InputNote(code: "wrong-type", message: "\"\(role)\" is not a string and was ignored"))
    }
    if let id = field(.id).map(DocumentFields.identifier), !id.isEmpty { document.id = id }
    document.title = DocumentFields.field(field(.title).map(plainTitle))
    document.date = field(.date).flatMap { MetadataDate.epochDay($0) ?? DocumentFields.date($0) }
    document.dateSource = document.date == nil ? nil : .given
    document.outlet = DocumentFields.field(field(.outlet))
    document.url = DocumentFields.address(field(.url))
    document.language = DocumentFields.language(field(.language))
    return document
  }

  /// Titles of feeds and content systems hold character references now and then.
  private static func plainTitle(_ title: String) -> String {
    guard title.utf8.contains(0x26) || title.utf8.contains(0x3c) else { return title }
    let bytes = Array(title.utf8)
    if HTMLPage.looksLikeMarkup(bytes) { return String(decoding: HTMLPage.fragment(bytes).text, as: UTF8.self) }
    return String(decoding: CharacterReferences.decoded(bytes[...]), as: UTF8.self)
  }

  private static func missingText(_ fields: RecordFields, _ map: FieldMap, _ value: JSONValue) -> ReadFailure {
    if case .string? = value["text"] { return ReadFailure(code: "empty", message: "the text is empty") }
    if value["text"] != nil, !map.isGiven(.text) {
      return ReadFailure(code: "no-text", message: "the record has no \"text\" that is a string")
    }
    let names = fields.paths.filter { !$0.contains(".") }.prefix(12).map(DocumentFields.cleaned).joined(separator: ", ")
    return ReadFailure(
      code: "no-text",
      message: "no field holds the text; the fields are \(names.isEmpty ? "none" : names); --map text=NAME says which")
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
