// The trained network as the runtime holds it: embeddings in 8 bits, matrices in 16 bits.

/// The network's parameters; immutable.
package struct NetworkModel: Sendable {
  /// One bidirectional layer.
  package struct Layer: Sendable {
    package let hidden: Int
    package let input: PackedMatrix
    package let recurrent: [PackedMatrix]
    /// Float bias of both directions.
    package let bias: [Float]
  }

  /// The embedding table of one slot: rows of bytes in 1/4096 units, each with a shift.
  package struct Embedding: Sendable {
    package let width: Int
    package let rows: ConstantBuffer<Int8>
    package let shifts: [UInt8]
    package var count: Int { shifts.count }
  }

  package let hidden: [Int]
  package let arc: Int
  package let label: Int
  package let buckets: Int
  package let tags: Int
  package let entities: Int
  package let relations: Int
  /// By slot.
  package let embeddings: [Embedding]
  /// Row numbers by hash, for all hashed slots.
  package let tables: [RowTable]

  package let layers: [Layer]
  package let tagHead: PackedMatrix
  package let tagBias: [Float]
  /// For each tag the addition to the second layer's gates.
  package let tagInput: ConstantBuffer<Float>
  /// Columns: arc dependent, arc head, label dependent, label head, entities, tags, argument, predicate classes.
  package let heads: PackedMatrix
  package let headsBias: [Float]
  /// Columns: query, distance buckets.
  package let arcs: PackedMatrix
  package let arcVector: [Float]
  package let arcRoot: [Float]
  package let labelRoot: [Float]
  package let labelOut: PackedMatrix
  package let labelOutBias: [Float]
  /// The part for semantic roles.
  package let roles: RoleModel

  /// The widest layer.
  package var widest: Int { hidden.max() ?? 0 }
  /// Width of the last layer's output.
  package var lastWidth: Int { 2 * (hidden.last ?? 0) }

  package init(_ r: inout ByteReader) throws {
    let sizes = try r.readArray(UInt32.self).map(Int.init)
    let hidden = try r.readArray(UInt32.self).map(Int.init)
    guard sizes.count == 8, sizes.allSatisfy({ $0 > 0 && $0 <= 512 }), hidden.count >= 2, hidden.count <= 4,
      hidden.allSatisfy({ $0 > 0 && $0 <= 512 && $0 % 16 == 0 }), sizes[0] % 16 == 0, sizes[1] % 16 == 0,
      sizes[6] % 16 == 0, sizes[7] % 16 == 0
    else { throw ModelError("language model: network sizes are damaged") }
    self.hidden = hidden
    (arc, label, buckets) = (sizes[0], sizes[1], sizes[2])
    (tags, entities, relations) = (sizes[3], sizes[4], sizes[5])
    var tables: [RowTable] = []
    var embeddings: [Embedding] = []
    for slot in InputSlot.allCases {
      let shifts = try r.readArray(UInt8.self)
      let rows = try r.readArray(Int8.self)
      guard !shifts.isEmpty, rows.count == shifts.count * slot.width, shifts.allSatisfy({ $0 <= 8 }),
        slot != .classes || shifts.count >= 64
      else { throw ModelError("language model: embeddings are damaged") }
      embeddings.append(Embedding(width: slot.width, rows: ConstantBuffer(rows), shifts: shifts))
      guard slot.isHashed else { continue }
      let hashes = try r.readArray(UInt64.self)
      guard hashes.count == shifts.count else { throw ModelError("language model: vocabulary is damaged") }
      tables.append(RowTable(hashes))
    }
    self.tables = tables
    self.embeddings = embeddings
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
    var layers: [Layer] = []
    var width = InputSlot.width
    for h in hidden {
      let input = try matrix(width, 6 * h)
      let recurrent = [try matrix(h, 3 * h), try matrix(h, 3 * h)]
      layers.append(Layer(hidden: h, input: input, recurrent: recurrent, bias: try vector(6 * h)))
      width = 2 * h
    }
    self.layers = layers
    tagHead = try matrix(2 * hidden[0], pad(tags))
    tagBias = try vector(pad(tags))
    tagInput = ConstantBuffer(try vector(tags * 6 * hidden[1]))
    let wide = pad(2 * a + 2 * l + entities + tags + sizes[6] + RoleModel.classes)
    heads = try matrix(width, wide)
    headsBias = try vector(wide)
    arcs = try matrix(a, pad(a + buckets))
    arcVector = try vector(a)
    arcRoot = try vector(a)
    labelRoot = try vector(l)
    labelOut = try matrix(l, pad(relations))
    labelOutBias = try vector(pad(relations))
    let role = sizes[6]
    let predicate = try matrix(width, pad(role + sizes[7]))
    let features = RoleFeatures(relations: relations)
    roles = RoleModel(
      role: role, sense: sizes[7], features: features, predicate: predicate,
      predicateBias: try vector(pad(role + sizes[7])), pairs: try matrix(role, pad(role * RoleFeatures.labels)),
      pairsBias: try vector(pad(role * RoleFeatures.labels)),
      byFeature: try vector(features.count * RoleFeatures.labels),
      byDistance: try vector(RoleFeatures.distances * RoleFeatures.labels), senseShifts: try r.readArray(UInt8.self),
      senseRows: try r.readArray(Int8.self))
    guard roles.senseRows.count == roles.senseShifts.count * roles.sense else {
      throw ModelError("language model: rolesets and network differ")
    }
  }
}

/// The parameters for predicates, their rolesets and their arguments.
package struct RoleModel: Sendable {
  /// No predicate, predicate, light verb.
  package static let classes = 3

  /// Width of the rows of predicates and arguments, and of those for rolesets.
  package let role: Int
  package let sense: Int
  package let features: RoleFeatures
  /// Columns: predicate rows, roleset rows.
  package let predicate: PackedMatrix
  package let predicateBias: [Float]
  /// From a predicate's row to a row for each label.
  package let pairs: PackedMatrix
  package let pairsBias: [Float]
  /// Scores of the labels by feature of the tree and by distance.
  package let byFeature: [Float]
  package let byDistance: [Float]
  /// A row of bytes for each roleset, with its shift.
  package let senseShifts: [UInt8]
  package let senseRows: [Int8]

  /// What a roleset has in its favour by its count in the training data: the logarithm, piecewise linear in each
  /// octave, so that it is equal on every machine.
  package static func prior(count: Int, isFirst: Bool) -> Float {
    let value = Float(count) + (isFirst ? 0.8 : 0.3)
    return (Float(value.exponent) + value.significand - 1) * 0.693_147_2
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
