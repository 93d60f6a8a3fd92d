// Finds the stretches of text that are time expressions: runs of words that the grammar knows, the best
// constituents of each run. Says nothing yet of which date they mean.

import Corpus
import Language

/// A recognised expression before it is anchored.
struct TimeCandidate: Sendable {
  var start: Int
  var end: Int
  var tokens: Range<Int>
  var sentence: Int
  var kind: Timex.Kind
  var meaning: TimeMeaning
  var mod: String?
  /// Index into the rules.
  var rule: Int
}

struct TimeRecogniser {
  /// Longer runs are cut; no time expression has so many words.
  static let runLimit = 48

  private let grammar: TimeGrammar
  private let words: TenseWords
  private let emitted: [GrammarSymbol: Timex.Kind?]
  private var chart: TimeChart
  private var atoms: [TimeAtom] = []
  private(set) var candidates: [TimeCandidate] = []

  init(grammar: TimeGrammar, words: TenseWords) {
    self.grammar = grammar
    self.words = words
    chart = TimeChart(grammar: grammar)
    var emitted: [GrammarSymbol: Timex.Kind?] = [:]
    for (name, kind) in TimeGrammar.emitted {
      if let symbol = grammar.symbols[name] { emitted[symbol] = .some(kind) }
    }
    self.emitted = emitted
  }

  /// Finds the candidates of every sentence, in text order.
  mutating func find(in document: AnnotatedDocument) {
    document.source.text.withUnsafeBufferPointer { text in
      let lexer = TimeLexer(grammar: grammar, text: text)
      for (number, sentence) in document.sentences.enumerated() where sentence.isEnglish {
        var core = false
        var last = -1
        atoms.removeAll(keepingCapacity: true)
        for index in sentence.tokens {
          let token = document.tokens[index]
          // Two tokens over the same bytes (a split contraction) are one atom.
          if Int(token.start) < last { continue }
          let known = lexer.append(token, index: index, to: &atoms, core: &core)
          last = Int(token.end)
          if !known || atoms.count >= TimeRecogniser.runLimit {
            if core { finish(number, document) }
            atoms.removeAll(keepingCapacity: true)
            core = false
          }
        }
        if core { finish(number, document) }
      }
    }
    candidates.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  /// Parses the collected run and keeps the best constituents that do not overlap: longest extent first.
  private mutating func finish(_ sentence: Int, _ document: AnnotatedDocument) {
    chart.parse(atoms[...])
    var found: [TimeEdge] = []
    for position in 0..<atoms.count {
      for edge in chart.edges[position] where edge.rule >= 0 {
        guard emitted[edge.symbol] != nil, grammar.rules[Int(edge.rule)].emits else { continue }
        let rule = grammar.rules[Int(edge.rule)]
        if rule.standsAlone, modifies(edge, document) { continue }
        if rule.isFinal, opensPhrase(edge, document) { continue }
        if rule.isFragile, isAmbiguousAlone(edge, document) { continue }
        if isTitle(edge, sentence, document) { continue }
        if rule.isBare, counts(edge, document) { continue }
        if rule.isRate, !followsAmount(edge, document) { continue }
        found.append(edge)
      }
    }
    guard !found.isEmpty else { return }
    let order = found.indices.sorted { a, b in
      let (x, y) = (found[a], found[b])
      let (lengthX, lengthY) = (x.extentEnd - x.extentStart, y.extentEnd - y.extentStart)
      if lengthX != lengthY { return lengthX > lengthY }
      let (priorityX, priorityY) = (grammar.rules[Int(x.rule)].priority, grammar.rules[Int(y.rule)].priority)
      if priorityX != priorityY { return priorityX > priorityY }
      if x.extentStart != y.extentStart { return x.extentStart < y.extentStart }
      return a < b
    }
    var taken = [Bool](repeating: false, count: atoms.count)
    for index in order {
      let edge = found[index]
      let extent = Int(edge.extentStart)..<Int(edge.extentEnd)
      guard !extent.isEmpty, !extent.contains(where: { taken[$0] }) else { continue }
      for atom in extent { taken[atom] = true }
      emit(edge, sentence)
    }
  }

  /// Whether a lone word that is also a verb or name ("March", "May") lacks a preposition that makes it a month.
  private func isAmbiguousAlone(_ edge: TimeEdge, _ document: AnnotatedDocument) -> Bool {
    let atom = atoms[Int(edge.extentStart)]
    guard edge.extentEnd - edge.extentStart == 1, atom.readings.contains(where: \.needsCapital) else { return false }
    let before = Int(atom.token) - 1
    guard before >= 0, document.tokens[before].sentence == document.tokens[before + 1].sentence else { return true }
    // "At August House", but "in May Prime Minister Rao".
    if words.places.contains(document.tokens[before].form), before + 2 < document.tokens.count,
      document.tokens[before + 2].upos == .propn, Int(document.tokens[before + 1].head) == before + 2
    {
      return true
    }
    switch document.tokens[before].upos {
    case .adp, .cconj, .sconj, .part: return false
    case .det:
      // "The March accession", but "the March of the Living".
      let next = before + 2
      guard next < document.tokens.count, document.tokens[next].sentence == document.tokens[before].sentence else {
        return true
      }
      return document.tokens[next].upos != .noun
    default: return true
    }
  }

  /// Whether an expression is the name of something in prose: its unit has a capital ("on ABC's “This Week”").
  private func isTitle(_ edge: TimeEdge, _ sentence: Int, _ document: AnnotatedDocument) -> Bool {
    guard edge.extentEnd - edge.extentStart >= 2, document.sentences[sentence].isProse,
      let unit = grammar.symbols["UNIT"], let units = grammar.symbols["UNITS"]
    else { return false }
    let last = atoms[Int(edge.extentEnd) - 1]
    guard last.isCapitalised, last.readings.contains(where: { $0.symbol == unit || $0.symbol == units }) else {
      return false
    }
    return !grammar.rules[Int(edge.rule)].name.contains("feast")
  }

  /// Whether a lone number that could be a year counts something ("deployed 1850 officers", "the 2015 who fled").
  private func counts(_ edge: TimeEdge, _ document: AnnotatedDocument) -> Bool {
    guard edge.extentEnd - edge.extentStart == 1 else { return false }
    let index = Int(atoms[Int(edge.extentStart)].token)
    let tokens = document.tokens
    guard tokens.indices.contains(index), tokens[index].upos == .num else { return false }
    let sentence = tokens[index].sentence
    let before = index > 0 && tokens[index - 1].sentence == sentence ? tokens[index - 1] : nil
    let next = index + 1 < tokens.count && tokens[index + 1].sentence == sentence ? tokens[index + 1] : nil
    let isCounted = before.map { words.approximators.contains($0.form) } ?? false
    if let next, next.upos == .pron, next.features.contains(.relative), before?.upos == .det { return true }
    if tokens[index].relation == .nummod, let head = document.head(index), head > index, head <= index + 4 {
      // "The 2015 elections", "2015 elections", but "some 1975 homes", "2015 homes".
      if isCounted { return true }
      guard tokens[head].upos == .noun, tokens[head].features.contains(.plural) else { return false }
      // "The 1975 accord", "in 2015 polls", "early 2015 sales": a year.
      let isYear =
        switch before?.upos {
        case .det, .adp, .sconj, .adj, .propn, .part: true
        default: document.child(head, .det, .nmodPoss) != nil
        }
      return !isYear && !words.bearsTime(head, in: document)
        && !(index + 1..<head).contains { tokens[$0].upos == .propn }
    }
    switch tokens[index].relation {
    case .nsubj, .nsubjPass, .obj:
      guard isCounted, let head = document.head(index) else { return false }
      return !words.timeVerbs.contains(tokens[head].lemma)
    default: return false
    }
  }

  /// Whether a noun or number stands right before an expression ("$500 million a year").
  private func followsAmount(_ edge: TimeEdge, _ document: AnnotatedDocument) -> Bool {
    let first = Int(atoms[Int(edge.extentStart)].token)
    guard first > 0, document.tokens[first - 1].sentence == document.tokens[first].sentence else { return false }
    switch document.tokens[first - 1].upos {
    case .noun, .num, .sym: return true
    default: return false
    }
  }

  /// Whether the word behind an expression is a noun or adjective that it modifies.
  private func modifies(_ edge: TimeEdge, _ document: AnnotatedDocument) -> Bool {
    let next = Int(atoms[Int(edge.extentEnd) - 1].token) + 1
    guard next < document.tokens.count, document.tokens[next].sentence == document.tokens[next - 1].sentence else {
      return false
    }
    switch document.tokens[next].upos {
    case .noun, .propn, .adj: return true
    default: return false
    }
  }

  /// Whether a noun phrase or clause begins right behind an expression: "before" is then its preposition.
  private func opensPhrase(_ edge: TimeEdge, _ document: AnnotatedDocument) -> Bool {
    let next = Int(atoms[Int(edge.extentEnd) - 1].token) + 1
    guard next < document.tokens.count, document.tokens[next].sentence == document.tokens[next - 1].sentence else {
      return false
    }
    switch document.tokens[next].upos {
    case .noun, .propn, .adj, .det, .pron, .num, .verb: return true
    default: return false
    }
  }

  private mutating func emit(_ edge: TimeEdge, _ sentence: Int) {
    let rule = grammar.rules[Int(edge.rule)]
    guard let kind = rule.kind ?? emitted[edge.symbol].flatMap({ $0 }) else { return }
    guard !rule.parts.isEmpty, !edge.meaning.isImpossible else {
      add(Int(edge.extentStart)..<Int(edge.extentEnd), edge.meaning, kind, edge, sentence)
      return
    }
    // The meanings of the parts are computed from the same children; they were kept with the edge.
    for (index, part) in rule.parts.enumerated() {
      let covered = edge.elements[
        min(part.elements.lowerBound, edge.elements.count) - 1...min(part.elements.upperBound, edge.elements.count) - 1
      ].filter { !$0.isEmpty }
      guard let first = covered.first, let last = covered.last, index < edge.parts.count else { continue }
      add(Int(first.lowerBound)..<Int(last.upperBound), edge.parts[index], kind, edge, sentence)
    }
  }

  private mutating func add(
    _ extent: Range<Int>, _ meaning: TimeMeaning, _ kind: Timex.Kind, _ edge: TimeEdge, _ sentence: Int
  ) {
    guard let first = extent.first, extent.upperBound <= atoms.count else { return }
    let last = extent.upperBound - 1
    candidates.append(
      TimeCandidate(
        start: Int(atoms[first].start), end: Int(atoms[last].end),
        tokens: Int(atoms[first].token)..<Int(atoms[last].token) + 1, sentence: sentence, kind: kind,
        meaning: meaning, mod: edge.mod, rule: Int(edge.rule)))
  }
}
