// Trains the sentence splitter on paragraphs of the treebanks.

import Language

/// A paragraph as text, with gold tokens and sentence ends.
struct Paragraph {
  var text: [UInt8] = []
  var tokens: [RawToken] = []
  var ends: Set<Int> = []
}

/// Joins sentences to paragraphs; `SpaceAfter` decides the gaps inside, sentences are one space apart unless the
/// treebank says otherwise.
func paragraphs(_ sentences: [TreeSentence]) -> [Paragraph] {
  var result: [Paragraph] = []
  for sentence in sentences {
    if result.isEmpty || sentence.startsParagraph || sentence.startsDocument { result.append(Paragraph()) }
    var paragraph = result.removeLast()
    for i in 0..<sentence.count {
      let start = paragraph.text.count
      // The surface of a multiword token is that of its parts, when they spell it.
      paragraph.text += sentence.forms[i]
      paragraph.tokens.append(
        RawToken(start: start, end: paragraph.text.count, spaceAfter: sentence.spaceAfter[i]))
      if sentence.spaceAfter[i] { paragraph.text.append(0x20) }
    }
    paragraph.ends.insert(paragraph.tokens.count)
    result.append(paragraph)
  }
  return result
}

/// Averaged perceptron; returns bias and weights as the runtime reads them.
func trainSplitter(_ paragraphs: [Paragraph], epochs: Int, to writer: inout ByteWriter) {
  let size = 1 << SentenceSplitter.bits
  var weights = [Float](repeating: 0, count: size + 1)
  var totals = [Float](repeating: 0, count: size + 1)
  var generator = Generator(state: 5)
  var order = Array(paragraphs.indices)
  var step: Float = 1
  var slots: [Int] = []
  for _ in 0..<epochs {
    order.shuffle(using: &generator)
    for index in order {
      let paragraph = paragraphs[index]
      paragraph.text.withUnsafeBufferPointer { text in
        var features = BoundaryFeatures(paragraph.tokens, 0..<paragraph.tokens.count, text)
        for i in 0..<max(0, paragraph.tokens.count - 1) {
          features.advance(to: i, paragraph.tokens, text)
          let gold = paragraph.ends.contains(i + 1)
          if features.isCandidate {
            slots.removeAll(keepingCapacity: true)
            features.forEach { slots.append($0) }
            slots.append(size)
            var score: Float = 0
            for slot in slots { score += weights[slot] }
            // A margin makes the averaged classifier steadier.
            if gold ? score < 3 : score > -3 {
              let amount: Float = gold ? 1 : -1
              for slot in slots {
                weights[slot] += amount
                totals[slot] += amount * step
              }
            }
            step += 1
          }
          if gold { features.startSentence() }
        }
      }
    }
  }
  let average = (0...size).map { weights[$0] - totals[$0] / step }
  writer.write(Int32((average[size] * 64).rounded()))
  writer.write(average[..<size].map { Int16(max(-32000, min(32000, ($0 * 64).rounded()))) })
}
