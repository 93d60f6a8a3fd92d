// Events: evidence, participants, dates, numbers and quotations, against their sentences and against the flat exports.

import Chronology
import Corpus

extension Verifier {
  static let types = [
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT", "STATEMENT", "OTHER",
  ]
  static let statuses = ["happened", "ongoing", "reported", "planned", "hypothetical", "denied"]
  static let timeBases = ["stated", "inferred", "approximate", "expected", "reported", "unknown"]

  static func editorSet(_ value: JSONValue, _ what: String) -> Bool {
    value["editor"]?.list.contains { $0["what"]?.text == what } ?? false
  }

  mutating func checkEvent(_ value: JSONValue) {
    guard let id = value["id"]?.text else { return raise("no-id", "event", "an event without an id") }
    let subject = "event \(id)"
    if !Verifier.types.contains(value["type"]?.text ?? "") { raise("enum", subject, "its type is unknown") }
    if !Verifier.statuses.contains(value["status"]?.text ?? "") { raise("enum", subject, "its status is unknown") }
    for key in ["confidence", "salience"] {
      let number = key == "confidence" ? value["confidence"]?.number : value["salience"]?.number
      if number.map({ !(0...1).contains($0) }) ?? true { raise("number", subject, "its \(key) is no share") }
    }
    let mentions = (value["mentions"]?.list ?? []).compactMap { citation($0, subject) }
    let evidence = (value["evidence"]?.list ?? []).compactMap { citation($0, subject) }
    if mentions.isEmpty { raise("mention-none", subject, "nothing mentions it") }
    if evidence.isEmpty { raise("evidence-none", subject, "no sentence tells it") }
    if Set(mentions).count != mentions.count || Set(evidence).count != evidence.count {
      raise("mention-twice", subject, "a mention or sentence stands there twice")
    }
    for at in evidence {
      if sentence(of: at).flatMap({ documents[at.doc]?.sentences[$0] }) != at {
        raise("evidence-span", subject, "its evidence at \(at.doc):\(at.start) is no whole sentence")
      }
      if !mentions.contains(where: { $0.doc == at.doc && at.span.contains($0.span) }) {
        raise("evidence-trigger", subject, "its evidence at \(at.doc):\(at.start) holds none of its mentions")
      }
    }
    for at in mentions { checkTrigger(at, id, subject) }
    checkParticipants(value, evidence, subject)
    checkTime(value, subject)
    checkQuote(value, evidence, subject)
    checkQuantities(value, evidence, subject)
    checkRow(value, id, evidence, subject)
  }

  /// The page of the article marks the same words for this event.
  private mutating func checkTrigger(_ at: Citation, _ id: String, _ subject: String) {
    guard let number = sentence(of: at), let shown = documents[at.doc]?.shown[number],
      let page = rows[id]?["page"]?.text?.split(separator: "/").last
    else { return }
    let own = shown.triggers.filter { $0.event == page }
    guard let words = words(at) else { return }
    let text = String(decoding: words, as: UTF8.self)
    if own.contains(where: { Verifier.isSameText($0.words, text) }) { return }
    // Where two events share words, the page marks them for one of them.
    let isShared = shown.triggers.contains { trigger in
      trigger.event != page && (trigger.words.contains(text) || text.contains(trigger.words))
    }
    if !isShared {
      raise("mention-page", subject, "the article's page marks no “\(text)” for it at \(at.doc):\(at.start)")
    }
  }

  private mutating func checkParticipants(_ value: JSONValue, _ evidence: [Citation], _ subject: String) {
    let told = Set(evidence.map(\.doc))
    for (role, ids) in [
      ("agent", value["agents"]?.texts ?? []), ("patient", value["patients"]?.texts ?? []),
      ("source", value["sources"]?.texts ?? []),
    ] {
      if Set(ids).count != ids.count { raise("participant-twice", subject, "a \(role) stands there twice") }
      for id in ids {
        guard let actor = actors[id] else {
          raise("id-unknown", subject, "its \(role) \(id) is no actor")
          continue
        }
        if actor["kind"]?.text == "outlet", role != "source" {
          raise("participant-outlet", subject, "the outlet \(id) takes part")
        }
        if mentionedIn[id]?.isDisjoint(with: told) ?? true {
          raise("participant-unmentioned", subject, "no article that tells it mentions its \(role) \(id)")
        }
      }
    }
    if let place = value["place"]?.text, !evidence.isEmpty {
      let names = WordScan.words(place).map(\.key)
      var isSaid = false
      for doc in told where !isSaid {
        guard documents[doc]?.source != nil, let words = documentWords(doc) else {
          isSaid = true
          continue
        }
        isSaid = names.contains(where: words.hasForm)
      }
      if !isSaid { raise("place-unsupported", subject, "no article that tells it names the place “\(place)”") }
    }
  }

  static func holds(_ text: [String], _ words: [String]) -> Bool {
    guard !words.isEmpty, text.count >= words.count else { return words.isEmpty }
    return (0...(text.count - words.count)).contains { start in
      text[start] == words[0] && text[start..<start + words.count].elementsEqual(words)
    }
  }

  private mutating func checkQuote(_ value: JSONValue, _ evidence: [Citation], _ subject: String) {
    guard let quote = value["quote"], !quote.isNull else { return }
    guard let at = citation(quote, subject + ", quotation", isWhole: false) else { return }
    if !evidence.contains(where: { $0.doc == at.doc }) {
      raise("quote-document", subject, "its quotation stands in another article than its evidence")
    }
    if let words = words(at), WordScan.words(String(decoding: words, as: UTF8.self)).isEmpty {
      raise("quote-words", subject, "its quotation holds no word")
    }
  }

  /// How far a number may be from what is written: the graph has three digits behind the point.
  private static func rounding(_ number: Double) -> Double { number == number.rounded() ? 0 : 0.00051 }

  /// Numbers stand in an article that tells the event, in digits or in words.
  private mutating func checkQuantities(_ value: JSONValue, _ evidence: [Citation], _ subject: String) {
    guard let quantities = value["quantities"]?.list, !quantities.isEmpty else { return }
    let docs = Set(evidence.map(\.doc)).sorted()
    let numbers = docs.compactMap { documentWords($0)?.numbers }
    // Without the words for numbers, or some text, nothing can be said against one.
    let isKnown = numbers.count == docs.count && !docs.isEmpty && !known.numbers.isEmpty
    for quantity in quantities {
      let what = quantity["what"]?.text ?? ""
      if what.isEmpty { raise("number", subject, "a quantity of nothing") }
      let low = quantity["low"]?.number
      let high = quantity["high"]?.number
      if let low, let high, high < low { raise("number", subject, "\(what): from \(low) to \(high)") }
      guard isKnown else { continue }
      // "About 80" is 75 to 85, rounded to whole numbers.
      if let low, let high, low < high, numbers.contains(where: { $0.holds((low + high) / 2, within: 0.5) }) {
        continue
      }
      for number in [low, high].compactMap({ $0 })
      where !numbers.contains(where: { $0.holds(number, within: Verifier.rounding(number)) }) {
        raise("number-unsupported", subject, "\(what) \(number): no article that tells it names such a number")
      }
    }
  }

  /// The row of the flat exports says the same.
  private mutating func checkRow(_ value: JSONValue, _ id: String, _ evidence: [Citation], _ subject: String) {
    guard let row = rows[id] else { return raise("row-missing", subject, "data/events.json has no such event") }
    func names(_ ids: [String]) -> [String] { ids.map { actors[$0]?["name"]?.text ?? $0 } }
    func same(_ what: String, _ a: String?, _ b: String?) {
      let isSame = (a ?? "") == (b ?? "") || Verifier.isSameText(a ?? "", b ?? "")
      if !isSame { raise("row-differs", subject, "data/events.json has another \(what)") }
    }
    same("title", value["title"]?.text.flatMap { $0.isEmpty ? value["type"]?.text : $0 }, row["title"]?.text)
    same("type", value["type"]?.text, row["type"]?.text)
    same("status", value["status"]?.text, row["status"]?.text)
    same("place", value["place"]?.text, row["place"]?.text)
    same("EDTF", value["when"]?["edtf"]?.text, row["date"]?["edtf"]?.text)
    same("earliest day", value["when"]?["earliest"]?.text, row["date"]?["earliest"]?.text)
    same("latest day", value["when"]?["latest"]?.text, row["date"]?["latest"]?.text)
    same("reason of the date", value["when"]?["why"]?.text, row["date"]?["why"]?.text)
    for (what, ids, listed) in [
      ("agents", value["agents"], row["agents"]), ("patients", value["patients"], row["patients"]),
      ("sources", value["sources"], row["sources"]),
    ] { same(what, names(ids?.texts ?? []).joined(separator: "|"), (listed?.texts ?? []).joined(separator: "|")) }
    func numbers(_ value: JSONValue?) -> String {
      (value?.list ?? []).map { "\($0["what"]?.text ?? "") \($0["low"]?.number ?? -1) \($0["high"]?.number ?? -1)" }
        .joined(separator: "|")
    }
    same("numbers", numbers(value["quantities"]), numbers(row["quantities"]))
    if let a = value["confidence"]?.number, let b = row["confidence"]?.number, abs(a - b) > 0.006 {
      raise("row-differs", subject, "data/events.json has another confidence")
    }
    let quotes = row["evidence"]?.list ?? []
    if quotes.count != (value["evidence"]?.list.count ?? 0) {
      raise("row-differs", subject, "data/events.json has other evidence")
    }
    for (at, quote) in zip(evidence, quotes) where quotes.count == evidence.count {
      if quote["document"]?.text != at.doc || quote["sentence"]?.integer != sentence(of: at).map({ $0 + 1 }) {
        raise("row-differs", subject, "data/events.json cites another sentence than \(at.doc):\(at.start)")
      } else if let words = words(at), let said = quote["quote"]?.text,
        !Verifier.isSameText(String(decoding: words, as: UTF8.self), said)
      {
        raise("row-differs", subject, "data/events.json quotes \(at.doc):\(at.start) in other words")
      }
    }
  }
}
