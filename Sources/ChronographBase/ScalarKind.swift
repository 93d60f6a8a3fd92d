// The ground floor: what every room may need and no room owns. It knows nothing of news, dates or graphs.
//
// One table of characters that a reader cannot see; each output takes from it what its profile says.

/// What a Unicode scalar does to a reader.
public enum ScalarKind: Sendable, Hashable {
  /// It is seen, or shapes what is seen.
  case visible
  /// Line feed, carriage return, next line, line and paragraph separator.
  case lineBreak
  case tab
  /// A space that does not break: U+00A0 and U+202F.
  case fixedSpace
  /// Zero-width joiner and non-joiner: they shape letters of some scripts, and are seen by nobody elsewhere.
  case joiner
  /// It hides, turns or splits text: zero-width space and no-break space, soft hyphen, directional controls, invisible
  /// operators, annotation marks, tags.
  case hidden
  /// C0 and C1 controls, which XML 1.0 forbids or discourages and terminals obey.
  case control
  /// Noncharacters, which no text may hold.
  case noncharacter

  /// The kind of a scalar, by the Unicode code charts (general categories Cc, Cf, Zl, Zp, noncharacters).
  public init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20...0x7e: self = .visible
    case 0x09: self = .tab
    case 0x0a, 0x0d, 0x85, 0x2028, 0x2029: self = .lineBreak
    case 0..<0x20, 0x7f...0x9f: self = .control
    case 0xa0, 0x202f: self = .fixedSpace
    case 0x200c, 0x200d: self = .joiner
    case 0xad, 0x61c, 0x180e, 0x200b, 0x200e, 0x200f, 0x202a...0x202e, 0x2060...0x206f, 0xfeff, 0xfff9...0xfffb,
      0xe0000...0xe0fff:
      self = .hidden
    case 0xfdd0...0xfdef: self = .noncharacter
    case let value: self = value & 0xfffe == 0xfffe ? .noncharacter : .visible
    }
  }

  /// Whether a UTF-8 byte may begin a scalar of another kind than ``visible``: a text without one needs no cleaning.
  ///
  /// The lead bytes of the table above: C2 (C1 controls, U+00A0, U+00AD), D8 (U+061C), E1 (U+180E), E2 (U+20xx),
  /// EF (U+FDD0 and above), F0 to F4 (tags and noncharacters).
  @inlinable public static func mayBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x7f, 0xc2, 0xd8, 0xe1, 0xe2, 0xef, 0xf0...0xf4: true
    default: false
    }
  }
}

/// Characters that stand inside words without being a part of them.
public enum WordSplitter {
  /// The length in bytes of a soft hyphen (U+00AD) or word joiner (U+2060) at an offset of UTF-8 bytes; 0 for any other.
  @inlinable public static func length<Bytes: RandomAccessCollection>(_ bytes: Bytes, at offset: Int) -> Int
  where Bytes.Element == UInt8, Bytes.Index == Int {
    switch bytes[offset] {
    case 0xc2: offset + 1 < bytes.endIndex && bytes[offset + 1] == 0xad ? 2 : 0
    case 0xe2:
      offset + 2 < bytes.endIndex && bytes[offset + 1] == 0x81 && bytes[offset + 2] == 0xa0 ? 3 : 0
    default: 0
    }
  }
}

/// How a kind of output treats what a reader cannot see.
public enum TextProfile: Sendable, Hashable {
  /// Pages: breaks and tabs are spaces, as a browser shows them.
  case page
  /// One line of a record, cell or calendar: every run of white space is one space, none at the ends.
  case line
  /// Drawings: breaks are line feeds, other spaces are plain ones.
  case label
  /// Terminals: whatever is not seen is written out as `\u{…}`.
  case terminal
}

extension String {
  /// This text without what its readers cannot see.
  ///
  /// Works on scalars; a text of plain bytes is returned as it is. No profile lets a control character, a directional
  /// control, a zero-width space or a noncharacter pass.
  public func cleaned(for profile: TextProfile) -> String {
    if profile != .line, !utf8.contains(where: ScalarKind.mayBegin) { return self }
    var kept = String.UnicodeScalarView()
    var pendingSpace = false
    var afterReturn = false
    for scalar in unicodeScalars {
      let kind = ScalarKind(scalar)
      let isSecondOfPair = afterReturn && scalar.value == 0x0a
      afterReturn = scalar.value == 0x0d
      switch (profile, kind) {
      case (.line, .lineBreak), (.line, .tab): pendingSpace = !kept.isEmpty
      case (.line, .visible) where scalar == " ": pendingSpace = !kept.isEmpty
      case (.label, .lineBreak):
        if !isSecondOfPair { kept.append("\n") }
      case (.terminal, .lineBreak) where scalar.value == 0x0a, (.terminal, .tab): kept.append(" ")
      case (.terminal, .visible), (.terminal, .fixedSpace): kept.append(scalar)
      case (.terminal, _):
        kept.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      case (.page, .lineBreak), (.page, .tab), (.label, .tab), (.label, .fixedSpace): kept.append(" ")
      case (_, .visible), (_, .fixedSpace), (_, .joiner):
        if pendingSpace { kept.append(" ") }
        pendingSpace = false
        kept.append(scalar)
      case (_, .hidden), (_, .control), (_, .noncharacter): continue
      case (_, .lineBreak), (_, .tab): continue
      }
    }
    return String(kept)
  }
}
