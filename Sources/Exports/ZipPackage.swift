// ZIP packages of which every byte follows from the content: entries sorted by name, one fixed time, no owner.

import CZlib
import ChronographBase

/// A ZIP file in memory (PKWARE APPNOTE 6.3, without ZIP64).
struct ZipPackage {
  private var parts: [(name: String, bytes: [UInt8])] = []

  mutating func add(_ name: String, _ bytes: [UInt8]) { parts.append((name, bytes)) }

  /// The file; nil when a part or the whole reaches 4 GB, or there are more than 65,534 parts.
  func bytes() -> [UInt8]? {
    guard parts.count < 0xffff else { return nil }
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts.sorted(by: { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }) {
      guard let start = UInt32(exactly: file.count), let size = UInt32(exactly: part.bytes.count),
        let packed = ZipPackage.deflated(part.bytes), let packedSize = UInt32(exactly: packed.count)
      else { return nil }
      let name = Array(part.name.utf8)
      var common: [UInt8] = []
      // Version 2.0, names in UTF-8 (bit 11), method 8, 1 January 1980.
      for value: UInt16 in [20, 0x0800, 8, 0, 0x0021] { ZipPackage.append(value, to: &common) }
      for value in [CRC32.sum(part.bytes), packedSize, size] { ZipPackage.append(value, to: &common) }
      ZipPackage.append(UInt16(clamping: name.count), to: &common)
      ZipPackage.append(UInt16(0), to: &common)
      ZipPackage.append(UInt32(0x0403_4b50), to: &file)
      file += common + name + packed
      ZipPackage.append(UInt32(0x0201_4b50), to: &directory)
      ZipPackage.append(UInt16(20), to: &directory)
      directory += common
      // No comment, disk 0, no attributes.
      for value: UInt16 in [0, 0, 0, 0, 0] { ZipPackage.append(value, to: &directory) }
      ZipPackage.append(start, to: &directory)
      directory += name
    }
    guard let start = UInt32(exactly: file.count), let size = UInt32(exactly: directory.count) else { return nil }
    file += directory
    ZipPackage.append(UInt32(0x0605_4b50), to: &file)
    for value: UInt16 in [0, 0, UInt16(parts.count), UInt16(parts.count)] { ZipPackage.append(value, to: &file) }
    ZipPackage.append(size, to: &file)
    ZipPackage.append(start, to: &file)
    ZipPackage.append(UInt16(0), to: &file)
    return file
  }

  /// Raw DEFLATE (RFC 1951): what zlib writes, without its two bytes of header and four of check sum.
  private static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
    var size = compressBound(uLong(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(size))
    let status = bytes.withUnsafeBufferPointer { input -> Int32 in
      // An empty array may have no address; zlib wants one.
      var nothing: UInt8 = 0
      return withUnsafePointer(to: &nothing) { none in
        compress2(&packed, &size, input.baseAddress ?? none, uLong(input.count), 6)
      }
    }
    guard status == Z_OK, size >= 6 else { return nil }
    return Array(packed[2..<(Int(size) - 4)])
  }

  private static func append(_ value: UInt16, to bytes: inout [UInt8]) {
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
  }

  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    append(UInt16(truncatingIfNeeded: value), to: &bytes)
    append(UInt16(truncatingIfNeeded: value >> 16), to: &bytes)
  }
}
