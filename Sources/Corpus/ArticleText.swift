// The article's text with its blocks, as running UTF-8 with a blank line between blocks.

import ChronographBase

/// The readable text of a page and its layout.
struct ArticleText {
  var text: [UInt8] = []
  var blocks: [Block] = []

  /// Share of each block that is links, in per cent.
  private var linkShares: [Int] = []

  private var pending: [UInt8] = []
  private var pendingLinked = 0
  private var kind = Block.Kind.paragraph
  private var needsBlank = false
  private var breaks = 0

  init() {}

  /// - Parameter roots: elements that hold the article, none inside another.
  init(_ tree: PageTree, roots: [Int], dropped: [Bool]) {
    for root in roots { read(tree, root: root, dropped: dropped) }
    dropDanglingHeadings()
  }

  private mutating func read(_ tree: PageTree, root: Int, dropped: [Bool]) {
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
    linkShares.append(paragraph.isEmpty ? 0 : pendingLinked * 100 / paragraph.count)
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
      removeLast()
    }
  }

  private mutating func removeLast() {
    blocks.removeLast()
    linkShares.removeLast()
    text.removeSubrange((blocks.last?.span.end ?? 0)...)
  }

  /// Bytes of paragraphs of at least 40.
  var proseBytes: Int {
    blocks.reduce(0) { $0 + ($1.kind == .paragraph && $1.span.length >= 40 ? $1.span.length : 0) }
  }

  /// Whether most long paragraphs of another text stand in this one.
  func tells(_ other: ArticleText) -> Bool {
    let mine = Set(samples)
    let others = other.samples
    return others.isEmpty || others.count { mine.contains($0) } * 3 >= others.count
  }

  /// Hashes of the runs of five words of the text.
  private var samples: [UInt64] {
    var words: [UInt64] = []
    var word: [UInt8] = []
    for byte in text + [0x20] {
      if byte >= 0x80 || byte >= 0x30 && byte <= 0x39 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a {
        word.append(byte | 0x20)
      } else if !word.isEmpty {
        words.append(FNV1a.hash(word))
        word = []
      }
    }
    guard words.count > 5 else { return [] }
    return (0..<words.count - 4).map { start in
      words[start..<start + 5].reduce(UInt64(1)) { ($0 &* 1_099_511_628_211) ^ $1 }
    }
  }

  /// Cuts what stands behind the article inside its element: headings of page furniture ("Related articles") with
  /// the links below them, and blocks that are little but links.
  mutating func dropTail(_ patterns: LinePatterns) {
    while let last = blocks.indices.last, last > 2 {
      let block = blocks[last]
      let isFurniture = text.withUnsafeBufferPointer { patterns.match($0[block.span.range]) }
      let isLinks = linkShares[last] >= 60 && (block.kind == .heading || block.kind == .listItem || text.last != 0x2e)
      let isDangling = block.kind == .heading
      guard isLinks || isDangling || isFurniture && block.span.length < 30 else { return }
      removeLast()
    }
  }
}
