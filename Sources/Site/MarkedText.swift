// Words of an article with some of them marked: escaped text with inline elements between.

import Corpus

/// A marked stretch of a text; `open` and `close` are markup of our own.
struct Mark {
  var span: ByteSpan
  var open: String
  var close: String
}

enum MarkedText {
  /// A span of a document with marks as HTML.
  ///
  /// - Parameters:
  ///   - marks: in any order; where two overlap the earlier one counts, and parts outside `span` are ignored.
  ///   - limit: bytes shown at most; a longer span is cut around its first mark.
  static func html(_ source: SourceDocument, _ span: ByteSpan, marks: [Mark], limit: Int = .max) -> String {
    let inside = marks.filter { span.contains($0.span) && !$0.span.isEmpty }.sorted { $0.span < $1.span }
    var shown = span
    if span.length > limit {
      let centre = inside.first?.span.start ?? span.start
      let start = centre - span.start <= limit * 2 / 3 ? span.start : boundary(centre - limit / 3, source)
      shown = ByteSpan(start, boundary(min(span.end, start + limit), source))
    }
    var html = shown.start > span.start ? "… " : ""
    var at = shown.start
    for mark in inside where mark.span.start >= at && mark.span.end <= shown.end {
      html += SafeText.escape(source.string(ByteSpan(at, mark.span.start)))
      html += mark.open + SafeText.escape(source.string(mark.span)) + mark.close
      at = mark.span.end
    }
    html += SafeText.escape(source.string(ByteSpan(at, shown.end)))
    return shown.end < span.end ? html + " …" : html
  }

  /// The start of the UTF-8 sequence at or before an offset.
  private static func boundary(_ offset: Int, _ source: SourceDocument) -> Int {
    var at = max(0, min(offset, source.text.count))
    while at > 0, at < source.text.count, source.text[at] & 0xc0 == 0x80 { at -= 1 }
    return at
  }
}
