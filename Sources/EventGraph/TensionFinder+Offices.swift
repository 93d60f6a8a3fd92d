// Disagreement on offices: who holds one, and whether somebody holds it still.

import Actors
import ChronographBase
import Chronology
import Corpus
import Events
import Language

extension TensionFinder {
  /// Offices that articles give to different holders, or to one who is former elsewhere or out of term.
  func officeTensions() -> [Draft] {
    var offices: [String] = []
    var claims: [String: [Claim]] = [:]
    for (number, record) in records.enumerated() {
      for (claim, terms) in TensionFinder.bySpan(record.claims) {
        guard let actor = merging.merged[number][claim.actor] else { continue }
        if claims[claim.office] == nil { offices.append(claim.office) }
        claims[claim.office, default: []].append(
          Claim(record: number, span: claim.span, actor: actor, isFormer: claim.isFormer, terms: terms))
      }
    }
    for office in offices { claims[office, default: []] += formerTitles(beside: claims[office] ?? []) }
    for office in offices where TensionFinder.isHeadOfGovernment(office) {
      claims[office, default: []] += administrations(beside: claims[office] ?? [])
    }
    return offices.compactMap { office in tension(on: office, claims[office] ?? []) }
  }

  /// Names with "former" and a title that elsewhere claims the office: "Former President Rossi" beside "President
  /// Rossi", also where no term of office is known.
  private func formerTitles(beside claims: [Claim]) -> [Claim] {
    var found: [Claim] = []
    for id in unique(claims.map(\.actor)) {
      guard let number = table.number(of: id) else { continue }
      let own = claims.filter { $0.actor == id && !$0.isFormer }
      guard let example = own.first else { continue }
      let title = Telling.words(Array(records[example.record].bytes(example.span))).map(\.key)
      for mention in actors[number].mentions where mention.form == .name || mention.form == .alias {
        guard let record = documentNumbers[mention.at.doc] else { continue }
        let start = max(0, mention.at.span.start - 40)
        let before = Telling.words(Array(records[record].bytes(ByteSpan(start, mention.at.span.start))))
        guard let last = before.last, title.contains(last.key) else { continue }
        guard let former = before.lastIndex(where: { TensionFinder.formerWords.contains($0.key) }),
          before.count - former <= 5
        else {
          continue
        }
        // All that stands between is part of the title, such as a country.
        guard before[(former + 1)...].allSatisfy({ $0.length < 3 || title.contains($0.key) }) else { continue }
        let known = claims.contains { $0.record == record && $0.span.overlaps(mention.at.span) }
        if !known {
          found.append(
            Claim(record: record, span: mention.at.span, actor: id, isFormer: true, terms: example.terms))
        }
      }
    }
    return found
  }

  private static let formerWords = Set(["former", "ex", "ousted", "deposed"].map { WordKey($0).value })

  private static func isHeadOfGovernment(_ office: String) -> Bool {
    ["president of ", "prime minister of ", "chancellor of ", "premier of "].contains(
      where: office.lowercased().hasPrefix)
  }

  /// Governments called by a name ("the Rossi administration") of the country whose office is claimed: one that
  /// bears a holder's name counts for that holder, another is a holder of its own.
  private func administrations(beside claims: [Claim]) -> [Claim] {
    var found: [Claim] = []
    let holders = unique(claims.map(\.actor)).compactMap { table.number(of: $0) }
    let countries = Set(holders.compactMap { actors[$0].country })
    for actor in actors where actor.kind != .person && actor.country.map(countries.contains) == true {
      let words = actor.name.split(separator: " ").map { $0.lowercased() }
      guard words.last == "administration", words.count > 1, words.count < 4 else { continue }
      let called = words[words.count - 2]
      let holder = actors.first {
        $0.kind == .person && $0.country == actor.country && $0.name.lowercased().hasSuffix(called)
      }
      for mention in actor.mentions where mention.form != .pronoun {
        guard let record = documentNumbers[mention.at.doc],
          records[record].source.string(mention.at.span).lowercased().contains(called)
        else { continue }
        found.append(
          Claim(
            record: record, span: mention.at.span, actor: holder?.id ?? actor.id, isFormer: false,
            terms: []))
      }
    }
    return found
  }

  /// One place where an article says who holds an office.
  private struct Claim {
    var record: Int
    var span: ByteSpan
    var actor: ActorID
    var isFormer: Bool
    /// Known terms of that person.
    var terms: [DayInterval]
  }

  /// Claims of one span are the several terms of one claim.
  private static func bySpan(_ claims: [OfficeClaim]) -> [(claim: OfficeClaim, terms: [DayInterval])] {
    var all: [(claim: OfficeClaim, terms: [DayInterval])] = []
    for claim in claims {
      let term = DayInterval(claim.from.flatMap { Day(iso: $0) }, claim.to.flatMap { Day(iso: $0) })
      if let last = all.indices.last, all[last].claim.span == claim.span, all[last].claim.actor == claim.actor {
        all[last].terms.append(term)
      } else {
        all.append((claim, [term]))
      }
    }
    return all
  }

  private func tension(on office: String, _ claims: [Claim]) -> Draft? {
    var groups: [(actor: ActorID, isFormer: Bool, claims: [Claim])] = []
    for claim in claims {
      if let known = groups.firstIndex(where: { $0.actor == claim.actor && $0.isFormer == claim.isFormer }) {
        groups[known].claims.append(claim)
      } else {
        groups.append((claim.actor, claim.isFormer, [claim]))
      }
    }
    let misplaced = claims.filter(contradictsDate)
    guard groups.count > 1 ? isContested(groups) || !misplaced.isEmpty : false else { return nil }
    let positions = groups.map { group in
      let holder = name(group.actor)
      let first = group.claims[0]
      let says =
        "\(articles(group.claims.map(\.record))): \(quote(first.record, first.span, limit: 60))"
        + (group.isFormer ? ", \(holder) no longer in office" : ", \(holder) in office")
      return Tension.Position(says: says, mentions: unique(group.claims.map { at($0.record, $0.span) }))
    }
    return Draft(
      kind: .actorRole, question: "Who is \(office) when the articles are written?", positions: positions,
      resolution: resolution(groups, misplaced))
  }

  /// Whether two claims cannot both hold: two holders, or former and in office, in articles of which neither is
  /// known to be later.
  private func isContested(_ groups: [(actor: ActorID, isFormer: Bool, claims: [Claim])]) -> Bool {
    for (position, a) in groups.enumerated() {
      for b in groups[(position + 1)...] where !(a.isFormer && b.isFormer) {
        if a.actor != b.actor, a.isFormer || b.isFormer { continue }
        let meet = a.claims.prefix(20).contains { x in
          b.claims.prefix(20).contains { y in
            records[x.record].date.interval.overlaps(records[y.record].date.interval)
          }
        }
        if meet { return true }
      }
    }
    return false
  }

  /// Whether the known terms contradict the date of the article.
  private func contradictsDate(_ claim: Claim) -> Bool {
    let date = records[claim.record].date.interval
    guard !date.isUnbounded, !claim.terms.isEmpty, claim.terms.contains(where: { !$0.isUnbounded }) else {
      return false
    }
    if claim.isFormer {
      // In office for the whole time in which the article can have been written.
      return claim.terms.contains { !$0.isUnbounded && $0.contains(date) }
    }
    return !claim.terms.contains { $0.overlaps(date) }
  }

  private func resolution(
    _ groups: [(actor: ActorID, isFormer: Bool, claims: [Claim])], _ misplaced: [Claim]
  ) -> String? {
    guard let wrong = misplaced.first else { return nil }
    let words = quote(wrong.record, wrong.span, limit: 40)
    let date = records[wrong.record].date.words()
    let terms = wrong.terms.filter { !$0.isUnbounded }.map { $0.words() }.listed()
    return "\(words) does not fit the date of article \(wrong.record + 1) (\(date)): \(name(wrong.actor)) held the "
      + "office \(terms)"
  }

  func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}
