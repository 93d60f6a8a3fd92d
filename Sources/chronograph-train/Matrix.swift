// The few dense operations of the trainer, over unchecked memory, in fixed order: the same sums on every machine.

import CKernels

typealias Floats = UnsafeMutablePointer<Float>

/// The float kernels of this processor; all processors give the same bits.
nonisolated(unsafe) private let kernels = chronograph_kernels().pointee

enum Dense {
  /// C[m×n] += A · B with A[i, p] at `a[i * rowStep + p * columnStep]`, B[k×n] and C row by row. `n` is a
  /// multiple of 8.
  static func multiply(
    _ c: Floats, _ a: Floats, _ b: Floats, m: Int, k: Int, n: Int, rowStep: Int, columnStep: Int, ldc: Int, ldb: Int
  ) {
    kernels.multiply(c, a, b, m, k, n, rowStep, columnStep, ldc, ldb)
  }

  /// C[m×n] += A[m×k] · B[k×n].
  static func multiply(_ c: Floats, _ a: Floats, _ b: Floats, _ m: Int, _ k: Int, _ n: Int) {
    kernels.multiply(c, a, b, m, k, n, k, 1, n, n)
  }

  /// C[k×n] += A[m×k]ᵀ · B[m×n].
  static func multiplyTransposed(_ c: Floats, _ a: Floats, _ b: Floats, _ m: Int, _ k: Int, _ n: Int) {
    kernels.multiply(c, a, b, k, m, n, 1, k, n, n)
  }

  static func transpose(_ target: Floats, _ source: Floats, rows: Int, columns: Int) {
    for r in 0..<rows { for c in 0..<columns { target[c * rows + r] = source[r * columns + c] } }
  }

  @inline(__always) static func load(_ p: Floats) -> SIMD8<Float> {
    UnsafeRawPointer(p).loadUnaligned(as: SIMD8<Float>.self)
  }
  @inline(__always) static func store(_ v: SIMD8<Float>, _ p: Floats) {
    UnsafeMutableRawPointer(p).storeBytes(of: v, as: SIMD8<Float>.self)
  }

  /// y[n] += x · row, `n` a multiple of 8.
  static func add(_ y: Floats, _ x: Float, _ row: Floats, _ n: Int) { kernels.add(y, x, row, n) }

  static func zero(_ p: Floats, _ n: Int) { p.update(repeating: 0, count: n) }

  /// Exponential function by a polynomial in 2ˣ, equal everywhere.
  @inline(__always)
  static func exp(_ x: Float) -> Float {
    let y = max(-80, min(80, x)) * 1.442_695
    let whole = y.rounded(.down)
    let f = y - whole
    let p = 1 + f * (0.693_147_2 + f * (0.240_226_5 + f * (0.055_504_11 + f * (0.009_618_13 + f * 0.001_333_36))))
    return p * Float(bitPattern: UInt32(Int32(whole) + 127) << 23)
  }

  /// One step of the recurrent cell; the gates are replaced by their activations.
  static func cell(_ h: Int, _ a: Floats, old: Floats?, _ cell: Floats, _ tanhCell: Floats, _ y: Floats) {
    kernels.cell(h, a, old, cell, tanhCell, y)
  }

  /// The gradient of one step; `dc` becomes the gradient of the cell before.
  static func cellBack(
    _ h: Int, _ a: Floats, _ tanhCell: Floats, _ old: Floats?, _ dy: Floats, _ dh: Floats, _ dc: Floats, _ gates: Floats
  ) {
    kernels.cellBack(h, a, tanhCell, old, dy, dh, dc, gates)
  }

  /// scores[j] = query · row j, `width` a multiple of 8.
  static func dots(_ query: Floats, _ rows: Floats, _ width: Int, _ count: Int, _ scores: Floats) {
    kernels.dots(query, rows, width, count, scores)
  }

  /// Replaces scores by softmax probabilities.
  static func softmax(_ p: Floats, _ n: Int) {
    var top = p[0]
    for j in 1..<max(1, n) { top = max(top, p[j]) }
    var sum: Float = 0
    for j in 0..<n {
      p[j] = exp(p[j] - top)
      sum += p[j]
    }
    let scale = 1 / sum
    for j in 0..<n { p[j] *= scale }
  }
}

/// A trainable matrix with Adam state and a running average.
final class Parameter {
  let rows: Int
  let columns: Int
  let value: Floats
  let gradient: Floats
  let first: Floats
  let second: Floats
  let average: Floats
  /// For embeddings: rows with a gradient in this batch.
  var touched: [Int32] = []
  var isTouched: [Bool]
  let isSparse: Bool
  var count: Int { rows * columns }

  init(_ rows: Int, _ columns: Int, scale: Float, sparse: Bool = false, _ generator: inout Generator) {
    self.rows = rows
    self.columns = columns
    isSparse = sparse
    let n = rows * columns
    func make() -> Floats {
      let p = Floats.allocate(capacity: n + 8)
      p.initialize(repeating: 0, count: n + 8)
      return p
    }
    value = make()
    gradient = make()
    first = make()
    second = make()
    average = make()
    isTouched = sparse ? [Bool](repeating: false, count: rows) : []
    for i in 0..<n { value[i] = generator.uniform(-scale, scale) }
  }

  /// A parameter with the values of another and its own gradient, for a second worker.
  init(sharing other: Parameter) {
    rows = other.rows
    columns = other.columns
    isSparse = other.isSparse
    value = other.value
    first = other.first
    second = other.second
    average = other.average
    gradient = Floats.allocate(capacity: other.count + 8)
    gradient.initialize(repeating: 0, count: other.count + 8)
    isTouched = [Bool](repeating: false, count: other.isTouched.count)
    isShared = true
  }

  private var isShared = false

  deinit {
    gradient.deallocate()
    if !isShared { for p in [value, first, second, average] { p.deallocate() } }
  }

  /// Adds the gradient of a sharing parameter and clears it.
  func take(_ other: Parameter) {
    func take(_ from: Int, _ to: Int) {
      for i in from..<to {
        gradient[i] += other.gradient[i]
        other.gradient[i] = 0
      }
    }
    guard isSparse else { return take(0, count) }
    for row in other.touched {
      touch(Int(row))
      take(Int(row) * columns, (Int(row) + 1) * columns)
      other.isTouched[Int(row)] = false
    }
    other.touched.removeAll(keepingCapacity: true)
  }

  func touch(_ row: Int) {
    if !isTouched[row] {
      isTouched[row] = true
      touched.append(Int32(row))
    }
  }

  /// One Adam step; clears the gradient.
  func step(_ rate: Float, _ scale: Float, _ correction: (Float, Float)) {
    if isSparse {
      for row in touched {
        let start = Int(row) * columns
        update(start, start + columns, rate, scale, correction)
        isTouched[Int(row)] = false
      }
      touched.removeAll(keepingCapacity: true)
    } else {
      update(0, count, rate, scale, correction)
    }
  }

  private func update(_ from: Int, _ to: Int, _ rate: Float, _ scale: Float, _ correction: (Float, Float)) {
    kernels.adam(
      value + from, gradient + from, first + from, second + from, to - from, rate, scale, correction.0, correction.1)
  }

  func accumulateAverage(_ weight: Float) { kernels.average(average, value, count, weight) }

  func swapAverage() {
    for i in 0..<count {
      let keep = value[i]
      value[i] = average[i]
      average[i] = keep
    }
  }
}
