// What a YAML file may not hold, found before a node of it is made: a file of one kilobyte can name itself into a
// billion nodes with aliases, so that anchors and aliases are refused by a scan of the text alone.

/// Finds the first anchor or alias of a YAML text.
///
/// The scan knows as much of YAML as it needs: quotes, comments, block texts and the places where a value may begin
/// (YAML 1.2.2, chapters 6 to 8). A line of a plain text over several lines that begins with `*` or `&` counts as
/// one too.
struct YAMLGuard {
  /// Largest YAML file that is read, in bytes.
  static let fileLimit = 8 << 20
  /// Most values of one file.
  static let valueLimit = 1 << 20

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  /// Nesting of `[` and `{`.
  private var flow = 0
  /// Whether a value may begin here.
  private var atValue = true
  /// Columns of blanks before the line's first word that is no `-` or `?`.
  private var indent = 0
  private var lineStart = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The line, from 1, of the first anchor or alias; nil when there is none.
  static func alias(in text: String) -> Int? {
    var scan = YAMLGuard(text)
    return scan.run()
  }

  private mutating func run() -> Int? {
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x0a:
        newLine()
      case 0x20, 0x09, 0x0d:
        index += 1
      case UInt8(ascii: "#") where isAfterBlank:
        skipLine()
      case UInt8(ascii: "\"") where atValue, UInt8(ascii: "'") where atValue:
        if isFirstWord { indent = column }
        skipQuoted(byte)
        atValue = false
      case UInt8(ascii: "&") where atValue && !isBlank(index + 1),
        UInt8(ascii: "*") where atValue && !isBlank(index + 1):
        return line
      case UInt8(ascii: "!") where atValue:
        // In a flow a comma ends a tag.
        while !isBlank(index), flow == 0 || bytes[index] != UInt8(ascii: ",") { index += 1 }
      case UInt8(ascii: "|") where atValue && flow == 0, UInt8(ascii: ">") where atValue && flow == 0:
        skipBlock()
      case UInt8(ascii: "-") where atValue && isBlank(index + 1), UInt8(ascii: "?") where atValue && isBlank(index + 1):
        if isFirstWord { indent = column }
        index += 1
      case UInt8(ascii: "[") where atValue || flow > 0, UInt8(ascii: "{") where atValue || flow > 0:
        flow += 1
        atValue = true
        index += 1
      case UInt8(ascii: "]") where flow > 0, UInt8(ascii: "}") where flow > 0:
        flow -= 1
        atValue = false
        index += 1
      case UInt8(ascii: ",") where flow > 0:
        atValue = true
        index += 1
      case UInt8(ascii: ":") where flow > 0 || isBlank(index + 1):
        atValue = true
        index += 1
      default:
        if isFirstWord { indent = column }
        atValue = false
        index += 1
      }
    }
    return nil
  }

  private var column: Int { index - lineStart }

  /// Whether only blanks and signs of a list stand before this place in its line.
  private var isFirstWord: Bool {
    var before = index - 1
    while before >= lineStart {
      guard [0x20, 0x09, 0x2d, 0x3f].contains(bytes[before]) else { return false }
      before -= 1
      // The word's place is near its line's beginning; a long run of signs needs no exact answer.
      if index - before > 256 { return false }
    }
    return true
  }

  private var isAfterBlank: Bool { index == 0 || [0x20, 0x09, 0x0a, 0x0d].contains(bytes[index - 1]) }

  private func isBlank(_ place: Int) -> Bool {
    place >= bytes.count || [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place])
  }

  private mutating func newLine() {
    index += 1
    line += 1
    lineStart = index
    atValue = true
  }

  private mutating func skipLine() {
    while index < bytes.count, bytes[index] != 0x0a { index += 1 }
  }

  private mutating func skipQuoted(_ quote: UInt8) {
    index += 1
    while index < bytes.count {
      if bytes[index] == quote {
        // A doubled single quote stands for one.
        guard quote == 0x27, index + 1 < bytes.count, bytes[index + 1] == quote else { break }
        index += 1
      } else if bytes[index] == 0x5c, quote == 0x22 {
        index += 1
      }
      if index < bytes.count, bytes[index] == 0x0a {
        line += 1
        lineStart = index + 1
      }
      index += 1
    }
    index += 1
  }

  /// Passes over a block text: the lines after its sign that are blank or stand deeper than the line that holds it.
  private mutating func skipBlock() {
    let depth = indent
    skipLine()
    while index < bytes.count {
      newLine()
      var end = index
      while end < bytes.count, bytes[end] == 0x20 { end += 1 }
      guard isBlank(end) || end - index > depth else { return }
      skipLine()
    }
  }
}
