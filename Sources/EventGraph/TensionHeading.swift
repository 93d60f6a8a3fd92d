// What a disagreement is called wherever it is shown.

extension Tension.Kind {
  /// Two words for a heading.
  public var heading: String {
    switch self {
    case .date: "Dates differ"
    case .number: "Numbers differ"
    case .actorRole: "Roles differ"
    case .claim: "Claims differ"
    case .naming: "Names differ"
    }
  }
}
