// How well a sentence answers to quoted words, also when it was edited a little.
//
// Words found in one piece are a match. Otherwise the heaviest common subsequence of words decides, names and numbers
// weighing most: an editor's spelling changes pass, another sentence of the same shape does not.

import Corpus

struct QuoteMatch {
  /// 1 for words in one piece, less for edited ones.
  var score: Double
  /// How much of the sentence the words are, 0 to 1.
  var share: Double
  /// Bytes of the matched words.
  var span: ByteSpan

  var isExact: Bool { score >= 1 }

  /// Least share of the quotation's weight that an edited sentence still holds.
  static let threshold = 0.75
  /// Least lead over the next best sentence.
  static let margin = 0.12
  /// Most words of a quotation that are compared.
  static let longest = 80

  /// - Returns: nil when the sentence does not hold the words, nor most of them close together.
  init?(_ quote: [FoldedWord], in sentence: [FoldedWord]) {
    let quote = Array(quote.prefix(QuoteMatch.longest))
    guard !quote.isEmpty, !sentence.isEmpty else { return nil }
    let weight = quote.reduce(0) { $0 + $1.weight }
    let whole = sentence.reduce(0) { $0 + $1.weight }
    if let place = QuoteMatch.place(of: quote, in: sentence) {
      self.init(
        score: 1, share: min(1, weight / whole),
        span: ByteSpan(sentence[place].span.start, sentence[place + quote.count - 1].span.end))
      return
    }
    // A few words that do not stand there say nothing.
    guard quote.count >= 4 else { return nil }
    let common = QuoteMatch.common(quote, Array(sentence.prefix(400)))
    guard let first = common.first, let last = common.last else { return nil }
    let held = common.reduce(0) { $0 + quote[$1.quote].weight }
    let recall = held / weight
    let window = last.sentence - first.sentence + 1
    guard recall >= QuoteMatch.threshold, Double(window) <= 1.6 * Double(quote.count) + 2 else { return nil }
    self.init(
      score: 0.95 * recall, share: min(1, 2 * held / (weight + whole)),
      span: ByteSpan(sentence[first.sentence].span.start, sentence[last.sentence].span.end))
  }

  private init(score: Double, share: Double, span: ByteSpan) {
    self.score = score
    self.share = share
    self.span = span
  }

  private static func place(of quote: [FoldedWord], in sentence: [FoldedWord]) -> Int? {
    guard quote.count <= sentence.count else { return nil }
    return (0...(sentence.count - quote.count)).first { start in
      quote.indices.allSatisfy { sentence[start + $0].key == quote[$0].key }
    }
  }

  /// The heaviest common subsequence.
  private static func common(_ a: [FoldedWord], _ b: [FoldedWord]) -> [(quote: Int, sentence: Int)] {
    let columns = b.count + 1
    var best = [Double](repeating: 0, count: (a.count + 1) * columns)
    for i in a.indices.reversed() {
      for j in b.indices.reversed() {
        let skip = max(best[(i + 1) * columns + j], best[i * columns + j + 1])
        let take = a[i].key == b[j].key ? best[(i + 1) * columns + j + 1] + a[i].weight : -1
        best[i * columns + j] = max(skip, take)
      }
    }
    var pairs: [(quote: Int, sentence: Int)] = []
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if a[i].key == b[j].key, best[i * columns + j] == best[(i + 1) * columns + j + 1] + a[i].weight {
        pairs.append((i, j))
        (i, j) = (i + 1, j + 1)
      } else if best[(i + 1) * columns + j] >= best[i * columns + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }
}
