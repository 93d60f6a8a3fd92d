// Where the time of an event stands when it is no plain dependent of its trigger: among the semantic roles, in the clause
// that takes a date up, at the event that a clause belongs to, at the act that a rank is about.

import Language

extension EventTimer {
  /// The time among the semantic arguments of a predicate: the narrowest where it has several.
  func temporalArgument(of trigger: Int) -> Int? {
    guard let predicate = document.predicate(at: trigger) else { return nil }
    let governor = document.head(trigger)
    // "Said on Monday that rebels had attacked": a date is the time of the clause below it only where "when" says so.
    let isTakenUp = document.children(trigger).contains { words.inWhich.contains(document.tokens[$0].form) }
    let clause = document.subtree(trigger)
    let isContent = document.tokens[trigger].relation == .ccomp
    let heads = predicate.arguments(.tmp).filter { isTakenUp || $0 != governor && (!isContent || clause.contains($0)) }
    return heads.compactMap { anchor(at: $0) ?? anchor(inPhraseOf: $0) }.min {
      (analysis.timexes[$0].interval.width ?? .max, $0) < (analysis.timexes[$1].interval.width ?? .max, $1)
    }
  }

  /// The expression in a phrase of time whose head is none itself ("earlier in September", "the day before, Monday"); a
  /// clause of time has events of its own.
  private func anchor(inPhraseOf head: Int) -> Int? {
    switch document.tokens[head].upos {
    case .adv, .adj, .adp: break
    case .noun where !words.bearsTime(head, in: document) && !triggers.contains(head): break
    default: return nil
    }
    let phrase = document.subtree(head)
    guard phrase.count <= 8, !phrase.contains(where: { document.tokens[$0].upos == .verb }) else { return nil }
    for token in phrase { if let index = anchor(at: token) { return index } }
    return nil
  }

  /// "Became the first country to abolish the tax in 2019": the act that the rank is about dates the rank.
  func rankedAct(_ trigger: Int) -> Int? {
    for noun in document.children(trigger)
    where document.tokens[noun].relation == .xcomp || document.tokens[noun].relation == .obj {
      guard document.children(noun).contains(where: { words.ranking.contains(document.tokens[$0].form) }) else {
        continue
      }
      // The parser hangs the infinitive on the noun or beside it.
      for act in document.children(noun) where document.tokens[act].relation == .acl && document.xpos(act) == "VB" {
        return timex(below: act, of: act)
      }
      for act in document.children(trigger)
      where act > noun && document.tokens[act].relation == .xcomp && document.xpos(act) == "VB" {
        return timex(below: act, of: act)
      }
    }
    return nil
  }

  /// "The 1992 massacre, where 111 inmates were killed": what a clause of place or time tells of an event has its date.
  func heldIn(_ trigger: Int) -> Int? {
    guard document.tokens[trigger].relation == .aclRelcl, var head = document.head(trigger),
      document.children(trigger).contains(where: { child in
        words.inWhich.contains(document.tokens[child].form)
          || document.tokens[child].relation.isOblique && document.tokens[child].features.contains(.relative)
      })
    else { return nil }
    // "The 1992 massacre in the Northgate prison, where …": the clause may hang on the place.
    if !words.bearsTime(head, in: document), !triggers.contains(head), document.tokens[head].relation == .nmod,
      let event = document.head(head)
    {
      head = event
    }
    guard words.bearsTime(head, in: document) || triggers.contains(head) else { return nil }
    return timex(below: head, of: head)
  }

  /// "In August 2019, when rebels seized the town": the date right before a "when" of the trigger's clause.
  func takenUp(by trigger: Int) -> Int? {
    for child in document.children(trigger) where child < trigger && document.tokens[child].form == EventTimer.when {
      var before = child - 1
      if before > 0, document.tokens[before].upos == .punct { before -= 1 }
      guard before >= 0, let index = anchor(at: before), analysis.timexes[index].tokens.upperBound == before + 1 else {
        return nil
      }
      return analysis.timexes[index].kind == .date ? index : nil
    }
    return nil
  }

  /// A date between a subject and its verb, which parsers hang on the verb or take for another subject ("the meeting in
  /// Lima last Friday ended"): it dates what the subject names as well.
  func besideSubject(_ trigger: Int) -> Int? {
    let relation = document.tokens[trigger].relation
    guard relation == .nsubj || relation == .nsubjPass, let head = document.head(trigger), trigger < head else {
      return nil
    }
    for child in document.children(head) where child > trigger && child < head {
      let other = document.tokens[child].relation
      if other == relation || other.isOblique, let index = anchor(at: child) { return index }
    }
    return nil
  }

  /// Whether a trigger heads a relative clause of a date: "foes since 2013, when they fought" tells of 2013.
  func isClause(_ trigger: Int, of index: Int) -> Bool {
    if takenUp(by: trigger) == index { return true }
    guard let head = document.head(trigger), analysis.timexes[index].tokens.contains(head) else { return false }
    let relation = document.tokens[trigger].relation
    return relation == .aclRelcl || relation == .acl || relation == .advcl
  }
}
