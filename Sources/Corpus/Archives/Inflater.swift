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
  /// - Parameter limit: most bytes of the result.
  /// - Throws: `ReadFailure` with code `damaged` for broken data, `too-large` beyond the limit.
  static func inflate(_ bytes: ArraySlice<UInt8>, _ wrapping: Wrapping, limit: Int) throws(ReadFailure) -> [UInt8] {
    guard bytes.count < Int(Int32.max) else { throw tooLarge(limit) }
    var result: [UInt8] = []
    var consumed = 0
    repeat {
      let rest = bytes[(bytes.startIndex + consumed)...]
      let used = try member(rest, wrapping, limit: limit, into: &result)
      consumed += used
      // Behind the last member only padding may follow; gzip itself passes it over.
      if wrapping == .none || !bytes[(bytes.startIndex + consumed)...].starts(with: [0x1f, 0x8b]) { break }
    } while consumed < bytes.count
    return result
  }

  private static func tooLarge(_ limit: Int) -> ReadFailure {
    ReadFailure(code: "too-large", message: "it unpacks to more than \(limit) bytes")
  }

  /// Unpacks one member onto the end of `result`; gives the bytes that it took.
  private static func member(
    _ bytes: ArraySlice<UInt8>, _ wrapping: Wrapping, limit: Int, into result: inout [UInt8]
  ) throws(ReadFailure) -> Int {
    var stream = z_stream()
    guard chronograph_inflate_init(&stream, wrapping.windowBits) == Z_OK else {
      throw ReadFailure(code: "damaged", message: "zlib could not start")
    }
    defer { inflateEnd(&stream) }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var input = Array(bytes)
    let total = input.count
    var failure: ReadFailure?
    var isDone = false
    input.withUnsafeMutableBufferPointer { source in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(total)
      while !isDone, failure == nil {
        let status = chunk.withUnsafeMutableBufferPointer { target in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          return CZlib.inflate(&stream, Z_NO_FLUSH)
        }
        let produced = chunk.count - Int(stream.avail_out)
        if result.count + produced > limit {
          failure = tooLarge(limit)
          break
        }
        result.append(contentsOf: chunk[..<produced])
        if status == Z_STREAM_END {
          isDone = true
        } else if status != Z_OK || produced == 0 && stream.avail_in == 0 {
          failure = ReadFailure(code: "damaged", message: "the packed data are broken or cut off")
        }
      }
    }
    if let failure { throw failure }
    return total - Int(stream.avail_in)
  }

  /// CRC-32 as ZIP and gzip use it.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      UInt32(truncatingIfNeeded: crc32_z(0, buffer.baseAddress, buffer.count))
    }
  }
}
