// What the tree says of a predicate and a word: the same numbers in training and at run time.

/// Numbers the position of a word to a predicate in the dependency tree.
package struct RoleFeatures: Sendable {
  /// Relations of the model.
  package let relations: Int
  /// Labels of a pair: none, then ``RoleLabel``.
  package static let labels = 1 + RoleLabel.allCases.count
  /// Distance buckets, as for arcs.
  package static let distances = 16

  package init(relations: Int) { self.relations = relations }

  /// Number of features.
  package var count: Int { relations * relations + 6 * relations + 2 }

  /// The feature of a pair within a sentence.
  /// - Parameters:
  ///   - head: head of a token of the sentence; its length for the root.
  ///   - relation: number of a token's relation.
  @inline(__always)
  package func feature(
    _ predicate: Int, _ token: Int, _ length: Int, head: (Int) -> Int, relation: (Int) -> Int
  ) -> Int {
    let r = relations
    if predicate == token { return 0 }
    let above = head(predicate)
    let own = head(token)
    if own == predicate { return 2 + relation(token) }
    if above == token { return 2 + r + relation(predicate) }
    if own == above { return 2 + 6 * r + relation(predicate) * r + relation(token) }
    if own < length, head(own) == predicate { return 2 + 2 * r + relation(token) }
    if above < length {
      let highest = head(above)
      if highest == token { return 2 + 3 * r + relation(predicate) }
      if own == highest { return 2 + 4 * r + relation(token) }
      if own < length, own == highest { return 2 + 5 * r + relation(token) }
    }
    return 1
  }
}
