// Dating cues from what a text names: known events, and things that did not exist before or after a day.

import Corpus
import Language

extension DocumentDater {
  /// A text that tells of a known event is no older than it.
  func eventCues() -> [DateCue] {
    var found: [Int: ByteSpan] = [:]
    for sentence in document.sentences where sentence.isEnglish {
      var kinds: Set<Int> = []
      var words: Set<WordKey> = []
      for index in sentence.tokens {
        let form = document.tokens[index].form
        if let kind = anchors.kinds[form] { kinds.insert(kind) }
        if anchors.aboutWords.contains(form) { words.insert(form) }
      }
      guard !kinds.isEmpty, !words.isEmpty else { continue }
      for (index, event) in anchors.events.enumerated() where event.isUnique && found[index] == nil {
        guard kinds.contains(event.kind), event.about.allSatisfy({ !$0.isDisjoint(with: words) }) else { continue }
        let place = sentence.tokens.first { event.about[0].contains(document.tokens[$0].form) }
        if let place { found[index] = document.tokens[place].span }
      }
    }
    let told = found.sorted { $0.key < $1.key }.flatMap { index, span in
      relative(to: anchors.events[index], at: span)
    }
    return told.prefix(2)
      + DocumentDater.latest(
        found.sorted { $0.key < $1.key }.map { index, span in
          let event = anchors.events[index]
          return DateCue(
            span: span, rule: "known-event", interval: DayInterval(event.start, nil), weight: 5,
            why: "it tells of \(event.name), \(event.start): the document is no older")
        })
  }

  /// What an expression at the name of a known event says of the document: "the bombing last week", "the Aug. 7 attack".
  private func relative(to event: DateAnchors.Event, at span: ByteSpan) -> [DateCue] {
    let place = document.token(at: span.start)
    guard document.tokens.indices.contains(place) else { return [] }
    let sentence = document.sentences[Int(document.tokens[place].sentence)].tokens
    let nouns = sentence.filter { anchors.kinds[document.tokens[$0].form] == event.kind }
    var cues: [DateCue] = []
    for candidate in candidates(in: Int(document.tokens[place].sentence)) {
      guard case .term(let term) = candidate.meaning, term.dependsOnDocument, isBeside(candidate.tokens, nouns) else {
        continue
      }
      let days: DayInterval
      let what = term.openRecurrence
      switch what {
      case .monthDay(let month, let day):
        guard event.start.parts.month == month, event.start.parts.day == day else { continue }
        days = DayInterval(event.start, event.start + 364)
      case .month(let month):
        guard event.start.parts.month == month else { continue }
        days = DayInterval(event.start, event.start + 400)
      case nil:
        guard case .shift(.document, let count, _) = term, count < 0,
          let found = term.documents(meeting: DayInterval(event.start, event.end ?? event.start), within: .unbounded)
        else { continue }
        days = found
      default: continue
      }
      let words = document.source.string(ByteSpan(candidate.start, candidate.end))
      cues.append(
        DateCue(
          span: ByteSpan(candidate.start, candidate.end), rule: "known-event-told", interval: days, weight: 7,
          why: "“\(words)” stands for \(event.name), \(event.start)"))
    }
    return cues
  }

  /// Whether an expression stands beside a noun, without a verb between.
  private func isBeside(_ tokens: Range<Int>, _ nouns: [Int]) -> Bool {
    nouns.contains { noun in
      let between =
        noun < tokens.lowerBound ? noun + 1..<tokens.lowerBound : tokens.upperBound..<max(tokens.upperBound, noun)
      return between.count <= 7
        && !between.contains { document.tokens[$0].upos == .verb || document.tokens[$0].upos == .punct }
    }
  }

  /// Names with a beginning, and names or money with an end.
  func eraCues() -> [DateCue] {
    var from: [DateCue] = []
    var until: [DateCue] = []
    var count: [String: Int] = [:]
    for index in document.tokens.indices {
      guard let eras = anchors.eras[document.tokens[index].form] else { continue }
      for era in eras {
        guard let span = span(of: era, at: index) else { continue }
        count[era.name, default: 0] += 1
        if let day = era.from, count[era.name] == 1 {
          from.append(
            DateCue(
              span: span, rule: "name-since", interval: DayInterval(day, nil), weight: 4,
              why: "it names \(era.name), known since \(day): the document is no older"))
        }
        // A name may be history; twice outside of dated sentences it is hardly.
        if let day = era.until, count[era.name] == (era.isAmount ? 1 : 2) {
          until.append(
            DateCue(
              span: span, rule: era.isAmount ? "money-until" : "name-until", interval: DayInterval(nil, day),
              weight: era.isAmount ? 2 : 0.8,
              why: "it names \(era.name), no more after \(day): the document is hardly younger"))
        }
      }
    }
    return DocumentDater.latest(from) + (isNarrative ? [] : until.prefix(2))
  }

  /// The words of a name at a token; a currency needs a number before it, a name with an end a sentence without a past
  /// date and without "former".
  private func span(of era: DateAnchors.Era, at index: Int) -> ByteSpan? {
    let number = Int(document.tokens[index].sentence)
    let sentence = document.sentences[number]
    let end = index + era.words.count
    guard sentence.isEnglish, end <= sentence.tokens.upperBound else { return nil }
    for (offset, word) in era.words.enumerated() where document.tokens[index + offset].form != word { return nil }
    if era.isAmount || era.until != nil {
      let before = index > sentence.tokens.lowerBound ? document.tokens[index - 1] : nil
      if era.isAmount, before?.upos != .num { return nil }
      if let before, !era.isAmount, tenseWords.previous.contains(before.form) { return nil }
    }
    if era.until != nil, !era.isAmount, era.from == nil {
      let isDated = candidates(in: number).contains { candidate in
        guard case .term(let term) = candidate.meaning else { return false }
        return !term.dependsOnDocument
      }
      if isDated { return nil }
    }
    return document.span(index..<end)
  }

  /// Only the latest lower bounds say something.
  private static func latest(_ cues: [DateCue]) -> [DateCue] {
    let sorted = cues.sorted {
      ($0.interval.earliest ?? Day(number: 0), $1.span.start) > ($1.interval.earliest ?? Day(number: 0), $0.span.start)
    }
    return sorted.prefix(2).sorted { $0.span < $1.span }
  }

  /// "The 25th anniversary of the ruling": so many years after a known event.
  func anniversaryCues() -> [DateCue] {
    var cues: [DateCue] = []
    let present = aboutWords()
    for index in document.tokens.indices where anchors.anniversary.contains(document.tokens[index].form) {
      let sentence = document.sentences[Int(document.tokens[index].sentence)].tokens
      guard let place = (max(sentence.lowerBound, index - 3)..<index).last(where: { ordinal($0) != nil }),
        let years = ordinal(place), (1...300).contains(years)
      else { continue }
      let behind = (index + 1..<min(index + 14, sentence.upperBound)).lazy
        .compactMap { anchors.kinds[document.tokens[$0].form] }
      var near: Set<WordKey> = []
      for token in sentence { near.insert(document.tokens[token].form) }
      guard let kind = behind.first ?? anchors.anniversaryKind,
        let event = known(kind, present, near, needsSentence: behind.first == nil)
      else { continue }
      let span = document.span(place..<index + 1)
      let day = CalendarValue(event.end ?? event.start).addingMonths(years * 12)
      cues.append(
        DateCue(
          span: span, rule: "anniversary",
          interval: DayInterval(day.addingMonths(-12).firstDay, day.addingMonths(12).lastDay),
          weight: 10,
          why: "“\(document.source.string(span))” of \(event.name), \(event.end ?? event.start), give or take a year"))
      if cues.count == 2 { break }
    }
    return cues
  }

  /// The value of an ordinal number.
  private func ordinal(_ token: Int) -> Int? {
    let word = document.tokens[token]
    var number = 0
    for byte in document.source.text[Int(word.start)..<Int(word.end)] {
      guard byte >= 0x30, byte <= 0x39 else { break }
      number = number * 10 + Int(byte - 0x30)
      if number > 1000 { return nil }
    }
    if number > 0 { return number }
    let entry = grammar.lexicon.index(of: word.form)
    guard entry >= 0, let symbol = grammar.symbols["ORDWORD"] else { return nil }
    for reading in grammar.lexicon.entries[entry].readings where reading.symbol == symbol {
      if case .number(let quantity) = reading.meaning, let value = quantity.value { return Int(value) }
    }
    return nil
  }

  /// The one known event of a class that a text is about; of several the one whose words stand in the sentence.
  func known(
    _ kind: Int, _ present: Set<WordKey>, _ sentence: Set<WordKey>, needsSentence: Bool = false
  ) -> DateAnchors.Event? {
    let fitting = anchors.events.filter { event in
      event.kind == kind && event.about.allSatisfy { !$0.isDisjoint(with: present) }
    }
    let near = fitting.filter { event in event.about.allSatisfy { !$0.isDisjoint(with: sentence) } }
    if near.count == 1 { return near[0] }
    return !needsSentence && near.isEmpty && fitting.count == 1 ? fitting[0] : nil
  }
}
