// Semantic roles from the dependency tree alone: subjects and objects by voice, and the subjects that control,
// relative clauses and conjunction leave out.

/// Finds predicates and their arguments by rules.
struct RoleRules {
  private let document: AnnotatedDocument
  private let classes: WordClasses
  /// Lexicographer files of nouns plus one: act, event, time.
  private static let acts = [2, 9]
  private static let times = 26

  init(_ document: AnnotatedDocument, _ classes: WordClasses) {
    self.document = document
    self.classes = classes
  }

  /// Predicates in text order.
  func predicates() -> [Predicate] {
    var result: [Predicate] = []
    for token in document.tokens.indices where isPredicate(token) {
      var arguments = document.tokens[token].upos == .verb ? verbArguments(token) : nounArguments(token)
      arguments.sort { ($0.head, $0.label.rawValue) < ($1.head, $1.label.rawValue) }
      let roleset = commonest(token) ?? WordKey(document.lemma(of: token) + ".01")
      result.append(Predicate(token: token, roleset: roleset, arguments: arguments))
    }
    return result
  }

  /// The commonest roleset of a word.
  private func commonest(_ token: Int) -> WordKey? {
    let word = document.tokens[token]
    let rolesets = document.rolesets
    var best: UInt16?
    for number in rolesets.candidates(word.lemma.alias(word.upos == .verb ? .verb : .noun))
    where best.map({ rolesets.count(Int(number)) > rolesets.count(Int($0)) }) ?? true { best = number }
    return best.map { rolesets.key(Int($0)) }
  }

  private func isPredicate(_ token: Int) -> Bool {
    let word = document.tokens[token]
    switch word.upos {
    case .verb: return true
    case .noun:
      guard RoleRules.acts.contains(classes.find(word.lemma.value).noun) else { return false }
      return document.child(token, .nmod, .nmodPoss, .compound) != nil
    default: return false
    }
  }

  private func nounArguments(_ token: Int) -> [Predicate.Argument] {
    var result: [Predicate.Argument] = []
    for child in document.children(token) {
      switch document.tokens[child].relation {
      case .nmodPoss: result.append(.init(label: .arg0, head: child))
      case .nmod: result.append(.init(label: isTime(child) ? .tmp : .arg1, head: child))
      case .nmodTmod: result.append(.init(label: .tmp, head: child))
      case .amod: result.append(.init(label: .adj, head: child))
      case .compound: result.append(.init(label: .arg1, head: child))
      default: break
      }
    }
    return result
  }

  private func verbArguments(_ token: Int) -> [Predicate.Argument] {
    var result: [Predicate.Argument] = []
    let isPassive = document.tokens[token].features.contains(.passive)
    let hasObject = document.child(token, .obj) != nil
    for child in document.children(token) {
      guard let label = label(child, hasObject: hasObject) else { continue }
      result.append(.init(label: label, head: child))
    }
    guard !document.children(token).contains(where: { document.tokens[$0].relation.isSubject }),
      let subject = leftOut(token, steps: 0)
    else { return result }
    if !result.contains(where: { $0.head == subject }) {
      result.append(.init(label: isPassive ? .arg1 : .arg0, head: subject))
    }
    return result
  }

  private func label(_ child: Int, hasObject: Bool) -> RoleLabel? {
    let word = document.tokens[child]
    // The gap of a relative clause belongs to the noun before it.
    if word.features.contains(.relative), word.upos == .pron { return nil }
    switch word.relation {
    case .nsubj, .csubj, .nsubjOuter, .csubjOuter, .oblAgent: return .arg0
    case .nsubjPass, .csubjPass, .obj, .ccomp: return .arg1
    case .xcomp: return hasObject ? .arg2 : .arg1
    case .iobj: return .arg2
    case .oblTmod: return .tmp
    case .obl, .oblUnmarked, .oblNpmod: return isTime(child) ? .tmp : isPlace(child) ? .loc : .arg2
    case .advmod: return word.features.contains(.negative) ? .neg : isTime(child) ? .tmp : .adv
    case .advcl:
      return document.children(child).contains { document.xpos($0) == "TO" } ? .prp : .adv
    case .aux: return document.xpos(child) == "MD" ? .mod : nil
    case .discourse: return .dis
    default: return nil
    }
  }

  /// The subject of a verb that has none of its own.
  private func leftOut(_ token: Int, steps: Int) -> Int? {
    guard steps < 8, let head = document.head(token) else { return nil }
    switch document.tokens[token].relation {
    case .acl, .aclRelcl: return head
    case .xcomp:
      return document.child(head, .obj, .iobj) ?? subject(head) ?? leftOut(head, steps: steps + 1)
    case .conj, .advcl: return subject(head) ?? leftOut(head, steps: steps + 1)
    default: return nil
    }
  }

  private func subject(_ token: Int) -> Int? {
    document.children(token).first { document.tokens[$0].relation.isSubject }
  }

  private func isTime(_ token: Int) -> Bool {
    classes.find(document.tokens[token].lemma.value).noun == RoleRules.times
  }

  private func isPlace(_ token: Int) -> Bool {
    let known = classes.find(document.tokens[token].lemma.value)
    return known.has(WordClass.place) || known.has(WordClass.country) || known.has(WordClass.landform)
  }
}
