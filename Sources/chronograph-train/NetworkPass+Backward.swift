// Backward pass: gradients of one batch, added to the parameters' gradients.

import Language

/// Gradients on the way from the heads down.
private struct Gradients {
  /// Of the last layer's output.
  var output: Floats
  /// Of the first layer's output, from the early tags.
  var first: Floats
}

extension NetworkPass {
  /// Trains on a batch: gradients are added to the network's.
  func train(_ batch: [NetworkExample], _ dropout: Dropout) {
    let state = forward(batch, dropout)
    let n = state.layout.tokens
    let s = net.shape
    let gradients = Gradients(output: memory.zeros(n * s.lastWidth), first: memory.zeros(n * s.width(0)))
    let trees = roleTrees(batch, state)
    rolesBack(batch, state, trees, gradients.output)
    arcsBack(batch, state, gradients.output)
    labelsBack(batch, state, gradients.output)
    let last = state.layers[state.layers.count - 1].output
    let gold = batch.flatMap(\.tags)
    classify(state.heads.lateTagScores, gold, s.tags, s.tagsPadded)
    projectBack(state.heads.lateTagScores, last, n, .lateTagHead, .lateTagBias, gradients.output)
    let entities = batch.flatMap {
      $0.entities.isEmpty ? [UInt8](repeating: NetworkExample.unknownEntity, count: $0.count) : $0.entities
    }
    classify(state.heads.entityScores, entities, s.entities, s.entitiesPadded, unknown: NetworkExample.unknownEntity)
    projectBack(state.heads.entityScores, last, n, .entityHead, .entityBias, gradients.output)
    classify(state.heads.tagScores, gold, s.tags, s.tagsPadded)
    projectBack(state.heads.tagScores, state.layers[0].output, n, .tagHead, .tagBias, gradients.first)
    var above = gradients.output
    for number in stride(from: net.layers.count - 1, through: 0, by: -1) {
      let layer = net.layers[number]
      if number == 0 { for j in 0..<n * s.width(0) { above[j] += gradients.first[j] } }
      apply(state.layers[number].mask, state.layout, above, 2 * layer.hidden)
      let dGates = recurBack(layer, state.layout, state.layers[number], above)
      let input = number == 0 ? state.x : state.layers[number - 1].output
      Dense.multiplyTransposed(layer.wx.gradient, input, dGates, n, layer.input, 6 * layer.hidden)
      for t in 0..<n { Dense.add(layer.bias.gradient, 1, dGates + t * 6 * layer.hidden, 6 * layer.hidden) }
      if number == 1 {
        for t in 0..<n {
          let row = Int(earlyTags[t])
          net[.tagInput].touch(row)
          Dense.add(
            net[.tagInput].gradient + row * 6 * layer.hidden, 1, dGates + t * 6 * layer.hidden, 6 * layer.hidden)
        }
      }
      above = memory.zeros(n * layer.input)
      back(above, dGates, layer.wx, n)
    }
    embedBack(state, above)
  }

  /// dX += dY · Wᵀ.
  func back(_ dx: Floats, _ dy: Floats, _ weights: Parameter, _ n: Int) {
    let transposed = memory.take(weights.count)
    Dense.transpose(transposed, weights.value, rows: weights.rows, columns: weights.columns)
    Dense.multiply(dx, dy, transposed, n, weights.columns, weights.rows)
  }

  /// The gradients of input · matrix + bias.
  func projectBack(
    _ dy: Floats, _ input: Floats, _ n: Int, _ matrix: HeadParameter, _ bias: HeadParameter?, _ dx: Floats
  ) {
    let w = net[matrix]
    Dense.multiplyTransposed(w.gradient, input, dy, n, w.rows, w.columns)
    back(dx, dy, w, n)
    if let bias { for t in 0..<n { Dense.add(net[bias].gradient, 1, dy + t * w.columns, w.columns) } }
  }

  /// Scores become the gradient of the cross entropy; unknown labels have none.
  func classify(_ scores: Floats, _ gold: [UInt8], _ count: Int, _ columns: Int, unknown: UInt8? = nil) {
    for (t, label) in gold.enumerated() {
      let p = scores + t * columns
      if label == unknown {
        Dense.zero(p, columns)
        continue
      }
      Dense.softmax(p, count)
      for j in count..<max(count, columns) { p[j] = 0 }
      loss += 1 - p[Int(label)]
      p[Int(label)] -= 1
    }
  }

  private func arcsBack(_ batch: [NetworkExample], _ state: State, _ dy: Floats) {
    let s = net.shape
    let heads = state.heads
    let layout = state.layout
    let n = layout.tokens
    let last = state.layers[state.layers.count - 1].output
    let dQuery = memory.zeros(n * s.arc)
    let dDistances = memory.zeros(n * s.buckets)
    let dHead = memory.zeros(n * s.arc)
    let dRoot = net[.arcRoot].gradient
    var row = heads.arcs
    for (number, example) in batch.enumerated() {
      let length = example.count
      let first = layout.starts[number]
      let headRows = heads.headRows + rooted(layout, number) * s.arc
      for i in 0..<length {
        let t = first + i
        Dense.softmax(row, length + 1)
        loss += 1 - row[example.heads[i]]
        row[example.heads[i]] -= 1
        for j in 0...length where j != i && abs(row[j]) > 1e-5 {
          Dense.add(dQuery + t * s.arc, row[j], headRows + j * s.arc, s.arc)
          Dense.add(j < length ? dHead + (first + j) * s.arc : dRoot, row[j], heads.query + t * s.arc, s.arc)
          if j < length { dDistances[t * s.buckets + NetworkRunner.bucket(j - i)] += row[j] }
        }
        row += length + 1
      }
    }
    let dDependent = memory.zeros(n * s.arc)
    projectBack(dQuery, heads.dependent, n, .arcMatrix, .arcVector, dDependent)
    projectBack(dDistances, heads.dependent, n, .arcDistance, nil, dDependent)
    for t in 0..<n {
      let number = layout.sentence[t]
      for k in 0..<s.arc {
        let i = t * s.arc + k
        dDependent[i] = heads.dependent[i] > 0 ? dDependent[i] * heads.maskDependent[number * s.arc + k] : 0
        let isOn = heads.headRows[(t + number) * s.arc + k] > 0
        dHead[i] = isOn ? dHead[i] * heads.maskHead[number * s.arc + k] : 0
      }
    }
    projectBack(dDependent, last, n, .arcDependent, .arcDependentBias, dy)
    projectBack(dHead, last, n, .arcHead, .arcHeadBias, dy)
  }

  private func labelsBack(_ batch: [NetworkExample], _ state: State, _ dy: Floats) {
    let width = net.shape.label
    let layout = state.layout
    let n = layout.tokens
    let last = state.layers[state.layers.count - 1].output
    let gold = batch.flatMap(\.heads)
    let z = labelRows(state, gold)
    let scores = labelScores(z, n)
    classify(scores, batch.flatMap(\.relations), net.shape.relations, net.shape.relationsPadded)
    let dz = memory.zeros(n * width)
    projectBack(scores, z, n, .labelOut, .labelOutBias, dz)
    let dLabelH = memory.zeros(n * width)
    for t in 0..<n {
      let own = dz + t * width
      for k in 0..<width where z[t * width + k] <= 0 { own[k] = 0 }
      let number = layout.sentence[t]
      let isRoot = gold[t] == layout.lengths[number]
      Dense.add(
        isRoot ? net[.labelRoot].gradient : dLabelH + (layout.starts[number] + gold[t]) * width, 1, own, width)
    }
    projectBack(dz, last, n, .labelDependent, .labelBias, dy)
    projectBack(dLabelH, last, n, .labelHead, nil, dy)
  }

  /// From the gradient of the outputs to the gradient of the gate inputs, and of the recurrent weights.
  private func recurBack(
    _ layer: RecurrentLayer, _ layout: BatchLayout, _ own: LayerMemory, _ dOut: Floats
  ) -> Floats {
    let h = layer.hidden
    let sentences = layout.lengths.count
    let dGates = memory.take(layout.tokens * 6 * h)
    let dh = memory.take(sentences * h)
    let dc = memory.take(sentences * h)
    let stepGates = memory.take(sentences * 3 * h)
    let transposed = memory.take(3 * h * h)
    let before = memory.take(layout.tokens * h)
    let after = memory.take(layout.tokens * 3 * h)
    for direction in 0..<2 {
      Dense.zero(dh, sentences * h)
      Dense.zero(dc, sentences * h)
      Dense.transpose(transposed, layer.u[direction].value, rows: h, columns: 3 * h)
      var pairs = 0
      for step in stride(from: layout.longest - 1, through: 0, by: -1) {
        let count = layout.active[step]
        for r in 0..<count {
          let t = layout.token(layout.order[r], step, direction)
          let cell = own.cells + t * 6 * h + direction * h
          let target = dGates + t * 6 * h + direction * 3 * h
          let a = own.gates + t * 6 * h + direction * 3 * h
          let dy = dOut + t * 2 * h + direction * h
          if step > 0 {
            let old = own.cells + layout.token(layout.order[r], step - 1, direction) * 6 * h + direction * h
            Dense.cellBack(h, a, cell + 2 * h, old, dy, dh + r * h, dc + r * h, target)
            (before + pairs * h).update(from: old + 4 * h, count: h)
            (after + pairs * 3 * h).update(from: target, count: 3 * h)
            (stepGates + r * 3 * h).update(from: target, count: 3 * h)
            pairs += 1
          } else {
            Dense.cellBack(h, a, cell + 2 * h, nil, dy, dh + r * h, dc + r * h, target)
          }
        }
        if step > 0 {
          Dense.zero(dh, count * h)
          Dense.multiply(dh, stepGates, transposed, count, 3 * h, h)
        }
      }
      Dense.multiplyTransposed(layer.u[direction].gradient, before, after, pairs, h, 3 * h)
    }
    return dGates
  }

  private func embedBack(_ state: State, _ dx: Floats) {
    let width = net.shape.inputWidth
    let slots = InputSlot.rowSlots
    apply(state.inputMask, state.layout, dx, width)
    let table = net.embeddings[InputSlot.classes.rawValue]
    for t in 0..<state.layout.tokens {
      var d = dx + t * width
      for slot in 0..<slots {
        let parameter = net.embeddings[slot]
        let row = Int(rows[t * slots + slot])
        parameter.touch(row)
        Dense.add(parameter.gradient + row * parameter.columns, 1, d, parameter.columns)
        d += parameter.columns
      }
      var bits = classes[t]
      while bits != 0 {
        let row = bits.trailingZeroBitCount
        table.touch(row)
        Dense.add(table.gradient + row * table.columns, 1, d, table.columns)
        bits &= bits - 1
      }
    }
  }
}
