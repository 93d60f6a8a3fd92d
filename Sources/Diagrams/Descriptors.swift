// Starting a process takes pipes. With a low limit of open files the process library cannot get its own descriptors
// and ends the program, so they are counted first.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many helper processes the free file descriptors allow.
public enum Descriptors {
  /// Two ends of three pipes, the file that is read, the handle of the process, and one to spare.
  private static let perProcess = 9
  /// What the process library keeps for all of them, and a reserve for the files of this program.
  private static let shared = 8

  /// - Parameter wanted: processes at once.
  /// - Returns: at most `wanted`; 0 when not even one can be started.
  public static func processes(upTo wanted: Int) -> Int {
    let needed = shared + wanted * perProcess
    return min(wanted, max(0, (free(atMost: needed) - shared) / perProcess))
  }

  /// Counts descriptors that can still be opened, and stops at a number that is enough.
  private static func free(atMost enough: Int) -> Int {
    var limit = rlimit()
    #if canImport(Glibc)
      guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return enough }
    #else
      guard getrlimit(RLIMIT_NOFILE, &limit) == 0 else { return enough }
    #endif
    var count = 0
    var descriptor: Int32 = 0
    while count < enough, rlim_t(descriptor) < limit.rlim_cur, descriptor < 4096 {
      if fcntl(descriptor, F_GETFD) < 0 { count += 1 }
      descriptor += 1
    }
    return count
  }
}
