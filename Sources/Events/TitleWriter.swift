// Writes the headline of an event: who does what to whom, as real as the text tells it, in its own words.

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
  /// Characters of a headline.
  let limit = 90

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

  func title(_ parts: Parts) -> String {
    var text = ""
    if parts.isSpeech, !parts.agents.isEmpty { text = speech(parts) ?? "" }
    if text.isEmpty {
      if let verb = parts.candidate.isNoun ? parts.carrier : parts.candidate.trigger {
        text = clause(parts, verb)
      } else {
        text = nominal(parts)
      }
    }
    return finish(text)
  }

  /// `Leavitt: “never been this close to peace”`, or what is said in indirect speech.
  private func speech(_ parts: Parts) -> String? {
    guard let speaker = subject(parts, parts.agentHead) else {
      guard let clause = saidClause(parts.candidate) else { return nil }
      let said = phrase(clause, excluding: parts.candidate.trigger, pruned: [], room: limit, isCut: true)
      return said.split(separator: " ").count >= 3 ? said : nil
    }
    let name = speaker.text
    if let quote = parts.quote, quote.length > 12 {
      let inner = firstQuotation(in: document.source.string(quote)).trimmingQuotes()
      let words = inner.split(separator: " ").count
      if words >= 3 { return name + ": “" + cut(inner, to: limit - name.count - 4) + "”" }
    }
    guard let clause = saidClause(parts.candidate) else { return nil }
    var pruned: Set<Int> = []
    for child in document.children(clause) where document.tokens[child].relation == .mark { pruned.insert(child) }
    var room = limit - name.count - 2
    var start = ""
    if document.child(clause, .nsubj, .nsubjPass, .csubj, .expl) == nil, let object = parts.candidate.arguments.object,
      object < clause, document.head(object) == parts.candidate.trigger
    {
      // The parser took the subject of the clause for the object of the verb.
      start = phrase(object, excluding: -1, pruned: [], room: room / 2) + " "
      room -= start.count
    }
    let said =
      start
      + phrase(
        clause, excluding: parts.candidate.trigger, pruned: pruned, room: room, speakers: parts.agents, isCut: true)
    guard said.split(separator: " ").count >= 2 else { return nil }
    if start.isEmpty, let pronoun = document.child(clause, .nsubj, .nsubjPass), document.tokens[pronoun].upos == .pron,
      !parts.candidate.isNoun, said.utf8.count > 2, clauses.antecedent(of: pronoun) == pronoun
    {
      let lemma = book.lemma(of: parts.candidate.trigger, in: document)
      let verb = speaker.isPlural ? Inflection.plural(lemma) : Inflection.thirdPerson(lemma)
      return name + " " + verb + " " + said
    }
    return name + ": " + said
  }

  /// The clause that tells what is said: below the verb, or above it when the verb follows ("…, he said").
  private func saidClause(_ candidate: Candidate) -> Int? {
    let found = candidate.arguments.complements.filter { clause in
      let relation = document.tokens[clause].relation
      return relation == .ccomp || relation == .parataxis
    }
    if let clause = found.first(where: { clauses.isFinite($0) }) ?? found.first { return clause }
    guard document.tokens[candidate.trigger].relation == .parataxis, let head = document.head(candidate.trigger),
      document.child(candidate.trigger, .obj, .xcomp) == nil
    else { return nil }
    return head
  }

  /// A continued quotation up to its first closing mark.
  private func firstQuotation(in text: String) -> String {
    var result = ""
    for character in text {
      if character == "”" || (character == "\"" && !result.isEmpty) { break }
      result.append(character)
    }
    return result
  }

  /// Cuts at a word and says so.
  func cut(_ text: String, to room: Int) -> String {
    guard text.count > room else { return text }
    var result = ""
    for word in text.split(separator: " ") {
      if result.count + word.count + 2 > room { break }
      result += (result.isEmpty ? "" : " ") + word
    }
    while let last = result.last, ",;:–—-".contains(last) { result.removeLast() }
    return result + "…"
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
    return cut(result, to: limit).capitalisedFirst()
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
