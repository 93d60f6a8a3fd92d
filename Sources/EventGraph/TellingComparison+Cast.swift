// Who takes part: participants that two tellings share, and those that exclude that they are one event.

extension TellingComparison {
  /// Nil when the casts exclude each other.
  func castEvidence(_ a: Telling, _ b: Telling) -> (score: Double, reason: String?, common: Int)? {
    let mine = union(a.agents, a.patients)
    let theirs = union(b.agents, b.patients)
    if a.type.isSymmetric || b.type.isSymmetric {
      let known = min(mine.filter(table.isKnown).count, theirs.filter(table.isKnown).count)
      let met = mine.filter { actor in theirs.contains { table.mayBeSame(actor, $0) } }.count
      if !mine.isEmpty, !theirs.isEmpty, met < min(2, known) || (known == 0 && met == 0) { return nil }
    } else {
      if excludes(a.agents, b.agents) || excludes(a.patients, b.patients) { return nil }
    }
    if personsExclude(a, b) || countsExclude(a, b) { return nil }
    let common = shared(mine, theirs)
    var score = 0.0
    for actor in common.prefix(4) { score += 0.6 + 0.8 * statistics.rarity(ofActor: actor) }
    score = min(score, 3)
    var related = 0.0
    var unmatched = 0
    for actor in mine where !common.contains(actor) {
      if let other = theirs.first(where: { !common.contains($0) && table.mayBeSame(actor, $0) }) {
        let state = table.top[actor] == table.top[other]
        related += 0.3 + 0.4 * statistics.rarity(ofActor: state ? table.top[actor] : actor)
      } else {
        unmatched += 1
      }
    }
    score += min(1.2, related)
    if !mine.isEmpty, !theirs.isEmpty { score -= min(0.75, 0.25 * Double(unmatched)) }
    let reason =
      common.isEmpty ? (related > 0 ? "related participants" : nil) : TellingComparison.sameParticipants
    return (score, reason, common.count)
  }

  /// Whether two sides, both known, have nobody in common; what one article only describes excludes nothing.
  private func excludes(_ a: [Int], _ b: [Int]) -> Bool {
    let mine = a.filter(table.isKnown)
    let theirs = b.filter(table.isKnown)
    guard !mine.isEmpty, !theirs.isEmpty else { return false }
    return mine.allSatisfy { actor in theirs.allSatisfy { table.areDifferent(actor, $0) } }
  }

  /// Whether both name persons as agents and not one person is the same: Rubio's words are not Leavitt's.
  private func personsExclude(_ a: Telling, _ b: Telling) -> Bool {
    let mine = a.agents.filter { table.isPerson[$0] && table.isNamed[$0] }
    let theirs = b.agents.filter { table.isPerson[$0] && table.isNamed[$0] }
    guard !mine.isEmpty, !theirs.isEmpty else { return false }
    return shared(mine, theirs).isEmpty && !(a.type.isSymmetric && b.type.isSymmetric)
  }

  /// Whether harm came to several here and to one person there: the death of two is not the death of one of them.
  private func countsExclude(_ a: Telling, _ b: Telling) -> Bool {
    guard !a.isVerbal, !b.isVerbal, !a.type.isSymmetric, !a.patients.isEmpty, !b.patients.isEmpty else { return false }
    func areMany(_ actors: [Int]) -> Bool { actors.allSatisfy { table.isPlural[$0] } }
    func isOne(_ actors: [Int]) -> Bool { actors.count == 1 && table.isPerson[actors[0]] && !table.isPlural[actors[0]] }
    return areMany(a.patients) && isOne(b.patients) || areMany(b.patients) && isOne(a.patients)
  }
}
