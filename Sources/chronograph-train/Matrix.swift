// The few dense operations of the trainer, over unchecked memory, in fixed order: the same sums on every machine.

typealias Floats = UnsafeMutablePointer<Float>

enum Dense {
  /// C[m×n] += A · B with A[i, p] at `a[i * rowStep + p * columnStep]`, B[k×n] and C row by row. `n` is a
  /// multiple of 8.
  static func multiply(
    _ c: Floats, _ a: Floats, _ b: Floats, m: Int, k: Int, n: Int, rowStep: Int, columnStep: Int, ldc: Int, ldb: Int
  ) {
    var i = 0
    while i + 4 <= m {
      var j = 0
      while j < n {
        let c0 = c + i * ldc + j
        let c1 = c0 + ldc
        let c2 = c1 + ldc
        let c3 = c2 + ldc
        var s0 = load(c0)
        var s1 = load(c1)
        var s2 = load(c2)
        var s3 = load(c3)
        var bp = b + j
        var ap = a + i * rowStep
        for _ in 0..<k {
          let row = load(bp)
          s0 += row * ap[0]
          s1 += row * ap[rowStep]
          s2 += row * ap[2 * rowStep]
          s3 += row * ap[3 * rowStep]
          bp += ldb
          ap += columnStep
        }
        store(s0, c0)
        store(s1, c1)
        store(s2, c2)
        store(s3, c3)
        j += 8
      }
      i += 4
    }
    while i < m {
      var j = 0
      while j < n {
        var s = load(c + i * ldc + j)
        var bp = b + j
        var ap = a + i * rowStep
        for _ in 0..<k {
          s += load(bp) * ap[0]
          bp += ldb
          ap += columnStep
        }
        store(s, c + i * ldc + j)
        j += 8
      }
      i += 1
    }
  }

  /// C[m×n] += A[m×k] · B[k×n].
  static func multiply(_ c: Floats, _ a: Floats, _ b: Floats, _ m: Int, _ k: Int, _ n: Int) {
    multiply(c, a, b, m: m, k: k, n: n, rowStep: k, columnStep: 1, ldc: n, ldb: n)
  }

  /// c[n] += a[k] · B[k×n], `n` a multiple of 32: one row, four vectors at a time in registers.
  static func multiplyRow(_ c: Floats, _ a: Floats, _ b: Floats, _ k: Int, _ n: Int) {
    var j = 0
    while j < n {
      var s0 = load(c + j)
      var s1 = load(c + j + 8)
      var s2 = load(c + j + 16)
      var s3 = load(c + j + 24)
      var bp = b + j
      for p in 0..<k {
        let x = a[p]
        s0 += load(bp) * x
        s1 += load(bp + 8) * x
        s2 += load(bp + 16) * x
        s3 += load(bp + 24) * x
        bp += n
      }
      store(s0, c + j)
      store(s1, c + j + 8)
      store(s2, c + j + 16)
      store(s3, c + j + 24)
      j += 32
    }
  }

  /// C[k×n] += A[m×k]ᵀ · B[m×n].
  static func multiplyTransposed(_ c: Floats, _ a: Floats, _ b: Floats, _ m: Int, _ k: Int, _ n: Int) {
    multiply(c, a, b, m: k, k: m, n: n, rowStep: 1, columnStep: k, ldc: n, ldb: n)
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
  @inline(__always)
  static func add(_ y: Floats, _ x: Float, _ row: Floats, _ n: Int) {
    var j = 0
    while j < n {
      store(load(y + j) + load(row + j) * x, y + j)
      j += 8
    }
  }

  /// The sum of products, `n` a multiple of 8, eight partial sums.
  @inline(__always)
  static func dot(_ a: Floats, _ b: Floats, _ n: Int) -> Float {
    var s = SIMD8<Float>(repeating: 0)
    var j = 0
    while j < n {
      s += load(a + j) * load(b + j)
      j += 8
    }
    return ((s[0] + s[4]) + (s[1] + s[5])) + ((s[2] + s[6]) + (s[3] + s[7]))
  }

  static func zero(_ p: Floats, _ n: Int) { p.update(repeating: 0, count: n) }

  /// Padé approximation of the hyperbolic tangent; only +, ·, ÷, so equal everywhere.
  @inline(__always)
  static func tanh(_ x: Float) -> Float {
    let v = x < -3 ? -3 : x > 3 ? 3 : x
    let s = v * v
    return v * (27 + s) / (27 + 9 * s)
  }

  @inline(__always)
  static func sigmoid(_ x: Float) -> Float { 0.5 + 0.5 * tanh(x * 0.5) }

  /// Exponential function by a polynomial in 2ˣ, equal everywhere.
  @inline(__always)
  static func exp(_ x: Float) -> Float {
    let y = max(-80, min(80, x)) * 1.442_695
    let whole = y.rounded(.down)
    let f = y - whole
    let p = 1 + f * (0.693_147_2 + f * (0.240_226_5 + f * (0.055_504_11 + f * (0.009_618_13 + f * 0.001_333_36))))
    return p * Float(bitPattern: UInt32(Int32(whole) + 127) << 23)
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
    let b1: Float = 0.9
    let b2: Float = 0.98
    for i in from..<to {
      let g = gradient[i] * scale
      first[i] = b1 * first[i] + (1 - b1) * g
      second[i] = b2 * second[i] + (1 - b2) * g * g
      value[i] -= rate * (first[i] * correction.0) / ((second[i] * correction.1).squareRoot() + 1e-8)
      gradient[i] = 0
    }
  }

  func accumulateAverage(_ weight: Float) {
    for i in 0..<count { average[i] += weight * (value[i] - average[i]) }
  }

  func swapAverage() {
    for i in 0..<count {
      let keep = value[i]
      value[i] = average[i]
      average[i] = keep
    }
  }
}
