// The words of an article that the table of world events knows, with their places: what both the matching of single
// reports and the language model of months read.

import Corpus
import Language

/// An article's terms in the order of the text, title first, each once.
struct ArticleTerms {
  /// Single words and numbers that rare reports share.
  private(set) var words: [Term] = []
  /// Pairs of names that stand side by side.
  private(set) var pairs: [Term] = []

  /// Up to this word an article is its lead, from ``late`` on its rest.
  static let lead = 35
  static let late = 120
  /// Most words and most pairs that are looked up.
  private static let limit = 800

  /// A term of the article that the table knows.
  struct Term {
    /// Its number in the table.
    var number: Int
    /// Inverse frequency among the reports, in nats.
    var nats: Float
    var isName: Bool
    var isNumber: Bool
    /// Which word of the article it is.
    var position: Int
    var isRepeated = false
    /// Where it stands first; empty for words of the title.
    var span: ByteSpan

    var isLead: Bool { position <= ArticleTerms.lead }
    var isLate: Bool { position > ArticleTerms.late }
  }

  init(_ document: AnnotatedDocument, _ reader: WorldEventTable.Reader) {
    var seen: [UInt32: Int] = [:]
    var position = 0
    func add(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, isText: Bool) {
      var last: WorldTerms.Term?
      WorldTerms.read(bytes, range) { term in
        position += 1
        let span = isText ? ByteSpan(term.start, term.end) : ByteSpan(0, 0)
        if let place = seen[term.hash] {
          if place >= 0 { words[place].isRepeated = true }
        } else if words.count < ArticleTerms.limit, let number = reader.term(term.hash) {
          seen[term.hash] = words.count
          let (nats, isName) = reader.weight(number)
          words.append(
            Term(
              number: number, nats: nats, isName: isName, isNumber: term.isNumber, position: position, span: span))
        } else {
          seen[term.hash] = -1
        }
        if pairs.count < ArticleTerms.limit, let pair = WorldTerms.pair(last, term, in: bytes), seen[pair] == nil,
          let number = reader.term(pair)
        {
          seen[pair] = -1
          let span = isText ? ByteSpan(last?.start ?? term.start, term.end) : span
          pairs.append(
            Term(
              number: number, nats: reader.weight(number).nats, isName: true, isNumber: false, position: position,
              span: span))
        }
        last = term
      }
    }
    if var title = document.source.title {
      title.withUTF8 { buffer in
        let raw = UnsafeRawBufferPointer(buffer)
        add(raw, 0..<raw.count, isText: false)
      }
    }
    document.source.text.withUnsafeBytes { raw in
      for sentence in document.sentences {
        guard sentence.span.start < sentence.span.end, sentence.span.end <= raw.count else { continue }
        add(raw, sentence.span.start..<sentence.span.end, isText: true)
        if words.count >= ArticleTerms.limit { break }
      }
    }
  }
}
