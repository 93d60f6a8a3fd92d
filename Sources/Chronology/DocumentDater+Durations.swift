// Dating cues from durations: "nearly four years of war", "a conflict that has spanned over three years", "the first
// talks in three years" count from events whose dates are known, by data or by the text itself.

import Corpus
import Language

extension DocumentDater {
  /// Cues from durations since known events.
  func durationCues() -> [DateCue] {
    let lengths = candidates.filter { if case .length = $0.meaning { true } else { false } }
    guard !lengths.isEmpty else { return [] }
    let present = aboutWords()
    var cues: [DateCue] = []
    for candidate in lengths {
      guard case .length(let length) = candidate.meaning, length.amount != nil, length.unit >= .month else { continue }
      guard let (kind, isFirst) = measured(candidate) else { continue }
      let span = ByteSpan(candidate.start, candidate.end)
      let words = document.source.string(span)
      if let event = anchors.events.first(where: { matches($0, kind, isFirst, present) }) {
        let mark = isFirst ? event.end ?? event.start : event.start
        cues.append(
          DateCue(
            span: span, rule: isFirst ? "first-since" : "duration-since-event",
            interval: DocumentDater.since(DayInterval(event.start, mark), length, candidate.mod),
            weight: isFirst ? 8 : 12,
            why: "“\(words)” counted from \(event.name), \(mark)"))
      }
      if let start = statedStart(kind) {
        cues.append(
          DateCue(
            span: span, rule: "duration-since-stated-start",
            interval: DocumentDater.since(start.value.interval, length, candidate.mod),
            weight: 10, why: "“\(words)” counted from the beginning in “\(document.source.string(start.span))”"))
      }
    }
    return Array(cues.prefix(DocumentDater.cueLimit))
  }

  /// The words of the document that decide what it is about.
  private func aboutWords() -> Set<WordKey> {
    var found: Set<WordKey> = []
    for token in document.tokens where anchors.aboutWords.contains(token.form) { found.insert(token.form) }
    return found
  }

  private func matches(_ event: DateAnchors.Event, _ kind: Int, _ isFirst: Bool, _ present: Set<WordKey>) -> Bool {
    event.kind == kind && (isFirst || event.end == nil) && event.about.allSatisfy { !$0.isDisjoint(with: present) }
  }

  /// The class of event that a duration measures up to the day of writing, if it does.
  ///
  /// - Returns: the class, and whether the duration tells how long ago the last such event was ("the first talks in").
  private func measured(_ candidate: TimeCandidate) -> (kind: Int, isFirst: Bool)? {
    let sentence = document.sentences[candidate.sentence].tokens
    let tokens = document.tokens
    let next = candidate.tokens.upperBound
    // "three years of devastating war", "three years into the war"
    if sentence.contains(next), anchors.links.contains(tokens[next].form) {
      for index in next + 1..<min(next + 6, sentence.upperBound) {
        if let kind = anchors.kinds[tokens[index].form] { return (kind, false) }
        if tokens[index].upos == .punct { break }
      }
    }
    // "the three-year war"
    for index in next..<min(next + 3, sentence.upperBound) {
      if let kind = anchors.kinds[tokens[index].form] { return (kind, false) }
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
        if tokens[index].form == DocumentDater.firstKey, let kind { return (kind, true) }
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
      if let kind = anchors.kinds[tokens[index].form] { return (kind, false) }
    }
    return nil
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
