// Emoticons, addresses and hosts in a chunk, and what its bytes are.

extension ChunkCutter {
  func emoticonEnd(_ start: Int, _ end: Int) -> Int? {
    guard end - start >= 2, end - start <= 5 else { return nil }
    let first = bytes[start]
    guard first == 0x3a || first == 0x3b || first == 0x3d || first == 0x38 || first == 0x3c else { return nil }
    var j = start + 1
    if first == 0x3c { return bytes[j] == 0x33 ? j + 1 : nil }
    if first == 0x38, bytes[j] != 0x2d, bytes[j] != 0x29 { return nil }
    if bytes[j] == 0x2d || bytes[j] == 0x27, j + 1 < end { j += 1 }
    switch bytes[j] {
    case 0x29, 0x28, 0x44, 0x50, 0x70, 0x7c, 0x2f, 0x4f, 0x6f, 0x5d, 0x5b, 0x33, 0x2a:
      let face = j + 1
      return face == end || scanner.classify(face, end).kind != .letter ? face : nil
    default: return nil
    }
  }

  // MARK: Addresses

  /// The end of a web or mail address that begins here, without the punctuation that follows it.
  func addressEnd(_ i: Int, _ end: Int, chunkStart: Int) -> Int? {
    guard i == chunkStart || !isWordByte(i - 1, end), isWordByte(i, end) else { return nil }
    var last = end
    var sawScheme = false
    var sawAt = false
    var j = i
    while j < end {
      let byte = bytes[j]
      if byte == 0x3c || byte == 0x3e || byte == 0x22 { break }
      if byte == 0x3a, j + 2 < end, bytes[j + 1] == 0x2f, bytes[j + 2] == 0x2f { sawScheme = true }
      if byte == 0x40, j > i, j + 3 < end, isWordByte(j + 1, end) { sawAt = true }
      if !sawScheme, byte == 0x28 || byte == 0x29 || byte == 0x2c || byte == 0x3b || byte == 0x5d { break }
      j += 1
    }
    last = j
    let isWeb = sawScheme || hasPrefix(i, end, "www.") || hasPrefix(i, end, "WWW.") || hasPrefix(i, end, "mailto:")
    guard isWeb || sawAt || isHost(i, last) else { return nil }
    while last > i + 1, isAddressTail(bytes[last - 1]) { last -= 1 }
    return last
  }

  func isAddressTail(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2e, 0x2c, 0x21, 0x3f, 0x3a, 0x3b, 0x27, 0x29, 0x5d: true
    default: false
    }
  }

  /// `example.com`, `notes.doc`: a final part that is a known top-level domain or file type.
  func isHost(_ i: Int, _ end: Int) -> Bool {
    var last = end
    while last > i, isAddressTail(bytes[last - 1]) { last -= 1 }
    var slash = i
    while slash < last, bytes[slash] != 0x2f { slash += 1 }
    var dot = slash
    while dot > i, bytes[dot - 1] != 0x2e { dot -= 1 }
    guard dot > i + 1 else { return false }
    for k in i..<dot where !(isWordByte(k, end) || bytes[k] == 0x2e || bytes[k] == 0x2d) { return false }
    return lexicon.has(.host, bytes, dot, slash)
  }

  // MARK: Words

  func isDigit(_ i: Int) -> Bool { i >= 0 && i < bytes.count && bytes[i] &- 0x30 < 10 }
  func isUpper(_ i: Int) -> Bool { bytes[i] &- 0x41 < 26 }
  func isLetterByte(_ i: Int) -> Bool { (bytes[i] | 0x20) &- 0x61 < 26 || bytes[i] >= 0x80 }

  func isWordByte(_ i: Int, _ end: Int) -> Bool {
    let kind = scanner.classify(i, max(end, i + 1)).kind
    return kind == .letter || kind == .digit
  }

  func isNumeric(_ start: Int, _ end: Int) -> Bool {
    for k in start..<end where !isDigit(k) && bytes[k] != 0x2e && bytes[k] != 0x2c && bytes[k] != 0x2f { return false }
    return end > start
  }

  func numberEnd(_ i: Int, _ end: Int) -> Int {
    var j = i
    while j < end, isDigit(j) || bytes[j] == 0x2e && isDigit(j + 1) { j += 1 }
    return j
  }

  func alphanumericEnd(_ i: Int, _ end: Int) -> Int {
    var j = i
    while j < end, isWordByte(j, end) || bytes[j] == 0x5f { j += scanner.classify(j, end).length }
    return j
  }

  func hasPrefix(_ i: Int, _ end: Int, _ prefix: StaticString) -> Bool {
    guard i + prefix.utf8CodeUnitCount < end else { return false }
    for k in 0..<prefix.utf8CodeUnitCount where bytes[i + k] != prefix.utf8Start[k] { return false }
    return true
  }
}
