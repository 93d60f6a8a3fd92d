// The few system calls of this room. Paths are bytes: a file name need not be UTF-8.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

package enum FileSystem {
  package enum Kind: Sendable { case file, folder, link, other }

  /// Which file a path or descriptor leads to.
  struct Identity: Equatable, Sendable {
    var device: UInt64
    var number: UInt64
  }

  private static func withPath<R>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> R) -> R {
    var terminated = path.map { CChar(bitPattern: $0) }
    terminated.append(0)
    return terminated.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return body("") }
      return body(base)
    }
  }

  /// The kind of what stands at a path; a link is not followed.
  package static func kind(_ path: [UInt8]) -> Kind? {
    var status = stat()
    guard withPath(path, { lstat($0, &status) }) == 0 else { return nil }
    return kind(status)
  }

  private static func kind(_ status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// The file at a path; a link is not followed.
  static func identity(_ path: [UInt8]) -> Identity? {
    var status = stat()
    guard withPath(path, { lstat($0, &status) }) == 0 else { return nil }
    return Identity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
  }

  /// The file behind a descriptor; nil when it is no regular file.
  static func identity(ofRegularFile descriptor: Int32) -> Identity? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, kind(status) == .file else { return nil }
    return Identity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
  }

  /// Where a descriptor stands in its file, and the size of that, in bytes; nil when it is no regular file.
  package static func place(_ descriptor: Int32) -> (offset: Int, size: Int)? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, kind(status) == .file else { return nil }
    let offset = lseek(descriptor, 0, SEEK_CUR)
    return offset < 0 ? nil : (Int(offset), Int(status.st_size))
  }

  /// The absolute path without links, or nil (`errno` tells why).
  package static func resolved(_ path: [UInt8]) -> [UInt8]? {
    guard let resolved = withPath(path, { realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    return Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }

  /// The names in a folder in the order of their bytes, or nil when it cannot be read.
  package static func entries(_ path: [UInt8]) -> [[UInt8]]? {
    guard let folder = withPath(path, { opendir($0) }) else { return nil }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: 1) { bytes in
          Array(
            UnsafeBufferPointer(
              start: bytes, count: strlen(UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))))
        }
      }
      if name != [0x2e] && name != [0x2e, 0x2e] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Whether an error says that what was listed a moment ago is not there any more.
  static func isGone(_ error: Int32) -> Bool { error == ENOENT || error == ENOTDIR || error == ESTALE }

  package static func lastError() -> String { String(cString: strerror(errno)) }

  /// Opens a regular file for reading; never a link, pipe or device, and never waits.
  ///
  /// - Returns: descriptor and size in bytes.
  static func open(_ path: [UInt8]) throws(ReadFailure) -> (descriptor: Int32, size: Int) {
    #if canImport(Darwin)
      let descriptor = withPath(path) { Darwin.open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    #elseif canImport(Musl)
      let descriptor = withPath(path) { Musl.open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    #else
      let descriptor = withPath(path) { Glibc.open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    #endif
    guard descriptor >= 0 else {
      let code = isGone(errno) ? SkippedInput.vanished : "unreadable"
      throw ReadFailure(code: code, message: "cannot be opened: \(lastError())")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, kind(status) == .file else {
      close(descriptor)
      throw ReadFailure(code: "not-a-file", message: "not a regular file any more")
    }
    return (descriptor, Int(status.st_size))
  }

  static func close(_ descriptor: Int32) {
    #if canImport(Darwin)
      _ = Darwin.close(descriptor)
    #elseif canImport(Musl)
      _ = Musl.close(descriptor)
    #else
      _ = Glibc.close(descriptor)
    #endif
  }

  /// Reads up to `count` bytes onto the end of `buffer`; 0 at the end.
  static func read(_ descriptor: Int32, into buffer: inout [UInt8], count: Int) throws(ReadFailure) -> Int {
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    var got = 0
    repeat {
      got = buffer.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return 0 }
        #if canImport(Darwin)
          return Darwin.read(descriptor, base + old, count)
        #elseif canImport(Musl)
          return Musl.read(descriptor, base + old, count)
        #else
          return Glibc.read(descriptor, base + old, count)
        #endif
      }
    } while got < 0 && errno == EINTR
    let failure = got < 0 ? lastError() : nil
    buffer.removeLast(count - max(0, got))
    if let failure { throw ReadFailure(code: SkippedInput.readFailed, message: "reading failed: \(failure)") }
    return got
  }

  /// The bytes of a regular file of at most `limit` bytes.
  package static func contents(_ path: [UInt8], limit: Int) throws(ReadFailure) -> [UInt8] {
    let (descriptor, size) = try open(path)
    defer { close(descriptor) }
    let tooLarge = ReadFailure(code: "too-large", message: "the file is larger than \(limit) bytes")
    guard size <= limit else { throw tooLarge }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 1)
    while try read(descriptor, into: &bytes, count: max(1, min(1 << 20, size + 1 - bytes.count))) > 0 {
      guard bytes.count <= limit else { throw tooLarge }
    }
    return bytes
  }
}
