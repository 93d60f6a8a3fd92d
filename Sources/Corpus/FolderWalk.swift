// Lists the files below the paths that a user named, without opening one of them.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Walks folders in the order of name bytes; every entry becomes a file to read or a skip.
struct FolderWalk {
  let limits: ReaderLimits
  var inputs: [PendingInput] = []
  /// Resolved paths already listed, so that a file named twice is read once.
  private var seen: Set<[UInt8]> = []
  private let written: WrittenPaths
  private let aside: WrittenPaths
  /// What this program wrote or is writing, safe to show.
  private(set) var leftOut: [String] = []

  init(limits: ReaderLimits, written: WrittenPaths, aside: WrittenPaths = WrittenPaths([])) {
    self.limits = limits
    self.written = written
    self.aside = aside
  }

  /// Adds what one path names.
  ///
  /// - Parameter alone: whether it is the only path; otherwise the folder's name goes before its files' names.
  mutating func add(_ path: String, alone: Bool) throws(CorpusError) {
    let shown = DocumentFields.cleaned(path)
    guard !path.utf8.contains(0), let root = FileSystem.resolved(Array(path.utf8)) else {
      throw errno == EACCES ? .unreadable(shown) : .noSuchPath(shown)
    }
    guard let kind = FileSystem.kind(root) else { throw .noSuchPath(shown) }
    if written.covers(root) { throw .insideOutput(shown) }
    if OwnOutput.folder(around: root) != nil { throw .ownOutput(shown) }
    let name = root.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? []
    switch kind {
    case .folder:
      guard let entries = FileSystem.entries(root) else { throw .unreadable(shown) }
      walk(root, entries: entries, prefix: alone ? [] : name + [UInt8(ascii: "/")])
    case .file:
      addFile(root, relative: name, name: name)
    case .link, .other:
      skip(name, "not-a-file", "a pipe, socket or device; only regular files are read")
    }
  }

  private mutating func skip(_ relative: [UInt8], _ code: String, _ message: String) {
    inputs.append(.skip(SkippedInput(id: DocumentFields.cleaned(relative), code: code, message: message)))
  }

  private mutating func addFile(_ path: [UInt8], relative: [UInt8], name: [UInt8]) {
    guard !aside.contains(path) else { return }
    guard !written.isStandardOutput(path) else { return leftOut.append(DocumentFields.cleaned(relative)) }
    guard seen.insert(path).inserted else {
      return skip(relative, "duplicate", "this file was named twice and is read once")
    }
    let format = InputFormat(name: name)
    if let failure = format.skip { return skip(relative, failure.code, failure.message) }
    inputs.append(.file(InputFile(path: path, display: DocumentFields.cleaned(relative), format: format)))
  }

  /// One folder on the way down.
  private struct Level {
    var path: [UInt8]
    var prefix: [UInt8]
    var entries: [[UInt8]]
    var next = 0
  }

  private mutating func walk(_ root: [UInt8], entries: [[UInt8]], prefix: [UInt8]) {
    let slash = UInt8(ascii: "/")
    var stack = [Level(path: root, prefix: prefix, entries: entries)]
    while let top = stack.indices.last {
      guard stack[top].next < stack[top].entries.count else {
        stack.removeLast()
        continue
      }
      let name = stack[top].entries[stack[top].next]
      stack[top].next += 1
      let path = (stack[top].path == [slash] ? [] : stack[top].path) + [slash] + name
      let relative = stack[top].prefix + name
      if written.contains(path) {
        // The lock and the temporary names beside the output say nothing to a user.
        if name.first != UInt8(ascii: ".") { leftOut.append(DocumentFields.cleaned(relative)) }
        continue
      }
      switch FileSystem.kind(path) {
      case nil:
        let code = FileSystem.isGone(errno) ? SkippedInput.vanished : "unreadable"
        skip(relative, code, "cannot be examined: \(FileSystem.lastError())")
      case .file:
        addFile(path, relative: relative, name: name)
      case .other:
        skip(relative, "not-a-file", "a pipe, socket or device; only regular files are read")
      case .link:
        skipLink(path, relative: relative, root: root)
      case .folder:
        if OwnOutput.isMarked(path) {
          leftOut.append(DocumentFields.cleaned(relative))
        } else if name.first == UInt8(ascii: "."), name.count > 1, name[1] != UInt8(ascii: ".") {
          skip(relative, "hidden", "a hidden folder")
        } else if stack.count > limits.folderDepth {
          skip(relative, "too-deep", "folders are nested deeper than \(limits.folderDepth)")
        } else if let entries = FileSystem.entries(path) {
          stack.append(Level(path: path, prefix: relative + [slash], entries: entries))
        } else {
          let code = FileSystem.isGone(errno) ? SkippedInput.vanished : "unreadable"
          skip(relative, code, "this folder cannot be read: \(FileSystem.lastError())")
        }
      }
    }
  }

  private mutating func skipLink(_ path: [UInt8], relative: [UInt8], root: [UInt8]) {
    guard let target = FileSystem.resolved(path) else {
      let loop = errno == ELOOP
      return skip(
        relative, loop ? "link-loop" : "dangling-link",
        loop ? "a symbolic link that leads to itself" : "a symbolic link that leads nowhere")
    }
    let inside =
      target == root
      || (target.starts(with: root) && target.count > root.count && (root == [0x2f] || target[root.count] == 0x2f))
    if inside {
      skip(relative, "link", "a symbolic link to something in the same folder, which is read at its own place")
    } else {
      skip(relative, "link-outside", "a symbolic link that leaves the folder; name its target to read it")
    }
  }
}
