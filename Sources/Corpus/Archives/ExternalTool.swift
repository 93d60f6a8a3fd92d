// A program of the system that unpacks or reads what this room does not: `pdftotext`, `bzip2`, `xz`, `zstd`. It gets
// the bytes on its standard input and gives the result on its standard output, within bounds of time and size.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

package struct ExternalTool: Sendable {
  /// Name of the program, looked up in `PATH`.
  package var name: String
  var arguments: [String]
  /// What to install where the program is missing, as a sentence says it.
  package var package: String
  /// What it is needed for: `PDF files`.
  var purpose: String
  /// Longest run in seconds.
  var seconds = 9.0

  package init(name: String, arguments: [String], package: String, purpose: String, seconds: Double = 9) {
    self.name = name
    self.arguments = arguments
    self.package = package
    self.purpose = purpose
    self.seconds = seconds
  }

  static let pdf = ExternalTool(
    name: "pdftotext", arguments: ["-q", "-enc", "UTF-8", "-eol", "unix", "-", "-"], package: "poppler-utils",
    purpose: "PDF files")
  static let bzip2 = ExternalTool(name: "bzip2", arguments: ["-dc"], package: "bzip2", purpose: ".bz2 files")
  static let xz = ExternalTool(name: "xz", arguments: ["-dc"], package: "xz-utils", purpose: ".xz files")
  static let zstd = ExternalTool(name: "zstd", arguments: ["-dcq"], package: "zstd", purpose: ".zst files")

  /// What the program makes of some bytes.
  ///
  /// - Parameters:
  ///   - limit: most bytes of the result.
  ///   - budget: bytes and time count there, also where the program fails.
  /// - Throws: `ReadFailure` with code `needs-tool` when it is not installed, `damaged` when it fails, `too-slow`,
  ///   `too-large`.
  func run(on bytes: [UInt8], limit: Int, budget: ExpansionBudget? = nil) throws(ReadFailure) -> [UInt8] {
    let limit = try budget?.allowance(limit) ?? limit
    let seconds = try budget?.time(seconds) ?? seconds
    guard let path = Self.find(name) else {
      throw ReadFailure(
        code: "needs-tool",
        message: "\(purpose) are read with the program \(name), which is not installed (package \(package))")
    }
    var input: [Int32] = [-1, -1]
    var output: [Int32] = [-1, -1]
    guard Self.connect(&input) else { throw failed(FileSystem.lastError()) }
    guard pipe(&output) == 0 else {
      let reason = FileSystem.lastError()
      input.forEach(FileSystem.close)
      throw failed(reason)
    }
    for descriptor in output { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    let child = spawn(path, input: input, output: output)
    FileSystem.close(input[0])
    FileSystem.close(output[1])
    guard let child else {
      FileSystem.close(input[1])
      FileSystem.close(output[0])
      throw failed(FileSystem.lastError())
    }
    var exchange = PipeExchange(input: input[1], output: output[0], limit: limit, seconds: seconds)
    let start = PipeExchange.now()
    let end = exchange.run(bytes)
    if end != .done { kill(child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    budget?.spend(PipeExchange.now() - start)
    budget?.take(exchange.result.count)
    switch end {
    case .tooSlow: throw ReadFailure(code: "too-slow", message: "\(name) took more than \(Int(seconds)) s")
    case .tooLarge: throw ReadFailure(code: "too-large", message: "it unpacks to more than \(limit) bytes")
    case .failed: throw failed("its output could not be read")
    case .done:
      guard status == 0 else { throw ReadFailure(code: "damaged", message: "\(name) cannot read this file") }
      return exchange.result
    }
  }

  /// A pair of sockets: unlike a pipe, writing to one whose other end is closed can be asked to send no signal.
  private static func connect(_ pair: inout [Int32]) -> Bool {
    #if canImport(Darwin)
      guard socketpair(AF_UNIX, SOCK_STREAM, 0, &pair) == 0 else { return false }
      var one: Int32 = 1
      setsockopt(pair[1], SOL_SOCKET, SO_NOSIGPIPE, &one, socklen_t(MemoryLayout<Int32>.size))
    #elseif canImport(Musl)
      guard socketpair(AF_UNIX, SOCK_STREAM, 0, &pair) == 0 else { return false }
    #else
      guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0 else { return false }
    #endif
    for descriptor in pair { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return true
  }

  private func failed(_ reason: String) -> ReadFailure {
    ReadFailure(code: "needs-tool", message: "the program \(name) could not run: \(reason)")
  }

  /// Whether the program is there.
  package var isInstalled: Bool { Self.find(name) != nil }

  /// What the program makes of some bytes; nil when it fails, takes too long or makes more than `limit` bytes.
  package func output(for bytes: [UInt8], limit: Int) -> [UInt8]? { try? run(on: bytes, limit: limit) }

  /// The program in the folders of `PATH`; only absolute ones count.
  private static func find(_ name: String) -> String? {
    guard let path = getenv("PATH") else { return nil }
    for folder in String(cString: path).split(separator: ":") where folder.hasPrefix("/") {
      let file = folder + "/" + name
      if access(file, X_OK) == 0 { return file }
    }
    return nil
  }

  private func spawn(_ path: String, input: [Int32], output: [Int32]) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { posix_spawn_file_actions_destroy(&actions) }
    guard posix_spawnattr_init(&attributes) == 0 else { return nil }
    defer { posix_spawnattr_destroy(&attributes) }
    // A signal that this program ignores (SIGPIPE) must end the helper.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    posix_spawn_file_actions_adddup2(&actions, input[0], 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    for descriptor in input + output where descriptor > 2 {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    // No locale of the user's changes what comes out.
    var environment: [UnsafeMutablePointer<CChar>?] = (["LC_ALL=C", "PATH=/usr/local/bin:/usr/bin:/bin"] as [String])
      .map {
        strdup($0)
      }
    environment.append(nil)
    defer { environment.forEach { free($0) } }
    var child = pid_t()
    let status = posix_spawn(&child, path, &actions, &attributes, words, environment)
    if status != 0 { errno = status }
    return status == 0 ? child : nil
  }
}

/// Writes to one pipe while it reads from another, so that neither side waits for ever.
struct PipeExchange {
  enum End { case done, tooSlow, tooLarge, failed }

  var input: Int32
  let output: Int32
  let limit: Int
  let seconds: Double
  var result: [UInt8] = []

  init(input: Int32, output: Int32, limit: Int, seconds: Double) {
    self.input = input
    self.output = output
    self.limit = limit
    self.seconds = seconds
  }

  mutating func run(_ bytes: [UInt8]) -> End {
    defer {
      if input >= 0 { FileSystem.close(input) }
      FileSystem.close(output)
    }
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
    var written = 0
    let start = Self.now()
    while true {
      let left = seconds - (Self.now() - start)
      guard left > 0 else { return .tooSlow }
      var waits = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
      if input >= 0 { waits.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
      let ready = poll(&waits, nfds_t(waits.count), Int32(min(left, 1) * 1000) + 1)
      if ready < 0, errno != EINTR { return .failed }
      if ready <= 0 { continue }
      if waits.count > 1, waits[1].revents != 0 { write(bytes, &written) }
      if waits[0].revents != 0 {
        guard let count = try? FileSystem.read(output, into: &result, count: 1 << 16) else { return .failed }
        if count == 0 { return .done }
        if result.count > limit { return .tooLarge }
      }
    }
  }

  private mutating func write(_ bytes: [UInt8], _ written: inout Int) {
    let count = bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, written < bytes.count else { return 0 }
      // A helper that ends early must not end this program by a signal.
      #if canImport(Darwin)
        return send(input, base + written, min(1 << 16, bytes.count - written), 0)
      #else
        return send(input, base + written, min(1 << 16, bytes.count - written), Int32(MSG_NOSIGNAL))
      #endif
    }
    if count > 0 { written += count }
    let isOver = written >= bytes.count || count < 0 && errno != EAGAIN && errno != EINTR
    if isOver {
      FileSystem.close(input)
      input = -1
    }
  }

  /// Seconds of a clock that nobody sets.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
