// The day on which somebody goes on speaking: who is said to have spoken on Monday says the words of the next sentences then.

import Actors
import Chronology

/// The days of the statements of those who speak in a text, read in text order.
struct SpeechDays {
  /// Sentences over which a speaker's day holds while nobody gives another.
  private static let reach = 6

  private struct Day {
    var when: EventTime
    var sentence: Int
    /// Why the day is so, for the statements that go on.
    var why: String
  }

  /// The last statement of each speaker that has a day, nil where the last one has another time.
  private var days: [Int: Day] = [:]

  /// The day of a statement that goes on with its speaker's words.
  func time(of draft: Draft, in reader: SceneReader) -> EventTime? {
    guard isStatement(draft, reader), draft.agents.count == 1, let speaker = draft.agents.first,
      isOne(reader.actors.actors[speaker]),
      let day = days[speaker], draft.sentence - day.sentence <= SpeechDays.reach, draft.sentence > day.sentence,
      reader.isPlainPast(draft), reader.quotes.utterance(at: draft.candidate.trigger) == nil
    else { return nil }
    return day.when.lent(.inferred, why: day.why)
  }

  mutating func take(_ draft: Draft, in reader: SceneReader) {
    guard isStatement(draft, reader) else { return }
    for speaker in draft.agents {
      if reader.isDay(draft) {
        let isFirst = draft.when.timex != nil
        days[speaker] = Day(
          when: draft.when, sentence: draft.sentence,
          why: isFirst
            ? "the same speaker goes on after “\(reader.document.form(draft.candidate.trigger))”. \(draft.when.why)"
            : draft.when.why)
      } else if draft.when.timex != nil {
        days[speaker] = nil
      }
    }
  }

  /// Who speaks with one voice: "police" and "officials" speak many times.
  private func isOne(_ actor: NewsActor) -> Bool {
    switch actor.kind {
    case .person: true
    case .organisation, .government, .outlet: actor.isNamed
    default: false
    }
  }

  private func isStatement(_ draft: Draft, _ reader: SceneReader) -> Bool {
    !draft.candidate.isNoun && reader.book.frames[draft.candidate.frame].isSpeech
  }
}
