// What no headline says well: the sentence or the clause of the event in quotation marks, with its status before it.

import Corpus
import Language

extension TitleWriter {
  /// `“The plant, which …”`: the sentence when it fits, else a part of it that holds the trigger and ends at the end
  /// of a clause.
  func quotation(_ parts: Parts) -> String {
    let trigger = parts.candidate.trigger
    let number = Int(document.tokens[trigger].sentence)
    guard document.sentences.indices.contains(number) else { return document.form(trigger).capitalisedFirst() }
    let sentence = trimmed(document.sentences[number].tokens)
    if let range = cut(sentence, room: limit - 3, through: trigger) {
      return "“" + words(of: range, whole: sentence).capitalisedFirst() + "”"
    }
    if parts.isSpeech, let quote = parts.quote {
      let name = subject(parts, parts.agentHead).map { $0.text + ": " } ?? ""
      if let words = quoted(quote, room: limit - 3 - name.count) { return name + "“" + words + "”" }
    }
    if let text = contentBefore(parts, sentence) { return text }
    let label = label(parts)
    // The nearest clause that stands alone.
    var node: Int? = trigger
    for _ in 0..<12 {
      guard let here = node else { break }
      let clause = trimmed(document.subtree(here))
      let isClause =
        document.tokens[here].head < 0 || subjectOfClause(here) != nil && document.tokens[here].relation != .aclRelcl
      // "He added" alone says nothing.
      let isBare = parts.isSpeech && clause.count < 5 && document.head(here) != nil
      if isClause, !isBare, clause.contains(trigger),
        let range = cut(clause, room: limit - 4 - label.count, through: trigger), range.contains(where: isFiniteWord)
      {
        return label + "“" + words(of: range, whole: clause) + "”"
      }
      node = document.head(here)
    }
    return label + "“" + around(trigger, in: sentence, room: limit - 5 - label.count) + "”"
  }

  /// "Two days were needed to drain the quarry, …, he said.": what stands before a speech verb at the end is what is said.
  private func contentBefore(_ parts: Parts, _ sentence: Range<Int>) -> String? {
    let trigger = parts.candidate.trigger
    guard parts.isSpeech, !parts.candidate.isNoun, let speaker = parts.candidate.arguments.subject, speaker < trigger,
      trigger + 4 > sentence.upperBound, document.tokens[speaker].sentence == document.tokens[trigger].sentence
    else { return nil }
    let end = document.subtree(speaker).lowerBound
    guard end > sentence.lowerBound + 3 else { return nil }
    let content = trimmed(sentence.lowerBound..<end)
    guard content.count > 3, content.contains(where: isFiniteWord), let told = saidClause(parts.candidate),
      content.contains(told)
    else { return nil }
    let name = subject(parts, parts.agentHead).map { $0.text + ": " } ?? ""
    guard let range = cut(content, room: limit - 3 - name.count, through: content.lowerBound) else { return nil }
    return name + "“" + words(of: range, whole: content).capitalisedFirst() + "”"
  }

  /// What a clause out of its sentence does not say itself.
  private func label(_ parts: Parts) -> String {
    switch parts.status {
    case .happened, .ongoing: ""
    case .reported: "Reported: "
    case .planned: "Planned: "
    case .hypothetical: "Possible: "
    case .denied: "Denied: "
    }
  }

  /// Without punctuation, conjunctions and subordinators at the start, and without punctuation at the end.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end - 1 {
      let upos = document.tokens[start].upos
      guard upos == .punct || upos == .cconj || upos == .sconj && document.tokens[start].lemma == Words.that else {
        break
      }
      start += 1
    }
    while end > start + 1, document.tokens[end - 1].upos == .punct { end -= 1 }
    return start..<end
  }

  /// The words around a trigger, the longest phrase above it that fits.
  private func around(_ trigger: Int, in sentence: Range<Int>, room: Int) -> String {
    var best = trigger..<trigger + 1
    var node: Int? = trigger
    for _ in 0..<12 {
      guard let here = node else { break }
      let part = trimmed(document.subtree(here))
      guard document.string(part).count <= room, part.contains(trigger) else { break }
      best = part
      node = document.head(here)
    }
    if best.count < 3 {
      // Even its own phrase is too long: words from the trigger on, to the end of the last whole phrase.
      var end = trigger + 1
      while end < sentence.upperBound, document.string(trigger..<end + 1).count <= room { end += 1 }
      while end > trigger + 1, document.tokens[end - 1].upos != .noun, document.tokens[end - 1].upos != .propn {
        end -= 1
      }
      best = trigger..<end
    }
    var text = document.string(best).trimmingQuotes()
    text.removeAll { $0 == "\"" || $0 == "“" || $0 == "”" }
    if best.lowerBound > sentence.lowerBound { text = "…" + text }
    if best.upperBound < sentence.upperBound { text += "…" }
    return text
  }
}
