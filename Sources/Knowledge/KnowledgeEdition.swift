// Which model and knowledge a program has, as one number: results of two programs may be mixed only when it is the same.

import CEmbedded

/// Hashes of what the program knows.
public enum KnowledgeEdition {
  /// The hash of all that is embedded and reaches the analysis of a document or the merging of a corpus.
  public static func embedded() -> UInt64 {
    let files = [
      chronograph_embedded_model(), chronograph_embedded_world_events(), chronograph_embedded_knowledge_corpus(),
      chronograph_embedded_knowledge_time(), chronograph_embedded_knowledge_actors(),
      chronograph_embedded_knowledge_events(), chronograph_embedded_knowledge_graph(),
    ]
    return files.reduce(0x9e37_79b9_7f4a_7c15) { hash, file in
      combined(hash, UnsafeRawBufferPointer(start: file.bytes, count: file.length))
    }
  }

  /// The hash of the embedded edition with other files in the place of some of its own.
  public static func replaced(_ domains: [KnowledgeFiles]) -> UInt64 {
    domains.reduce(embedded()) { hash, files in files.encoded().withUnsafeBytes { combined(hash, $0) } }
  }

  /// Adds bytes to a hash, eight at a time (multiply and fold, after Lemire and Kaser); not for security.
  private static func combined(_ hash: UInt64, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
    func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
      let product = (hash ^ word).multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
      return product.high ^ product.low &+ 0xe703_7ed1_a0b4_28db
    }
    var hash = mixed(hash, UInt64(bytes.count))
    var index = 0
    while index + 8 <= bytes.count {
      hash = mixed(hash, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
      index += 8
    }
    while index < bytes.count {
      hash = mixed(hash, UInt64(bytes[index]))
      index += 1
    }
    return hash
  }
}
