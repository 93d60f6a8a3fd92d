// Compiles the knowledge files `words.yaml` and `rules.yaml` into a ``TimeGrammar``.

import Knowledge
import Language

extension TimeGrammar {
  init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    var compiler = GrammarCompiler()
    for file in knowledge.files where file.file.hasSuffix("words.yaml") {
      for value in try file.required("words").list() { try compiler.readWords(value) }
    }
    for file in knowledge.files where file.file.hasSuffix("rules.yaml") {
      for value in try file.required("rules").list() { try compiler.readRule(value) }
    }
    self = compiler.finish()
  }
}

private struct GrammarCompiler {
  var grammar = TimeGrammar()
  var entries: [WordKey: LexicalEntry] = [:]
  var order: [WordKey] = []
  /// Words in capitals that the lexer provides; other capitals must be the result of a rule or a word class.
  static let numberClasses = [
    "INT", "YEAR", "SHORTYEAR", "ORDINAL", "DECIMAL", "CLOCK", "DECADE", "ISODATE", "NUMDATE", "FRACTION",
  ]

  init() {
    let ids = Self.numberClasses.map { symbol($0) }
    grammar.numberSymbols = TimeGrammar.NumberSymbols(
      integer: ids[0], year: ids[1], shortYear: ids[2], ordinal: ids[3], decimal: ids[4], clock: ids[5],
      decade: ids[6], isoDate: ids[7], numericDate: ids[8], fraction: ids[9])
  }

  mutating func symbol(_ name: String) -> GrammarSymbol {
    if let known = grammar.symbols[name] { return known }
    let id = GrammarSymbol(grammar.symbols.count)
    grammar.symbols[name] = id
    grammar.byFirst.append([])
    return id
  }

  mutating func add(_ word: String, _ reading: LexicalEntry.Reading, core: Bool) {
    let key = WordKey(word)
    if entries[key] == nil { order.append(key) }
    var entry = entries[key, default: LexicalEntry()]
    if !entry.readings.contains(where: { $0.symbol == reading.symbol && $0.meaning == reading.meaning }) {
      entry.readings.append(reading)
    }
    entry.isCore = entry.isCore || core
    entries[key] = entry
  }

  // MARK: Words

  mutating func readWords(_ value: KnowledgeValue) throws(KnowledgeError) {
    try value.allow(["class", "kind", "words", "capital", "core", "note"])
    let name = try value.required("class").text()
    let kind = try value.required("kind").text()
    let core = try value["core"]?.flag() ?? false
    let capital = Set(try value["capital"]?.texts() ?? [])
    let id = symbol(name)
    for (key, words) in try value.required("words").entries() {
      let meaning = try meaning(kind: kind, key: key, words)
      for word in try words.texts() {
        let reading = LexicalEntry.Reading(symbol: id, meaning: meaning, needsCapital: capital.contains(word))
        add(word, reading, core: core)
      }
    }
  }

  func meaning(kind: String, key: String, _ value: KnowledgeValue) throws(KnowledgeError) -> TimeMeaning {
    switch kind {
    case "number":
      if key == "X" { return .number(TimeQuantity(nil)) }
      guard let number = Double(key) else { throw value.error("\"\(key)\" is no number") }
      return .number(TimeQuantity(number))
    case "recurrence":
      guard let what = Recurrence(code: key) else { throw value.error("\"\(key)\" is no code of a recurrence") }
      return .recurrence(what)
    case "unit":
      // "2week" stands for two weeks.
      let digits = key.prefix { $0.isNumber }
      guard let unit = CalendarUnit(String(key.dropFirst(digits.count))) else {
        throw value.error("\"\(key)\" is no calendar unit")
      }
      return .unit(unit, Int(digits) ?? 1)
    case "part": return .dayTime(.part(key))
    case "zone":
      guard let minutes = Int(key) else { throw value.error("a zone is a number of minutes") }
      return .zone(minutes)
    case "word": return .none
    default: throw value.error("unknown kind \"\(kind)\"; known: number, recurrence, unit, part, zone, word")
    }
  }

  // MARK: Rules

  mutating func readRule(_ value: KnowledgeValue) throws(KnowledgeError) {
    try value.allow([
      "rule", "pattern", "gives", "meaning", "kind", "mod", "role", "priority", "emits", "parts", "not-after",
      "not-before", "says", "examples", "note", "span", "narrative", "alone", "deictic", "rate", "fragile",
      "final", "compared", "bare", "edge",
    ])
    let name = try value.required("rule").text()
    let result = try value.required("gives").text()
    var kind = TimeGrammar.emitted.first { $0.name == result }?.kind
    let isEmitted = TimeGrammar.emitted.contains { $0.name == result }
    if let text = try value["kind"]?.text() {
      guard let named = Timex.Kind(rawValue: text) else { throw value.error("unknown kind \"\(text)\"") }
      kind = named
    }
    var role = Timex.Role.anchor
    if let text = try value["role"]?.text() {
      guard let named = Timex.Role(rawValue: text) else { throw value.error("unknown role \"\(text)\"") }
      role = named
    }
    var span: TimeRule.Span?
    if let text = try value["span"]?.text() {
      guard let named = TimeRule.Span(rawValue: text) else { throw value.error("span is past or future") }
      span = named
    }
    var edge: TimeRule.Edge?
    if let text = try value["edge"]?.text() {
      guard let named = TimeRule.Edge(rawValue: text) else {
        throw value.error("edge is early, mid, late, start or end")
      }
      edge = named
    }
    var parts: [TimeRule.Part] = []
    if let list = try value["parts"]?.list() {
      for part in list {
        try part.allow(["of", "meaning"])
        let bounds = try part.required("of").text().split(separator: "-").compactMap { Int($0) }
        guard let first = bounds.first, let last = bounds.last, first > 0, first <= last else {
          throw part.error("\"of\" is an element or a range of elements such as 2-4")
        }
        parts.append(
          TimeRule.Part(elements: first...last, meaning: try MeaningReader.read(try part.required("meaning"))))
      }
    }
    let meaning: MeaningExpression =
      if let text = value["meaning"] { try MeaningReader.read(text) } else { .argument(1) }
    let rule = TimeRule(
      name: name, says: try value["says"]?.text() ?? name, meaning: meaning, kind: kind,
      mod: try value["mod"]?.text(), span: span, role: role, priority: try value["priority"]?.integer() ?? 0,
      emits: try value["emits"]?.flag() ?? isEmitted, parts: parts,
      isDeictic: try value["deictic"]?.flag() ?? false,
      narrativeOnly: try value["narrative"]?.flag() ?? false, isFragile: try value["fragile"]?.flag() ?? false,
      isRate: try value["rate"]?.flag() ?? false,
      standsAlone: try value["alone"]?.flag() ?? false, isFinal: try value["final"]?.flag() ?? false,
      isCompared: try value["compared"]?.flag() ?? false, isBare: try value["bare"]?.flag() ?? false, edge: edge,
      notAfter: try value["not-after"]?.texts().map { WordKey($0) } ?? [],
      notBefore: try value["not-before"]?.texts().map { WordKey($0) } ?? [])
    grammar.rules.append(rule)
    for pattern in try value.required("pattern").list() {
      try addPattern(pattern, result: symbol(result))
    }
    if let examples = value["examples"] {
      for (text, expected) in try examples.entries() { try addExample(name, text, expected) }
    }
  }

  mutating func addExample(
    _ rule: String, _ marked: String, _ expected: KnowledgeValue
  ) throws(KnowledgeError) {
    var plain: [UInt8] = []
    var start: Int?
    var end: Int?
    for byte in marked.utf8 {
      if byte == 0x5b, start == nil {
        start = plain.count
      } else if byte == 0x5d, end == nil {
        end = plain.count
      } else {
        plain.append(byte)
      }
    }
    guard let start, let end, start < end else { throw expected.error("mark the expression with [ ]") }
    grammar.examples.append(
      TimeRuleExample(
        rule: rule, text: String(decoding: plain, as: UTF8.self), value: try expected.text(), extent: start..<end,
        position: "\(expected.file):\(expected.line)"))
  }

  mutating func addPattern(_ value: KnowledgeValue, result: GrammarSymbol) throws(KnowledgeError) {
    var elements: [(symbol: GrammarSymbol, isOptional: Bool)] = []
    var extentStart: Int?
    var extentEnd: Int?
    for part in try value.text().split(separator: " ") {
      var text = part
      if text.hasPrefix("["), text.count > 1 {
        extentStart = elements.count
        text = text.dropFirst()
      }
      var closes = false
      if text.hasSuffix("]"), text.count > 1 {
        closes = true
        text = text.dropLast()
      }
      var isOptional = false
      if text.hasSuffix("?"), text.count > 1 {
        isOptional = true
        text = text.dropLast()
      }
      elements.append((element(String(text)), isOptional))
      if closes { extentEnd = elements.count }
    }
    guard !elements.isEmpty, elements.count(where: \.isOptional) <= 6 else {
      throw value.error("a pattern has at least one element and at most six optional ones")
    }
    let extent = (extentStart ?? 0)..<(extentEnd ?? elements.count)
    expand(elements, extent, result)
  }

  /// A production for each choice of optional elements.
  mutating func expand(
    _ elements: [(symbol: GrammarSymbol, isOptional: Bool)], _ extent: Range<Int>, _ result: GrammarSymbol
  ) {
    let optional = elements.indices.filter { elements[$0].isOptional }
    for choice in 0..<(1 << optional.count) {
      var symbols: [GrammarSymbol] = []
      var places = [Int](repeating: -1, count: elements.count)
      for index in elements.indices {
        if let bit = optional.firstIndex(of: index), choice & (1 << bit) == 0 { continue }
        places[index] = symbols.count
        symbols.append(elements[index].symbol)
      }
      let covered = places[extent].filter { $0 >= 0 }
      guard let first = symbols.first, let from = covered.first, let to = covered.last else { continue }
      grammar.byFirst[Int(first)].append(Int32(grammar.productions.count))
      grammar.productions.append(
        TimeProduction(
          rule: grammar.rules.count - 1, result: result, symbols: symbols, elements: places, extent: from..<to + 1))
    }
  }

  /// The symbol of one element: a word, a category, or alternatives of them.
  mutating func element(_ text: String) -> GrammarSymbol {
    let alternatives = text.split(separator: "|").map(String.init)
    guard alternatives.count > 1 else { return single(text) }
    if let known = grammar.symbols[text] { return known }
    let id = symbol(text)
    for alternative in alternatives {
      if GrammarCompiler.isCategory(alternative) {
        let child = symbol(alternative)
        grammar.byFirst[Int(child)].append(Int32(grammar.productions.count))
        grammar.productions.append(
          TimeProduction(rule: -1, result: id, symbols: [child], elements: [0], extent: 0..<1))
      } else {
        add(alternative, LexicalEntry.Reading(symbol: id, meaning: .none), core: false)
      }
    }
    return id
  }

  mutating func single(_ text: String) -> GrammarSymbol {
    let id = symbol(text)
    if !GrammarCompiler.isCategory(text) {
      add(text, LexicalEntry.Reading(symbol: id, meaning: .none), core: false)
    }
    return id
  }

  static func isCategory(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return first >= 0x41 && first <= 0x5a
  }

  mutating func finish() -> TimeGrammar {
    grammar.lexicon = TimeLexicon(order.map { ($0, entries[$0] ?? LexicalEntry()) })
    return grammar
  }
}
