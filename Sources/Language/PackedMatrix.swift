// Matrices of 16-bit integers for the runtime, and the kernels that multiply them. Integer sums are the same on
// every machine and for every instruction set.

import CKernels

/// The inner products for this processor; every set of kernels gives the same bits.
package struct Kernels: @unchecked Sendable {
  // Unchecked: the table is a constant of the program.
  package let table: chronograph_kernels_t

  /// The best kernels that the processor can run.
  package init() { table = chronograph_kernels().pointee }

  /// The kernels of one level, or nil when the processor cannot run them.
  package init?(level: Int32) {
    guard let found = chronograph_kernels_at(level) else { return nil }
    table = found.pointee
  }

  package var name: String { String(cString: table.name) }
}

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

/// A weight matrix in 1/4096 units, laid out in pairs of rows for blocks of 16 columns.
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

  /// Y = X · W for `count` rows of X; Y is in the product's units.
  package func multiply(
    _ x: UnsafePointer<Int16>, _ count: Int, with kernels: Kernels, into y: UnsafeMutablePointer<Int32>
  ) {
    kernels.table.products(x, rows, count, weights.base, rows, columns, y, columns)
  }

  /// The packed weights, for the kernels.
  package var base: UnsafePointer<Int16> { UnsafePointer(weights.base) }
}
