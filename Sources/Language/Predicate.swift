// Semantic roles: predicates with their PropBank roleset and the heads of their arguments.

/// The role of an argument, as PropBank names it. Continuations (`C-`) and relative pronouns that stand for an
/// argument (`R-`) are no arguments of their own.
public enum RoleLabel: UInt8, Sendable, CaseIterable {
  case arg0, arg1, arg2, arg3, arg4, arg5, argA
  /// Time, place, modal verb, negation, cause, purpose.
  case tmp, loc, mod, neg, cau, prp
  /// Adverbial, discourse, manner, direction, extent, goal.
  case adv, dis, mnr, dir, ext, gol
  /// Light verb of a noun, true predicate of a light verb.
  case lvb, prr
  /// Adjectival, companion, construction, secondary predicate, reciprocal.
  case adj, com, cxn, prd, rec

  /// Whether the predicate's roleset numbers the role.
  public var isCore: Bool { rawValue <= RoleLabel.argA.rawValue }

  /// The label as PropBank writes it, such as `ARG0` or `ARGM-TMP`.
  public var name: String { RoleLabel.names[Int(rawValue)] }

  private static let names = allCases.map { label in
    let upper = String(describing: label).uppercased()
    return label.isCore ? upper : "ARGM-" + upper
  }

  /// Reads a label such as `ARG0` or `ARGM-TMP`; nil for continuations, references and unknown labels.
  public init?(_ name: some StringProtocol) {
    guard let number = RoleLabel.names.firstIndex(where: { $0 == name }) else { return nil }
    self = RoleLabel.allCases[number]
  }
}

/// A word that tells an event or a state: a verb, an eventive noun or an adjective, with its arguments.
public struct Predicate: Sendable, Equatable {
  /// One argument by its head word.
  public struct Argument: Sendable, Equatable {
    public var label: RoleLabel
    /// Document-wide index of the argument's head token; it need not be a child of the predicate in the tree.
    public var head: Int

    public init(label: RoleLabel, head: Int) {
      self.label = label
      self.head = head
    }
  }

  /// Document-wide token index.
  public var token: Int
  /// Key of the roleset's name: `WordKey("beat.03")`. See ``AnnotatedDocument/rolesetName(of:)``.
  public var roleset: WordKey
  /// By position of the head, then by label.
  public var arguments: [Argument]

  public init(token: Int, roleset: WordKey, arguments: [Argument]) {
    self.token = token
    self.roleset = roleset
    self.arguments = arguments
  }

  /// The first argument with this label.
  public func argument(_ label: RoleLabel) -> Int? { arguments.first { $0.label == label }?.head }

  /// All arguments with this label, in text order.
  public func arguments(_ label: RoleLabel) -> [Int] {
    arguments.compactMap { $0.label == label ? $0.head : nil }
  }

  /// The role that a token heads.
  public func role(of head: Int) -> RoleLabel? { arguments.first { $0.head == head }?.label }
}
