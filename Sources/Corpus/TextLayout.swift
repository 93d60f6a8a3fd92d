// The layout of a plain text or Markdown file.

/// Decides the kind of each group of lines.
struct TextLayout {
  let source: SourceDocument
  let text: UnsafeBufferPointer<UInt8>
  let patterns: LinePatterns
  let groups: [LineGroup]
  /// Whether paragraphs of this text end with a full stop, so that a line without one is no paragraph.
  let endsSentences: Bool

  init(source: SourceDocument, text: UnsafeBufferPointer<UInt8>, patterns: LinePatterns) {
    self.source = source
    self.text = text
    self.patterns = patterns
    var lines = TextLine.lines(of: text)
    if let matter = FrontMatter(source.text) { lines.removeAll { $0.span.start < matter.span.end } }
    groups = LineGroup.groups(of: lines, text: text)
    let long = groups.filter { $0.words >= 12 }
    endsSentences = long.filter { $0.ending != .open && $0.ending != .comma }.count * 10 >= long.count * 7
  }

  func blocks() -> [Block] {
    var blocks: [Block] = []
    if let matter = FrontMatter(source.text) { blocks.append(Block(kind: .boilerplate, span: matter.span)) }
    var state = State()
    var index = 0
    while index < groups.count {
      index += append(groupAt: index, to: &blocks, state: &state)
    }
    return blocks
  }

  private struct State {
    /// Index of the block that leads the list in which the reader is.
    var lead: Int?
    var inList = false
    /// The last block was a lone marker.
    var afterMarker = false
    var seenProse = false
    var seenTitle = false
    var inFence = false
    /// End of a run of list items without markers.
    var plainItemsUntil = 0
  }

  /// Appends the block of one group and says how many groups it took.
  private func append(groupAt index: Int, to blocks: inout [Block], state: inout State) -> Int {
    let group = groups[index]
    if isFence(group) || state.inFence {
      if isFence(group) { state.inFence.toggle() }
      blocks.append(Block(kind: .boilerplate, span: group.span))
      return 1
    }
    if ListMark.isLone(text, in: group.span) {
      enterList(blocks, &state)
      blocks.append(Block(kind: .listMarker, span: group.span))
      state.afterMarker = true
      return 1
    }
    if isRule(group) {
      blocks.append(Block(kind: .boilerplate, span: group.span))
      return 1
    }
    if state.afterMarker {
      state.afterMarker = false
      blocks.append(Block(kind: .listItem, span: group.span, lead: state.lead))
      return 1
    }
    if let mark = inlineMark(index, state) {
      enterList(blocks, &state)
      blocks.append(Block(kind: .listMarker, span: ByteSpan(group.span.start, group.span.start + mark)))
      blocks.append(Block(kind: .listItem, span: trimmedStart(group.span, mark), lead: state.lead))
      return 1
    }
    let hashes = ListMark.headingLength(text, in: group.span)
    if hashes > 0 {
      let kind: Block.Kind = hashes == 1 && !state.seenTitle && !state.seenProse ? .title : .heading
      state = leaveList(state)
      state.seenTitle = true
      blocks.append(Block(kind: kind, span: trimmedStart(group.span, hashes)))
      return 1
    }
    if patterns.match(text[group.span.range]) {
      state = leaveList(state)
      blocks.append(Block(kind: .boilerplate, span: group.span))
      return 1
    }
    if index < state.plainItemsUntil {
      blocks.append(Block(kind: .listItem, span: group.span, lead: state.lead))
      return 1
    }
    state = leaveList(state)
    if isHeading(index, seenProse: state.seenProse) {
      let isTitle = !state.seenTitle && !state.seenProse
      state.seenTitle = true
      blocks.append(Block(kind: isTitle ? .title : .heading, span: group.span))
      // A Markdown underline makes the heading and says nothing itself.
      return 1
    }
    blocks.append(Block(kind: .paragraph, span: group.span))
    state.seenProse = true
    let items = plainItems(after: index)
    if items > 0 {
      state.lead = blocks.count - 1
      state.plainItemsUntil = index + 1 + items
    }
    return 1
  }

  private func enterList(_ blocks: [Block], _ state: inout State) {
    guard !state.inList else { return }
    state.inList = true
    state.lead = nil
    if let last = blocks.indices.last, blocks[last].kind == .paragraph {
      let end = blocks[last].span.end
      // A full stop ends the lead; then the list stands for itself.
      if text[end - 1] != 0x2e { state.lead = last }
    }
  }

  private func leaveList(_ state: State) -> State {
    var state = state
    state.inList = false
    state.lead = nil
    return state
  }

  /// The span behind a mark and the blanks that follow it.
  private func trimmedStart(_ span: ByteSpan, _ mark: Int) -> ByteSpan {
    var start = span.start + mark
    while start < span.end {
      let blank = TextLine.blankLength(text, at: start)
      if blank == 0 { break }
      start += blank
    }
    return ByteSpan(start, span.end)
  }

  /// Length of a list mark at the start of a group. A number needs a neighbour that has one as well, a dash must
  /// not be the start of a quotation in prose.
  private func inlineMark(_ index: Int, _ state: State) -> Int? {
    let group = groups[index]
    guard let mark = ListMark.length(text, in: group.span), mark < group.span.length else { return nil }
    let byte = text[group.span.start]
    if byte == 0x2d || byte == 0x2a || byte == 0x2b || byte == 0xc2 || byte == 0xe2 { return mark }
    let before = index > 0 && ListMark.length(text, in: groups[index - 1].span) != nil
    let after = index + 1 < groups.count && ListMark.length(text, in: groups[index + 1].span) != nil
    return before || after || state.inList ? mark : nil
  }

  /// A line of dashes, stars, equals signs or underscores, or with no letter and no digit at all.
  private func isRule(_ group: LineGroup) -> Bool {
    guard group.words == 0 else { return false }
    return !text[group.span.range].contains { $0 >= 0xc3 && $0 != 0xe2 }
  }

  private func isFence(_ group: LineGroup) -> Bool {
    group.span.length >= 3 && text[group.span.start..<group.span.start + 3].allSatisfy { $0 == 0x60 }
      && group.words <= 1
  }
}
