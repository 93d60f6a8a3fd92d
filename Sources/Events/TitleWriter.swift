// Writes the headline of an event: who does what to whom, as real as the text tells it, in its own words. What no
// headline says well is quoted.

import Actors
import Chronology
import Corpus
import Language

struct TitleWriter {
  let book: FrameBook
  let document: AnnotatedDocument
  let clauses: ClauseReader
  let actors: ActorAnalysis
  /// Tokens of time expressions that date something: left out of headlines.
  let timeTokens: Set<Int>
  /// By actor; see ``shortName(_:)``.
  let shortNames: [String?]
  /// Characters of a headline.
  let limit = 120

  /// What a headline is made of.
  struct Parts {
    var candidate: Candidate
    var type: EventType
    var status: EventStatus
    var agents: [Int]
    var patients: [Int]
    var quote: ByteSpan?
    var isSpeech: Bool
    /// The verb that carries a noun trigger, if its subject is the agent.
    var carrier: Int?
    /// The head of the phrase that names the agents.
    var agentHead: Int?
    /// Whether that phrase is the subject of the verb.
    var agentIsSubject: Bool
  }

  /// A headline of at most ``limit`` characters: speech, clause or noun phrase, the first that passes the check of
  /// ``isSound(_:_:)``; else words of the sentence in quotation marks.
  func title(_ parts: Parts) -> String {
    if parts.isSpeech, !parts.agents.isEmpty, let text = speech(parts).map(finish), isSound(text, parts) {
      return text
    }
    if let verb = parts.candidate.isNoun ? parts.carrier : parts.candidate.trigger {
      if let text = clause(parts, verb).map(finish), isSound(text, parts) { return text }
    } else if let text = nominal(parts).map(finish), isSound(text, parts) {
      return text
    }
    return quotation(parts)
  }

  /// Single spaces, no loose punctuation at the end, a capital letter in front.
  private func finish(_ text: String) -> String {
    var result = ""
    var wasSpace = true
    for scalar in text.unicodeScalars {
      let isSpace = scalar.properties.isWhitespace
      if isSpace {
        if !wasSpace { result.unicodeScalars.append(" ") }
      } else {
        result.unicodeScalars.append(scalar)
      }
      wasSpace = isSpace
    }
    while let last = result.last, " ,;:–—-".contains(last) { result.removeLast() }
    return result.capitalisedFirst()
  }
}

extension String {
  /// The first letter in upper case, the rest as it is.
  func capitalisedFirst() -> String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }

  /// Without quotation marks and commas at both ends.
  func trimmingQuotes() -> String {
    let marks: Set<Character> = ["“", "”", "\"", "`", "'", ",", " ", "."]
    var text = Substring(self)
    while let first = text.first, marks.contains(first) { text.removeFirst() }
    while let last = text.last, marks.contains(last) { text.removeLast() }
    return String(text)
  }
}
