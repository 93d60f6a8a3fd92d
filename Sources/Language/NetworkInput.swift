// What the network sees of a token: numbers of its form, endings, beginning, shape and lexical classes.

/// The input slots of the network, one embedding table each.
package enum InputSlot: Int, CaseIterable, Sendable {
  case form, suffix4, suffix3, suffix2, prefix3, shape, noun, verb
  /// All classes of the word at once: the sum of a row for each.
  case classes

  /// Width of the embedding.
  package var width: Int {
    switch self {
    case .form: 96
    case .suffix4: 32
    case .suffix3: 24
    case .suffix2, .prefix3, .shape: 16
    case .noun, .verb: 8
    case .classes: 40
    }
  }

  /// Whether the slot holds hashes that a vocabulary maps to rows; otherwise the value is the row.
  package var isHashed: Bool { rawValue <= InputSlot.shape.rawValue }

  /// The slots before ``classes``: one row for each token.
  package static let rowSlots = 8
  /// The first slot that says what the lexica know of a word.
  package static let firstClassSlot = 6
  /// Width of all slots together.
  package static let trained = 256
  /// Width of the slots and of the word vector, which comes last.
  package static let width = trained + WordVectors.width
}

/// The slot values of one token: hashes, class numbers, and a bit for each class.
package struct NetworkInput: Sendable {
  package var values: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
  package var classes: UInt64
  /// Row of the word vector.
  package var vector: Int32 = 0

  @inline(__always)
  package init(_ bytes: UnsafeRawBufferPointer, form: UInt64, classes: WordClass) {
    values = (form, 0, 0, 0, 0, 0, UInt64(classes.noun), UInt64(classes.verb))
    self.classes = classes.features
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
    case .classes: classes
    }
  }

  /// Appends the inputs of a sentence, and marks the words of names that the lexica know as phrases.
  /// - Parameter form: the bytes of a token by its position.
  package static func read(
    _ count: Int, _ classes: WordClasses, _ vectors: WordVectors, _ form: (Int) -> UnsafeRawBufferPointer,
    into inputs: inout [NetworkInput],
    _ found: inout [WordClass]
  ) {
    let first = inputs.count
    found.removeAll(keepingCapacity: true)
    for i in 0..<count {
      let bytes = form(i)
      let key = WordKey(bytes: bytes).value
      let known = classes.find(key)
      found.append(known)
      func input(_ bytes: UnsafeRawBufferPointer) -> NetworkInput {
        var input = NetworkInput(bytes, form: key, classes: known)
        input.vector = Int32(truncatingIfNeeded: vectors.row(key, bytes))
        return input
      }
      if let plain = WordKey.plain(bytes) {
        inputs.append(plain.withUnsafeBytes { input($0) })
      } else {
        inputs.append(input(bytes))
      }
    }
    for i in 0..<count where found[i].has(WordClass.beginsPhrase) {
      var key = WordKey(value: inputs[first + i].values.0)
      var end = i
      var kinds: UInt64 = 0
      for j in (i + 1)..<max(i + 1, min(count, i + WordClasses.longestPhrase)) {
        key = key.appending(form(j))
        let phrase = classes.find(key.value)
        if phrase.phraseKinds != 0 {
          end = j
          kinds = phrase.phraseKinds
        }
      }
      if end > i { for j in i...end { inputs[first + j].classes |= kinds } }
    }
  }
}
