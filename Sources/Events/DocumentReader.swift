// One run over one document: candidates of each sentence, drafts, what is dropped and what is kept.

import Actors
import Chronology
import Corpus
import Language

/// One run over one document.
struct DocumentReader {
  let book: FrameBook
  let timeAnalyser: TimeAnalyser
  let document: AnnotatedDocument
  let times: TimeAnalysis
  let actors: ActorAnalysis
  let clauses: ClauseReader
  let matcher: FrameMatcher
  let finder: ParticipantFinder
  let statusReader: StatusReader
  let attribution: AttributionReader
  let quantityReader: QuantityReader
  let placeReader: PlaceReader
  var drafts: [Draft] = []
  /// What the models of eventness and confidence look at, for each event that is told; filled on request.
  var propertyRows: [EventProperties]?
  /// For each token that belongs to an event, the index of its draft.
  var draftOfToken: [Int: Int] = [:]
  /// Triggers of the sentence that is being read.
  var triggers: Set<Int> = []
  /// The frame of killing and wounding.
  let killFrame: Int?
  /// The first sentence of prose: the lead.
  let leadSentence: Int?
  /// Lemmas of the content words of the title and of the headings before the lead.
  let titleWords: Set<WordKey>

  init(
    book: FrameBook, timeAnalyser: TimeAnalyser, document: AnnotatedDocument, times: TimeAnalysis,
    actors: ActorAnalysis, collectsProperties: Bool = false
  ) {
    propertyRows = collectsProperties ? [] : nil
    self.book = book
    self.timeAnalyser = timeAnalyser
    self.document = document
    self.times = times
    self.actors = actors
    clauses = ClauseReader(document, words: ClauseWords(book.words))
    matcher = FrameMatcher(book: book, document: document, clauses: clauses)
    finder = ParticipantFinder(book: book, document: document, clauses: clauses, actors: actors)
    statusReader = StatusReader(book: book, document: document, clauses: clauses)
    attribution = AttributionReader(book: book, document: document, clauses: clauses, finder: finder)
    quantityReader = QuantityReader(book: book, document: document, clauses: clauses)
    leadSentence = document.sentences.firstIndex {
      $0.kind == .paragraph && $0.isEnglish && $0.tokens.count >= 6
    }
    titleWords = DocumentReader.titleWords(document)
    killFrame = book.verbs[WordKey("kill")]?.first { book.frames[$0].type == .assault }
    placeReader = PlaceReader(book: book, document: document, clauses: clauses, actors: actors)
  }

  mutating func read() -> EventAnalysis {
    for (number, sentence) in document.sentences.enumerated() {
      guard sentence.kind == .paragraph || sentence.kind == .listItem, sentence.isEnglish else { continue }
      guard !isPointer(sentence) else { continue }
      readSentence(number, sentence)
    }
    return finish()
  }

  /// The verb that says of an event noun that it begins, goes on, ends or takes place.
  func aspectVerb(of candidate: Candidate) -> Int? {
    guard candidate.isNoun, let head = document.head(candidate.trigger), document.tokens[head].upos == .verb else {
      return nil
    }
    switch document.tokens[candidate.trigger].relation {
    case .nsubj, .nsubjPass: return book.has("aspect_verbs", document.tokens[head].lemma) ? head : nil
    default: return nil
    }
  }

  /// An imperative that sends the reader elsewhere ("For updates, visit …") tells no event.
  private func isPointer(_ sentence: Sentence) -> Bool {
    for token in sentence.tokens where document.tokens[token].head < 0 {
      guard document.tokens[token].upos == .verb, document.xpos(token) == "VB" else { continue }
      if document.child(token, .nsubj, .nsubjPass, .aux, .auxPass, .mark, .csubj) == nil,
        sentence.kind == .paragraph
      {
        return true
      }
    }
    return false
  }

  private mutating func readSentence(_ number: Int, _ sentence: Sentence) {
    let candidates = matcher.candidates(in: sentence.tokens)
    triggers = Set(candidates.map(\.trigger))
    guard !candidates.isEmpty else { return }
    var byToken: [Int: Int] = [:]
    for (index, candidate) in candidates.enumerated() { byToken[candidate.trigger] = index }
    var absorbed: [Int: Int] = [:]
    for (index, candidate) in candidates.enumerated() where absorbed[candidate.trigger] == nil {
      for token in candidate.absorbed { absorbed[token] = absorbed[token] ?? index }
      if let core = candidate.core, candidate.type.group != .neutral, book.frames[candidate.frame].specificity >= 3 {
        absorbed[core] = absorbed[core] ?? index
      }
    }
    var carried: Set<Int> = []
    for candidate in candidates where candidate.type.group != .neutral || book.frames[candidate.frame].isSpeech {
      if let owner = absorbed[candidate.trigger], owner != byToken[candidate.trigger] { continue }
      if let light = candidate.lightVerb { carried.insert(light) }
    }
    var found: [(draft: Draft, candidate: Candidate)] = []
    for candidate in candidates where candidate.isNoun {
      guard let verb = aspectVerb(of: candidate) else { continue }
      // "The search ended": one event, unless the noun alone is too weak to be told.
      if candidate.type.group != .neutral || !book.frames[candidate.frame].isFallback { carried.insert(verb) }
    }
    for candidate in candidates where !candidate.isNoun && document.tokens[candidate.trigger].relation == .xcomp {
      // "continues to demand" is the demand, "plans to build" the building.
      guard let head = document.head(candidate.trigger), let found = book.operators[document.tokens[head].lemma],
        candidate.type.group != .neutral || found.status == .ongoing || found.status == .planned
      else { continue }
      carried.insert(head)
    }
    for candidate in candidates {
      // "launched an attack" is the attack; "announced that …" stays a statement of its own.
      let saysClause = candidate.arguments.complements.contains { document.tokens[$0].relation == .ccomp }
      if candidate.type.group == .neutral, carried.contains(candidate.trigger),
        !(candidate.type == .statement && saysClause)
      {
        continue
      }
      if let owner = absorbed[candidate.trigger], owner != byToken[candidate.trigger] { continue }
      if book.frames[candidate.frame].isWeak, isSuppressed(candidate, candidates, byToken) { continue }
      guard var draft = draft(candidate, number, sentence) else { continue }
      let reading = eventness(of: draft, among: triggers)
      draft.eventness = reading
      if draft.type == .other {
        // An ordinary act is told when enough speaks for it.
        guard reading.probability >= book.eventness.threshold else { continue }
        draft.confidence = reading.probability
      } else {
        // "I think", "he believes": what somebody says is told, what somebody holds is not.
        let least = draft.type == .statement ? book.eventness.threshold : book.eventness.typedThreshold
        guard reading.probability >= least else { continue }
        draft.confidence = confidence(of: draft, candidates, byToken)
      }
      found.append((draft, candidate))
    }
    let best = found.filter { $0.draft.type.group != .neutral }.map(\.draft.confidence).max() ?? 0
    found.removeAll { isDoubtful($0.draft, best) || isNegligible($0.draft) }
    joinLightVerbs(&found)
    for (draft, candidate) in found {
      keep(draft, candidate, byToken)
    }
  }
}
