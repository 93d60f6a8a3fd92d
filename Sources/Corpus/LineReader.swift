// Lines of a stream in bounded memory.

/// Reads a descriptor line by line; only `\n` ends a line.
final class LineReader {
  enum Line {
    case bytes([UInt8])
    /// A line longer than the limit; its bytes were passed over.
    case tooLong
  }

  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private let limit: Int
  private var buffer: [UInt8]
  private var position = 0
  private var atEnd = false
  /// Number of the line last returned, from 1.
  private(set) var number = 0

  init(descriptor: Int32, ownsDescriptor: Bool, limit: Int) {
    self.descriptor = descriptor
    self.ownsDescriptor = ownsDescriptor
    self.limit = limit
    buffer = []
  }

  /// Lines of bytes already read.
  init(bytes: [UInt8], limit: Int) {
    descriptor = -1
    ownsDescriptor = false
    self.limit = limit
    buffer = bytes
    atEnd = true
  }

  /// Part of the bytes that is read, from 0 to 1; nil for what is no file.
  var share: Double? {
    if descriptor < 0 { return buffer.isEmpty ? nil : Double(position) / Double(buffer.count) }
    guard let place = FileSystem.place(descriptor), place.size > 0 else { return nil }
    return Double(place.offset - (buffer.count - position)) / Double(place.size)
  }

  deinit { if ownsDescriptor { FileSystem.close(descriptor) } }

  /// The bytes at the start of the stream, without consuming them.
  func peek(_ count: Int) throws(ReadFailure) -> ArraySlice<UInt8> {
    while !atEnd, buffer.count - position < count { try fill() }
    return buffer[position..<min(buffer.count, position + count)]
  }

  private func fill() throws(ReadFailure) {
    if position > 0 {
      buffer.removeSubrange(0..<position)
      position = 0
    }
    if try FileSystem.read(descriptor, into: &buffer, count: 1 << 18) == 0 { atEnd = true }
  }

  /// The next line without its end, or nil.
  func next() throws(ReadFailure) -> Line? {
    var searched = 0
    var skipping = false
    while true {
      if let end = newline(from: position + searched) {
        let line = buffer[position..<end]
        position = end + 1
        number += 1
        return skipping || line.count > limit ? .tooLong : .bytes(Array(line))
      }
      if atEnd {
        let line = buffer[position...]
        position = buffer.count
        guard !line.isEmpty || skipping else { return nil }
        number += 1
        return skipping || line.count > limit ? .tooLong : .bytes(Array(line))
      }
      searched = buffer.count - position
      if searched > limit {
        skipping = true
        position = buffer.count
        searched = 0
      }
      try fill()
    }
  }

  private func newline(from start: Int) -> Int? {
    buffer.withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count {
        if bytes[index] == 0x0a { return index }
        index += 1
      }
      return nil
    }
  }
}
