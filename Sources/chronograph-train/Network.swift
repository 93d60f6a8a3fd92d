// The network while training: embeddings, two layers of bidirectional LSTM with coupled gates, and heads for
// tags, entities, heads of words (biaffine) and relations. Gradients by hand.

import Language

struct NetworkShape {
  var hidden = 64
  var arc = 64
  var label = 64
  var buckets = 16
  var tags = 0
  var entities = 0
  var relations = 0
  var vocabulary: [Int] = []
  var tagsPadded: Int { (tags + 7) / 8 * 8 }
  var entitiesPadded: Int { (entities + 7) / 8 * 8 }
  var relationsPadded: Int { (relations + 7) / 8 * 8 }
  var inputWidth: Int { InputSlot.allCases.reduce(0) { $0 + $1.width } }
}

/// One training sentence in numbers.
struct NetworkExample {
  /// Row of each slot for each token, slot-major within the token.
  var rows: [Int32]
  var formCounts: [Int32]
  var tags: [UInt8]
  /// Head of each token; the number of tokens for the root.
  var heads: [Int]
  var relations: [UInt8]
  /// Entity labels; empty when the treebank has none.
  var entities: [UInt8]
  var count: Int { heads.count }
}

/// Distance buckets of head minus dependent.
func distanceBucket(_ distance: Int) -> Int {
  let size = abs(distance)
  let step = size <= 4 ? size - 1 : size <= 6 ? 4 : size <= 10 ? 5 : size <= 18 ? 6 : 7
  return distance < 0 ? step : 8 + step
}

struct Dropout {
  var word: Float = 0.25
  var input: Float = 0.3
  var hidden: Float = 0.33
  var head: Float = 0.25
}

/// A bidirectional layer.
final class RecurrentLayer {
  let input: Int
  let hidden: Int
  /// Input weights of both directions side by side: columns [forward f o g | backward f o g].
  let wx: Parameter
  let bias: Parameter
  let u: [Parameter]

  init(sharing other: RecurrentLayer) {
    input = other.input
    hidden = other.hidden
    wx = Parameter(sharing: other.wx)
    bias = Parameter(sharing: other.bias)
    u = other.u.map { Parameter(sharing: $0) }
  }

  init(_ input: Int, _ hidden: Int, _ generator: inout Generator) {
    self.input = input
    self.hidden = hidden
    let scale = (6 / Float(input + 3 * hidden)).squareRoot()
    wx = Parameter(input, 6 * hidden, scale: scale, &generator)
    bias = Parameter(1, 6 * hidden, scale: 0, &generator)
    u = (0..<2).map { _ in Parameter(hidden, 3 * hidden, scale: (6 / Float(4 * hidden)).squareRoot(), &generator) }
    for direction in 0..<2 { for j in 0..<hidden { bias.value[direction * 3 * hidden + j] = 1 } }
  }

  var parameters: [Parameter] { [wx, bias] + u }
}

final class Network {
  let shape: NetworkShape
  let embeddings: [Parameter]
  let layers: [RecurrentLayer]
  let tagHead: Parameter
  let tagBias: Parameter
  let tagInput: Parameter
  let lateTagHead: Parameter
  let lateTagBias: Parameter
  let entityHead: Parameter
  let entityBias: Parameter
  let arcDependent: Parameter
  let arcDependentBias: Parameter
  let arcHead: Parameter
  let arcHeadBias: Parameter
  let arcMatrix: Parameter
  let arcVector: Parameter
  let arcDistance: Parameter
  let arcRoot: Parameter
  let labelDependent: Parameter
  let labelHead: Parameter
  let labelBias: Parameter
  let labelRoot: Parameter
  let labelOut: Parameter
  let labelOutBias: Parameter

  init(_ shape: NetworkShape, seed: UInt64) {
    self.shape = shape
    var g = Generator(state: seed)
    let h = shape.hidden
    embeddings = InputSlot.allCases.map {
      Parameter(shape.vocabulary[$0.rawValue], $0.width, scale: 0.25, sparse: true, &g)
    }
    layers = [RecurrentLayer(shape.inputWidth, h, &g), RecurrentLayer(2 * h, h, &g)]
    func glorot(_ rows: Int, _ columns: Int) -> Parameter {
      Parameter(rows, columns, scale: (6 / Float(rows + columns)).squareRoot(), &g)
    }
    tagHead = glorot(2 * h, shape.tagsPadded)
    tagBias = Parameter(1, shape.tagsPadded, scale: 0, &g)
    tagInput = Parameter(shape.tagsPadded, 6 * h, scale: 0.05, sparse: true, &g)
    lateTagHead = glorot(2 * h, shape.tagsPadded)
    lateTagBias = Parameter(1, shape.tagsPadded, scale: 0, &g)
    entityHead = glorot(2 * h, shape.entitiesPadded)
    entityBias = Parameter(1, shape.entitiesPadded, scale: 0, &g)
    arcDependent = glorot(2 * h, shape.arc)
    arcDependentBias = Parameter(1, shape.arc, scale: 0, &g)
    arcHead = glorot(2 * h, shape.arc)
    arcHeadBias = Parameter(1, shape.arc, scale: 0, &g)
    arcMatrix = Parameter(shape.arc, shape.arc, scale: 0.05, &g)
    arcVector = Parameter(1, shape.arc, scale: 0.05, &g)
    arcDistance = Parameter(shape.arc, shape.buckets, scale: 0.02, &g)
    arcRoot = Parameter(1, shape.arc, scale: 0.3, &g)
    labelDependent = glorot(2 * h, shape.label)
    labelHead = glorot(2 * h, shape.label)
    labelBias = Parameter(1, shape.label, scale: 0, &g)
    labelRoot = Parameter(1, shape.label, scale: 0.3, &g)
    labelOut = glorot(shape.label, shape.relationsPadded)
    labelOutBias = Parameter(1, shape.relationsPadded, scale: 0, &g)
  }

  /// A network with the values of another and its own gradients.
  init(sharing other: Network) {
    shape = other.shape
    embeddings = other.embeddings.map { Parameter(sharing: $0) }
    layers = other.layers.map { RecurrentLayer(sharing: $0) }
    tagHead = Parameter(sharing: other.tagHead)
    tagBias = Parameter(sharing: other.tagBias)
    tagInput = Parameter(sharing: other.tagInput)
    lateTagHead = Parameter(sharing: other.lateTagHead)
    lateTagBias = Parameter(sharing: other.lateTagBias)
    entityHead = Parameter(sharing: other.entityHead)
    entityBias = Parameter(sharing: other.entityBias)
    arcDependent = Parameter(sharing: other.arcDependent)
    arcDependentBias = Parameter(sharing: other.arcDependentBias)
    arcHead = Parameter(sharing: other.arcHead)
    arcHeadBias = Parameter(sharing: other.arcHeadBias)
    arcMatrix = Parameter(sharing: other.arcMatrix)
    arcVector = Parameter(sharing: other.arcVector)
    arcDistance = Parameter(sharing: other.arcDistance)
    arcRoot = Parameter(sharing: other.arcRoot)
    labelDependent = Parameter(sharing: other.labelDependent)
    labelHead = Parameter(sharing: other.labelHead)
    labelBias = Parameter(sharing: other.labelBias)
    labelRoot = Parameter(sharing: other.labelRoot)
    labelOut = Parameter(sharing: other.labelOut)
    labelOutBias = Parameter(sharing: other.labelOutBias)
  }

  var parameters: [Parameter] {
    embeddings + layers.flatMap(\.parameters) + [
      tagHead, tagBias, tagInput, lateTagHead, lateTagBias, entityHead, entityBias, arcDependent, arcDependentBias,
      arcHead, arcHeadBias,
      arcMatrix, arcVector, arcDistance, arcRoot, labelDependent, labelHead, labelBias, labelRoot, labelOut,
      labelOutBias,
    ]
  }
}
