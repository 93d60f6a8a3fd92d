// Puts the lasting conflicts of a document among its drafts: one event each, and its outbreak apart from it.

import Actors
import ChronographBase
import Chronology
import Corpus
import Language

extension DocumentReader {
  /// A conflict's outbreak: indices of drafts.
  struct Outbreak {
    var beginning: Int
    var conflict: Int
    var evidence: ByteSpan
  }

  /// Replaces the drafts whose triggers name a conflict by one draft for each conflict.
  ///
  /// - Returns: the outbreaks, by the indices of ``drafts`` after the change.
  mutating func gatherConflicts() -> [Outbreak] {
    let states = StateTable(actors.actors)
    let reader = ConflictReader(
      book: book, document: document, actors: actors, times: times, clauses: clauses, finder: finder, states: states)
    var outbreaks: [Outbreak] = []
    // Old drafts and the conflicts that take their place.
    var replaced: [Int: Int] = [:]
    let hostile = directions(states)
    for var conflict in reader.conflicts() {
      guard let first = conflict.tokens.first, let frame = book.nouns[document.tokens[first].lemma]?.first else {
        continue
      }
      if isUnreal(conflict) { continue }
      direct(&conflict, hostile)
      let number = drafts.count
      drafts.append(draft(conflict, frame))
      for token in conflict.tokens {
        if let old = draftOfToken[token], drafts[old].candidate.trigger == token {
          if let verb = aspectVerb(of: drafts[old].candidate), book.has("conflict_begin", document.tokens[verb].lemma) {
            begin(old, verb, conflict)
            outbreaks.append(Outbreak(beginning: old, conflict: number, evidence: document.tokens[verb].span))
          } else if old < number, drafts[old].type == .assault {
            replaced[old] = number
          } else {
            continue
          }
        }
        draftOfToken[token] = number
      }
      if let start = outbreaks.first(where: { $0.conflict == number }), drafts[start.beginning].when.timex != nil {
        drafts[number].when = lasting(since: drafts[start.beginning].when.interval.earliest, conflict)
      }
    }
    return remove(replaced, outbreaks)
  }

  /// Whether all that is said of it is that it may come, will come or does not exist.
  private func isUnreal(_ conflict: Conflict) -> Bool {
    conflict.tokens.allSatisfy { token in
      guard let old = draftOfToken[token], drafts[old].candidate.trigger == token else { return false }
      switch drafts[old].reading.status {
      case .planned, .hypothetical, .denied: return true
      case .happened, .ongoing, .reported: return false
      }
    }
  }

  /// The states whose acts of violence against each other the document tells of, with how often.
  private func directions(_ states: StateTable) -> [(agent: Int, patient: Int)] {
    var result: [(Int, Int)] = []
    for draft in drafts where draft.type == .assault && draft.reading.status != .denied {
      for agent in draft.agents {
        for patient in draft.patients {
          if let a = states[agent], let p = states[patient], a != p { result.append((a, p)) }
        }
      }
    }
    return result
  }

  /// When the document tells only one side's attacks on the other, that side wages the war.
  private func direct(_ conflict: inout Conflict, _ hostile: [(agent: Int, patient: Int)]) {
    guard conflict.patients.isEmpty, conflict.agents.count == 2 else { return }
    let (x, y) = (conflict.agents[0], conflict.agents[1])
    let forward = hostile.filter { $0.agent == x && $0.patient == y }.count
    let back = hostile.filter { $0.agent == y && $0.patient == x }.count
    if forward > 0, back == 0 { (conflict.agents, conflict.patients) = ([x], [y]) }
    if back > 0, forward == 0 { (conflict.agents, conflict.patients) = ([y], [x]) }
  }

  private func draft(_ conflict: Conflict, _ frame: Int) -> Draft {
    let token = conflict.tokens[0]
    let candidate = Candidate(
      trigger: token, frame: frame, arguments: clauses.arguments(ofNoun: token), isNoun: true,
      type: book.frames[frame].type)
    let status: EventStatus = conflict.hasEnded ? .happened : .ongoing
    let sentence = Int(document.tokens[token].sentence)
    var draft = Draft(
      candidate: candidate, type: candidate.type,
      reading: StatusReading(
        status: status, why: conflict.hasEnded ? "the text says that it ended" : "a state of affairs that lasts"),
      agents: conflict.agents, patients: conflict.patients, agentSlot: nil, patientSlot: nil, carrier: nil,
      sources: [], quote: nil, quantities: [], place: nil, when: lasting(since: nil, conflict),
      mentions: conflict.tokens.map { document.tokens[$0].span }, sentence: sentence, confidence: 0.7)
    draft.standsAlone = true
    draft.isLasting = true
    draft.title = title(conflict)
    return draft
  }

  /// From its beginning, as far as known, to the day of the document.
  private func lasting(since start: Day?, _ conflict: Conflict) -> EventTime {
    let latest = times.date.interval.latest
    let isInOrder = start.map { first in latest.map { first <= $0 } ?? true } ?? true
    let interval = DayInterval(isInOrder ? start : nil, latest)
    let end = conflict.hasEnded ? "had ended when the article was written" : "was going on when the article was written"
    return EventTime(
      edtf: interval.edtf, interval: interval, basis: .approximate, why: "a conflict that \(end)")
  }

  private func title(_ conflict: Conflict) -> String {
    func names(_ list: [Int]) -> String {
      list.map { book.shortNames[actors.actors[$0].name] ?? actors.actors[$0].name }.listed()
    }
    let noun = document.lemma(of: conflict.tokens[0])
    let word = noun.prefix(1).uppercased() + noun.dropFirst()
    if conflict.patients.isEmpty {
      let link = conflict.agents.count > 1 ? "between" : "of"
      return "\(word) \(link) \(names(conflict.agents))"
    }
    if conflict.agents.isEmpty { return "\(word) in \(names(conflict.patients))" }
    return "\(word) of \(names(conflict.agents)) against \(names(conflict.patients))"
  }

  /// Makes a draft the outbreak alone, with the parties of its conflict.
  private mutating func begin(_ index: Int, _ verb: Int, _ conflict: Conflict) {
    drafts[index].mentions = [document.tokens[verb].span]
    drafts[index].agents = conflict.agents
    drafts[index].patients = conflict.patients
    drafts[index].standsAlone = true
    draftOfToken[verb] = index
  }

  private mutating func remove(_ replaced: [Int: Int], _ outbreaks: [Outbreak]) -> [Outbreak] {
    guard !replaced.isEmpty else { return outbreaks }
    var place = [Int](repeating: 0, count: drafts.count)
    var kept: [Draft] = []
    for (index, draft) in drafts.enumerated() {
      place[index] = kept.count
      if replaced[index] == nil { kept.append(draft) }
    }
    drafts = kept
    for (token, old) in draftOfToken { draftOfToken[token] = place[replaced[old] ?? old] }
    return outbreaks.map {
      Outbreak(beginning: place[$0.beginning], conflict: place[$0.conflict], evidence: $0.evidence)
    }
  }
}
