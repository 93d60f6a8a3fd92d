// The ranking of what a pronoun may mean: actors, actors side by side, nouns that are no actors, pronouns that were left
// open, and nothing. Within a window of sentences and mentions, so that long documents stay linear.

import Foundation
import Language

extension ActorResolver {
  /// How a pronoun stands.
  private struct Place {
    var token: Int
    var pronoun: Pronoun
    var family: AntecedentModel.Family
    var sentence: Int
    var speaks: Bool
    var isSubject: Bool
    var isObject: Bool
    var isPossessor: Bool
    /// The verb of its clause.
    var clause: Int
    var clauseSubject: Int?
    var isEmbedded: Bool
    /// What its slot takes, by kind.
    var preference: [Float]?
    /// What a predicate noun says it is: "it is an oath".
    var predicate: NounKind?
    var predicateAdjective: Bool
    var isMeeting: Bool
  }

  /// A candidate with its score; without actors it is something else.
  private struct Candidate {
    var actors: [Int]
    var score: Float
  }

  /// The actor or actors that a pronoun most likely means; none where something else is likelier or nothing likely.
  func ranked(_ pronoun: Pronoun, at token: Int) -> [Int] {
    guard let place = place(of: pronoun, token) else { return [] }
    var rows: [AntecedentRow.Candidate]?
    return ranked(place, &rows)
  }

  /// Notes the candidates for training.
  mutating func noteRow(_ pronoun: Pronoun, at token: Int) {
    guard let place = place(of: pronoun, token) else { return }
    var candidates: [AntecedentRow.Candidate]? = []
    _ = ranked(place, &candidates)
    rows?.append(AntecedentRow(token: token, family: place.family.name, candidates: candidates ?? []))
  }

  private func ranked(_ place: Place, _ rows: inout [AntecedentRow.Candidate]?) -> [Int] {
    let weights = antecedents.weights(of: place.family)
    var candidates: [Candidate] = []
    func offer(_ actors: [Int], _ tokens: [Int], _ score: AntecedentScore) {
      candidates.append(Candidate(actors: actors, score: score.total))
      if rows != nil {
        rows?.append(
          AntecedentRow.Candidate(tokens: tokens, isActor: !actors.isEmpty, features: score.features ?? []))
      }
    }
    let isTraced = rows != nil
    let blank = AntecedentScore(weights, isTraced: isTraced)
    offerMentions(place, blank, offer)
    if place.pronoun == .they { offerParties(place, blank, offer) }
    if place.family != .person { offerNouns(place, blank, offer) }
    guard !candidates.isEmpty else { return [] }
    offer([], [], nothing(place, blank))
    return best(candidates, least: antecedents.thresholds[place.family.rawValue])
  }

  /// The actors with the greatest sum of probabilities over their mentions.
  private func best(_ candidates: [Candidate], least: Float) -> [Int] {
    var top = -Float.infinity
    for candidate in candidates { top = max(top, candidate.score) }
    var total: Float = 0
    var order: [[Int]] = []
    var mass: [Float] = []
    for candidate in candidates {
      let weight = exp(candidate.score - top)
      total += weight
      guard !candidate.actors.isEmpty else { continue }
      if let index = order.firstIndex(of: candidate.actors) {
        mass[index] += weight
      } else {
        order.append(candidate.actors)
        mass.append(weight)
      }
    }
    var winner: Int?
    for index in mass.indices where winner.map({ mass[index] > mass[$0] }) ?? true { winner = index }
    guard let winner, mass[winner] >= least * total else { return [] }
    return order[winner]
  }

  // MARK: The pronoun

  private func place(of pronoun: Pronoun, _ token: Int) -> Place? {
    guard let family = AntecedentModel.Family(pronoun) else { return nil }
    let word = document.tokens[token]
    let governor = document.head(token)
    let isPossessor = word.relation == .nmodPoss
    var preference: [Float]?
    var predicate: NounKind?
    var predicateAdjective = false
    if let governor {
      let above = document.tokens[governor]
      switch word.relation {
      case .nmodPoss: preference = slotKinds.preference(.owner, of: above.lemma)
      case .nsubj where document.child(governor, .cop) != nil && above.upos != .adj:
        if above.upos == .noun || above.upos == .propn {
          predicate = actorOfHead[governor].map(kind(of:)) ?? nounKinds.kind(above.lemma)
        }
      case .nsubj:
        preference = slotKinds.preference(.subject, of: above.lemma)
        predicateAdjective = above.upos == .adj
      case .obj, .nsubjPass: preference = slotKinds.preference(.object, of: above.lemma)
      default: break
      }
    }
    let clause = clauseVerb(of: token)
    return Place(
      token: token, pronoun: pronoun, family: family, sentence: Int(word.sentence), speaks: isSpeaking(token),
      isSubject: word.relation.isSubject, isObject: word.relation == .obj, isPossessor: isPossessor, clause: clause,
      clauseSubject: word.relation.isSubject ? nil : document.child(clause, .nsubj, .nsubjPass),
      isEmbedded: isEmbedded(token), preference: preference, predicate: predicate,
      predicateAdjective: predicateAdjective, isMeeting: possessesMeeting(token))
  }

  /// The verb or predicate whose clause a token stands in.
  private func clauseVerb(of token: Int) -> Int {
    var node = token
    for _ in 0..<8 {
      guard let head = document.head(node) else { return node }
      switch document.tokens[node].relation {
      case .nmod, .nmodPoss, .amod, .compound, .flat, .appos, .nummod, .det, .nmodDesc, .conj: node = head
      default: return head
      }
    }
    return node
  }

  private func nothing(_ place: Place, _ blank: AntecedentScore) -> AntecedentScore {
    var score = blank
    let word = document.tokens[place.token]
    score.add(.nothing)
    switch word.relation {
    case .nsubjPass: score.add(.nonePassive)
    case .nsubj, .nsubjOuter: score.add(.noneSubject)
    case .obj, .iobj: score.add(.noneObject)
    case .nmodPoss: score.add(.nonePossessor)
    default: score.add(.noneOblique)
    }
    score.add(.noneSpeech, if: speech.quotationAt[place.token] >= 0)
    if let predicate = place.predicate {
      score.add(.nonePredicateNoun)
      score.add(.nonePredicateIdea, if: predicate == .idea || predicate == .event)
      score.add(.nonePredicateActor, if: predicate == .person || predicate == .body)
    }
    score.add(.nonePredicateAdjective, if: place.predicateAdjective)
    if let governor = document.head(place.token) {
      score.add(.noneClause, if: document.child(governor, .ccomp, .csubj) != nil)
      let isAgent = word.relation == .nsubj && grammar.agentVerbs.contains(document.tokens[governor].lemma)
      score.add(.noneAgent, if: isAgent)
    }
    if let preference = place.preference {
      score.add(.noneFit, max(preference[NounKind.idea.rawValue], preference[NounKind.event.rawValue]))
    }
    score.add(.noneTitle, if: !document.sentences[place.sentence].isProse)
    return score
  }

  // MARK: Candidates

  private func offerMentions(
    _ place: Place, _ blank: AntecedentScore, _ offer: ([Int], [Int], AntecedentScore) -> Void
  ) {
    let speaker = speech.speaker(of: place.token).flatMap { actorOfHead[$0] }
    var seen = 0
    for entry in history.reversed() {
      seen += 1
      let distance = place.sentence - entry.sentence
      if seen > 60 || distance > (place.family == .person ? 8 : 4) { break }
      guard entry.actor != speaker, agrees(entry.actor, place.pronoun), !isBound(entry.token, by: place.token) else {
        continue
      }
      let draft = drafts[entry.actor]
      // A vehicle says nothing; a document may.
      if place.speaks, draft.isProduct, draft.actor.sector != nil || draft.known != nil { continue }
      var score = blank
      score.add(.actor)
      addPosition(entry.token, isSubject: entry.isSubject, rank: seen, place, &score)
      score.add(.named, if: draft.actor.isNamed)
      score.add(.familiar, Float(ActorResolver.doublings(draft.actor.mentions.count)))
      score.add(.once, if: draft.actor.mentions.count == 1)
      if place.speaks, isSpeaking(entry.token) { score.add(.bothSpeak) }
      score.add(.pronoun, if: entry.form == .pronoun)
      score.add(.chain, if: entry.pronoun == place.pronoun)
      score.add(.sex, if: draft.sex != .unknown && place.family == .person)
      score.add(.locative, if: isLast(entry.token, locativeOf: entry.actor))
      switch draft.actor.kind {
      case .country: score.add(.country)
      case .organisation: score.add(draft.actor.isNamed ? .organisation : .unnamedBody)
      case .armedForce: score.add(.force)
      case .government: score.add(.government)
      case .outlet: score.add(.outlet)
      case .group: score.add(draft.isProduct ? .thingActor : .group)
      case .person, .place: score.add(draft.isProduct ? .thingActor : .person)
      }
      addFit(kind(of: entry.actor), place, &score, isActor: true)
      offer([entry.actor], [entry.token], score)
    }
  }

  private func offerParties(
    _ place: Place, _ blank: AntecedentScore, _ offer: ([Int], [Int], AntecedentScore) -> Void
  ) {
    var seen = 0
    for entry in alongside.reversed() {
      seen += 1
      let distance = place.sentence - entry.sentence
      if seen > 12 || distance > 2 { return }
      guard !isBound(entry.token, by: place.token) else { continue }
      let persons = entry.members.count { drafts[$0].actor.kind == .person }
      guard persons == 0 || persons == entry.members.count,
        entry.members.allSatisfy({ !drafts[$0].isRegion && drafts[$0].actor.kind != .place })
      else { continue }
      var score = blank
      score.add(entry.isLoose ? .looseParties : .parties)
      addPosition(entry.token, isSubject: entry.isSubject, rank: 2 * seen, place, &score)
      score.add(.meeting, if: place.isMeeting)
      addFit(persons > 0 ? .person : .body, place, &score, isActor: true)
      // Only training asks where they stand.
      let tokens =
        blank.features == nil
        ? []
        : entry.members.compactMap { member in
          history.last { $0.actor == member && $0.token <= entry.token }?.token
        }
      offer(entry.members, tokens, score)
    }
  }

  private func offerNouns(_ place: Place, _ blank: AntecedentScore, _ offer: ([Int], [Int], AntecedentScore) -> Void) {
    var seen = 0
    for noun in nouns.reversed() {
      seen += 1
      let distance = place.sentence - noun.sentence
      if seen > 40 || distance > 3 { return }
      guard noun.isPlural == (place.pronoun == .they), noun.token < place.token,
        !isBound(noun.token, by: place.token), document.head(noun.token) != place.token
      else { continue }
      var score = blank
      score.add(noun.isOpen ? .open : .noun)
      addPosition(noun.token, isSubject: noun.isSubject, rank: seen, place, &score)
      if noun.isOpen {
        score.add(.chain, if: Words.pronouns[document.tokens[noun.token].form] == place.pronoun)
      } else {
        let determiner = document.child(noun.token, .det, .nmodPoss)
        score.add(.definite, if: determiner.map { !Words.articles.contains(document.tokens[$0].form) } ?? false)
        score.add(.indefinite, if: determiner.map { Words.articles.contains(document.tokens[$0].form) } ?? false)
        score.add(.proper, if: document.tokens[noun.token].upos == .propn)
        switch noun.kind {
        case .person: score.add(.personNoun)
        case .body: score.add(.bodyNoun)
        case .place: score.add(.placeNoun)
        case .thing: score.add(.thingNoun)
        case .event: score.add(.eventNoun)
        case .idea: score.add(.ideaNoun)
        }
        addFit(noun.kind, place, &score, isActor: false)
      }
      offer([], [noun.token], score)
    }
  }

  /// What place and role of a candidate say.
  private func addPosition(
    _ candidate: Int, isSubject: Bool, rank: Int, _ place: Place, _ score: inout AntecedentScore
  ) {
    let word = document.tokens[candidate]
    switch place.sentence - Int(word.sentence) {
    case ...0: score.add(.sameSentence)
    case 1: score.add(.sentenceBefore)
    case 2: score.add(.twoBefore)
    case 3: score.add(.threeBefore)
    default: score.add(.farther)
    }
    score.add(.rank, Float(min(5, Int.bitWidth - rank.leadingZeroBitCount)))
    let isSame = Int(word.sentence) == place.sentence
    if isSame, place.clauseSubject == candidate { score.add(.clauseSubject) }
    if isSame, clauseVerb(of: candidate) == place.clause { score.add(.sameClause) }
    if !isSame, isSubject, document.head(candidate).map({ document.tokens[$0].head < 0 }) ?? false {
      score.add(.subjectBefore)
    }
    if isSubject {
      score.add(word.relation == .nsubjPass ? .passiveSubject : .subject)
      score.add(.bothSubjects, if: place.isSubject)
    } else {
      switch word.relation {
      case .obj, .iobj:
        score.add(.object)
        score.add(.bothObjects, if: place.isObject)
      case .obl, .oblAgent, .oblUnmarked, .nmod, .nmodUnmarked: score.add(.oblique)
      case .nmodPoss:
        score.add(.possessor)
        score.add(.bothPossessors, if: place.isPossessor)
      case .amod, .compound, .nmodDesc: score.add(.modifier)
      case .xcomp, .ccomp: score.add(.complement)
      case .appos: score.add(.apposition)
      case .conj: score.add(.conjunct)
      case .root: score.add(.topmost)
      default: break
      }
    }
    if isEmbedded(candidate), !place.isEmbedded { score.add(.embedded) }
    let own = speech.quotationAt[place.token]
    let other = speech.quotationAt[candidate]
    if own >= 0 || other >= 0 { score.add(own == other ? .sameSpeech : .acrossSpeech) }
  }

  /// How a kind goes with what is said of the pronoun.
  private func addFit(_ kind: NounKind, _ place: Place, _ score: inout AntecedentScore, isActor: Bool) {
    if let preference = place.preference {
      score.add(isActor ? .fitActor : .fit, preference[kind.rawValue])
    }
    if let predicate = place.predicate {
      score.add(predicate == kind ? .sameKind : .otherKind)
    }
  }

  /// What an actor is, for what may be said of it.
  private func kind(of actor: Int) -> NounKind {
    let draft = drafts[actor]
    if draft.isProduct { return .thing }
    switch draft.actor.kind {
    case .person, .group: return .person
    case .country, .place: return .place
    case .organisation, .armedForce, .government, .outlet: return .body
    }
  }
}
