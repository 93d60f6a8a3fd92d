// Memory of one training pass over a batch of sentences.

import Language

/// Where the sentences of a batch lie in the rows of its matrices.
struct BatchLayout {
  /// First token of each sentence.
  var starts: [Int] = []
  var lengths: [Int] = []
  /// Sentence of each token.
  var sentence: [Int] = []
  /// Sentences, the longest first.
  var order: [Int] = []
  /// For each step of a recurrence the number of sentences (in `order`) that have it.
  var active: [Int] = []

  var tokens: Int { sentence.count }
  var longest: Int { active.count }

  init(_ batch: [NetworkExample]) {
    for (number, example) in batch.enumerated() {
      starts.append(sentence.count)
      lengths.append(example.count)
      sentence += [Int](repeating: number, count: example.count)
    }
    order = batch.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
    for step in 0..<(lengths.max() ?? 0) { active.append(lengths.count { $0 > step }) }
  }

  /// The token at a step of a recurrence.
  func token(_ sentence: Int, _ step: Int, _ direction: Int) -> Int {
    starts[sentence] + (direction == 0 ? step : lengths[sentence] - 1 - step)
  }
}

/// Named blocks of floats that grow to the largest batch.
final class PassMemory {
  private var blocks: [Floats] = []
  private var sizes: [Int] = []
  private var next = 0

  deinit { for block in blocks { block.deallocate() } }

  /// Begins a batch: blocks are handed out again in the same order.
  func rewind() { next = 0 }

  /// The next block, with at least `count` floats of any content.
  func take(_ count: Int) -> Floats {
    let size = count + 64
    if next == blocks.count {
      blocks.append(Floats.allocate(capacity: size))
      blocks[next].initialize(repeating: 0, count: size)
      sizes.append(size)
    } else if sizes[next] < size {
      blocks[next].deallocate()
      blocks[next] = Floats.allocate(capacity: size * 5 / 4)
      blocks[next].initialize(repeating: 0, count: size * 5 / 4)
      sizes[next] = size * 5 / 4
    }
    next += 1
    return blocks[next - 1]
  }

  /// The next block, `count` zeros.
  func zeros(_ count: Int) -> Floats {
    let block = take(count)
    Dense.zero(block, count)
    return block
  }
}
