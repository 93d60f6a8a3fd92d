// Formats that hold more than one text, or hold it in a wrapping.

extension DocumentReader {
  /// Archives and other containers.
  func unpacked(_ file: InputFile, bytes: [UInt8], budget given: ExpansionBudget?) throws(ReadFailure) -> Result {
    let budget = try given?.inner() ?? ExpansionBudget(bytes: limits.unpackedBytes)
    func parts(_ container: any Container) -> Result {
      .stream(PartsReader(container, in: file, reader: self, budget: budget))
    }
    switch file.format {
    case .mailbox: return parts(MailboxContainer(bytes))
    case .webArchive: return parts(WARCContainer(bytes, limit: limits.fileBytes, budget: budget))
    case .tar: return parts(try TarContainer(bytes))
    case .gzip, .bzip2, .xz, .zstd: return try unwrapped(file, bytes: bytes, budget: budget)
    case .office:
      let read = try OfficeText.read(try ZipArchive(bytes), limit: limits.fileBytes, budget: budget)
      return try office(file, read.article, title: read.title)
    case .book: return parts(try BookContainer(try ZipArchive(bytes), limit: limits.fileBytes, budget: budget))
    default:
      let archive = try ZipArchive(bytes)
      if archive.entry("word/document.xml") != nil {
        var inner = file
        inner.format = .office
        return try unpacked(inner, bytes: bytes, budget: budget)
      }
      return parts(ZipContainer(archive, budget: budget))
    }
  }

  /// A packed file, layer by layer (`a.txt.gz.gz` has two), and what is in it.
  private func unwrapped(
    _ file: InputFile, bytes: [UInt8], budget given: ExpansionBudget
  ) throws(ReadFailure) -> Result {
    var inner = file
    var content = bytes
    var budget = given
    var name = FolderWalk.lastPart(file.display).lowercased()
    while true {
      let limit = try budget.allowance(limits.archiveBytes)
      switch inner.format {
      case .bzip2: content = try ExternalTool.bzip2.run(on: content, limit: limit, budget: budget)
      case .xz: content = try ExternalTool.xz.run(on: content, limit: limit, budget: budget)
      case .zstd: content = try ExternalTool.zstd.run(on: content, limit: limit, budget: budget)
      case .gzip: content = try Inflater.inflate(content[...], .gzip, limit: limit, budget: budget)
      default: return try read(inner, bytes: content, budget: budget)
      }
      inner.format = Self.innerFormat(name)
      name = FolderWalk.stem(Self.withoutNumbers(name))
      if [.gzip, .bzip2, .xz, .zstd].contains(inner.format) { budget = try budget.inner() }
    }
  }

  /// The format below a packed file's suffix: `a.html.gz` is a page, `a.tgz` a TAR archive.
  private static func innerFormat(_ name: String) -> InputFormat {
    if [".tgz", ".tbz2", ".txz"].contains(where: { name.hasSuffix($0) }) { return .tar }
    return InputFormat(path: FolderWalk.stem(withoutNumbers(name)))
  }

  /// Suffixes with digits (`.bz2`) are none for ``FolderWalk/stem(_:)``.
  private static func withoutNumbers(_ name: String) -> String {
    name.hasSuffix(".bz2") ? name.dropLast(4) + ".bz" : name
  }

  private func office(_ file: InputFile, _ article: ArticleText, title: String?) throws(ReadFailure) -> Result {
    let text = TextDecoder.sanitised(article.text, notes: [])
    if let export = PressExport(text.bytes, labels: pages.fields.exports) {
      return .stream(ExportReader(export, text: text, file: file, limits: limits))
    }
    var document = try document(file, text: text.bytes)
    document.markup = article.blocks.contains { $0.kind != .paragraph } ? article.blocks : nil
    // "Document1" and file names are no titles.
    if let title, title.utf8.contains(0x20) { document.title = title }
    addDateOfName(&document, file)
    return .document(document, text.notes)
  }

  /// A PDF through `pdftotext`.
  func pdf(_ file: InputFile, bytes: [UInt8], budget: ExpansionBudget?) throws(ReadFailure) -> Result {
    guard bytes.prefix(1024).contains(0x25),
      PageKnowledge.find(Array("%PDF-".utf8), in: Array(bytes.prefix(1024)), from: 0) != nil
    else { throw ReadFailure(code: "damaged", message: "not a PDF file") }
    let raw = try ExternalTool.pdf.run(on: bytes, limit: limits.textBytes * 2, budget: budget)
    let text = try TextDecoder.decode(PrintedText.mended(raw))
    guard TextMeasure.hasWords(text.bytes) else {
      throw ReadFailure(
        code: "no-text", message: "the PDF holds no text; a scan must go through text recognition first")
    }
    if let export = PressExport(text.bytes, labels: pages.fields.exports) {
      return .stream(ExportReader(export, text: text, file: file, limits: limits))
    }
    var document = try document(file, text: text.bytes)
    addDateOfName(&document, file)
    return .document(document, text.notes)
  }

  /// Rows under a row of names.
  func table(_ file: InputFile, bytes: [UInt8], isTabbed: Bool) throws(ReadFailure) -> RecordReader {
    let text = try TextDecoder.decode(bytes).bytes
    var table = Table(text, isTabbed: isTabbed)
    guard let header = table.next() else { throw ReadFailure(code: "empty", message: "the table has no rows") }
    let names = Set(header.map { FieldMap.folded($0) })
    guard pages.fields.names(.text).contains(where: { names.contains($0) }) else {
      let shown = header.prefix(12).map { DocumentFields.cut(DocumentFields.cleaned($0), 40) }.joined(separator: ", ")
      throw ReadFailure(
        code: "no-text", message: "no column holds the text; the columns are \(shown); --map text=NAME says which")
    }
    return RecordReader(
      rows: table, header: header, source: file.display, path: file.display, limits: limits, fields: pages.fields)
  }

  /// A feed, or XHTML under another name.
  func xml(_ file: InputFile, bytes: [UInt8]) throws(ReadFailure) -> Result {
    let text = try TextDecoder.decode(bytes, declared: PageKnowledge.declaredCharset(bytes)).bytes
    guard Feed.isFeed(text) else {
      if PageKnowledge.find(Array("<html".utf8), in: Array(text.prefix(2048)), from: 0) != nil {
        return try page(file, bytes: bytes)
      }
      throw ReadFailure(code: "unsupported", message: "an XML file that is neither a feed nor a page")
    }
    let feed = Feed(text)
    guard !feed.items.isEmpty else { throw ReadFailure(code: "empty", message: "the feed has no items") }
    var common = SourceDocument(id: file.id, text: [])
    common.outlet = feed.title
    common.language = feed.language
    return .stream(
      RecordReader(
        values: feed.items, source: file.display, path: file.display, limits: limits, fields: pages.fields,
        common: common))
  }

  /// A page saved as MHTML.
  func savedPage(_ file: InputFile, bytes: [UInt8]) throws(ReadFailure) -> Result {
    let message = MIMEPart(bytes[...])
    guard let part = Mail.page(message) else {
      throw ReadFailure(code: "no-article", message: "the file holds no page")
    }
    var file = file
    file.charset = part.parameter("charset")
    file.address =
      part.header("content-location") ?? message.header("snapshot-content-location") ?? file.address
    let result = try page(file, bytes: part.content)
    guard case .document(var document, let notes) = result else { return result }
    document.title = document.title ?? DocumentFields.field(message.header("subject"))
    if document.url == nil { document.url = DocumentFields.address(file.address) }
    return .document(document, notes)
  }

  /// A letter, and the files attached to it.
  func mail(_ file: InputFile, bytes: [UInt8], budget: ExpansionBudget?) throws(ReadFailure) -> Result {
    guard Mail.isMessage(bytes) else { throw ReadFailure(code: "damaged", message: "not a letter: it has no headers") }
    let message = MIMEPart(bytes[...])
    let attachments = AttachmentContainer(message)
    var parts: PartsReader?
    if !attachments.isEmpty {
      let inner = try budget?.inner() ?? ExpansionBudget(bytes: limits.unpackedBytes)
      parts = PartsReader(attachments, in: file, reader: self, budget: inner)
    }
    let read: Result
    do throws(ReadFailure) {
      guard let (part, isPage) = Mail.body(message) else {
        throw ReadFailure(code: "no-text", message: "the letter has no text")
      }
      var inside = file
      inside.charset = part.parameter("charset")
      inside.format = isPage ? .html : .text
      read = isPage ? try page(inside, bytes: part.content) : try plain(inside, bytes: part.content)
    } catch {
      // The letter may be nothing but its attachment.
      if let parts { return .stream(parts) }
      throw error
    }
    guard case .document(var document, let notes) = read else { return read }
    document.title = DocumentFields.field(message.header("subject")) ?? document.title
    document.outlet = Mail.sender(message) ?? document.outlet
    if let day = message.header("date").flatMap({ MetadataDate.day($0) }) {
      document.date = day
      document.dateSource = .metadata
    }
    guard let parts else { return .document(document, notes) }
    return .stream(FollowedDocument(document, notes, then: parts))
  }
}

/// Yields the documents of an export.
final class ExportReader: DocumentStream {
  private let export: PressExport
  private let text: DecodedText
  private let file: InputFile
  private let limits: ReaderLimits
  private var taken = 0

  init(_ export: PressExport, text: DecodedText, file: InputFile, limits: ReaderLimits) {
    self.export = export
    self.text = text
    self.file = file
    self.limits = limits
  }

  func next(ids: inout IdentifierRegister) -> InputItem? {
    guard taken < export.items.count else { return nil }
    let item = export.items[taken]
    taken += 1
    var id = file.id
    if export.items.count > 1 { id += "-\(taken)" }
    guard item.text.count <= limits.textBytes else {
      return .skipped(
        SkippedInput(id: id, code: "too-large", message: "the text is larger than \(limits.textBytes) bytes"))
    }
    var document = SourceDocument(
      id: DocumentFields.identifier(id), text: Array(text.bytes[item.text]), title: DocumentFields.field(item.title),
      date: item.date, outlet: DocumentFields.field(item.outlet), path: file.display)
    document.dateSource = item.date == nil ? nil : .metadata
    document.language = DocumentFields.language(item.language.map { $0.lowercased() == "english" ? "en" : $0 })
    let notes = (taken == 1 ? text.notes : []) + ids.claim(&document.id)
    return .document(document, notes: notes)
  }
}
