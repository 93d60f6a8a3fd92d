// The front of the Corpus room: paths in, documents and skipped inputs out. It opens nothing but regular
// files, follows no link below a folder, and accounts for everything it meets.

import Knowledge

/// Reads articles from files, folders and streams.
public struct CorpusReader: Sendable {
  let limits: ReaderLimits
  var pages: PageKnowledge

  /// - Parameter limits: bounds of file, text and line sizes.
  public init(limits: ReaderLimits = .standard) {
    self.limits = limits
    let embedded = try? KnowledgeFiles.embedded(.corpus)
    pages = embedded.flatMap { try? PageKnowledge(knowledge: $0) } ?? PageKnowledge()
  }

  /// - Parameter knowledge: the corpus files, where they are not the embedded ones.
  public init(limits: ReaderLimits = .standard, knowledge: KnowledgeFiles) throws(KnowledgeError) {
    self.limits = limits
    pages = try PageKnowledge(knowledge: knowledge)
  }

  /// Names of fields in records, tables and feeds; `--map` adds to them.
  public var fields: FieldMap {
    get { pages.fields }
    set { pages.fields = newValue }
  }

  /// Lists the inputs below some paths; nothing is read before the list is iterated.
  ///
  /// - Parameter paths: files and folders as the user named them; `-` is standard input, read as records.
  ///   Folders are read recursively, entries in the order of their names' bytes.
  /// - Parameter written: files and folders that the run writes; they, folders with our marker and the file that
  ///   standard output goes to are left out.
  /// - Parameter aside: files that are no input although they lie among them, such as the editor's.
  /// - Throws: `CorpusError` when a path does not exist or was written by this program, or when there is not one
  ///   file.
  public func open(
    _ paths: [String], writing written: [String] = [], aside: [String] = []
  ) throws(CorpusError) -> InputList {
    var walk = FolderWalk(limits: limits, written: WrittenPaths(written), aside: WrittenPaths(aside))
    for path in paths {
      if path == "-" {
        walk.inputs.append(.stream(descriptor: 0, name: "stdin"))
      } else {
        try walk.add(path, alone: paths.count == 1)
      }
    }
    guard !walk.inputs.isEmpty else { throw .nothingToRead(paths) }
    return InputList(inputs: walk.withIds(), limits: limits, pages: pages, leftOut: walk.leftOut)
  }

  /// Documents of a stream of records (NDJSON).
  ///
  /// - Parameters:
  ///   - descriptor: an open file descriptor; it is read to its end and not closed.
  ///   - name: shown where a record has no id.
  public func read(stream descriptor: Int32, name: String = "stdin") -> InputList {
    InputList(inputs: [.stream(descriptor: descriptor, name: name)], limits: limits, pages: pages)
  }

  /// The document of one text that is already in memory.
  ///
  /// - Parameters:
  ///   - bytes: in any encoding that the reader knows.
  ///   - name: a file name; its suffix decides the format.
  public func read(bytes: [UInt8], name: String) -> [InputItem] {
    let file = InputFile(
      path: [], display: DocumentFields.cleaned(name), format: InputFormat(name: Array(name.utf8)),
      id: FolderWalk.stem(name))
    return Array(InputList(inputs: [.memory(bytes, file)], limits: limits, pages: pages))
  }
}
