// Headings and lists that no mark shows.

extension TextLayout {
  /// Longest heading and longest headline in words.
  private static let longestHeading = 18
  private static let longestHeadline = 30

  /// Whether a group is a headline or section heading: short, without a full stop, and followed by prose.
  func isHeading(_ index: Int, seenProse: Bool) -> Bool {
    let group = groups[index]
    let isHeadline = !seenProse
    guard group.lines <= 3, group.words > 0, group.words <= (isHeadline ? Self.longestHeadline : Self.longestHeading),
      group.span.length <= (isHeadline ? 300 : 160), !group.startsLower, group.longWords > 0 || group.isAllCapitals
    else { return false }
    if let title = source.title, isHeadline, equals(title, group.span) { return true }
    if Dateline.find(text, in: group.span) != nil { return false }
    guard let next = nextProse(after: index) else { return false }
    switch group.ending {
    case .sentence, .comma, .colon: return false
    case .question: return group.isTitleCase && group.words <= Self.longestHeading && !startsWithQuote(group)
    case .open: break
    }
    if group.isTitleCase || group.isAllCapitals { return true }
    // In sentence case only the missing full stop tells, so the text must set full stops elsewhere.
    guard endsSentences, groups[next].words > group.words || groups[next].ending == .sentence else { return false }
    return isHeadline || group.words <= 12
  }

  /// The next group that is a sentence, or leads a list; other headings and short lines may stand before it.
  private func nextProse(after index: Int) -> Int? {
    for next in groups.indices[(index + 1)...].prefix(4) {
      let group = groups[next]
      if group.isSentence || group.ending == .colon || group.words >= 12 { return next }
      if ListMark.length(text, in: group.span) != nil { return next }
    }
    return nil
  }

  private func startsWithQuote(_ group: LineGroup) -> Bool {
    text[group.span.start] == 0x22
      || text[group.span.range].starts(with: [0xe2, 0x80, 0x9c])
  }

  private func equals(_ title: String, _ span: ByteSpan) -> Bool {
    var title = title
    return title.withUTF8 { $0.elementsEqual(text[span.range]) }
  }

  /// How many of the groups after a lead (`… include:`) are its items: short lines without a full stop, at
  /// least two of them, none of them a heading by what follows.
  func plainItems(after index: Int) -> Int {
    guard groups[index].ending == .colon, index + 1 < groups.count else { return 0 }
    var count = 0
    for group in groups[(index + 1)...].prefix(200) {
      guard group.words <= 25, group.ending == .open || group.ending == .comma, group.words > 0,
        ListMark.length(text, in: group.span) == nil
      else { break }
      count += 1
    }
    guard count >= 2 else { return 0 }
    // The last short line before prose, after a gap or in title case among others, is the next heading.
    let last = index + count
    if last + 1 < groups.count, groups[last].isTitleCase, !groups[last - 1].isTitleCase || groups[last].afterGap {
      count -= 1
    }
    return count >= 2 ? count : 0
  }
}
