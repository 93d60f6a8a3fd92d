// A table of dated world events as facts: for each report its day and the hashes of its few rarest names, numbers and
// lemmas, turned round into one list of reports for each hash, and the
// same for pairs of names. Read in place, nothing is loaded before it is asked for.
//
// Layout, little-endian: magic, reports R, terms T, first day, length of the lists (five 32-bit words); T hashes in
// ascending order; T + 1 offsets into the lists; R days after the first day (16 bit); R total weights (8 bit); T weights
// (8 bit: 14 a nat of inverse frequency, the highest bit marks a name or number); the lists, as variable-length
// differences of report numbers.

import CEmbedded

/// Dated world events, compiled by `compile-data world-events`.
public struct WorldEventTable: Sendable {
  static let magic: UInt32 = 0x3154_5743
  /// Steps of a stored weight in one nat.
  static let weightSteps = 14.0
  /// Where the bytes are: inside the binary, or a value of their own.
  private enum Storage: Sendable {
    case embedded
    case bytes([UInt8])
  }

  private let storage: Storage
  let reports: Int
  let terms: Int
  let firstDay: Day
  private let offsets: Int
  private let days: Int
  private let totals: Int
  private let weights: Int
  private let lists: Int

  /// The table in the binary; nil when the program was built without one.
  public static let embedded: WorldEventTable? = WorldEventTable(.embedded)

  /// A table of one's own.
  ///
  /// - Returns: nil for bytes that are no table.
  package init?(bytes: [UInt8]) { self.init(.bytes(bytes)) }

  private init?(_ storage: Storage) {
    self.storage = storage
    let header: (reports: Int, terms: Int, day: Int32, lists: Int, count: Int)? = WorldEventTable.open(storage) { raw in
      guard raw.count >= 20, WorldEventTable.word(raw, 0) == WorldEventTable.magic else { return nil }
      return (
        Int(WorldEventTable.word(raw, 4)), Int(WorldEventTable.word(raw, 8)),
        Int32(bitPattern: WorldEventTable.word(raw, 12)), Int(WorldEventTable.word(raw, 16)), raw.count
      )
    }
    guard let header, header.reports < 1 << 24, header.terms < 1 << 24, header.reports > 0 else { return nil }
    reports = header.reports
    terms = header.terms
    firstDay = Day(number: header.day)
    offsets = 20 + terms * 4
    days = offsets + (terms + 1) * 4
    totals = days + reports * 2
    weights = totals + reports
    lists = weights + terms
    guard header.count == lists + header.lists else { return nil }
  }

  private static func open<T>(_ storage: Storage, _ body: (UnsafeRawBufferPointer) -> T) -> T {
    switch storage {
    case .embedded:
      let file = chronograph_embedded_world_events()
      return body(UnsafeRawBufferPointer(start: file.bytes, count: file.length))
    case .bytes(let bytes): return bytes.withUnsafeBytes(body)
    }
  }

  private static func word(_ raw: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// Reads the table for the time of a call.
  func read<T>(_ body: (Reader) -> T) -> T {
    WorldEventTable.open(storage) { body(Reader(table: self, raw: $0)) }
  }

  /// The open table.
  struct Reader {
    fileprivate let table: WorldEventTable
    fileprivate let raw: UnsafeRawBufferPointer

    /// The number of a hash, if some report has it.
    func term(_ hash: UInt32) -> Int? {
      var low = 0
      var high = table.terms
      while low < high {
        let middle = (low + high) / 2
        if WorldEventTable.word(raw, 20 + middle * 4) < hash { low = middle + 1 } else { high = middle }
      }
      return low < table.terms && WorldEventTable.word(raw, 20 + low * 4) == hash ? low : nil
    }

    /// Inverse frequency in nats, and whether the term is a name or number.
    func weight(_ term: Int) -> (nats: Float, isName: Bool) {
      let byte = raw[table.weights + term]
      return (Float(byte & 0x7f) / Float(WorldEventTable.weightSteps), byte & 0x80 != 0)
    }

    func day(_ report: Int) -> Int {
      Int(UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: table.days + report * 2, as: UInt16.self)))
    }

    /// How many reports there are; they are in the order of their days.
    var count: Int { table.reports }
    var firstDay: Day { table.firstDay }

    /// The number of the first report of a day or later.
    func firstReport(from day: Day) -> Int {
      let wanted = Int(day - table.firstDay)
      var low = 0
      var high = table.reports
      while low < high {
        let middle = (low + high) / 2
        if self.day(middle) < wanted { low = middle + 1 } else { high = middle }
      }
      return low
    }

    /// The sum of the weights of a report's terms, in nats.
    func total(_ report: Int) -> Float { Float(raw[table.totals + report]) }

    /// Calls `body` with each report that has a term.
    func reports(of term: Int, _ body: (Int) -> Void) {
      let count = raw.count - table.lists
      var position = Int(WorldEventTable.word(raw, table.offsets + term * 4))
      let end = min(Int(WorldEventTable.word(raw, table.offsets + term * 4 + 4)), count)
      var report = -1
      while position < end {
        var value = 0
        var shift = 0
        while position < end {
          let byte = raw[table.lists + position]
          position += 1
          value |= Int(byte & 0x7f) << shift
          shift += 7
          if byte < 0x80 || shift > 28 { break }
        }
        report += value + 1
        guard report < table.reports else { return }
        body(report)
      }
    }
  }
}
