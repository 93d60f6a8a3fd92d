// Semantic roles from the network's output: predicates, their rolesets, their arguments.

/// Finds predicates, their rolesets and arguments in the network's output.
package struct RoleFinder: Sendable {
  /// So many predicates go through the network together.
  package static let group = 64

  private let model: NetworkModel
  private let kernels: Kernels
  private let rolesets: Rolesets

  init(runner: NetworkRunner, rolesets: Rolesets) {
    model = runner.model
    kernels = runner.kernels
    self.rolesets = rolesets
  }

  /// One predicate on its way.
  private struct Found {
    /// Token in the document, and in the batch.
    var token: Int
    var row: Int
    /// The part of the sentence: its first token in the document and in the batch, and its length.
    var first: Int
    var start: Int
    var count: Int
    var isLight: Bool
  }

  /// A part of a sentence that went through the network.
  struct Part {
    /// First token in the document, first in the batch, number of tokens.
    var first: Int
    var start: Int
    var count: Int
  }

  /// Appends the predicates of a batch in text order.
  /// - Parameters:
  ///   - given: rolesets of predicates that are given; in sentences of `givenSentences` no others are found.
  func find(
    _ parts: [Part], _ tokens: [Token], _ bytes: UnsafeRawBufferPointer, given: GivenPredicates?,
    _ s: NetworkScratch, into predicates: inout [Predicate]
  ) {
    prepareArguments(parts, s)
    var found: [Found] = []
    for part in parts {
      for i in 0..<part.count {
        let token = part.first + i
        var kind = predicateClass(part.start + i, s)
        if let given, given.covers(token) { kind = given.name(at: token) == nil ? 0 : 1 }
        guard kind > 0 else { continue }
        found.append(
          Found(
            token: token, row: part.start + i, first: part.first, start: part.start, count: part.count,
            isLight: kind == 2))
        if found.count == RoleFinder.group { finish(&found, tokens, bytes, given, s, &predicates) }
      }
    }
    finish(&found, tokens, bytes, given, s, &predicates)
  }

  private var unit: Float { 1 / (PackedMatrix.scale * NetworkRunner.hiddenScale) }
  private var firstArgument: Int { 2 * model.arc + 2 * model.label + model.entities + model.tags }

  /// 0 for no predicate, 1 for a predicate, 2 for a light verb.
  private func predicateClass(_ row: Int, _ s: NetworkScratch) -> Int {
    let first = firstArgument + model.roles.role
    let scores = s.wide + row * model.heads.columns + first
    var best = 0
    var top = -Float.infinity
    for k in 0..<RoleModel.classes {
      let score = Float(scores[k]) * unit + model.headsBias[first + k]
      if score > top {
        top = score
        best = k
      }
    }
    return best
  }

  private func prepareArguments(_ parts: [Part], _ s: NetworkScratch) {
    let width = model.roles.role
    model.headsBias.withUnsafeBufferPointer { bias in
      for part in parts {
        for t in part.start..<part.start + part.count {
          let row = s.wide + t * model.heads.columns + firstArgument
          let target = s.argumentRows + t * width
          for j in 0..<width {
            let value = Float(row[j]) * unit + bias[firstArgument + j]
            target[j] = value < 0 ? 0 : value
          }
        }
      }
    }
  }

  /// Rolesets and arguments of a group.
  private func finish(
    _ found: inout [Found], _ tokens: [Token], _ bytes: UnsafeRawBufferPointer, _ given: GivenPredicates?,
    _ s: NetworkScratch, _ predicates: inout [Predicate]
  ) {
    guard !found.isEmpty, let last = s.outputs.last else { return }
    let roles = model.roles
    for (k, predicate) in found.enumerated() {
      (s.predicateRows + k * model.lastWidth).update(
        from: last + predicate.row * model.lastWidth, count: model.lastWidth)
    }
    roles.predicate.multiply(s.predicateRows, found.count, with: kernels, into: s.predicateWide)
    let columns = roles.predicate.columns
    for k in 0..<found.count {
      for j in 0..<roles.role {
        let value = Float(s.predicateWide[k * columns + j]) * unit + roles.predicateBias[j]
        s.pairInput[k * roles.role + j] = NetworkRunner.narrow((value < 0 ? 0 : value) * NetworkRunner.rectifiedScale)
      }
    }
    roles.pairs.multiply(s.pairInput, found.count, with: kernels, into: s.pairWide)
    for (k, predicate) in found.enumerated() {
      let number: Int
      let key: WordKey
      if let name = given?.name(at: predicate.token) {
        key = WordKey(name)
        number = rolesets.number(key)
      } else {
        number = predicate.isLight ? 0 : sense(predicate, tokens, bytes, s.predicateWide + k * columns + roles.role)
        key =
          number > 0
          ? rolesets.key(number)
          : tokens[predicate.token].lemma.numbered(predicate.isLight ? Rolesets.lightSuffix : Rolesets.firstSuffix)
      }
      predicates.append(
        Predicate(token: predicate.token, roleset: key, arguments: arguments(predicate, k, number, s)))
    }
    found.removeAll(keepingCapacity: true)
  }

  /// The best roleset of a word, 0 when the frame files have none.
  private func sense(
    _ predicate: Found, _ tokens: [Token], _ bytes: UnsafeRawBufferPointer, _ row: UnsafePointer<Int32>
  ) -> Int {
    let word = tokens[predicate.token]
    var particles: [(key: WordKey, isParticle: Bool)] = []
    for i in predicate.first..<predicate.first + predicate.count where Int(tokens[i].head) == predicate.token {
      let relation = tokens[i].relation
      if relation == .compoundPrt || relation == .advmod {
        particles.append((tokens[i].form, relation == .compoundPrt))
      }
    }
    var candidates = rolesets.candidates(word.lemma, word.upos, particles: particles)
    if candidates.isEmpty {
      candidates = rolesets.candidates(word.form, word.upos, particles: [])
    }
    guard candidates.count > 1 else { return Int(candidates.first ?? 0) }
    let roles = model.roles
    var best = 0
    var top = -Float.infinity
    for candidate in candidates {
      let number = Int(candidate)
      guard number < roles.senseShifts.count else { continue }
      var sum: Float = 0
      for j in 0..<roles.sense {
        let query = Float(row[j]) * unit + roles.predicateBias[roles.role + j]
        sum += query * Float(roles.senseRows[number * roles.sense + j])
      }
      let scale = Float(1 << Int(roles.senseShifts[number])) / PackedMatrix.scale
      let score =
        sum * scale + RoleModel.prior(count: rolesets.count(number), isFirst: rolesets.isFirst(number))
      if score > top {
        top = score
        best = number
      }
    }
    return best
  }

  /// The arguments of a predicate; a numbered role that its roleset lacks is none, and each comes once.
  private func arguments(_ predicate: Found, _ index: Int, _ number: Int, _ s: NetworkScratch) -> [Predicate.Argument] {
    let roles = model.roles
    let labels = RoleFeatures.labels
    let scale = 1 / (PackedMatrix.scale * NetworkRunner.rectifiedScale)
    let source = s.pairWide + index * roles.pairs.columns
    for j in 0..<labels * roles.role { s.pairRows[j] = Float(source[j]) * scale + roles.pairsBias[j] }
    var result: [Predicate.Argument] = []
    var margins: [Float] = []
    let own = predicate.row - predicate.start
    withUnsafeTemporaryAllocation(of: Float.self, capacity: labels) { scores in
      guard let scores = scores.baseAddress else { return }
      for j in 0..<predicate.count {
        kernels.table.dots(
          s.argumentRows + (predicate.start + j) * roles.role, s.pairRows, roles.role, labels, scores)
        let feature = roles.features.feature(
          own, j, predicate.count, head: { Int(s.heads[predicate.start + $0]) },
          relation: { Int(s.relations[predicate.start + $0]) })
        let distance = NetworkRunner.bucket(j - own)
        var best = 0
        var top = -Float.infinity
        for l in 0..<labels {
          let score = scores[l] + roles.byFeature[feature * labels + l] + roles.byDistance[distance * labels + l]
          scores[l] = score
          if score > top, isAllowed(l, number) {
            top = score
            best = l
          }
        }
        guard best > 0, let label = RoleLabel(rawValue: UInt8(best - 1)) else { continue }
        let margin = top - scores[0]
        if label.isCore, let other = result.firstIndex(where: { $0.label == label }) {
          if margins[other] >= margin { continue }
          result.remove(at: other)
          margins.remove(at: other)
        }
        result.append(.init(label: label, head: predicate.first + j))
        margins.append(margin)
      }
    }
    return result
  }

  private func isAllowed(_ label: Int, _ number: Int) -> Bool {
    guard number > 0, label > 0, label <= Rolesets.cores, let role = RoleLabel(rawValue: UInt8(label - 1)) else {
      return true
    }
    return rolesets.hasRole(role, number)
  }
}
