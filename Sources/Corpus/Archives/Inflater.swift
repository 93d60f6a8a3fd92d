// Unpacking through zlib, with a bound on what comes out.

import CZlib

enum Inflater {
  enum Wrapping {
    /// Bare DEFLATE, as inside ZIP.
    case none
    /// One gzip member or several, one after the other (RFC 1952).
    case gzip

    var windowBits: Int32 { self == .none ? -15 : 31 }
  }

  /// Unpacks bytes.
  ///
  /// - Parameters:
  ///   - limit: most bytes of the result.
  ///   - budget: what comes out counts there, also where unpacking fails in the end.
  /// - Throws: `ReadFailure` with code `damaged` for broken data, `too-large` beyond the limit.
  static func inflate(
    _ bytes: ArraySlice<UInt8>, _ wrapping: Wrapping, limit: Int, budget: ExpansionBudget? = nil
  ) throws(ReadFailure) -> [UInt8] {
    guard bytes.count < Int(Int32.max) else { throw tooLarge(limit) }
    var stream = z_stream()
    guard chronograph_inflate_init(&stream, wrapping.windowBits) == Z_OK else {
      throw ReadFailure(code: "damaged", message: "zlib could not start")
    }
    defer { inflateEnd(&stream) }
    var result: [UInt8] = []
    let failure = bytes.withUnsafeBufferPointer { source in
      unpack(source, wrapping, limit: limit, &stream, into: &result)
    }
    budget?.take(result.count)
    if let failure { throw failure }
    return result
  }

  private static func tooLarge(_ limit: Int) -> ReadFailure {
    ReadFailure(code: "too-large", message: "it unpacks to more than \(limit) bytes")
  }

  /// Unpacks one member after the other from one buffer into another; gives what went wrong.
  private static func unpack(
    _ source: UnsafeBufferPointer<UInt8>, _ wrapping: Wrapping, limit: Int, _ stream: inout z_stream,
    into result: inout [UInt8]
  ) -> ReadFailure? {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    // zlib reads through this pointer only; its type is older than `const`.
    stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
    stream.avail_in = UInt32(source.count)
    while true {
      let status = chunk.withUnsafeMutableBufferPointer { target in
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        return CZlib.inflate(&stream, Z_NO_FLUSH)
      }
      let produced = chunk.count - Int(stream.avail_out)
      guard produced <= limit - result.count else { return tooLarge(limit) }
      result.append(contentsOf: chunk[..<produced])
      if status == Z_STREAM_END {
        // Behind the last member only padding may follow; gzip itself passes it over.
        let consumed = source.count - Int(stream.avail_in)
        guard wrapping == .gzip, source[consumed...].starts(with: [0x1f, 0x8b]), inflateReset(&stream) == Z_OK else {
          return nil
        }
      } else if status != Z_OK || produced == 0 && stream.avail_in == 0 {
        return ReadFailure(code: "damaged", message: "the packed data are broken or cut off")
      }
    }
  }
}
