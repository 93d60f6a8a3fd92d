// Which documents tell one story: rare words, names and numbers in common, and dates that allow it. Events of one
// story are compared first and need less to be one.

import Chronology
import Events

/// Likeness of documents by their rare words. Linear in the corpus: words of many documents open no comparison.
struct StoryIndex {
  /// For each record the number of its story; alone in it when nobody tells the same.
  private(set) var storyOf: [Int]
  private var likeness: [UInt64: Double] = [:]

  /// Words in more documents than this open no pair.
  static let commonWord = 40
  /// Words of a document that are compared, rarest first.
  static let profileLength = 48
  /// Likeness from which two documents tell one story.
  static let sameStory = 0.19
  /// What is left of the likeness of articles whose dates are far apart.
  static let distance = 0.7
  /// Likeness from which a date far apart is rather wrong.
  static let alike = 0.3
  /// Days between two articles on one story at most.
  static let span = 21

  /// An empty index: every document tells its own story.
  init() { storyOf = [] }

  init(_ records: [DocumentRecord]) {
    let profiles = StoryIndex.profiles(records)
    var postings: [UInt64: [(record: Int, weight: Double)]] = [:]
    for (record, profile) in profiles.enumerated() {
      for word in profile { postings[word.key, default: []].append((record, word.weight)) }
    }
    // In the order of the words: sums are the same to the last bit whatever the order of the documents.
    var shared: [UInt64: Double] = [:]
    for key in postings.keys.sorted() {
      guard let members = postings[key], members.count > 1, members.count <= StoryIndex.commonWord else { continue }
      for (place, one) in members.enumerated() {
        for other in members[(place + 1)...] {
          shared[UInt64(one.record) << 32 | UInt64(other.record), default: 0] += one.weight * other.weight
        }
      }
    }
    let lengths = profiles.map { $0.reduce(0) { $0 + $1.weight * $1.weight } }
    var groups = Array(records.indices)
    func root(_ start: Int) -> Int {
      var node = start
      while groups[node] != node { node = groups[node] }
      return node
    }
    for (pair, weight) in shared.sorted(by: { $0.key < $1.key }) {
      let (a, b) = (Int(pair >> 32), Int(pair & 0xffff_ffff))
      let scale = (lengths[a] * lengths[b]).squareRoot()
      guard scale > 0, let nearness = StoryIndex.nearness(records[a].date, records[b].date, weight / scale)
      else { continue }
      let value = nearness * weight / scale
      guard value >= StoryIndex.sameStory / 2 else { continue }
      likeness[pair] = min(1, value)
      if value >= StoryIndex.sameStory {
        let (x, y) = (root(a), root(b))
        if x != y { groups[max(x, y)] = min(x, y) }
      }
    }
    storyOf = records.indices.map(root)
  }

  /// How alike two documents are, 0 to 1.
  func likeness(_ a: Int, _ b: Int) -> Double {
    guard a != b else { return 1 }
    return likeness[UInt64(min(a, b)) << 32 | UInt64(max(a, b))] ?? 0
  }

  /// How far the dates of two articles allow that they tell one story, 0 to 1; nil when both are known and far apart, unless
  /// the articles are so alike that one of the dates may be wrong.
  private static func nearness(_ a: DocumentDate, _ b: DocumentDate, _ likeness: Double) -> Double? {
    guard let gap = a.interval.gap(to: b.interval), gap > span else { return 1 }
    func isGuess(_ date: DocumentDate) -> Bool { date.basis == .inferred || date.basis == .unknown }
    return isGuess(a) || isGuess(b) || likeness * distance >= alike ? distance : nil
  }

  private struct Word {
    var key: UInt64
    var weight: Double
  }

  /// The rarest words of each document with their weights: names and numbers count more.
  private static func profiles(_ records: [DocumentRecord]) -> [[Word]] {
    var frequency: [UInt64: Int] = [:]
    var words: [[UInt64: Bool]] = []
    words.reserveCapacity(records.count)
    for record in records {
      var own: [UInt64: Bool] = [:]
      for sentence in record.sentences {
        let bytes = Array(record.bytes(sentence))
        var isFirst = true
        for word in Telling.textWords(bytes) {
          defer { isFirst = false }
          guard word.length > 3 || word.isNumber else { continue }
          own[word.key] = own[word.key] ?? false || word.isNumber || (word.isCapital && !isFirst)
        }
      }
      for key in own.keys { frequency[key, default: 0] += 1 }
      words.append(own)
    }
    // In a small corpus a name that all articles share still tells of one story: names count as if among many others.
    let total = Double(records.count)
    return words.map { own in
      let all = own.map { key, isName in
        let count = Double(frequency[key] ?? 1)
        let weight = isName ? 1.4 * ((total + 300) / count).logarithm : 0.7 * ((total + 20) / count).logarithm
        return Word(key: key, weight: weight)
      }
      let top = all.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.key < $1.key }
      // A word that nobody shares tells nothing of likeness, but of length: a quarter of the places at most.
      let alone = top.filter { frequency[$0.key] == 1 }.prefix(profileLength / 4)
      let common = top.filter { (frequency[$0.key] ?? 0) > 1 }.prefix(profileLength)
      return Array(common) + Array(alone)
    }
  }
}
