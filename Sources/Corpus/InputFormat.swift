// The kind of a file, by the suffix of its name.

/// How a file is read.
enum InputFormat: Equatable, Sendable {
  case text, markdown, html
  /// One JSON record a line.
  case records
  /// One JSON record, or an array of them.
  case json
  /// Rows of delimited values under a row of names.
  case table(isTabbed: Bool)
  /// A feed, or another kind of XML.
  case xml
  case mail, mailbox, mhtml
  case pdf
  /// Office Open XML or OpenDocument text.
  case office
  case book
  case webArchive
  case gzip, zip, tar
  /// Packed files that a program of the system unpacks.
  case bzip2, xz, zstd
  /// A shortcut of a desktop.
  case shortcut
  /// An archive that is not read, with its suffix.
  case archive(String)
  /// A known kind of file that holds no article, with its suffix.
  case unsupported(String)
  case hidden
  /// No known suffix: read when it decodes as text.
  case unknown

  init(name: [UInt8]) {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else {
      self = .unknown
      return
    }
    let suffix = String(decoding: name[(dot + 1)...].map { $0 | ($0 >= 0x41 && $0 <= 0x5a ? 0x20 : 0) }, as: UTF8.self)
    switch suffix {
    case "txt", "text": self = .text
    case "md", "markdown": self = .markdown
    case "html", "htm", "xhtml", "xht": self = .html
    case "ndjson", "jsonl": self = .records
    case "json": self = .json
    case "csv": self = .table(isTabbed: false)
    case "tsv", "tab": self = .table(isTabbed: true)
    case "xml", "rss", "atom", "rdf": self = .xml
    case "eml": self = .mail
    case "mbox": self = .mailbox
    case "mht", "mhtml": self = .mhtml
    case "pdf": self = .pdf
    case "docx", "docm", "odt": self = .office
    case "epub": self = .book
    case "warc", "wet": self = .webArchive
    case "gz", "tgz": self = .gzip
    case "zip": self = .zip
    case "tar": self = .tar
    case "bz2", "tbz2": self = .bzip2
    case "xz", "txz": self = .xz
    case "zst": self = .zstd
    case "url", "webloc", "desktop": self = .shortcut
    case "7z", "rar", "br", "lz4": self = .archive(suffix)
    case "css", "js", "yaml", "yml", "toml", "ini", "cfg", "py", "swift", "c", "h", "sh",
      "svg", "dot", "gv", "ics", "plist", "sql", "rtf", "tex", "log", "rst", "bib", "doc", "xls", "xlsx", "ppt", "pptx",
      "ods", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "woff", "woff2", "ttf", "mp3", "mp4", "mov", "opf",
      "ncx":
      self = .unsupported(suffix)
    default:
      let isHidden = name[0] == UInt8(ascii: ".") && name.count > 1 && name[1] | 0x20 >= 0x61 && name[1] | 0x20 <= 0x7a
      self = isHidden ? .hidden : .unknown
    }
  }

  /// The format of a path inside a container.
  init(path: String) { self.init(name: Array(FolderWalk.lastPart(path).utf8)) }

  /// Why a file of this kind is not read; nil for those that are.
  var skip: ReadFailure? {
    switch self {
    case .archive(let suffix):
      ReadFailure(code: "archive", message: ".\(suffix) archives are not opened; unpack it first")
    case .unsupported("rtf"), .unsupported("doc"):
      ReadFailure(code: "unsupported", message: "this kind of office file is not read; save it as .docx, .odt or .txt")
    case .unsupported(let suffix):
      ReadFailure(
        code: "unsupported",
        message: suffix.contains("/") ? "\(suffix) is not an article" : "a .\(suffix) file is not an article")
    case .hidden: ReadFailure(code: "hidden", message: "a hidden file without a suffix of an article")
    default: nil
    }
  }

  /// What bytes of an unknown kind are, by their beginning.
  static func sniffed(_ bytes: [UInt8]) -> InputFormat? {
    if bytes.starts(with: Array("%PDF-".utf8)) { return .pdf }
    if bytes.starts(with: [0x1f, 0x8b]) { return .gzip }
    if bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) { return .zip }
    if WARCFile.isWARC(bytes) { return .webArchive }
    if PageKnowledge.looksLikePage(bytes) { return .html }
    if bytes.starts(with: Array("<?xml".utf8)), Feed.isFeed(bytes) { return .xml }
    return nil
  }
}

/// A regular file that is to be read.
struct InputFile: Sendable {
  /// Path to open, as bytes without a final zero.
  var path: [UInt8]
  /// Path below the folder that the user named, safe to show.
  var display: String
  var format: InputFormat
  var id = ""
  /// Encoding that the container of a part names.
  var charset: String?
  /// Address that the container of a part names.
  var address: String?
}

/// One thing that the reader will account for.
enum PendingInput: Sendable {
  case file(InputFile)
  case memory([UInt8], InputFile)
  case stream(descriptor: Int32, name: String)
  case skip(SkippedInput)
}
