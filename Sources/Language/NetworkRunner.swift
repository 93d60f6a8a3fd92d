// Runs the network over a batch of sentences: tags, entity labels, heads and relations.

/// The network over batches of sentences. What a sentence gets does not depend on its batch.
package struct NetworkRunner: Sendable {
  package let model: NetworkModel
  let kernels: Kernels
  private let vectors: WordVectors
  /// Inputs and hidden states are in 1/4096 units, rectified states in 1/1024.
  static let hiddenScale: Float = 4096
  static let rectifiedScale: Float = 1024

  package init(model: NetworkModel, vectors: WordVectors, kernels: Kernels = Kernels()) {
    self.model = model
    self.vectors = vectors
    self.kernels = kernels
  }

  /// The nearest integer, within ±32767: adding 1.5 · 2²³ leaves it in the low bits.
  @inline(__always)
  static func narrow(_ value: Float) -> Int16 {
    let v = value < -32767 ? -32767 : value > 32767 ? 32767 : value
    return Int16(truncatingIfNeeded: Int32(bitPattern: (v + 12_582_912).bitPattern))
  }

  /// One sentence of a batch: its first token in the batch, and their number.
  package struct Segment {
    package var start: Int
    package var count: Int
    package init(start: Int, count: Int) {
      self.start = start
      self.count = count
    }
  }

  /// Analyses sentences that follow each other in `inputs`; the results are in the scratch, token by token.
  package func run(_ inputs: UnsafeBufferPointer<NetworkInput>, _ segments: [Segment], _ s: NetworkScratch) {
    let n = inputs.count
    guard n > 0 else { return }
    s.reserve(n, segments.reduce(0) { max($0, $1.count) }, model)
    // The longest first, so that those of like length run in step.
    let order = segments.sorted { ($1.count, $0.start) < ($0.count, $1.start) }
    embed(inputs, s)
    var input = s.rows
    for (number, layer) in model.layers.enumerated() {
      layer.input.multiply(input, n, with: kernels, into: s.gates)
      recur(layer, order, extra: number == 1 ? model.tagInput.base : nil, into: s.outputs[number], s)
      input = s.outputs[number]
      if number == 0 { decideTags(n, s) }
    }
    decideHeads(input, n, segments, s)
  }

  private func embed(_ inputs: UnsafeBufferPointer<NetworkInput>, _ s: NetworkScratch) {
    s.rows.update(repeating: 0, count: inputs.count * InputSlot.width)
    for (t, input) in inputs.enumerated() {
      var target = s.rows + t * InputSlot.width
      for slot in InputSlot.allCases {
        let table = model.embeddings[slot.rawValue]
        if slot == .classes {
          var bits = input.classes
          while bits != 0 {
            add(bits.trailingZeroBitCount, of: table, to: target)
            bits &= bits - 1
          }
        } else {
          let value = input.value(slot)
          let row =
            slot.isHashed ? model.tables[slot.rawValue].row(value) : Int(min(value, UInt64(table.count - 1)))
          add(row, of: table, to: target)
        }
        target += table.width
      }
      if input.vector > 0 {
        kernels.table.addBytes(
          target, vectors.rows.base + Int(input.vector) * WordVectors.width, WordVectors.width, WordVectors.shift)
      }
    }
  }

  @inline(__always)
  private func add(_ row: Int, of table: NetworkModel.Embedding, to target: UnsafeMutablePointer<Int16>) {
    kernels.table.addBytes(target, table.rows.base + row * table.width, table.width, Int32(table.shifts[row]))
  }

  /// Runs both directions of a layer over the gate inputs in the scratch, four sentences at a time.
  private func recur(
    _ layer: NetworkModel.Layer, _ order: [Segment], extra: UnsafePointer<Float>?,
    into out: UnsafeMutablePointer<Int16>, _ s: NetworkScratch
  ) {
    let h = layer.hidden
    let unit: Float = 1 / (PackedMatrix.scale * NetworkRunner.hiddenScale)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 8) { places in
      layer.bias.withUnsafeBufferPointer { bias in
        s.tags.withUnsafeBufferPointer { tags in
          guard let bias = bias.baseAddress, let starts = places.baseAddress else { return }
          for group in stride(from: 0, to: order.count, by: 4) {
            let count = min(4, order.count - group)
            for i in 0..<4 {
              starts[i] = i < count ? Int32(truncatingIfNeeded: order[group + i].start) : 0
              starts[4 + i] = i < count ? Int32(truncatingIfNeeded: order[group + i].count) : 0
            }
            for direction in 0..<2 {
              let offset = direction * 3 * h
              kernels.table.recur(
                count, starts, starts + 4, h, Int32(direction), s.gates + offset, 6 * h,
                layer.recurrent[direction].base, unit, bias + offset, extra.map { $0 + offset }, 6 * h,
                tags.baseAddress, out + direction * h, 2 * h, s.cells)
            }
          }
        }
      }
    }
  }

  private func decideTags(_ n: Int, _ s: NetworkScratch) {
    model.tagHead.multiply(s.outputs[0], n, with: kernels, into: s.wide)
    decideTags(s.wide, model.tagHead.columns, 0, model.tagBias, n, s)
  }

  /// The best tag of each token; scores begin at column `first`.
  private func decideTags(
    _ scores: UnsafePointer<Int32>, _ columns: Int, _ first: Int, _ bias: [Float], _ n: Int, _ s: NetworkScratch
  ) {
    let unit: Float = 1 / (PackedMatrix.scale * NetworkRunner.hiddenScale)
    s.tags.removeAll(keepingCapacity: true)
    bias.withUnsafeBufferPointer { bias in
      for t in 0..<n {
        let row = scores + t * columns + first
        var best = 0
        var top = -Float.infinity
        for j in 0..<model.tags {
          let score = Float(row[j]) * unit + bias[first + j]
          if score > top {
            top = score
            best = j
          }
        }
        s.tags.append(UInt8(truncatingIfNeeded: best))
      }
    }
  }

  private func decideHeads(_ y: UnsafePointer<Int16>, _ n: Int, _ segments: [Segment], _ s: NetworkScratch) {
    let a = model.arc
    let l = model.label
    let columns = model.heads.columns
    model.heads.multiply(y, n, with: kernels, into: s.wide)
    let unit: Float = 1 / (PackedMatrix.scale * NetworkRunner.hiddenScale)
    s.entities.removeAll(keepingCapacity: true)
    decideTags(s.wide, columns, 2 * a + 2 * l + model.entities, model.headsBias, n, s)
    model.headsBias.withUnsafeBufferPointer { bias in
      guard let bias = bias.baseAddress else { return }
      for t in 0..<n {
        let row = s.wide + t * columns
        let dependents = s.dependents + t * a
        for j in 0..<a {
          let value = Float(row[j]) * unit + bias[j]
          dependents[j] = NetworkRunner.narrow((value < 0 ? 0 : value) * NetworkRunner.rectifiedScale)
        }
        for j in 2 * a + 2 * l..<2 * a + 2 * l + model.entities { s.entities.append(Float(row[j]) * unit + bias[j]) }
      }
    }
    model.arcs.multiply(s.dependents, n, with: kernels, into: s.query)
    let arcColumns = model.arcs.columns
    let arcUnit: Float = 1 / (PackedMatrix.scale * NetworkRunner.rectifiedScale)
    model.arcVector.withUnsafeBufferPointer { vector in
      for t in 0..<n {
        let source = s.query + t * arcColumns
        let target = s.queries + t * arcColumns
        for j in 0..<a { target[j] = Float(source[j]) * arcUnit + vector[j] }
        for j in a..<a + model.buckets { target[j] = Float(source[j]) * arcUnit }
      }
    }
    s.heads.removeAll(keepingCapacity: true)
    for segment in segments {
      score(segment, s)
      s.tree.decode(s.scores, segment.count, into: &s.sentenceHeads)
      s.heads.append(contentsOf: s.sentenceHeads)
    }
    label(n, segments, s)
  }

  /// Arc scores of one sentence: row by dependent, column by head, the root last.
  private func score(_ segment: Segment, _ s: NetworkScratch) {
    let a = model.arc
    let n = segment.count
    let columns = model.heads.columns
    let unit: Float = 1 / (PackedMatrix.scale * NetworkRunner.hiddenScale)
    model.headsBias.withUnsafeBufferPointer { bias in
      for t in 0..<n {
        let row = s.wide + (segment.start + t) * columns + a
        let headRow = s.headRows + t * a
        for j in 0..<a {
          let value = Float(row[j]) * unit + bias[a + j]
          headRow[j] = value < 0 ? 0 : value
        }
      }
    }
    for j in 0..<a { s.headRows[n * a + j] = model.arcRoot[j] }
    for i in 0..<n {
      let row = s.scores + i * (n + 1)
      let query = s.queries + (segment.start + i) * model.arcs.columns
      kernels.table.dots(query, s.headRows, a, n + 1, row)
      for j in 0..<n { row[j] += query[a + NetworkRunner.bucket(j - i)] }
      row[i] = -1e9
    }
  }

  /// Distance buckets of head minus dependent.
  @inline(__always)
  package static func bucket(_ distance: Int) -> Int {
    let size = abs(distance)
    let step = size <= 4 ? max(0, size - 1) : size <= 6 ? 4 : size <= 10 ? 5 : size <= 18 ? 6 : 7
    return distance < 0 ? step : 8 + step
  }

  private func label(_ n: Int, _ segments: [Segment], _ s: NetworkScratch) {
    let a = model.arc
    let l = model.label
    let columns = model.heads.columns
    let unit: Float = 1 / (PackedMatrix.scale * NetworkRunner.hiddenScale)
    let outUnit: Float = 1 / (PackedMatrix.scale * NetworkRunner.rectifiedScale)
    s.relations.removeAll(keepingCapacity: true)
    model.headsBias.withUnsafeBufferPointer { bias in
      model.labelRoot.withUnsafeBufferPointer { root in
        guard let root = root.baseAddress, let bias = bias.baseAddress else { return }
        let own = bias + 2 * a
        for segment in segments {
          for t in segment.start..<segment.start + segment.count {
            let head = Int(s.heads[t])
            let row = s.wide + t * columns + 2 * a
            let target = s.rectified + t * l
            if head < segment.count {
              let headRow = s.wide + (segment.start + head) * columns + 2 * a + l
              for j in 0..<l {
                let z = Float(row[j] &+ headRow[j]) * unit + own[j]
                target[j] = NetworkRunner.narrow((z < 0 ? 0 : z) * NetworkRunner.rectifiedScale)
              }
            } else {
              for j in 0..<l {
                let z = Float(row[j]) * unit + own[j] + root[j]
                target[j] = NetworkRunner.narrow((z < 0 ? 0 : z) * NetworkRunner.rectifiedScale)
              }
            }
          }
        }
      }
    }
    model.labelOut.multiply(s.rectified, n, with: kernels, into: s.query)
    model.labelOutBias.withUnsafeBufferPointer { bias in
      for t in 0..<n {
        let row = s.query + t * model.labelOut.columns
        var best = 0
        var top = -Float.infinity
        for r in 0..<model.relations {
          let score = Float(row[r]) * outUnit + bias[r]
          if score > top {
            top = score
            best = r
          }
        }
        s.relations.append(UInt8(truncatingIfNeeded: best))
      }
    }
  }
}
