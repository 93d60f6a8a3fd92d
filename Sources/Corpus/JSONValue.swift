// A small JSON reader (RFC 8259) for input that nobody vouches for: bounded depth, lone surrogates become
// U+FFFD, numbers stay text, the last of two equal keys wins.

package enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// The number as written.
  case number(String)
  case string([UInt8])
  case array([JSONValue])
  case object([(key: [UInt8], value: JSONValue)])

  package static func == (a: JSONValue, b: JSONValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a.elementsEqual(b) { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }

  /// The value of a key; the last one when it stands there twice.
  package subscript(key: StaticString) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return key.withUTF8Buffer { name in members.last { $0.key.elementsEqual(name) }?.value }
  }

  package var text: String? {
    guard case .string(let bytes) = self else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

package struct JSONFault: Error, Equatable {
  package var message: String
}

package struct JSONParser {
  static let maximumDepth = 64

  private let bytes: [UInt8]
  private(set) var position: Int

  init(_ bytes: [UInt8], from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// Parses bytes that hold one value and nothing after it.
  package static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    var parser = JSONParser(bytes)
    let value = try parser.value()
    guard parser.isAtEnd() else { throw parser.fault("something stands after the value") }
    return value
  }

  /// Parses the next value.
  mutating func value() throws(JSONFault) -> JSONValue { try value(depth: 0) }

  /// Whether only blanks are left.
  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return position >= bytes.count
  }

  private func fault(_ message: String) -> JSONFault { JSONFault(message: "\(message) (byte \(position))") }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0a, 0x0d: position += 1
      default: return
      }
    }
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    skipBlanks()
    guard depth < Self.maximumDepth else { throw fault("nested too deeply") }
    guard position < bytes.count else { throw fault("the text ends too early") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), 0x30...0x39: return number()
    default: throw fault("not JSON")
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
    let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    guard matches else { throw fault("not JSON") }
    position += word.utf8CodeUnitCount
    return value
  }

  private mutating func number() -> JSONValue {
    let start = position
    while position < bytes.count, isNumberByte(bytes[position]) { position += 1 }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func array(depth: Int) throws(JSONFault) -> JSONValue {
    position += 1
    var values: [JSONValue] = []
    skipBlanks()
    if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
      position += 1
      return .array(values)
    }
    while true {
      values.append(try value(depth: depth + 1))
      if try !separator(closing: UInt8(ascii: "]")) { return .array(values) }
    }
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSONValue {
    position += 1
    var members: [(key: [UInt8], value: JSONValue)] = []
    skipBlanks()
    if position < bytes.count, bytes[position] == UInt8(ascii: "}") {
      position += 1
      return .object(members)
    }
    while true {
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw fault("a key is missing") }
      let key = try string()
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { throw fault("\":\" is missing") }
      position += 1
      members.append((key, try value(depth: depth + 1)))
      if try !separator(closing: UInt8(ascii: "}")) { return .object(members) }
    }
  }

  /// Whether another element follows.
  private mutating func separator(closing: UInt8) throws(JSONFault) -> Bool {
    skipBlanks()
    guard position < bytes.count else { throw fault("the text ends too early") }
    defer { position += 1 }
    if bytes[position] == UInt8(ascii: ",") { return true }
    guard bytes[position] == closing else { throw fault("\",\" is missing") }
    return false
  }

  private mutating func string() throws(JSONFault) -> [UInt8] {
    position += 1
    var result: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return result
      }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &result)
      } else {
        // Raw control characters are forbidden but harmless here: texts are cleaned afterwards.
        result.append(byte)
        position += 1
      }
    }
    throw fault("a text is not closed")
  }

  private mutating func escape(into result: inout [UInt8]) throws(JSONFault) {
    guard position + 1 < bytes.count else { throw fault("a text is not closed") }
    let letter = bytes[position + 1]
    position += 2
    switch letter {
    case UInt8(ascii: "n"): result.append(0x0a)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0d)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0c)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
    case UInt8(ascii: "u"):
      var scalar = try hex()
      if scalar >= 0xd800 && scalar < 0xdc00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      {
        let mark = position
        position += 2
        let low = try hex()
        if low >= 0xdc00 && low < 0xe000 {
          scalar = 0x10000 + (scalar - 0xd800) << 10 + (low - 0xdc00)
        } else {
          position = mark
        }
      }
      let unicode = Unicode.Scalar(scalar) ?? "\u{fffd}"
      result.append(contentsOf: UTF8.encode(unicode) ?? UTF8.encodedReplacementCharacter)
    default: throw fault("an unknown escape")
    }
  }

  private mutating func hex() throws(JSONFault) -> UInt32 {
    guard position + 4 <= bytes.count else { throw fault("a text is not closed") }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: throw fault("a broken \\u escape")
      }
    }
    position += 4
    return value
  }
}
