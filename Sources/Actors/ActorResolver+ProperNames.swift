// Unknown proper names: what nobody marked is an actor where its clause makes it one – as subject, object, agent or
// recipient of a verb, or beside the noun that says what body it is ("the journal Acta").

import ChronographBase
import Corpus
import Language

/// What the clauses of a text say of an unknown proper name.
struct ProperName {
  /// A name that speaks, decides or is called a body; otherwise a thing that things happen to.
  var isBody = false
  /// Sector and kind that the noun beside it gives.
  var role: RoleSense?
  /// Whether it stands somewhere but at the start of a sentence.
  var isCertain = false
  var isArgument = false
  /// The actor, once made.
  var actor: Int?
}

extension ActorResolver {
  /// Gathers the evidence for all unknown names, so that each mention of one means the same.
  mutating func seedProperNames() {
    for match in scan.names where match.senses.isEmpty && isOpen(match) {
      let key = PhraseKey(document.string(match.tokens)).value
      var name = properNames[key] ?? ProperName()
      let first = match.tokens.lowerBound
      let start = document.sentences[Int(document.tokens[first].sentence)].tokens.lowerBound
      if match.tokens.count > 1 || first > start || isCamel(first) { name.isCertain = true }
      if let role = bodyBeside(match) {
        name.role = lexicon.isGeneric(role) ? name.role ?? role : role
        name.isBody = true
        name.isArgument = true
        name.isCertain = true
      }
      switch argument(head(of: match.tokens)) {
      case .body:
        name.isBody = true
        name.isArgument = true
      case .thing: name.isArgument = true
      case nil: break
      }
      properNames[key] = name
    }
  }

  private func isOpen(_ match: NameMatch) -> Bool {
    guard let last = match.tokens.last else { return false }
    // A single word that the tagger takes for somebody's name names the body that the noun before it says.
    let isBody = match.entity == .person && match.tokens.count == 1 && bodyBeside(match) != nil
    guard match.entity == .other || match.entity == nil || isBody else { return false }
    if grammar.noNames.contains(document.tokens[last].form) || grammar.landforms.contains(document.tokens[last].form) {
      return false
    }
    guard match.tokens.count == 1 else { return true }
    let word = document.tokens[last]
    let key = PhraseKey(document.text, word.span).value
    return word.upos == .propn || word.upos == .x || word.upos == .noun
      ? !smallWords.contains(word.form) && !grammar.noPersons.contains(key) && !grammar.commonWords.contains(key)
        && word.span.length > 1
      : false
  }

  /// "HSB", "HarbourTech", "Harbour.com": written like a name wherever it stands.
  private func isCamel(_ token: Int) -> Bool {
    let bytes = document.text[document.tokens[token].span.range]
    return bytes.dropFirst().contains { $0 >= 0x41 && $0 <= 0x5a }
      || bytes.dropFirst().dropLast().contains { $0 == 0x2e }
  }

  /// The noun for a body that stands right before a name or that the name is in apposition to.
  private func bodyBeside(_ match: NameMatch) -> RoleSense? {
    func sense(_ token: Int) -> RoleSense? {
      guard document.tokens.indices.contains(token), scan.roleAt[token] >= 0, scan.nameAt[token] < 0 else { return nil }
      let role = scan.roles[Int(scan.roleAt[token])]
      let kind = lexicon.role(role.sense).kind
      guard kind == .body || kind == .force,
        document.tokens[token].sentence == document.tokens[match.tokens.lowerBound].sentence
      else { return nil }
      return role.sense
    }
    let before = match.tokens.lowerBound - 1
    let top = head(of: match.tokens)
    let relation = document.tokens[top].relation
    if let found = sense(before), relation != .obj, relation != .iobj, relation != .obl { return found }
    guard relation == .appos || relation == .flat || relation == .nmodDesc, let governor = document.head(top) else {
      return nil
    }
    return governor < top ? sense(governor) : nil
  }

  private enum Argument { case body, thing }

  /// The part that a phrase takes in its clause.
  private func argument(_ head: Int) -> Argument? {
    var top = head
    var steps = 0
    while document.tokens[top].relation == .conj || document.tokens[top].relation == .appos, steps < 4,
      let governor = document.head(top), governor < top
    {
      top = governor
      steps += 1
    }
    // What stands beside another name or noun counts only with what that one is.
    guard top == head || document.tokens[top].upos == .propn, let governor = document.head(top),
      document.tokens[governor].upos == .verb
    else { return nil }
    let verb = document.tokens[governor].lemma
    switch document.tokens[top].relation {
    case .nsubj:
      return grammar.agentVerbs.contains(verb) && document.child(governor, .auxPass) == nil ? .body : .thing
    case .oblAgent: return .body
    case .iobj: return .body
    case .obj, .nsubjPass: return .thing
    case .obl:
      guard let preposition = document.child(top, .case) else { return nil }
      let word = document.tokens[preposition].form
      return Words.giving.contains(word) && !grammar.placeVerbs.contains(verb) ? .thing : nil
    default: return nil
    }
  }

  /// The actor of an unknown name that its clauses make one; nil for the others.
  mutating func properName(_ match: NameMatch, _ text: String) -> Int? {
    let key = PhraseKey(text).value
    guard var name = properNames[key], name.isArgument, name.isCertain else { return nil }
    if let made = name.actor { return made }
    if name.isBody || grammar.nameSector(of: document, match.tokens) != nil {
      name.actor = organisation(match, text)
      if let actor = name.actor, let sense = name.role, drafts[actor].known == nil {
        let role = lexicon.role(sense)
        if drafts[actor].actor.sector == nil, role.sector != "UNK" { drafts[actor].actor.sector = role.sector }
        if role.sector == "JRN", drafts[actor].actor.kind == .organisation { drafts[actor].actor.kind = .outlet }
        if drafts[actor].type == nil { drafts[actor].type = role.type }
      }
    } else {
      let slug = LatinFolding.slug(ActorResolver.tidied(text))
      guard !slug.isEmpty else { return nil }
      name.actor = add(
        DraftActor(
          actor: NewsActor(
            id: slug, name: ActorResolver.tidied(text), kind: .group,
            why: "a proper name that the text does not explain"),
          isProduct: true))
    }
    properNames[key] = name
    return name.actor
  }
}
