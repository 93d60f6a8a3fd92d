// Writes a trained network in the form of the runtime: embeddings rounded to 8 bits, matrices to 16 bits.

import Language

struct NetworkExport {
  let net: Network
  let data: NetworkData

  func write(to writer: inout ByteWriter) {
    let s = net.shape
    writer.write([s.arc, s.label, s.buckets, s.tags, s.entities, s.relations, s.role, s.sense].map { UInt32($0) })
    writer.write(s.hidden.map { UInt32($0) })
    for slot in InputSlot.allCases {
      writeRows(net.embeddings[slot.rawValue].value, net.embeddings[slot.rawValue].rows, slot.width, &writer)
      if slot.isHashed { writer.write(data.vocabularies[slot.rawValue].hashes) }
    }
    for layer in net.layers {
      let h = layer.hidden
      matrix(&writer, [(layer.wx, layer.input, 6 * h)])
      for u in layer.u { matrix(&writer, [(u, h, 3 * h)]) }
      vector(&writer, [(layer.bias, 6 * h)])
    }
    matrix(&writer, [(net[.tagHead], s.width(0), s.tags)])
    vector(&writer, [(net[.tagBias], s.tags)], padded: true)
    writer.write((0..<s.tags * 6 * s.hidden[1]).map { net[.tagInput].value[$0] })
    let width = s.lastWidth
    matrix(
      &writer,
      [
        (net[.arcDependent], width, s.arc), (net[.arcHead], width, s.arc), (net[.labelDependent], width, s.label),
        (net[.labelHead], width, s.label), (net[.entityHead], width, s.entities), (net[.lateTagHead], width, s.tags),
        (net[.roleArgument], width, s.role), (net[.predicateHead], width, RoleModel.classes),
      ])
    vector(
      &writer,
      [
        (net[.arcDependentBias], s.arc), (net[.arcHeadBias], s.arc), (net[.labelBias], s.label), (nil, s.label),
        (net[.entityBias], s.entities), (net[.lateTagBias], s.tags),
        (net[.roleArgumentBias], s.role), (net[.predicateBias], RoleModel.classes),
      ], padded: true)
    matrix(&writer, [(net[.arcMatrix], s.arc, s.arc), (net[.arcDistance], s.arc, s.buckets)])
    vector(&writer, [(net[.arcVector], s.arc)])
    vector(&writer, [(net[.arcRoot], s.arc)])
    vector(&writer, [(net[.labelRoot], s.label)])
    matrix(&writer, [(net[.labelOut], s.label, s.relations)])
    vector(&writer, [(net[.labelOutBias], s.relations)], padded: true)
    writeRoles(to: &writer)
  }

  private func writeRoles(to writer: inout ByteWriter) {
    let s = net.shape
    matrix(&writer, [(net[.rolePredicate], s.lastWidth, s.role), (net[.senseHead], s.lastWidth, s.sense)])
    vector(&writer, [(net[.rolePredicateBias], s.role), (net[.senseBias], s.sense)], padded: true)
    matrix(&writer, [(net[.rolePairs], s.role, s.roleLabels * s.role)])
    vector(&writer, [(net[.rolePairsBias], s.roleLabels * s.role)], padded: true)
    for name in [HeadParameter.roleFeature, .roleDistance] {
      let table = net[name]
      writer.write(
        (0..<table.rows).flatMap { row in (0..<s.roleLabels).map { table.value[row * table.columns + $0] } })
    }
    let rows = Floats.allocate(capacity: s.rolesets.count * s.sense + 8)
    defer { rows.deallocate() }
    for number in 0..<s.rolesets.count { net.senseRow(number, into: rows + number * s.sense) }
    writeRows(rows, s.rolesets.count, s.sense, &writer)
  }

  /// Matrices side by side, padded to 16 columns.
  private func matrix(_ writer: inout ByteWriter, _ parts: [(Parameter, Int, Int)]) {
    let rows = parts[0].1
    let columns = (parts.reduce(0) { $0 + $1.2 } + 15) / 16 * 16
    var values: [Int16] = []
    for row in 0..<rows {
      var line: [Int16] = []
      for (parameter, _, width) in parts {
        for column in 0..<width {
          let scaled = (parameter.value[row * parameter.columns + column] * PackedMatrix.scale).rounded()
          line.append(Int16(max(-32767, min(32767, scaled))))
        }
      }
      values += line + [Int16](repeating: 0, count: columns - line.count)
    }
    writer.write(values)
  }

  private func vector(_ writer: inout ByteWriter, _ parts: [(Parameter?, Int)], padded: Bool = false) {
    var values: [Float] = []
    for (parameter, width) in parts { for j in 0..<width { values.append(parameter?.value[j] ?? 0) } }
    while padded, values.count % 16 != 0 { values.append(0) }
    writer.write(values)
  }

  /// Rows of bytes in 1/4096 units, each with the smallest shift that holds it.
  private func writeRows(_ values: Floats, _ count: Int, _ width: Int, _ writer: inout ByteWriter) {
    var shifts: [UInt8] = []
    var bytes: [Int8] = []
    for index in 0..<count {
      let row = values + index * width
      var largest: Float = 0
      for j in 0..<width { largest = max(largest, abs(row[j])) }
      var shift = 0
      while shift < 8, largest * PackedMatrix.scale / Float(1 << shift) > 127 { shift += 1 }
      shifts.append(UInt8(shift))
      for j in 0..<width {
        bytes.append(Int8(max(-127, min(127, (row[j] * PackedMatrix.scale / Float(1 << shift)).rounded()))))
      }
    }
    writer.write(shifts)
    writer.write(bytes)
  }
}
