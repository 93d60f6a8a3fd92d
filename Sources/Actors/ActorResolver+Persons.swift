// Persons: full names first, then last and first names alone, spellings, and new ones.

import ChronographBase
import Corpus
import Language

extension ActorResolver {
  /// Full names first, so that a headline's "Trump" finds the person whose whole name follows.
  mutating func seedPersons() {
    for (index, match) in scan.names.enumerated() where match.tokens.count > 1 && mayBePerson(match) {
      if let actor = actor(ofName: index), drafts[actor].actor.kind == .person {
        register(actor, match.tokens)
        if firstFull[actor] == nil { firstFull[actor] = match.tokens.lowerBound }
      }
    }
    seedEponyms()
    for match in scan.names where match.tokens.count == 1 {
      let key = PhraseKey(document.text, document.tokens[match.tokens.lowerBound].span).value
      if persons[key] == nil, let only = bearers[key], only.count == 1 { calledByFirst.insert(only[0]) }
    }
  }

  /// "Brandt, the maker of pumps, …" before "said Jan Brandt, its chief executive": a body that bears the last name of
  /// somebody whom the text names only later.
  private mutating func seedEponyms() {
    for (index, match) in scan.names.enumerated()
    where match.tokens.count == 1 && match.senses.isEmpty && titles[index] == nil {
      let token = match.tokens.lowerBound
      let key = PhraseKey(document.text, document.tokens[token].span).value
      guard eponyms[key] == nil, let known = persons[key], !known.isEmpty,
        known.allSatisfy({ drafts[$0].known == nil && firstFull[$0].map { $0 > token } ?? false }),
        isCalledBody(token)
      else { continue }
      let text = ActorResolver.tidied(document.string(match.tokens))
      let slug = LatinFolding.slug(text)
      guard !slug.isEmpty else { continue }
      eponyms[key] = add(
        DraftActor(
          actor: NewsActor(
            id: slug, name: text, kind: .organisation, sector: "BUS",
            why: "called a company before somebody of that name is named")))
    }
  }

  /// Whether an apposition right behind a name calls it a body: "Brandt, the maker of …".
  private func isCalledBody(_ token: Int) -> Bool {
    document.children(token).contains { child in
      guard document.tokens[child].relation == .appos, child > token, scan.roleAt[child] >= 0 else { return false }
      let kind = lexicon.role(scan.roles[Int(scan.roleAt[child])].sense).kind
      return kind == .body
    }
  }

  private mutating func register(_ actor: Int, _ tokens: Range<Int>) {
    var last = tokens.upperBound - 1
    while last > tokens.lowerBound, grammar.suffixes.contains(document.tokens[last].form) { last -= 1 }
    var start = last
    while start > tokens.lowerBound, !document.tokens[start - 1].spaceAfter { start -= 1 }
    let key = PhraseKey(document.text, document.tokens[last].span).value
    if persons[key, default: []].contains(actor) == false { persons[key, default: []].append(actor) }
    if start < last, start > tokens.lowerBound {
      let whole = PhraseKey(document.string(start..<last + 1)).value
      if persons[whole, default: []].contains(actor) == false { persons[whole, default: []].append(actor) }
    }
    if tokens.count > 1 {
      let first = PhraseKey(document.text, document.tokens[tokens.lowerBound].span).value
      if bearers[first, default: []].contains(actor) == false { bearers[first, default: []].append(actor) }
    }
    if let known = drafts[actor].known {
      let record = gazetteer.actor(known)
      let surname = record.surname ?? record.name.split(separator: " ").last.map(String.init) ?? ""
      let own = PhraseKey(surname).value
      if own != key, persons[own, default: []].contains(actor) == false { persons[own, default: []].append(actor) }
    } else if tokens.count > 1, tokens.count < 4 {
      // "Kim Min-seok": the family name stands first.
      let first = PhraseKey(document.text, document.tokens[tokens.lowerBound].span).value
      if first != key, grammar.familyFirst.contains(first), grammar.givenNames[key] == nil,
        persons[first, default: []].contains(actor) == false
      {
        persons[first, default: []].append(actor)
      }
    }
  }

  mutating func person(_ index: Int, _ match: NameMatch, _ text: String) -> Int? {
    let title = titles[index]
    var last = match.tokens.upperBound - 1
    while last > match.tokens.lowerBound, grammar.suffixes.contains(document.tokens[last].form) { last -= 1 }
    let isOneWord = match.tokens.count > 1 && match.tokens.dropLast().allSatisfy { !document.tokens[$0].spaceAfter }
    let key = isOneWord ? PhraseKey(text).value : PhraseKey(document.text, document.tokens[last].span).value
    // "Lund-Moe" after "Anna Lund-Moe"
    if isOneWord, let known = persons[key] {
      return bearer(of: known, title, at: match.tokens.lowerBound)
    }
    if match.tokens.count == 1 {
      if title == nil, let body = eponyms[key], let known = persons[key],
        known.allSatisfy({ firstFull[$0].map { $0 > match.tokens.lowerBound } ?? false })
      {
        return body
      }
      if let known = persons[key] { return bearer(of: known, title, at: match.tokens.lowerBound) }
      // "Florian thanked the envoy" after "Florian Adler", when the text has only one of that first name.
      if title == nil, let only = bearers[key], only.count == 1 { return only[0] }
      // "Acme" after "Acme Industries Inc.".
      if title == nil, let organisation = shortNames[key] { return organisation }
      // "Kim", "Lee": so many bear them that only a title tells.
      if title?.roles.isEmpty == false || !grammar.familyFirst.contains(key), let known = surnameOnly(key, title) {
        return known
      }
      return title == nil && !isPersonal(match) ? nil : newPerson(match, text, isFull: false)
    }
    if let known = knownByFirstAndLast(match, last) { return draft(known: known) }
    if let other = spelling(of: text, among: persons[key] ?? []) { return other }
    return newPerson(match, text, isFull: true)
  }

  /// The person that a last name means which several bear: the one of the title's sex that the text spoke of last, or,
  /// before it spoke of any (headlines), the first that it will name in full.
  private func bearer(of known: [Int], _ title: TitleBefore?, at token: Int) -> Int? {
    guard known.count > 1 else { return known.first }
    let fitting = known.filter { fits($0, title) }
    let formal = fitting.filter { !calledByFirst.contains($0) }
    let candidates = !formal.isEmpty ? formal : fitting.isEmpty ? known : fitting
    let before = history.reversed().lazy.filter { $0.token < token && candidates.contains($0.actor) }
    let last = before.first { !isSaidOfAnother($0.token) } ?? before.first
    return last?.actor ?? candidates.first
  }

  /// Whether a name stands inside what is said of somebody else and nowhere in a clause of its own: "Jan Roe, son of
  /// Senator Tom Roe, was hurt".
  private func isSaidOfAnother(_ token: Int) -> Bool {
    var node = token
    for _ in 0..<8 {
      let word = document.tokens[node]
      guard let head = document.head(node) else { return false }
      switch word.relation {
      case .nmod, .nmodPoss, .nmodDesc, .compound, .flat, .amod: node = head
      case .appos: return node != token
      default: return false
      }
    }
    return false
  }

  /// Whether one unknown word alone may name a person: not letters only ("KO"), no deity or holiday, no word that the text
  /// also writes small ("Inlet"), nothing with an article.
  private func isPersonal(_ match: NameMatch) -> Bool {
    let token = match.tokens.lowerBound
    let span = document.tokens[token].span
    let key = PhraseKey(document.text, span).value
    guard !grammar.noPersons.contains(key), document.text[span.range].contains(where: { $0 >= 0x61 && $0 <= 0x7a })
    else { return false }
    if isPersonName(key) { return true }
    return span.length > 2 && !smallWords.contains(document.tokens[token].form)
      && document.child(token, .det).map { $0 >= token } ?? true
  }

  private func fits(_ person: Int, _ title: TitleBefore?) -> Bool {
    guard let title else { return true }
    if title.sex != .unknown, drafts[person].sex != .unknown, title.sex != drafts[person].sex { return false }
    return true
  }

  /// "Vladimir Vladimirovich Putin", "Joseph R. Biden": first and last word of a known name with others between.
  private func knownByFirstAndLast(_ match: NameMatch, _ last: Int) -> Int32? {
    guard last > match.tokens.lowerBound, last == match.tokens.upperBound - 1 else { return nil }
    var key = PhraseKey()
    key.feed(document.text, document.tokens[match.tokens.lowerBound].span)
    key.space()
    key.feed(document.text, document.tokens[last].span)
    guard match.tokens.count > 2, let sense = gazetteer.find(key), sense >= 0 else { return nil }
    // A middle initial that the known name has too must agree: George H. W. Bush is not George W. Bush.
    let persons = gazetteer.senses(from: sense).filter { gazetteer.actor($0.actor).kind == .person }
    return persons.count == 1 ? persons.first?.actor : nil
  }

  /// A last name without a full name in the document: a known person when only one can be meant.
  mutating func surnameOnly(_ key: UInt64, _ title: TitleBefore?) -> Int? {
    guard let candidates = gazetteer.surnames[key] else { return nil }
    var fitting: [Int32] = []
    let owner = title?.owner.flatMap { actor(ofName: $0) }
    for index in candidates where !fitting.contains(index) {
      let known = gazetteer.actor(index)
      if let owner, let country = drafts[owner].actor.country, country != known.country { continue }
      if let sex = title?.sex, sex != .unknown, known.sex != .unknown, sex != known.sex { continue }
      fitting.append(index)
    }
    if fitting.count > 1, let title {
      let offices = title.roles.compactMap { lexicon.role(scan.roles[$0].sense).office }
      let held = fitting.filter { index in
        gazetteer.actor(index).terms.contains { offices.contains($0.office) && (title.isFormer || $0.covers(date)) }
      }
      if !held.isEmpty { fitting = held }
    }
    if fitting.count > 1, date != nil {
      let current = fitting.filter { index in gazetteer.actor(index).terms.contains { $0.covers(date) } }
      if !current.isEmpty { fitting = current }
    }
    return fitting.count == 1 ? fitting.first.map { draft(known: $0) } : nil
  }

  private mutating func newPerson(_ match: NameMatch, _ text: String, isFull: Bool) -> Int {
    let name = ActorResolver.tidied(text)
    let slug = LatinFolding.slug(name)
    let id = isFull && !slug.isEmpty ? slug : anonymousID(match.tokens)
    let first = PhraseKey(document.text, document.tokens[match.tokens.lowerBound].span).value
    let draft = add(
      DraftActor(
        actor: NewsActor(
          id: id, name: name, kind: .person, isNamed: isFull,
          why: isFull ? "a person named in full in the text" : "a person named by one name only"),
        sex: isFull ? grammar.givenNames[first] ?? gazetteer.givenNames[first] ?? .unknown : .unknown))
    register(draft, match.tokens)
    return draft
  }

  /// The first of some persons whose name is a spelling of a full name: same words but for initials and diacritics.
  ///
  /// Names are folded once, since a text may have thousands of persons of one last name.
  private mutating func spelling(of text: String, among known: [Int]) -> Int? {
    guard !known.isEmpty else { return nil }
    let words = ActorIdentity.folded(text)
    for other in known {
      if foldedNames.count <= other {
        foldedNames += Array(repeating: nil, count: drafts.count - foldedNames.count)
      }
      let name = drafts[other].actor.name
      if let folded = foldedNames[other], folded.name == name {
        if ActorIdentity.sameFullName(folded.words, words) { return other }
      } else {
        let folded = FoldedName(name: name, words: ActorIdentity.folded(name))
        foldedNames[other] = folded
        if ActorIdentity.sameFullName(folded.words, words) { return other }
      }
    }
    return nil
  }

  /// The words of a person's name as they are compared.
  struct FoldedName {
    var name: String
    var words: [[UInt8]]
  }
}
