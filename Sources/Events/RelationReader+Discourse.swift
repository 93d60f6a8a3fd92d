// Order beyond the sentence: past perfect, "then" and "earlier", statements on what was told, plans after facts.

import Language

extension RelationReader {
  /// Relations between events of neighbouring sentences and of tense inside one.
  mutating func readDiscourse() {
    var previous: Int?
    var lastTold: Int?
    var lastAct: Int?
    var start = 0
    var before = 0..<0
    while start < events.count {
      var end = start
      while end < events.count, events[end].sentence == events[start].sentence { end += 1 }
      let main = mainEvent(start..<end)
      if let main {
        if let previous, events[main].sentence - events[previous].sentence == 1 { sequence(previous, main) }
        if isTold(main), times[main] == .past {
          if !isVerbal(main) {
            lastAct = main
          } else if let lastAct, events[main].sentence - events[lastAct].sentence <= 4 {
            add(.statementAfter, lastAct, main, at: triggers[main])
          }
        }
        readAround(main, start..<end, previous: before)
        for event in start..<end where times[event] == .pastPerfect {
          if event != main, times[main] == .past, isTold(main) {
            add(.pastPerfect, event, main, at: triggers[event])
          } else if event == main, let previous, times[previous] == .past, isTold(previous), isTold(main) {
            add(.pastPerfect, main, previous, at: triggers[main])
          }
        }
      }
      for event in start..<end where events[event].status == .planned {
        if let lastTold, events[event].sentence - events[lastTold].sentence <= 3 {
          add(.plannedAfter, lastTold, event, at: triggers[event])
        }
      }
      for event in start..<end where times[event].isPast {
        if events[event].status == .happened || events[event].status == .reported { lastTold = event }
      }
      previous = main ?? previous
      before = start..<end
      start = end
    }
  }

  /// What is told beside a statement was before it: in its own sentence, in the sentence before, and in the clauses of the
  /// sentence after.
  private mutating func readAround(_ main: Int, _ own: Range<Int>, previous: Range<Int>) {
    let sentence = events[main].sentence
    if isStatement(main) {
      for event in own where event != main && isAct(event) {
        add(.actBesideStatement, event, main, at: triggers[event])
      }
      for event in previous where sentence - events[event].sentence == 1 && isAct(event) {
        add(.actBeforeStatement, event, main, at: triggers[main])
      }
    }
    guard let statement = previous.first(where: { isStatement($0) && isRoot($0) }),
      sentence - events[statement].sentence == 1
    else { return }
    for event in own where isAct(event) && (event != main || times[event] == .presentPerfect) {
      add(.clauseBeforeStatement, event, statement, at: triggers[event])
    }
  }

  /// Words spoken in the past or, in headlines, the present.
  private func isStatement(_ event: Int) -> Bool {
    guard isVerbal(event), isTold(event) else { return false }
    switch times[event] {
    case .past, .present, .presentPerfect: return true
    default: return false
    }
  }

  /// What was done, told by a verb in a past form.
  private func isAct(_ event: Int) -> Bool {
    guard !isVerbal(event), isTold(event) else { return false }
    switch times[event] {
    case .past, .pastPerfect, .presentPerfect, .participle, .gerund: return true
    default: return false
    }
  }

  /// Whether an event heads its sentence.
  private func isRoot(_ event: Int) -> Bool {
    switch document.tokens[triggers[event]].relation {
    case .root, .parataxis, .conj: true
    default: false
    }
  }

  /// The event of the sentence's root, else the one nearest to it, when it is told by a verb.
  private func mainEvent(_ range: Range<Int>) -> Int? {
    var best: (event: Int, depth: Int)?
    for event in range {
      var depth = 0
      var node = triggers[event]
      while depth < 12, let head = document.head(node) {
        node = head
        depth += 1
      }
      if depth < best?.depth ?? .max { best = (event, depth) }
    }
    guard let best, best.depth <= 2 else { return nil }
    return best.event
  }

  /// The main events of two sentences in a row.
  private mutating func sequence(_ first: Int, _ second: Int) {
    guard isTold(first), isTold(second) else { return }
    for child in document.children(triggers[second]) {
      let token = document.tokens[child]
      guard token.relation == .advmod || token.relation == .obl, child < triggers[second] else { continue }
      if book.has("later_words", token.form) { return add(.thenNext, first, second, at: child) }
      if book.has("earlier_words", token.form) { return add(.earlierNext, second, first, at: child) }
    }
  }
}
