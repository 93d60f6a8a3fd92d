// One file to one document, or to a reader of records.

struct DocumentReader {
  let limits: ReaderLimits
  let pages: PageKnowledge

  enum Result {
    case document(SourceDocument, [InputNote])
    case records(RecordReader)
  }

  /// - Parameter bytes: the content, where it is already in memory.
  func read(_ file: InputFile, bytes: [UInt8]?) throws(ReadFailure) -> Result {
    switch file.format {
    case .records:
      return .records(try records(file, bytes: bytes))
    case .json:
      return .records(try jsonRecords(file, bytes: try content(file, bytes)))
    case .html:
      return try page(file, bytes: try content(file, bytes))
    case .text, .markdown, .unknown, .hidden, .archive, .unsupported:
      let content = try content(file, bytes)
      if file.format == .unknown, PageKnowledge.looksLikePage(content) { return try page(file, bytes: content) }
      return try plain(file, bytes: content)
    }
  }

  private func content(_ file: InputFile, _ bytes: [UInt8]?) throws(ReadFailure) -> [UInt8] {
    let content: [UInt8]
    if let bytes {
      content = bytes
    } else {
      content = try FileSystem.contents(file.path, limit: limits.fileBytes)
    }
    guard !content.isEmpty else { throw ReadFailure(code: "empty", message: "the file is empty") }
    return content
  }

  private func document(_ file: InputFile, text: [UInt8]) throws(ReadFailure) -> SourceDocument {
    guard text.count <= limits.textBytes else {
      throw ReadFailure(code: "too-large", message: "the text is larger than \(limits.textBytes) bytes")
    }
    guard !TextMeasure.isBlank(text) else { throw ReadFailure(code: "empty", message: "the file holds only blanks") }
    guard TextMeasure.hasWords(text) else {
      throw ReadFailure(code: "no-text", message: "the file does not hold two words")
    }
    return SourceDocument(id: DocumentFields.identifier(file.id), text: text, path: file.display)
  }

  private func plain(_ file: InputFile, bytes: [UInt8]) throws(ReadFailure) -> Result {
    let text = try TextDecoder.decode(bytes)
    var document = try document(file, text: text.bytes)
    if let matter = FrontMatter(text.bytes) { matter.describe(&document) }
    addDateOfName(&document, file)
    return .document(document, text.notes)
  }

  private func page(_ file: InputFile, bytes: [UInt8]) throws(ReadFailure) -> Result {
    let text = try TextDecoder.decode(bytes, declared: PageKnowledge.declaredCharset(bytes))
    let page = try HTMLPage(text.bytes, knowledge: pages)
    // Character references may bring back what the decoder took out.
    let article = TextDecoder.sanitised(page.article.text, notes: text.notes)
    var document = try document(file, text: article.bytes)
    document.markup = page.article.blocks
    page.metadata.describe(&document)
    addDateOfName(&document, file)
    return .document(document, article.notes)
  }

  private func addDateOfName(_ document: inout SourceDocument, _ file: InputFile) {
    guard document.date == nil, let day = MetadataDate.inFileName(FolderWalk.lastPart(file.display)) else { return }
    document.date = day
    document.dateSource = .fileName
  }

  private func records(_ file: InputFile, bytes: [UInt8]?) throws(ReadFailure) -> RecordReader {
    let lines: LineReader
    if let bytes {
      lines = LineReader(bytes: bytes, limit: limits.lineBytes)
    } else {
      let (descriptor, size) = try FileSystem.open(file.path)
      lines = LineReader(descriptor: descriptor, ownsDescriptor: true, limit: limits.lineBytes)
      if size == 0 { throw ReadFailure(code: "empty", message: "the file is empty") }
    }
    let head = try lines.peek(4096)
    if let kind = FileSignature.name(of: head) {
      throw ReadFailure(code: "binary", message: "not a text but \(kind)")
    }
    if head.starts(with: [0xff, 0xfe]) || head.starts(with: [0xfe, 0xff]) {
      return try jsonRecords(file, bytes: try content(file, bytes))
    }
    return RecordReader(lines: lines, source: file.display, path: file.display, limits: limits)
  }

  /// A `.json` file: an array of records, one record, or in truth one record a line.
  private func jsonRecords(_ file: InputFile, bytes: [UInt8]) throws(ReadFailure) -> RecordReader {
    let text = try TextDecoder.decode(bytes).bytes
    let asLines = RecordReader(
      lines: LineReader(bytes: text, limit: limits.lineBytes), source: file.display, path: file.display,
      limits: limits)
    var parser = JSONParser(text)
    do throws(JSONFault) {
      let value = try parser.value()
      guard parser.isAtEnd() else { return asLines }
      if case .array(let values) = value {
        return RecordReader(values: values, source: file.display, path: file.display, limits: limits)
      }
      return RecordReader(values: [value], source: file.display, path: file.display, limits: limits)
    } catch {
      if text.contains(0x0a) && text.first == UInt8(ascii: "{") { return asLines }
      throw ReadFailure(code: "not-json", message: "not JSON: \(error.message)")
    }
  }
}
