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
  fileprivate var small = UnsafeMutablePointer<Int16>(bitPattern: 16).unsafelyUnwrapped
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
    gates16 = make(c * 6 * h, Int16.self)
    gates32 = make(c * 6 * h, Int32.self)
    first = make(c * 2 * h, Int16.self)
    second = make(c * 2 * h, Int16.self)
    wide = make(c * max(m.heads.columns, m.tagHead.columns), Int32.self)
    query = make(c * m.arcs.columns, Int32.self)
    small = make(2048, Int16.self)
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
  /// Hidden states are in 1/4096 units, rectified ones in 1/1024.
  private static let hiddenScale: Float = 4096
  private static let rectifiedScale: Float = 1024

  package init(model: NetworkModel) { self.model = model }

  // The elementwise functions are scalar: the optimiser makes vectors of the loops that call them.

  /// Padé approximation of the hyperbolic tangent; only +, ·, ÷, so equal on every machine.
  @inline(__always)
  private static func tanh(_ x: Float) -> Float {
    let v = x < -3 ? -3 : x > 3 ? 3 : x
    let s = v * v
    return v * (27 + s) / (27 + 9 * s)
  }

  @inline(__always)
  private static func sigmoid(_ x: Float) -> Float { 0.5 + 0.5 * tanh(x * 0.5) }

  /// The nearest integer, within ±32767: adding 1.5 · 2²³ leaves it in the low bits.
  @inline(__always)
  private static func narrow(_ value: Float) -> Int16 {
    let v = value < -32767 ? -32767 : value > 32767 ? 32767 : value
    return Int16(truncatingIfNeeded: Int32(bitPattern: (v + 12_582_912).bitPattern))
  }

  @inline(__always)
  private static func load(_ p: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(p).loadUnaligned(as: SIMD8<Float>.self)
  }

  /// Analyses one sentence; the results are in the scratch.
  package func run(_ inputs: UnsafeBufferPointer<NetworkInput>, _ s: NetworkScratch, parses: Bool = true) {
    let n = inputs.count
    guard n > 0 else { return }
    s.reserve(n, model)
    embed(inputs, s)
    recurFirst(n, s)
    decideTags(n, s)
    recurSecond(n, s)
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
        let target = s.gates16 + t * width
        for slot in 0..<NetworkInput.slots {
          let row = rows + numbers[slot] * width
          let shift = Int16(model.rowShifts[numbers[slot]] & 7)
          if slot == 0 {
            for j in 0..<width { target[j] = Int16(row[j]) &<< shift }
          } else {
            for j in 0..<width { target[j] &+= Int16(row[j]) &<< shift }
          }
        }
      }
    }
  }

  /// One step of the cell: gates f, o, g in `gates` become the new cell and output.
  @inline(__always)
  private func cell(
    _ gates: UnsafePointer<Float>, _ cell: UnsafeMutablePointer<Float>, _ out: UnsafeMutablePointer<Int16>
  ) {
    let h = model.hidden
    for j in 0..<h {
      let f = NetworkRunner.sigmoid(gates[j])
      let o = NetworkRunner.sigmoid(gates[h + j])
      let v = NetworkRunner.tanh(gates[2 * h + j])
      let next = f * cell[j] + (1 - f) * v
      cell[j] = next
      out[j] = NetworkRunner.narrow(o * NetworkRunner.tanh(next) * NetworkRunner.hiddenScale)
    }
  }

  private func recurFirst(_ n: Int, _ s: NetworkScratch) {
    let h = model.hidden
    let layer = model.layers[0]
    let cellState = s.floats
    let gates = s.floats + h
    let product = s.wide
    let unit: Float = 1 / (PackedMatrix.scale * NetworkRunner.hiddenScale)
    layer.bias.withUnsafeBufferPointer { bias in
      guard let bias = bias.baseAddress else { return }
      for direction in 0..<2 {
        cellState.update(repeating: 0, count: h)
        s.small.update(repeating: 0, count: h)
        for step in 0..<n {
          let t = direction == 0 ? step : n - 1 - step
          layer.recurrent[direction].multiply(s.small, into: product)
          let input = s.gates16 + t * 6 * h + direction * 3 * h
          let own = bias + direction * 3 * h
          for j in 0..<3 * h { gates[j] = own[j] + Float(input[j]) * (1 / 2048) + Float(product[j]) * unit }
          cell(gates, cellState, s.small)
          (s.first + t * 2 * h + direction * h).update(from: s.small, count: h)
        }
      }
    }
  }

  private func decideTags(_ n: Int, _ s: NetworkScratch) {
    model.tagHead.multiply(s.first, n, into: s.wide)
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

  private func recurSecond(_ n: Int, _ s: NetworkScratch) {
    let h = model.hidden
    let layer = model.layers[1]
    guard let matrix = layer.input else { return }
    matrix.multiply(s.first, n, into: s.gates32)
    let cellState = s.floats
    let gates = s.floats + h
    let product = s.wide
    let unit: Float = 1 / (PackedMatrix.scale * NetworkRunner.hiddenScale)
    layer.bias.withUnsafeBufferPointer { bias in
      guard let bias = bias.baseAddress else { return }
      for direction in 0..<2 {
        cellState.update(repeating: 0, count: h)
        s.small.update(repeating: 0, count: h)
        for step in 0..<n {
          let t = direction == 0 ? step : n - 1 - step
          layer.recurrent[direction].multiply(s.small, into: product)
          let offset = direction * 3 * h
          let input = s.gates32 + t * 6 * h + offset
          let tagRow = model.tagInput.base + Int(s.tags[t]) * 6 * h + offset
          let own = bias + offset
          for j in 0..<3 * h { gates[j] = Float(input[j] &+ product[j]) * unit + (own[j] + tagRow[j]) }
          cell(gates, cellState, s.small)
          (s.second + t * 2 * h + direction * h).update(from: s.small, count: h)
        }
      }
    }
  }

  private func decideHeads(_ n: Int, _ s: NetworkScratch, parses: Bool) {
    let a = model.arc
    let l = model.label
    let columns = model.heads.columns
    model.heads.multiply(s.second, n, into: s.wide)
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
    model.arcs.multiply(s.dependents, n, into: s.query)
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
      for j in 0...n {
        let head = s.headRows + j * a
        var sum = SIMD8<Float>(repeating: 0)
        var k = 0
        while k < a {
          sum += NetworkRunner.load(query + k) * NetworkRunner.load(head + k)
          k += 8
        }
        var score = ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]))
        if j < n { score += query[a + NetworkRunner.bucket(j - i)] }
        row[j] = j == i ? -1e9 : score
      }
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
        for t in 0..<n {
          let head = Int(s.heads[t])
          let row = s.wide + t * columns + 2 * a
          let own = bias + 2 * a
          if head < n {
            let headRow = s.wide + head * columns + 2 * a + l
            for j in 0..<l {
              let z = Float(row[j] &+ headRow[j]) * unit + own[j]
              s.small[j] = NetworkRunner.narrow((z < 0 ? 0 : z) * NetworkRunner.rectifiedScale)
            }
          } else {
            for j in 0..<l {
              let z = Float(row[j]) * unit + own[j] + root[j]
              s.small[j] = NetworkRunner.narrow((z < 0 ? 0 : z) * NetworkRunner.rectifiedScale)
            }
          }
          model.labelOut.multiply(s.small, into: s.query)
          var best = 0
          var top = -Float.infinity
          for r in 0..<model.relations {
            let score = Float(s.query[r]) * outUnit + model.labelOutBias[r]
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
}
