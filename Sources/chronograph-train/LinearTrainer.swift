// Averaged perceptrons over hashed features, with a fixed seed.

import Language

/// A small generator with fixed sequence (SplitMix64).
struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

final class Perceptron {
  let size: Int
  let mask: Int
  let weights: UnsafeMutablePointer<Float>
  let totals: UnsafeMutablePointer<Float>
  let stamps: UnsafeMutablePointer<Int32>
  var step: Int32 = 1

  init(bits: Int) {
    size = 1 << bits
    mask = size - 1
    weights = .allocate(capacity: size)
    totals = .allocate(capacity: size)
    stamps = .allocate(capacity: size)
    weights.initialize(repeating: 0, count: size)
    totals.initialize(repeating: 0, count: size)
    stamps.initialize(repeating: 0, count: size)
  }

  deinit {
    weights.deallocate()
    totals.deallocate()
    stamps.deallocate()
  }

  @inline(__always)
  func score(_ features: UnsafePointer<UInt64>, _ number: Int, _ classes: Int, _ out: UnsafeMutablePointer<Float>) {
    for c in 0..<classes { out[c] = 0 }
    for f in 0..<number {
      for c in 0..<classes { out[c] += weights[LinearModel.slot(features[f], c) & mask] }
    }
  }

  func update(_ features: UnsafePointer<UInt64>, _ number: Int, _ kind: Int, _ amount: Float) {
    for f in 0..<number {
      let slot = LinearModel.slot(features[f], kind) & mask
      totals[slot] += Float(step - stamps[slot]) * weights[slot]
      stamps[slot] = step
      weights[slot] += amount
    }
  }

  /// Averaged weights in eight bits.
  func quantised() -> [Int8] {
    var largest: Float = 0
    var average = [Float](repeating: 0, count: size)
    for slot in 0..<size {
      average[slot] = (totals[slot] + Float(step - stamps[slot]) * weights[slot]) / Float(step)
      largest = max(largest, abs(average[slot]))
    }
    let scale = 127 / max(largest * 0.4, 1e-6)
    return average.map { Int8(max(-127, min(127, ($0 * scale).rounded()))) }
  }
}

func trainTagger(_ data: [(shapes: [TokenShape], gold: [UInt8])], classes: Int, epochs: Int) -> Perceptron {
  let model = Perceptron(bits: 21)
  let hashes = UnsafeMutablePointer<UInt64>.allocate(capacity: 64)
  let scores = UnsafeMutablePointer<Float>.allocate(capacity: 256)
  defer {
    hashes.deallocate()
    scores.deallocate()
  }
  var generator = Generator(state: 11)
  var order = Array(data.indices)
  for epoch in 0..<epochs {
    order.shuffle(using: &generator)
    var right = 0
    var seen = 0
    for index in order {
      let count = data[index].shapes.count
      var tags = [UInt8](repeating: 0, count: count)
      for i in 0..<count {
        LinearTagger.features(data[index].shapes, tags, i, count, hashes)
        model.score(hashes, LinearTagger.templates, classes, scores)
        var best = 0
        for c in 1..<classes where scores[c] > scores[best] { best = c }
        let gold = Int(data[index].gold[i])
        if best != gold {
          model.update(hashes, LinearTagger.templates, gold, 1)
          model.update(hashes, LinearTagger.templates, best, -1)
        } else {
          right += 1
        }
        seen += 1
        model.step += 1
        tags[i] = UInt8(best)
      }
    }
    progress("tagger epoch \(epoch): \(Float(right) / Float(seen))")
  }
  return model
}

struct ParseExample {
  var shapes: [TokenShape]
  var tags: [UInt8]
  /// Head of each token; the root's head is the number of tokens.
  var heads: [Int]
  var labels: [UInt8]
}

func trainParser(_ data: [ParseExample], labels: Int, epochs: Int) -> Perceptron {
  let model = Perceptron(bits: 22)
  let hashes = UnsafeMutablePointer<UInt64>.allocate(capacity: 64)
  let scores = UnsafeMutablePointer<Float>.allocate(capacity: 256)
  defer {
    hashes.deallocate()
    scores.deallocate()
  }
  var generator = Generator(state: 12)
  var order = Array(data.indices)
  var state = ParserState()
  let classes = 1 + 2 * labels
  for epoch in 0..<epochs {
    order.shuffle(using: &generator)
    var right = 0
    var seen = 0
    for index in order {
      let example = data[index]
      let count = example.shapes.count
      state.reset(count)
      while !state.isFinal {
        LinearParser.features(state, example.shapes, example.tags, hashes)
        model.score(hashes, LinearParser.templates, classes, scores)
        let costs = actionCosts(state, example)
        let canLeft = state.canLeft && (state.canShift || state.stack.count == 1)
        let lowest = min(
          state.canShift ? costs.shift : 99999, canLeft ? costs.left : 99999, state.canRight ? costs.right : 99999)
        var best = -1
        var gold = -1
        for c in 0..<classes {
          let allowed = c == 0 ? state.canShift : c <= labels ? canLeft : state.canRight
          guard allowed else { continue }
          if best < 0 || scores[c] > scores[best] { best = c }
          let cost = c == 0 ? costs.shift : c <= labels ? costs.left : costs.right
          guard cost == lowest else { continue }
          if c > 0, let top = state.stack.last {
            let head = c <= labels ? Int(state.next) : Int(state.stack[state.stack.count - 2])
            if example.heads[Int(top)] == head, Int(example.labels[Int(top)]) != (c - 1) % labels { continue }
          }
          if gold < 0 || scores[c] > scores[gold] { gold = c }
        }
        seen += 1
        var chosen = best
        if best != gold, gold >= 0 {
          model.update(hashes, LinearParser.templates, gold, 1)
          model.update(hashes, LinearParser.templates, best, -1)
          chosen = epoch > 0 && generator.next() % 10 != 0 ? best : gold
        } else {
          right += 1
        }
        model.step += 1
        if chosen == 0 {
          state.shift()
        } else if chosen <= labels {
          state.left(UInt8(chosen - 1))
        } else {
          state.right(UInt8(chosen - 1 - labels))
        }
      }
    }
    progress("parser epoch \(epoch): \(Float(right) / Float(seen))")
  }
  return model
}

/// Gold arcs that each action makes unreachable (Goldberg and Nivre 2013).
private func actionCosts(_ state: ParserState, _ example: ParseExample) -> (shift: Int, left: Int, right: Int) {
  let next = Int(state.next)
  let count = example.heads.count
  var shift = 0
  if next < count {
    for (depth, item) in state.stack.enumerated() {
      if example.heads[Int(item)] == next { shift += 1 }
      if depth < state.stack.count - 1, example.heads[next] == Int(item) { shift += 1 }
    }
  }
  guard let last = state.stack.last else { return (shift, 0, 0) }
  let top = Int(last)
  let below = state.stack.count > 1 ? Int(state.stack[state.stack.count - 2]) : -1
  let head = example.heads[top]
  var dependents = 0
  for i in next..<max(next, count) where example.heads[i] == top { dependents += 1 }
  let left = dependents + (head > next || head == below ? 1 : 0)
  let right = dependents + (head >= next ? 1 : 0)
  return (shift, left, right)
}
