// How a trigger stands in time by its form alone: past, past perfect, present, ahead, or bare.

import Language

/// Tense and aspect of a trigger.
enum ClauseTime: Sendable, Equatable {
  case past, pastPerfect, presentPerfect, present, ahead, infinitive, gerund, participle, none

  /// Whether it tells of something that was over or under way before the moment of telling.
  var isPast: Bool { self == .past || self == .pastPerfect || self == .presentPerfect }
}

extension ClauseReader {
  /// Tense and aspect of a verb from its tag and auxiliaries; a noun has none.
  func time(ofVerb verb: Int) -> ClauseTime {
    guard tokens[verb].upos == .verb || tokens[verb].upos == .aux || document.child(verb, .cop) != nil else {
      return .none
    }
    var have: Int?
    var hasModal = false
    var be: Int?
    for child in document.children(verb) {
      let token = tokens[child]
      guard token.relation == .aux || token.relation == .auxPass || token.relation == .cop else { continue }
      if document.xpos(child) == "MD" { hasModal = true }
      if token.lemma == Words.have { have = child }
      if token.lemma == Words.be || token.lemma == Words.get || token.lemma == Words.do { be = child }
    }
    if hasModal { return .ahead }
    if let have {
      switch document.xpos(have) {
      case "VBD": return .pastPerfect
      case "VBG": return .participle
      default: return .presentPerfect
      }
    }
    if let be {
      switch document.xpos(be) {
      case "VBD": return .past
      case "VBZ", "VBP": return .present
      case "VB": return .infinitive
      default: return .participle
      }
    }
    switch document.xpos(verb) {
    case "VBD": return .past
    case "VBZ", "VBP": return .present
    case "VB": return .infinitive
    case "VBG": return .gerund
    case "VBN": return .participle
    default: return .none
    }
  }
}
