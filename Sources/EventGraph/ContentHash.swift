// Ids are hashes of content, never counters, so that they survive new documents and another order of reading.

/// A 64-bit hash of a sequence of texts: FNV-1a with a final avalanche, on UTF-8 bytes.
///
/// Not for security; two equal contents give the same hash on every machine.
public struct ContentHash: Sendable {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  public init() {}

  /// The hash of some texts in this order.
  public init(_ parts: [String]) {
    for part in parts { combine(part) }
  }

  /// Adds a text and its end, so that `"a", "bc"` and `"ab", "c"` differ.
  public mutating func combine(_ text: String) {
    for byte in text.utf8 { mix(byte) }
    mix(0xff)
  }

  private mutating func mix(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }

  public var value: UInt64 {
    var h = state
    h ^= h >> 33
    h = h &* 0xff51_afd7_ed55_8ccd
    h ^= h >> 33
    h = h &* 0xc4ce_b9fe_1a85_ec53
    return h ^ (h >> 33)
  }

  /// The first `digits` (1 to 16) hexadecimal digits.
  public func hex(_ digits: Int = 16) -> String {
    let text = String(value, radix: 16)
    let padded = String(repeating: "0", count: 16 - text.utf8.count) + text
    return String(padded.prefix(max(1, min(16, digits))))
  }
}
