// One document's actors in the making: mentions are read in text order, each joins an actor or makes a new one.

import ChronographBase
import Corpus
import Language

/// An actor of the document with what coreference needs to know of it.
struct DraftActor {
  var actor: NewsActor
  var sex = Sex.unknown
  var isPlural = false
  /// Roles of roles.yaml that the text gives to it.
  var roles: [Int32] = []
  /// Words of roles.yaml that the text gives to it.
  var words: [Int32] = []
  /// Years of age.
  var age: Int?
  /// What a company makes or does.
  var type: String?
  /// A region, a people or a religion: no actor that acts.
  var isRegion = false
  /// Something made, such as an aircraft: "it", never "they".
  var isProduct = false
  /// Whether the gazetteer knows it.
  var known: Int32?
  /// Keys of the words of an organisation's name: "the agency" may be one that is called so.
  var nameKeys: [UInt64] = []

  var isPerson: Bool { actor.kind == .person && !isPlural }
}

/// Titles found before a person's name.
struct TitleBefore {
  var tokens: Range<Int>
  var roles: [Int] = []
  /// Name of the country or organisation among the words.
  var owner: Int?
  var isFormer = false
  var sex = Sex.unknown
}

/// A mention as coreference sees it.
struct Salient {
  var actor: Int
  var token: Int
  var tokens: Range<Int>
  var sentence: Int
  var isSubject: Bool
  var form: ActorMention.Form = .name
  /// The kind of pronoun that it is.
  var pronoun: Pronoun?
}

struct ActorResolver {
  let document: AnnotatedDocument
  let gazetteer: Gazetteer
  let lexicon: RoleLexicon
  let grammar: ActorGrammar
  let nounKinds: NounKinds
  let slotKinds: SlotKinds
  let antecedents: AntecedentModel
  let scan: DocumentScan
  let date: String?
  /// Whether the document is more than titles: a phrase alone is read as one.
  let hasProse: Bool
  /// Nouns and adjectives that the text writes without a capital.
  let smallWords: Set<WordKey>
  /// Codes of the countries whose names, adjectives, peoples, capitals or places the text has.
  let spokenOf: Set<String>
  /// Keys of places in the text, for the ids of actors without a name.
  let places: PlaceKeys

  var drafts: [DraftActor] = []
  var indexOfID: [String: Int] = [:]
  var actorOfName: [Int: Int] = [:]
  var titles: [Int: TitleBefore] = [:]
  /// Name that a role match is a title of.
  var titleOf: [Int: Int] = [:]
  /// Person that a role match in apposition describes.
  var described: [Int: Int] = [:]
  /// Actors of role matches that were resolved before their turn.
  var actorOfRole: [Int: Int] = [:]
  /// Persons of the document by the key of their last name.
  var persons: [UInt64: [Int]] = [:]
  /// Persons of the document with a full name, by the key of its first word.
  var bearers: [UInt64: [Int]] = [:]
  /// Persons whom the text calls by their first name alone.
  var calledByFirst: Set<Int> = []
  /// The first token of each person's first full name.
  var firstFull: [Int: Int] = [:]
  /// Bodies that bear the last name of a person whom the text names later, by that name.
  var eponyms: [UInt64: Int] = [:]
  /// Folded names of persons by draft, where they were compared.
  var foldedNames: [FoldedName?] = []
  /// Single words of the text that name places.
  var placeWords: Set<UInt64> = []
  /// Unknown proper names by the key of their words.
  var properNames: [UInt64: ProperName] = [:]
  /// Organisations of the document by the initials of their name and by its first word.
  var shortNames: [UInt64: Int] = [:]
  /// Groups without a name by role class and owner.
  var groups: [String: Int] = [:]
  /// Mentions in text order, for coreference.
  var history: [Salient] = []
  /// Nouns that are no actors but that a pronoun may mean, in text order.
  var nouns: [RivalNoun] = []
  /// Actors that the text names side by side, in text order.
  var alongside: [Coordination] = []
  /// Months in which the offices that the text speaks of were held so, when its date is not known.
  var months: [Int] = []
  var claims: [OfficeClaim] = []
  /// Who speaks where.
  let speech: DirectSpeech
  /// "I" and "we" of quotations, in text order.
  var firstPersons: [(token: Int, pronoun: Pronoun)] = []
  var actorOfHead: [Int: Int] = [:]
  /// All actors of a head that stands for several ("both sides").
  var partiesOfHead: [Int: [Int]] = [:]

  /// Where the candidates of pronouns are collected for training.
  var rows: [AntecedentRow]?

  init(_ document: AnnotatedDocument, _ analyser: ActorAnalyser) {
    self.document = document
    gazetteer = analyser.gazetteer
    lexicon = analyser.lexicon
    grammar = analyser.grammar
    nounKinds = analyser.nounKinds
    slotKinds = analyser.slotKinds
    antecedents = analyser.antecedents
    scan = DocumentScan(document, gazetteer: gazetteer, lexicon: lexicon, grammar: grammar)
    speech = DirectSpeech(document, speechVerbs: grammar.speechVerbs)
    smallWords = Set(
      document.tokens.lazy.filter { !$0.isCapitalised && ($0.upos == .noun || $0.upos == .adj) }.map(\.form))
    spokenOf = scan.countries(gazetteer)
    places = PlaceKeys(document)
    date = document.source.date
    hasProse = document.sentences.contains { $0.isProse }
  }

  /// Reads the document.
  mutating func run() -> ActorAnalysis {
    collectTitles()
    seedProperNames()
    seedOrganisations()
    seedPersons()
    collectDescriptions()
    months = monthsOfOffices()
    for sentence in document.sentences where DocumentScan.isRead(sentence) {
      for token in sentence.tokens { visit(token) }
    }
    linkFirstPersons()
    return analysis()
  }

  private mutating func visit(_ token: Int) {
    let name = Int(scan.nameAt[token])
    if name >= 0 {
      let match = scan.names[name]
      if match.tokens.upperBound - 1 == token {
        mentionName(name)
        let head = head(of: match.tokens)
        if actorOfHead[head] == nil { noteNoun(head) }
      }
      return
    }
    let role = Int(scan.roleAt[token])
    if role >= 0 {
      if isSurname(role) {
        mentionSurname(token)
        return
      }
      if scan.roles[role].tokens.upperBound - 1 == token, titleOf[role] == nil {
        mentionRole(role)
        let meaning = lexicon.role(scan.roles[role].sense)
        if meaning.kind == .thing { mentionThing(token, type: meaning.type) }
        if actorOfHead[token] == nil { noteNoun(token) }
      }
      return
    }
    if document.tokens[token].isCapitalised, !persons.isEmpty { mentionSurname(token) }
    if let pronoun = Words.pronouns[document.tokens[token].form] {
      mentionPronoun(token, pronoun)
    } else if let age = ageAsName(token) {
      mentionAge(token, age)
    } else if let body = bodyOfLetters(token) {
      mention(body, token..<token + 1, head: token, .alias)
    } else {
      mentionSpeaking(token)
      mentionThing(token)
      mentionNumber(token)
      if actorOfHead[token] == nil { noteNoun(token) }
    }
  }

  /// Adds a mention and makes the actor the most recent one.
  mutating func mention(
    _ actor: Int, _ tokens: Range<Int>, head: Int, _ form: ActorMention.Form, isLocative: Bool = false
  ) {
    guard drafts.indices.contains(actor), !tokens.isEmpty, tokens.contains(head) else { return }
    let span = document.span(tokens)
    guard !span.isEmpty else { return }
    drafts[actor].actor.mentions.append(
      ActorMention(span: span, head: head, tokens: tokens, form: form, isLocative: isLocative))
    actorOfHead[head] = actor
    let word = document.tokens[head]
    let entry = Salient(
      actor: actor, token: head, tokens: tokens, sentence: Int(word.sentence), isSubject: word.relation.isSubject,
      form: form, pronoun: form == .pronoun ? Words.pronouns[word.form] : nil)
    noteCompany(entry)
    history.append(entry)
  }

  /// Adds one mention to each of several actors.
  mutating func mention(parties: [Int], _ tokens: Range<Int>, head: Int, _ form: ActorMention.Form) {
    guard parties.count > 1 else {
      if let only = parties.first { mention(only, tokens, head: head, form) }
      return
    }
    for actor in parties { mention(actor, tokens, head: head, form) }
    actorOfHead[head] = parties[0]
    partiesOfHead[head] = parties
    let word = document.tokens[head]
    alongside.append(
      Coordination(
        members: parties, token: head, sentence: Int(word.sentence), isSubject: word.relation.isSubject, isLoose: false)
    )
  }

  /// The syntactic head of a stretch of tokens: the one whose own head lies outside.
  func head(of tokens: Range<Int>) -> Int {
    for token in tokens {
      let outer = Int(document.tokens[token].head)
      if !tokens.contains(outer), document.tokens[token].relation != .punct { return token }
    }
    return max(tokens.lowerBound, tokens.upperBound - 1)
  }

  /// The draft of a known actor, made when it is first needed.
  mutating func draft(known index: Int32) -> Int {
    let known = gazetteer.actor(index)
    if let draft = indexOfID[known.id] { return draft }
    var actor = NewsActor(
      id: known.id, name: known.name, kind: known.kind, country: known.country, sector: known.sector,
      affiliation: known.affiliation, why: "in the gazetteer as \(known.name)")
    if let date, known.terms.contains(where: { $0.office == "government" && $0.covers(date) }) { actor.sector = "GOV" }
    if known.kind == .person, known.sector == "GOV", let date, !known.terms.isEmpty,
      known.terms.allSatisfy({ term in term.to.map { OfficeTerm.isBefore($0, date) } ?? false })
    {
      actor.sector = "ELI"
    }
    if known.kind == .country { actor.why = "the state \(known.name): country and government are one actor" }
    if let affiliation = known.affiliation, let owner = gazetteer.byID[affiliation] { _ = draft(known: owner) }
    return add(
      DraftActor(
        actor: actor, sex: known.sex, type: known.type, isRegion: known.isRegion,
        isProduct: known.isProduct, known: index))
  }

  mutating func add(_ draft: DraftActor) -> Int {
    var draft = draft
    if draft.actor.kind == .organisation || draft.actor.kind == .armedForce, draft.actor.isNamed {
      draft.nameKeys = ActorResolver.wordKeys(draft.actor.name)
    }
    if let taken = indexOfID[draft.actor.id], draft.actor.kind != drafts[taken].actor.kind {
      draft.actor.id += "-" + draft.actor.kind.rawValue
    }
    if let taken = indexOfID[draft.actor.id] { return taken }
    indexOfID[draft.actor.id] = drafts.count
    drafts.append(draft)
    return drafts.count - 1
  }

  /// Keys of the words of a name but the first, which says which one it is rather than what it is.
  static func wordKeys(_ name: String) -> [UInt64] {
    let words = name.split(separator: " ")
    // "Church of Ones": the first word says what it is.
    let start = words.count > 2 && words[1] == "of" ? 0 : 1
    return words.dropFirst(start).prefix(12).map { PhraseKey(String($0)).value }
  }

  /// The id of somebody without a name: its words and where they stand, unlike that of any other document.
  func anonymousID(_ tokens: Range<Int>) -> String {
    let slug = String(decoding: LatinFolding.slug(document.string(tokens)).utf8.prefix(48), as: UTF8.self)
    return slug + "-" + places.digits(tokens)
  }

  /// Drops what has no mention and no dependant, in the order of first mention.
  private func analysis() -> ActorAnalysis {
    var used = [Bool](repeating: false, count: drafts.count)
    for (index, draft) in drafts.enumerated() where !draft.actor.mentions.isEmpty && !used[index] {
      used[index] = true
      var owner = draft.actor.affiliation
      var steps = 0
      while let id = owner, let next = indexOfID[id], !used[next], steps < 8 {
        used[next] = true
        owner = drafts[next].actor.affiliation
        steps += 1
      }
    }
    let order = drafts.indices.filter { used[$0] }.sorted { a, b in
      let first = drafts[a].actor.mentions.first?.span.start ?? Int.max
      let second = drafts[b].actor.mentions.first?.span.start ?? Int.max
      return (first, a) < (second, b)
    }
    var place = [Int](repeating: -1, count: drafts.count)
    var actors: [NewsActor] = []
    for index in order {
      place[index] = actors.count
      var actor = drafts[index].actor
      actor.mentions.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
      if let id = actor.affiliation, indexOfID[id] == nil { actor.affiliation = nil }
      actors.append(actor)
    }
    var heads: [Int: Int] = [:]
    for (token, actor) in actorOfHead where place[actor] >= 0 { heads[token] = place[actor] }
    let parties = partiesOfHead.mapValues { members in members.map { place[$0] }.filter { $0 >= 0 } }
    return ActorAnalysis(actors: actors, claims: claims, actorOfHead: heads, partiesOfHead: parties)
  }
}
