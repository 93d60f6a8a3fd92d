// The Records room: what the analysis of one document found, as bytes and back, so that it can be kept and carried to
// another machine. It knows the values, not how they were found or what is made of them.
//
// The packed form of a `Codable` value is what its synthesised `encode(to:)` hands over, in that order and without names:
// structures are their fields one after the other, a missing optional is a byte 0, whole numbers are LEB128 with zigzag,
// a text that was there before is its number. Dictionaries have none. Who reads must know the types; the header of a part names their version.

/// Encodes values into the packed form. The same value gives the same bytes.
package enum PackedEncoder {
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let sink = PackedSink()
    try sink.write(value)
    if sink.hasDictionary { throw EncodingError.unsupported("a dictionary") }
    return sink.bytes
  }
}

/// A text that equals only those of the same bytes; a `String` equals all that are canonically equivalent to it.
private struct TextBytes: Hashable {
  private let text: String

  init(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    self.text = text
  }

  static func == (a: TextBytes, b: TextBytes) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  func hash(into hasher: inout Hasher) {
    text.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// Bytes that grow, and the texts that stand in them.
final class PackedSink: Encoder {
  private(set) var bytes: [UInt8] = []
  private var texts: [TextBytes: Int] = [:]
  /// Whether a container with free keys was asked for: what is written without names could not be read back.
  private(set) var hasDictionary = false

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if Key(stringValue: "no field is called so") != nil { hasDictionary = true }
    return KeyedEncodingContainer(PackedFields<Key>(sink: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { PackedList(sink: self) }
  func singleValueContainer() -> any SingleValueEncodingContainer { PackedSingle(sink: self) }

  func write<Value: Encodable>(_ value: Value) throws {
    if Value.self == [UInt8].self, let text = value as? [UInt8] {
      write(number: UInt64(text.count))
      bytes += text
    } else {
      try value.encode(to: self)
    }
  }

  func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  func write(_ number: Double) {
    var bits = number.bitPattern
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
    }
  }

  func write(_ number: Int64) { write(number: UInt64(bitPattern: number << 1 ^ number >> 63)) }

  func write(number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  func write(_ text: String) {
    let key = TextBytes(text)
    if let number = texts[key] { return write(number: UInt64(number)) }
    texts[key] = texts.count + 1
    bytes.append(0)
    write(number: UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// Begins a list whose length is not known yet: one byte, which ``count(_:at:)`` sets.
  func beginList() -> Int {
    bytes.append(0)
    return bytes.count - 1
  }

  /// Sets the length of a list; one of 255 or more has it in four bytes behind a byte 255.
  func count(_ count: Int, at place: Int) {
    if count < 255 { return bytes[place] = UInt8(count) }
    if count == 255 {
      bytes[place] = 255
      bytes.insert(contentsOf: [0, 0, 0, 0], at: place + 1)
    }
    for byte in 0..<4 { bytes[place + 1 + byte] = UInt8(truncatingIfNeeded: count >> (8 * byte)) }
  }
}

extension EncodingError {
  static func unsupported(_ what: String) -> EncodingError {
    .invalidValue(what, Context(codingPath: [], debugDescription: "\(what) has no packed form"))
  }
}

/// The fields of a structure, or the one case of an enumeration with its values.
private struct PackedFields<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let sink: PackedSink
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil(forKey key: Key) { sink.write(false) }
  mutating func encode(_ value: Bool, forKey key: Key) { sink.write(value) }
  mutating func encode(_ value: String, forKey key: Key) { sink.write(value) }
  mutating func encode(_ value: Double, forKey key: Key) { sink.write(value) }
  mutating func encode(_ value: Float, forKey key: Key) { sink.write(Double(value)) }
  mutating func encode(_ value: Int, forKey key: Key) { sink.write(Int64(value)) }
  mutating func encode(_ value: Int8, forKey key: Key) { sink.write(Int64(value)) }
  mutating func encode(_ value: Int16, forKey key: Key) { sink.write(Int64(value)) }
  mutating func encode(_ value: Int32, forKey key: Key) { sink.write(Int64(value)) }
  mutating func encode(_ value: Int64, forKey key: Key) { sink.write(value) }
  mutating func encode(_ value: UInt, forKey key: Key) { sink.write(number: UInt64(value)) }
  mutating func encode(_ value: UInt8, forKey key: Key) { sink.write(number: UInt64(value)) }
  mutating func encode(_ value: UInt16, forKey key: Key) { sink.write(number: UInt64(value)) }
  mutating func encode(_ value: UInt32, forKey key: Key) { sink.write(number: UInt64(value)) }
  mutating func encode(_ value: UInt64, forKey key: Key) { sink.write(number: value) }
  mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try sink.write(value) }

  private func optional<T>(_ value: T?, _ write: (T) throws -> Void) rethrows {
    sink.write(value != nil)
    if let value { try write(value) }
  }

  mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) { optional(value) { sink.write($0) } }
  mutating func encodeIfPresent(_ value: String?, forKey key: Key) { optional(value) { sink.write($0) } }
  mutating func encodeIfPresent(_ value: Double?, forKey key: Key) { optional(value) { sink.write($0) } }
  mutating func encodeIfPresent(_ value: Float?, forKey key: Key) { optional(value) { sink.write(Double($0)) } }
  mutating func encodeIfPresent(_ value: Int?, forKey key: Key) { optional(value) { sink.write(Int64($0)) } }
  mutating func encodeIfPresent(_ value: Int8?, forKey key: Key) { optional(value) { sink.write(Int64($0)) } }
  mutating func encodeIfPresent(_ value: Int16?, forKey key: Key) { optional(value) { sink.write(Int64($0)) } }
  mutating func encodeIfPresent(_ value: Int32?, forKey key: Key) { optional(value) { sink.write(Int64($0)) } }
  mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) { optional(value) { sink.write($0) } }
  mutating func encodeIfPresent(_ value: UInt?, forKey key: Key) {
    optional(value) { sink.write(number: UInt64($0)) }
  }
  mutating func encodeIfPresent(_ value: UInt8?, forKey key: Key) {
    optional(value) { sink.write(number: UInt64($0)) }
  }
  mutating func encodeIfPresent(_ value: UInt16?, forKey key: Key) {
    optional(value) { sink.write(number: UInt64($0)) }
  }
  mutating func encodeIfPresent(_ value: UInt32?, forKey key: Key) {
    optional(value) { sink.write(number: UInt64($0)) }
  }
  mutating func encodeIfPresent(_ value: UInt64?, forKey key: Key) { optional(value) { sink.write(number: $0) } }
  mutating func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
    try optional(value) { try sink.write($0) }
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    sink.write(key.stringValue)
    return KeyedEncodingContainer(PackedFields<Nested>(sink: sink))
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { PackedList(sink: sink) }
  mutating func superEncoder() -> any Encoder { sink }
  mutating func superEncoder(forKey key: Key) -> any Encoder { sink }
}

/// The elements of a list.
private struct PackedList: UnkeyedEncodingContainer {
  let sink: PackedSink
  private let place: Int
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(sink: PackedSink) {
    self.sink = sink
    place = sink.beginList()
  }

  private mutating func add() {
    count += 1
    sink.count(count, at: place)
  }

  mutating func encodeNil() throws { throw EncodingError.unsupported("a list with gaps") }
  mutating func encode<T: Encodable>(_ value: T) throws {
    add()
    try sink.write(value)
  }
  mutating func encode(_ value: String) {
    add()
    sink.write(value)
  }
  mutating func encode(_ value: Int) {
    add()
    sink.write(Int64(value))
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    add()
    return KeyedEncodingContainer(PackedFields<Nested>(sink: sink))
  }
  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    add()
    return PackedList(sink: sink)
  }
  mutating func superEncoder() -> any Encoder {
    add()
    return sink
  }
}

/// A value that is one number or text, such as the raw value of an enumeration.
private struct PackedSingle: SingleValueEncodingContainer {
  let sink: PackedSink
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() throws { throw EncodingError.unsupported("a bare nil") }
  mutating func encode(_ value: Bool) { sink.write(value) }
  mutating func encode(_ value: String) { sink.write(value) }
  mutating func encode(_ value: Double) { sink.write(value) }
  mutating func encode(_ value: Float) { sink.write(Double(value)) }
  mutating func encode(_ value: Int) { sink.write(Int64(value)) }
  mutating func encode(_ value: Int8) { sink.write(Int64(value)) }
  mutating func encode(_ value: Int16) { sink.write(Int64(value)) }
  mutating func encode(_ value: Int32) { sink.write(Int64(value)) }
  mutating func encode(_ value: Int64) { sink.write(value) }
  mutating func encode(_ value: UInt) { sink.write(number: UInt64(value)) }
  mutating func encode(_ value: UInt8) { sink.write(number: UInt64(value)) }
  mutating func encode(_ value: UInt16) { sink.write(number: UInt64(value)) }
  mutating func encode(_ value: UInt32) { sink.write(number: UInt64(value)) }
  mutating func encode(_ value: UInt64) { sink.write(number: value) }
  mutating func encode<T: Encodable>(_ value: T) throws { try sink.write(value) }
}
