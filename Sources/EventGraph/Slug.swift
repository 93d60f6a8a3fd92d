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

  /// One slug an item, all different.
  ///
  /// An item whose base is its own keeps it bare; all others bear digits of their hash, so that who else comes along
  /// changes no slug.
  ///
  /// - Parameters:
  ///   - items: readable base, hash of content, and whether the base is the item's own: then it is bare unless another
  ///     such item has it as well. The order decides only between equal contents.
  ///   - fallback: base for items whose own is empty.
  static func unique(_ items: [Item], fallback: String) -> [String] {
    let bases = items.map { make($0.base) }.map { $0.isEmpty ? fallback : $0 }
    var owners: [String: Int] = [:]
    for (number, item) in items.enumerated() where item.isOwn && !reserved.contains(bases[number]) {
      if let known = owners[bases[number]], items[known].hash.value <= item.hash.value { continue }
      owners[bases[number]] = number
    }
    var slugs = [String](repeating: "", count: items.count)
    var taken = Set(owners.keys)
    for (base, number) in owners { slugs[number] = base }
    // The smaller hash has the shorter slug, whatever the order.
    let others = items.indices.filter { slugs[$0].isEmpty }
    for number in others.sorted(by: { (items[$0].hash.value, $0) < (items[$1].hash.value, $1) }) {
      let hash = items[number].hash
      var digits = 6
      var slug = "\(bases[number])-\(hash.hex(digits))"
      while !taken.insert(slug).inserted {
        digits += 1
        slug = digits <= 16 ? "\(bases[number])-\(hash.hex(digits))" : "\(bases[number])-\(hash.hex())-\(digits - 15)"
      }
      slugs[number] = slug
    }
    return slugs
  }

  /// What is to have a slug.
  struct Item {
    var base: String
    var hash: ContentHash
    var isOwn = false
  }
}
