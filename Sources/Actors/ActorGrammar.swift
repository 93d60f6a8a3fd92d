// The words of grammar.yaml: name suffixes, words that give an organisation its sector, verbs that take places.

import Knowledge
import Language

struct ActorGrammar: Sendable {
  struct NameWord: Sendable {
    var sector: String
    var type: String?
    var rank: Int
  }

  private(set) var suffixes: Set<WordKey> = []
  private(set) var placeVerbs: Set<WordKey> = []
  /// Verbs before a name that says who somebody is: "identified as Jan Roe".
  private(set) var namingVerbs: Set<WordKey> = []
  /// Verbs whose subject speaks or decides.
  private(set) var agentVerbs: Set<WordKey> = []
  /// Verbs and nouns that bring subject and object together: "Xi met Putin", "talks with Iran".
  private(set) var meetingVerbs: Set<WordKey> = []
  /// Verbs of saying and thinking that "it" introduces without meaning anything: "it is expected that".
  private(set) var impersonalVerbs: Set<WordKey> = []
  /// Verbs whose object "it" is what somebody said: "denied it".
  private(set) var claimVerbs: Set<WordKey> = []
  /// Nouns of time, which no pronoun takes up.
  private(set) var timeNouns: Set<WordKey> = []
  /// What bears somebody's name without being him: "John F. Kennedy airport".
  private(set) var namesakeNouns: Set<WordKey> = []
  /// Adjectives of parties: "the warring sides".
  private(set) var partyAdjectives: Set<WordKey> = []
  /// What a name and a hyphen before them does not own: "Iran-backed".
  private(set) var patronWords: Set<WordKey> = []
  /// Nouns that are actors only where the sentence shows it: "a source of pride".
  private(set) var weakNouns: Set<UInt64> = []
  /// Family names that stand before the given name.
  private(set) var familyFirst: Set<UInt64> = []
  private(set) var placeNouns: Set<WordKey> = []
  /// Last names that are first of all words.
  private(set) var commonWords: Set<UInt64> = []
  /// Common given names with the sex of most who bear them.
  private(set) var givenNames: [UInt64: Sex] = [:]
  /// Capitalised last or first words of the names of places: "Ocean", "Gulf".
  private(set) var landforms: Set<WordKey> = []
  /// Words that with the name of a place make that of a club: "Real" before it, "FC" before or behind it.
  private(set) var clubWords: Set<WordKey> = []
  /// Words that taggers take for persons.
  private(set) var noPersons: Set<UInt64> = []
  /// Words at the end of a company's name that the text leaves out later: "Inc.".
  private(set) var companyForms: Set<WordKey> = []
  /// Verbs whose complement says what their subject or object is.
  private(set) var predicativeVerbs: Set<WordKey> = []
  /// Those of them that have no object.
  private(set) var linkingVerbs: Set<WordKey> = []
  /// Verbs that present direct speech.
  private(set) var speechVerbs: Set<WordKey> = []
  /// Participles after a name and a hyphen that say where somebody is: "Harbourtown-based".
  private(set) var seatWords: Set<WordKey> = []
  /// Words that set one country apart from the one just spoken of: "the neighbouring country".
  private(set) var contrastWords: Set<WordKey> = []
  private(set) var localOwners: Set<WordKey> = []
  private(set) var sufferedDeeds: Set<WordKey> = []
  private(set) var accusedDeeds: Set<WordKey> = []
  /// Two words that look like an actor and are none: "social media".
  private(set) var noActors: Set<UInt64> = []
  /// Nouns of an office: who is meant by "of president" after them is open.
  private(set) var officeNouns: Set<WordKey> = []
  /// Quarters of the compass before the name of a region: "East Africa" is another one than "Africa".
  private(set) var quarters: Set<WordKey> = []
  /// Capitalised words at the end of names that name no actor: laws, prizes, days.
  private(set) var noNames: Set<WordKey> = []
  /// Descriptions of a person that may as well be a body: "its ally, Hezbollah".
  private(set) var openDescriptions: Set<WordKey> = []
  /// Verbs that only people and bodies are subjects of: "allege".
  private(set) var personalVerbs: Set<WordKey> = []
  /// Papers and broadcasts that speak for their authors: "report", and the verbs by which they do.
  private(set) var documentNouns: Set<WordKey> = []
  private(set) var documentVerbs: Set<WordKey> = []
  /// Nouns that are no speakers though a verb of speaking follows: "the sign says".
  private(set) var noSpeakers: Set<WordKey> = []
  /// Nouns that any organisation of unknown trade may be called: "the club", "the firm".
  private(set) var openBodies: Set<UInt64> = []
  /// Words at the end of the names of streets.
  private(set) var streets: Set<WordKey> = []
  /// Plurals of numbers that stand for people where they act: "thousands".
  private(set) var quantityNouns: Set<WordKey> = []
  /// Groups that "of" says whose they are, not of whom they consist: "families of the victims".
  private(set) var kinNouns: Set<WordKey> = []
  private var nameWords: [WordKey: NameWord] = [:]

  init(_ file: KnowledgeValue) throws(KnowledgeError) {
    try file.allow([
      "suffixes", "name_words", "place_verbs", "naming_verbs", "place_nouns", "given_names", "common_words",
      "agent_verbs",
      "meeting_verbs",
      "impersonal_verbs", "claim_verbs", "time_nouns", "namesake_nouns", "party_adjectives", "weak_nouns",
      "family_first", "patron_words", "landforms", "club_words", "no_persons", "company_forms",
      "predicative_verbs", "speech_verbs", "seat_words", "contrast_words", "local_owners", "suffered_deeds",
      "accused_deeds", "office_nouns", "streets",
      "no_actors", "linking_verbs", "no_names", "open_descriptions",
      "personal_verbs", "document_nouns", "document_verbs", "no_speakers", "quarters",
      "open_bodies", "quantity_nouns", "kin_nouns",
    ])
    quantityNouns = Set(try file.required("quantity_nouns").texts().map { WordKey($0) })
    kinNouns = Set(try file.required("kin_nouns").texts().map { WordKey($0) })
    noActors = Set(try file.required("no_actors").texts().map { PhraseKey($0).value })
    personalVerbs = Set(try file.required("personal_verbs").texts().map { WordKey($0) })
    documentNouns = Set(try file.required("document_nouns").texts().map { WordKey($0) })
    documentVerbs = Set(try file.required("document_verbs").texts().map { WordKey($0) })
    noSpeakers = Set(try file.required("no_speakers").texts().map { WordKey($0) })
    namingVerbs = Set(try file.required("naming_verbs").texts().map { WordKey($0) })
    openBodies = Set(try file.required("open_bodies").texts().map { PhraseKey($0).value })
    quarters = Set(try file.required("quarters").texts().map { WordKey($0) })
    noNames = Set(try file.required("no_names").texts().map { WordKey($0) })
    openDescriptions = Set(try file.required("open_descriptions").texts().map { WordKey($0) })
    linkingVerbs = Set(try file.required("linking_verbs").texts().map { WordKey($0) })
    officeNouns = Set(try file.required("office_nouns").texts().map { WordKey($0) })
    streets = Set(try file.required("streets").texts().map { WordKey($0) })
    seatWords = Set(try file.required("seat_words").texts().map { WordKey($0) })
    sufferedDeeds = Set(try file.required("suffered_deeds").texts().map { WordKey($0) })
    accusedDeeds = Set(try file.required("accused_deeds").texts().map { WordKey($0) })
    localOwners = Set(try file.required("local_owners").texts().map { WordKey($0) })
    contrastWords = Set(try file.required("contrast_words").texts().map { WordKey($0) })
    predicativeVerbs = Set(try file.required("predicative_verbs").texts().map { WordKey($0) })
    speechVerbs = Set(try file.required("speech_verbs").texts().map { WordKey($0) })
    agentVerbs = Set(try file.required("agent_verbs").texts().map { WordKey($0) })
    meetingVerbs = Set(try file.required("meeting_verbs").texts().map { WordKey($0) })
    impersonalVerbs = Set(try file.required("impersonal_verbs").texts().map { WordKey($0) })
    claimVerbs = Set(try file.required("claim_verbs").texts().map { WordKey($0) })
    timeNouns = Set(try file.required("time_nouns").texts().map { WordKey($0) })
    namesakeNouns = Set(try file.required("namesake_nouns").texts().map { WordKey($0) })
    partyAdjectives = Set(try file.required("party_adjectives").texts().map { WordKey($0) })
    patronWords = Set(try file.required("patron_words").texts().map { WordKey($0) })
    weakNouns = Set(try file.required("weak_nouns").texts().map { PhraseKey($0).value })
    familyFirst = Set(try file.required("family_first").texts().map { PhraseKey($0).value })
    clubWords = Set(try file.required("club_words").texts().map { WordKey($0) })
    landforms = Set(try file.required("landforms").texts().map { WordKey($0) })
    noPersons = Set(try file.required("no_persons").texts().map { PhraseKey($0).value })
    companyForms = Set(try file.required("company_forms").texts().map { WordKey($0) })
    suffixes = Set(try file.required("suffixes").texts().map { WordKey($0) })
    placeVerbs = Set(try file.required("place_verbs").texts().map { WordKey($0) })
    placeNouns = Set(try file.required("place_nouns").texts().map { WordKey($0) })
    commonWords = Set(try file.required("common_words").texts().map { PhraseKey($0).value })
    let given = try file.required("given_names")
    try given.allow(["f", "m"])
    for name in try given.required("f").texts() { givenNames[PhraseKey(name).value] = .female }
    for name in try given.required("m").texts() { givenNames[PhraseKey(name).value] = .male }
    for (rank, item) in try file.required("name_words").list().enumerated() {
      try item.allow(["sector", "type", "words"])
      let word = NameWord(sector: try item.required("sector").text(), type: try item["type"]?.text(), rank: rank)
      for text in try item.required("words").texts() where nameWords[WordKey(text)] == nil {
        nameWords[WordKey(text)] = word
      }
    }
  }

  /// The sector that the words of a name give to an organisation, nil when none does.
  func nameSector(of document: AnnotatedDocument, _ tokens: Range<Int>) -> NameWord? {
    // "Office of the Medical Examiner": what stands before "of" says what it is, then the best of the list.
    if let of = tokens.dropFirst().first(where: { document.tokens[$0].form == Words.of }),
      let head = nameSector(of: document, tokens.lowerBound..<of)
    {
      return head
    }
    var best: NameWord?
    for token in tokens {
      guard let word = nameWords[document.tokens[token].form] else { continue }
      if best.map({ word.rank < $0.rank }) ?? true { best = word }
    }
    return best
  }
}
