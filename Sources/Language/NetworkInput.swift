// What the network sees of a token: numbers of its form, endings, beginning, shape and lexical classes.

/// The input slots of the network, one embedding table each.
package enum InputSlot: Int, CaseIterable, Sendable {
  case form, suffix4, suffix3, suffix2, prefix3, shape, noun, verb, flags

  /// Width of the embedding while training; the runtime holds projected rows.
  package var width: Int {
    switch self {
    case .form: 64
    case .suffix4, .suffix3: 24
    case .suffix2, .prefix3, .shape, .flags: 16
    case .noun, .verb: 8
    }
  }

  /// Whether the slot holds hashes that a vocabulary maps to rows; otherwise the value is the row.
  package var isHashed: Bool { rawValue <= InputSlot.shape.rawValue }
}

/// The slot values of one token: hashes, or class numbers.
package struct NetworkInput: Sendable {
  package static let slots = InputSlot.allCases.count
  package var values: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

  @inline(__always)
  package init(_ bytes: UnsafeRawBufferPointer, form: UInt64, classes: WordClass) {
    values = (form, 0, 0, 0, 0, 0, UInt64(classes.noun), UInt64(classes.verb), UInt64(classes.flags))
    let count = bytes.count
    // Digits are one class, letters are folded to lower case.
    @inline(__always) func folded(_ i: Int) -> UInt64 {
      let byte = bytes[i]
      return UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte &- 0x30 < 10 ? 0x30 : byte)
    }
    var tail: UInt64 = 0
    for k in 0..<min(4, count) {
      tail = tail << 8 | folded(count - 1 - k)
      switch k {
      case 1: values.3 = tail
      case 2: values.2 = tail
      case 3: values.1 = tail
      default: break
      }
    }
    // Short words are their own endings.
    if count < 4 { values.1 = tail | 0xff00_0000_0000_0000 }
    if count < 3 { values.2 = tail | 0xff00_0000_0000_0000 }
    if count < 2 { values.3 = tail | 0xff00_0000_0000_0000 }
    var head: UInt64 = 0
    for k in 0..<min(3, count) { head = head << 8 | folded(k) }
    values.4 = head
    values.5 = NetworkInput.shape(bytes)
  }

  /// Upper, lower, digit and other runs, each up to length two, and whether the word is long.
  private static func shape(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 17
    var last: UInt64 = 0
    var run = 0
    for byte in bytes.prefix(16) {
      let kind: UInt64 =
        byte &- 0x61 < 26 ? 1 : byte &- 0x41 < 26 ? 2 : byte &- 0x30 < 10 ? 3 : byte >= 0x80 ? 4 : UInt64(byte) + 8
      run = kind == last ? run + 1 : 1
      let longest = kind == 3 ? 4 : 2
      if run <= longest { hash = (hash ^ kind) &* 0x100_0000_01b3 }
      last = kind
    }
    return hash
  }

  package func value(_ slot: InputSlot) -> UInt64 {
    switch slot {
    case .form: values.0
    case .suffix4: values.1
    case .suffix3: values.2
    case .suffix2: values.3
    case .prefix3: values.4
    case .shape: values.5
    case .noun: values.6
    case .verb: values.7
    case .flags: values.8
    }
  }
}
