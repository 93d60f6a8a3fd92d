// Bounds for what no expression dates: from tense, status and the words that call it recent, previous or near.

import Corpus
import Language

extension EventTimer {
  /// Days ahead of what is called near.
  static let nearDays = 42

  /// "had planned to charge": what somebody had meant to do may lie before the document.
  private func isFormerPlan(_ trigger: Int) -> Bool {
    guard document.tokens[trigger].relation == .xcomp, let verb = document.head(trigger) else { return false }
    return document.children(verb).contains { child in
      document.tokens[child].relation == .aux && document.tokens[child].form == EventTimer.had
    }
  }

  private static let had = WordKey("had")
  private static let counting: Set<WordKey> = [WordKey("after"), WordKey("since"), WordKey("before"), WordKey("until")]

  /// Bounds from tense and document date.
  func bounds(_ trigger: Int, _ phase: EventTime.Phase) -> EventTime {
    let (term, basis, why): (TimeTerm, EventTime.Basis, String)
    switch phase {
    case .planned where isNear(trigger):
      (term, basis, why) = (
        .range(.document, .shift(.document, EventTimer.nearDays, .day)), .expected,
        "it lies ahead of the document and is called near: taken for the next \(EventTimer.nearDays) days"
      )
    case _ where (phase == .planned || phase == .hypothetical) && isFormerPlan(trigger):
      (term, basis, why) = (
        .range(nil, nil), .expected, "it was planned once; the text does not say for when, nor whether it came to pass"
      )
    case .planned, .hypothetical:
      (term, basis, why) = (.range(.document, nil), .expected, "it lies ahead of the document; nothing dates it")
    case .denied
    where TenseReader(document: document, words: words).tense(ofVerb: trigger) != .future && recency(trigger) == nil:
      (term, basis, why) = (.range(nil, .document), .approximate, "it has not happened up to the document date")
    case .ongoing, .done, .denied:
      if let days = recency(trigger) {
        (term, basis, why) = (
          .range(.shift(.document, -days, .day), .document), .approximate,
          "called recent: taken for the \(days) days up to the document date"
        )
      } else if isBackground(trigger) {
        (term, basis, why) = (
          .range(nil, .document), .approximate, "told as past; only the document date bounds it"
        )
      } else if isSpeech, phase == .done {
        let days = max(EventTimer.speechDays, newsAge(at: Int(document.tokens[trigger].sentence)) ?? 0)
        (term, basis, why) = (
          .range(.shift(.document, -days, .day), .document), .approximate,
          days > EventTimer.speechDays
            ? "no expression dates it: since the day of the news, \(days) days before the document date"
            : "no expression dates it: news tells of words on the day or up to \(EventTimer.speechDays) days after"
        )
      } else {
        (term, basis, why) = (
          .range(nil, .document), .reported,
          phase == .ongoing ? "going on when the article was written" : "told in the article; no expression dates it"
        )
      }
    }
    let date = analysis.date.interval
    let interval = date.isUnbounded ? DayInterval.unbounded : term.interval(within: date)
    return EventTime(
      edtf: interval.edtf, interval: interval, basis: interval.isUnbounded && basis != .expected ? .unknown : basis,
      relative: term.closedForm, timex: nil, why: why, told: basis == .reported ? date : nil)
  }

  /// A time as an act of its phase may have it: what has happened does not begin after the article and is over by then.
  /// Nil when the expression lies ahead, so that it dates something else ("was extended to 9 October").
  func over(_ time: EventTime, _ phase: EventTime.Phase) -> EventTime? {
    guard phase == .done || phase == .ongoing, let today = analysis.date.interval.latest else { return time }
    if let first = time.interval.earliest, first > today { return nil }
    // "Set its target to a half by 2035".
    if let index = time.timex, let first = analysis.timexes[index].interval.earliest, first > today { return nil }
    guard phase == .done, time.interval.latest.map({ $0 > today }) ?? true else { return time }
    var clipped = time
    clipped.interval.latest = today
    clipped.edtf = clipped.interval.edtf
    clipped.why += "; over by the day of writing"
    return clipped
  }

  /// Days of "recent" when the trigger or its noun phrase is called so; "more recently" compares with what was told.
  private func recency(_ trigger: Int) -> Int? {
    for child in document.children(trigger) where words.recent.contains(document.tokens[child].form) {
      return document.child(child, .advmod) == nil ? 30 : nil
    }
    return nil
  }

  /// The last sentence of what counts as the beginning of a text.
  private static let leadSentences = 6
  /// Days that news is old at most.
  private static let newsDays = 14

  /// How many days before the document the news of a sentence is, by the first of the days that the beginning of the text
  /// and the two sentences before or its own name. Words about it were said since then.
  private func newsAge(at sentence: Int) -> Int? {
    guard let today = analysis.date.interval.latest, analysis.date.interval.width == 1 else { return nil }
    var oldest = 0
    func take(_ timex: Timex) {
      guard timex.role == .anchor, timex.interval.width == 1, let day = timex.interval.earliest else { return }
      let age = today - day
      if age > oldest, age <= EventTimer.newsDays { oldest = age }
    }
    for timex in analysis.timexes {
      if timex.sentence >= EventTimer.leadSentences { break }
      take(timex)
    }
    for near in max(0, sentence - 2)...max(0, sentence) {
      for index in timexes(in: near) { take(analysis.timexes[index]) }
    }
    return oldest > 0 ? oldest : nil
  }

  /// "said Monday he will step down": a bare weekday right behind a finite verb is its day, whatever the parser hangs it on.
  func rightBehind(_ trigger: Int) -> Int? {
    let next = trigger + 1
    guard document.tokens[trigger].upos == .verb, next < document.tokens.count,
      document.tokens[next].sentence == document.tokens[trigger].sentence, document.tokens[next].upos == .propn,
      let index = anchor(at: next), analysis.timexes[index].tokens == next..<next + 1,
      analysis.timexes[index].kind == .date
    else { return nil }
    // "met Monday night": longer expressions are others; "beat Wednesday 2-0" is a club.
    let tense = TenseReader(document: document, words: words).tense(ofVerb: trigger)
    return tense == .past ? index : nil
  }

  /// "A loss for the three months to Dec. 31": the end of what figures are about.
  func endsPeriod(_ timex: Timex) -> Bool {
    guard let first = timex.tokens.first, first > 1 else { return false }
    let token = first - 1
    guard EventTimer.endings.contains(document.tokens[token].form), token > 0,
      document.tokens[token].sentence == document.tokens[first].sentence
    else { return false }
    return EventTimer.periods.contains(document.tokens[token - 1].lemma)
  }

  private static let endings: Set<WordKey> = [WordKey("to"), WordKey("through"), WordKey("until"), WordKey("till")]
  private static let periods: Set<WordKey> = [
    WordKey("month"), WordKey("quarter"), WordKey("year"), WordKey("week"), WordKey("half"), WordKey("period"),
    WordKey("season"),
  ]

  /// Pluperfect, "previous …", "former …": before what the text reports.
  private func isBackground(_ trigger: Int) -> Bool {
    // "The president elected in the north", "who was elected": told to say who somebody is.
    switch document.tokens[trigger].relation {
    case .acl, .aclRelcl, .amod:
      if document.tokens[trigger].upos == .verb || document.tokens[trigger].upos == .adj { return true }
    // "The raid comes three weeks after the army announced": words that the news only counts from.
    case .advcl:
      if isSpeech,
        document.children(trigger).contains(where: { EventTimer.counting.contains(document.tokens[$0].form) })
      {
        return true
      }
    default: break
    }
    for child in document.children(trigger) {
      let token = document.tokens[child]
      if words.previous.contains(token.form) { return true }
      if token.relation == .aux, token.form == TenseWords.had { return true }
      // "Previous talks collapsed."
      if token.relation == .nsubj || token.relation == .nsubjPass,
        document.children(child).contains(where: { words.previous.contains(document.tokens[$0].form) })
      {
        return true
      }
    }
    return false
  }

  /// Whether what lies ahead is said to be near: by its own modifiers, by its verb, or by the sentence that leads a list.
  private func isNear(_ trigger: Int) -> Bool {
    func isCalledNear(_ token: Int) -> Bool {
      document.children(token).contains { words.near.contains(document.tokens[$0].form) }
    }
    if isCalledNear(trigger) { return true }
    if let head = document.head(trigger), isCalledNear(head) || words.near.contains(document.tokens[head].form) {
      return true
    }
    let sentence = document.sentences[Int(document.tokens[trigger].sentence)]
    guard document.document.blocks.indices.contains(sentence.block),
      let lead = document.document.blocks[sentence.block].lead, document.document.blocks.indices.contains(lead)
    else { return false }
    let span = document.document.blocks[lead].span
    var token = document.token(at: span.start)
    while token < document.tokens.count, Int(document.tokens[token].start) < span.end {
      if words.near.contains(document.tokens[token].form) { return true }
      token += 1
    }
    return false
  }

  /// "The attack came a day after the talks on Monday": so long after the day that dates the talks.
  func relativeToEvent(_ trigger: Int, _ isFuture: Bool) -> EventTime? {
    for index in timexes(in: Int(document.tokens[trigger].sentence)) {
      let timex = analysis.timexes[index]
      guard let (event, sign) = connects(timex), event != trigger, governs(trigger, event, timex) else { continue }
      guard let base = datingTimex(of: event)?.0 ?? behind(event), base != index else { return nil }
      let other = analysis.timexes[base]
      guard let term = other.relative.flatMap({ TimeTerm(closedForm: $0) }) ?? TimeTerm(day: other),
        let (count, unit) = length(timex)
      else { return nil }
      let shifted = TimeTerm.shift(term, sign * count, unit)
      let date = analysis.date.interval
      let interval = shifted.interval(within: date)
      guard !interval.isUnbounded || shifted.dependsOnDocument else { return nil }
      let said = document.source.string(timex.span)
      return EventTime(
        edtf: interval.edtf, interval: interval, basis: isFuture ? .expected : .inferred,
        relative: shifted.dependsOnDocument ? shifted.closedForm : nil, timex: index,
        why: "“\(said)” counted from “\(document.form(event))”, which “\(document.source.string(other.span))” dates. "
          + other.why)
    }
    return nil
  }

  /// The day right behind an event ("before the summit on Sunday"), on whatever the parser hangs it.
  private func behind(_ event: Int) -> Int? {
    timexes(in: Int(document.tokens[event].sentence)).first { index in
      let timex = analysis.timexes[index]
      guard let first = timex.tokens.first, first > event, first <= event + 2, timex.kind == .date else { return false }
      return first == event + 1 || document.tokens[event + 1].upos == .adp
    }
  }

  /// The expressions of a sentence.
  private func timexes(in sentence: Int) -> Range<Int> {
    var low = 0
    var high = analysis.timexes.count
    while low < high {
      let middle = (low + high) / 2
      if analysis.timexes[middle].sentence < sentence { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < analysis.timexes.count, analysis.timexes[end].sentence == sentence { end += 1 }
    return low..<end
  }

  /// Whether a connected length stands below a trigger: directly, or below the event that it counts from.
  private func governs(_ trigger: Int, _ event: Int, _ timex: Timex) -> Bool {
    var nodes = [event]
    if let head = timex.tokens.first(where: { !timex.tokens.contains(Int(document.tokens[$0].head)) }) {
      nodes.append(head)
    }
    return nodes.contains { node in
      guard let head = document.head(node) else { return false }
      if head == trigger { return true }
      // "Came" and other verbs of happening have the time of their subject.
      guard words.light.contains(document.tokens[head].lemma) else { return false }
      return document.child(head, .nsubj, .nsubjPass) == trigger
    }
  }

  /// The whole units that an expression counts.
  private func length(_ timex: Timex) -> (count: Int, unit: CalendarUnit)? {
    if timex.kind == .date { return (1, .day) }
    let bytes = Array(timex.value.utf8)
    guard bytes.count >= 3, bytes.count <= 6, bytes.first == 0x50, let last = bytes.last else { return nil }
    guard let count = Int(String(decoding: bytes[1..<bytes.count - 1], as: UTF8.self)), count > 0 else { return nil }
    let units: [UInt8: CalendarUnit] = [0x44: .day, 0x57: .week, 0x4d: .month, 0x59: .year]
    return units[last].map { (count, $0) }
  }
}

extension TimeTerm {
  /// The day that an expression denotes, when it denotes one.
  fileprivate init?(day timex: Timex) {
    guard let day = timex.interval.earliest, timex.interval.width == 1 else { return nil }
    self = .absolute(CalendarValue(day))
  }
}
