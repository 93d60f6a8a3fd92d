// What semantic roles add to the arguments that the tree shows: who acts in a participle, after a raised verb, in a clause
// that the parser hung elsewhere.

import Language

extension ClauseReader {
  /// Fills an empty subject or object from ARG0 and ARG1 of the verb's predicate.
  ///
  /// An argument of the tree is never replaced; a role is taken only when a noun, name or pronoun of the same sentence
  /// heads it.
  func completed(_ arguments: Arguments, of verb: Int) -> Arguments {
    guard arguments.subject == nil || arguments.object == nil, let predicate = document.predicate(at: verb) else {
      return arguments
    }
    var result = arguments
    if result.subject == nil, let actor = filler(.arg0, of: predicate), actor != result.object {
      result.subject = actor
    }
    if result.object == nil, let theme = filler(.arg1, of: predicate), theme != result.subject,
      !result.obliques.contains(where: { $0.head == theme })
    {
      result.object = theme
    }
    return result
  }

  /// The nominal head of a role, through relative pronouns and prepositions.
  func filler(_ label: RoleLabel, of predicate: Predicate) -> Int? {
    guard let head = predicate.argument(label) else { return nil }
    let token = antecedent(of: head)
    guard tokens[token].sentence == tokens[predicate.token].sentence, token != predicate.token else { return nil }
    switch tokens[token].upos {
    case .noun, .propn, .pron, .num: return token
    default: return nil
    }
  }
}
