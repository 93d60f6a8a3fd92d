// Trains the network: vocabulary, batches, learning rate, running average, development score.

import Dispatch
import Language

/// Hash to row for one input slot; row 0 is for everything unknown.
struct Vocabulary {
  var rows: [UInt64: Int32] = [:]
  var hashes: [UInt64] = [0]
  func row(_ hash: UInt64) -> Int32 { rows[hash] ?? 0 }
}

struct NetworkData {
  let classes: WordClasses
  let vectors: WordVectors
  var vocabularies: [Vocabulary]
  var formCounts: [UInt64: Int32]
  let relationNumbers: [Relation: UInt8]

  init(_ sentences: [TreeSentence], classes: WordClasses, vectors: WordVectors, relations: [Relation]) {
    self.classes = classes
    self.vectors = vectors
    relationNumbers = Dictionary(uniqueKeysWithValues: relations.enumerated().map { ($1, UInt8($0)) })
    var counts = [[UInt64: Int32]](repeating: [:], count: InputSlot.rowSlots)
    var inputs: [NetworkInput] = []
    for sentence in sentences {
      NetworkData.read(sentence, classes, vectors, into: &inputs)
      for input in inputs {
        for slot in InputSlot.allCases where slot.isHashed { counts[slot.rawValue][input.value(slot), default: 0] += 1 }
      }
    }
    formCounts = counts[0]
    vocabularies = InputSlot.allCases.map { slot in
      var vocabulary = Vocabulary()
      guard slot.isHashed else { return vocabulary }
      let least: Int32 = slot == .form ? 2 : 3
      let kept = counts[slot.rawValue].filter { $0.value >= least }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      for (hash, _) in kept {
        vocabulary.rows[hash] = Int32(vocabulary.hashes.count)
        vocabulary.hashes.append(hash)
      }
      return vocabulary
    }
  }

  static func read(
    _ sentence: TreeSentence, _ classes: WordClasses, _ vectors: WordVectors, into inputs: inout [NetworkInput]
  ) {
    var found: [WordClass] = []
    inputs.removeAll(keepingCapacity: true)
    // The forms one after another, so that their addresses hold while they are read.
    var ends: [Int] = []
    var bytes: [UInt8] = []
    for form in sentence.forms {
      bytes += form
      ends.append(bytes.count)
    }
    bytes.withUnsafeBytes { all in
      NetworkInput.read(
        ends.count, classes, vectors,
        { UnsafeRawBufferPointer(rebasing: all[($0 == 0 ? 0 : ends[$0 - 1])..<ends[$0]]) },
        into: &inputs, &found)
    }
  }

  var sizes: [Int] {
    InputSlot.allCases.map { slot in
      switch slot {
      case .noun: 32
      case .verb: 16
      case .classes: 64
      default: vocabularies[slot.rawValue].hashes.count
      }
    }
  }

  func example(
    _ sentence: TreeSentence, tags: [UInt8], entities: [UInt8], predicates: [RoleExample]? = nil
  ) -> NetworkExample {
    var inputs: [NetworkInput] = []
    NetworkData.read(sentence, classes, vectors, into: &inputs)
    var rows: [Int32] = []
    for input in inputs {
      for slot in InputSlot.allCases where slot != .classes {
        rows.append(slot.isHashed ? vocabularies[slot.rawValue].row(input.value(slot)) : Int32(input.value(slot)))
      }
    }
    return NetworkExample(
      rows: rows, classes: inputs.map(\.classes), vectors: inputs.map(\.vector),
      formCounts: inputs.map { formCounts[$0.value(.form)] ?? 0 },
      tags: tags, heads: sentence.heads.map { $0 < 0 ? sentence.count : $0 },
      relations: sentence.relations.map { relationNumbers[$0] ?? 0 }, entities: entities, predicates: predicates)
  }
}

struct NetworkOptions {
  var epochs = 12
  var rate: Float = 0.003
  var batchWords = 300
  var seed: UInt64 = 1
  var dropout = Dropout()
  /// The learning rate at the end, as a share of the highest.
  var finalRate: Float = 0.02
}

/// Trains and returns the network with averaged weights.
func trainNetwork(
  _ examples: [NetworkExample], _ shape: NetworkShape, _ options: NetworkOptions, measure: (Network) -> Void
) -> Network {
  let net = Network(shape, seed: options.seed)
  // Two workers, always: the sums do not depend on the number of cores.
  let second = Network(sharing: net)
  let workers = Workers(passes: [
    NetworkPass(net, seed: options.seed &+ 99), NetworkPass(second, seed: options.seed &+ 199),
  ])
  let parameters = net.parameters
  let others = second.parameters
  var generator = Generator(state: options.seed &+ 7)
  var order = Array(examples.indices)
  let words = examples.reduce(0) { $0 + $1.count }
  let steps = max(1, options.epochs * words / options.batchWords)
  var step = 0
  var power1: Float = 1
  var power2: Float = 1
  for epoch in 0..<options.epochs {
    let start = seconds()
    order.shuffle(using: &generator)
    var batch = 0
    var members: [Int] = []
    var loss: Float = 0
    for (position, index) in order.enumerated() {
      members.append(index)
      batch += examples[index].count
      guard batch >= options.batchWords || position == order.count - 1 else { continue }
      loss += workers.run(examples, members, options.dropout)
      for (parameter, other) in zip(parameters, others) { parameter.take(other) }
      members.removeAll(keepingCapacity: true)
      step += 1
      power1 *= 0.9
      power2 *= 0.98
      let progressed = Float(step) / Float(steps)
      // Warm up over the first 2 %, then fall linearly.
      let rate = options.rate * min(1, Float(step) / (0.02 * Float(steps))) * max(options.finalRate, 1 - progressed)
      let correction = (1 / (1 - power1), 1 / (1 - power2))
      for parameter in parameters { parameter.step(rate, 1 / Float(batch) * 8, correction) }
      if step % 20 == 0 {
        let weight = max(20 / Float(step + 20), 0.01)
        for parameter in parameters { parameter.accumulateAverage(weight) }
      }
      batch = 0
    }
    progress("epoch \(epoch): loss \(loss / Float(words)), \(Int(seconds() - start)) s")
    if epoch % 3 == 2 || epoch == options.epochs - 1 {
      for parameter in parameters { parameter.swapAverage() }
      measure(net)
      if epoch < options.epochs - 1 { for parameter in parameters { parameter.swapAverage() } }
    }
  }
  return net
}

/// Runs the sentences of a batch on two threads.
private final class Workers: @unchecked Sendable {
  // Unchecked: each iteration touches only its own pass and its own network's gradients.
  private let passes: [NetworkPass]

  init(passes: [NetworkPass]) { self.passes = passes }

  func run(_ examples: [NetworkExample], _ members: [Int], _ dropout: Dropout) -> Float {
    DispatchQueue.concurrentPerform(iterations: passes.count) { worker in
      let pass = passes[worker]
      pass.loss = 0
      pass.train(stride(from: worker, to: members.count, by: passes.count).map { examples[members[$0]] }, dropout)
    }
    return passes.reduce(0) { $0 + $1.loss }
  }
}

/// Prints accuracy on development sentences.
func measureNetwork(
  _ name: String, _ net: Network, _ sentences: [TreeSentence], _ examples: [NetworkExample], _ tags: TagSet
) {
  let pass = NetworkPass(net, seed: 0)
  var words = 0
  var upos = 0
  var uas = 0
  var las = 0
  for (sentence, example) in zip(sentences, examples) {
    let found = pass.predict([example])
    for i in 0..<sentence.count {
      words += 1
      if tags.upos[Int(found.tags[i])] == sentence.upos[i] { upos += 1 }
      if found.heads[i] == example.heads[i] {
        uas += 1
        let label = tags.relations[Int(found.relations[i])].name.split(separator: ":")[0]
        if label == sentence.relations[i].name.split(separator: ":")[0] { las += 1 }
      }
    }
  }
  func percent(_ n: Int) -> String { String((Double(n) / Double(max(1, words)) * 10000).rounded() / 100) }
  progress("  \(name): UPOS \(percent(upos)) UAS \(percent(uas)) LAS \(percent(las))")
}
