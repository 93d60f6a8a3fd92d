// Reads the packed form back. What is read may be anything: every length is checked before memory is taken for it.

/// What is wrong with packed bytes, and where.
package struct PackedError: Error, Sendable {
  /// Byte offset into what was given to decode.
  package var offset: Int
  package var message: String
}

/// Decodes values from the packed form.
package enum PackedDecoder {
  /// - Parameter bytes: the whole packed form of one value.
  /// - Throws: `PackedError` when they are not that of this type.
  package static func decode<T: Decodable>(_ type: T.Type, from bytes: UnsafeRawBufferPointer) throws -> T {
    let source = PackedSource(bytes)
    do {
      let value = try source.value(of: type)
      guard source.position == bytes.count else { throw source.fault("bytes are left over") }
      return value
    } catch let error as PackedError {
      throw error
    } catch {
      throw source.fault("a value that this type does not have")
    }
  }

  /// The value at the start of packed bytes, whatever follows it.
  package static func decodeStart<T: Decodable>(_ type: T.Type, of bytes: [UInt8]) throws -> T {
    try bytes.withUnsafeBytes { try PackedSource($0).value(of: type) }
  }

  package static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
    try bytes.withUnsafeBytes { try decode(type, from: $0) }
  }
}

/// A place in packed bytes, and the texts that stood before it. Lives no longer than the bytes that it was made with.
final class PackedSource: Decoder {
  private let bytes: UnsafeRawBufferPointer
  private(set) var position = 0
  private var texts: [String] = []
  private var depth = 0
  /// No value of ours is nested deeper than this.
  private static let deepest = 64

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(PackedFieldsReader<Key>(source: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try PackedListReader(source: self) }
  func singleValueContainer() -> any SingleValueDecodingContainer { PackedSingleReader(source: self) }

  func fault(_ message: String) -> PackedError { PackedError(offset: position, message: message) }

  func value<T: Decodable>(of type: T.Type) throws -> T {
    if type == [UInt8].self, let text = try text() as? T { return text }
    guard depth < Self.deepest else { throw fault("values are nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    return try T(from: self)
  }

  /// The bytes of a text.
  private func text() throws -> [UInt8] {
    let count = try length()
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  func byte() throws -> UInt8 {
    guard position < bytes.count else { throw fault("it ends too early") }
    defer { position += 1 }
    return bytes[position]
  }

  func flag() throws -> Bool {
    switch try byte() {
    case 0: return false
    case 1: return true
    default: throw fault("neither yes nor no")
    }
  }

  func double() throws -> Double {
    guard bytes.count - position >= 8 else { throw fault("it ends too early") }
    defer { position += 8 }
    let bits = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
    return Double(bitPattern: UInt64(littleEndian: bits))
  }

  func number() throws -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      guard shift < 63 || byte <= 1 else { throw fault("a number is too large") }
      result |= UInt64(byte & 0x7f) << shift
      if byte & 0x80 == 0 { return result }
      shift += 7
    }
  }

  func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
    let raw = try number()
    let value: T? =
      T.isSigned ? T(exactly: Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)) : T(exactly: raw)
    guard let value else { throw fault("a number is too large") }
    return value
  }

  func string() throws -> String {
    let number = try number()
    if number > 0 {
      guard number <= UInt64(texts.count) else { throw fault("a text that was not there before") }
      return texts[Int(number) - 1]
    }
    let count = try length()
    guard let text = String(validating: bytes[position..<position + count], as: UTF8.self) else {
      throw fault("a text is not UTF-8")
    }
    position += count
    texts.append(text)
    return text
  }

  /// The text that comes next, without taking it.
  func peekString() -> String? {
    let (start, known) = (position, texts.count)
    defer {
      position = start
      texts.removeSubrange(known...)
    }
    return try? string()
  }

  private func length() throws -> Int {
    let count = try number()
    guard count <= UInt64(bytes.count - position) else { throw fault("a length reaches beyond the end") }
    return Int(count)
  }

  /// The length of a list; each of its elements has a byte at least.
  func listLength() throws -> Int {
    var count = Int(try byte())
    if count == 255 {
      count = 0
      for shift in 0..<4 { count |= Int(try byte()) << (8 * shift) }
    }
    guard count <= bytes.count - position else { throw fault("a list reaches beyond the end") }
    return count
  }
}

/// See ``PackedFields``.
private struct PackedFieldsReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let source: PackedSource
  var codingPath: [any CodingKey] { [] }
  /// The case of an enumeration; structures never ask.
  var allKeys: [Key] { source.peekString().flatMap(Key.init(stringValue:)).map { [$0] } ?? [] }

  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { !(try source.flag()) }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try source.flag() }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try source.string() }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try source.double() }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { Float(try source.double()) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try source.integer(type) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try source.integer(type) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try source.integer(type) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try source.integer(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try source.integer(type) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try source.integer(type) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try source.integer(type) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try source.integer(type) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try source.integer(type) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try source.integer(type) }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try source.value(of: type) }

  // The library's own `decodeIfPresent` asks `contains`, then `decodeNil`, then decodes: just how a missing value is
  // written. Only those that are frequent are here without the detour.
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try source.flag() ? try source.string() : nil
  }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    try source.flag() ? try source.value(of: type) : nil
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    guard try source.string() == key.stringValue else { throw source.fault("another case") }
    return KeyedDecodingContainer(PackedFieldsReader<Nested>(source: source))
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try PackedListReader(source: source)
  }
  func superDecoder() -> any Decoder { source }
  func superDecoder(forKey key: Key) -> any Decoder { source }
}

/// See ``PackedList``.
private struct PackedListReader: UnkeyedDecodingContainer {
  let source: PackedSource
  private let length: Int
  private(set) var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  var count: Int? { length }
  var isAtEnd: Bool { currentIndex >= length }

  init(source: PackedSource) throws {
    self.source = source
    length = try source.listLength()
  }

  private mutating func take() throws {
    guard !isAtEnd else { throw source.fault("a list is too short") }
    currentIndex += 1
  }

  mutating func decodeNil() -> Bool { false }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try take()
    return try source.value(of: type)
  }
  mutating func decode(_ type: String.Type) throws -> String {
    try take()
    return try source.string()
  }
  mutating func decode(_ type: Int.Type) throws -> Int {
    try take()
    return try source.integer(type)
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try take()
    return KeyedDecodingContainer(PackedFieldsReader<Nested>(source: source))
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try take()
    return try PackedListReader(source: source)
  }
  mutating func superDecoder() throws -> any Decoder {
    try take()
    return source
  }
}

/// See ``PackedSingle``.
private struct PackedSingleReader: SingleValueDecodingContainer {
  let source: PackedSource
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }
  func decode(_ type: Bool.Type) throws -> Bool { try source.flag() }
  func decode(_ type: String.Type) throws -> String { try source.string() }
  func decode(_ type: Double.Type) throws -> Double { try source.double() }
  func decode(_ type: Float.Type) throws -> Float { Float(try source.double()) }
  func decode(_ type: Int.Type) throws -> Int { try source.integer(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try source.integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try source.integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try source.integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try source.integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try source.integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try source.integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try source.integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try source.integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try source.integer(type) }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try source.value(of: type) }
}
