// What stands in a part: documents with their analysis, inputs that were left out, and the account at the end.

import Corpus
import Events

/// Who made a part. Only parts of one maker can be merged, and only by a program that would have made the same.
public struct PartMaker: Sendable, Equatable, Codable {
  /// Name and version of the program.
  public var program: String
  /// Hash of the language model and the knowledge that it used.
  public var edition: String
  /// The options that change what an analysis finds, in words.
  public var settings: String

  public init(program: String, edition: String, settings: String) {
    self.program = program
    self.edition = edition
    self.settings = settings
  }
}

/// What can be told of a document without decoding all of it: its place among others, and how much it holds.
public struct RecordHead: Sendable, Equatable, Codable {
  /// Path below what the user named; nil for standard input.
  public var path: String?
  public var id: String
  /// Number of its events.
  public var events: Int

  public init(of record: DocumentRecord) {
    path = record.source.path
    id = record.source.id
    events = record.events.count
  }
}

/// The analysis of one document, and what the reader noted on its input.
public struct StoredDocument: Sendable, Codable {
  public var head: RecordHead
  /// Remarks of the reader on the input.
  public var notes: [String]
  public var record: DocumentRecord

  public init(record: DocumentRecord, notes: [String]) {
    head = RecordHead(of: record)
    self.notes = notes
    self.record = record
  }
}

/// An input that became no document.
public struct StoredSkip: Sendable, Codable {
  public var skip: SkippedInput
  /// The entry of the editor's file that left it out, if one did.
  public var entry: String?

  public init(skip: SkippedInput, entry: String? = nil) {
    self.skip = skip
    self.entry = entry
  }
}

/// One input of a run.
public enum PartEntry: Sendable {
  case document(StoredDocument)
  case skip(StoredSkip)
}

/// The account at the end of a part.
public struct PartEnd: Sendable, Equatable, Codable {
  public var documents = 0
  public var skipped = 0
  public var events = 0
  /// File names, folded, that several inputs of the run had; an editor's entry by such a name means none of them.
  public var sharedNames: [String] = []

  public init() {}
}

/// Why a part cannot be read: file, place and reason.
public struct RecordError: Error, Sendable, CustomStringConvertible {
  public var file: String
  /// Byte offset into the file.
  public var offset: Int
  public var message: String

  public init(file: String, offset: Int, message: String) {
    self.file = file
    self.offset = offset
    self.message = message
  }

  public var description: String { "\(file), byte \(offset): \(message)" }
}
