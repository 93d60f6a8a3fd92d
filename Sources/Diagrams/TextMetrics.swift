// Widths of text in Arial, Helvetica and Liberation Sans, which share their metrics, so that boxes fit everywhere
// without asking a font. Source of the numbers: Adobe's font metrics files for Helvetica and Helvetica-Bold.

/// Measures and wraps text.
enum TextMetrics {
  /// Widths of U+0020 to U+007E in thousandths of the font size.
  private static let regular: [Int] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
  ]
  private static let bold: [Int] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
  ]

  /// Width of a text in points.
  static func width(_ text: String, size: Double, bold isBold: Bool = false) -> Double {
    var thousandths = 0
    for scalar in text.unicodeScalars { thousandths += width(scalar, isBold) }
    return Double(thousandths) * size / 1000
  }

  /// Width that Graphviz gives a text without fonts: plain type, and every byte of UTF-8 counted as a character of
  /// Latin-1. Source: `estimate_textspan_size` of libgvc.
  static func layoutWidth(_ text: String, size: Double) -> Double {
    var thousandths = 0
    for byte in text.utf8 { thousandths += layoutWidth(byte) }
    return Double(thousandths) * size / 1000
  }

  /// Widths of Latin-1 from U+00A0 in the same font.
  private static let latin: [Int] = [
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 552, 400, 549, 333, 333, 333, 576, 537,
    278, 333, 333, 365, 556, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278,
    278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611, 556, 556, 556, 556, 556,
    556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278, 556, 556, 556, 556, 556, 556, 556, 549, 611, 556, 556, 556,
    556, 500, 556, 500,
  ]

  private static func layoutWidth(_ byte: UInt8) -> Int {
    switch byte {
    case 0x20...0x7e: regular[Int(byte) - 0x20]
    case 0xa0...0xff: latin[Int(byte) - 0xa0]
    default: 0
    }
  }

  /// What a character needs both in a reader's font and in Graphviz's count, so that no box grows.
  private static func width(_ scalar: Unicode.Scalar, _ isBold: Bool) -> Int {
    if scalar.isASCII { return inkWidth(scalar, isBold) }
    var counted = 0
    for byte in String(scalar).utf8 { counted += layoutWidth(byte) }
    return max(counted, inkWidth(scalar, isBold))
  }

  private static func inkWidth(_ scalar: Unicode.Scalar, _ isBold: Bool) -> Int {
    switch scalar.value {
    case 0x20...0x7e: (isBold ? bold : regular)[Int(scalar.value) - 0x20]
    case 0x0...0x1f, 0x7f...0x9f: 0
    case 0xa0: 278
    case 0x300...0x36f, 0x200c...0x200d, 0xfe00...0xfe0f: 0
    case 0xa1...0x24f: isBold ? 640 : 600
    case 0x2018, 0x2019: isBold ? 278 : 222
    case 0x201c, 0x201d: isBold ? 500 : 333
    case 0x2013: 556
    case 0x2014, 0x2026: 1000
    case 0x250...0x52f: isBold ? 720 : 680
    case 0x530...0x10ff, 0x1200...0x1fff: 800
    default: 1050
    }
  }

  /// Breaks a text into lines that fit, between words where possible; what does not fit ends in an ellipsis.
  ///
  /// - Parameters:
  ///   - width: points.
  ///   - limit: lines at most, one at least.
  static func wrap(_ text: String, width limitWidth: Double, size: Double, bold: Bool = false, limit: Int) -> [String] {
    func measure(_ text: String) -> Double { TextMetrics.width(text, size: size, bold: bold) }
    // A text far longer than the lines can hold is cut first, so that the work stays small.
    let words = text.unicodeScalars.prefix(1_200).split { $0 == " " || $0 == "\n" || $0 == "\t" }.map(String.init)
    var lines: [String] = []
    var line = ""
    var isCut = text.unicodeScalars.count > 1_200
    var pending = Array(words.reversed())
    while let word = pending.popLast() {
      let longer = line.isEmpty ? word : line + " " + word
      if measure(longer) <= limitWidth {
        line = longer
        continue
      }
      if line.isEmpty {
        // A word wider than the line is broken inside.
        let head = prefix(of: word, width: limitWidth, size: size, bold: bold)
        let rest = String(word.dropFirst(head.count))
        line = head
        if !rest.isEmpty { pending.append(rest) }
      } else {
        pending.append(word)
      }
      if lines.count + 1 == max(1, limit) {
        isCut = isCut || !pending.isEmpty
        break
      }
      if !pending.isEmpty {
        lines.append(line)
        line = ""
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    if isCut, let last = lines.last {
      lines[lines.count - 1] = fitted(last + "…", width: limitWidth, size: size, bold: bold)
    }
    return lines
  }

  /// The text if it fits, else its beginning with an ellipsis.
  static func fitted(_ text: String, width limitWidth: Double, size: Double, bold: Bool = false) -> String {
    if width(text, size: size, bold: bold) <= limitWidth { return text }
    var head = prefix(
      of: text, width: limitWidth - width("…", size: size, bold: bold), size: size, bold: bold)
    while head.last == " " || head.last == "…" { head.removeLast() }
    return head + "…"
  }

  /// The longest beginning that fits, at least one character.
  private static func prefix(of text: String, width limitWidth: Double, size: Double, bold: Bool) -> String {
    var used = 0.0
    var head = ""
    for character in text {
      used += width(String(character), size: size, bold: bold)
      if used > limitWidth, !head.isEmpty { break }
      head.append(character)
    }
    return head
  }
}
