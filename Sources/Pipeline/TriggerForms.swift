// Part of speech, tense and aspect of the words that name events, for TimeML. Records do not hold them: the document is
// parsed once more.

import Corpus
import Events
import Exports
import Language

extension Engine {
  /// The forms of the first mentions of a record's events, in their order; nil where no token begins there.
  public func forms(of record: DocumentRecord) -> [TimeMLForm?] {
    var workspace = Annotator.Workspace()
    let document = annotator.annotate(layout.analyse(record.source), using: &workspace)
    var tokenAt: [Int: Int] = [:]
    for (number, token) in document.tokens.enumerated() { tokenAt[token.span.start] = number }
    return record.events.map { event in
      event.mentions.first.flatMap { tokenAt[$0.start] }.map { Engine.form(of: $0, in: document) }
    }
  }

  /// The form of a token as TimeML 1.2.1 names it.
  private static func form(of token: Int, in document: AnnotatedDocument) -> TimeMLForm {
    let word = document.tokens[token]
    var form = TimeMLForm(partOfSpeech: TimeMLForm.PartOfSpeech(word.upos))
    guard form.partOfSpeech == .verb else { return form }
    var tag = document.xpos(token)
    var modal: String?
    var isPerfect = false
    var isProgressive = tag == "VBG"
    var first: Int?
    for child in document.children(token) {
      let helper = document.tokens[child]
      guard helper.relation == .aux || helper.relation == .auxPass else {
        if document.lemma(of: child) == "not" || document.form(child).lowercased() == "n't" { form.isNegated = true }
        continue
      }
      if document.xpos(child) == "MD" { modal = document.lemma(of: child) }
      if document.lemma(of: child) == "have" { isPerfect = true }
      if first.map({ child < $0 }) ?? true { first = child }
    }
    // A bare participle has no auxiliary that makes it progressive.
    if first == nil { isProgressive = false }
    // The first of the auxiliaries bears the tense.
    if let first { tag = document.xpos(first) }
    switch (modal, tag) {
    case ("will"?, _), ("shall"?, _): form.tense = .future
    case (let modal?, _): form.modality = modal
    case (nil, "VBD"): form.tense = .past
    case (nil, "VBZ"), (nil, "VBP"): form.tense = .present
    case (nil, "VB"): form.tense = .infinitive
    case (nil, "VBG"): form.tense = .presentParticiple
    case (nil, "VBN"): form.tense = .pastParticiple
    default: break
    }
    form.aspect =
      isPerfect ? (isProgressive ? .perfectiveProgressive : .perfective) : isProgressive ? .progressive : .none
    return form
  }
}

extension TimeMLForm.PartOfSpeech {
  fileprivate init(_ tag: UPOS) {
    switch tag {
    case .verb, .aux: self = .verb
    case .noun, .propn: self = .noun
    case .adj: self = .adjective
    case .adp: self = .preposition
    default: self = .other
    }
  }
}
