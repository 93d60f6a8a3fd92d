// Memory that the network needs for one sentence.

/// Scratch memory of the network; grows to the longest window and is reused.
package final class NetworkScratch: @unchecked Sendable {
  // Unchecked: a workspace takes new scratch memory before use unless it is the only owner.
  private(set) var capacity = 0
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
  package var scores = NetworkScratch.none(Float.self)
  package var tags: [UInt8] = []
  package var entities: [Float] = []
  package var heads: [Int32] = []
  package var relations: [UInt8] = []
  package var tree = TreeDecoder()

  package init() {}

  deinit { for block in blocks { block.deallocate() } }

  private static func none<T>(_ type: T.Type) -> UnsafeMutablePointer<T> {
    UnsafeMutablePointer<T>(bitPattern: 16).unsafelyUnwrapped
  }

  func reserve(_ n: Int, _ m: NetworkModel) {
    guard n > capacity else { return }
    for block in blocks { block.deallocate() }
    blocks = []
    capacity = max(64, n + n / 4)
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
    cells = make(8 * m.widest, Float.self)
    headRows = make(c * m.arc, Float.self)
    dependents = make(c * m.arc, Int16.self)
    queries = make(c * m.arcs.columns, Float.self)
    scores = make(c * (c + 1), Float.self)
  }
}
