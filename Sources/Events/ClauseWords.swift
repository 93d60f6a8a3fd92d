// The words that decide how clauses are read: classes of classes.yaml, looked up once.

import Language

/// Lemmas of verbs, prepositions and pronouns that a clause reader asks for.
struct ClauseWords: Sendable {
  /// Verbs that stand between commas with who says so.
  let speech: Set<WordKey>
  /// Verbs whose object does what the infinitive behind it says: "forced the firm to close".
  let forcing: Set<WordKey>
  /// Verbs that after a passive are passive too when they have no object: "was arrested and charged".
  let suffered: Set<WordKey>
  /// Verbs whose passive keeps a noun: "called a cult", "awarded a medal".
  let complemented: Set<WordKey>
  /// Verbs whose subject does what the infinitive says, though they have an object: "promise Kyiv to help".
  let promising: Set<WordKey>
  /// Verbs that link a subject to a state.
  let copular: Set<WordKey>
  /// Verbs with an infinitive that has no "to".
  let bareInfinitive: Set<WordKey>
  /// Prepositions that tie a noun to the subject of its verb: "engage in efforts".
  let carrying: Set<WordKey>
  /// Prepositions before a gerund whose subject is the object of the verb above.
  let blaming: Set<WordKey>
  let relative: Set<WordKey>
  /// "both", "all": of those before a relative clause none is left out.
  let all: Set<WordKey>

  init(_ words: [String: Set<WordKey>]) {
    speech = words["speech_verbs"] ?? []
    forcing = words["forcing_verbs"] ?? []
    suffered = words["suffered_verbs"] ?? []
    complemented = words["complemented_verbs"] ?? []
    promising = words["promising_verbs"] ?? []
    copular = words["copular_verbs"] ?? []
    bareInfinitive = words["bare_infinitive_verbs"] ?? []
    carrying = words["carrying_prepositions"] ?? []
    blaming = words["blaming_prepositions"] ?? []
    relative = words["relative_pronouns"] ?? []
    all = words["totals"] ?? []
  }
}
