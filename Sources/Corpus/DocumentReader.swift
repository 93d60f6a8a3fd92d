// One file to one document, or to a stream of them.

struct DocumentReader {
  let limits: ReaderLimits
  let pages: PageKnowledge

  enum Result {
    case document(SourceDocument, [InputNote])
    case stream(any DocumentStream)
  }

  /// - Parameters:
  ///   - bytes: the content, where it is already in memory.
  ///   - budget: what may be unpacked, for parts of a container.
  func read(_ file: InputFile, bytes: [UInt8]?, budget: ExpansionBudget? = nil) throws(ReadFailure) -> Result {
    if let skip = file.format.skip, bytes != nil { throw skip }
    switch file.format {
    case .records: return .stream(try records(file, bytes: bytes))
    case .json: return .stream(try jsonRecords(file, bytes: try content(file, bytes)))
    case .table(let isTabbed):
      return .stream(try table(file, bytes: try content(file, bytes, limit: limits.archiveBytes), isTabbed: isTabbed))
    case .xml: return try xml(file, bytes: try content(file, bytes))
    case .shortcut: throw LinkList.shortcut(try content(file, bytes))
    case .html:
      let content = try content(file, bytes)
      // Browsers save whole pages under any name.
      if Mail.isMessage(content) { return try savedPage(file, bytes: content) }
      return try page(file, bytes: content)
    case .mhtml: return try savedPage(file, bytes: try content(file, bytes))
    case .mail: return try mail(file, bytes: try content(file, bytes), budget: budget)
    case .pdf: return try pdf(file, bytes: try content(file, bytes), budget: budget)
    case .mailbox, .webArchive, .gzip, .zip, .tar, .bzip2, .xz, .zstd, .office, .book:
      return try unpacked(file, bytes: try content(file, bytes, limit: limits.archiveBytes), budget: budget)
    case .text, .markdown, .unknown, .hidden, .archive, .unsupported:
      let content = try content(file, bytes)
      if file.format == .unknown, let format = InputFormat.sniffed(content) {
        var file = file
        file.format = format
        return try read(file, bytes: content, budget: budget)
      }
      return try plain(file, bytes: content)
    }
  }

  private func content(
    _ file: InputFile, _ bytes: [UInt8]?, limit: Int? = nil
  ) throws(ReadFailure) -> [UInt8] {
    let limit = limit ?? limits.fileBytes
    let content: [UInt8]
    if let bytes {
      // What was unpacked into memory is no smaller there.
      guard bytes.count <= limit else {
        throw ReadFailure(code: "too-large", message: "the file is larger than \(limit) bytes")
      }
      content = bytes
    } else {
      content = try FileSystem.contents(file.path, limit: limit)
    }
    guard !content.isEmpty else { throw ReadFailure(code: "empty", message: "the file is empty") }
    return content
  }

  func document(_ file: InputFile, text: [UInt8]) throws(ReadFailure) -> SourceDocument {
    guard text.count <= limits.textBytes else {
      throw ReadFailure(code: "too-large", message: "the text is larger than \(limits.textBytes) bytes")
    }
    guard !TextMeasure.isBlank(text) else { throw ReadFailure(code: "empty", message: "the file holds only blanks") }
    guard TextMeasure.hasWords(text) else {
      throw ReadFailure(code: "no-text", message: "the file does not hold two words")
    }
    return SourceDocument(id: DocumentFields.identifier(file.id), text: text, path: file.display)
  }

  func plain(_ file: InputFile, bytes: [UInt8]) throws(ReadFailure) -> Result {
    var text = try TextDecoder.decode(bytes, declared: file.charset)
    let mended = PrintedText.plain(text.bytes)
    if mended != text.bytes { text = TextDecoder.sanitised(mended, notes: text.notes) }
    if let failure = LinkList.failure(text.bytes) { throw failure }
    if let export = PressExport(text.bytes, labels: pages.fields.exports) {
      return .stream(ExportReader(export, text: text, file: file, limits: limits))
    }
    var document = try document(file, text: text.bytes)
    if let matter = FrontMatter(text.bytes) { matter.describe(&document) }
    addDateOfName(&document, file)
    return .document(document, text.notes)
  }

  func page(_ file: InputFile, bytes: [UInt8]) throws(ReadFailure) -> Result {
    let text = try TextDecoder.decode(bytes, declared: file.charset ?? PageKnowledge.declaredCharset(bytes))
    if text.bytes.prefix(256).starts(with: Array("<!DOCTYPE NETSCAPE-Bookmark".utf8)) {
      throw ReadFailure(code: "links", message: "a list of bookmarks, and no article; save the pages themselves")
    }
    let page = try HTMLPage(text.bytes, knowledge: pages, address: file.address)
    // Character references may bring back what the decoder took out.
    let article = TextDecoder.sanitised(page.article.text, notes: text.notes)
    var document = try document(file, text: article.bytes)
    document.markup = page.article.blocks
    page.metadata.describe(&document)
    addDateOfName(&document, file)
    return .document(document, article.notes)
  }

  func addDateOfName(_ document: inout SourceDocument, _ file: InputFile) {
    guard document.date == nil, let day = MetadataDate.inFileName(FolderWalk.lastPart(file.display)) else { return }
    document.date = day
    document.dateSource = .fileName
  }

  func records(_ file: InputFile, bytes: [UInt8]?) throws(ReadFailure) -> RecordReader {
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
    return RecordReader(
      lines: lines, source: file.display, path: file.display, limits: limits, fields: pages.fields)
  }

  /// A `.json` file: an array of records, one record, or in truth one record a line.
  func jsonRecords(_ file: InputFile, bytes: [UInt8]) throws(ReadFailure) -> RecordReader {
    let text = try TextDecoder.decode(bytes).bytes
    let asLines = RecordReader(
      lines: LineReader(bytes: text, limit: limits.lineBytes), source: file.display, path: file.display,
      limits: limits, fields: pages.fields)
    var parser = JSONParser(text)
    do throws(JSONFault) {
      let value = try parser.value()
      guard parser.isAtEnd() else { return asLines }
      var values = [value]
      if case .array(let elements) = value {
        values = elements
      } else if RecordFields(value).value(.text, pages.fields) == nil || value["text"] == nil,
        let list = RecordFields.list(in: value, pages.fields)
      {
        values = list
      }
      return RecordReader(
        values: values, source: file.display, path: file.display, limits: limits, fields: pages.fields)
    } catch {
      if text.contains(0x0a) && text.first == UInt8(ascii: "{") { return asLines }
      throw ReadFailure(code: "not-json", message: "not JSON: \(error.message)")
    }
  }
}
