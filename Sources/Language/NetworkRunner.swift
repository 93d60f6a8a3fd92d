// Runs the network over one sentence: tags, entity labels, heads and relations.

/// Scratch memory of the network; grows to the longest window and is reused.
package final class NetworkScratch: @unchecked Sendable {
  // Unchecked: a workspace takes new scratch memory before use unless it is the only owner.
  private(set) var capacity = 0
  private var blocks: [UnsafeMutableRawPointer] = []
  fileprivate var gates16 = UnsafeMutablePointer<Int16>(bitPattern: 16).unsafelyUnwrapped
  fileprivate var gates32 = UnsafeMutablePointer<Int32>(bitPattern: 16).unsafelyUnwrapped
  fileprivate var first = UnsafeMutablePointer<Int16>(bitPattern: 16).unsafelyUnwrapped
  fileprivate var second = UnsafeMutablePointer<Int16>(bitPattern: 16).unsafelyUnwrapped
  fileprivate var wide = UnsafeMutablePointer<Int32>(bitPattern: 16).unsafelyUnwrapped
  fileprivate var query = UnsafeMutablePointer<Int32>(bitPattern: 16).unsafelyUnwrapped
  fileprivate var rectified = UnsafeMutablePointer<Int16>(bitPattern: 16).unsafelyUnwrapped
  fileprivate var floats = UnsafeMutablePointer<Float>(bitPattern: 16).unsafelyUnwrapped
  fileprivate var headRows = UnsafeMutablePointer<Float>(bitPattern: 16).unsafelyUnwrapped
  fileprivate var dependents = UnsafeMutablePointer<Int16>(bitPattern: 16).unsafelyUnwrapped
  fileprivate var queries = UnsafeMutablePointer<Float>(bitPattern: 16).unsafelyUnwrapped
  package var scores = UnsafeMutablePointer<Float>(bitPattern: 16).unsafelyUnwrapped
  package var tags: [UInt8] = []
  package var entities: [Float] = []
  package var heads: [Int32] = []
  package var relations: [UInt8] = []
  package var tree = TreeDecoder()

  package init() {}

  deinit { for block in blocks { block.deallocate() } }

  fileprivate func reserve(_ n: Int, _ m: NetworkModel) {
    guard n > capacity else { return }
    for block in blocks { block.deallocate() }
    blocks = []
    capacity = max(64, n + n / 4)
    let c = capacity + 1
    func make<T>(_ count: Int, _ type: T.Type) -> UnsafeMutablePointer<T> {
      let raw = UnsafeMutableRawPointer.allocate(byteCount: (count + 64) * MemoryLayout<T>.stride, alignment: 64)
      raw.initializeMemory(as: UInt8.self, repeating: 0, count: (count + 64) * MemoryLayout<T>.stride)
      blocks.append(raw)
      return raw.assumingMemoryBound(to: T.self)
    }
    let h = m.hidden
    gates16 = make(6 * h, Int16.self)
    gates32 = make(c * 6 * h, Int32.self)
    first = make(c * 2 * h, Int16.self)
    second = make(c * 2 * h, Int16.self)
    wide = make(c * max(m.heads.columns, m.tagHead.columns), Int32.self)
    query = make(c * max(m.arcs.columns, m.labelOut.columns), Int32.self)
    rectified = make(c * m.label, Int16.self)
    floats = make(4096, Float.self)
    headRows = make(c * m.arc, Float.self)
    dependents = make(c * m.arc, Int16.self)
    queries = make(c * m.arcs.columns, Float.self)
    scores = make(c * (c + 1), Float.self)
  }
}

/// The network over one sentence.
package struct NetworkRunner: Sendable {
  package let model: NetworkModel
  private let kernels: Kernels
  /// Hidden states are in 1/4096 units, rectified ones in 1/1024.
  private static let hiddenScale: Float = 4096
  private static let rectifiedScale: Float = 1024

  package init(model: NetworkModel, kernels: Kernels = Kernels()) {
    self.model = model
    self.kernels = kernels
  }

  /// The nearest integer, within ±32767: adding 1.5 · 2²³ leaves it in the low bits.
  @inline(__always)
  private static func narrow(_ value: Float) -> Int16 {
    let v = value < -32767 ? -32767 : value > 32767 ? 32767 : value
    return Int16(truncatingIfNeeded: Int32(bitPattern: (v + 12_582_912).bitPattern))
  }

  /// Analyses one sentence; the results are in the scratch.
  package func run(_ inputs: UnsafeBufferPointer<NetworkInput>, _ s: NetworkScratch, parses: Bool = true) {
    let n = inputs.count
    guard n > 0 else { return }
    s.reserve(n, model)
    embed(inputs, s)
    recur(0, n, extra: nil, into: s.first, s)
    decideTags(n, s)
    model.layers[1].input?.multiply(s.first, n, with: kernels, into: s.gates32)
    recur(1, n, extra: model.tagInput.base, into: s.second, s)
    decideHeads(n, s, parses: parses)
  }

  private func embed(_ inputs: UnsafeBufferPointer<NetworkInput>, _ s: NetworkScratch) {
    let width = 6 * model.hidden
    let rows = model.rows.base
    withUnsafeTemporaryAllocation(of: Int.self, capacity: NetworkInput.slots) { numbers in
      for (t, input) in inputs.enumerated() {
        for slot in InputSlot.allCases {
          let value = input.value(slot)
          let row =
            slot.isHashed
            ? model.tables[slot.rawValue].row(value)
            : Int(min(value, UInt64(model.slotCounts[slot.rawValue] - 1)))
          numbers[slot.rawValue] = model.slotStarts[slot.rawValue] + row
        }
        let target = s.gates16
        target.update(repeating: 0, count: width)
        for slot in 0..<NetworkInput.slots {
          let number = numbers[slot]
          kernels.table.addBytes(target, rows + number * width, width, Int32(model.rowShifts[number] & 7))
        }
        // From 1/2048 to the units of a product of hidden state and weight.
        let sums = s.gates32 + t * width
        for j in 0..<width { sums[j] = Int32(target[j]) << 13 }
      }
    }
  }

  /// Runs both directions of a layer over the gate inputs in the scratch.
  private func recur(
    _ number: Int, _ n: Int, extra: UnsafePointer<Float>?, into out: UnsafeMutablePointer<Int16>, _ s: NetworkScratch
  ) {
    let h = model.hidden
    let layer = model.layers[number]
    let unit: Float = 1 / (PackedMatrix.scale * NetworkRunner.hiddenScale)
    layer.bias.withUnsafeBufferPointer { bias in
      s.tags.withUnsafeBufferPointer { tags in
        guard let bias = bias.baseAddress else { return }
        for direction in 0..<2 {
          let offset = direction * 3 * h
          kernels.table.recur(
            n, h, Int32(direction), s.gates32 + offset, 6 * h, layer.recurrent[direction].base, unit, bias + offset,
            extra.map { $0 + offset }, 6 * h, tags.baseAddress, out + direction * h, 2 * h, s.floats)
        }
      }
    }
  }

  private func decideTags(_ n: Int, _ s: NetworkScratch) {
    model.tagHead.multiply(s.first, n, with: kernels, into: s.wide)
    decideTags(s.wide, model.tagHead.columns, 0, model.tagBias, n, s)
  }

  /// The best tag of each token; scores begin at column `first`.
  private func decideTags(
    _ scores: UnsafePointer<Int32>, _ columns: Int, _ first: Int, _ bias: [Float], _ n: Int, _ s: NetworkScratch
  ) {
    let unit: Float = 1 / (PackedMatrix.scale * NetworkRunner.hiddenScale)
    s.tags.removeAll(keepingCapacity: true)
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

  private func decideHeads(_ n: Int, _ s: NetworkScratch, parses: Bool) {
    let a = model.arc
    let l = model.label
    let columns = model.heads.columns
    model.heads.multiply(s.second, n, with: kernels, into: s.wide)
    let unit: Float = 1 / (PackedMatrix.scale * NetworkRunner.hiddenScale)
    s.entities.removeAll(keepingCapacity: true)
    for t in 0..<n {
      let row = s.wide + t * columns
      for j in 0..<model.entities {
        s.entities.append(Float(row[2 * a + 2 * l + j]) * unit + model.headsBias[2 * a + 2 * l + j])
      }
    }
    decideTags(s.wide, columns, 2 * a + 2 * l + model.entities, model.headsBias, n, s)
    guard parses else { return }
    model.headsBias.withUnsafeBufferPointer { bias in
      guard let bias = bias.baseAddress else { return }
      for t in 0..<n {
        let row = s.wide + t * columns
        let dependents = s.dependents + t * a
        let headRow = s.headRows + t * a
        for j in 0..<a {
          let value = Float(row[j]) * unit + bias[j]
          dependents[j] = NetworkRunner.narrow((value < 0 ? 0 : value) * NetworkRunner.rectifiedScale)
        }
        for j in 0..<a {
          let value = Float(row[a + j]) * unit + bias[a + j]
          headRow[j] = value < 0 ? 0 : value
        }
      }
    }
    for j in 0..<a { s.headRows[n * a + j] = model.arcRoot[j] }
    model.arcs.multiply(s.dependents, n, with: kernels, into: s.query)
    let arcColumns = model.arcs.columns
    let arcUnit: Float = 1 / (PackedMatrix.scale * NetworkRunner.rectifiedScale)
    for t in 0..<n {
      let source = s.query + t * arcColumns
      let target = s.queries + t * arcColumns
      for j in 0..<a { target[j] = Float(source[j]) * arcUnit + model.arcVector[j] }
      for j in a..<a + model.buckets { target[j] = Float(source[j]) * arcUnit }
    }
    for i in 0..<n {
      let row = s.scores + i * (n + 1)
      let query = s.queries + i * arcColumns
      kernels.table.dots(query, s.headRows, a, n + 1, row)
      for j in 0..<n { row[j] += query[a + NetworkRunner.bucket(j - i)] }
      row[i] = -1e9
    }
    s.tree.decode(s.scores, n, into: &s.heads)
    label(n, s)
  }

  /// Distance buckets of head minus dependent.
  @inline(__always)
  package static func bucket(_ distance: Int) -> Int {
    let size = abs(distance)
    let step = size <= 4 ? max(0, size - 1) : size <= 6 ? 4 : size <= 10 ? 5 : size <= 18 ? 6 : 7
    return distance < 0 ? step : 8 + step
  }

  private func label(_ n: Int, _ s: NetworkScratch) {
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
        for t in 0..<n {
          let head = Int(s.heads[t])
          let row = s.wide + t * columns + 2 * a
          let target = s.rectified + t * l
          if head < n {
            let headRow = s.wide + head * columns + 2 * a + l
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
