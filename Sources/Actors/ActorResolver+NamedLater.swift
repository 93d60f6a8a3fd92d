// Somebody whom the first sentence describes and one of the next names: "A man was found on Monday. Jan Roe, 45, had left …".

import Corpus
import Language

extension ActorResolver {
  /// Sentences at the beginning of a text that describe whom it names later.
  private static let leadSentences = 3
  /// Sentences behind a description in which the name stands.
  private static let reach = 3

  /// The one person whom the sentences behind an indefinite description at the beginning name for the first time, where no
  /// title, age, sex or deed tells the two apart.
  mutating func namedLater(_ match: RoleMatch, _ phrase: NounPhrase, _ role: Role) -> Int? {
    let sentence = Int(document.tokens[phrase.head].sentence)
    guard role.kind == .person, phrase.isIndefinite, !phrase.isCounted, !match.sense.isPlural,
      sentence < ActorResolver.leadSentences, document.sentences[sentence].isProse,
      document.tokens[phrase.head].relation.isSubject || document.tokens[phrase.head].relation == .obj,
      isOnlyDescribed(match, in: sentence)
    else { return nil }
    let age = age(in: phrase.tokens)
    let deed = deed(of: phrase.head)
    var found: Int?
    for (index, name) in scan.names.enumerated() where name.tokens.count > 1 && mayBePerson(name) {
      let place = Int(document.tokens[name.tokens.lowerBound].sentence)
      if place <= sentence { continue }
      if place > sentence + ActorResolver.reach { break }
      guard document.sentences[place].isProse, let person = actor(ofName: index), drafts[person].isPerson,
        drafts[person].known == nil, firstFull[person] == name.tokens.lowerBound
      else { continue }
      let head = head(of: name.tokens)
      // Who speaks, judges or investigates is another.
      guard isNewcomer(index, head, role, match) else { continue }
      let own = ageBehind(name.tokens)
      if let age, let own, age != own { continue }
      if role.sex != .unknown, drafts[person].sex != .unknown, role.sex != drafts[person].sex { continue }
      let other = self.deed(of: head)
      if let deed, let other, deed != other { return nil }
      if let found, found != person { return nil }
      found = person
    }
    return found
  }

  /// Whether no other person is described or named in the sentence.
  private func isOnlyDescribed(_ match: RoleMatch, in sentence: Int) -> Bool {
    let tokens = document.sentences[sentence].tokens
    for other in scan.roles where tokens.contains(other.tokens.lowerBound) && other.tokens != match.tokens {
      guard lexicon.role(other.sense).kind == .person, !other.sense.isPlural else { continue }
      let head = other.tokens.upperBound - 1
      // "A 34-year-old man, a teacher": the same.
      if document.tokens[head].relation == .appos || document.tokens[head].relation == .compound { continue }
      if tokens.contains(match.tokens.lowerBound), match.tokens.contains(head) { continue }
      return false
    }
    return !scan.names.contains { tokens.contains($0.tokens.lowerBound) && $0.entity == .person && $0.tokens.count > 1 }
  }

  /// Whether a name is told as that of somebody whom the text has spoken of: a subject or object of an act, without another
  /// title.
  private func isNewcomer(_ index: Int, _ head: Int, _ role: Role, _ match: RoleMatch) -> Bool {
    if let title = titles[index], !title.roles.isEmpty,
      !title.roles.contains(where: { scan.roles[$0].sense.role == match.sense.role })
    {
      return false
    }
    var top = head
    if document.tokens[top].relation == .appos, let noun = document.head(top), noun < top {
      guard scan.roleAt[noun] < 0 || scan.roles[Int(scan.roleAt[noun])].sense.role == match.sense.role else {
        return false
      }
      top = noun
    }
    let relation = document.tokens[top].relation
    guard relation.isSubject || relation == .obj || relation == .root, document.child(top, .nmodPoss) == nil else {
      return false
    }
    // "Roe, the girl's uncle, …", "Roe, a police spokesman, …"
    for noun in document.children(head)
    where document.tokens[noun].relation == .appos && noun > head && scan.roleAt[noun] >= 0 {
      if scan.roles[Int(scan.roleAt[noun])].sense.role != match.sense.role { return false }
    }
    guard let verb = document.head(top) else { return true }
    return !grammar.speechVerbs.contains(document.tokens[verb].lemma)
  }

  private enum Deed { case suffered, accused }

  /// What is told of somebody: harm, or what is done to suspects.
  private func deed(of head: Int) -> Deed? {
    var verb = document.head(head)
    for _ in 0..<3 {
      guard let token = verb else { return nil }
      let lemma = document.tokens[token].lemma
      if grammar.sufferedDeeds.contains(lemma) { return .suffered }
      if grammar.accusedDeeds.contains(lemma) { return .accused }
      if document.tokens[token].upos == .verb { break }
      verb = document.head(token)
    }
    return nil
  }

  /// The number between commas right behind a name.
  private func ageBehind(_ tokens: Range<Int>) -> Int? {
    let next = tokens.upperBound
    guard next + 2 < document.tokens.count, document.tokens[next].form == Words.comma,
      document.tokens[next + 1].upos == .num, document.tokens[next + 2].upos == .punct
    else { return nil }
    return number(next + 1)
  }
}
