// Writes a trained network in the form of the runtime: embeddings multiplied into the first layer and rounded to
// 8 bits, matrices rounded to 16 bits.

import Language

struct NetworkExport {
  let net: Network
  let data: NetworkData

  func write(to writer: inout ByteWriter) {
    let s = net.shape
    let h = s.hidden
    writer.write([h, s.arc, s.label, s.buckets, s.tags, s.entities, s.relations].map { UInt32($0) })
    writer.write(s.vocabulary.map { UInt32($0) })
    for slot in InputSlot.allCases where slot.isHashed { writer.write(data.vocabularies[slot.rawValue].hashes) }
    writeRows(&writer)
    matrix(&writer, [(net.layers[0].u[0], h, 3 * h)])
    matrix(&writer, [(net.layers[0].u[1], h, 3 * h)])
    vector(&writer, [(net.layers[0].bias, 6 * h)])
    matrix(&writer, [(net.layers[1].wx, 2 * h, 6 * h)])
    matrix(&writer, [(net.layers[1].u[0], h, 3 * h)])
    matrix(&writer, [(net.layers[1].u[1], h, 3 * h)])
    vector(&writer, [(net.layers[1].bias, 6 * h)])
    matrix(&writer, [(net.tagHead, 2 * h, s.tags)])
    vector(&writer, [(net.tagBias, s.tags)], padded: true)
    writer.write((0..<s.tags * 6 * h).map { net.tagInput.value[$0] })
    matrix(
      &writer,
      [
        (net.arcDependent, 2 * h, s.arc), (net.arcHead, 2 * h, s.arc), (net.labelDependent, 2 * h, s.label),
        (net.labelHead, 2 * h, s.label), (net.entityHead, 2 * h, s.entities), (net.lateTagHead, 2 * h, s.tags),
      ])
    vector(
      &writer,
      [
        (net.arcDependentBias, s.arc), (net.arcHeadBias, s.arc), (net.labelBias, s.label), (nil, s.label),
        (net.entityBias, s.entities), (net.lateTagBias, s.tags),
      ], padded: true)
    matrix(&writer, [(net.arcMatrix, s.arc, s.arc), (net.arcDistance, s.arc, s.buckets)])
    vector(&writer, [(net.arcVector, s.arc)])
    vector(&writer, [(net.arcRoot, s.arc)])
    vector(&writer, [(net.labelRoot, s.label)])
    matrix(&writer, [(net.labelOut, s.label, s.relations)])
    vector(&writer, [(net.labelOutBias, s.relations)], padded: true)
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

  private func writeRows(_ writer: inout ByteWriter) {
    let width = 6 * net.shape.hidden
    var shifts: [UInt8] = []
    var bytes: [Int8] = []
    var first = 0
    let row = Floats.allocate(capacity: width)
    defer { row.deallocate() }
    for slot in InputSlot.allCases {
      let embedding = net.embeddings[slot.rawValue]
      for index in 0..<net.shape.vocabulary[slot.rawValue] {
        Dense.zero(row, width)
        for k in 0..<slot.width {
          Dense.add(row, embedding.value[index * slot.width + k], net.layers[0].wx.value + (first + k) * width, width)
        }
        var largest: Float = 0
        for j in 0..<width { largest = max(largest, abs(row[j])) }
        var shift = 0
        while shift < 7, largest * 2048 / Float(1 << shift) > 127 { shift += 1 }
        shifts.append(UInt8(shift))
        for j in 0..<width {
          bytes.append(Int8(max(-127, min(127, (row[j] * 2048 / Float(1 << shift)).rounded()))))
        }
      }
      first += slot.width
    }
    writer.write(shifts)
    writer.write(bytes)
  }
}
