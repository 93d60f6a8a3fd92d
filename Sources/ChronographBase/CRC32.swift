// The check sum of records: the CRC-32 of gzip and PNG (ISO 3309, polynomial 0xEDB88320 reflected), which every language
// has at hand, so that a script can check a part as well.

/// CRC-32 of a growing run of bytes.
public struct CRC32: Sendable {
  private var state: UInt32 = 0xffff_ffff

  public init() {}

  public var value: UInt32 { ~state }

  /// Adds bytes, eight at a time ("slicing by eight", Kounavis and Berry 2005).
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var crc = state
    var index = 0
    Self.tables.withUnsafeBufferPointer { table in
      while index + 8 <= bytes.count {
        let low = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)) ^ crc
        let high = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index + 4, as: UInt32.self))
        let first = table[0x700 + Int(low & 0xff)] ^ table[0x600 + Int(low >> 8 & 0xff)]
        let second = table[0x500 + Int(low >> 16 & 0xff)] ^ table[0x400 + Int(low >> 24)]
        let third = table[0x300 + Int(high & 0xff)] ^ table[0x200 + Int(high >> 8 & 0xff)]
        let fourth = table[0x100 + Int(high >> 16 & 0xff)] ^ table[Int(high >> 24)]
        crc = first ^ second ^ third ^ fourth
        index += 8
      }
      while index < bytes.count {
        crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[index])) & 0xff)]
        index += 1
      }
    }
    state = crc
  }

  public mutating func add(_ bytes: some Collection<UInt8>) {
    if bytes.withContiguousStorageIfAvailable({ add(UnsafeRawBufferPointer($0)) }) == nil {
      Array(bytes).withUnsafeBytes { add($0) }
    }
  }

  /// The check sum of some bytes.
  public static func sum(_ bytes: some Collection<UInt8>) -> UInt32 {
    var crc = CRC32()
    crc.add(bytes)
    return crc.value
  }

  /// Eight tables of 256 rows: table k advances a byte over k further zero bytes.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 2048)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xedb8_8320 }
      tables[byte] = crc
    }
    for index in 256..<2048 {
      let before = tables[index - 256]
      tables[index] = before >> 8 ^ tables[Int(before & 0xff)]
    }
    return tables
  }()
}
