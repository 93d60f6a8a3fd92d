// The container of the trained model: a header with version and checksum, then named sections.

/// What is wrong with a model file.
public struct ModelError: Error, CustomStringConvertible, Sendable {
  public let description: String
  package init(_ description: String) { self.description = description }
}

/// A model file: sections of bytes by number. Written by `chronograph-train`, embedded in the binary.
///
/// Layout (little endian): 8 bytes magic, `UInt32` version, `UInt32` section count, `UInt64` checksum of all
/// bytes after the header, then for each section `UInt32` number, `UInt32` length, and the bytes, padded to 8.
package struct ModelFile: Sendable {
  package static let magic: UInt64 = 0x4c45_444f_4d52_4843  // "CHRMODEL"
  package static let version: UInt32 = 4
  package static let headerLength = 24

  package enum Section: UInt32, Sendable {
    case tokenLexicon = 1, tagSet, lemmas, network, splitter
    case wordClasses, rolesets, vectors
  }

  package private(set) var sections: [(section: UInt32, bytes: [UInt8])] = []

  package init() {}

  /// Reads and checks a model.
  package init(_ raw: UnsafeRawBufferPointer) throws {
    guard raw.count >= ModelFile.headerLength, raw.loadUnaligned(as: UInt64.self) == ModelFile.magic else {
      throw ModelError("not a language model; train one with chronograph-train")
    }
    let version = raw.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
    guard version == ModelFile.version else {
      throw ModelError("language model has version \(version), this program reads version \(ModelFile.version)")
    }
    let count = raw.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
    let sum = raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    let body = UnsafeRawBufferPointer(rebasing: raw[ModelFile.headerLength...])
    guard ModelFile.checksum(body) == sum else { throw ModelError("language model is damaged (checksum differs)") }
    var offset = 0
    for _ in 0..<count {
      guard offset + 8 <= body.count else { throw ModelError("language model is cut short") }
      let section = body.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      let length = Int(body.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
      guard length <= body.count - offset - 8 else { throw ModelError("language model is cut short") }
      sections.append((section, [UInt8](body[(offset + 8)..<(offset + 8 + length)])))
      offset += 8 + (length + 7) / 8 * 8
    }
  }

  package mutating func add(_ section: Section, _ bytes: [UInt8]) {
    sections.append((section.rawValue, bytes))
  }

  /// Puts other bytes in the place of a section.
  package mutating func replace(_ section: Section, _ bytes: [UInt8]) {
    for place in sections.indices where sections[place].section == section.rawValue { sections[place].bytes = bytes }
  }

  package func reader(_ section: Section) throws -> ByteReader {
    guard let found = sections.first(where: { $0.section == section.rawValue }) else {
      throw ModelError("language model lacks section \(section)")
    }
    return ByteReader(found.bytes)
  }

  /// The file's bytes.
  package func encoded() -> [UInt8] {
    var body = ByteWriter()
    for (section, bytes) in sections {
      body.write(section)
      body.write(UInt32(bytes.count))
      body.bytes += bytes
      while body.bytes.count % 8 != 0 { body.bytes.append(0) }
    }
    var header = ByteWriter()
    header.write(ModelFile.magic)
    header.write(ModelFile.version)
    header.write(UInt32(sections.count))
    header.write(body.bytes.withUnsafeBytes { ModelFile.checksum($0) })
    return header.bytes + body.bytes
  }

  /// A 64-bit multiplicative hash over eight bytes at a time.
  package static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var i = 0
    while i + 8 <= bytes.count {
      hash = (hash ^ bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 29
      i += 8
    }
    while i < bytes.count {
      hash = (hash ^ UInt64(bytes[i])) &* 0x100_0000_01b3
      i += 1
    }
    return hash
  }
}

/// Writes little-endian values.
package struct ByteWriter {
  package var bytes: [UInt8] = []
  package init() {}

  package mutating func write<T: FixedWidthInteger>(_ value: T) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func write<T: FixedWidthInteger>(_ values: [T]) {
    write(UInt32(values.count))
    bytes.reserveCapacity(bytes.count + values.count * MemoryLayout<T>.size)
    for value in values { write(value) }
  }

  package mutating func write(_ values: [Float]) { write(values.map(\.bitPattern)) }
  package mutating func write(_ text: String) { write(Array(text.utf8)) }
  package mutating func write(_ texts: [String]) {
    write(UInt32(texts.count))
    for text in texts { write(text) }
  }
}

/// Reads what ``ByteWriter`` wrote; every read is checked.
package struct ByteReader {
  private let bytes: [UInt8]
  private var offset = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package mutating func read<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
    let size = MemoryLayout<T>.size
    guard offset + size <= bytes.count else { throw ModelError("language model section is cut short") }
    defer { offset += size }
    return T(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: T.self) })
  }

  package mutating func readArray<T: FixedWidthInteger>(_ type: T.Type) throws -> [T] {
    let count = Int(try read(UInt32.self))
    let size = MemoryLayout<T>.size
    guard count <= (bytes.count - offset) / size else { throw ModelError("language model section is cut short") }
    let part = offset..<offset + count * size
    offset = part.upperBound
    return [T](unsafeUninitializedCapacity: count) { target, initialised in
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(target).copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[part]))
      }
      for i in 0..<count { target[i] = T(littleEndian: target[i]) }
      initialised = count
    }
  }

  package mutating func readFloats() throws -> [Float] { try readArray(UInt32.self).map(Float.init(bitPattern:)) }
  package mutating func readString() throws -> String { String(decoding: try readArray(UInt8.self), as: UTF8.self) }
  package mutating func readStrings() throws -> [String] {
    let count = try read(UInt32.self)
    var result: [String] = []
    for _ in 0..<count { result.append(try readString()) }
    return result
  }
}
