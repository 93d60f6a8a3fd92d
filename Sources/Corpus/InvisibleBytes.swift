// Characters that are in the text but not in its words: soft hyphens and word joiners.

extension ArraySlice<UInt8> {
  /// The bytes without soft hyphens (U+00AD) and word joiners (U+2060); the slice itself when it has none.
  var withoutInvisible: ArraySlice<UInt8> {
    guard contains(where: { $0 == 0xad || $0 == 0xa0 }) else { return self }
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var i = startIndex
    while i < endIndex {
      if self[i] == 0xc2, i + 1 < endIndex, self[i + 1] == 0xad {
        i += 2
      } else if self[i] == 0xe2, i + 2 < endIndex, self[i + 1] == 0x81, self[i + 2] == 0xa0 {
        i += 3
      } else {
        result.append(self[i])
        i += 1
      }
    }
    return result[...]
  }
}
