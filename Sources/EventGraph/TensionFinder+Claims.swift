// Disagreement on facts: told and denied, answered and unanswered, and to whom a region belongs.

import Actors
import Chronology
import Corpus
import Events

extension TensionFinder {
  /// Events that one article tells and another denies.
  func denialTensions() -> [Draft] {
    var postings: [Int: [Int]] = [:]
    for (number, telling) in tellings.enumerated() where telling.status != .denied && telling.isReal {
      for actor in union(telling.topAgents, telling.topPatients) { postings[actor, default: []].append(number) }
    }
    var drafts: [Draft] = []
    for (number, denied) in tellings.enumerated() where denied.status == .denied {
      var asTold = denied
      asTold.status = .happened
      var best: (score: Double, telling: Int)?
      var seen: Set<Int> = []
      for actor in union(denied.topAgents, denied.topPatients) {
        for other in (postings[actor] ?? []).prefix(400) where seen.insert(other).inserted {
          guard tellings[other].record != denied.record || tellings[other].event != denied.event else { continue }
          guard let verdict = comparison.compare(asTold, tellings[other]), verdict.score >= verdict.threshold else {
            continue
          }
          if let known = best, known.score >= verdict.score { continue }
          best = (verdict.score, other)
        }
      }
      guard let other = best?.telling else { continue }
      let told = tellings[other]
      drafts.append(
        Draft(
          kind: .claim, question: "Did this happen: \(events[clusters.clusterOf[other]].title)?",
          positions: [
            position(told, "happened"), position(denied, "did not happen"),
          ], resolution: nil, events: [clusters.clusterOf[other], clusters.clusterOf[number]]))
    }
    return drafts
  }

  private func position(_ telling: Telling, _ verdict: String) -> Tension.Position {
    let evidence = records[telling.record].events[telling.event].evidence
    return Tension.Position(
      says: "\(article(telling.record)): it \(verdict), \(quote(telling.record, evidence))",
      mentions: [trigger(telling)])
  }

  /// Sides that have "not responded" in one article and taken a stand in another that may be of the same days.
  func silenceTensions() -> [Draft] {
    let stands: Set<EventType> = [.agree, .reject, .support, .concede, .request]
    var drafts: [Draft] = []
    var done: Set<[Int]> = []
    for (number, silent) in tellings.enumerated() where silent.status == .denied {
      guard let group = silent.group, words.groups[group].isAnswer, let side = silent.topAgents.first else { continue }
      let spoken = (tellingsOfSide[side] ?? []).prefix(400).filter { other in
        let telling = tellings[other]
        return telling.record != silent.record && stands.contains(telling.type) && telling.isReal
          && telling.topAgents.contains(side)
          && near(records[telling.record].date.interval, records[silent.record].date.interval)
      }
      let ranked = spoken.sorted { a, b in
        let x = tellings[a].type == .agree ? 0 : 1
        let y = tellings[b].type == .agree ? 0 : 1
        return (x, tellings[a].record, tellings[a].event) < (y, tellings[b].record, tellings[b].event)
      }
      guard let first = ranked.first, done.insert([silent.record, side]).inserted else { continue }
      let others = ranked.filter { tellings[$0].type == tellings[first].type }.prefix(3)
      let silence = records[silent.record].events[silent.event].evidence
      drafts.append(
        Draft(
          kind: .claim, question: "Has \(actors[side].name) taken a position?",
          positions: [
            Tension.Position(
              says: "\(article(silent.record)): no, \(quote(silent.record, silence))", mentions: [trigger(silent)])
          ]
            + others.map { other in
              let evidence = records[tellings[other].record].events[tellings[other].event].evidence
              return Tension.Position(
                says: "\(article(tellings[other].record)): yes, \(quote(tellings[other].record, evidence))",
                mentions: [trigger(tellings[other])])
            },
          resolution: "compatible if the articles speak of different proposals or were written at different times",
          events: Set([clusters.clusterOf[number]] + others.map { clusters.clusterOf[$0] })))
    }
    return drafts
  }

  /// Whether two articles may be of the same fortnight.
  private func near(_ a: DayInterval, _ b: DayInterval) -> Bool { a.overlaps(b) || (a.gap(to: b) ?? 0) <= 14 }

  /// Regions that articles give to different states: "X's Northern region" and "Y's Northern territory".
  func ownershipTensions() -> [Draft] {
    var owners: [String: [(state: Int, record: Int, span: ByteSpan)]] = [:]
    var order: [String] = []
    for (number, record) in records.enumerated() {
      for actor in record.actors where actor.kind == .country || actor.kind == .government {
        guard let id = merging.merged[number][actor.id], let state = table.number(of: id) else { continue }
        for mention in actor.mentions where mention.form == .name || mention.form == .alias {
          guard let (region, span) = ownedRegion(after: mention.span, in: record) else { continue }
          if owners[region] == nil { order.append(region) }
          owners[region, default: []].append((table.top[state], number, span))
        }
      }
    }
    return order.compactMap { region in
      let claims = (owners[region] ?? []).sorted { ($0.record, $0.span) < ($1.record, $1.span) }
      let states = unique(claims.map(\.state))
      guard states.count > 1 else { return nil }
      return Draft(
        kind: .claim, question: "To whom does \(region) belong?",
        positions: states.map { state in
          let own = claims.filter { $0.state == state }
          return Tension.Position(
            says: "\(articles(own.map(\.record))): to \(actors[state].name), \(quote(own[0].record, own[0].span))",
            mentions: own.map { at($0.record, $0.span) })
        }, resolution: nil)
    }
  }

  /// The region that a possessive owns: `’s`, a capitalised name of one or two words, then a word for a region.
  ///
  /// - Returns: the name and the bytes from the owner to the region word.
  private func ownedRegion(after owner: ByteSpan, in record: DocumentRecord) -> (String, ByteSpan)? {
    let start = owner.end
    let bytes = Array(record.bytes(ByteSpan(start, start + 80)))
    let straight: [UInt8] = Array("'s ".utf8)
    let curly: [UInt8] = Array("’s ".utf8)
    var i: Int
    if bytes.starts(with: straight) {
      i = straight.count
    } else if bytes.starts(with: curly) {
      i = curly.count
    } else if Array(record.bytes(owner)).suffix(2) == Array("’s".utf8).suffix(2), bytes.first == 0x20 {
      i = 1
    } else {
      return nil
    }
    var name: [String] = []
    while i < bytes.count, name.count < 3 {
      var end = i
      while end < bytes.count, bytes[end] != 0x20, bytes[end] != 0x2c, bytes[end] != 0x2e, bytes[end] >= 0x21 {
        end += 1
      }
      let word = String(decoding: bytes[i..<end], as: UTF8.self)
      if !name.isEmpty, TensionFinder.regionWords.contains(word.lowercased()) {
        return (name.joined(separator: " "), ByteSpan(owner.start, start + end))
      }
      guard let first = bytes[i..<end].first, (0x41...0x5a).contains(first) || first >= 0xc3 else { return nil }
      name.append(word)
      i = end + 1
    }
    return nil
  }

  /// Nouns that make a name before them a region; a closed class.
  private static let regionWords: Set<String> = [
    "region", "territory", "province", "oblast", "district", "county", "peninsula", "island", "islands",
  ]
}
