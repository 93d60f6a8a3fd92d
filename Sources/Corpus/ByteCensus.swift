// Counts over bytes that tell encodings and binaries apart.

/// What a validation of UTF-8 finds (Unicode 15, table 3-7).
struct UTF8Census {
  /// Well-formed sequences of two bytes or more.
  var sequences = 0
  /// Ill-formed sequences.
  var invalid = 0
  /// Control bytes other than tab, line ends, form feed and escape.
  var controls = 0
  /// Whether the text stops inside a sequence.
  var endsInSequence = false

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { count($0) }
  }

  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte < 0x20 || byte == 0x7f, byte < 0x09 || byte > 0x0d, byte != 0x1b { controls += 1 }
        index += 1
        continue
      }
      let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      var low: UInt8 = 0x80
      var high: UInt8 = 0xbf
      switch byte {
      case 0xe0: low = 0xa0
      case 0xed: high = 0x9f
      case 0xf0: low = 0x90
      case 0xf4: high = 0x8f
      default: break
      }
      var good = byte >= 0xc2 && byte <= 0xf4
      var taken = 1
      while good, taken < length {
        guard index + taken < bytes.count else {
          endsInSequence = true
          good = false
          break
        }
        let next = bytes[index + taken]
        if next < low || next > high {
          good = false
        } else {
          taken += 1
        }
        low = 0x80
        high = 0xbf
      }
      if good { sequences += 1 } else { invalid += 1 }
      index += taken
    }
  }
}

/// How far the high bytes look like Windows-1252.
struct LatinCensus {
  var high = 0
  /// High bytes that are usual punctuation, or a letter beside an ASCII letter.
  var plausible = 0

  init(_ bytes: [UInt8]) {
    for (index, byte) in bytes.enumerated() where byte >= 0x80 {
      high += 1
      switch byte {
      case 0x80, 0x82, 0x84...0x87, 0x8b, 0x91...0x97, 0x99, 0x9b, 0xa0, 0xa3, 0xa7, 0xa9, 0xab, 0xad, 0xae, 0xb0,
        0xb7, 0xbb, 0xbd:
        plausible += 1
      case 0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f, 0xc0...0xff:
        let before = index > 0 && Self.isLetter(bytes[index - 1])
        let after = index + 1 < bytes.count && Self.isLetter(bytes[index + 1])
        if before || after { plausible += 1 }
      default: break
      }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a }
}

/// Kinds of files known by their first bytes.
enum FileSignature {
  private static let known: [(bytes: [UInt8], name: String)] = [
    (Array("%PDF-".utf8), "a PDF file"), ([0x7f, 0x45, 0x4c, 0x46], "a program"),
    ([0x89, 0x50, 0x4e, 0x47], "a PNG picture"), (Array("GIF8".utf8), "a GIF picture"),
    ([0xff, 0xd8, 0xff], "a JPEG picture"), ([0x50, 0x4b, 0x03, 0x04], "a ZIP archive or office file"),
    ([0x1f, 0x8b], "a gzip archive"), (Array("SQLite format 3".utf8), "an SQLite database"),
    (Array("BZh".utf8), "a bzip2 archive"), ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "an xz archive"),
    ([0x28, 0xb5, 0x2f, 0xfd], "a zstd archive"), ([0x37, 0x7a, 0xbc, 0xaf], "a 7z archive"),
    ([0xd0, 0xcf, 0x11, 0xe0], "an old office file"), (Array("{\\rtf".utf8), "an RTF file"),
    (Array("OggS".utf8), "an Ogg file"), (Array("ID3".utf8), "an MP3 file"), (Array("RIFF".utf8), "a RIFF file"),
  ]

  static func name(of bytes: some Collection<UInt8>) -> String? {
    known.first { bytes.starts(with: $0.bytes) }?.name
  }
}
