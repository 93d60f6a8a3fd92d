/// A half-open range `[start, end)` of UTF-8 byte offsets into a document's text.
public struct ByteSpan: Sendable, Hashable, Comparable, Codable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  public var length: Int { end - start }
  public var isEmpty: Bool { end == start }
  public var range: Range<Int> { start..<end }

  public func contains(_ other: ByteSpan) -> Bool { start <= other.start && other.end <= end }
  public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
  public func overlaps(_ other: ByteSpan) -> Bool { start < other.end && other.start < end }

  /// The smallest span that holds both.
  public func union(_ other: ByteSpan) -> ByteSpan { ByteSpan(min(start, other.start), max(end, other.end)) }

  public static func < (a: ByteSpan, b: ByteSpan) -> Bool { (a.start, a.end) < (b.start, b.end) }
}
