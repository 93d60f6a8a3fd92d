// Ids are hashes of content, never counters, so that they survive new documents and another order of reading.

/// FNV-1a with 64 bits (Fowler, Noll, Vo): the same on every machine and in every run; not for security.
public struct FNV1a: Sendable {
  public private(set) var value: UInt64

  public init(seed: UInt64 = 0xcbf2_9ce4_8422_2325) { value = seed }

  @inline(__always) public mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// The hash of some bytes.
  public static func hash(_ bytes: some Sequence<UInt8>, seed: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
    var hash = FNV1a(seed: seed)
    for byte in bytes { hash.add(byte) }
    return hash.value
  }

  /// A value as sixteen hexadecimal digits.
  public static func hex(_ value: UInt64) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}

/// A 64-bit hash of a sequence of texts: FNV-1a with a final avalanche, on UTF-8 bytes.
///
/// Not for security; two equal contents give the same hash on every machine.
public struct ContentHash: Sendable {
  private var state = FNV1a()

  public init() {}

  /// The hash of some texts in this order.
  public init(_ parts: [String]) {
    for part in parts { combine(part) }
  }

  /// Adds a text and its end, so that `"a", "bc"` and `"ab", "c"` differ.
  public mutating func combine(_ text: String) {
    for byte in text.utf8 { state.add(byte) }
    state.add(0xff)
  }

  public var value: UInt64 {
    var h = state.value
    h ^= h >> 33
    h = h &* 0xff51_afd7_ed55_8ccd
    h ^= h >> 33
    h = h &* 0xc4ce_b9fe_1a85_ec53
    return h ^ (h >> 33)
  }

  /// The first `digits` (1 to 16) hexadecimal digits.
  public func hex(_ digits: Int = 16) -> String {
    String(FNV1a.hex(value).prefix(max(1, min(16, digits))))
  }
}
