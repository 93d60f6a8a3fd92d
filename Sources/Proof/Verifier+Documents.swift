// Documents, their sentences and dates, and the time expressions.

import Chronology
import Corpus

extension Verifier {
  mutating func readDocuments() {
    for value in graph["documents"]?.list ?? [] {
      guard let id = value["id"]?.text else {
        raise("no-id", "documents", "an entry has no id")
        continue
      }
      let sentences = (value["sentences"]?.list ?? []).compactMap { Citation($0) }
      if documents[id] != nil { raise("id-twice", "document \(id)", "stands there twice") }
      documents[id] = CitedDocument(value: value, sentences: sentences, source: articles?[id])
      documentOrder.append(id)
      if let articles, articles[id] == nil { raise("article-missing", "document \(id)", "no article has this id") }
    }
    for (id, pages) in published["article"] ?? [:] {
      for path in pages {
        guard let html = site.read(path) else { continue }
        for (sentence, shown) in ShownSentence.all(in: html) { documents[id]?.shown[sentence - 1] = shown }
      }
    }
  }

  mutating func checkDocuments() {
    for (position, id) in documentOrder.enumerated() {
      guard let document = documents[id] else { continue }
      let subject = "document \(id)"
      if document.value["number"]?.integer != position + 1 {
        raise("document-number", subject, "its number is not \(position + 1)")
      }
      checkSentences(document, id)
      guard let date = document.value["date"] else {
        raise("date-missing", subject, "it has no date record")
        continue
      }
      let days = CitedDays(date)
      if let fault = days.fault { raise("date-broken", subject, fault) }
      let bases = ["given", "metadata", "dateline", "inferred", "unknown"]
      if !bases.contains(date["basis"]?.text ?? "") { raise("enum", subject, "the basis of its date is unknown") }
      if let best = date["best"]?.text {
        let day = Day(iso: best)
        if day == nil || days.earliest.map({ day ?? $0 < $0 }) == true || days.latest.map({ day ?? $0 > $0 }) == true {
          raise("date-bounds", subject, "its best day \(best) lies outside its bounds")
        }
      }
      if let credible = date["credible"] {
        let inner = CitedDays(credible)
        if let fault = inner.fault { raise("date-broken", subject, fault) }
        if !days.contains(inner) { raise("date-bounds", subject, "its credible days lie outside its bounds") }
      }
      for cue in date["cues"]?.list ?? [] {
        let cueDays = CitedDays(cue)
        if let fault = cueDays.fault { raise("date-broken", subject, "a cue: \(fault)") }
        guard let at = Citation(cue) else {
          raise("span-broken", subject, "a cue without a span")
          continue
        }
        // Cues of metadata cite no words.
        if at.start != 0 || at.end != 0 { _ = citation(cue, subject + ", cue", isWhole: false) }
      }
    }
  }

  private mutating func checkSentences(_ document: CitedDocument, _ id: String) {
    let subject = "document \(id)"
    let listed = document.value["sentences"]?.list.count ?? 0
    if listed != document.sentences.count { raise("span-broken", subject, "a sentence without a span") }
    var last = 0
    for (number, sentence) in document.sentences.enumerated() {
      guard sentence.doc == id, sentence.start >= last, sentence.end > sentence.start,
        document.source.map({ sentence.end <= $0.text.count }) ?? true
      else {
        raise("sentence-order", subject, "sentence \(number + 1) overlaps, is empty or lies outside the text")
        continue
      }
      last = sentence.end
      if let text = document.source?.text,
        WordScan.isBlank(text[sentence.start]) || WordScan.isBlank(text[sentence.end - 1])
      {
        raise("sentence-order", subject, "sentence \(number + 1) begins or ends with a blank")
      }
      guard let shown = document.shown[number] else { continue }
      if let source = document.source {
        let text = source.string(sentence.span)
        if !Verifier.isSameText(text, shown.text) {
          raise("sentence-text", subject, "its page shows sentence \(number + 1) in other words")
        }
      } else if Array(shown.text.utf8).count > sentence.end - sentence.start {
        raise("sentence-text", subject, "its page shows more of sentence \(number + 1) than it has bytes")
      }
    }
    if document.shown[-1] != nil { raise("sentence-text", subject, "its page has a sentence without a number") }
    if let most = document.shown.keys.max(), most >= document.sentences.count {
      raise("sentence-text", subject, "its page shows sentence \(most + 1), which it does not have")
    }
  }

  /// Texts as a page shows them: blanks alike, what nobody sees left out, long ones cut.
  static func isSameText(_ source: String, _ shown: String) -> Bool {
    func plain(_ text: String) -> [Unicode.Scalar] {
      text.unicodeScalars.filter {
        !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 0x20
      }
    }
    // A page shows a very long sentence cut.
    return plain(source) == plain(shown) || source.utf8.count > 30_000
  }

  /// A year, month or day of digits and hyphens alone.
  private static func isPlainDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count < 4 && parts.first?.utf8.count == 4 && parts.dropFirst().allSatisfy { $0.utf8.count == 2 }
      && parts.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
  }

  /// Days of an expression that says them by itself ("10 March 2024"); nil for one that counts from another day.
  private static func ownDays(_ timex: JSONValue, _ days: CitedDays) -> CitedDays? {
    guard let value = timex["value"]?.text, isPlainDate(value), timex["relative"]?.text == nil,
      timex["mod"]?.text == nil, days.fault == nil, days.earliest != nil, days.latest != nil
    else { return nil }
    return days
  }

  mutating func checkTimexes() {
    let kinds = ["DATE", "TIME", "DURATION", "SET"]
    for value in graph["timexes"]?.list ?? [] {
      guard let at = citation(value, "time expression", isWhole: true) else { continue }
      let subject = "time expression at \(at.doc):\(at.start)"
      let days = CitedDays(value)
      if let fault = days.fault { raise("date-broken", subject, fault) }
      if let words = words(at) {
        let text = String(decoding: words, as: UTF8.self)
        let key = WordScan.key(text)
        // Its reason begins with the words.
        if let why = value["why"]?.text, why.hasPrefix("“"), let said = Verifier.quoted(why).first,
          !said.hasSuffix("…"), !Verifier.isSameText(text, said)
        {
          raise("timex-words", subject, "it reads “\(text)”, and its reason speaks of “\(said)”")
        }
        timexDays[at.doc, default: [:]][key, default: []].append(Verifier.ownDays(value, days))
      }
      if let date = value["value"]?.text, let edtf = value["edtf"]?.text, Verifier.isPlainDate(date),
        Verifier.isPlainDate(edtf), date != edtf
      {
        raise("date-broken", subject, "its value \(date) and its EDTF \(edtf) differ")
      }
      if !kinds.contains(value["type"]?.text ?? "") { raise("enum", subject, "its type is unknown") }
    }
  }
}
