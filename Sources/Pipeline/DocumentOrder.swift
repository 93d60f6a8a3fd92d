// The order in which documents are numbered. It is a property of the documents, so that the order in which their
// paths were named or their lines were written changes nothing.

import Corpus

/// Orders documents by path, then by id.
enum DocumentOrder {
  static func precedes(_ first: SourceDocument, _ second: SourceDocument) -> Bool {
    let paths = (Array((first.path ?? "").utf8), Array((second.path ?? "").utf8))
    if paths.0 != paths.1 { return precedes(path: paths.0, paths.1) }
    return precedes(id: Array(first.id.utf8), Array(second.id.utf8))
  }

  /// Paths by the bytes of their parts: a folder's content stands together.
  static func precedes(path first: [UInt8], _ second: [UInt8]) -> Bool {
    func rank(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "/") ? 0 : byte }
    return first.lexicographicallyPrecedes(second) { rank($0) < rank($1) }
  }

  /// Ids by bytes, but runs of digits by the number that they write: `n-2` stands before `n-10`.
  static func precedes(id first: [UInt8], _ second: [UInt8]) -> Bool {
    var left = 0
    var right = 0
    while left < first.count, right < second.count {
      let digits = (run(first, left), run(second, right))
      if digits.0.isEmpty || digits.1.isEmpty {
        if first[left] != second[right] { return first[left] < second[right] }
        left += 1
        right += 1
        continue
      }
      let numbers = (digits.0.drop { $0 == 0x30 }, digits.1.drop { $0 == 0x30 })
      if numbers.0.count != numbers.1.count { return numbers.0.count < numbers.1.count }
      if !numbers.0.elementsEqual(numbers.1) { return numbers.0.lexicographicallyPrecedes(numbers.1) }
      left += digits.0.count
      right += digits.1.count
    }
    if left < first.count || right < second.count { return right < second.count }
    return first.lexicographicallyPrecedes(second)
  }

  private static func run(_ bytes: [UInt8], _ start: Int) -> ArraySlice<UInt8> {
    bytes[start...].prefix { $0 >= 0x30 && $0 <= 0x39 }
  }
}
