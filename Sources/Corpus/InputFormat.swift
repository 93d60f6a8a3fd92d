// The kind of a file, by the suffix of its name.

/// How a file is read.
enum InputFormat: Equatable, Sendable {
  case text, markdown, html
  /// One JSON record a line.
  case records
  /// One JSON record, or an array of them.
  case json
  case archive
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
    case "zip", "gz", "tgz", "bz2", "xz", "zst", "7z", "rar", "tar", "warc", "br", "lz4": self = .archive
    case "xml", "css", "js", "csv", "tsv", "yaml", "yml", "toml", "ini", "cfg", "py", "swift", "c", "h", "sh",
      "svg", "dot", "gv", "ics", "plist", "sql", "rtf", "tex", "log", "rst", "bib", "rss", "atom":
      self = .unsupported(suffix)
    default:
      let isHidden = name[0] == UInt8(ascii: ".") && name.count > 1 && name[1] | 0x20 >= 0x61 && name[1] | 0x20 <= 0x7a
      self = isHidden ? .hidden : .unknown
    }
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
}

/// One thing that the reader will account for.
enum PendingInput: Sendable {
  case file(InputFile)
  case memory([UInt8], InputFile)
  case stream(descriptor: Int32, name: String)
  case skip(SkippedInput)
}
