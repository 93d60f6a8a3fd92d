// Whether articles or the editor's file are others than a moment ago: by names, sizes and times, without reading them.

import ChronographBase
import Corpus

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

public enum SourceWatch {
  /// Most entries of folders that are looked at.
  private static let most = 1_000_000

  /// A number that changes when a file or folder below the paths is added, removed, renamed or written.
  public static func fingerprint(of paths: [String]) -> UInt64 {
    var hash = FNV1a()
    var left = most
    for path in paths { add(Array(path.utf8), depth: 0, &left, &hash) }
    return hash.value
  }

  private static func add(_ path: [UInt8], depth: Int, _ left: inout Int, _ hash: inout FNV1a) {
    guard left > 0, depth < 64 else { return }
    left -= 1
    for byte in path { hash.add(byte) }
    hash.add(0)
    var status = stat()
    guard
      (path + [0]).withUnsafeBufferPointer({ bytes in
        bytes.withMemoryRebound(to: CChar.self) { name in
          name.baseAddress.map { depth == 0 ? stat($0, &status) : lstat($0, &status) } ?? -1
        }
      }) == 0
    else { return }
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    // The time of a folder changes with files that are no articles; the names in it say what matters.
    let numbers = [
      Int64(status.st_ino), isFolder ? 0 : Int64(status.st_size), isFolder ? 0 : Int64(time.tv_sec),
      isFolder ? 0 : Int64(time.tv_nsec),
    ]
    for number in numbers { withUnsafeBytes(of: number) { for byte in $0 { hash.add(byte) } } }
    guard isFolder else { return }
    // Hidden names are no articles: repositories, locks, files that are about to be written.
    for name in FileSystem.entries(path) ?? [] where name.first != 0x2e {
      add(path + [0x2f] + name, depth: depth + 1, &left, &hash)
    }
  }
}
