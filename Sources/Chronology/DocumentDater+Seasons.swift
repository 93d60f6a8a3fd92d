// Weak cues that tell the time of the year: an approaching season, a weekday that stands beside a day and month.

import Corpus
import Language

extension DocumentDater {
  /// A cue without a year: the days of the year that it allows.
  struct YearlyCue {
    var span: ByteSpan
    /// The stretch of each year, as days after 1 January.
    var from: (month: Int, day: Int)
    var to: (month: Int, day: Int)
    var why: String
  }

  /// Seasons that approach.
  func seasonCues() -> [YearlyCue] {
    var cues: [YearlyCue] = []
    for sentence in document.sentences where sentence.isProse {
      for index in sentence.tokens {
        guard let season = DocumentDater.seasons[document.tokens[index].form] else { continue }
        let next = index + 1
        guard sentence.tokens.contains(next),
          anchors.approaching.contains(document.tokens[next].lemma)
            || anchors.approaching.contains(document.tokens[next].form)
        else { continue }
        let span = document.span(index..<next + 1)
        let start = season * 3 + 3
        // The two months before the season and its first.
        let from = (start + 9) % 12 + 1
        let to = start % 12 + 1
        cues.append(
          YearlyCue(
            span: span, from: (from, 1), to: (to, 28),
            why: "“\(document.source.string(span))”: written in the months before that season"))
        if cues.count == 2 { return cues }
      }
    }
    return cues
  }

  private static let seasons: [WordKey: Int] = [
    WordKey("spring"): 0, WordKey("summer"): 1, WordKey("autumn"): 2, WordKey("winter"): 3,
  ]

  /// Compares a yearly cue with the interval found so far: it is reported, and used only when it says something.
  func narrowed(_ cue: YearlyCue, _ interval: DayInterval) -> DateCue {
    var result = DateCue(
      span: cue.span, rule: "season", interval: .unbounded, weight: 1, used: false, why: cue.why)
    guard let earliest = interval.earliest, let latest = interval.latest, latest - earliest < 1000 else {
      result.why += "; not used: the year is open"
      return result
    }
    for year in earliest.parts.year - 1...latest.parts.year {
      let wraps = cue.to.month < cue.from.month
      guard let from = Day(year: year, month: cue.from.month, day: cue.from.day),
        let to = Day(year: wraps ? year + 1 : year, month: cue.to.month, day: cue.to.day)
      else { continue }
      let stretch = DayInterval(from, to)
      if stretch.overlaps(interval) {
        result.interval = stretch
        result.why += "; not used: too weak to exclude other months"
        return result
      }
    }
    result.why += "; not used: it contradicts the heavier cues, which leave only other months"
    return result
  }

  /// A day and month with its weekday occur together in few years; within the interval perhaps in one.
  func weekdayYear(_ interval: DayInterval) -> DateCue? {
    guard let earliest = interval.earliest, let latest = interval.latest, latest - earliest < 8000 else { return nil }
    for candidate in candidates where grammar.rules[candidate.rule].name == "weekday-month-day" {
      guard case .term(.tensed(.monthDay(let month, let day), _)) = candidate.meaning,
        let first = candidate.tokens.first,
        let weekday = weekday(document.tokens[first].form)
      else { continue }
      let years = (earliest.parts.year - 1...latest.parts.year + 1).filter {
        Day(year: $0, month: month, day: day)?.weekday == weekday
      }
      guard years.count == 1, let date = Day(year: years[0], month: month, day: day) else { continue }
      let span = ByteSpan(candidate.start, candidate.end)
      return DateCue(
        span: span, rule: "weekday-and-day", interval: DayInterval(date - 300, date + 300), weight: 5,
        why: "“\(document.source.string(span))” falls on that weekday only in \(years[0]) of the years in question")
    }
    return nil
  }

  /// "Today, Thursday": the weekday on which the text was written, with the words that say so.
  func weekdayOfWriting() -> (cue: DateCue, weekday: Int)? {
    for sentence in document.sentences where sentence.isProse {
      for token in sentence.tokens where document.tokens[token].form == DocumentDater.today {
        for step in [1, -1] {
          var other = token + step
          while sentence.tokens.contains(other), document.tokens[other].upos == .punct, abs(other - token) < 3 {
            other += step
          }
          guard sentence.tokens.contains(other), let weekday = weekday(document.tokens[other].form) else { continue }
          let span = document.span(min(token, other)..<max(token, other) + 1)
          let cue = DateCue(
            span: span, rule: "weekday-of-writing", interval: .unbounded, weight: 3,
            why: "“\(document.source.string(span))” names the weekday of the day of writing")
          return (cue, weekday)
        }
      }
    }
    return nil
  }

  private static let today = WordKey("today")

  func weekday(_ key: WordKey) -> Int? {
    let entry = grammar.lexicon.index(of: key)
    guard entry >= 0 else { return nil }
    for reading in grammar.lexicon.entries[entry].readings {
      if case .recurrence(.weekday(let number)) = reading.meaning { return number }
    }
    return nil
  }
}
