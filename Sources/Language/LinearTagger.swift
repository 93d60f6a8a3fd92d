// Part-of-speech tags by a hashed linear model, left to right.

package struct LinearTagger {
  package static let templates = 20

  /// Fills the feature hashes of token `i`; tags before `i` must be set.
  @inline(__always)
  package static func features(
    _ shapes: UnsafePointer<TokenShape>, _ tags: UnsafePointer<UInt8>, _ i: Int, _ count: Int,
    _ out: UnsafeMutablePointer<UInt64>
  ) {
    let word = shapes[i]
    let previous = i > 0 ? shapes[i - 1] : TokenShape()
    let before = i > 1 ? shapes[i - 2] : TokenShape()
    let next = i + 1 < count ? shapes[i + 1] : TokenShape()
    let after = i + 2 < count ? shapes[i + 2] : TokenShape()
    let tag1 = i > 0 ? UInt64(tags[i - 1]) : 254
    let tag2 = i > 1 ? UInt64(tags[i - 2]) : 254
    func mix(_ number: UInt64, _ a: UInt64, _ b: UInt64 = 0) -> UInt64 {
      var hash = (a ^ (number &* 0x9e37_79b9_7f4a_7c15)) &* 0xbf58_476d_1ce4_e5b9
      hash ^= hash >> 29
      hash = (hash ^ b) &* 0x94d0_49bb_1331_11eb
      return hash ^ (hash >> 31)
    }
    out[0] = mix(0, word.form)
    out[1] = mix(1, word.form, word.shape)
    out[2] = mix(2, word.suffix1, word.shape)
    out[3] = mix(3, word.suffix2)
    out[4] = mix(4, word.suffix3)
    out[5] = mix(5, word.suffix4)
    out[6] = mix(6, word.prefix)
    out[7] = mix(7, word.shape, i == 0 ? 1 : 0)
    out[8] = mix(8, previous.form)
    out[9] = mix(9, next.form)
    out[10] = mix(10, before.form)
    out[11] = mix(11, after.form)
    out[12] = mix(12, tag1)
    out[13] = mix(13, tag1, tag2)
    out[14] = mix(14, tag1, word.form)
    out[15] = mix(15, tag1, next.form)
    out[16] = mix(16, next.suffix3, tag1)
    out[17] = mix(17, previous.form, word.form)
    out[18] = mix(18, word.form, next.form)
    out[19] = mix(19, next.shape, word.shape)
  }

  /// Scores of all classes.
  @inline(__always)
  package static func scores(
    _ weights: UnsafePointer<Int8>, _ mask: Int, _ features: UnsafePointer<UInt64>, _ number: Int, _ classes: Int,
    _ out: UnsafeMutablePointer<Int32>
  ) {
    for c in 0..<classes { out[c] = 0 }
    for f in 0..<number {
      for c in 0..<classes { out[c] += Int32(weights[LinearModel.slot(features[f], c) & mask]) }
    }
  }
}
