// Matrices of 16-bit integers for the runtime. Integer sums are the same on every machine, and on x86-64 each
// step is one `pmaddwd`.

/// Memory that is filled once and then only read.
package final class ConstantBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Unchecked: written only in the initialiser, immutable afterwards.
  package let base: UnsafeMutablePointer<Element>
  package let count: Int

  package init(_ values: [Element]) {
    count = values.count
    base = .allocate(capacity: max(1, values.count))
    base.initialize(from: values, count: values.count)
  }

  deinit { base.deallocate() }
}

/// A weight matrix in 1/4096 units, laid out in pairs of rows for blocks of four columns.
package struct PackedMatrix: Sendable {
  /// Weights per unit.
  package static let scale: Float = 4096
  /// Inputs, even.
  package let rows: Int
  /// Outputs, a multiple of 16.
  package let columns: Int
  private let weights: ConstantBuffer<Int16>

  /// Packs a row-major matrix.
  package init(rows: Int, columns: Int, _ values: [Int16]) throws {
    guard rows % 2 == 0, columns % 16 == 0, values.count == rows * columns else {
      throw ModelError("language model: matrix has the wrong size")
    }
    self.rows = rows
    self.columns = columns
    var packed: [Int16] = []
    packed.reserveCapacity(values.count)
    // Blocks of 16 columns; in each, pairs of rows; in each, four vectors of four columns by two rows.
    for block in stride(from: 0, to: columns, by: 16) {
      for row in stride(from: 0, to: rows, by: 2) {
        for column in block..<block + 16 {
          packed.append(values[row * columns + column])
          packed.append(values[(row + 1) * columns + column])
        }
      }
    }
    weights = ConstantBuffer(packed)
  }

  @inline(__always)
  private static func madd(_ a: SIMD8<Int16>, _ b: SIMD8<Int16>) -> SIMD4<Int32> {
    let product = SIMD8<Int32>(truncatingIfNeeded: a) &* SIMD8<Int32>(truncatingIfNeeded: b)
    return product.evenHalf &+ product.oddHalf
  }

  @inline(__always)
  private static func pair(_ x: UnsafePointer<Int16>) -> SIMD8<Int16> {
    let both = UnsafeRawPointer(x).loadUnaligned(as: Int32.self)
    return unsafeBitCast(SIMD4<Int32>(repeating: both), to: SIMD8<Int16>.self)
  }

  @inline(__always)
  private static func load(_ p: UnsafePointer<Int16>) -> SIMD8<Int16> {
    UnsafeRawPointer(p).loadUnaligned(as: SIMD8<Int16>.self)
  }

  @inline(__always)
  private static func store(_ value: SIMD4<Int32>, _ p: UnsafeMutablePointer<Int32>) {
    UnsafeMutableRawPointer(p).storeBytes(of: value, as: SIMD4<Int32>.self)
  }

  /// y = x · W for one row; `y` has `columns` elements in the product's units.
  package func multiply(_ x: UnsafePointer<Int16>, into y: UnsafeMutablePointer<Int32>) {
    var w = UnsafePointer(weights.base)
    let pairs = rows / 2
    for block in stride(from: 0, to: columns, by: 16) {
      var s0 = SIMD4<Int32>()
      var s1 = SIMD4<Int32>()
      var s2 = SIMD4<Int32>()
      var s3 = SIMD4<Int32>()
      for p in 0..<pairs {
        let input = PackedMatrix.pair(x + 2 * p)
        s0 &+= PackedMatrix.madd(input, PackedMatrix.load(w))
        s1 &+= PackedMatrix.madd(input, PackedMatrix.load(w + 8))
        s2 &+= PackedMatrix.madd(input, PackedMatrix.load(w + 16))
        s3 &+= PackedMatrix.madd(input, PackedMatrix.load(w + 24))
        w += 32
      }
      PackedMatrix.store(s0, y + block)
      PackedMatrix.store(s1, y + block + 4)
      PackedMatrix.store(s2, y + block + 8)
      PackedMatrix.store(s3, y + block + 12)
    }
  }

  /// Y = X · W for `count` rows of X.
  package func multiply(_ x: UnsafePointer<Int16>, _ count: Int, into y: UnsafeMutablePointer<Int32>) {
    let pairs = rows / 2
    var token = 0
    while token + 2 <= count {
      var w = UnsafePointer(weights.base)
      let xa = x + token * rows
      let xb = xa + rows
      let ya = y + token * columns
      let yb = ya + columns
      for block in stride(from: 0, to: columns, by: 16) {
        var a0 = SIMD4<Int32>()
        var a1 = SIMD4<Int32>()
        var a2 = SIMD4<Int32>()
        var a3 = SIMD4<Int32>()
        var b0 = SIMD4<Int32>()
        var b1 = SIMD4<Int32>()
        var b2 = SIMD4<Int32>()
        var b3 = SIMD4<Int32>()
        for p in 0..<pairs {
          let inputA = PackedMatrix.pair(xa + 2 * p)
          let inputB = PackedMatrix.pair(xb + 2 * p)
          let w0 = PackedMatrix.load(w)
          let w1 = PackedMatrix.load(w + 8)
          let w2 = PackedMatrix.load(w + 16)
          let w3 = PackedMatrix.load(w + 24)
          a0 &+= PackedMatrix.madd(inputA, w0)
          a1 &+= PackedMatrix.madd(inputA, w1)
          a2 &+= PackedMatrix.madd(inputA, w2)
          a3 &+= PackedMatrix.madd(inputA, w3)
          b0 &+= PackedMatrix.madd(inputB, w0)
          b1 &+= PackedMatrix.madd(inputB, w1)
          b2 &+= PackedMatrix.madd(inputB, w2)
          b3 &+= PackedMatrix.madd(inputB, w3)
          w += 32
        }
        PackedMatrix.store(a0, ya + block)
        PackedMatrix.store(a1, ya + block + 4)
        PackedMatrix.store(a2, ya + block + 8)
        PackedMatrix.store(a3, ya + block + 12)
        PackedMatrix.store(b0, yb + block)
        PackedMatrix.store(b1, yb + block + 4)
        PackedMatrix.store(b2, yb + block + 8)
        PackedMatrix.store(b3, yb + block + 12)
      }
      token += 2
    }
    if token < count { multiply(x + token * rows, into: y + token * columns) }
  }
}
