// Finds sentence ends among the tokens of one block: a linear classifier at every gap between tokens, trained on
// the sentence boundaries of the treebanks.

package struct SentenceSplitter: Sendable {
  /// No sentence is longer than this; longer runs are cut so that analysis stays linear in time.
  package static let longestSentence = 300
  package static let bits = 16

  private let weights: ConstantBuffer<Int16>
  private let bias: Int32

  package init(_ reader: inout ByteReader) throws {
    bias = try reader.read(Int32.self)
    let values = try reader.readArray(Int16.self)
    guard values.count == 1 << SentenceSplitter.bits else { throw ModelError("language model: splitter is damaged") }
    weights = ConstantBuffer(values)
  }

  /// Appends the end (exclusive token index) of every sentence of `tokens[range]`.
  ///
  /// - Parameter lexicon: holds the abbreviations behind which a name goes on.
  package func split(
    _ tokens: [RawToken], _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, _ lexicon: TokenLexicon,
    into ends: inout [Int]
  ) {
    guard !range.isEmpty else { return }
    var features = BoundaryFeatures(tokens, range, text)
    for i in range.dropLast() {
      features.advance(to: i, tokens, text)
      var score = bias
      var isEnd = false
      if features.isCandidate {
        features.forEach { score &+= Int32(weights.base[$0]) }
        isEnd =
          (score > 0 || features.beginsAfterPeriod) && !features.isDayOfMonth
          && !features.isPossessive
        if features.mayBeTitle, lexicon.has(.title, text, Int(tokens[i].start), Int(tokens[i].end)) {
          isEnd =
            lexicon.has(.opener, text, Int(tokens[i + 1].start), Int(tokens[i + 1].end))
            && !lexicon.has(.beforeTitle, text, Int(tokens[i].start), Int(tokens[i].end))
        }
      }
      if isEnd || features.length >= SentenceSplitter.longestSentence {
        ends.append(i + 1)
        features.startSentence()
      }
    }
    ends.append(range.upperBound)
  }
}

/// The features of the gap after a token; moves from left to right.
package struct BoundaryFeatures {
  /// What the splitter sees of one token.
  private struct View {
    var form: UInt64 = 0
    var shape: UInt64 = 0
    var isSpaced = true
    /// `a.m.`, `U.S.`: a period inside as well as at the end.
    var isAcronym = false
    /// Ends in a small `s`, as plural nouns do.
    var endsInS = false
    /// `'` or `’` alone.
    var isApostrophe = false
  }

  private let end: Int
  private let first: Int
  private var before = View()
  private var here = View()
  private var next = View()
  private var after = View()
  private var second = View()
  private var position: Int
  /// Tokens of the open sentence up to and including this one.
  package private(set) var length = 0
  private var openQuotes = 0
  private var openBrackets = 0

  package init(_ tokens: [RawToken], _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) {
    first = range.lowerBound
    end = range.upperBound
    position = range.lowerBound - 1
    next = BoundaryFeatures.view(tokens, range.lowerBound, end, text)
    after = BoundaryFeatures.view(tokens, range.lowerBound + 1, end, text)
    second = BoundaryFeatures.view(tokens, range.lowerBound + 2, end, text)
  }

  package mutating func startSentence() {
    length = 0
    openQuotes = 0
    openBrackets = 0
  }

  /// Moves to the gap after token `i`, one at a time.
  package mutating func advance(to i: Int, _ tokens: [RawToken], _ text: UnsafeBufferPointer<UInt8>) {
    before = here
    here = next
    next = after
    after = second
    second = BoundaryFeatures.view(tokens, i + 3, end, text)
    position = i
    length += 1
    switch here.shape {
    case BoundaryFeatures.quote: if !isPossessive { openQuotes ^= 1 }
    case BoundaryFeatures.open: openBrackets = min(2, openBrackets + 1)
    case BoundaryFeatures.close: openBrackets = max(0, openBrackets - 1)
    default: break
    }
  }

  /// Whether the gap can be a boundary at all; the rest is not scored. Inside chunks without a space only
  /// closing marks end sentences.
  package var isCandidate: Bool {
    here.isSpaced || here.shape >= BoundaryFeatures.period || next.shape >= BoundaryFeatures.period
  }

  /// Whether the gap lies between the full stop of a day and its month ("17. August").
  var isDayOfMonth: Bool {
    here.shape == BoundaryFeatures.period && before.shape == BoundaryFeatures.number && !before.isSpaced
      && BoundaryFeatures.months.contains(next.form)
  }

  /// Whether the apostrophe of a plural owner ends here: "her parents' Milwaukee shop".
  var isPossessive: Bool {
    here.isApostrophe && before.endsInS && !before.isSpaced
      && (openQuotes == 0 || next.shape != BoundaryFeatures.capitalised)
  }

  private static let months = Set(
    [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ].map { WordKey($0).value })

  /// Whether a capitalised function word follows an initial, an abbreviation with inner periods or "No.": "Plan B. Then",
  /// "No. He". Names do not go on with one; titles ("Mr.") are left to the classifier.
  package var beginsAfterPeriod: Bool {
    guard here.isSpaced, next.shape == BoundaryFeatures.capitalised, BoundaryFeatures.beginners.contains(next.form)
    else { return false }
    return here.shape == BoundaryFeatures.initial || here.isAcronym || here.form == BoundaryFeatures.no
  }

  /// Whether an abbreviation stands before a capitalised word that begins no sentence by itself: "Sgt. Roe".
  var mayBeTitle: Bool {
    here.shape == BoundaryFeatures.abbreviation && next.shape == BoundaryFeatures.capitalised
      && !BoundaryFeatures.beginners.contains(next.form)
  }

  private static let no = WordKey("no.").value
  /// Pronouns, articles and adverbs of order that begin sentences: closed classes.
  private static let beginners: Set<UInt64> = Set(
    "he she it they we you his her its their our this that these those the then there when after but"
      .split(separator: " ").map { WordKey(String($0)).value })

  private static let lower: UInt64 = 1
  private static let capitalised: UInt64 = 2
  private static let upper: UInt64 = 3
  private static let number: UInt64 = 4
  private static let abbreviation: UInt64 = 5
  private static let initial: UInt64 = 6
  private static let comma: UInt64 = 7
  private static let other: UInt64 = 8
  private static let period: UInt64 = 9
  private static let terminal: UInt64 = 10
  private static let quote: UInt64 = 11
  private static let open: UInt64 = 12
  private static let close: UInt64 = 13
  private static let colon: UInt64 = 14
  private static let dash: UInt64 = 15
  private static let symbol: UInt64 = 16
  private static let address: UInt64 = 17

  private static func view(
    _ tokens: [RawToken], _ i: Int, _ end: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> View {
    guard i < end else { return View(form: 1, shape: 0, isSpaced: true) }
    let token = tokens[i]
    let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[Int(token.start)..<Int(token.end)]))
    let isAcronym = bytes.count >= 4 && bytes[bytes.count - 1] == 0x2e && bytes[bytes.count - 3] == 0x2e
    let isApostrophe = bytes.count == 1 && bytes[0] == 0x27 || bytes.elementsEqual([0xe2, 0x80, 0x99])
    return View(
      form: WordKey(bytes: bytes).value, shape: shape(bytes), isSpaced: token.spaceAfter, isAcronym: isAcronym,
      endsInS: bytes.last == 0x73, isApostrophe: isApostrophe)
  }

  private static func shape(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard let byte = bytes.first, let last = bytes.last else { return other }
    switch byte {
    case 0x61...0x7a:
      if last == 0x2e { return abbreviation }
      return bytes.count > 4 && bytes.contains(0x2f) ? address : lower
    case 0x41...0x5a:
      if last == 0x2e { return bytes.count == 2 ? initial : abbreviation }
      return bytes.count > 1 && bytes[1] &- 0x41 < 26 ? upper : capitalised
    case 0x30...0x39: return last == 0x2e ? abbreviation : number
    case 0x2e: return period
    case 0x21, 0x3f: return terminal
    case 0x22, 0x27, 0x60: return bytes.count <= 2 ? quote : lower
    case 0x28, 0x5b, 0x7b: return open
    case 0x29, 0x5d, 0x7d: return close
    case 0x2c, 0x3b: return comma
    case 0x3a: return colon
    case 0x2d, 0x3d, 0x2a, 0x5f, 0x7e, 0x23: return dash
    case 0xe2:
      guard bytes.count == 3, bytes[1] == 0x80 else { return bytes.count == 3 ? symbol : lower }
      switch bytes[2] {
      case 0x98...0x9f: return quote
      case 0xa6: return period
      case 0x90...0x95: return dash
      default: return symbol
      }
    case 0xc3: return bytes.count > 1 && bytes[1] < 0x9f ? capitalised : lower
    default: return byte < 0x80 ? symbol : lower
    }
  }

  /// Calls `use` with the slot of each feature in the weight table.
  @inline(__always)
  package func forEach(_ use: (Int) -> Void) {
    @inline(__always) func feature(_ number: UInt64, _ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0) {
      var hash = (a ^ (number &* 0x9e37_79b9_7f4a_7c15)) &* 0xbf58_476d_1ce4_e5b9
      hash = (hash ^ hash >> 29 ^ b) &* 0x94d0_49bb_1331_11eb
      hash = (hash ^ hash >> 31 ^ c) &* 0xd6e8_feb8_6659_fd93
      use(Int(truncatingIfNeeded: hash >> 40) & ((1 << SentenceSplitter.bits) - 1))
    }
    let space: UInt64 = here.isSpaced ? 1 : 0
    let size: UInt64 = length < 3 ? UInt64(length) : length < 6 ? 3 : length < 12 ? 4 : length < 30 ? 5 : 6
    let rest = end - position
    let left: UInt64 = rest < 4 ? UInt64(max(0, rest)) : rest < 8 ? 4 : rest < 20 ? 5 : 6
    let state = UInt64(openQuotes) | UInt64(openBrackets) << 1
    let shapes = here.shape << 8 | next.shape
    feature(1, here.form, space)
    feature(2, here.form, next.shape)
    feature(3, next.form)
    feature(4, next.form, here.shape)
    feature(5, shapes, space)
    feature(6, shapes, after.shape)
    feature(7, shapes, before.shape, space)
    feature(8, here.form, next.form)
    feature(9, before.form, here.shape, next.shape)
    feature(10, shapes, size)
    feature(11, shapes, state)
    feature(12, shapes, left)
    feature(13, after.form, shapes)
    feature(14, before.form, here.form)
    feature(15, next.form, after.form)
    feature(16, here.shape << 16 | next.shape << 8 | after.shape, before.shape, second.shape)
    feature(17, size, left)
    feature(18, shapes, size, state)
    feature(19, next.form, next.shape, here.shape)
    feature(20, here.shape, before.form, next.form)
  }
}
