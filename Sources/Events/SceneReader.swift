// Days that a text gives an event elsewhere: the event in which it happened was dated before ("During the fire, six were
// burned"), it is the next step of what happened on a dated day, its speaker goes on, or the same act is told with its day.

import Actors
import Chronology
import Corpus
import Language

/// Dates events by the scene that they belong to. Runs once over the merged drafts, in text order.
struct SceneReader {
  let document: AnnotatedDocument
  let book: FrameBook
  let clauses: ClauseReader
  let times: TimeAnalysis
  let actors: ActorAnalysis
  let quotes: QuoteTable

  /// Sentences that an event noun looks back for its first mention.
  private static let reach = 12
  /// Dated events that it looks back over at most, however many one sentence tells.
  private static let mostKnown = 200
  /// Days that a scene lasts at most.
  private static let width = 2

  /// Puts days on drafts that no expression dates.
  func date(_ drafts: inout [Draft]) {
    let dated = sentencesWithDates()
    let order = drafts.indices.sorted {
      (drafts[$0].candidate.trigger, $0) < (drafts[$1].candidate.trigger, $1)
    }
    var known: [Int] = []
    var scene = Scene()
    var speech = SpeechDays()
    let unclaimed = UnclaimedDays(reader: self, drafts)
    for index in order {
      let draft = drafts[index]
      if draft.sentence != scene.sentence { scene.enter(draft.sentence, in: self, dated) }
      if isOpen(draft) {
        if let when = unclaimed.time(of: draft) ?? time(of: draft, among: known, in: drafts)
          ?? scene.time(of: draft, in: self)
          ?? speech.time(of: draft, in: self)
        {
          drafts[index].when = when
        }
      }
      speech.take(drafts[index], in: self)
      if isDay(drafts[index]) {
        known.append(index)
        scene.take(drafts[index], in: self)
      }
    }
    RetoldActs(reader: self, datedSentences: dated).date(&drafts)
    ClauseBounds(reader: self).date(&drafts)
    StoryDays(reader: self, datedSentences: dated).date(&drafts)
  }

  /// Whether nothing dates a draft of what has happened.
  func isOpen(_ draft: Draft) -> Bool {
    guard draft.when.timex == nil, draft.when.basis == .reported || draft.when.basis == .approximate else {
      return false
    }
    return draft.reading.status == .happened || draft.reading.status == .reported
  }

  /// Whether a draft has happened on a day or two.
  func isDay(_ draft: Draft) -> Bool {
    guard draft.reading.status == .happened || draft.reading.status == .reported,
      draft.when.basis == .stated || draft.when.basis == .inferred, let width = draft.when.interval.width
    else { return false }
    return width <= SceneReader.width
  }

  /// The sentences in which an expression names a time of its own.
  private func sentencesWithDates() -> Set<Int> {
    var result: Set<Int> = []
    for timex in times.timexes
    where timex.role == .anchor && (timex.relative != nil || !timex.interval.isUnbounded) {
      result.insert(timex.sentence)
    }
    return result
  }

  // MARK: The event in which something happened

  private enum Role { case subject, during, after }

  private func time(of draft: Draft, among known: [Int], in drafts: [Draft]) -> EventTime? {
    guard !known.isEmpty else { return nil }
    for (noun, role) in holders(of: draft) {
      guard isSameAgain(noun) else { continue }
      for index in known.suffix(SceneReader.mostKnown).reversed() {
        let other = drafts[index]
        if draft.sentence - other.sentence > SceneReader.reach { break }
        guard other.candidate.trigger < noun, names(noun, other), let day = other.when.interval.earliest else {
          continue
        }
        var when = other.when
        let said = document.form(noun)
        let told = document.form(other.candidate.trigger)
        switch role {
        case .during, .subject:
          when.basis = .inferred
          when.why = "it belongs to “\(said)”, told before as “\(told)”. \(other.when.why)"
        case .after:
          guard let today = times.date.interval.latest, day <= today else { continue }
          when.interval = DayInterval(day, today)
          when.edtf = when.interval.edtf
          when.relative = (other.when.relative ?? other.when.edtf).map { "\($0)..DCT" }
          when.basis = .approximate
          when.why = "after “\(said)”, told before as “\(told)”. \(other.when.why)"
        }
        when.told = nil
        return when
      }
    }
    return nil
  }

  /// The nouns of a trigger's clause in or after whose event it happened.
  private func holders(of draft: Draft) -> [(noun: Int, role: Role)] {
    var result: [(noun: Int, role: Role)] = []
    let trigger = draft.candidate.trigger
    var nodes = [trigger]
    if let light = draft.candidate.lightVerb { nodes.append(light) }
    for node in nodes {
      for child in document.children(node) {
        let relation = document.tokens[child].relation
        if relation.isOblique, document.tokens[child].upos == .noun {
          if let role = role(of: child) { result.append((child, role)) }
          // "In a statement published after the deal".
          for inner in document.children(child) where document.tokens[inner].relation == .acl {
            for last in document.children(inner) where document.tokens[last].relation.isOblique {
              if let role = role(of: last) { result.append((last, role)) }
            }
          }
        } else if relation == .nsubj || relation == .nsubjPass, draft.type == .other || draft.type == .assault,
          document.tokens[child].upos == .noun, clauses.time(ofVerb: node) == .past, isEffect(draft, node)
        {
          result.append((child, .subject))
        }
      }
    }
    return result
  }

  private func role(of noun: Int) -> Role? {
    guard document.tokens[noun].upos == .noun, let preposition = document.child(noun, .case) else { return nil }
    let form = document.tokens[preposition].form
    if book.has("scene_during", form) { return .during }
    return book.has("scene_after", form) ? .after : nil
  }

  /// Whether a verb tells what an event did or that it took place, not what became of it later ("was condemned").
  private func isEffect(_ draft: Draft, _ verb: Int) -> Bool {
    let lemma = document.tokens[verb].lemma
    return book.has("scene_effects", lemma) || book.has("aspect_verbs", lemma)
  }

  /// "The fire", not "the second fire" or "the fire in Lund": what the text has told of.
  private func isSameAgain(_ noun: Int) -> Bool {
    var isDefinite = false
    for child in document.children(noun) {
      let token = document.tokens[child]
      switch token.relation {
      case .det: isDefinite = book.has("definite", token.lemma)
      // "The second attack" is another one.
      case .amod where book.has("scene_breaks", token.lemma): return false
      case .nmod, .nummod: return false
      default: break
      }
    }
    return isDefinite
  }

  /// Whether a noun names the event of a draft: by its own word, a word of the same act, kind or stem, or by the words
  /// that were spoken or sent.
  private func names(_ noun: Int, _ draft: Draft) -> Bool {
    let lemma = document.tokens[noun].lemma
    let trigger = draft.candidate.trigger
    if document.tokens[trigger].lemma == lemma { return true }
    if let family = book.families[lemma] {
      if family == book.families[document.tokens[trigger].lemma] { return true }
      if let core = draft.candidate.core, family == book.families[document.tokens[core].lemma] { return true }
    }
    if let object = draft.candidate.arguments.object, document.tokens[object].lemma == lemma,
      book.nouns[lemma] != nil || book.has("scene_words", lemma)
    {
      return true
    }
    if let kind = book.frames[draft.candidate.frame].kind,
      let frames = book.nouns[lemma], frames.contains(where: { book.frames[$0].kind == kind })
    {
      return book.has("scene_kinds", WordKey(kind))
    }
    return isDerived(noun, from: trigger)
  }

  /// "Landed" and "the landing", "agreed" and "the agreement": the noun begins with the verb.
  private func isDerived(_ noun: Int, from verb: Int) -> Bool {
    guard document.tokens[verb].upos == .verb else { return false }
    var stem = Array(document.lemma(of: verb).utf8)
    if stem.last == 0x65 { stem.removeLast() }
    let word = Array(document.lemma(of: noun).utf8)
    guard stem.count >= 4, word.count > stem.count, word.count - stem.count <= 5 else { return false }
    return word.starts(with: stem)
  }

  // MARK: The next step

  /// The day of which the sentences of a paragraph tell, and the first of the next.
  private struct Scene {
    var sentence = -1
    /// What the sentence before tells.
    private var day: EventTime?
    private var dayBlock = -1
    private var daySentence = -1
    /// The last sentence of the paragraph that goes on with the day.
    private var lastSentence = -1
    private var word = ""
    private var actors: Set<Int> = []
    /// Whether the sentence that is being read may go on with that day.
    private var goesOn = false
    /// Whether it stands in the same paragraph.
    private var isNear = false
    /// Whether what happened on that day is only claimed.
    private var isClaimed = false

    mutating func enter(_ number: Int, in reader: SceneReader, _ dated: Set<Int>) {
      sentence = number
      let read = reader.document.sentences[number]
      isNear = read.block == dayBlock
      let mayGoOn = day != nil && (isNear || read.block == dayBlock + 1) && number <= lastSentence + 1
      goesOn = mayGoOn && number > daySentence && !dated.contains(number) && !reader.breaksOff(read)
      // What follows somebody's words may be told by them.
      if goesOn, isNear, !reader.isSaying(read) { lastSentence = number }
      if !mayGoOn || number > daySentence && !goesOn { day = nil }
    }

    /// The day of a step, when it is one.
    func time(of draft: Draft, in reader: SceneReader) -> EventTime? {
      guard goesOn, let day, reader.isStep(draft), isClaimed || draft.reading.status == .happened else { return nil }
      let who = Set(draft.agents + draft.patients)
      let isTakenUp = reader.hasKnownSubject(draft) || reader.isAdded(draft)
      let isWord = reader.book.frames[draft.candidate.frame].isSpeech
      guard isTakenUp || isNear && (!isWord || !who.isDisjoint(with: actors)) else { return nil }
      return day.lent(.approximate, why: "told as the next step after “\(word)”. \(day.why)")
    }

    mutating func take(_ draft: Draft, in reader: SceneReader) {
      let isMain = reader.isMainClause(draft)
      // What somebody wrote or said is another scene than what the words tell.
      guard isMain || daySentence == draft.sentence, !reader.book.frames[draft.candidate.frame].isSpeech else { return }
      if daySentence != draft.sentence || day == nil { actors = [] }
      day = draft.when
      isClaimed = draft.reading.status == .reported
      daySentence = draft.sentence
      lastSentence = draft.sentence
      dayBlock = reader.document.sentences[draft.sentence].block
      word = reader.document.form(draft.candidate.trigger)
      actors.formUnion(draft.agents + draft.patients)
    }
  }

  /// Whether a draft stands in the main clause of its sentence, or in one joined to it.
  private func isMainClause(_ draft: Draft) -> Bool {
    var node = draft.candidate.lightVerb ?? draft.candidate.trigger
    for _ in 0..<4 {
      switch document.tokens[node].relation {
      case .root: return true
      case .conj, .parataxis: break
      case .nsubj, .nsubjPass, .obj: break
      case .advcl where isSimultaneous(node): break
      default: return false
      }
      guard let head = document.head(node) else { return document.tokens[node].head < 0 }
      node = head
    }
    return false
  }

  /// "When he fell ill": a clause that goes on with the story.
  func isSimultaneous(_ verb: Int) -> Bool {
    clauses.isFinite(verb) && document.children(verb).contains { book.has("scene_same", document.tokens[$0].form) }
  }

  /// A main clause in the simple past about an act.
  private func isStep(_ draft: Draft) -> Bool {
    guard !draft.candidate.isNoun, isMainClause(draft), draft.type != .statement,
      quotes.utterance(at: draft.candidate.trigger) == nil
    else { return false }
    return clauses.time(ofVerb: draft.candidate.trigger) == .past
  }

  /// Whether a trigger is told in the simple past.
  func isPlainPast(_ draft: Draft) -> Bool { clauses.time(ofVerb: draft.candidate.trigger) == .past }

  /// Whether the subject is a pronoun or a definite noun, so that the text goes on with what it has named.
  private func hasKnownSubject(_ draft: Draft) -> Bool {
    guard let subject = document.child(draft.candidate.trigger, .nsubj, .nsubjPass) else {
      return document.tokens[draft.candidate.trigger].relation == .conj
    }
    return document.tokens[subject].upos == .pron || document.tokens[subject].upos == .noun && isSameAgain(subject)
  }

  /// Whether the main verb of a sentence tells of words.
  private func isSaying(_ sentence: Sentence) -> Bool {
    sentence.tokens.contains { document.tokens[$0].head < 0 && book.has("speech_verbs", document.tokens[$0].lemma) }
  }

  /// "The governor also asked …": one more act of the same story.
  private func isAdded(_ draft: Draft) -> Bool {
    document.children(draft.candidate.trigger).contains { book.has("scene_additions", document.tokens[$0].form) }
  }

  /// Whether the words of a sentence leave the scene: another time or place, or the past of the past.
  private func breaksOff(_ sentence: Sentence) -> Bool {
    for token in sentence.tokens {
      if book.has("scene_breaks", document.tokens[token].lemma) || book.has("scene_breaks", document.tokens[token].form)
      {
        return true
      }
      if document.tokens[token].head < 0, clauses.time(ofVerb: token) != .past || quotes.utterance(at: token) != nil {
        return true
      }
    }
    return false
  }
}

extension EventTime {
  /// The same days for another event, which no expression of its own dates.
  func lent(_ basis: Basis, why: String) -> EventTime {
    var time = self
    time.basis = basis
    time.timex = nil
    time.told = nil
    time.why = why
    return time
  }
}
