// Lasting conflicts: "the Russia-Ukraine war", "the conflict", "three years of war" are one state of affairs of a
// document, with parties that the document names somewhere, and apart from the day on which it began.

import Actors
import Chronology
import Corpus
import Language

/// A war of one document.
struct Conflict {
  /// Who wages it against whom; all parties stand in `agents` when the text takes no side.
  var agents: [Int] = []
  var patients: [Int] = []
  /// Tokens that name it, in text order.
  var tokens: [Int] = []
  var hasEnded = false

  var parties: [Int] { agents + patients }
}

/// Finds the conflicts of a document and the nouns that name them.
struct ConflictReader {
  let book: FrameBook
  let document: AnnotatedDocument
  let actors: ActorAnalysis
  let times: TimeAnalysis
  let clauses: ClauseReader
  let finder: ParticipantFinder
  let states: StateTable
  /// Most conflicts that are told apart in one document.
  private let limit = 12

  /// A noun that names a conflict, with the parties that its own phrase names.
  private struct Mention {
    var token: Int
    var agents: [Int]
    var patients: [Int]
    var isEnded: Bool
    var parties: [Int] { agents + patients }
  }

  /// The conflicts that have known parties, in the order of their first mention.
  func conflicts() -> [Conflict] {
    let mentions = self.mentions()
    guard !mentions.isEmpty else { return [] }
    var found: [Conflict] = []
    for mention in mentions where !mention.parties.isEmpty {
      if let known = found.firstIndex(where: { agree($0, mention) }) {
        add(mention, to: &found[known])
      } else if found.count < limit {
        var conflict = Conflict()
        add(mention, to: &conflict)
        found.append(conflict)
      }
    }
    complete(&found, bare: mentions.contains { $0.parties.isEmpty })
    guard !found.isEmpty else { return [] }
    // "The war" is the one last named, before any is named the first.
    var owner: [Int: Int] = [:]
    for (index, conflict) in found.enumerated() { for token in conflict.tokens { owner[token] = index } }
    var last = 0
    for mention in mentions {
      if let named = owner[mention.token] {
        last = named
      } else if mention.parties.isEmpty {
        found[last].tokens.append(mention.token)
        if mention.isEnded { found[last].hasEnded = true }
      }
    }
    for index in found.indices { found[index].tokens.sort() }
    return found.filter(isTold).sorted { $0.tokens[0] < $1.tokens[0] }
  }

  /// Whether the text says something of it: what is named once in passing ("aid for victims of the war in X") is no
  /// event of the article.
  private func isTold(_ conflict: Conflict) -> Bool {
    guard let only = conflict.tokens.first else { return false }
    if conflict.tokens.count > 1 || isMeasured(only) { return true }
    return document.tokens[only].relation == .nsubj || document.tokens[only].relation == .nsubjPass
  }

  private func agree(_ conflict: Conflict, _ mention: Mention) -> Bool {
    let mine = Set(conflict.parties)
    let theirs = Set(mention.parties)
    return mine.isSubset(of: theirs) || theirs.isSubset(of: mine)
  }

  private func add(_ mention: Mention, to conflict: inout Conflict) {
    conflict.tokens.append(mention.token)
    if mention.isEnded { conflict.hasEnded = true }
    // A phrase that says who attacks whom outweighs one that only joins two names.
    let isDirected = !mention.agents.isEmpty && !mention.patients.isEmpty
    if isDirected, conflict.patients.isEmpty {
      let rest = conflict.agents.filter { !mention.parties.contains($0) }
      conflict.agents = mention.agents + rest
      conflict.patients = mention.patients
    }
    for actor in mention.agents where !conflict.parties.contains(actor) { conflict.agents.append(actor) }
    for actor in mention.patients where !conflict.parties.contains(actor) { conflict.patients.append(actor) }
  }

  // MARK: Mentions

  private func mentions() -> [Mention] {
    var result: [Mention] = []
    for sentence in document.sentences where sentence.kind == .paragraph || sentence.kind == .listItem {
      guard sentence.isEnglish else { continue }
      for token in sentence.tokens where book.has("conflict_nouns", document.tokens[token].lemma) {
        if let mention = mention(at: token) { result.append(mention) }
      }
    }
    return result
  }

  private func mention(at token: Int) -> Mention? {
    let entry = document.tokens[token]
    guard entry.upos == .noun || entry.upos == .propn, entry.relation != .compound else { return nil }
    var isDefinite = false
    for child in document.children(token) {
      let word = document.tokens[child]
      switch word.relation {
      case .amod, .compound, .nmodDesc:
        if book.has("other_conflicts", word.lemma) || book.has("planned_modifiers", word.lemma) { return nil }
      case .nummod: return nil
      case .det:
        if word.lemma == Words.no || book.has("open_determiners", word.lemma) { return nil }
        if book.has("definite", word.lemma) { isDefinite = true }
      case .nmodPoss: isDefinite = true
      default: break
      }
      if year(at: child) { return nil }
    }
    if let head = document.head(token), book.has("conflict_avoiding", document.tokens[head].lemma), !isDefinite {
      return nil
    }
    let (agents, patients) = parties(of: token)
    // "The Gulf War": a name of history, unless it names both sides.
    if entry.upos == .propn, agents.count + patients.count < 2 { return nil }
    guard isDefinite || !agents.isEmpty || !patients.isEmpty || isMeasured(token) else { return nil }
    return Mention(token: token, agents: agents, patients: patients, isEnded: isEnded(token))
  }

  /// "The 1973 war" is history, not the state of affairs of the article.
  private func year(at token: Int) -> Bool {
    let entry = document.tokens[token]
    return entry.upos == .num && entry.relation != .nummod && entry.end - entry.start == 4
  }

  /// "Four years of war".
  private func isMeasured(_ token: Int) -> Bool {
    guard document.tokens[token].relation == .nmod, clauses.preposition(of: token) == Words.of,
      let head = document.head(token)
    else { return false }
    return times.timexes.contains { $0.kind == .duration && $0.tokens.contains(head) }
  }

  /// "The war ended": told as over.
  private func isEnded(_ token: Int) -> Bool {
    guard let head = document.head(token), document.tokens[token].relation == .nsubj else { return false }
    return book.has("conflict_end", document.tokens[head].lemma) && document.xpos(head) == "VBD"
  }

  // MARK: Parties

  private func parties(of token: Int) -> (agents: [Int], patients: [Int]) {
    var agents: [Int] = []
    var patients: [Int] = []
    func insert(_ actor: Int?, asPatient: Bool = false) {
      guard let actor, !agents.contains(actor), !patients.contains(actor) else { return }
      if asPatient { patients.append(actor) } else { agents.append(actor) }
    }
    var isAttacker = false
    if let owner = document.child(token, .nmodPoss) {
      for found in finder.resolve(owner, allowsPlaces: true) { insert(party(found.actor)) }
      isAttacker = agents.count == 1
    }
    // "Russia-Ukraine", "Iran-Iraq", "Armenian-Azerbaijani" right before the noun.
    var left = token - 1
    let sentence = document.tokens[token].sentence
    while left >= 0, token - left <= 6, document.tokens[left].sentence == sentence {
      let entry = document.tokens[left]
      guard entry.upos == .propn || entry.upos == .adj || entry.upos == .punct || entry.upos == .sym else { break }
      if let actor = actors.actorOfHead[left], document.head(left) != nil { insert(party(actor)) }
      left -= 1
    }
    if agents.count > 1, !isAttacker { agents.reverse() }
    let own = document.children(token).filter { document.tokens[$0].relation.isOblique }
    for child in own {
      guard let preposition = clauses.preposition(of: child) else { continue }
      switch preposition {
      case Words.between:
        for found in finder.completedPair(finder.resolve(child, allowsPlaces: true)) { insert(party(found.actor)) }
      case Words.against, Words.on, Words.with, Words.in:
        for found in finder.resolve(child, allowsPlaces: true) where !(preposition == Words.on && agents.isEmpty) {
          insert(party(found.actor), asPatient: true)
        }
      default: break
      }
    }
    return (agents, patients)
  }

  /// The state or group that an actor stands for; nil for outlets and for what is a place only.
  private func party(_ actor: Int) -> Int? {
    let entry = actors.actors[actor]
    switch entry.kind {
    case .country: return actor
    case .outlet: return nil
    case .place, .person: return states[actor]
    case .government, .armedForce: return states[actor] ?? actor
    case .organisation, .group: return entry.isNamed ? actor : nil
    }
  }

  // MARK: Parties from the rest of the document

  /// Gives parties to what has one or none: by whom peace is to be made between, and who attacks whom.
  private func complete(_ found: inout [Conflict], bare: Bool) {
    guard found.count <= 1, let pair = peacePair() else { return }
    if found.isEmpty {
      guard bare else { return }
      found.append(Conflict(agents: pair))
    } else if found[0].parties.count == 1, let only = found[0].parties.first, pair.contains(only) {
      let other = pair.filter { $0 != only }
      if found[0].patients.isEmpty { found[0].patients = other } else { found[0].agents = other }
    }
  }

  /// The two sides between whom peace, a truce or talks are told of most often.
  private func peacePair() -> [Int]? {
    var counts: [(pair: [Int], count: Int)] = []
    for sentence in document.sentences where sentence.isProse {
      guard sentence.tokens.contains(where: { book.has("peace_nouns", document.tokens[$0].lemma) }) else { continue }
      for token in sentence.tokens where document.tokens[token].relation.isOblique {
        guard clauses.preposition(of: token) == Words.between else { continue }
        var pair: [Int] = []
        for found in finder.completedPair(finder.resolve(token, allowsPlaces: true)) {
          if let side = party(found.actor), !pair.contains(side) { pair.append(side) }
        }
        guard pair.count == 2 else { continue }
        if let known = counts.firstIndex(where: { Set($0.pair) == Set(pair) }) {
          counts[known].count += 1
        } else {
          counts.append((pair, 1))
        }
      }
    }
    guard let most = counts.map(\.count).max() else { return nil }
    return counts.first { $0.count == most }?.pair
  }
}
