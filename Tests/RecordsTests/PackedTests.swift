import Records
import Testing

@Suite struct PackedTests {
  private enum Meaning: Codable, Equatable {
    case day
    case shift(Int, of: String)
    indirect case within(Meaning)
  }

  private struct Sample: Codable, Equatable {
    var flag = true
    var small: Int32 = -3
    var large = Int.min
    var byte: UInt8 = 255
    var wide = UInt64.max
    var share = 0.1
    var text = "Örebro"
    var again = "Örebro"
    var missing: String?
    var present: Int? = 7
    var bytes: [UInt8] = [0, 255, 7]
    var numbers: [Int] = []
    var names = ["a", "a", "b"]
    var range = 3..<9
    var meanings: [Meaning] = [.day, .shift(-2, of: "week"), .within(.within(.day))]
  }

  @Test func everyValueComesBack() throws {
    let bytes = try PackedEncoder.encode(Sample())
    #expect(try PackedDecoder.decode(Sample.self, from: bytes) == Sample())
    #expect(try PackedEncoder.encode(Sample()) == bytes)
  }

  @Test func dictionariesAreRefused() {
    #expect(throws: EncodingError.self) { try PackedEncoder.encode(["one": 1]) }
    #expect(throws: EncodingError.self) { try PackedEncoder.encode([["one": 1]]) }
  }

  @Test(arguments: [0, 1, 253, 254, 255, 256, 70_000])
  func listsOfAnyLengthComeBack(_ count: Int) throws {
    let lists = [Array(0..<count), [1, 2], Array(0..<300)]
    let bytes = try PackedEncoder.encode(lists)
    #expect(try PackedDecoder.decode([[Int]].self, from: bytes) == lists)
  }

  @Test func aTextIsWrittenOnce() throws {
    let long = String(repeating: "x", count: 1000)
    #expect(try PackedEncoder.encode([long, long, long]).count < 1020)
  }

  @Test func canonicallyEquivalentTextsKeepTheirBytes() throws {
    let names = ["Mu\u{f1}oz", "Mun\u{303}oz", "Mu\u{f1}oz", "Mun\u{303}oz"]
    let back = try PackedDecoder.decode([String].self, from: try PackedEncoder.encode(names))
    #expect(back.map { Array($0.utf8) } == names.map { Array($0.utf8) })
  }

  @Test func everyCutIsAnError() throws {
    let bytes = try PackedEncoder.encode(Sample())
    for count in bytes.indices {
      #expect(throws: PackedError.self) { try PackedDecoder.decode(Sample.self, from: Array(bytes[..<count])) }
    }
    #expect(throws: PackedError.self) { try PackedDecoder.decode(Sample.self, from: bytes + [0]) }
  }

  @Test func foreignBytesNeverTrap() throws {
    let bytes = try PackedEncoder.encode(Sample())
    var random = Dice()
    for round in 0..<20_000 {
      var damaged = bytes
      for _ in 0...(round % 4) { damaged[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() & 0xff) }
      _ = try? PackedDecoder.decode(Sample.self, from: damaged)
    }
  }

  @Test func deepNestingIsAnError() throws {
    // Made by hand: encoding so deep a value would itself need the stack.
    let head = try PackedEncoder.encode(Meaning.within(.day))
    let name = try PackedEncoder.encode("within")
    #expect(head.starts(with: name))
    let bytes = name + [UInt8](repeating: 1, count: 100_000)
    #expect(throws: PackedError.self) { try PackedDecoder.decode(Meaning.self, from: bytes) }
  }
}

/// A generator of its own, so that a failure comes again (xorshift, Marsaglia 2003).
struct Dice: RandomNumberGenerator {
  private var state: UInt64 = 0x2545_f491_4f6c_dd1d

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
