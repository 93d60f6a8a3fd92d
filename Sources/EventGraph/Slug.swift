// Readable, stable parts of file names and URLs: ASCII lower case, no date, unique without regard to case.

import ChronographBase

/// Makes slugs.
public enum Slug {
  /// Names that some file systems or our own pages reserve.
  private static let reserved: Set<String> = [
    "index", "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3",
  ]

  /// The slug of a text: words of `a-z0-9` joined by `-`, at most `limit` bytes, cut between words where possible.
  ///
  /// - Returns: an empty text when nothing is left of it.
  public static func make(_ text: String, limit: Int = 60) -> String {
    var bytes: [UInt8] = []
    var pendingDash = false
    func append(_ byte: UInt8) {
      if pendingDash, !bytes.isEmpty { bytes.append(UInt8(ascii: "-")) }
      pendingDash = false
      bytes.append(byte)
    }
    for scalar in text.lowercased().unicodeScalars {
      if bytes.count > limit { break }
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7a: append(UInt8(scalar.value))
      case 0x27, 0x2019, 0x2e, 0x300...0x36f: continue
      default:
        if let plain = LatinFolding.base(Int(scalar.value)) {
          for byte in plain { append(byte) }
        } else {
          pendingDash = true
        }
      }
    }
    if bytes.count > limit {
      bytes.removeLast(bytes.count - limit)
      if let dash = bytes.lastIndex(of: UInt8(ascii: "-")), dash > limit / 2 { bytes.removeLast(bytes.count - dash) }
      while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// One slug an item, all different: the base alone where `alwaysHash` is false and it is unique, else with as many
  /// hexadecimal digits of the item's hash as uniqueness takes (four at least).
  ///
  /// - Parameters:
  ///   - items: readable base and hash of content, in a fixed order (the order decides only between equal contents).
  ///   - fallback: base for items whose own is empty.
  static func unique(_ items: [(base: String, hash: ContentHash)], fallback: String, alwaysHash: Bool) -> [String] {
    let bases = items.map { make($0.base) }.map { $0.isEmpty ? fallback : $0 }
    var counts: [String: Int] = [:]
    for base in bases { counts[base, default: 0] += 1 }
    var taken: Set<String> = []
    var slugs: [String] = []
    for (item, base) in zip(items, bases) {
      var slug = base
      if alwaysHash || counts[base, default: 0] > 1 || reserved.contains(base) || taken.contains(base) {
        var digits = 4
        slug = "\(base)-\(item.hash.hex(digits))"
        while taken.contains(slug), digits < 16 {
          digits += 2
          slug = "\(base)-\(item.hash.hex(digits))"
        }
        var number = 2
        while taken.contains(slug) {
          slug = "\(base)-\(item.hash.hex())-\(number)"
          number += 1
        }
      }
      taken.insert(slug)
      slugs.append(slug)
    }
    return slugs
  }
}
