// The article's text with its blocks, as running UTF-8 with a blank line between blocks.

/// The readable text of a page and its layout.
struct ArticleText {
  var text: [UInt8] = []
  var blocks: [Block] = []

  private var pending: [UInt8] = []
  private var pendingLinked = 0
  private var kind = Block.Kind.paragraph
  private var needsBlank = false
  private var breaks = 0

  init() {}

  init(_ tree: PageTree, root: Int, dropped: [Bool]) {
    // Kinds of the open elements, with the index at which each ends.
    var open: [(end: Int, kind: Block.Kind, isPreformatted: Bool)] = []
    var boundaries: [Int] = []
    var linkEnd = 0
    var index = root
    while index < tree.nodes[root].end {
      while let last = boundaries.last, last <= index {
        boundaries.removeLast()
        while let top = open.last, top.end <= index { open.removeLast() }
        flush(next: open.last?.kind ?? .paragraph)
      }
      let node = tree.nodes[index]
      if dropped[index], index != root {
        index = max(index + 1, node.end)
        continue
      }
      switch node.tag {
      case .text:
        append(tree.text[node.text], linked: index < linkEnd, preformatted: open.last?.isPreformatted ?? false)
      case .lineBreak:
        breaks += 1
        if breaks > 1 { flush(next: kind) } else { needsBlank = true }
      case .anchor: linkEnd = max(linkEnd, node.end)
      default: break
      }
      if node.tag.breaksParagraph, node.tag != .text {
        let inner = Self.kind(of: node.tag, inside: open.last?.kind)
        flush(next: inner)
        open.append((node.end, inner, node.tag == .preformatted || open.last?.isPreformatted ?? false))
        boundaries.append(node.end)
      }
      index += 1
    }
    flush(next: .paragraph)
    dropDanglingHeadings()
  }

  private static func kind(of tag: Tag, inside outer: Block.Kind?) -> Block.Kind {
    switch tag {
    case .heading(1): return .title
    case .heading: return .heading
    case .listItem: return .listItem
    case .caption: return .caption
    case .paragraph, .block, .preformatted:
      // A paragraph inside a list item or caption is still one.
      return outer == .listItem || outer == .caption ? outer ?? .paragraph : .paragraph
    default: return .paragraph
    }
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>, linked: Bool, preformatted: Bool) {
    let start = pending.count
    for byte in bytes {
      if byte == 0x0a, preformatted {
        if pending.last == 0x0a { flush(next: kind) } else { pending.append(0x0a) }
        needsBlank = false
      } else if byte <= 0x20 {
        needsBlank = true
      } else {
        if needsBlank, !pending.isEmpty, pending.last != 0x0a { pending.append(0x20) }
        needsBlank = false
        breaks = 0
        pending.append(byte)
      }
    }
    if linked { pendingLinked += max(0, pending.count - start) }
  }

  /// Adds a paragraph.
  mutating func append(_ paragraph: ArraySlice<UInt8>, kind: Block.Kind) {
    if !text.isEmpty { text.append(contentsOf: [0x0a, 0x0a]) }
    let start = text.count
    text.append(contentsOf: paragraph)
    blocks.append(Block(kind: kind, span: ByteSpan(start, text.count)))
  }

  private mutating func flush(next: Block.Kind) {
    defer {
      pending.removeAll(keepingCapacity: true)
      pendingLinked = 0
      needsBlank = false
      breaks = 0
      kind = next
    }
    while let last = pending.last, last <= 0x20 { pending.removeLast() }
    guard hasWords(pending), !isLinkLine() else { return }
    if kind == .title, blocks.contains(where: { $0.kind == .title }) { kind = .heading }
    append(pending[...], kind: kind)
  }

  private func hasWords(_ bytes: [UInt8]) -> Bool {
    bytes.contains { $0 >= 0xc3 || $0 >= 0x30 && $0 <= 0x39 || ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7a }
  }

  /// A line that is little but links and ends in no full stop is navigation.
  private func isLinkLine() -> Bool {
    guard kind != .title, pendingLinked * 5 > pending.count * 4 else { return false }
    return pending.last != 0x2e || pending.count < 40
  }

  private mutating func dropDanglingHeadings() {
    while let last = blocks.last, last.kind == .heading || last.kind == .caption && blocks.count > 1 {
      blocks.removeLast()
      text.removeSubrange((blocks.last?.span.end ?? 0)...)
    }
  }
}
