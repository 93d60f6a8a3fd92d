// Repairs of trees whose participle is taken for the main verb (forms in "-ed" are both), or a report for a second act.

extension Annotator {
  /// "The sect, considered a cult by many, opened a school", "Asked about the strike, the mayor left": a form in "-ed" right
  /// behind the comma after the subject, or at the start of the sentence, is a participle where another finite verb
  /// follows behind a comma without "and".
  static func lowerParticiples(
    _ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer, _ participleTag: UInt8
  ) {
    guard let first = range.first(where: { tokens[$0].head < 0 }), tokens[first].upos == .verb,
      endsRegularly(tokens[first], text), tokens[first].features.contains(.past)
    else { return }
    var subject: Int?
    var main: Int?
    for token in range where Int(tokens[token].head) == first {
      switch tokens[token].relation {
      case .nsubj: if subject == nil, token < first { subject = token } else { return }
      case .nsubjPass, .aux, .auxPass, .cc, .mark: return
      case .conj, .parataxis, .ccomp:
        guard main == nil, token > first, tokens[token].upos == .verb, isFinite(token, tokens, range) else {
          if tokens[token].relation == .conj { return }
          continue
        }
        main = token
      default: break
      }
    }
    guard let main else { return }
    var start = main
    var ownSubject: Int?
    for token in range where Int(tokens[token].head) == main {
      switch tokens[token].relation {
      case .cc, .mark: return
      case .nsubj, .nsubjPass: ownSubject = ownSubject ?? token
      default: break
      }
      if token < main, tokens[token].upos != .punct { start = min(start, leftmost(token, tokens, range)) }
    }
    guard range.contains(start - 1), isComma(tokens[start - 1], text) else { return }
    if let subject {
      // Not behind "Roe, the mayor,".
      guard ownSubject == nil, tokens[main].relation == .conj, subject < first - 1, isComma(tokens[first - 1], text),
        !(subject..<first - 1).contains(where: { isComma(tokens[$0], text) })
      else { return }
      tokens[subject].head = Int32(truncatingIfNeeded: main)
      tokens[first].head = Int32(truncatingIfNeeded: subject)
      tokens[first].relation = .acl
    } else {
      guard ownSubject != nil, first == range.lowerBound else { return }
      tokens[first].head = Int32(truncatingIfNeeded: main)
      tokens[first].relation = .advcl
    }
    tokens[main].head = -1
    tokens[main].relation = .root
    tokens[first].xpos = participleTag
    tokens[first].features.remove(.finite)
    tokens[first].features.insert(.participle)
    for token in range where Int(tokens[token].head) == first && (token > main || token < (subject ?? first)) {
      tokens[token].head = Int32(truncatingIfNeeded: main)
    }
  }

  /// "The country relies on coal but will move on, the paper reported.": a last verb with a subject of its own behind a
  /// comma and without "and" is no second act, it stands beside what it tells.
  static func hangFinalSpeech(_ tokens: inout [Token], _ range: Range<Int>, _ text: UnsafeRawBufferPointer) {
    guard let verb = range.last(where: { tokens[$0].upos != .punct }), tokens[verb].upos == .verb,
      tokens[verb].relation == .conj
    else { return }
    var start: Int?
    for token in range where Int(tokens[token].head) == verb && tokens[token].upos != .punct {
      guard tokens[token].relation == .nsubj, start == nil else { return }
      start = leftmost(token, tokens, range)
    }
    guard let start, range.contains(start - 1), isComma(tokens[start - 1], text) else { return }
    tokens[verb].relation = .parataxis
  }

  private static func isFinite(_ verb: Int, _ tokens: [Token], _ range: Range<Int>) -> Bool {
    tokens[verb].features.contains(.finite)
      || range.contains {
        Int(tokens[$0].head) == verb && tokens[$0].features.contains(.finite)
          && (tokens[$0].relation == .aux || tokens[$0].relation == .auxPass)
      }
  }

  /// The first token of the phrase of a token: of those right before it that hang on it.
  static func leftmost(_ token: Int, _ tokens: [Token], _ range: Range<Int>) -> Int {
    var result = token
    while range.contains(result - 1), hangs(result - 1, on: token, tokens, range) { result -= 1 }
    return result
  }

  /// Whether a form ends in "ed", as past and participle of a regular verb do.
  private static func endsRegularly(_ token: Token, _ text: UnsafeRawBufferPointer) -> Bool {
    let end = Int(token.end)
    return end - Int(token.start) > 3 && text[end - 1] | 0x20 == 0x64 && text[end - 2] | 0x20 == 0x65
  }
}
