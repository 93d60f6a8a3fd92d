// The network while training: embeddings, layers of bidirectional LSTM with coupled gates, and heads for tags,
// entities, heads of words (biaffine) and relations.

import Language

struct NetworkShape {
  /// Cells of each direction, layer by layer.
  var hidden = [112, 128]
  var arc = 64
  var label = 64
  var buckets = 16
  var tags = 0
  var entities = 0
  var relations = 0
  /// Widths of the rows for arguments and for rolesets.
  var role = 64
  var sense = 64
  var vocabulary: [Int] = []
  var vectors = WordVectors()
  var rolesets = Rolesets()
  var roleLabels: Int { RoleFeatures.labels }
  var roleLabelsPadded: Int { (RoleFeatures.labels + 7) / 8 * 8 }
  var tagsPadded: Int { (tags + 7) / 8 * 8 }
  var entitiesPadded: Int { (entities + 7) / 8 * 8 }
  var relationsPadded: Int { (relations + 7) / 8 * 8 }
  var inputWidth: Int { InputSlot.width }
  /// Width of a layer's output.
  func width(_ layer: Int) -> Int { 2 * hidden[layer] }
  var lastWidth: Int { 2 * (hidden.last ?? 0) }
}

/// One training sentence in numbers.
struct NetworkExample {
  /// Row of each one-row slot for each token, token by token.
  var rows: [Int32]
  /// Lexical classes of each token, a bit each.
  var classes: [UInt64]
  /// Row of each token's word vector.
  var vectors: [Int32]
  var formCounts: [Int32]
  var tags: [UInt8]
  /// Head of each token; the number of tokens for the root.
  var heads: [Int]
  var relations: [UInt8]
  /// Entity labels; empty when nothing is known, ``unknownEntity`` where a token's label is not known.
  var entities: [UInt8]
  /// Nil when nothing is known of the sentence's predicates.
  var predicates: [RoleExample]?
  var count: Int { heads.count }

  static let unknownEntity: UInt8 = 255
}

struct Dropout {
  var word: Float = 0.25
  var input: Float = 0.3
  var hidden: Float = 0.33
  var head: Float = 0.25
  /// Of a whole sentence's shapes.
  var shape: Float = 0.05
  var vector: Float = 0.05
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

/// The parameters outside embeddings and layers, by name.
enum HeadParameter: Int, CaseIterable {
  case tagHead, tagBias, tagInput, lateTagHead, lateTagBias, entityHead, entityBias
  case arcDependent, arcDependentBias, arcHead, arcHeadBias, arcMatrix, arcVector, arcDistance, arcRoot
  case labelDependent, labelHead, labelBias, labelRoot, labelOut, labelOutBias
  case predicateHead, predicateBias, rolePredicate, rolePredicateBias, roleArgument, roleArgumentBias
  case rolePairs, rolePairsBias, roleFeature, roleDistance, senseHead, senseBias, senseOwn, senseClass

  /// Whether a batch touches few of the rows.
  var isSparse: Bool {
    switch self {
    case .tagInput, .roleFeature, .roleDistance, .senseOwn, .senseClass: true
    default: false
    }
  }

  /// Rows, columns and the range of the first values (nil: by rows and columns).
  func size(_ s: NetworkShape) -> (rows: Int, columns: Int, scale: Float?) {
    switch self {
    case .tagHead: (s.width(0), s.tagsPadded, nil)
    case .tagBias, .lateTagBias: (1, s.tagsPadded, 0)
    case .tagInput: (s.tagsPadded, 6 * s.hidden[1], 0.05)
    case .lateTagHead: (s.lastWidth, s.tagsPadded, nil)
    case .entityHead: (s.lastWidth, s.entitiesPadded, nil)
    case .entityBias: (1, s.entitiesPadded, 0)
    case .arcDependent, .arcHead: (s.lastWidth, s.arc, nil)
    case .arcDependentBias, .arcHeadBias: (1, s.arc, 0)
    case .arcMatrix: (s.arc, s.arc, 0.05)
    case .arcVector: (1, s.arc, 0.05)
    case .arcDistance: (s.arc, s.buckets, 0.02)
    case .arcRoot: (1, s.arc, 0.3)
    case .labelDependent, .labelHead: (s.lastWidth, s.label, nil)
    case .labelBias: (1, s.label, 0)
    case .labelRoot: (1, s.label, 0.3)
    case .labelOut: (s.label, s.relationsPadded, nil)
    case .labelOutBias: (1, s.relationsPadded, 0)
    case .predicateHead: (s.lastWidth, 8, nil)
    case .predicateBias: (1, 8, 0)
    case .rolePredicate, .roleArgument: (s.lastWidth, s.role, nil)
    case .rolePredicateBias, .roleArgumentBias: (1, s.role, 0)
    case .rolePairs: (s.role, s.roleLabels * s.role, 0.05)
    case .rolePairsBias: (1, s.roleLabels * s.role, 0.02)
    case .roleFeature: (RoleFeatures(relations: s.relations).count, s.roleLabelsPadded, 0)
    case .roleDistance: (RoleFeatures.distances, s.roleLabelsPadded, 0)
    case .senseHead: (s.lastWidth, s.sense, nil)
    case .senseBias: (1, s.sense, 0)
    case .senseOwn: (s.rolesets.count, s.sense, 0.02)
    case .senseClass: (s.rolesets.classCount + 1, s.sense, 0.02)
    }
  }
}

final class Network {
  let shape: NetworkShape
  let embeddings: [Parameter]
  let layers: [RecurrentLayer]
  private let others: [Parameter]

  subscript(_ name: HeadParameter) -> Parameter { others[name.rawValue] }

  init(_ shape: NetworkShape, seed: UInt64) {
    self.shape = shape
    var g = Generator(state: seed)
    embeddings = InputSlot.allCases.map {
      Parameter(shape.vocabulary[$0.rawValue], $0.width, scale: $0 == .classes ? 0.1 : 0.25, sparse: true, &g)
    }
    layers = shape.hidden.indices.map {
      RecurrentLayer($0 == 0 ? shape.inputWidth : shape.width($0 - 1), shape.hidden[$0], &g)
    }
    others = HeadParameter.allCases.map { name in
      let (rows, columns, scale) = name.size(shape)
      return Parameter(
        rows, columns, scale: scale ?? (6 / Float(rows + columns)).squareRoot(), sparse: name.isSparse, &g)
    }
  }

  /// A network with the values of another and its own gradients.
  init(sharing other: Network) {
    shape = other.shape
    embeddings = other.embeddings.map { Parameter(sharing: $0) }
    layers = other.layers.map { RecurrentLayer(sharing: $0) }
    others = other.others.map { Parameter(sharing: $0) }
  }

  var parameters: [Parameter] { embeddings + layers.flatMap(\.parameters) + others }
}
