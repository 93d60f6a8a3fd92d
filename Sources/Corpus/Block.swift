// The layout of a document: which bytes are headings, paragraphs, list items or page furniture.

/// One block of the text. Blocks stand in text order and do not overlap; white space lies between them.
public struct Block: Sendable, Equatable, Codable {
  public enum Kind: UInt8, Sendable, Codable {
    /// The headline inside the text.
    case title
    case heading
    case paragraph
    case listItem
    /// A lone bullet such as `-` on a line of its own.
    case listMarker
    case caption
    /// Page furniture, front matter, by-lines, "Go To Main Page".
    case boilerplate
  }

  public var kind: Kind
  public var span: ByteSpan
  /// For a list item: index of the block whose last sentence leads the list, if one does.
  public var lead: Int?

  public init(kind: Kind, span: ByteSpan, lead: Int? = nil) {
    self.kind = kind
    self.span = span
    self.lead = lead
  }

  /// Whether sentences of this block may tell events.
  public var isProse: Bool { kind == .paragraph || kind == .listItem || kind == .caption }
}

/// A document with its layout.
public struct StructuredDocument: Sendable {
  public var source: SourceDocument
  public var blocks: [Block]
  /// The dateline such as `WASHINGTON — ` or `KYIV, May 20 (Reuters) - ` (the text before the dash, without the dash), or
  /// nil. With its dash it is a boilerplate block of its own.
  public var dateline: ByteSpan?
  /// A line near the head that is nothing but the date of publication (a boilerplate block), or nil.
  public var published: ByteSpan?

  /// Place, agency and day of the dateline.
  public var datelineParts: DatelineParts? { dateline.map { DatelineParts(source.string($0)) } }

  public init(
    source: SourceDocument, blocks: [Block], dateline: ByteSpan? = nil, published: ByteSpan? = nil
  ) {
    self.source = source
    self.blocks = blocks
    self.dateline = dateline
    self.published = published
  }
}
