// Main verbs that the parser took for modifiers of the noun after them: "has imposed sanctions" with "has" as the verb,
// "Turkey severed relations with …" as one long name.

import Language

/// What a misread verb leans on.
enum Misreading: Sendable, Equatable {
  /// The perfect auxiliary that was taken for the main verb.
  case perfect(have: Int)
  /// The name before it, its subject.
  case name(subject: Int)
}

extension ClauseReader {
  /// Whether a modifier is a verb with its object behind it; nil for any other token.
  func misreading(of token: Int) -> Misreading? {
    guard tokens.indices.contains(token), token > 0, tokens[token].relation == .amod, let noun = document.head(token),
      noun > token
    else { return nil }
    if document.xpos(token) == "VBN", let have = document.head(noun), have < token, tokens[have].lemma == Words.have,
      tokens[have].upos == .verb, tokens[noun].relation == .obj
    {
      for between in have + 1..<token where tokens[between].upos != .adv { return nil }
      return .perfect(have: have)
    }
    guard tokens[noun].head < 0, tokens[token - 1].upos == .propn,
      document.head(token - 1) == noun || document.head(token - 1) == token,
      tokens[token - 1].relation == .compound || tokens[token - 1].relation == .nmodPoss,
      !tokens[token].isCapitalised, isVerbless(around: token)
    else { return nil }
    return .name(subject: token - 1)
  }

  /// The arguments of a misread verb.
  func arguments(of misread: Misreading, at verb: Int) -> Arguments {
    var result = Arguments()
    guard let object = document.head(verb) else { return result }
    result.object = object
    var owners = [object]
    switch misread {
    case .perfect(let have):
      result.subject = surfaceSubject(of: have)
      owners.append(have)
    case .name(let subject): result.subject = subject
    }
    for owner in owners {
      for child in document.children(owner) where child != object && child > verb {
        let relation = tokens[child].relation
        if relation.isOblique, let preposition = preposition(of: child) {
          result.obliques.append(Oblique(preposition: preposition, head: child))
        } else if relation == .xcomp || relation == .ccomp || relation == .acl && document.xpos(child) == "VB" {
          result.complements.append(child)
        }
      }
    }
    return result
  }

  /// Whether the sentence of a token has no finite verb.
  private func isVerbless(around token: Int) -> Bool {
    let sentence = tokens[token].sentence
    for step in [-1, 1] {
      var position = token + step
      while tokens.indices.contains(position), tokens[position].sentence == sentence, abs(position - token) < 40 {
        switch document.xpos(position) {
        case "VBD", "VBZ", "VBP", "MD": return false
        default: position += step
        }
      }
    }
    return true
  }
}
