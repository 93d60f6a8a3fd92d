// Reads frames, operators and word lists from YAML; every complaint names file and line.

import Knowledge
import Language

extension FrameBook {
  private static let keys = [
    "name", "type", "mode", "cameo", "contexts", "verbs", "nouns", "adjectives", "object", "not_object", "needs",
    "case", "complement", "infinitive", "modifier", "over", "absorbs", "agent", "patient", "weak", "speech",
    "needs_participant",
    "prior", "subject", "examples", "kind", "fallback", "domain", "not_domain", "not_subject", "not_sense",
    "places_act", "endpoints", "agentless",
  ]

  /// Compiles the knowledge files of the domain `events`.
  package init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    var classes: [String: Set<WordKey>] = [:]
    for (name, value) in try knowledge.required("classes.yaml").entries() {
      var keys: Set<WordKey> = []
      for word in try value.list() { keys.formUnion(try FrameBook.expand(word, classes)) }
      classes[name] = keys
    }
    words = classes
    try readOperators(try knowledge.required("operators.yaml"))
    factuality = try FactualityRules(try knowledge.required("factuality.yaml"))
    confidence = try ConfidenceModel(try knowledge.required("confidence.yaml"))
    eventness = try EventnessModel(
      try knowledge.required("eventness.yaml"), lexicon: try knowledge.required("eventive.yaml"),
      chronicle: try knowledge.required("chronicle.yaml"))
    salience = try SalienceModel(try knowledge.required("salience.yaml"))
    try readOntology(try knowledge.required("ontology.yaml"))
    relationRules = try RelationRules(try knowledge.required("relations.yaml"))
    for file in knowledge.files where file["frames"] != nil {
      try file.allow(["frames", "kinds", "domains"])
      for value in try file.required("frames").list() { try add(value, classes) }
    }
  }

  private static func expand(
    _ value: KnowledgeValue, _ classes: [String: Set<WordKey>]
  ) throws(KnowledgeError) -> Set<WordKey> {
    let text = try value.text()
    guard text.hasPrefix("$") else { return [WordKey(text)] }
    guard let members = classes[String(text.dropFirst())] else { throw value.error("unknown class \"\(text)\"") }
    return members
  }

  private static func condition(
    _ value: KnowledgeValue, _ classes: [String: Set<WordKey>]
  ) throws(KnowledgeError) -> WordCondition {
    if case .scalar(let text) = value.node.content {
      if text == "any" { return .any }
      if text == "none" { return .none }
    }
    return .words(try wordSet(value, classes))
  }

  private static func wordSet(
    _ value: KnowledgeValue?, _ classes: [String: Set<WordKey>]
  ) throws(KnowledgeError) -> Set<WordKey> {
    var keys: Set<WordKey> = []
    guard let value else { return keys }
    for word in try value.list() { keys.formUnion(try expand(word, classes)) }
    return keys
  }

  private static func slots(_ value: KnowledgeValue?) throws(KnowledgeError) -> [Slot]? {
    guard let value else { return nil }
    var slots: [Slot] = []
    for item in try value.texts() {
      switch item {
      case "subject": slots.append(.subject)
      case "object": slots.append(.object)
      case "indirect": slots.append(.indirectObject)
      case "possessor": slots.append(.possessor)
      case "modifier": slots.append(.modifier)
      case "governor": slots.append(.governor)
      case "complement": slots.append(.complementSubject)
      case "nobody": break
      default: slots.append(.preposition(WordKey(item)))
      }
    }
    return slots
  }

  static func type(_ value: KnowledgeValue) throws(KnowledgeError) -> EventType {
    guard let type = EventType(rawValue: try value.text()) else { throw value.error("unknown event type") }
    return type
  }

  private mutating func add(_ value: KnowledgeValue, _ classes: [String: Set<WordKey>]) throws(KnowledgeError) {
    try value.allow(FrameBook.keys)
    var frame = Frame(
      name: try value.required("name").text(), type: try FrameBook.type(try value.required("type")),
      kind: try value["kind"]?.text(),
      mode: try value["mode"]?.text(), cameo: try value["cameo"]?.text(),
      contexts: try value["contexts"]?.texts() ?? [], object: nil,
      excludedObject: try FrameBook.wordSet(value["not_object"], classes),
      excludedSenses: Set(try value["not_sense"]?.texts().map { WordKey($0) } ?? []),
      subject: try FrameBook.wordSet(value["subject"], classes),
      excludedSubject: try FrameBook.wordSet(value["not_subject"], classes),
      domains: try value["domain"]?.texts() ?? [], excludedDomains: try value["not_domain"]?.texts() ?? [], needs: [],
      caseWords: try FrameBook.wordSet(value["case"], classes), complement: nil,
      needsInfinitive: try value["infinitive"]?.flag() ?? false,
      modifier: try FrameBook.wordSet(value["modifier"], classes), overType: [:], overGroup: [:],
      absorbs: try value["absorbs"]?.flag() ?? false, agent: [], patient: [],
      isWeak: try value["weak"]?.flag() ?? false, isSpeech: try value["speech"]?.flag() ?? false,
      needsParticipant: try value["needs_participant"]?.flag() ?? false,
      isAgentless: try value["agentless"]?.flag() ?? false,
      placesAct: try value["places_act"]?.flag() ?? false, hasEndpoints: try value["endpoints"]?.flag() ?? false,
      prior: try value["prior"]?.number() ?? 0.75,
      specificity: 0, examples: [])
    if let kind = frame.kind {
      guard kinds[kind] != nil else { throw value.error("the ontology has no kind \"\(kind)\"") }
    }
    for domain in frame.domains + frame.excludedDomains where domains[domain] == nil {
      throw value.error("unknown domain \"\(domain)\"")
    }
    if let object = value["object"] { frame.object = try FrameBook.condition(object, classes) }
    if let complement = value["complement"] { frame.complement = try FrameBook.condition(complement, classes) }
    if let needs = value["needs"] {
      for (key, condition) in try needs.entries() {
        frame.needs.append((WordKey(key), try FrameBook.condition(condition, classes)))
      }
    }
    if let over = value["over"] {
      for (key, target) in try over.entries() {
        let type = try FrameBook.type(target)
        switch key {
        case "cooperative": frame.overGroup[.cooperative] = type
        case "conflict": frame.overGroup[.conflict] = type
        case "neutral": frame.overGroup[.neutral] = type
        default:
          guard let key = EventType(rawValue: key) else { throw target.error("unknown event type \"\(key)\"") }
          frame.overType[key] = type
        }
      }
    }
    let symmetric = frame.type.isSymmetric
    frame.agent =
      try FrameBook.slots(value["agent"])
      ?? (symmetric
        ? [.subject, .possessor, .preposition(Words.between), .preposition(Words.by), .governor, .modifier]
        : [.subject, .possessor, .preposition(Words.by), .governor, .modifier])
    frame.patient =
      try FrameBook.slots(value["patient"])
      ?? (symmetric
        ? [.preposition(Words.with), .object]
        : [.object, .preposition(Words.against), .preposition(Words.on), .preposition(Words.of)])
    frame.specificity = FrameBook.specificity(of: frame)
    for example in try value["examples"]?.list() ?? [] {
      frame.examples.append(try FrameBook.example(example, of: frame))
    }
    let number = frames.count
    frames.append(frame)
    var count = 0
    for word in try value["verbs"]?.texts() ?? [] {
      addForms(of: word)
      verbs[WordKey(word), default: []].append(number)
      count += 1
    }
    for word in try value["nouns"]?.texts() ?? [] {
      nouns[WordKey(word), default: []].append(number)
      count += 1
    }
    for word in try value["adjectives"]?.texts() ?? [] {
      adjectives[WordKey(word), default: []].append(number)
      count += 1
    }
    switch try value["fallback"]?.text() {
    case "verb": generalVerb = number
    case "noun": generalNoun = number
    case nil: if count == 0 { throw value.error("this frame has no trigger: give verbs, nouns or adjectives") }
    case let other?: throw value.error("a frame may stand in for any verb or noun, not for \"\(other)\"")
    }
    frames[number].isFallback = value["fallback"] != nil
  }

  /// Regular forms of a verb.
  private mutating func addForms(of verb: String) {
    guard !verb.contains("_"), verb.utf8.count > 2 else { return }
    for form in Inflection.forms(verb) where lemmaOfForm[WordKey(form)] == nil { lemmaOfForm[WordKey(form)] = verb }
  }

  private static func specificity(of frame: Frame) -> Int {
    func weight(_ condition: WordCondition?) -> Int {
      switch condition {
      case .words: 3
      case .any, WordCondition.none?: 1
      case nil: 0
      }
    }
    var sum = weight(frame.object) + weight(frame.complement)
    for need in frame.needs { sum += weight(need.condition) + 1 }
    if !frame.caseWords.isEmpty { sum += 2 }
    if !frame.subject.isEmpty { sum += 3 }
    if !frame.domains.isEmpty { sum += 2 }
    if frame.isAgentless { sum += 2 }
    if !frame.modifier.isEmpty { sum += 4 }
    return sum
  }

  private static func example(_ value: KnowledgeValue, of frame: Frame) throws(KnowledgeError) -> FrameExample {
    let origin = "\(value.file):\(value.line)"
    if case .scalar(let text) = value.node.content {
      return FrameExample(text: text, type: frame.type, kind: frame.kind, origin: origin)
    }
    try value.allow(["text", "type", "agent", "patient", "status", "absent", "kind"])
    var type: EventType? = frame.type
    if let other = value["type"] { type = try FrameBook.type(other) }
    if try value["absent"]?.flag() ?? false { type = nil }
    var status: EventStatus?
    if let value = value["status"] {
      guard let known = EventStatus(rawValue: try value.text()) else { throw value.error("unknown status") }
      status = known
    }
    return FrameExample(
      text: try value.required("text").text(), type: type,
      kind: try value["kind"]?.text() ?? (type == .other ? frame.kind : nil), agent: try value["agent"]?.text(),
      patient: try value["patient"]?.text(), status: status, origin: origin)
  }
}

extension FrameBook {
  /// The kinds under `OTHER` and the fields of news.
  private mutating func readOntology(_ file: KnowledgeValue) throws(KnowledgeError) {
    for (name, value) in try file.required("kinds").entries() {
      try value.allow(["means", "glyph"])
      kinds[name] = EventKind(
        name: name, meaning: try value.required("means").text(), glyph: try value.required("glyph").text())
    }
    for (name, value) in try file.required("domains").entries() {
      try value.allow(["clear", "weak"])
      domains[name] = DomainCues(
        clear: Set(try value.required("clear").texts().map { WordKey($0) }),
        weak: Set(try value["weak"]?.texts().map { WordKey($0) } ?? []))
    }
  }

  private mutating func readOperators(_ file: KnowledgeValue) throws(KnowledgeError) {
    try file.allow([
      "light_verbs", "operators", "future", "refused", "numbers", "connectives", "counted", "short_names", "families",
      "irregular",
    ])
    for word in try file.required("light_verbs").texts() { lightVerbs.insert(WordKey(word)) }
    for value in try file.required("operators").list() {
      try value.allow(["words", "status", "intention"])
      var status: EventStatus?
      if let name = value["status"] {
        guard let known = EventStatus(rawValue: try name.text()) else { throw name.error("unknown status") }
        status = known
      }
      let entry = Operator(status: status, isIntention: try value["intention"]?.flag() ?? false)
      for word in try value.required("words").texts() { operators[WordKey(word)] = entry }
    }
    for (key, value) in try file.required("future").entries() {
      guard let from = EventType(rawValue: key) else { throw value.error("unknown event type \"\(key)\"") }
      futureTypes[from] = try FrameBook.type(value)
    }
    for (key, value) in try file.required("refused").entries() {
      guard let from = EventType(rawValue: key) else { throw value.error("unknown event type \"\(key)\"") }
      refusedTypes[from] = try FrameBook.type(value)
    }
    for (word, value) in try file.required("numbers").entries() { numbers[WordKey(word)] = try value.number() }
    for (name, value) in try file.required("counted").entries() {
      for word in try value.texts() { counted[WordKey(word)] = name }
    }
    for (lemma, value) in try file.required("irregular").entries() {
      for form in try value.texts() { lemmaOfForm[WordKey(form)] = lemma }
    }
    for (number, value) in try file.required("families").list().enumerated() {
      for word in try value.texts() { families[WordKey(word)] = number }
    }
    for (name, value) in try file.required("short_names").entries() { shortNames[name] = try value.text() }
    for value in try file.required("connectives").list() {
      try value.allow(["words", "relation", "reversed", "verb"])
      let relation = try value.required("relation")
      guard let kind = EventRelation.Kind(rawValue: try relation.text()) else {
        throw relation.error("unknown relation")
      }
      let reversed = try value["reversed"]?.flag() ?? false
      let isVerb = try value["verb"]?.flag() ?? false
      for text in try value.required("words").texts() {
        let keys = text.split(separator: " ").map { WordKey(String($0)) }
        connectives.append(
          Connective(words: keys, text: text, kind: kind, isReversed: reversed, isVerb: isVerb))
      }
    }
  }
}
