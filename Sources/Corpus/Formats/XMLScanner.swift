// XML as a stream of tags and texts, for formats whose parts are known: feeds, office files, books. No document type is
// read, so there are no entities but the five and the numeric ones; linear in the bytes, any bytes give events.

struct XMLScanner {
  struct Tag {
    /// Local name as written, without its prefix.
    var name: String
    /// Prefix as written; empty without one.
    var prefix: String
    var isEmpty: Bool
    fileprivate var raw: Range<Int>
  }

  enum Event {
    case start(Tag)
    case end(String)
    case text([UInt8])
  }

  private let bytes: [UInt8]
  private(set) var position = 0

  /// - Parameter bytes: UTF-8.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next event, or nil at the end.
  mutating func next() -> Event? {
    while position < bytes.count {
      guard bytes[position] == 0x3c else { return text() }
      if starts("<![CDATA[") {
        let start = position + 9
        let end = find("]]>", from: start)
        position = min(bytes.count, end + 3)
        return .text(Array(bytes[start..<max(start, end)]))
      }
      if starts("<!--") {
        position = min(bytes.count, find("-->", from: position + 4) + 3)
      } else if starts("<?") {
        position = min(bytes.count, find("?>", from: position + 2) + 2)
      } else if starts("<!") {
        declaration()
      } else if let event = tag() {
        return event
      }
    }
    return nil
  }

  private func starts(_ word: StaticString) -> Bool {
    word.withUTF8Buffer {
      position + $0.count <= bytes.count && bytes[position..<position + $0.count].elementsEqual($0)
    }
  }

  private func find(_ word: StaticString, from start: Int) -> Int {
    word.withUTF8Buffer { PageKnowledge.find(Array($0), in: bytes, from: min(start, bytes.count)) } ?? bytes.count
  }

  private mutating func declaration() {
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x5b { depth += 1 }
      if byte == 0x5d { depth -= 1 }
      if byte == 0x3e, depth <= 0 { return }
    }
  }

  private mutating func text() -> Event {
    let start = position
    while position < bytes.count, bytes[position] != 0x3c { position += 1 }
    return .text(CharacterReferences.decoded(bytes[start..<position]))
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte >= 0x30 && byte <= 0x39 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a || byte == 0x5f
      || byte == 0x2d || byte == 0x2e || byte == 0x3a
  }

  private mutating func tag() -> Event? {
    position += 1
    let isEnd = position < bytes.count && bytes[position] == 0x2f
    if isEnd { position += 1 }
    let nameStart = position
    while position < bytes.count, Self.isNameByte(bytes[position]) { position += 1 }
    let name = bytes[nameStart..<position]
    guard !name.isEmpty else { return .text([0x3c]) }
    let attributes = position
    var quote: UInt8 = 0
    while position < bytes.count {
      let byte = bytes[position]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3e {
        break
      }
      position += 1
    }
    let isEmpty = position > attributes && bytes[position - 1] == 0x2f
    let raw = attributes..<max(attributes, position - (isEmpty ? 1 : 0))
    position = min(bytes.count, position + 1)
    let colon = name.firstIndex(of: 0x3a)
    let local = String(decoding: colon.map { name[($0 + 1)...] } ?? name, as: UTF8.self)
    if isEnd { return .end(local) }
    let prefix = colon.map { String(decoding: name[..<$0], as: UTF8.self) } ?? ""
    return .start(Tag(name: local, prefix: prefix, isEmpty: isEmpty, raw: raw))
  }

  /// The value of an attribute by its local name.
  func attribute(_ wanted: String, of tag: Tag) -> String? {
    var index = tag.raw.lowerBound
    while index < tag.raw.upperBound {
      while index < tag.raw.upperBound, !Self.isNameByte(bytes[index]) { index += 1 }
      let start = index
      while index < tag.raw.upperBound, Self.isNameByte(bytes[index]) { index += 1 }
      let name = bytes[start..<index]
      let local = name.lastIndex(of: 0x3a).map { name[($0 + 1)...] } ?? name
      while index < tag.raw.upperBound, bytes[index] <= 0x20 { index += 1 }
      guard index < tag.raw.upperBound, bytes[index] == 0x3d else { continue }
      index += 1
      while index < tag.raw.upperBound, bytes[index] <= 0x20 { index += 1 }
      guard index < tag.raw.upperBound, bytes[index] == 0x22 || bytes[index] == 0x27 else { continue }
      let quote = bytes[index]
      let valueStart = index + 1
      index = valueStart
      while index < tag.raw.upperBound, bytes[index] != quote { index += 1 }
      if local.elementsEqual(wanted.utf8) {
        return String(decoding: CharacterReferences.decoded(bytes[valueStart..<index]), as: UTF8.self)
      }
      index += 1
    }
    return nil
  }
}
