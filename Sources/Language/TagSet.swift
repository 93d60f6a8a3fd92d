// The joint tags that the tagger decides between: universal and language-specific tag with usual features.

/// The joint tags and relations of a model.
package struct TagSet: Sendable {
  package var upos: [UPOS] = []
  package var xpos: [UInt8] = []
  package var defaults: [Features] = []
  package var xposNames: [String] = []
  package var relations: [Relation] = []
  /// Features of words whose features differ from those usual with their tag, sorted by key.
  package var exceptionKeys: [UInt64] = []
  package var exceptionValues: [UInt32] = []

  package init() {}

  package init(_ reader: inout ByteReader) throws {
    let parts = try reader.readArray(UInt8.self)
    xpos = try reader.readArray(UInt8.self)
    defaults = try reader.readArray(UInt32.self).map(Features.init(rawValue:))
    xposNames = try reader.readStrings()
    upos = parts.map { UPOS(rawValue: $0) ?? .x }
    relations = try reader.readArray(UInt8.self).map { Relation(rawValue: $0) ?? .dep }
    exceptionKeys = try reader.readArray(UInt64.self)
    exceptionValues = try reader.readArray(UInt32.self)
    guard xpos.count == upos.count, defaults.count == upos.count, !upos.isEmpty, !relations.isEmpty,
      exceptionKeys.count == exceptionValues.count
    else { throw ModelError("language model: tag set is damaged") }
  }

  package func write(to writer: inout ByteWriter) {
    writer.write(upos.map(\.rawValue))
    writer.write(xpos)
    writer.write(defaults.map(\.rawValue))
    writer.write(xposNames)
    writer.write(relations.map(\.rawValue))
    writer.write(exceptionKeys)
    writer.write(exceptionValues)
  }

  package static func exceptionKey(_ form: UInt64, _ tag: UInt8) -> UInt64 {
    (form ^ (UInt64(tag) + 1)) &* 0x9e37_79b9_7f4a_7c15
  }

  /// The features of a word with a tag.
  package func features(_ form: UInt64, _ tag: UInt8) -> Features {
    let key = TagSet.exceptionKey(form, tag)
    var low = 0
    var high = exceptionKeys.count
    while low < high {
      let middle = (low + high) / 2
      if exceptionKeys[middle] < key { low = middle + 1 } else { high = middle }
    }
    if low < exceptionKeys.count, exceptionKeys[low] == key { return Features(rawValue: exceptionValues[low]) }
    return Int(tag) < defaults.count ? defaults[Int(tag)] : []
  }
}
