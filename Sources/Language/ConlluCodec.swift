// CoNLL-U in and out: what `chronograph parse` reads and writes.

import Corpus

/// A line of CoNLL-U that cannot be read.
public struct ConlluError: Error, CustomStringConvertible, Sendable {
  /// Line number, counted from 1.
  public let line: Int
  public let message: String
  public var description: String { "line \(line): \(message)" }
}

/// Writes annotated documents as CoNLL-U and annotates CoNLL-U whose words and sentences are given.
public struct ConlluCodec: Sendable {
  private let annotator: Annotator
  /// Sentences that are analysed at once; bounds memory on long files.
  private static let batch = 256

  public init(annotator: Annotator) { self.annotator = annotator }

  // MARK: Given words

  /// Annotates CoNLL-U. Words, sentences, comments, multiword tokens and empty nodes stay as they are; the
  /// columns LEMMA to DEPREL and `NER=`, `Pred=`, `Args=` in MISC are set anew. A sentence with `Pred=` keeps these
  /// predicates, and the arguments of those that have `Args=`.
  /// - Throws: ``ConlluError`` when a line is neither comment nor ten columns.
  public func annotate(_ input: [UInt8], using workspace: inout Annotator.Workspace) throws -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(input.count * 2)
    var rows: [[Row]] = []
    var current: [Row] = []
    var hasWords = false
    var document: ArraySlice<UInt8> = []
    var number = 0
    var start = 0
    while start < input.count {
      number += 1
      var end = start
      while end < input.count, input[end] != 0x0a { end += 1 }
      var last = end
      if last > start, input[last - 1] == 0x0d { last -= 1 }
      let line = input[start..<last]
      start = end + 1
      if line.isEmpty || line.allSatisfy({ $0 == 0x20 }) {
        if hasWords {
          // Names are decided document by document.
          let own = documentName(current)
          if own != document || current.contains(where: \.startsDocument) { flush(&rows, &output, &workspace) }
          document = own
          rows.append(current)
          current = []
          hasWords = false
        }
        if rows.count >= ConlluCodec.batch { flush(&rows, &output, &workspace) }
        continue
      }
      let row = try Row(line, number)
      if case .word = row.kind { hasWords = true }
      current.append(row)
    }
    if !current.isEmpty { rows.append(current) }
    flush(&rows, &output, &workspace)
    return output
  }

  /// The name of a sentence's document: `sent_id` up to its last hyphen, as the treebanks number sentences.
  private func documentName(_ rows: [Row]) -> ArraySlice<UInt8> {
    for row in rows where row.kind == .comment {
      let line = row.columns[0]
      guard line.starts(with: Array("# sent_id".utf8)), let last = line.lastIndex(of: 0x2d) else { continue }
      return line[..<last]
    }
    return []
  }

  private func flush(_ batch: inout [[Row]], _ output: inout [UInt8], _ workspace: inout Annotator.Workspace) {
    var text: [UInt8] = []
    var sentences: [Sentence] = []
    workspace.raw.removeAll(keepingCapacity: true)
    for rows in batch {
      let first = workspace.raw.count
      let start = text.count
      for row in rows where row.kind == .word {
        let from = text.count
        text += row.columns[1]
        workspace.raw.append(RawToken(start: from, end: text.count, spaceAfter: row.spaceAfter))
        text.append(0x20)
      }
      guard workspace.raw.count > first else { continue }
      sentences.append(
        Sentence(
          span: ByteSpan(start, text.count), tokens: first..<workspace.raw.count, block: 0, kind: .paragraph))
    }
    let source = SourceDocument(id: "conllu", text: text)
    let document = StructuredDocument(
      source: source, blocks: [Block(kind: .paragraph, span: ByteSpan(0, text.count))])
    var given = GivenPredicates()
    for rows in batch { given.read(rows.lazy.filter { $0.kind == .word }.map { $0.columns[9] }) }
    var annotated = annotator.analyse(document, sentences, given: given.isEmpty ? nil : given, using: &workspace)
    given.complete(&annotated)
    let names = EntityLabels(annotated)
    var index = 0
    var sentence = 0
    for rows in batch {
      let hasWords = rows.contains { $0.kind == .word }
      let first = hasWords ? annotated.sentences[sentence].tokens.lowerBound : 0
      for row in rows {
        switch row.kind {
        case .comment: output += row.columns[0]
        case .other: join(row.columns, &output)
        case .word:
          write(annotated, index, first, id: row.columns[0], form: row.columns[1], deps: row.columns[8], &output)
          write(
            misc: row.columns[9], label: names.label(index), roles: ConlluCodec.roles(annotated, index, first), &output)
          index += 1
        }
        output.append(0x0a)
      }
      if hasWords { sentence += 1 }
      output.append(0x0a)
    }
    batch.removeAll(keepingCapacity: true)
  }

  private func join(_ columns: [ArraySlice<UInt8>], _ output: inout [UInt8]) {
    for (number, column) in columns.enumerated() {
      if number > 0 { output.append(0x09) }
      output += column
    }
  }

  /// What is written anew.
  private static let replaced = ["NER=", "Pred=", "Args="].map { Array($0.utf8) }

  /// Keeps what MISC had, apart from earlier names and roles.
  private func write(misc: ArraySlice<UInt8>, label: String?, roles: [String], _ output: inout [UInt8]) {
    var parts: [ArraySlice<UInt8>] = []
    if misc != [0x5f] {
      parts = misc.split(separator: 0x7c).filter { part in
        !ConlluCodec.replaced.contains { part.starts(with: $0) }
      }
    }
    if let label { parts.append(ArraySlice("NER=\(label)".utf8)) }
    for field in roles { parts.append(ArraySlice(field.utf8)) }
    if parts.isEmpty { output.append(0x5f) }
    for (number, part) in parts.enumerated() {
      if number > 0 { output.append(0x7c) }
      output += part
    }
  }

  /// `Pred=` and `Args=` of a predicate; heads count from 1 within the sentence that begins at `first`.
  private static func roles(_ document: AnnotatedDocument, _ index: Int, _ first: Int) -> [String] {
    guard let predicate = document.predicate(at: index) else { return [] }
    let arguments = predicate.arguments.map { "\($0.label.name):\($0.head - first + 1)" }.joined(separator: ",")
    return ["Pred=" + document.rolesetName(of: predicate)] + (arguments.isEmpty ? [] : ["Args=" + arguments])
  }

  private func write(
    _ document: AnnotatedDocument, _ index: Int, _ first: Int, id: some Sequence<UInt8>,
    form: some Sequence<UInt8>, deps: some Sequence<UInt8>, _ output: inout [UInt8]
  ) {
    let token = document.tokens[index]
    output += id
    output.append(0x09)
    output += form
    output.append(0x09)
    let lemma = document.lemma(of: index)
    output += (lemma.isEmpty ? "_" : lemma).utf8
    output.append(0x09)
    output += token.upos.name.utf8
    output.append(0x09)
    output += document.xpos(index).utf8
    output.append(0x09)
    output += token.features.conllu(token.upos).utf8
    output.append(0x09)
    output += String(token.head >= 0 ? Int(token.head) - first + 1 : 0).utf8
    output.append(0x09)
    output += (token.head >= 0 ? token.relation : .root).name.utf8
    output.append(0x09)
    output += deps
    output.append(0x09)
  }

  // MARK: Raw text

  /// Writes a document with `newdoc`, `newpar`, `sent_id`, `text` comments; MISC holds `SpaceAfter=No`, the byte
  /// offsets `start_char` and `end_char`, `NER=`, and `Pred=` and `Args=` of predicates.
  public func write(_ document: AnnotatedDocument) -> [UInt8] {
    var output: [UInt8] = []
    let names = EntityLabels(document)
    output += "# newdoc id = \(ConlluCodec.line(document.source.id))\n".utf8
    var block = -1
    for (number, sentence) in document.sentences.enumerated() {
      if sentence.block != block { output += "# newpar\n".utf8 }
      block = sentence.block
      output += "# sent_id = \(number + 1)\n# text = ".utf8
      output += ConlluCodec.line(document.source.string(sentence.span)).utf8
      output.append(0x0a)
      if sentence.kind != .paragraph { output += "# block = \(sentence.kind)\n".utf8 }
      if !sentence.isEnglish { output += "# lang = other\n".utf8 }
      let first = sentence.tokens.lowerBound
      for index in sentence.tokens {
        let token = document.tokens[index]
        let form = document.text[Int(token.start)..<Int(token.end)]
        write(document, index, first, id: String(index - first + 1).utf8, form: form, deps: [0x5f], &output)
        if !token.spaceAfter { output += "SpaceAfter=No|".utf8 }
        if let label = names.label(index) { output += "NER=\(label)|".utf8 }
        for field in ConlluCodec.roles(document, index, first) { output += "\(field)|".utf8 }
        output += "start_char=\(token.start)|end_char=\(token.end)\n".utf8
      }
      output.append(0x0a)
    }
    return output
  }

  /// Text on one line: control characters and runs of white space become one space.
  private static func line(_ text: String) -> String {
    text.unicodeScalars.split(whereSeparator: { $0.properties.isWhitespace || $0.value < 0x20 }).map { String($0) }
      .joined(separator: " ")
  }
}

/// `B-PER`, `I-PER` … by token.
private struct EntityLabels {
  private var labels: [Int: String] = [:]

  init(_ document: AnnotatedDocument) {
    for entity in document.entities {
      for index in entity.tokens {
        labels[index] = (index == entity.tokens.lowerBound ? "B-" : "I-") + entity.type.label
      }
    }
  }

  func label(_ index: Int) -> String? { labels[index] }
}

/// One line of a sentence.
private struct Row {
  enum Kind { case comment, word, other }
  var kind: Kind
  var columns: [ArraySlice<UInt8>]
  var spaceAfter = true

  var startsDocument: Bool { kind == .comment && columns[0].starts(with: Array("# newdoc".utf8)) }

  init(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if line.first == 0x23 {
      kind = .comment
      columns = [line]
      return
    }
    columns = line.split(separator: 0x09, omittingEmptySubsequences: false)
    guard columns.count == 10 else {
      throw ConlluError(line: number, message: "\(columns.count) columns instead of the 10 of CoNLL-U")
    }
    guard let digit = columns[0].first, digit &- 0x30 < 10 else {
      throw ConlluError(line: number, message: "the first column is no word number")
    }
    kind = columns[0].allSatisfy { $0 &- 0x30 < 10 } ? .word : .other
    spaceAfter = !columns[9].split(separator: 0x7c).contains { $0.elementsEqual("SpaceAfter=No".utf8) }
  }
}
