// A scanner for the XML that Graphviz writes: tags with their attributes, and text. Values stay escaped as they are.

/// One piece of an XML text.
package enum XMLToken: Equatable {
  case open(name: String, attributes: [XMLAttribute], isEmpty: Bool)
  case close(name: String)
  /// Escaped text.
  case text(String)
}

/// An attribute with its escaped value.
package struct XMLAttribute: Equatable {
  package var name: String
  package var value: String
}

extension [XMLAttribute] {
  package subscript(name: String) -> String? {
    get { first { $0.name == name }?.value }
    set {
      if let index = firstIndex(where: { $0.name == name }) {
        if let newValue { self[index].value = newValue } else { remove(at: index) }
      } else if let newValue {
        append(XMLAttribute(name: name, value: newValue))
      }
    }
  }
}

/// Reads tokens; comments, declarations and processing instructions are dropped.
package struct XMLScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// All tokens; nil when tags do not nest.
  package static func tokens(_ bytes: [UInt8]) -> [XMLToken]? {
    var scanner = XMLScanner(bytes)
    var tokens: [XMLToken] = []
    var open: [String] = []
    while let token = scanner.next() {
      switch token {
      case .open(let name, _, let isEmpty): if !isEmpty { open.append(name) }
      case .close(let name): guard open.popLast() == name else { return nil }
      case .text: break
      }
      tokens.append(token)
    }
    return open.isEmpty && scanner.isSound ? tokens : nil
  }

  /// Whether every tag ended.
  private var isSound = true

  private func starts(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard position + length <= bytes.count else { return false }
    return (0..<length).allSatisfy { bytes[position + $0] == text.utf8Start[$0] }
  }

  private mutating func skip(past end: StaticString) {
    while position < bytes.count, !starts(end) { position += 1 }
    position = min(bytes.count, position + end.utf8CodeUnitCount)
  }

  private mutating func next() -> XMLToken? {
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") {
        let from = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        return .text(String(decoding: bytes[from..<position], as: UTF8.self))
      }
      if starts("<!--") {
        skip(past: "-->")
      } else if starts("<?") {
        skip(past: "?>")
      } else if starts("<!") {
        skip(past: ">")
      } else {
        return tag()
      }
    }
    return nil
  }

  private mutating func tag() -> XMLToken? {
    position += 1
    if position < bytes.count, bytes[position] == UInt8(ascii: "/") {
      position += 1
      let name = self.name()
      skip(past: ">")
      return .close(name: name)
    }
    let name = self.name()
    var attributes: [XMLAttribute] = []
    while position < bytes.count {
      skipSpace()
      guard position < bytes.count else { break }
      if bytes[position] == UInt8(ascii: ">") {
        position += 1
        return .open(name: name, attributes: attributes, isEmpty: false)
      }
      if starts("/>") {
        position += 2
        return .open(name: name, attributes: attributes, isEmpty: true)
      }
      let key = self.name()
      skipSpace()
      guard !key.isEmpty, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "=") else { break }
      position += 1
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'") else {
        break
      }
      let quote = bytes[position]
      let from = position + 1
      position = from
      while position < bytes.count, bytes[position] != quote { position += 1 }
      attributes.append(
        XMLAttribute(name: key, value: String(decoding: bytes[from..<position], as: UTF8.self)))
      position = min(bytes.count, position + 1)
    }
    isSound = false
    position = bytes.count
    return nil
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }

  private mutating func name() -> String {
    let from = position
    while position < bytes.count {
      let byte = bytes[position]
      let isNameByte =
        (0x30...0x3a).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        || byte == 0x2d || byte == 0x5f || byte == 0x2e || byte >= 0x80
      guard isNameByte else { break }
      position += 1
    }
    return String(decoding: bytes[from..<position], as: UTF8.self)
  }
}
