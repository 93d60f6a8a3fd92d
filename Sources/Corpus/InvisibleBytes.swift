// Characters that are in the text but not in its words: soft hyphens and word joiners.

import ChronographBase

extension ArraySlice<UInt8> {
  /// The bytes without soft hyphens (U+00AD) and word joiners (U+2060); the slice itself when it has none.
  var withoutInvisible: ArraySlice<UInt8> {
    guard contains(where: { $0 == 0xad || $0 == 0xa0 }) else { return self }
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var i = startIndex
    while i < endIndex {
      let hidden = WordSplitter.length(self, at: i)
      if hidden == 0 { result.append(self[i]) }
      i += Swift.max(hidden, 1)
    }
    return result[...]
  }
}
