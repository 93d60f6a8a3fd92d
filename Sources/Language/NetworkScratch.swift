// Memory that the network needs for a batch of sentences.

/// Scratch memory of the network; grows to the largest batch and is reused.
package final class NetworkScratch: @unchecked Sendable {
  // Unchecked: a workspace takes new scratch memory before use unless it is the only owner.
  private var capacity = 0
  private var longest = 0
  private var blocks: [UnsafeMutableRawPointer] = []
  /// Input rows, then the outputs of the layers in turn.
  var rows = NetworkScratch.none(Int16.self)
  var outputs: [UnsafeMutablePointer<Int16>] = []
  var gates = NetworkScratch.none(Int32.self)
  var wide = NetworkScratch.none(Int32.self)
  var query = NetworkScratch.none(Int32.self)
  var rectified = NetworkScratch.none(Int16.self)
  var cells = NetworkScratch.none(Float.self)
  var headRows = NetworkScratch.none(Float.self)
  var dependents = NetworkScratch.none(Int16.self)
  var queries = NetworkScratch.none(Float.self)
  /// For semantic roles: gathered rows of predicates, their products, label rows, rows of arguments.
  var predicateRows = NetworkScratch.none(Int16.self)
  var predicateWide = NetworkScratch.none(Int32.self)
  var pairInput = NetworkScratch.none(Int16.self)
  var pairWide = NetworkScratch.none(Int32.self)
  var pairRows = NetworkScratch.none(Float.self)
  var argumentRows = NetworkScratch.none(Float.self)
  package var scores = NetworkScratch.none(Float.self)
  package var tags: [UInt8] = []
  package var entities: [Float] = []
  /// Heads within their sentence; the number of its tokens for the root.
  package var heads: [Int32] = []
  var sentenceHeads: [Int32] = []
  package var relations: [UInt8] = []
  package var tree = TreeDecoder()

  package init() {}

  deinit { for block in blocks { block.deallocate() } }

  private static func none<T>(_ type: T.Type) -> UnsafeMutablePointer<T> {
    UnsafeMutablePointer<T>(bitPattern: 16).unsafelyUnwrapped
  }

  /// Makes room for `n` tokens in sentences of at most `length`.
  func reserve(_ n: Int, _ length: Int, _ m: NetworkModel) {
    guard n > capacity || length > longest else { return }
    for block in blocks { block.deallocate() }
    blocks = []
    capacity = max(64, capacity, n + n / 4)
    longest = max(64, longest, length + length / 4)
    let c = capacity + 1
    func make<T>(_ count: Int, _ type: T.Type) -> UnsafeMutablePointer<T> {
      let raw = UnsafeMutableRawPointer.allocate(byteCount: (count + 64) * MemoryLayout<T>.stride, alignment: 64)
      raw.initializeMemory(as: UInt8.self, repeating: 0, count: (count + 64) * MemoryLayout<T>.stride)
      blocks.append(raw)
      return raw.assumingMemoryBound(to: T.self)
    }
    rows = make(c * InputSlot.width, Int16.self)
    outputs = m.hidden.map { make(c * 2 * $0, Int16.self) }
    gates = make(c * 6 * m.widest, Int32.self)
    wide = make(c * max(m.heads.columns, m.tagHead.columns), Int32.self)
    query = make(c * max(m.arcs.columns, m.labelOut.columns), Int32.self)
    rectified = make(c * m.label, Int16.self)
    cells = make(24 * m.widest, Float.self)
    headRows = make((longest + 1) * m.arc, Float.self)
    dependents = make(c * m.arc, Int16.self)
    queries = make(c * m.arcs.columns, Float.self)
    let group = RoleFinder.group
    predicateRows = make(group * m.lastWidth, Int16.self)
    predicateWide = make(group * m.roles.predicate.columns, Int32.self)
    pairInput = make(group * m.roles.role, Int16.self)
    pairWide = make(group * m.roles.pairs.columns, Int32.self)
    pairRows = make(m.roles.pairs.columns, Float.self)
    argumentRows = make(c * m.roles.role, Float.self)
    scores = make((longest + 1) * (longest + 2), Float.self)
  }
}
