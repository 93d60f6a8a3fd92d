// The day of the story: a report that begins with an act of one day goes on to tell of that day in the simple past until it names
// another time or leaves the scene.

import Chronology
import Corpus
import Language

/// Dates acts in the simple past by the day of the act that the article begins with. Runs after all other evidence.
struct StoryDays {
  let reader: SceneReader
  /// Sentences in which an expression names a time of its own.
  let datedSentences: Set<Int>

  /// Sentences at the beginning, headline included, that tell the story's act.
  private static let leadSentences = 4
  /// Days before the article at most.
  private static let reach = 4
  /// Sentences without the day over which the story goes on.
  private static let longest = 8

  /// Puts the story's day on drafts that no expression dates.
  func date(_ drafts: inout [Draft]) {
    guard let written = reader.times.date.interval.latest, let (day, first) = storyDay(drafts, written) else { return }
    let byDay = Set(drafts.filter { isOf(day, $0) }.map(\.sentence))
    var sentences = Set<Int>()
    var last = first.sentence
    for number in first.sentence..<reader.document.sentences.count {
      if byDay.contains(number), !tellsOfOtherTimes(number, day) {
        last = number
        sentences.insert(number)
      } else if datedSentences.contains(number) || leaves(number) {
        last = -1
      } else if last >= 0, number - last <= StoryDays.longest {
        sentences.insert(number)
      }
      if last < 0, byDay.contains(number) { last = number }
    }
    let word = reader.document.form(first.candidate.trigger)
    for index in drafts.indices where reader.isOpen(drafts[index]) && sentences.contains(drafts[index].sentence) {
      guard isTold(drafts[index]) else { continue }
      drafts[index].when = first.when.lent(
        .approximate, why: "told of the day of “\(word)”, with which the article begins. \(first.when.why)")
    }
  }

  /// The one day, not long before the article, of all dated acts at its beginning.
  private func storyDay(_ drafts: [Draft], _ written: Day) -> (DayInterval, Draft)? {
    let lead = drafts.filter { draft in
      draft.sentence < StoryDays.leadSentences && reader.isDay(draft)
        && !reader.book.frames[draft.candidate.frame].isSpeech && !isNews(draft)
    }
    guard let first = lead.first, let earliest = first.when.interval.earliest, let latest = first.when.interval.latest,
      latest <= written, written - earliest <= StoryDays.reach,
      lead.allSatisfy({ $0.when.interval.overlaps(first.when.interval) })
    else { return nil }
    return (first.when.interval, first)
  }

  /// What was published or found on a day is not the day of what it tells.
  private func isNews(_ draft: Draft) -> Bool {
    reader.book.frames[draft.candidate.frame].kind.map { reader.book.has("story_news", WordKey($0)) } ?? false
  }

  private func isOf(_ day: DayInterval, _ draft: Draft) -> Bool {
    reader.isDay(draft) && draft.when.interval.overlaps(day)
      && !reader.book.frames[draft.candidate.frame].isSpeech
  }

  private func tellsOfOtherTimes(_ number: Int, _ day: DayInterval) -> Bool {
    reader.times.timexes.contains { timex in
      timex.sentence == number && timex.role == .anchor && !timex.interval.isUnbounded
        && !timex.interval.overlaps(day)
    }
  }

  /// Whether the main verb of a sentence leaves the story: it tells of habits, of states now, or of the past of the past.
  private func leaves(_ number: Int) -> Bool {
    let sentence = reader.document.sentences[number].tokens
    guard let root = sentence.first(where: { reader.document.tokens[$0].head < 0 }) else { return false }
    return reader.clauses.time(ofVerb: root) == .pastPerfect
      || sentence.contains { reader.book.has("story_breaks", reader.document.tokens[$0].lemma) }
  }

  /// Whether an act is told in the simple past, in the text's own words or in those of its sources.
  private func isTold(_ draft: Draft) -> Bool {
    let trigger = draft.candidate.trigger
    guard !draft.candidate.isNoun, draft.type != .statement, !reader.book.frames[draft.candidate.frame].isSpeech,
      reader.quotes.utterance(at: trigger) == nil, reader.clauses.time(ofVerb: trigger) == .past
    else { return false }
    var node = trigger
    for _ in 0..<6 {
      switch reader.document.tokens[node].relation {
      case .root: return true
      case .conj, .parataxis, .ccomp: break
      case .advcl where reader.isSimultaneous(node): break
      default: return false
      }
      guard let head = reader.document.head(node) else { return true }
      switch reader.clauses.time(ofVerb: head) {
      case .pastPerfect, .presentPerfect, .ahead: return false
      default: node = head
      }
    }
    return false
  }
}
