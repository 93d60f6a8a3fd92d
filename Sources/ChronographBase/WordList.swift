// Lists in a sentence.

extension Collection<String> {
  /// `a`, `a and b`, `a, b and c`; empty for no items.
  ///
  /// - Parameter limit: items named at most; more than that end in `and others`.
  public func listed(limit: Int = .max) -> String {
    if count > limit { return prefix(Swift.max(1, limit - 1)).joined(separator: ", ") + " and others" }
    guard count > 1 else { return first ?? "" }
    let last = index(startIndex, offsetBy: count - 1)
    return self[..<last].joined(separator: ", ") + " and " + self[last]
  }
}
