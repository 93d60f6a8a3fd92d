// Dating cues from durations: "nearly four years of war", "a conflict that has spanned over three years", "the first
// talks in three years" count from events whose dates are known, by data or by the text itself.

import Corpus
import Language

extension DocumentDater {
  /// What a duration is counted from.
  enum Count {
    /// The beginning of what still goes on ("three years of war").
    case lasting
    /// The last such event ("the first talks in three years").
    case first
    /// What is over or has happened ("ten years after the genocide").
    case since
  }

  /// Cues from durations since known events.
  func durationCues() -> [DateCue] {
    var cues: [DateCue] = []
    lazy var present = aboutWords()
    var starts: [Int: (value: CalendarValue, span: ByteSpan)?] = [:]
    for candidate in candidates {
      guard let length = length(candidate), length.amount != nil, length.unit >= .month else { continue }
      guard let (kind, count) = measured(candidate) else { continue }
      let span = ByteSpan(candidate.start, candidate.end)
      let words = document.source.string(span)
      if let (event, mark) = event(kind, count, candidate, present) {
        cues.append(
          DateCue(
            span: span, rule: count == .first ? "first-since" : "duration-since-event",
            interval: count == .since
              ? DocumentDater.roughly(since: mark, length, candidate.mod)
              : DocumentDater.since(mark, length, candidate.mod),
            weight: count == .lasting ? 12 : 8,
            why: "“\(words)” counted from \(event.name), \(mark.latest ?? event.start)"))
      }
      if count == .lasting, starts[kind] == nil { starts[kind] = .some(statedStart(kind)) }
      if count == .lasting, let start = starts[kind] ?? nil {
        cues.append(
          DateCue(
            span: span, rule: "duration-since-stated-start",
            interval: DocumentDater.since(start.value.interval, length, candidate.mod),
            weight: 10, why: "“\(words)” counted from the beginning in “\(document.source.string(start.span))”"))
      }
    }
    return Array(cues.prefix(DocumentDater.cueLimit))
  }

  /// The length that an expression measures or counts back.
  private func length(_ candidate: TimeCandidate) -> TimeLength? {
    switch candidate.meaning {
    case .length(let length): return length
    case .term(.shift(.document, let count, let unit)) where count < 0 && unit >= .month && isAgo(candidate):
      return TimeLength(Double(-count), unit)
    default: return nil
    }
  }

  private func isAgo(_ candidate: TimeCandidate) -> Bool { grammar.rules[candidate.rule].name == "length-ago" }

  /// The words of the document that decide what it is about.
  func aboutWords() -> Set<WordKey> {
    var found: Set<WordKey> = []
    for token in document.tokens where anchors.aboutWords.contains(token.form) { found.insert(token.form) }
    return found
  }

  /// The known event that a duration counts from, and the days that it may count from.
  private func event(
    _ kind: Int, _ count: Count, _ candidate: TimeCandidate, _ present: Set<WordKey>
  ) -> (DateAnchors.Event, DayInterval)? {
    switch count {
    case .lasting:
      guard
        let event = anchors.events.first(where: { event in
          event.kind == kind && event.end == nil && event.about.allSatisfy { !$0.isDisjoint(with: present) }
        })
      else { return nil }
      return (event, DayInterval(event.start))
    case .first:
      // The last one counts.
      let fitting = anchors.events.filter { event in
        event.kind == kind && event.about.allSatisfy { !$0.isDisjoint(with: present) }
      }
      guard let event = fitting.max(by: { $0.start < $1.start }) else { return nil }
      return (event, DayInterval(event.start, event.end ?? event.start))
    case .since:
      var near: Set<WordKey> = []
      for token in document.sentences[candidate.sentence].tokens { near.insert(document.tokens[token].form) }
      guard let event = known(kind, present, near, needsSentence: !anchors.lastingKinds.contains(kind)) else {
        return nil
      }
      return (event, DayInterval(event.start, event.end ?? event.start))
    }
  }

  /// The class of event that a duration measures up to the day of writing, if it does.
  private func measured(_ candidate: TimeCandidate) -> (kind: Int, count: Count)? {
    let sentence = document.sentences[candidate.sentence].tokens
    let tokens = document.tokens
    let next = candidate.tokens.upperBound
    if isAgo(candidate) {
      // "The revolution that brought him to power 41 years ago"
      for distance in 1..<14 {
        let index = candidate.tokens.lowerBound - distance
        guard sentence.contains(index), tokens[index].upos != .punct else { break }
        if let kind = anchors.kinds[tokens[index].form] { return (kind, .since) }
      }
      return nil
    }
    if sentence.contains(next) {
      // "three years of devastating war", "three years into the war", "ten years after the genocide"
      let isSince = anchors.since.contains(tokens[next].form)
      if isSince || anchors.links.contains(tokens[next].form) {
        for index in next + 1..<min(next + (isSince ? 10 : 6), max(next + 1, sentence.upperBound)) {
          if tokens[index].upos == .punct { break }
          guard let kind = anchors.kinds[tokens[index].form] else { continue }
          if isSince ? isReported(candidate) : !anchors.lastingKinds.contains(kind) { return nil }
          return (kind, isSince ? .since : .lasting)
        }
      }
    }
    // "the three-year war"
    for index in next..<min(next + 3, max(next, sentence.upperBound)) {
      if let kind = anchors.kinds[tokens[index].form] {
        return anchors.lastingKinds.contains(kind) ? (kind, .lasting) : nil
      }
      if tokens[index].upos != .adj && tokens[index].upos != .noun && tokens[index].form != DocumentDater.hyphenKey {
        break
      }
    }
    let before = candidate.tokens.lowerBound - 1
    // "the first direct talks between … in three years"
    if sentence.contains(before), tokens[before].form == DocumentDater.inKey {
      var index = before - 1
      var kind: Int?
      while sentence.contains(index), before - index < 12 {
        if let found = anchors.kinds[tokens[index].form] { kind = found }
        if tokens[index].form == DocumentDater.firstKey, let kind { return (kind, .first) }
        index -= 1
      }
    }
    // "a conflict that has spanned over three years"
    let head =
      candidate.tokens.first { !candidate.tokens.contains(Int(tokens[$0].head)) } ?? candidate.tokens.lowerBound
    guard let verb = document.head(head), anchors.lasting.contains(tokens[verb].lemma), isPerfect(verb) else {
      return nil
    }
    for distance in 1..<14 {
      let index = verb - distance
      guard sentence.contains(index) else { break }
      if let kind = anchors.kinds[tokens[index].form] { return (kind, .lasting) }
    }
    return nil
  }

  /// Whether "two years after the war" tells of something else in the past, not of the day of writing: the verb above
  /// is in the past tense ("was elected two years after the war").
  private func isReported(_ candidate: TimeCandidate) -> Bool {
    let (tense, isDirect) = TenseReader(document: document, words: tenseWords).tense(of: candidate.tokens)
    return tense == .past && isDirect
  }

  private func isPerfect(_ verb: Int) -> Bool {
    document.children(verb).contains { TenseWords.have.contains(document.tokens[$0].form) }
  }

  /// When the text itself says that an event of a class began.
  private func statedStart(_ kind: Int) -> (value: CalendarValue, span: ByteSpan)? {
    for candidate in candidates {
      guard case .term(let term) = candidate.meaning, let value = term.value(document: nil), value.unit <= .year,
        let first = candidate.tokens.first
      else { continue }
      let sentence = document.sentences[candidate.sentence].tokens
      var hasVerb = false
      var hasEvent = false
      for index in max(sentence.lowerBound, first - 8)..<first {
        if anchors.beginning.contains(document.tokens[index].lemma) { hasVerb = true }
        if anchors.kinds[document.tokens[index].form] == kind { hasEvent = true }
      }
      if hasVerb, hasEvent { return (value, ByteSpan(candidate.start, candidate.end)) }
    }
    return nil
  }

  static let hyphenKey = WordKey("-")
  static let inKey = WordKey("in")
  static let firstKey = WordKey("first")

  /// The same for what is long over: after ten years writers count loosely, and whole decades are round numbers.
  static func roughly(since start: DayInterval, _ length: TimeLength, _ mod: String?) -> DayInterval {
    let years = (length.amount ?? 0) * Double(length.unit.months) / 12
    guard years >= 10 else { return since(start, length, mod) }
    let isRound = years.truncatingRemainder(dividingBy: 10) == 0
    var found = since(start, length, mod)
    let slack = isRound && mod != nil ? 5 * 365 : 365
    found.earliest = found.earliest.map { mod == "MORE_THAN" ? $0 : $0 - slack }
    found.latest = found.latest.map { mod == "LESS_THAN" ? $0 : $0 + slack }
    return found
  }

  /// When a text can be written that says so long has passed since an event: writers round to whole units.
  ///
  /// - Parameter start: the days on which the event may have been.
  static func since(_ start: DayInterval, _ length: TimeLength, _ mod: String?) -> DayInterval {
    let unit = length.unit.months
    let whole = Int((min(length.amount ?? 0, 100_000) * Double(unit)).rounded())
    let (low, high): (Int, Int)
    switch mod {
    case "MORE_THAN", "EQUAL_OR_MORE": (low, high) = (whole, whole + unit)
    case "LESS_THAN", "EQUAL_OR_LESS": (low, high) = (whole - unit / 2, whole)
    case "APPROX": (low, high) = (whole - unit / 2, whole + unit / 2)
    default: (low, high) = (whole - unit / 4, whole + unit)
    }
    func later(_ day: Day?, _ months: Int) -> Day? {
      day.flatMap { CalendarValue($0).addingMonths(months).firstDay }
    }
    return DayInterval(
      later(start.earliest, low).map { mod == "MORE_THAN" ? $0 + 1 : $0 }, later(start.latest, high).map { $0 - 1 })
  }
}

extension CalendarUnit {
  /// Whole months; 1 for what is shorter.
  var months: Int {
    switch self {
    case .quarter, .season: 3
    case .half: 6
    case .year: 12
    case .decade: 120
    case .century: 1200
    case .millennium: 12_000
    default: 1
    }
  }
}
