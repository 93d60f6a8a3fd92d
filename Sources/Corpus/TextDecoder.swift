// Bytes of unknown encoding to clean UTF-8.

/// Text as later rooms see it.
struct DecodedText {
  var bytes: [UInt8]
  var notes: [InputNote] = []
}

enum TextDecoder {
  /// Decodes by byte order mark, then by the declared encoding, then by what the bytes look like.
  ///
  /// - Parameter declared: the encoding label of a page, nil for plain text.
  /// - Throws: `ReadFailure` with code `binary` or `unknown-encoding`.
  static func decode(_ bytes: [UInt8], declared: String? = nil) throws(ReadFailure) -> DecodedText {
    if let kind = FileSignature.name(of: bytes) {
      throw ReadFailure(code: "binary", message: "not a text but \(kind)")
    }
    if bytes.starts(with: [0xff, 0xfe, 0, 0]) { return utf32(bytes.dropFirst(4), bigEndian: false) }
    if bytes.starts(with: [0, 0, 0xfe, 0xff]) { return utf32(bytes.dropFirst(4), bigEndian: true) }
    if bytes.starts(with: [0xff, 0xfe]) { return utf16(bytes.dropFirst(2), bigEndian: false) }
    if bytes.starts(with: [0xfe, 0xff]) { return utf16(bytes.dropFirst(2), bigEndian: true) }
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return try utf8(Array(bytes.dropFirst(3)), mayBeLatin: false) }
    if let bigEndian = looksLikeUTF16(bytes) { return utf16(bytes[...], bigEndian: bigEndian) }
    if let declared, let charset = Charset(label: declared) {
      let census = UTF8Census(bytes)
      if census.invalid == 0 {
        var text = try utf8(bytes, mayBeLatin: false)
        if census.sequences > 0 && charset != .utf8 {
          text.notes.append(
            InputNote(code: "charset", message: "the page says \(charset.name) but its bytes are UTF-8"))
        }
        return text
      }
      if charset != .utf8, let text = charset.decode(bytes) { return sanitised(text, notes: []) }
    }
    return try utf8(bytes, mayBeLatin: true)
  }

  /// UTF-8, repaired where broken; Windows-1252 when the high bytes look like that.
  private static func utf8(_ bytes: [UInt8], mayBeLatin: Bool) throws(ReadFailure) -> DecodedText {
    let census = UTF8Census(bytes)
    let controls = census.controls
    // A text may hold stray control characters; machine data is full of them.
    if controls > 64 || controls * 2 > bytes.count,
      census.invalid > 0 ? controls * 50 > bytes.count : controls * 4 > bytes.count
    {
      throw ReadFailure(code: "binary", message: "not a text: \(controls) of \(bytes.count) bytes are control bytes")
    }
    if census.invalid == 0 { return sanitised(bytes, notes: []) }
    if mayBeLatin, census.sequences <= census.invalid / 4 {
      let latin = LatinCensus(bytes)
      if latin.high * 10 > bytes.count * 3 {
        throw ReadFailure(code: "unknown-encoding", message: "neither UTF-8 nor UTF-16 nor Windows-1252")
      }
      if latin.plausible * 5 >= latin.high * 4, census.invalid > 1 || !census.endsInSequence {
        let note = InputNote(code: "decoded-as-windows-1252", message: "not UTF-8; read as Windows-1252")
        return sanitised(Charset.windows1252(bytes), notes: [note])
      }
    }
    if census.invalid * 10 > bytes.count {
      throw ReadFailure(code: "binary", message: "not a text in any known encoding")
    }
    let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    let note = InputNote(
      code: "repaired-utf8", message: "\(census.invalid) invalid byte sequences were replaced by U+FFFD")
    return sanitised(text, notes: [note])
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> DecodedText {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    var notes = [InputNote(code: "decoded-as-utf-16", message: "read as UTF-16")]
    if bytes.count % 2 == 1 {
      notes.append(InputNote(code: "odd-length", message: "the last byte is half a character and was left out"))
    }
    return sanitised(Array(String(decoding: units, as: UTF16.self).utf8), notes: notes)
  }

  private static func utf32(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> DecodedText {
    var units: [UInt32] = []
    units.reserveCapacity(bytes.count / 4)
    var index = bytes.startIndex
    while index + 3 < bytes.endIndex {
      var unit: UInt32 = 0
      for offset in 0..<4 { unit = unit << 8 | UInt32(bytes[bigEndian ? index + offset : index + 3 - offset]) }
      units.append(unit)
      index += 4
    }
    let note = InputNote(code: "decoded-as-utf-32", message: "read as UTF-32")
    return sanitised(Array(String(decoding: units, as: UTF32.self).utf8), notes: [note])
  }

  /// Byte order of UTF-16 without a mark: Latin text has a zero in every second byte.
  private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool? {
    let sample = bytes.prefix(4096)
    guard sample.count >= 8 else { return nil }
    var zeros = [0, 0]
    for (index, byte) in sample.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    let half = sample.count / 2
    if zeros[1] * 10 > half * 7 && zeros[0] * 20 < half { return false }
    if zeros[0] * 10 > half * 7 && zeros[1] * 20 < half { return true }
    return nil
  }

  /// Replaces what no output may carry, byte for byte, so that offsets stay those of the decoded text.
  static func sanitised(_ bytes: [UInt8], notes: [InputNote]) -> DecodedText {
    var text = DecodedText(bytes: bytes, notes: notes)
    let replaced = text.bytes.withUnsafeMutableBufferPointer { TextSanitiser.clean($0) }
    if replaced > 0 {
      text.notes.append(
        InputNote(code: "control-characters", message: "\(replaced) control characters were replaced by blanks"))
    }
    return text
  }
}
