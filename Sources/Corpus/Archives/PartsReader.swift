// Yields the documents of a file that holds others: archives, mailboxes, books, web archives. Each part is read as a file
// of its name would be; it is called `archive.zip!/folder/page.html`.

/// One part of a container.
struct ContainerPart {
  /// Name inside the container.
  var name: String
  var format: InputFormat
  /// The content; it is made when the part's turn comes.
  var content: (_ limit: Int) throws(ReadFailure) -> [UInt8]
  /// What the container says of the part.
  var address: String?
  var charset: String?
  var title: String?
  /// Whether making the content counts it in the budget.
  var isCounted = false
}

/// Something that holds parts.
protocol Container: AnyObject {
  /// The next part, or nil at the end.
  func next() throws(ReadFailure) -> ContainerPart?
}

final class PartsReader: DocumentStream {
  private let container: any Container
  private let file: InputFile
  private let reader: DocumentReader
  private let budget: ExpansionBudget
  private var inner: (any DocumentStream)?
  private var isOver = false
  private var hasParts = false
  private var names: [String: Int] = [:]

  init(_ container: any Container, in file: InputFile, reader: DocumentReader, budget: ExpansionBudget) {
    self.container = container
    self.file = file
    self.reader = reader
    self.budget = budget
  }

  func next(ids: inout IdentifierRegister) -> InputItem? {
    while true {
      if let inner {
        if let item = inner.next(ids: &ids) { return item }
        self.inner = nil
      }
      guard !isOver else { return nil }
      do throws(ReadFailure) {
        guard let part = try container.next() else {
          isOver = true
          guard !hasParts else { return nil }
          throw ReadFailure(code: "empty", message: "it holds no files, letters or pages")
        }
        hasParts = true
        if let item = read(part, ids: &ids) { return item }
      } catch {
        isOver = true
        return .skipped(SkippedInput(id: file.display, code: error.code, message: error.message))
      }
    }
  }

  /// A name inside a container, without the steps (`..`, `.`, a first `/`) that would lead out of it.
  private static func path(_ name: String) -> String {
    let parts = DocumentFields.cleaned(name).split(separator: "/").filter { $0 != ".." && $0 != "." }
    return parts.isEmpty ? "part" : parts.joined(separator: "/")
  }

  /// Reads one part; nil when it holds several documents.
  private func read(_ part: ContainerPart, ids: inout IdentifierRegister) -> InputItem? {
    var name = file.display + "!/" + Self.path(part.name)
    // Two parts of one name (mail and crawls have them) differ by a number.
    let count = names[name, default: 0] + 1
    names[name] = count
    if count > 1 { name += "-\(count)" }
    var inside = InputFile(path: [], display: name, format: part.format, id: name)
    inside.charset = part.charset
    inside.address = part.address
    do throws(ReadFailure) {
      if let skip = part.format.skip { throw skip }
      let content = try part.content(try budget.allowance(reader.limits.fileBytes))
      if !part.isCounted { budget.take(content.count) }
      switch try reader.read(inside, bytes: content, budget: budget) {
      case .document(var document, var notes):
        document.title = document.title ?? part.title
        if document.url == nil { document.url = DocumentFields.address(part.address) }
        notes += ids.claim(&document.id)
        return .document(document, notes: notes)
      case .stream(let stream):
        inner = stream
        return nil
      }
    } catch {
      return .skipped(SkippedInput(id: name, code: error.code, message: error.message))
    }
  }
}

/// The files of a ZIP archive, in the order of its directory.
final class ZipContainer: Container {
  private let archive: ZipArchive
  private let budget: ExpansionBudget
  private var position = 0

  init(_ archive: ZipArchive, budget: ExpansionBudget) {
    self.archive = archive
    self.budget = budget
  }

  func next() throws(ReadFailure) -> ContainerPart? {
    while position < archive.entries.count {
      let entry = archive.entries[position]
      position += 1
      // Folders, and the copies of metadata that macOS adds.
      if entry.isFolder || entry.name.hasPrefix("__MACOSX/") { continue }
      let (archive, budget) = (archive, budget)
      var part = ContainerPart(name: entry.name, format: InputFormat(path: entry.name)) {
        (limit: Int) throws(ReadFailure) in try archive.contents(entry, limit: limit, budget: budget)
      }
      part.isCounted = true
      return part
    }
    return nil
  }
}

final class TarContainer: Container {
  private let archive: TarArchive
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) throws(ReadFailure) {
    archive = try TarArchive(bytes)
    self.bytes = bytes
  }

  func next() throws(ReadFailure) -> ContainerPart? {
    guard position < archive.entries.count else {
      if archive.isCutOff {
        throw ReadFailure(code: "damaged", message: "the archive is cut off; what stands before was read")
      }
      return nil
    }
    let entry = archive.entries[position]
    position += 1
    let bytes = bytes
    return ContainerPart(name: entry.name, format: InputFormat(path: entry.name)) { (limit: Int) throws(ReadFailure) in
      guard entry.content.count <= limit else {
        throw ReadFailure(code: "too-large", message: "it is larger than \(limit) bytes")
      }
      return Array(bytes[entry.content])
    }
  }
}

/// The chapters of a book (EPUB 3.3), in reading order.
final class BookContainer: Container {
  private let archive: ZipArchive
  private let budget: ExpansionBudget
  private var chapters: [(name: String, entry: ZipArchive.Entry)] = []
  private var position = 0

  /// - Throws: `ReadFailure` with code `damaged` when the archive is no book.
  init(_ archive: ZipArchive, limit: Int, budget: ExpansionBudget) throws(ReadFailure) {
    self.archive = archive
    self.budget = budget
    guard let container = archive.entry("META-INF/container.xml") else { throw Self.damaged }
    var scanner = XMLScanner(try archive.contents(container, limit: limit, budget: budget))
    var package: String?
    while let event = scanner.next(), package == nil {
      if case .start(let tag) = event, tag.name == "rootfile" { package = scanner.attribute("full-path", of: tag) }
    }
    guard let package, let entry = archive.entry(package) else { throw Self.damaged }
    let folder = String(package.dropLast(FolderWalk.lastPart(package).count))
    scanner = XMLScanner(try archive.contents(entry, limit: limit, budget: budget))
    var items: [String: String] = [:]
    var spine: [String] = []
    while let event = scanner.next() {
      guard case .start(let tag) = event else { continue }
      if tag.name == "item", let id = scanner.attribute("id", of: tag), let file = scanner.attribute("href", of: tag) {
        if scanner.attribute("properties", of: tag)?.contains("nav") ?? false { continue }
        items[id] = file
      } else if tag.name == "itemref", let id = scanner.attribute("idref", of: tag) {
        spine.append(id)
      }
    }
    var byName: [String: ZipArchive.Entry] = [:]
    for entry in archive.entries { byName[entry.name] = byName[entry.name] ?? entry }
    for id in spine.prefix(10_000) {
      guard let file = items[id] else { continue }
      let path = folder + Self.unescaped(file)
      if let entry = byName[path] { chapters.append((file, entry)) }
    }
    guard !chapters.isEmpty else { throw Self.damaged }
  }

  private static let damaged = ReadFailure(code: "damaged", message: "it is no book that can be read (EPUB)")

  /// A path without percent signs and fragment.
  private static func unescaped(_ path: String) -> String {
    var bytes: [UInt8] = []
    let raw = Array(path.utf8.prefix { $0 != 0x23 })
    var index = 0
    while index < raw.count {
      if raw[index] == 0x25, index + 2 < raw.count,
        let value = UInt8(String(decoding: raw[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        index += 3
      } else {
        bytes.append(raw[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func next() throws(ReadFailure) -> ContainerPart? {
    guard position < chapters.count else { return nil }
    let chapter = chapters[position]
    position += 1
    let (archive, budget) = (archive, budget)
    var part = ContainerPart(name: chapter.name, format: .html) { (limit: Int) throws(ReadFailure) in
      try archive.contents(chapter.entry, limit: limit, budget: budget)
    }
    part.isCounted = true
    return part
  }
}

/// The pages of a web archive.
final class WARCContainer: Container {
  private var file: WARCFile
  private let limit: Int
  private let budget: ExpansionBudget

  init(_ bytes: [UInt8], limit: Int, budget: ExpansionBudget) {
    file = WARCFile(bytes)
    self.limit = limit
    self.budget = budget
  }

  func next() throws(ReadFailure) -> ContainerPart? {
    guard let record = file.next(limit: limit, budget: budget) else { return nil }
    var name = record.address ?? "record"
    for scheme in ["https://", "http://"] where name.hasPrefix(scheme) { name = String(name.dropFirst(scheme.count)) }
    while name.hasSuffix("/") { name.removeLast() }
    let content = record.content
    var part = ContainerPart(name: name, format: Self.format(record.type)) { (limit: Int) throws(ReadFailure) in
      guard content.count <= limit else {
        throw ReadFailure(code: "too-large", message: "it is larger than \(limit) bytes")
      }
      return content
    }
    part.address = record.address
    part.charset = record.charset
    return part
  }

  private static func format(_ type: String) -> InputFormat {
    switch type {
    case "text/html", "application/xhtml+xml": .html
    case "text/plain": .text
    case "application/pdf": .pdf
    case "application/rss+xml", "application/atom+xml", "text/xml", "application/xml": .xml
    default: .unsupported(shown(type))
    }
  }

  /// A media type as it may stand in a message: the signs that such names have (RFC 6838, 4.2), and not many.
  private static func shown(_ type: String) -> String {
    let signs = Array("!#$&-^_.+/".utf8)
    let name = type.utf8.filter { byte in
      byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x7a || signs.contains(byte)
    }
    let text = String(decoding: name.prefix(80), as: UTF8.self)
    return text.utf8.contains(0x2f) ? text : "unknown/" + text
  }
}
