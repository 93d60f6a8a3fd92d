// The packed form of knowledge nodes: "CGK1", a table of strings, then the nodes in reading order, all
// numbers as LEB128. Made for fast start: 500 kB of YAML decode in a few milliseconds.

enum KnowledgeCoder {
  private static let magic: [UInt8] = Array("CGK1".utf8)

  static func encode(_ root: KnowledgeNode) -> [UInt8] {
    var writer = Writer()
    writer.node(root)
    var bytes = magic
    append(writer.strings.count, to: &bytes)
    for string in writer.strings {
      append(string.utf8.count, to: &bytes)
      bytes.append(contentsOf: string.utf8)
    }
    return bytes + writer.bytes
  }

  static func decode(_ bytes: UnsafeRawBufferPointer, name: String) throws(KnowledgeError) -> KnowledgeValue {
    guard bytes.count > 4, bytes[0..<4].elementsEqual(magic) else {
      throw KnowledgeError(file: name, line: 1, message: "the packed knowledge is missing or of another version")
    }
    var reader = Reader(bytes: bytes, position: 4, name: name)
    let count = try reader.count()
    reader.strings.reserveCapacity(count)
    for _ in 0..<count { reader.strings.append(try reader.string()) }
    return KnowledgeValue(file: name, node: try reader.node(depth: 0))
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = UInt(bitPattern: number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private struct Writer {
    var bytes: [UInt8] = []
    var strings: [String] = []
    /// Keyed by bytes: Swift compares strings by canonical equivalence, files must not.
    private var index: [[UInt8]: Int] = [:]

    mutating func string(_ text: String) {
      let key = Array(text.utf8)
      let number = index[key] ?? strings.count
      if number == strings.count {
        index[key] = number
        strings.append(text)
      }
      KnowledgeCoder.append(number, to: &bytes)
    }

    mutating func node(_ node: KnowledgeNode) {
      KnowledgeCoder.append(node.line, to: &bytes)
      switch node.content {
      case .scalar(let text):
        bytes.append(0)
        string(text)
      case .sequence(let nodes):
        bytes.append(1)
        KnowledgeCoder.append(nodes.count, to: &bytes)
        for child in nodes { self.node(child) }
      case .mapping(let entries):
        bytes.append(2)
        KnowledgeCoder.append(entries.count, to: &bytes)
        for entry in entries {
          KnowledgeCoder.append(entry.line, to: &bytes)
          string(entry.key)
          self.node(entry.value)
        }
      }
    }
  }

  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    var position: Int
    let name: String
    var strings: [String] = []

    init(bytes: UnsafeRawBufferPointer, position: Int, name: String) {
      self.bytes = bytes
      self.position = position
      self.name = name
    }

    func broken() -> KnowledgeError {
      KnowledgeError(file: name, line: 1, message: "the packed knowledge is damaged at byte \(position)")
    }

    mutating func byte() throws(KnowledgeError) -> UInt8 {
      guard position < bytes.count else { throw broken() }
      defer { position += 1 }
      return bytes[position]
    }

    mutating func number() throws(KnowledgeError) -> Int {
      var result: UInt = 0
      var shift: UInt = 0
      while true {
        let byte = try byte()
        result |= UInt(byte & 0x7f) << shift
        if byte < 0x80 { break }
        shift += 7
        guard shift < 63 else { throw broken() }
      }
      return Int(bitPattern: result)
    }

    /// A number of items that follow; each takes at least a byte, so more than what is left is damage.
    mutating func count() throws(KnowledgeError) -> Int {
      let count = try number()
      guard count >= 0, count <= bytes.count - position else { throw broken() }
      return count
    }

    mutating func string() throws(KnowledgeError) -> String {
      let length = try count()
      defer { position += length }
      return String(decoding: bytes[position..<position + length], as: UTF8.self)
    }

    mutating func reference() throws(KnowledgeError) -> String {
      let number = try number()
      guard strings.indices.contains(number) else { throw broken() }
      return strings[number]
    }

    mutating func node(depth: Int) throws(KnowledgeError) -> KnowledgeNode {
      guard depth < 64 else { throw broken() }
      let line = try number()
      switch try byte() {
      case 0:
        return KnowledgeNode(.scalar(try reference()), line: line)
      case 1:
        var nodes: [KnowledgeNode] = []
        let count = try count()
        nodes.reserveCapacity(count)
        for _ in 0..<count { nodes.append(try node(depth: depth + 1)) }
        return KnowledgeNode(.sequence(nodes), line: line)
      case 2:
        var entries: [KnowledgeEntry] = []
        let count = try count()
        entries.reserveCapacity(count)
        for _ in 0..<count {
          let line = try number()
          let key = try reference()
          entries.append(KnowledgeEntry(key: key, line: line, value: try node(depth: depth + 1)))
        }
        return KnowledgeNode(.mapping(entries), line: line)
      default:
        throw broken()
      }
    }
  }
}
