// From drafts to events: merging of mentions, titles, ids, order, relations.

import Actors
import ChronographBase
import Chronology
import Corpus
import Language

extension DocumentReader {
  mutating func finish() -> EventAnalysis {
    let outbreaks = gatherConflicts()
    var kept = EventMerger(document: document, book: book, actors: actors).merge(drafts)
    SceneReader(
      document: document, book: book, clauses: clauses, times: times, actors: actors, quotes: attribution.table
    ).date(&kept.drafts)
    // Where each old draft went.
    var ofToken: [Int: Int] = [:]
    for (token, old) in draftOfToken { ofToken[token] = kept.target[old] }
    let order = kept.drafts.indices.sorted {
      (kept.drafts[$0].mentions[0].start, $0) < (kept.drafts[$1].mentions[0].start, $1)
    }
    var place: [Int: Int] = [:]
    for (new, old) in order.enumerated() { place[old] = new }
    var timeTokens: Set<Int> = []
    for timex in times.timexes where timex.role == .anchor {
      timeTokens.formUnion(timex.tokens)
    }
    let writer = TitleWriter(
      book: book, document: document, clauses: clauses, actors: actors, timeTokens: timeTokens,
      shortNames: TitleWriter.shortNames(actors, in: document, book))
    var events: [NewsEvent] = []
    let crowd = Dictionary(kept.drafts.map { ($0.sentence, 1) }, uniquingKeysWith: +)
    var identities = EventIdentities()
    for index in order {
      var event = make(&kept.drafts[index], writer, &identities)
      let properties = confidenceProperties(
        of: kept.drafts[index], event.title, crowd: crowd[kept.drafts[index].sentence] ?? 1)
      event.confidence = book.confidence.sound(properties)
      propertyRows?.append(
        EventProperties(
          span: event.mentions[0], type: event.type, eventness: kept.drafts[index].eventness?.properties ?? [],
          confidence: properties))
      events.append(event)
    }
    var eventOfToken: [Int: Int] = [:]
    for (token, old) in ofToken { eventOfToken[token] = place[old] }
    var relations = RelationFinder(book: book, document: document, clauses: clauses, eventOfToken: eventOfToken)
      .relations(among: events)
    // "Since the war": what lasts comes before nothing; its outbreak does.
    let lasting = Set(
      kept.drafts.indices.filter { kept.drafts[$0].isLasting }.compactMap { place[$0].map { events[$0].id } })
    relations.removeAll { $0.kind == .before && lasting.contains($0.a) }
    for outbreak in outbreaks {
      guard let a = place[kept.target[outbreak.beginning]], let b = place[kept.target[outbreak.conflict]] else {
        continue
      }
      relations.append(
        EventRelation(
          kind: .subEventOf, a: events[a].id, b: events[b].id, evidence: outbreak.evidence,
          why: "“\(document.source.string(outbreak.evidence))” tells of its beginning"))
    }
    return EventAnalysis(events: events, relations: relations, diagnostics: [])
  }

  private func make(_ draft: inout Draft, _ writer: TitleWriter, _ identities: inout EventIdentities) -> NewsEvent {
    let frame = book.frames[draft.candidate.frame]
    let sentence = document.sentences[draft.sentence]
    let trigger = draft.candidate.trigger
    let lemma = book.lemma(of: trigger, in: document)
    let agents = draft.agents.map { actors.actors[$0].id }
    let patients = draft.patients.map { actors.actors[$0].id }
    let evidence = sentence.span
    let id = identities.id(
      type: draft.type.rawValue, agents: agents, patients: patients, lemma: lemma, text: document.text,
      evidence: evidence)
    draft.mentions = [draft.mentions[0]] + draft.mentions.dropFirst().sorted()
    let title =
      draft.title
      ?? writer.title(
        TitleWriter.Parts(
          candidate: draft.candidate, type: draft.type, status: draft.reading.status, agents: draft.agents,
          patients: draft.patients, quote: draft.quote, isSpeech: frame.isSpeech && draft.type != .request,
          carrier: draft.carrier, agentHead: draft.agentHead,
          agentIsSubject: draft.agentSlot == .subject || draft.agentSlot == .governor))
    return NewsEvent(
      id: id, mentions: draft.mentions, sentence: draft.sentence, evidence: evidence, type: draft.type,
      kind: draft.type == frame.type ? frame.kind : nil,
      mode: draft.type == frame.type ? frame.mode : nil, cameo: cameo(draft, frame), contexts: frame.contexts,
      agents: agents, patients: patients, place: draft.place, when: draft.when, status: draft.reading.status,
      sources: draft.sources, quote: draft.quote, quantities: draft.quantities,
      salience: salience(of: draft),
      headLemma: lemma, keywords: keywords(draft), title: title, frame: frame.name, why: why(draft, frame))
  }

  /// The CAMEO code of the frame, or of its kind when what it governs made it another type.
  private func cameo(_ draft: Draft, _ frame: Frame) -> String? {
    if draft.type == frame.type { return frame.cameo }
    switch (draft.type, draft.candidate.governedType ?? frame.type) {
    case (.agree, .aid): return "033"
    case (.agree, .consult): return "036"
    case (.agree, .retreat), (.agree, .concede): return "035"
    case (.agree, .cooperate): return "031"
    case (.agree, _): return "030"
    case (.threaten, .assault): return "138"
    case (.threaten, .coerce): return "131"
    case (.threaten, .protest): return "133"
    case (.threaten, _): return "130"
    case (.request, .consult): return "106"
    case (.request, .aid): return "103"
    case (.request, .retreat), (.request, .concede): return "105"
    case (.request, _): return "100"
    case (.reject, .consult): return "125"
    case (.reject, .aid): return "122"
    case (.reject, .retreat), (.reject, .concede): return "124"
    case (.reject, _): return "120"
    default: return nil
    }
  }

  private func keywords(_ draft: Draft) -> [String] {
    var words: Set<String> = []
    var roots: [Int] = []
    if let object = draft.candidate.arguments.object { roots.append(object) }
    if let core = draft.candidate.core { roots.append(core) }
    roots += draft.candidate.arguments.complements.prefix(1)
    if draft.candidate.isNoun { roots.append(draft.candidate.trigger) }
    for root in roots {
      for token in document.subtree(root).prefix(40) {
        switch document.tokens[token].upos {
        case .noun, .propn, .verb, .adj: words.insert(document.lemma(of: token).lowercased())
        default: break
        }
      }
    }
    return words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func why(_ draft: Draft, _ frame: Frame) -> String {
    let kind = draft.candidate.isNoun ? "noun" : "verb"
    var text = "Frame “\(frame.name)” by the \(kind) “\(document.form(draft.candidate.trigger))”"
    if let verb = draft.carrier { text += " with “\(document.form(verb))”" }
    if draft.type != frame.type {
      text += "; \(draft.type.rawValue) because of what it is about"
    }
    if draft.type == .other, let reading = draft.eventness, !reading.reasons.isEmpty {
      text += "; an event by " + reading.reasons.joined(separator: ", ").replacing("_", with: " ")
    }
    if let slot = draft.agentSlot { text += "; agent from \(slot.described(document, draft))" }
    if let slot = draft.patientSlot, !draft.type.isSymmetric, !draft.patients.isEmpty {
      text += "; patient from \(slot.described(document, draft))"
    }
    text += "; \(draft.reading.status.rawValue): \(draft.reading.why)"
    if draft.mentions.count > 1 { text += "; told \(draft.mentions.count) times" }
    return text + "."
  }
}

/// Ids by content: the same words about the same actors give the same id in any document.
///
/// Events of one sentence with the same actors and lemma are told apart by a number. The sentence is hashed once for
/// all its events, and the number goes on where the last one stopped, so that a sentence of thousands of equal
/// clauses takes no time that grows with their square.
struct EventIdentities {
  private var used: Set<String> = []
  /// The number to try next, by the hash of all that stands before it.
  private var next: [UInt64: Int] = [:]

  mutating func id(
    type: String, agents: [ActorID], patients: [ActorID], lemma: String, text: [UInt8], evidence: ByteSpan
  ) -> String {
    var head = FNV1a()
    for part in [type] + agents + ["|"] + patients + [lemma] {
      for byte in part.utf8 { head.add(byte) }
      head.add(0x1f)
    }
    let stem = hash(of: text, evidence, after: head)
    var number = next[stem.value] ?? 0
    while true {
      var hash = stem
      for byte in String(number).utf8 { hash.add(byte) }
      number += 1
      let id = "e" + FNV1a.hex(hash.value)
      if used.insert(id).inserted {
        next[stem.value] = number
        return id
      }
    }
  }

  private struct Stem: Hashable {
    var head: UInt64
    var start: Int
  }

  /// Hashes after a sentence, by the hash before it and where it begins.
  private var stems: [Stem: FNV1a] = [:]

  private mutating func hash(of text: [UInt8], _ span: ByteSpan, after head: FNV1a) -> FNV1a {
    let key = Stem(head: head.value, start: span.start)
    if let known = stems[key] { return known }
    var hash = head
    for byte in text[span.range] { hash.add(byte) }
    stems[key] = hash
    return hash
  }
}
