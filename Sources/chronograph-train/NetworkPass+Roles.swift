// Predicates, rolesets and arguments in training.

import Language

/// The trees that the features of arguments are taken from, sentence by sentence.
struct RoleTrees {
  var heads: [[Int]] = []
  var relations: [[UInt8]] = []
}

extension NetworkPass {
  /// Half of the sentences have the network's own tree, so that its faults are known.
  func roleTrees(_ batch: [NetworkExample], _ state: State) -> RoleTrees {
    var trees = RoleTrees()
    guard batch.contains(where: { $0.predicates?.isEmpty == false }) else { return trees }
    let found = bestHeads(state)
    let scores = labelScores(labelRows(state, found), found.count)
    let relations = best(scores, found.count, net.shape.relations, net.shape.relationsPadded)
    for (number, example) in batch.enumerated() {
      let range = state.layout.starts[number]..<state.layout.starts[number] + example.count
      let isGold = generator.chance(0.5)
      trees.heads.append(isGold ? example.heads : Array(found[range]))
      trees.relations.append(isGold ? example.relations : Array(relations[range]))
    }
    return trees
  }

  /// The best head of each token, without regard to the tree.
  func bestHeads(_ state: State) -> [Int] {
    var heads: [Int] = []
    var row = state.heads.arcs
    for length in state.layout.lengths {
      for _ in 0..<length {
        var best = length
        for j in 0..<length where row[j] > row[best] { best = j }
        heads.append(best)
        row += length + 1
      }
    }
    return heads
  }

  /// Gradients of predicates, rolesets and arguments, added to that of the output.
  func rolesBack(_ batch: [NetworkExample], _ state: State, _ trees: RoleTrees, _ dy: Floats) {
    let layout = state.layout
    let n = layout.tokens
    let last = state.layers[state.layers.count - 1].output
    var gold = [UInt8](repeating: NetworkExample.unknownEntity, count: n)
    var found: [(sentence: Int, predicate: RoleExample)] = []
    for (number, example) in batch.enumerated() {
      guard let predicates = example.predicates else { continue }
      for t in 0..<example.count { gold[layout.starts[number] + t] = 0 }
      for predicate in predicates {
        gold[layout.starts[number] + predicate.token] = predicate.kind
        found.append((number, predicate))
      }
    }
    guard gold.contains(where: { $0 != NetworkExample.unknownEntity }) else { return }
    let scores = project(last, n, .predicateHead, .predicateBias)
    classify(scores, gold, RoleModel.classes, 8, unknown: NetworkExample.unknownEntity)
    projectBack(scores, last, n, .predicateHead, .predicateBias, dy)
    guard !found.isEmpty else { return }
    let width = net.shape.lastWidth
    let rows = memory.take(found.count * width)
    for (k, item) in found.enumerated() {
      let t = layout.starts[item.sentence] + item.predicate.token
      (rows + k * width).update(from: last + t * width, count: width)
    }
    let dRows = memory.zeros(found.count * width)
    sensesBack(found.map(\.predicate), rows, dRows)
    argumentsBack(batch, state, found, trees, rows, dRows, dy)
    for (k, item) in found.enumerated() {
      let t = layout.starts[item.sentence] + item.predicate.token
      Dense.add(dy + t * width, 1, dRows + k * width, width)
    }
  }

  private func sensesBack(_ found: [RoleExample], _ rows: Floats, _ dRows: Floats) {
    let s = net.shape
    let query = project(rows, found.count, .senseHead, .senseBias)
    let dQuery = memory.zeros(found.count * s.sense)
    let longest = found.reduce(1) { max($0, $1.candidates.count) }
    let table = memory.take(longest * s.sense)
    let scores = memory.take(longest + 8)
    for (k, predicate) in found.enumerated() where predicate.roleset > 0 && predicate.candidates.count > 1 {
      let count = predicate.candidates.count
      for (c, number) in predicate.candidates.enumerated() { senseRow(Int(number), into: table + c * s.sense) }
      Dense.dots(query + k * s.sense, table, s.sense, count, scores)
      for (c, number) in predicate.candidates.enumerated() { scores[c] += sensePrior(Int(number)) }
      Dense.softmax(scores, count)
      for (c, number) in predicate.candidates.enumerated() {
        var g = scores[c]
        if Int(number) == predicate.roleset {
          loss += 1 - g
          g -= 1
        }
        guard abs(g) > 1e-5 else { continue }
        Dense.add(dQuery + k * s.sense, g, table + c * s.sense, s.sense)
        net[.senseOwn].touch(Int(number))
        Dense.add(net[.senseOwn].gradient + Int(number) * s.sense, g, query + k * s.sense, s.sense)
        for row in s.rolesets.classes(Int(number)) {
          net[.senseClass].touch(Int(row))
          Dense.add(net[.senseClass].gradient + Int(row) * s.sense, g, query + k * s.sense, s.sense)
        }
      }
    }
    projectBack(dQuery, rows, found.count, .senseHead, .senseBias, dRows)
  }

  /// A roleset's row: its own and those of its classes.
  private func senseRow(_ number: Int, into target: Floats) { net.senseRow(number, into: target) }

  private func sensePrior(_ number: Int) -> Float {
    let rolesets = net.shape.rolesets
    return RoleModel.prior(count: rolesets.count(number), isFirst: rolesets.isFirst(number))
  }

  private func argumentsBack(
    _ batch: [NetworkExample], _ state: State, _ found: [(sentence: Int, predicate: RoleExample)], _ trees: RoleTrees,
    _ rows: Floats, _ dRows: Floats, _ dy: Floats
  ) {
    let s = net.shape
    let layout = state.layout
    let n = layout.tokens
    let m = found.count
    let last = state.layers[state.layers.count - 1].output
    let pairs = s.roleLabels * s.role
    let maskPredicate = mask(batch.count, s.role, 0.2)
    let maskArgument = mask(batch.count, s.role, 0.2)
    let predicates = project(rows, m, .rolePredicate, .rolePredicateBias)
    for (k, item) in found.enumerated() {
      for j in 0..<s.role {
        predicates[k * s.role + j] = max(0, predicates[k * s.role + j]) * maskPredicate[item.sentence * s.role + j]
      }
    }
    let arguments = project(last, n, .roleArgument, .roleArgumentBias)
    for i in 0..<n * s.role { arguments[i] = max(0, arguments[i]) }
    apply(maskArgument, layout, arguments, s.role)
    let labelRows = project(predicates, m, .rolePairs, .rolePairsBias)
    let dLabelRows = memory.zeros(m * pairs)
    let dArguments = memory.zeros(n * s.role)
    let scores = memory.zeros(s.roleLabelsPadded + 8)
    let features = RoleFeatures(relations: s.relations)
    for (k, item) in found.enumerated() {
      let length = batch[item.sentence].count
      let heads = trees.heads[item.sentence]
      let relations = trees.relations[item.sentence]
      for j in 0..<length {
        let t = layout.starts[item.sentence] + j
        let argument = arguments + t * s.role
        Dense.dots(argument, labelRows + k * pairs, s.role, s.roleLabels, scores)
        let feature = features.feature(
          item.predicate.token, j, length, head: { heads[$0] }, relation: { Int(relations[$0]) })
        let distance = NetworkRunner.bucket(j - item.predicate.token)
        Dense.add(scores, 1, net[.roleFeature].value + feature * s.roleLabelsPadded, s.roleLabelsPadded)
        Dense.add(scores, 1, net[.roleDistance].value + distance * s.roleLabelsPadded, s.roleLabelsPadded)
        Dense.softmax(scores, s.roleLabels)
        for l in s.roleLabels..<s.roleLabelsPadded { scores[l] = 0 }
        let label = Int(item.predicate.labels[j])
        loss += 1 - scores[label]
        scores[label] -= 1
        guard abs(scores[label]) > 1e-4 else { continue }
        for l in 0..<s.roleLabels where abs(scores[l]) > 1e-5 {
          Dense.add(dLabelRows + k * pairs + l * s.role, scores[l], argument, s.role)
          Dense.add(dArguments + t * s.role, scores[l], labelRows + k * pairs + l * s.role, s.role)
        }
        for (name, row) in [(HeadParameter.roleFeature, feature), (.roleDistance, distance)] {
          net[name].touch(row)
          Dense.add(net[name].gradient + row * s.roleLabelsPadded, 1, scores, s.roleLabelsPadded)
        }
      }
    }
    let dPredicates = memory.zeros(m * s.role)
    projectBack(dLabelRows, predicates, m, .rolePairs, .rolePairsBias, dPredicates)
    for (k, item) in found.enumerated() {
      for j in 0..<s.role {
        let isOn = predicates[k * s.role + j] > 0
        dPredicates[k * s.role + j] *= isOn ? maskPredicate[item.sentence * s.role + j] : 0
      }
    }
    for t in 0..<n {
      for j in 0..<s.role {
        let isOn = arguments[t * s.role + j] > 0
        dArguments[t * s.role + j] *= isOn ? maskArgument[layout.sentence[t] * s.role + j] : 0
      }
    }
    projectBack(dPredicates, rows, m, .rolePredicate, .rolePredicateBias, dRows)
    projectBack(dArguments, last, n, .roleArgument, .roleArgumentBias, dy)
  }
}

extension Network {
  /// A roleset's row: its own and those of its classes.
  func senseRow(_ number: Int, into target: Floats) {
    let width = shape.sense
    target.update(from: self[.senseOwn].value + number * width, count: width)
    for row in shape.rolesets.classes(number) {
      Dense.add(target, 1, self[.senseClass].value + Int(row) * width, width)
    }
  }
}
