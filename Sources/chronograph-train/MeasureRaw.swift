// Measures tokens and sentences from raw text as the CoNLL 2018 shared task does: spans over characters that are
// not white space.

import ArgumentParser
import Corpus
import Language

struct MeasureRaw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "raw", abstract: "Token and sentence F1 from raw text (CoNLL 2018).")

  @Argument(help: "A treebank file.") var gold: String
  @Option(help: "The model file; the embedded model when left out.") var model: String?
  @Flag(help: "Print the first differences.") var errors = false

  func run() throws {
    let annotator =
      try model.map { try Annotator(model: try readFile($0).withUnsafeBytes { try ModelFile($0) }) } ?? Annotator()
    var tokens = (right: 0, gold: 0, system: 0)
    var words = (right: 0, gold: 0, system: 0)
    var sentences = (right: 0, gold: 0, system: 0)
    var shown = 0
    for group in grouped(try Treebank.read(gold)) {
      let (text, goldTokens, goldWords, goldSentences) = surface(group)
      var raw: [RawToken] = []
      var ends: [Int] = []
      text.withUnsafeBufferPointer { bytes in
        annotator.tokeniser.tokenise(bytes, 0..<bytes.count, into: &raw)
        annotator.splitter.split(raw, 0..<raw.count, bytes, annotator.tokeniser.lexicon, into: &ends)
      }
      let index = solidOffsets(text)
      var systemTokens: [Range<Int>] = []
      var systemWords: [Range<Int>] = []
      for token in raw {
        let span = index[Int(token.start)]..<index[Int(token.end)]
        systemWords.append(span)
        if token.joinsPrevious, let last = systemTokens.popLast() {
          systemTokens.append(last.lowerBound..<span.upperBound)
        } else {
          systemTokens.append(span)
        }
      }
      var from = 0
      let systemSentences = ends.map { end in
        defer { from = end }
        return index[Int(raw[from].start)]..<index[Int(raw[end - 1].end)]
      }
      count(goldTokens, systemTokens, &tokens)
      count(goldWords, systemWords, &words)
      count(goldSentences, systemSentences, &sentences)
      if errors { report(text, goldWords, systemWords, goldSentences, systemSentences, &shown) }
    }
    print("tokens F1 \(f1(tokens))  words F1 \(f1(words))  sentences F1 \(f1(sentences))")
  }

  private func grouped(_ sentences: [TreeSentence]) -> [[TreeSentence]] {
    var result: [[TreeSentence]] = []
    for sentence in sentences {
      if result.isEmpty || sentence.startsParagraph || sentence.startsDocument { result.append([]) }
      result[result.count - 1].append(sentence)
    }
    return result
  }

  /// Text of a paragraph, and spans of tokens, words and sentences over its solid characters. Words of a multiword
  /// token that do not spell it share its span by equal parts, as good as can be.
  private func surface(_ group: [TreeSentence]) -> ([UInt8], [Range<Int>], [Range<Int>], [Range<Int>]) {
    var text: [UInt8] = []
    var solid = 0
    var tokens: [Range<Int>] = []
    var words: [Range<Int>] = []
    var sentences: [Range<Int>] = []
    func solidCount(_ bytes: [UInt8]) -> Int { bytes.reduce(0) { $0 + ($1 > 0x20 ? 1 : 0) } }
    for sentence in group {
      let start = solid
      var i = 0
      var next = 0
      while i < sentence.count {
        if next < sentence.multiword.count, sentence.multiword[next].range.lowerBound == i {
          let range = sentence.multiword[next].range
          let form = Array(sentence.multiword[next].form.utf8).filter { $0 != 0 }
          let from = solid
          text += form
          solid += solidCount(form)
          tokens.append(from..<solid)
          var at = from
          for k in range where k < sentence.count {
            let size = solidCount(sentence.forms[k])
            let to = k == range.upperBound - 1 ? solid : min(solid, at + size)
            words.append(at..<to)
            at = to
          }
          i = range.upperBound
          next += 1
        } else {
          let from = solid
          text += sentence.forms[i]
          solid += solidCount(sentence.forms[i])
          tokens.append(from..<solid)
          words.append(from..<solid)
          i += 1
        }
        if i > 0, i <= sentence.count, sentence.spaceAfter[i - 1] { text.append(0x20) }
      }
      sentences.append(start..<solid)
    }
    return (text, tokens, words, sentences)
  }

  private func solidOffsets(_ text: [UInt8]) -> [Int] {
    var result = [0]
    for byte in text { result.append((result.last ?? 0) + (byte > 0x20 ? 1 : 0)) }
    return result
  }

  private func count(_ gold: [Range<Int>], _ system: [Range<Int>], _ sum: inout (right: Int, gold: Int, system: Int)) {
    let set = Set(gold)
    sum.gold += gold.count
    sum.system += system.count
    sum.right += system.filter { set.contains($0) }.count
  }

  private func f1(_ n: (right: Int, gold: Int, system: Int)) -> String {
    let value = 200 * Double(n.right) / Double(max(1, n.gold + n.system))
    return String((value * 100).rounded() / 100)
  }

  private func report(
    _ text: [UInt8], _ gold: [Range<Int>], _ system: [Range<Int>], _ goldSentences: [Range<Int>],
    _ systemSentences: [Range<Int>], _ shown: inout Int
  ) {
    let solid = text.filter { $0 > 0x20 }
    func string(_ range: Range<Int>) -> String { String(decoding: solid[range], as: UTF8.self) }
    let goldSet = Set(gold)
    let systemSet = Set(system)
    let missed = gold.filter { !systemSet.contains($0) }.map(string)
    let wrong = system.filter { !goldSet.contains($0) }.map(string)
    if !missed.isEmpty || !wrong.isEmpty { print("W gold \(missed) system \(wrong)") }
    let ends = Set(goldSentences.map(\.upperBound))
    for sentence in systemSentences where !ends.contains(sentence.upperBound) {
      print(
        "S+ …\(string(max(0, sentence.upperBound - 30)..<sentence.upperBound)) | \(string(sentence.upperBound..<min(solid.count, sentence.upperBound + 20)))"
      )
    }
    let found = Set(systemSentences.map(\.upperBound))
    for sentence in goldSentences where !found.contains(sentence.upperBound) {
      print(
        "S- …\(string(max(0, sentence.upperBound - 30)..<sentence.upperBound)) | \(string(sentence.upperBound..<min(solid.count, sentence.upperBound + 20)))"
      )
    }
    shown += 1
  }
}
