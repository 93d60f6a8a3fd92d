// Forward and backward pass of the network over one sentence.

import Language

/// Memory of one pass; grows to the longest sentence.
final class NetworkPass {
  let net: Network
  let h: Int
  private var capacity = 0
  private var blocks: [Floats] = []
  private var x, dx, y1, dy1, y2, dy2, z1, z2: Floats
  private var gates: [Floats] = []
  private var dgates: [Floats] = []
  private var cells: [Floats] = []
  private var tagScores, lateTagScores, entityScores, dependent, headRows, dDependent, dHead, query, dQuery, distances,
    dDistances: Floats
  private var arcs, labelD, labelH, dLabelD, dLabelH, scratch, transposed: Floats
  private let masks: Floats
  private var generator: Generator
  var tags: [UInt8] = []
  var loss: Float = 0
  private let dummy: Floats

  init(_ net: Network, seed: UInt64) {
    self.net = net
    h = net.shape.hidden
    generator = Generator(state: seed)
    dummy = Floats.allocate(capacity: 8)
    masks = Floats.allocate(capacity: 4096)
    x = dummy; dx = dummy; y1 = dummy; dy1 = dummy; y2 = dummy; dy2 = dummy; z1 = dummy; z2 = dummy
    tagScores = dummy; lateTagScores = dummy; entityScores = dummy; dependent = dummy; headRows = dummy;
    dDependent = dummy; dHead = dummy
    query = dummy; dQuery = dummy; distances = dummy; dDistances = dummy; arcs = dummy; labelD = dummy
    labelH = dummy; dLabelD = dummy; dLabelH = dummy; scratch = dummy; transposed = dummy
  }

  deinit {
    for block in blocks { block.deallocate() }
    dummy.deallocate()
    masks.deallocate()
  }

  private func reserve(_ n: Int) {
    guard n + 1 > capacity else { return }
    for block in blocks { block.deallocate() }
    blocks = []
    capacity = max(64, (n + 1) * 3 / 2)
    let m = capacity
    let s = net.shape
    func make(_ count: Int) -> Floats {
      let p = Floats.allocate(capacity: count + 16)
      p.initialize(repeating: 0, count: count + 16)
      blocks.append(p)
      return p
    }
    x = make(m * s.inputWidth); dx = make(m * s.inputWidth)
    y1 = make(m * 2 * h); dy1 = make(m * 2 * h); y2 = make(m * 2 * h); dy2 = make(m * 2 * h)
    z1 = make(m * 2 * h); z2 = make(m * 2 * h)
    gates = (0..<2).map { _ in make(m * 6 * h) }
    dgates = (0..<2).map { _ in make(m * 6 * h) }
    // For each layer: cell, tanh(cell) and the undropped output, both directions.
    cells = (0..<2).map { _ in make(m * 6 * h) }
    tagScores = make(m * s.tagsPadded); lateTagScores = make(m * s.tagsPadded);
    entityScores = make(m * s.entitiesPadded)
    dependent = make(m * s.arc); headRows = make(m * s.arc); dDependent = make(m * s.arc); dHead = make(m * s.arc)
    query = make(m * s.arc); dQuery = make(m * s.arc)
    distances = make(m * s.buckets); dDistances = make(m * s.buckets)
    arcs = make(m * (m + 8))
    labelD = make(m * s.label); labelH = make(m * s.label); dLabelD = make(m * s.label); dLabelH = make(m * s.label)
    scratch = make(4096); transposed = make(max(s.inputWidth, 4 * h) * 6 * h)
  }

  private func mask(_ p: Floats, _ n: Int, _ rate: Float) {
    let keep = 1 / (1 - rate)
    for j in 0..<n { p[j] = rate > 0 && generator.chance(rate) ? 0 : (rate > 0 ? keep : 1) }
  }

  // MARK: Recurrent layer

  private func recur(_ layer: Int, _ n: Int) {
    let l = net.layers[layer]
    let g = gates[layer]
    let c = cells[layer]
    let out = layer == 0 ? y1 : y2
    for direction in 0..<2 {
      let u = l.u[direction].value
      let offset = direction * 3 * h
      for step in 0..<n {
        let t = direction == 0 ? step : n - 1 - step
        let a = g + t * 6 * h + offset
        let cell = c + t * 6 * h + direction * h
        let tanhCell = cell + 2 * h
        let y = cell + 4 * h
        let before = direction == 0 ? t - 1 : t + 1
        if step > 0 {
          let previous = c + before * 6 * h + direction * h + 4 * h
          Dense.multiply(a, previous, u, 1, h, 3 * h)
        }
        let oldCell = c + before * 6 * h + direction * h
        Dense.cell(h, a, old: step > 0 ? oldCell : nil, cell, tanhCell, y)
      }
    }
    for t in 0..<n { (out + t * 2 * h).update(from: c + t * 6 * h + 4 * h, count: 2 * h) }
  }

  /// From the gradient of the outputs to the gradient of the gate inputs, and of the recurrent weights.
  private func recurBack(_ layer: Int, _ n: Int, _ dOut: Floats) {
    let l = net.layers[layer]
    let g = gates[layer]
    let dg = dgates[layer]
    let c = cells[layer]
    for direction in 0..<2 {
      let offset = direction * 3 * h
      let dh = scratch
      let dc = scratch + h
      Dense.zero(dh, 2 * h)
      let ut = transposed
      Dense.transpose(ut, l.u[direction].value, rows: h, columns: 3 * h)
      for step in stride(from: n - 1, through: 0, by: -1) {
        let t = direction == 0 ? step : n - 1 - step
        let before = direction == 0 ? t - 1 : t + 1
        let a = g + t * 6 * h + offset
        let da = dg + t * 6 * h + offset
        let tanhCell = c + t * 6 * h + direction * h + 2 * h
        let oldCell = c + before * 6 * h + direction * h
        let dy = dOut + t * 2 * h + direction * h
        var j = 0
        while j < h {
          let f = Dense.load(a + j)
          let o = Dense.load(a + h + j)
          let v = Dense.load(a + 2 * h + j)
          let squashed = Dense.load(tanhCell + j)
          let dHidden = Dense.load(dh + j) + Dense.load(dy + j)
          let dCell = Dense.load(dc + j) + dHidden * o * (1 - squashed * squashed)
          let old = step > 0 ? Dense.load(oldCell + j) : SIMD8(repeating: 0)
          Dense.store(dCell * (old - v) * f * (1 - f), da + j)
          Dense.store(dHidden * squashed * o * (1 - o), da + h + j)
          Dense.store(dCell * (1 - f) * (1 - v * v), da + 2 * h + j)
          Dense.store(dCell * f, dc + j)
          j += 8
        }
        Dense.zero(dh, h)
        if step > 0 { Dense.multiply(dh, da, ut, 1, 3 * h, h) }
      }
      if n > 1 {
        // Outputs of the step before, times gate gradients.
        let outputs = c + direction * h + 4 * h + (direction == 0 ? 0 : 6 * h)
        let gradients = dg + offset + (direction == 0 ? 6 * h : 0)
        Dense.multiply(
          l.u[direction].gradient, outputs, gradients, m: h, k: n - 1, n: 3 * h, rowStep: 1, columnStep: 6 * h,
          ldc: 3 * h, ldb: 6 * h)
      }
    }
    for t in 0..<n { Dense.add(l.bias.gradient, 1, dg + t * 6 * h, 6 * h) }
  }

  // MARK: Pass

  /// Embeds the rows, with dropout when training.
  private func embed(_ example: NetworkExample, _ dropout: Dropout?) {
    let width = net.shape.inputWidth
    let slots = NetworkInput.slots
    if let dropout { mask(masks, width, dropout.input) }
    for t in 0..<example.count {
      var offset = 0
      for slot in 0..<slots {
        let parameter = net.embeddings[slot]
        let row = Int(rows[t * slots + slot])
        (x + t * width + offset).update(from: parameter.value + row * parameter.columns, count: parameter.columns)
        offset += parameter.columns
      }
      if dropout != nil { for j in 0..<width { x[t * width + j] *= masks[j] } }
    }
  }

  private var rows: [Int32] = []

  /// Runs the network. With `dropout` it trains: gradients are added to the parameters. Without, it predicts:
  /// `heads`, `labels`, `tags`, `entities` hold the result.
  func run(_ example: NetworkExample, dropout: Dropout?) {
    let n = example.count
    reserve(n)
    let s = net.shape
    let slots = NetworkInput.slots
    rows = example.rows
    if let dropout {
      for t in 0..<n {
        let frequency = Float(example.formCounts[t])
        if generator.chance(dropout.word / (dropout.word + frequency)) { rows[t * slots] = 0 }
        if generator.chance(0.05) { for slot in 6..<slots { rows[t * slots + slot] = 0 } }
      }
    }
    embed(example, dropout)
    // Layer 1
    let l1 = net.layers[0]
    for t in 0..<n { (gates[0] + t * 6 * h).update(from: l1.bias.value, count: 6 * h) }
    Dense.multiply(gates[0], x, l1.wx.value, n, s.inputWidth, 6 * h)
    recur(0, n)
    let m1 = masks + 512
    let m2 = masks + 1024
    if let dropout {
      mask(m1, 2 * h, dropout.hidden)
      mask(m2, 2 * h, dropout.hidden)
      for t in 0..<n { for j in 0..<(2 * h) { y1[t * 2 * h + j] *= m1[j] } }
    }
    // Tags
    for t in 0..<n { (tagScores + t * s.tagsPadded).update(from: net.tagBias.value, count: s.tagsPadded) }
    Dense.multiply(tagScores, y1, net.tagHead.value, n, 2 * h, s.tagsPadded)
    tags = (0..<n).map { t in
      let p = tagScores + t * s.tagsPadded
      var best = 0
      for j in 1..<s.tags where p[j] > p[best] { best = j }
      return UInt8(best)
    }
    // Layer 2
    let l2 = net.layers[1]
    for t in 0..<n {
      let g = gates[1] + t * 6 * h
      g.update(from: l2.bias.value, count: 6 * h)
      Dense.add(g, 1, net.tagInput.value + Int(tags[t]) * 6 * h, 6 * h)
    }
    Dense.multiply(gates[1], y1, l2.wx.value, n, 2 * h, 6 * h)
    recur(1, n)
    if dropout != nil { for t in 0..<n { for j in 0..<(2 * h) { y2[t * 2 * h + j] *= m2[j] } } }
    // Heads
    for t in 0..<n {
      (lateTagScores + t * s.tagsPadded).update(from: net.lateTagBias.value, count: s.tagsPadded)
      (entityScores + t * s.entitiesPadded).update(from: net.entityBias.value, count: s.entitiesPadded)
      (dependent + t * s.arc).update(from: net.arcDependentBias.value, count: s.arc)
      (headRows + t * s.arc).update(from: net.arcHeadBias.value, count: s.arc)
      (labelD + t * s.label).update(from: net.labelBias.value, count: s.label)
    }
    Dense.zero(labelH, n * s.label)
    Dense.zero(query, n * s.arc)
    Dense.zero(distances, n * s.buckets)
    Dense.multiply(lateTagScores, y2, net.lateTagHead.value, n, 2 * h, s.tagsPadded)
    Dense.multiply(entityScores, y2, net.entityHead.value, n, 2 * h, s.entitiesPadded)
    Dense.multiply(dependent, y2, net.arcDependent.value, n, 2 * h, s.arc)
    Dense.multiply(headRows, y2, net.arcHead.value, n, 2 * h, s.arc)
    Dense.multiply(labelD, y2, net.labelDependent.value, n, 2 * h, s.label)
    Dense.multiply(labelH, y2, net.labelHead.value, n, 2 * h, s.label)
    (headRows + n * s.arc).update(from: net.arcRoot.value, count: s.arc)
    (labelH + n * s.label).update(from: net.labelRoot.value, count: s.label)
    let ma = masks + 1536
    let mb = masks + 2048
    if let dropout {
      mask(ma, s.arc, dropout.head)
      mask(mb, s.arc, dropout.head)
    }
    for i in 0..<(n * s.arc) {
      dependent[i] = max(0, dependent[i])
      headRows[i] = max(0, headRows[i])
      if dropout != nil {
        dependent[i] *= ma[i % s.arc]
        headRows[i] *= mb[i % s.arc]
      }
    }
    Dense.multiply(query, dependent, net.arcMatrix.value, n, s.arc, s.arc)
    Dense.multiply(distances, dependent, net.arcDistance.value, n, s.arc, s.buckets)
    for i in 0..<n { Dense.add(query + i * s.arc, 1, net.arcVector.value, s.arc) }
    for i in 0..<n {
      let row = arcs + i * (n + 1)
      Dense.dots(query + i * s.arc, headRows, s.arc, n + 1, row)
      for j in 0..<n where j != i { row[j] += distances[i * s.buckets + distanceBucket(j - i)] }
      row[i] = -1e9
    }
    if dropout != nil { backward(example, n, m1, m2, ma, mb) } else { decode(n) }
  }

  // MARK: Backward

  private func backward(_ example: NetworkExample, _ n: Int, _ m1: Floats, _ m2: Floats, _ ma: Floats, _ mb: Floats) {
    let s = net.shape
    Dense.zero(dy1, n * 2 * h)
    Dense.zero(dy2, n * 2 * h)
    Dense.zero(dQuery, n * s.arc)
    Dense.zero(dHead, (n + 1) * s.arc)
    Dense.zero(dDistances, n * s.buckets)
    Dense.zero(dLabelD, n * s.label)
    Dense.zero(dLabelH, (n + 1) * s.label)
    Dense.zero(dDependent, n * s.arc)
    // Arcs
    for i in 0..<n {
      let row = arcs + i * (n + 1)
      Dense.softmax(row, n + 1)
      let gold = example.heads[i]
      loss += 1 - row[gold]
      row[gold] -= 1
      for j in 0...n where j != i && abs(row[j]) > 1e-5 {
        Dense.add(dQuery + i * s.arc, row[j], headRows + j * s.arc, s.arc)
        Dense.add(dHead + j * s.arc, row[j], query + i * s.arc, s.arc)
        if j < n { dDistances[i * s.buckets + distanceBucket(j - i)] += row[j] }
      }
      Dense.add(net.arcVector.gradient, 1, dQuery + i * s.arc, s.arc)
    }
    Dense.multiplyTransposed(net.arcMatrix.gradient, dependent, dQuery, n, s.arc, s.arc)
    Dense.multiplyTransposed(net.arcDistance.gradient, dependent, dDistances, n, s.arc, s.buckets)
    back(dDependent, dQuery, net.arcMatrix, n)
    back(dDependent, dDistances, net.arcDistance, n)
    for i in 0..<(n * s.arc) {
      dDependent[i] = dependent[i] > 0 ? dDependent[i] * ma[i % s.arc] : 0
      dHead[i] = headRows[i] > 0 ? dHead[i] * mb[i % s.arc] : 0
    }
    Dense.add(net.arcRoot.gradient, 1, dHead + n * s.arc, s.arc)
    // Labels
    let z = scratch + 1024
    let dz = scratch + 1280
    let logits = scratch + 1536
    let outT = transposed
    Dense.transpose(outT, net.labelOut.value, rows: s.label, columns: s.relationsPadded)
    for i in 0..<n {
      let head = example.heads[i]
      for k in 0..<s.label { z[k] = max(0, labelD[i * s.label + k] + labelH[head * s.label + k]) }
      logits.update(from: net.labelOutBias.value, count: s.relationsPadded)
      for k in 0..<s.label where z[k] > 0 {
        Dense.add(logits, z[k], net.labelOut.value + k * s.relationsPadded, s.relationsPadded)
      }
      Dense.softmax(logits, s.relations)
      for r in s.relations..<s.relationsPadded { logits[r] = 0 }
      loss += 1 - logits[Int(example.relations[i])]
      logits[Int(example.relations[i])] -= 1
      Dense.add(net.labelOutBias.gradient, 1, logits, s.relationsPadded)
      Dense.zero(dz, s.label)
      for r in 0..<s.relations { Dense.add(dz, logits[r], outT + r * s.label, s.label) }
      for k in 0..<s.label {
        if z[k] > 0 {
          Dense.add(net.labelOut.gradient + k * s.relationsPadded, z[k], logits, s.relationsPadded)
        } else {
          dz[k] = 0
        }
      }
      Dense.add(dLabelD + i * s.label, 1, dz, s.label)
      Dense.add(dLabelH + head * s.label, 1, dz, s.label)
    }
    Dense.add(net.labelRoot.gradient, 1, dLabelH + n * s.label, s.label)
    // Tags decided late
    for t in 0..<n {
      let p = lateTagScores + t * s.tagsPadded
      Dense.softmax(p, s.tags)
      for j in s.tags..<s.tagsPadded { p[j] = 0 }
      p[Int(example.tags[t])] -= 1
      Dense.add(net.lateTagBias.gradient, 1, p, s.tagsPadded)
    }
    Dense.multiplyTransposed(net.lateTagHead.gradient, y2, lateTagScores, n, 2 * h, s.tagsPadded)
    back(dy2, lateTagScores, net.lateTagHead, n)
    // Entities
    if !example.entities.isEmpty {
      for t in 0..<n {
        let p = entityScores + t * s.entitiesPadded
        Dense.softmax(p, s.entities)
        for j in s.entities..<s.entitiesPadded { p[j] = 0 }
        p[Int(example.entities[t])] -= 1
        Dense.add(net.entityBias.gradient, 1, p, s.entitiesPadded)
      }
      Dense.multiplyTransposed(net.entityHead.gradient, y2, entityScores, n, 2 * h, s.entitiesPadded)
      back(dy2, entityScores, net.entityHead, n)
    }
    // Into layer 2
    for (d, parameter, bias) in [
      (dDependent, net.arcDependent, Optional(net.arcDependentBias)), (dHead, net.arcHead, net.arcHeadBias),
      (dLabelD, net.labelDependent, net.labelBias), (dLabelH, net.labelHead, nil),
    ] {
      Dense.multiplyTransposed(parameter.gradient, y2, d, n, 2 * h, parameter.columns)
      back(dy2, d, parameter, n)
      if let bias { for t in 0..<n { Dense.add(bias.gradient, 1, d + t * parameter.columns, parameter.columns) } }
    }
    for t in 0..<n { for j in 0..<(2 * h) { dy2[t * 2 * h + j] *= m2[j] } }
    recurBack(1, n, dy2)
    let l2 = net.layers[1]
    Dense.multiplyTransposed(l2.wx.gradient, y1, dgates[1], n, 2 * h, 6 * h)
    back(dy1, dgates[1], l2.wx, n)
    for t in 0..<n {
      net.tagInput.touch(Int(tags[t]))
      Dense.add(net.tagInput.gradient + Int(tags[t]) * 6 * h, 1, dgates[1] + t * 6 * h, 6 * h)
    }
    // Tags
    for t in 0..<n {
      let p = tagScores + t * s.tagsPadded
      Dense.softmax(p, s.tags)
      for j in s.tags..<s.tagsPadded { p[j] = 0 }
      p[Int(example.tags[t])] -= 1
      Dense.add(net.tagBias.gradient, 1, p, s.tagsPadded)
    }
    Dense.multiplyTransposed(net.tagHead.gradient, y1, tagScores, n, 2 * h, s.tagsPadded)
    back(dy1, tagScores, net.tagHead, n)
    for t in 0..<n { for j in 0..<(2 * h) { dy1[t * 2 * h + j] *= m1[j] } }
    recurBack(0, n, dy1)
    let l1 = net.layers[0]
    Dense.multiplyTransposed(l1.wx.gradient, x, dgates[0], n, s.inputWidth, 6 * h)
    Dense.zero(dx, n * s.inputWidth)
    back(dx, dgates[0], l1.wx, n)
    let slots = NetworkInput.slots
    for t in 0..<n {
      var offset = 0
      let d = dx + t * s.inputWidth
      for j in 0..<s.inputWidth { d[j] *= masks[j] }
      for slot in 0..<slots {
        let parameter = net.embeddings[slot]
        let row = Int(rows[t * slots + slot])
        parameter.touch(row)
        Dense.add(parameter.gradient + row * parameter.columns, 1, d + offset, parameter.columns)
        offset += parameter.columns
      }
    }
  }

  /// dX += dY · Wᵀ.
  private func back(_ dx: Floats, _ dy: Floats, _ weights: Parameter, _ n: Int) {
    Dense.transpose(transposed, weights.value, rows: weights.rows, columns: weights.columns)
    Dense.multiply(dx, dy, transposed, n, weights.columns, weights.rows)
  }

  // MARK: Prediction

  var heads: [Int] = []
  var labels: [UInt8] = []
  var entities: [UInt8] = []

  private func decode(_ n: Int) {
    let s = net.shape
    tags = (0..<n).map { t in
      let p = lateTagScores + t * s.tagsPadded
      var best = 0
      for j in 1..<s.tags where p[j] > p[best] { best = j }
      return UInt8(best)
    }
    heads = (0..<n).map { i in
      let row = arcs + i * (n + 1)
      var best = n
      for j in 0..<n where row[j] > row[best] { best = j }
      return best
    }
    labels = (0..<n).map { i in
      let z = scratch + 1024
      let logits = scratch + 1536
      for k in 0..<s.label { z[k] = max(0, labelD[i * s.label + k] + labelH[heads[i] * s.label + k]) }
      logits.update(from: net.labelOutBias.value, count: s.relationsPadded)
      for k in 0..<s.label where z[k] > 0 {
        Dense.add(logits, z[k], net.labelOut.value + k * s.relationsPadded, s.relationsPadded)
      }
      var best = 0
      for r in 1..<s.relations where logits[r] > logits[best] { best = r }
      return UInt8(best)
    }
    entities = (0..<n).map { t in
      let p = entityScores + t * s.entitiesPadded
      var best = 0
      for j in 1..<s.entities where p[j] > p[best] { best = j }
      return UInt8(best)
    }
  }
}
