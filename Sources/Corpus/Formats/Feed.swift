// RSS 0.9x, 1.0 and 2.0 and Atom (RFC 4287) as records.

/// The items of a feed.
struct Feed {
  /// Title and language of the feed.
  private(set) var title: String?
  private(set) var language: String?
  private(set) var items: [JSONValue] = []

  private static let mostItems = 100_000

  /// Whether an XML text is a feed, by its root element.
  static func isFeed(_ bytes: [UInt8]) -> Bool {
    var scanner = XMLScanner(Array(bytes.prefix(8192)))
    while let event = scanner.next() {
      if case .start(let tag) = event { return ["rss", "RDF", "feed"].contains(tag.name) }
    }
    return false
  }

  /// - Parameter bytes: UTF-8.
  init(_ bytes: [UInt8]) {
    var scanner = XMLScanner(bytes)
    var members: [(key: [UInt8], value: JSONValue)]?
    var key: String?
    var text: [UInt8] = []
    /// Open elements below the field that is being read.
    var depth = 0
    while let event = scanner.next(), items.count < Self.mostItems {
      switch event {
      case .start(let tag):
        if key != nil {
          // Mark-up inside a field, as Atom's XHTML has it.
          text.append(contentsOf: "<\(tag.name)>".utf8)
          if !tag.isEmpty { depth += 1 }
          continue
        }
        if tag.name == "item" || tag.name == "entry" {
          members = []
          continue
        }
        if tag.name == "link", let address = scanner.attribute("href", of: tag) {
          let relation = scanner.attribute("rel", of: tag)
          if relation == nil || relation == "alternate" {
            members?.append((Array("link".utf8), .string(Array(address.utf8))))
          }
        }
        if !tag.isEmpty, members != nil || tag.name == "title" || tag.name == "language" {
          key = tag.prefix.isEmpty || tag.prefix == "atom" ? tag.name : tag.prefix + ":" + tag.name
          text = []
          depth = 0
        }
      case .text(let bytes):
        if key != nil { text.append(contentsOf: bytes) }
      case .end(let name):
        if depth > 0 {
          depth -= 1
          text.append(contentsOf: "</\(name)>".utf8)
        } else if let field = key {
          key = nil
          add(field, text, to: &members)
        } else if name == "item" || name == "entry", let fields = members {
          items.append(.object(fields))
          members = nil
        }
      }
    }
  }

  private mutating func add(
    _ field: String, _ text: [UInt8], to members: inout [(key: [UInt8], value: JSONValue)]?
  ) {
    if members != nil {
      // A link without text must not hide the one before it; pictures have titles of their own.
      guard text.contains(where: { $0 > 0x20 }), !field.hasPrefix("media:"), !field.hasPrefix("itunes:") else { return }
      members?.append((Array(field.utf8), .string(text)))
    } else if field == "title" {
      title = title ?? DocumentFields.field(String(decoding: text, as: UTF8.self))
    } else if field == "language" {
      language = language ?? DocumentFields.language(String(decoding: text, as: UTF8.self))
    }
  }
}
