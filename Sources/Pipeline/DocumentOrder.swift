// The order in which documents are numbered. It is a property of the documents, so that the order in which their
// paths were named or their lines were written changes nothing.

import ChronographBase
import Corpus

/// Orders documents by path, then by id.
enum DocumentOrder {
  static func precedes(_ first: SourceDocument, _ second: SourceDocument) -> Bool {
    let paths = (Array((first.path ?? "").utf8), Array((second.path ?? "").utf8))
    if paths.0 != paths.1 { return precedes(path: paths.0, paths.1) }
    return NaturalOrder.precedes(Array(first.id.utf8), Array(second.id.utf8))
  }

  /// Paths by the bytes of their parts: a folder's content stands together.
  static func precedes(path first: [UInt8], _ second: [UInt8]) -> Bool {
    func rank(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "/") ? 0 : byte }
    return first.lexicographicallyPrecedes(second) { rank($0) < rank($1) }
  }
}
