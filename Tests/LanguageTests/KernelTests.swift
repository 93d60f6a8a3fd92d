// Every set of kernels gives the same bits.

import CKernels
import Language
import Testing

@Suite struct KernelTests {
  /// Numbers with a fixed sequence.
  private struct Sequence {
    var state: UInt64 = 11
    mutating func next(_ range: ClosedRange<Int>) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + Int((state >> 33) % UInt64(range.count))
    }
    mutating func floats(_ count: Int) -> [Float] { (0..<count).map { _ in Float(next(-4000...4000)) / 1000 } }
  }

  private static let levels = (0...2).compactMap { Kernels(level: Int32($0)) }

  @Test("Integer products equal the plain sum", arguments: [1, 2, 5, 7, 13])
  func multipliesIntegers(count: Int) throws {
    var sequence = Sequence()
    let (rows, columns) = (64, 112)
    let weights = (0..<rows * columns).map { _ in Int16(sequence.next(-9000...9000)) }
    let x = (0..<rows * count).map { _ in Int16(sequence.next(-4096...4096)) }
    var expected = [Int32](repeating: 0, count: columns * count)
    for i in 0..<count {
      for r in 0..<rows {
        for c in 0..<columns { expected[i * columns + c] &+= Int32(x[i * rows + r]) * Int32(weights[r * columns + c]) }
      }
    }
    let matrix = try PackedMatrix(rows: rows, columns: columns, weights)
    for kernels in KernelTests.levels {
      var y = [Int32](repeating: -1, count: columns * count)
      matrix.multiply(x, count, with: kernels, into: &y)
      #expect(y == expected, "\(kernels.name)")
    }
  }

  @Test("The recurrence is the same at every level", arguments: [0, 1])
  func recursEqually(direction: Int) throws {
    var sequence = Sequence()
    let (n, h) = (23, 48)
    // Three sentences in step, the longest first.
    let starts: [Int32] = [6, 15, 0]
    let lengths: [Int32] = [9, 8, 6]
    let matrix = try PackedMatrix(
      rows: h, columns: 3 * h, (0..<3 * h * h).map { _ in Int16(sequence.next(-3000...3000)) })
    let input = (0..<n * 3 * h).map { _ in Int32(sequence.next(-30_000_000...30_000_000)) }
    let bias = sequence.floats(3 * h)
    let extra = sequence.floats(5 * 3 * h)
    let numbers = (0..<n).map { _ in UInt8(sequence.next(0...4)) }
    let results = KernelTests.levels.map { kernels -> [Int16] in
      var out = [Int16](repeating: 0, count: n * h)
      var scratch = [Float](repeating: 0, count: 24 * h)
      kernels.table.recur(
        3, starts, lengths, h, Int32(direction), input, 3 * h, matrix.base, 1 / 16_777_216, bias, extra, 3 * h, numbers,
        &out, h,
        &scratch)
      return out
    }
    #expect(results.allSatisfy { $0 == results[0] })
    #expect(results[0].contains { $0 != 0 })
    // A sentence alone gets the same.
    let kernels = KernelTests.levels[0]
    var alone = [Int16](repeating: 0, count: n * h)
    var scratch = [Float](repeating: 0, count: 24 * h)
    for i in 0..<3 {
      kernels.table.recur(
        1, [starts[i]], [lengths[i]], h, Int32(direction), input, 3 * h, matrix.base, 1 / 16_777_216, bias, extra,
        3 * h,
        numbers, &alone, h, &scratch)
    }
    #expect(alone == results[0])
  }

  @Test("Float kernels of the trainer are the same at every level")
  func trainsEqually() {
    var sequence = Sequence()
    let (m, k, n) = (13, 10, 104)
    let a = sequence.floats(m * k)
    let b = sequence.floats(k * n)
    let results = KernelTests.levels.map { kernels -> [UInt32] in
      var c = [Float](repeating: 0.5, count: m * n)
      kernels.table.multiply(&c, a, b, m, k, n, k, 1, n, n)
      var (value, gradient) = (Array(a), Array(b.prefix(m * k)))
      var first = [Float](repeating: 0.1, count: m * k)
      var second = [Float](repeating: 0.2, count: m * k)
      kernels.table.adam(&value, &gradient, &first, &second, m * k, 0.01, 0.3, 1.5, 1.2)
      var scores = [Float](repeating: 0, count: 13)
      kernels.table.dots(b, Array(b.dropFirst(8)), 40, 13, &scores)
      var bytes = [Int16](repeating: 30_000, count: 40)
      kernels.table.addBytes(&bytes, (0..<40).map { Int8($0 * 3) }, 40, 6)
      return (c + value + first + second + scores).map(\.bitPattern) + bytes.map { UInt32(bitPattern: Int32($0)) }
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }
}
