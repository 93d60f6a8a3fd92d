// The container of records. A part is
//
//     magic (8 bytes), version (4), frame "H", frames "D" and "S" in any order, frame "E"
//
// and a frame is: kind (1 byte), length of the payload (4), payload, CRC-32 of all of these (4). Numbers are little-endian.
// The payload of "H" is a packed ``PartMaker``, of "D" a ``StoredDocument``, of "S" a ``StoredSkip``, of "E" a ``PartEnd``
// with the check sum of all frames of the part before it. Parts that stand one behind the other (`cat a b`) are read as
// they stand. A part without its "E" is not whole.

import ChronographBase

/// What the bytes of a part begin with and are made of.
public enum PartFormat {
  /// Changes with every change of what is stored; other versions are refused.
  public static let version: UInt32 = 1
  /// Begins with a byte that no text has and holds both line ends, so that a transfer as text is noticed at once.
  public static let magic: [UInt8] = [0x89] + Array("CGR\r\n".utf8) + [0x1a, 0x0a]
  /// Suffix of files that hold parts.
  public static let suffix = ".records"
  /// Most bytes of a payload.
  static let longest = 1 << 28

  /// Kinds of frames.
  public enum Kind: UInt8, Sendable {
    case maker = 0x48
    case document = 0x44
    case skip = 0x53
    case end = 0x45
  }

  /// The name of a part in a folder of parts, in six digits or as many as it takes.
  public static func name(ofPart number: Int) -> String {
    let digits = String(number)
    return "part-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits + suffix
  }

  static func bytes(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
  }

  static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// The last frame: the account and the check sum of the part.
struct PartSeal: Codable {
  var end: PartEnd
  /// CRC-32 over the check sums of all frames before, each as four bytes.
  var sum: UInt32
}

/// Makes the bytes of one part, piece by piece.
public struct PartWriter: Sendable {
  private var sums = CRC32()
  public private(set) var end = PartEnd()
  private let maker: PartMaker

  public init(_ maker: PartMaker) { self.maker = maker }

  /// What stands before the first entry.
  public mutating func start() throws -> [UInt8] {
    PartFormat.magic + PartFormat.bytes(PartFormat.version) + frame(.maker, try PackedEncoder.encode(maker))
  }

  /// One entry.
  public mutating func entry(_ entry: PartEntry) throws -> [UInt8] {
    switch entry {
    case .document(let document):
      return add(.document, try PackedEncoder.encode(document), events: document.record.events.count)
    case .skip(let skip): return add(.skip, try PackedEncoder.encode(skip))
    }
  }

  /// An entry that is packed already, as a reader gave it.
  public mutating func add(_ frame: PartFrame) throws(RecordError) -> [UInt8] {
    add(frame.kind, frame.payload, events: frame.kind == .document ? try frame.head().events : 0)
  }

  private mutating func add(_ kind: PartFormat.Kind, _ payload: [UInt8], events: Int = 0) -> [UInt8] {
    if kind == .document { end.documents += 1 } else { end.skipped += 1 }
    end.events += events
    return frame(kind, payload)
  }

  /// What stands after the last entry.
  public mutating func finish(sharedNames: [String] = []) throws -> [UInt8] {
    end.sharedNames = sharedNames
    return frame(.end, try PackedEncoder.encode(PartSeal(end: end, sum: sums.value)))
  }

  private mutating func frame(_ kind: PartFormat.Kind, _ payload: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(payload.count + 9)
    bytes.append(kind.rawValue)
    bytes += PartFormat.bytes(UInt32(payload.count))
    bytes += payload
    let sum = PartFormat.bytes(CRC32.sum(bytes))
    sums.add(sum)
    bytes += sum
    return bytes
  }
}
