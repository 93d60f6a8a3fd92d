// Forward pass of the network over a batch of sentences; the backward pass is in its extension.

import Language

/// What the forward pass keeps of one layer.
struct LayerMemory {
  /// Gate activations, then (after the backward pass) nothing; 6·hidden for each token.
  var gates: Floats
  /// Cell, tanh(cell) and undropped output of both directions; 6·hidden for each token.
  var cells: Floats
  /// Output after dropout; 2·hidden for each token.
  var output: Floats
  /// Dropout mask of each sentence.
  var mask: Floats
}

/// What the forward pass keeps above the layers.
struct HeadMemory {
  var tagScores, lateTagScores, entityScores: Floats
  /// Rows for arcs; `headRows` and `labelH` have one row more in each sentence, for the root.
  var dependent, headRows, labelD, labelH: Floats
  var query, distances, arcs: Floats
  var maskDependent, maskHead: Floats
}

/// Runs batches through a network.
final class NetworkPass {
  let net: Network
  let memory = PassMemory()
  var generator: Generator
  var rows: [Int32] = []
  var classes: [UInt64] = []
  var vectors: [Int32] = []
  var loss: Float = 0
  /// Tags decided on the first layer.
  var earlyTags: [UInt8] = []

  init(_ net: Network, seed: UInt64) {
    self.net = net
    generator = Generator(state: seed)
  }

  /// Mask rows for `count` sentences; ones without dropout.
  func mask(_ count: Int, _ width: Int, _ rate: Float?) -> Floats {
    let p = memory.take(count * width)
    let keep = 1 / (1 - (rate ?? 0))
    for j in 0..<count * width { p[j] = rate.map { generator.chance($0) ? 0 : keep } ?? 1 }
    return p
  }

  /// Multiplies each token's row by its sentence's mask.
  func apply(_ mask: Floats, _ layout: BatchLayout, _ target: Floats, _ width: Int) {
    for t in 0..<layout.tokens {
      let row = target + t * width
      let own = mask + layout.sentence[t] * width
      for j in 0..<width { row[j] *= own[j] }
    }
  }

  /// The offset of a sentence's rows where each sentence has a row for the root.
  func rooted(_ layout: BatchLayout, _ sentence: Int) -> Int { layout.starts[sentence] + sentence }

  /// Everything that the forward pass leaves.
  struct State {
    var layout: BatchLayout
    var x, inputMask: Floats
    var layers: [LayerMemory]
    var heads: HeadMemory
  }

  func forward(_ batch: [NetworkExample], _ dropout: Dropout?) -> State {
    memory.rewind()
    let layout = BatchLayout(batch)
    let s = net.shape
    let n = layout.tokens
    chooseRows(batch, dropout)
    let inputMask = mask(batch.count, s.inputWidth, dropout?.input)
    let x = embed(layout, inputMask)
    var layers: [LayerMemory] = []
    var tagScores = x
    var input = x
    for (number, layer) in net.layers.enumerated() {
      let h = layer.hidden
      let gates = memory.take(n * 6 * h)
      for t in 0..<n { (gates + t * 6 * h).update(from: layer.bias.value, count: 6 * h) }
      if number == 1 {
        for t in 0..<n {
          Dense.add(gates + t * 6 * h, 1, net[.tagInput].value + Int(earlyTags[t]) * 6 * h, 6 * h)
        }
      }
      Dense.multiply(gates, input, layer.wx.value, n, layer.input, 6 * h)
      let cells = memory.take(n * 6 * h)
      recur(layer, layout, gates, cells)
      let output = memory.take(n * 2 * h)
      for t in 0..<n { (output + t * 2 * h).update(from: cells + t * 6 * h + 4 * h, count: 2 * h) }
      let mask = mask(batch.count, 2 * h, dropout?.hidden)
      apply(mask, layout, output, 2 * h)
      layers.append(LayerMemory(gates: gates, cells: cells, output: output, mask: mask))
      if number == 0 {
        tagScores = project(output, n, .tagHead, .tagBias)
        earlyTags = best(tagScores, n, s.tags, s.tagsPadded)
      }
      input = output
    }
    let heads = decideHeads(input, layout, tagScores, dropout)
    return State(layout: layout, x: x, inputMask: inputMask, layers: layers, heads: heads)
  }

  /// The rows of the batch; when training some words are made unknown.
  private func chooseRows(_ batch: [NetworkExample], _ dropout: Dropout?) {
    let slots = InputSlot.rowSlots
    rows.removeAll(keepingCapacity: true)
    classes.removeAll(keepingCapacity: true)
    vectors.removeAll(keepingCapacity: true)
    for example in batch {
      let first = rows.count
      rows += example.rows
      classes += example.classes
      vectors += example.vectors
      guard let dropout else { continue }
      // Text in small letters or in capitals: the shape says nothing.
      let hidesShape = generator.chance(dropout.shape)
      for t in 0..<example.count {
        if hidesShape { rows[first + t * slots + InputSlot.shape.rawValue] = 0 }
        let frequency = Float(example.formCounts[t])
        if generator.chance(dropout.word / (dropout.word + frequency)) { rows[first + t * slots] = 0 }
        if generator.chance(dropout.vector) { vectors[vectors.count - example.count + t] = 0 }
        if generator.chance(0.05) {
          classes[classes.count - example.count + t] = 0
          for slot in InputSlot.firstClassSlot..<slots { rows[first + t * slots + slot] = 0 }
        }
      }
    }
  }

  private func embed(_ layout: BatchLayout, _ mask: Floats) -> Floats {
    let width = net.shape.inputWidth
    let slots = InputSlot.rowSlots
    let x = memory.zeros(layout.tokens * width)
    let table = net.embeddings[InputSlot.classes.rawValue]
    for t in 0..<layout.tokens {
      var target = x + t * width
      for slot in 0..<slots {
        let parameter = net.embeddings[slot]
        target.update(from: parameter.value + Int(rows[t * slots + slot]) * parameter.columns, count: parameter.columns)
        target += parameter.columns
      }
      var bits = classes[t]
      while bits != 0 {
        Dense.add(target, 1, table.value + bits.trailingZeroBitCount * table.columns, table.columns)
        bits &= bits - 1
      }
      let vector = net.shape.vectors.rows.base + Int(vectors[t]) * WordVectors.width
      for j in 0..<WordVectors.width {
        x[t * width + InputSlot.trained + j] = Float(vector[j]) * WordVectors.unit
      }
    }
    apply(mask, layout, x, width)
    return x
  }

  /// One layer's recurrence, all sentences in step.
  private func recur(_ layer: RecurrentLayer, _ layout: BatchLayout, _ gates: Floats, _ cells: Floats) {
    let h = layer.hidden
    let before = memory.take(layout.lengths.count * h)
    let product = memory.take(layout.lengths.count * 3 * h)
    for direction in 0..<2 {
      for step in 0..<layout.longest {
        let count = layout.active[step]
        if step > 0 {
          for r in 0..<count {
            let t = layout.token(layout.order[r], step - 1, direction)
            (before + r * h).update(from: cells + t * 6 * h + (4 + direction) * h, count: h)
          }
          Dense.zero(product, count * 3 * h)
          Dense.multiply(product, before, layer.u[direction].value, count, h, 3 * h)
        }
        for r in 0..<count {
          let t = layout.token(layout.order[r], step, direction)
          let a = gates + t * 6 * h + direction * 3 * h
          let cell = cells + t * 6 * h + direction * h
          if step > 0 {
            Dense.add(a, 1, product + r * 3 * h, 3 * h)
            let old = cells + layout.token(layout.order[r], step - 1, direction) * 6 * h + direction * h
            Dense.cell(h, a, old: old, cell, cell + 2 * h, cell + 4 * h)
          } else {
            Dense.cell(h, a, old: nil, cell, cell + 2 * h, cell + 4 * h)
          }
        }
      }
    }
  }

  /// input · matrix + bias.
  func project(_ input: Floats, _ n: Int, _ matrix: HeadParameter, _ bias: HeadParameter?) -> Floats {
    let w = net[matrix]
    let result = memory.take((n + 1) * w.columns)
    if let bias {
      for t in 0..<n { (result + t * w.columns).update(from: net[bias].value, count: w.columns) }
    } else {
      Dense.zero(result, n * w.columns)
    }
    Dense.multiply(result, input, w.value, n, w.rows, w.columns)
    return result
  }

  /// Rows of tokens with a row for the root after each sentence.
  private func withRoots(_ rows: Floats, _ layout: BatchLayout, _ root: HeadParameter) -> Floats {
    let width = net[root].columns
    let result = memory.take((layout.tokens + layout.lengths.count) * width)
    for (number, length) in layout.lengths.enumerated() {
      let target = result + rooted(layout, number) * width
      target.update(from: rows + layout.starts[number] * width, count: length * width)
      (target + length * width).update(from: net[root].value, count: width)
    }
    return result
  }

  private func decideHeads(_ y: Floats, _ layout: BatchLayout, _ tagScores: Floats, _ dropout: Dropout?) -> HeadMemory {
    let s = net.shape
    let n = layout.tokens
    let sentences = layout.lengths.count
    let late = project(y, n, .lateTagHead, .lateTagBias)
    let entities = project(y, n, .entityHead, .entityBias)
    let dependent = project(y, n, .arcDependent, .arcDependentBias)
    let heads = project(y, n, .arcHead, .arcHeadBias)
    for i in 0..<n * s.arc {
      dependent[i] = max(0, dependent[i])
      heads[i] = max(0, heads[i])
    }
    let maskDependent = mask(sentences, s.arc, dropout?.head)
    let maskHead = mask(sentences, s.arc, dropout?.head)
    apply(maskDependent, layout, dependent, s.arc)
    apply(maskHead, layout, heads, s.arc)
    let headRows = withRoots(heads, layout, .arcRoot)
    let query = project(dependent, n, .arcMatrix, .arcVector)
    let distances = project(dependent, n, .arcDistance, nil)
    // Scores of a sentence: its tokens by its tokens and the root.
    let arcs = memory.take(layout.lengths.reduce(0) { $0 + $1 * ($1 + 1) })
    var row = arcs
    for (number, length) in layout.lengths.enumerated() {
      for i in 0..<length {
        let t = layout.starts[number] + i
        Dense.dots(query + t * s.arc, headRows + rooted(layout, number) * s.arc, s.arc, length + 1, row)
        for j in 0..<length where j != i { row[j] += distances[t * s.buckets + NetworkRunner.bucket(j - i)] }
        row[i] = -1e9
        row += length + 1
      }
    }
    let labelD = project(y, n, .labelDependent, .labelBias)
    let labelH = withRoots(project(y, n, .labelHead, nil), layout, .labelRoot)
    return HeadMemory(
      tagScores: tagScores, lateTagScores: late, entityScores: entities, dependent: dependent, headRows: headRows,
      labelD: labelD, labelH: labelH, query: query, distances: distances, arcs: arcs, maskDependent: maskDependent,
      maskHead: maskHead)
  }

  /// Hidden rows of the label head, for a head of each token (within its sentence; its length for the root).
  func labelRows(_ state: State, _ heads: [Int]) -> Floats {
    let width = net.shape.label
    let layout = state.layout
    let z = memory.take(layout.tokens * width)
    for t in 0..<layout.tokens {
      let head = rooted(layout, layout.sentence[t]) + heads[t]
      let own = state.heads.labelD + t * width
      let other = state.heads.labelH + head * width
      for k in 0..<width { z[t * width + k] = max(0, own[k] + other[k]) }
    }
    return z
  }

  /// Scores of the relations for the rows of ``labelRows``.
  func labelScores(_ z: Floats, _ n: Int) -> Floats { project(z, n, .labelOut, .labelOutBias) }

  /// The best of the first `count` columns of each row.
  func best(_ scores: Floats, _ n: Int, _ count: Int, _ columns: Int) -> [UInt8] {
    (0..<n).map { t in
      let p = scores + t * columns
      var best = 0
      for j in 1..<count where p[j] > p[best] { best = j }
      return UInt8(best)
    }
  }
}
