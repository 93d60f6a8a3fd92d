// What reading yields: documents, skipped inputs, notes, and the errors that end a run before it starts.

/// Something the reader did to an input that a careful user may want to know.
public struct InputNote: Sendable, Equatable {
  /// Machine-readable, such as `decoded-as-windows-1252` or `repaired-utf8`.
  public var code: String
  public var message: String

  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}

/// One input: every file, record and line that was seen becomes exactly one of these.
public enum InputItem: Sendable {
  case document(SourceDocument, notes: [InputNote])
  case skipped(SkippedInput)
}

/// Why nothing can be read at all.
public enum CorpusError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A path that the user named does not exist.
  case noSuchPath(String)
  /// A path that the user named cannot be opened.
  case unreadable(String)
  /// The paths hold no file at all.
  case nothingToRead([String])
  /// A path that the user named lies in a folder that this program wrote.
  case ownOutput(String)
  /// A path that the user named lies in what the run is to write.
  case insideOutput(String)

  public var description: String {
    switch self {
    case .noSuchPath(let path): "no such file or folder: \(path)"
    case .unreadable(let path): "cannot read \(path): permission denied"
    case .nothingToRead(let paths): "nothing to read in \(paths.joined(separator: ", "))"
    case .ownOutput(let path): "\(path) was written by chronograph; what it wrote is never its input"
    case .insideOutput(let path): "\(path) lies in what this run writes; choose another output, or move the articles"
    }
  }
}

/// Bounds of what the reader takes in; what lies beyond is skipped with a reason.
public struct ReaderLimits: Sendable, Equatable {
  /// Largest file in bytes, checked by `stat` before it is opened. Files of records are read line by line and
  /// may be larger.
  public var fileBytes: Int
  /// Largest text of one document in bytes of UTF-8.
  public var textBytes: Int
  /// Longest line of a file of records in bytes.
  public var lineBytes: Int
  /// Largest archive, mailbox, table or web archive in bytes.
  public var archiveBytes: Int
  /// Most bytes that are unpacked of one file, all levels together.
  public var unpackedBytes: Int
  /// Deepest nesting of folders.
  public var folderDepth: Int

  public init(
    fileBytes: Int = 32 << 20, textBytes: Int = 2 << 20, lineBytes: Int = 32 << 20,
    archiveBytes: Int = 512 << 20, unpackedBytes: Int = 1 << 30, folderDepth: Int = 128
  ) {
    self.fileBytes = fileBytes
    self.textBytes = textBytes
    self.lineBytes = lineBytes
    self.archiveBytes = archiveBytes
    self.unpackedBytes = unpackedBytes
    self.folderDepth = folderDepth
  }

  public static let standard = ReaderLimits()
}

/// Why one input cannot become a document.
package struct ReadFailure: Error, Equatable {
  package var code: String
  package var message: String
}
