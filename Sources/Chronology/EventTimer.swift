// Times of events: which expression dates an event is a matter of syntax, never of mere nearness.

import Corpus
import Language

/// Finds the expression that dates a trigger, or bounds from tense.
struct EventTimer {
  let document: AnnotatedDocument
  let analysis: TimeAnalysis
  let words: TenseWords
  /// Tokens that name events of their own: a date below one of them is theirs.
  let triggers: Set<Int>

  /// Whether somebody says something.
  var isSpeech = false

  /// Days before the report on which nine in ten statements of dated news were made.
  static let speechDays = 2
  static let when = WordKey("when")

  func time(of trigger: Int, phase: EventTime.Phase) -> EventTime {
    guard document.tokens.indices.contains(trigger) else { return EventTime() }
    let isFuture = phase == .planned || phase == .hypothetical
    if let time = relativeToEvent(trigger, isFuture), let past = over(time, phase) { return past }
    if let (index, reason) = datingTimex(of: trigger), analysis.timexes.indices.contains(index),
      let time = over(stated(index, reason, isFuture, isWithin: isClause(trigger, of: index)), phase)
    {
      return time
    }
    return bounds(trigger, phase)
  }

  // MARK: The dating expression

  /// The expression that dates a trigger, and the path that leads to it.
  func datingTimex(of trigger: Int) -> (Int, String)? {
    let word = document.form(trigger)
    if let own = timex(below: trigger, of: trigger) ?? besideSubject(trigger) { return (own, "it modifies “\(word)”") }
    if let beside = rightBehind(trigger) { return (beside, "it follows “\(word)”") }
    if let named = temporalArgument(of: trigger) { return (named, "it is the time of “\(word)”") }
    if let (part, verb) = carriedOut(trigger) {
      return (part, "it modifies “\(document.form(verb))”, a part of “\(word)”")
    }
    if let taken = takenUp(by: trigger) { return (taken, "“when” takes it up before “\(word)”") }
    if let held = heldIn(trigger) { return (held, "it is the time of what “\(word)” belongs to") }
    if let first = rankedAct(trigger) { return (first, "it dates what “\(word)” says was done") }
    if let (frame, noun) = frameEvent(of: trigger) {
      return (frame, "it dates “\(document.form(noun))”, in which “\(word)” happened")
    }
    // Light verbs, copulas and reporting chains: the time of "held talks on Monday" stands at the verb.
    var node = trigger
    for _ in 0..<4 {
      guard let head = document.head(node) else { break }
      guard sharesTime(node, head) else { break }
      if let found = clauseTimex(head, from: node, of: trigger) {
        return (found, "it modifies “\(document.form(head))”, which governs “\(word)”")
      }
      node = head
    }
    return nil
  }

  /// An anchor expression among the dependents of a token (adverbials, obliques, noun modifiers, their conjuncts), or
  /// among those of a noun below it that has no time of its own.
  func timex(below node: Int, of trigger: Int) -> Int? {
    var best: Int?
    func take(_ index: Int) {
      let width = analysis.timexes[index].interval.width ?? .max
      guard let old = best else { return best = index }
      if width < analysis.timexes[old].interval.width ?? .max { best = index }
    }
    for child in document.children(node) {
      let relation = document.tokens[child].relation
      guard let index = anchor(at: child) else { continue }
      guard
        relation.isOblique || relation == .advmod || relation == .nmodPoss || relation == .compound
          || relation == .amod || relation == .dep || relation == .appos || relation == .parataxis || relation == .obj
          || relation == .nummod || relation == .nsubj && (hasSubject(node, before: child) || isBesideName(child))
      else { continue }
      // A verb's object is dated only by a bare weekday or day ("met Monday"), which parsers take for objects.
      if relation == .obj, analysis.timexes[index].kind != .date { continue }
      take(index)
    }
    if best == nil {
      for index in lifted(below: node, depth: 0) { take(index) }
      if best == nil {
        for index in partaken(below: node) { take(index) }
      }
    } else if let wide = best, let width = analysis.timexes[wide].interval.width, width > 31 {
      // "Promoted it on Founders' Day, 6 February, this year": the day that the year holds.
      for index in lifted(below: node, depth: 0)
      where analysis.timexes[wide].interval.contains(analysis.timexes[index].interval) { take(index) }
    }
    if best == nil, document.tokens[node].upos == .verb {
      // A bare weekday behind the object that the parser made the subject of what follows.
      for token in node + 1..<max(node + 1, min(node + 13, document.tokens.count)) {
        guard TenseReader.verbBefore(token, in: document) == node, let index = anchor(at: token) else { continue }
        take(index)
      }
    }
    return best
  }

  /// "The ministry today rejects": a day that the parser takes for a second subject.
  private func hasSubject(_ verb: Int, before token: Int) -> Bool {
    document.children(verb).contains { $0 < token && document.tokens[$0].relation == .nsubj }
  }

  /// "Norway Saturday condemned": a day that the parser takes for the last word of the name before it.
  private func isBesideName(_ token: Int) -> Bool {
    document.children(token).contains { child in
      let relation = document.tokens[child].relation
      return child < token && document.tokens[child].upos == .propn && anchor(at: child) == nil
        && (relation == .compound || relation == .flat)
    }
  }

  /// The expressions that a parser hangs on a person, name or place of a phrase ("a meeting of officials last
  /// Friday"): those nouns have no time, so that the date is the governing word's.
  private func lifted(below node: Int, depth: Int) -> [Int] {
    guard depth < 4 else { return [] }
    var found: [Int] = []
    for child in document.children(node) {
      let relation = document.tokens[child].relation
      switch relation {
      case .nsubj, .nsubjPass, .obj, .iobj, .conj, .appos, .flat: break
      case .acl where words.stative.contains(document.tokens[child].lemma): break
      case _ where relation.isOblique: break
      default: continue
      }
      guard isTimeless(child) || relation == .acl && !triggers.contains(child) else { continue }
      let isSubject = relation == .nsubj || relation == .nsubjPass
      for inner in document.children(child)
      where document.tokens[inner].relation.isOblique || document.tokens[inner].relation == .orphan
        || document.tokens[inner].relation == .appos || document.tokens[inner].relation == .flat
      {
        guard let index = anchor(at: inner), follows(inner, child) else { continue }
        // "The president on Monday said", but "critics in May 2024 had said".
        if isSubject, analysis.timexes[index].value.utf8.count < 10 { continue }
        found.append(index)
      }
      found += lifted(below: child, depth: depth + 1)
    }
    return found
  }

  /// The days before the noun of what a verb takes part in: "attended a Sunday night service", "beat Ayr in Thursday's
  /// match".
  private func partaken(below verb: Int) -> [Int] {
    guard document.tokens[verb].upos == .verb else { return [] }
    var found: [Int] = []
    for child in document.children(verb) where child > verb && document.tokens[child].upos == .noun {
      if document.tokens[child].relation == .obj {
        guard words.partaking.contains(document.tokens[verb].lemma),
          triggers.contains(child) || words.bearsTime(child, in: document)
        else { continue }
      } else {
        guard document.tokens[child].relation.isOblique, anchor(at: child) == nil,
          let mark = document.child(child, .case), words.during.contains(document.tokens[mark].form)
        else { continue }
      }
      for inner in document.children(child) where inner < child {
        guard let index = anchor(at: inner), let width = analysis.timexes[index].interval.width, width <= 2 else {
          continue
        }
        found.append(index)
      }
    }
    return found
  }

  /// Whether a noun cannot be dated: names, people, places, things.
  private func isTimeless(_ token: Int) -> Bool {
    guard !triggers.contains(token), anchor(at: token) == nil else { return false }
    switch document.tokens[token].upos {
    case .propn, .pron, .num: return true
    case .noun: return !words.bearsTime(token, in: document)
    default: return false
    }
  }

  /// Whether an expression stands behind a noun in the same clause, not as a part of its name or description.
  private func follows(_ timex: Int, _ noun: Int) -> Bool {
    timex > noun && !(noun..<timex).contains { document.tokens[$0].upos == .verb }
  }

  /// The anchor expression whose head is a token (or that begins right there).
  func anchor(at token: Int) -> Int? {
    var low = 0
    var high = analysis.timexes.count
    while low < high {
      let middle = (low + high) / 2
      if analysis.timexes[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    guard low < analysis.timexes.count, analysis.timexes[low].tokens.contains(token) else { return nil }
    let timex = analysis.timexes[low]
    // "A day after the talks" counts from the talks.
    if connects(timex) != nil || endsPeriod(timex) { return nil }
    guard timex.kind != .set, timex.relative != nil || !timex.interval.isUnbounded,
      timex.role == .anchor || timex.relative != nil && timex.role != .generic
    else {
      return nil
    }
    return low
  }

  // MARK: Values

  /// - Parameter isWithin: whether the event is told in a clause of the date, so that "since" before it means another.
  func stated(_ index: Int, _ reason: String, _ isFuture: Bool, isWithin: Bool = false) -> EventTime {
    let timex = analysis.timexes[index]
    let text = document.source.string(timex.span)
    let connective = isWithin ? .none : connective(before: timex)
    var time = EventTime(
      edtf: timex.edtf, interval: timex.interval, basis: timex.relative == nil ? .stated : .inferred,
      relative: timex.relative, timex: index, why: "dated by “\(text)”: \(reason)")
    switch connective {
    case .since:
      time.interval = DayInterval(timex.interval.earliest, analysis.date.interval.latest)
      time.relative = timex.relative.map { "\($0)..DCT" } ?? timex.value + "..DCT"
      time.why += "; since then"
    case .before:
      time.interval = DayInterval(nil, timex.interval.latest)
      time.relative = timex.relative.map { "..\($0)" }
      time.basis = .approximate
      time.why += "; at some time up to then"
    case .after:
      time.interval = DayInterval(timex.interval.earliest, nil)
      time.relative = timex.relative.map { "\($0).." }
      time.basis = .approximate
      time.why += "; at some time after"
    case .none: break
    }
    let isAhead =
      connective == .before && isFuture
      && timex.interval.overlaps(DayInterval(analysis.date.interval.earliest, nil))
    if isAhead {
      // "To be cut by the end of 2030": from now on.
      time.interval.earliest = analysis.date.interval.earliest
      time.relative = "DCT..\(timex.relative ?? timex.value)"
    }
    if connective == .none, let last = endOfRange(from: index) {
      time.interval.latest = last.interval.latest
      time.edtf = time.interval.edtf
      if timex.relative != nil || last.relative != nil {
        time.relative = "\(timex.relative ?? timex.value)..\(last.relative ?? last.value)"
        time.basis = .inferred
      }
      time.why += " to “\(document.source.string(last.span))”"
    }
    if connective != .none { time.edtf = time.interval.edtf }
    if isVague(timex) { time.basis = isFuture ? .expected : .approximate }
    if isFuture, time.basis == .stated || time.basis == .inferred || isAhead { time.basis = .expected }
    time.why += ". \(timex.why)"
    return time
  }

  /// The end of a range that an expression opens ("from Monday to Friday", "the 2016–17 season").
  private func endOfRange(from index: Int) -> Timex? {
    guard index + 1 < analysis.timexes.count else { return nil }
    let first = analysis.timexes[index]
    let last = analysis.timexes[index + 1]
    guard last.sentence == first.sentence, first.kind == .date, last.kind == .date, last.role == .anchor,
      let begin = first.interval.latest, let end = last.interval.earliest, begin < end, let lower = last.tokens.first
    else { return nil }
    let between = lower - first.tokens.upperBound
    if between > 0 {
      let link = document.tokens[first.tokens.upperBound].form
      guard between == 1, words.through.contains(link), link != TenseWords.and else { return nil }
    }
    return last
  }

  private func isVague(_ timex: Timex) -> Bool {
    switch timex.value {
    case "PAST_REF", "FUTURE_REF", "PRESENT_REF": true
    default: timex.kind == .duration
    }
  }

  private enum Connective { case none, since, before, after }

  private func connective(before timex: Timex) -> Connective {
    guard let first = timex.tokens.first, first > 0 else { return .none }
    // "Before next week's election" is before the election.
    if timex.tokens.contains(where: { token in
      document.tokens[token].relation == .nmodPoss && !timex.tokens.contains(Int(document.tokens[token].head))
    }) {
      return .none
    }
    let form = document.tokens[first - 1].form
    if words.since.contains(form) { return .since }
    // "By Friday", but not "by Friday's bombing".
    if words.before.contains(form)
      || form == TenseWords.by && document.head(first - 1).map({ timex.tokens.contains($0) }) == true
    {
      return .before
    }
    if words.after.contains(form) { return .after }
    return .none
  }

  /// The day that a day counts from ("a day after the talks"): the head word of what follows the connective, and the
  /// sign of the shift.
  func connects(_ timex: Timex) -> (event: Int, sign: Int)? {
    guard let last = timex.tokens.last, timex.role != .generic else { return nil }
    var next = last + 1
    let tokens = document.tokens
    func sign(_ token: Int) -> Int? {
      words.after.contains(tokens[token].form) || words.follows.contains(tokens[token].form)
        ? 1 : words.before.contains(tokens[token].form) ? -1 : nil
    }
    var found = timex.tokens.count > 1 ? sign(last) : nil
    if found == nil, next < tokens.count, tokens[next].sentence == tokens[last].sentence {
      // Only lengths are continued so: "on Monday after the talks" is that Monday.
      guard timex.kind == .duration, timex.relative == nil else { return nil }
      found = sign(next)
      next += 1
    }
    guard let found else { return nil }
    for token in next..<min(next + 8, tokens.count) where tokens[token].sentence == tokens[last].sentence {
      if tokens[token].upos == .punct { return nil }
      if triggers.contains(token) || words.bearsTime(token, in: document) {
        if tokens[token].upos == .aux { continue }
        return (token, found)
      }
    }
    return nil
  }
}
