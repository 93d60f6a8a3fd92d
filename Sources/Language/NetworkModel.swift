// The trained network as the runtime holds it: projected input rows in 8 bits, matrices in 16 bits.

/// The network's parameters; immutable.
package struct NetworkModel: Sendable {
  /// One bidirectional layer.
  package struct Layer: Sendable {
    package let input: PackedMatrix?
    package let recurrent: [PackedMatrix]
    /// Float bias of both directions.
    package let bias: [Float]
  }

  package let hidden: Int
  package let arc: Int
  package let label: Int
  package let buckets: Int
  package let tags: Int
  package let entities: Int
  package let relations: Int

  // First layer: rows of 6·hidden bytes, each with a shift, in 1/2048 units.
  package let rows: ConstantBuffer<Int8>
  package let rowShifts: [UInt8]
  /// First row of each slot.
  package let slotStarts: [Int]
  package let slotCounts: [Int]
  /// Row numbers by hash, for all hashed slots.
  package let tables: [RowTable]

  package let layers: [Layer]
  package let tagHead: PackedMatrix
  package let tagBias: [Float]
  /// For each tag the addition to the second layer's gates.
  package let tagInput: ConstantBuffer<Float>
  /// Columns: arc dependent, arc head, label dependent, label head, entities, tags.
  package let heads: PackedMatrix
  package let headsBias: [Float]
  /// Columns: query, distance buckets.
  package let arcs: PackedMatrix
  package let arcVector: [Float]
  package let arcRoot: [Float]
  package let labelRoot: [Float]
  package let labelOut: PackedMatrix
  package let labelOutBias: [Float]

  package init(_ r: inout ByteReader) throws {
    let sizes = try r.readArray(UInt32.self).map(Int.init)
    guard sizes.count == 7, sizes.allSatisfy({ $0 > 0 && $0 <= 512 }), sizes[0] % 16 == 0 else {
      throw ModelError("language model: network sizes are damaged")
    }
    hidden = sizes[0]
    arc = sizes[1]
    label = sizes[2]
    buckets = sizes[3]
    tags = sizes[4]
    entities = sizes[5]
    relations = sizes[6]
    let counts = try r.readArray(UInt32.self).map(Int.init)
    guard counts.count == NetworkInput.slots else { throw ModelError("language model: input slots differ") }
    var starts: [Int] = []
    var total = 0
    var tables: [RowTable] = []
    for slot in InputSlot.allCases {
      starts.append(total)
      total += counts[slot.rawValue]
      guard slot.isHashed else { continue }
      let hashes = try r.readArray(UInt64.self)
      guard hashes.count == counts[slot.rawValue] else { throw ModelError("language model: vocabulary is damaged") }
      tables.append(RowTable(hashes))
    }
    slotStarts = starts
    slotCounts = counts
    self.tables = tables
    rowShifts = try r.readArray(UInt8.self)
    let bytes = try r.readArray(Int8.self)
    guard rowShifts.count == total, bytes.count == total * 6 * hidden, rowShifts.allSatisfy({ $0 < 8 }) else {
      throw ModelError("language model: input rows are damaged")
    }
    rows = ConstantBuffer(bytes)
    let h = hidden
    let (a, l) = (arc, label)
    func pad(_ n: Int) -> Int { (n + 15) / 16 * 16 }
    func matrix(_ rows: Int, _ columns: Int) throws -> PackedMatrix {
      try PackedMatrix(rows: rows, columns: columns, try r.readArray(Int16.self))
    }
    func vector(_ count: Int) throws -> [Float] {
      let values = try r.readFloats()
      guard values.count == count, values.allSatisfy(\.isFinite) else {
        throw ModelError("language model: vector has the wrong size")
      }
      return values
    }
    let u1 = [try matrix(h, 3 * h), try matrix(h, 3 * h)]
    let first = Layer(input: nil, recurrent: u1, bias: try vector(6 * h))
    let wx = try matrix(2 * h, 6 * h)
    let u2 = [try matrix(h, 3 * h), try matrix(h, 3 * h)]
    layers = [first, Layer(input: wx, recurrent: u2, bias: try vector(6 * h))]
    tagHead = try matrix(2 * h, pad(tags))
    tagBias = try vector(pad(tags))
    tagInput = ConstantBuffer(try vector(tags * 6 * h))
    heads = try matrix(2 * h, pad(2 * a + 2 * l + entities + tags))
    headsBias = try vector(pad(2 * a + 2 * l + entities + tags))
    arcs = try matrix(a, pad(a + buckets))
    arcVector = try vector(a)
    arcRoot = try vector(a)
    labelRoot = try vector(l)
    labelOut = try matrix(l, pad(relations))
    labelOutBias = try vector(pad(relations))
  }
}

/// Hash to row number, open addressing.
package struct RowTable: Sendable {
  private let checks: ConstantBuffer<UInt32>
  private let rows: ConstantBuffer<Int32>
  private let mask: Int

  /// Row `i` belongs to `hashes[i]`; row 0 is for unknown hashes.
  package init(_ hashes: [UInt64]) {
    var size = 64
    while size < hashes.count * 2 { size *= 2 }
    var checks = [UInt32](repeating: 0, count: size)
    var rows = [Int32](repeating: 0, count: size)
    for (row, hash) in hashes.enumerated().dropFirst() {
      let mixed = RowTable.mix(hash)
      var slot = Int(truncatingIfNeeded: mixed) & (size - 1)
      while checks[slot] != 0 { slot = (slot + 1) & (size - 1) }
      checks[slot] = UInt32(truncatingIfNeeded: mixed >> 32) | 1
      rows[slot] = Int32(truncatingIfNeeded: row)
    }
    self.checks = ConstantBuffer(checks)
    self.rows = ConstantBuffer(rows)
    mask = size - 1
  }

  @inline(__always)
  private static func mix(_ hash: UInt64) -> UInt64 {
    let product = hash &* 0x9e37_79b9_7f4a_7c15
    return product ^ product >> 32
  }

  @inline(__always)
  package func row(_ hash: UInt64) -> Int {
    let mixed = RowTable.mix(hash)
    let check = UInt32(truncatingIfNeeded: mixed >> 32) | 1
    var slot = Int(truncatingIfNeeded: mixed) & mask
    while true {
      let found = checks.base[slot]
      if found == check { return Int(rows.base[slot]) }
      if found == 0 { return 0 }
      slot = (slot + 1) & mask
    }
  }
}
