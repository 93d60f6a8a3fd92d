// An actor: somebody or something that does, suffers or says things in the news.

import ChronographBase
import Corpus

public typealias ActorID = String

/// One actor of a document with all its mentions.
public struct NewsActor: Sendable, Codable {
  public enum Kind: String, Sendable, Codable {
    case person, country, government, organisation
    case armedForce = "armed-force"
    case group, outlet, place
  }

  public var id: ActorID
  /// Canonical name.
  public var name: String
  public var kind: Kind
  /// ISO 3166-1 alpha-3, or `IGO`, `NGO`, `MNC`, `IMG`, `ISM`.
  public var country: String?
  /// PLOVER sector such as `GOV`, `MIL`, `MED`.
  public var sector: String?
  /// The actor that this one belongs to.
  public var affiliation: ActorID?
  /// Titles and roles as the text gives them ("U.S. President"), in text order.
  public var roles: [ActorRole]
  /// In text order.
  public var mentions: [ActorMention]
  /// Whether the identity is known outside this document (a gazetteer entry, a full name). Anonymous groups
  /// ("a senior official") are not: they never merge across documents.
  public var isNamed: Bool
  /// Why this identity, in plain words.
  public var why: String
  /// Whether an editor decided who this is: nothing merges it with other names any more.
  public var isFixed = false
  /// What an editor decided of it.
  public var editor: [EditorNote] = []

  /// Country and sector in one, such as `UKRGOV`.
  public var code: String? {
    let code = (country ?? "") + (sector ?? "")
    return code.isEmpty ? nil : code
  }

  public init(
    id: ActorID, name: String, kind: Kind, country: String? = nil, sector: String? = nil,
    affiliation: ActorID? = nil, roles: [ActorRole] = [], mentions: [ActorMention] = [], isNamed: Bool = true,
    why: String = ""
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.country = country
    self.sector = sector
    self.affiliation = affiliation
    self.roles = roles
    self.mentions = mentions
    self.isNamed = isNamed
    self.why = why
  }
}

/// A role that a text gives to an actor.
public struct ActorRole: Sendable, Equatable, Codable {
  public var span: ByteSpan
  public var text: String

  public init(span: ByteSpan, text: String) {
    self.span = span
    self.text = text
  }
}

/// One place where a text refers to an actor.
public struct ActorMention: Sendable, Equatable, Codable {
  public enum Form: String, Sendable, Codable { case name, alias, metonym, title, nominal, pronoun }

  public var span: ByteSpan
  /// Token index of the syntactic head of the mention.
  public var head: Int
  public var tokens: Range<Int>
  public var form: Form
  /// Whether the mention stands for a place here ("in Kyiv"), not for who acts.
  public var isLocative: Bool

  public init(span: ByteSpan, head: Int, tokens: Range<Int>, form: Form, isLocative: Bool = false) {
    self.span = span
    self.head = head
    self.tokens = tokens
    self.form = form
    self.isLocative = isLocative
  }
}

/// A claim of the text that somebody holds an office, matched against the known terms: a cue for the document date.
public struct OfficeClaim: Sendable, Equatable, Codable {
  /// The words, such as `U.S. President Donald Trump`.
  public var span: ByteSpan
  public var actor: ActorID
  /// The office in words, such as `President of the United States`.
  public var office: String
  /// ISO days, months or years of the known term, nil for an open end. Several terms are several claims of one `span`.
  public var from: String?
  public var to: String?
  /// "former", "then", "ex-": the person does not hold it any more when the text is written.
  public var isFormer: Bool

  public init(span: ByteSpan, actor: ActorID, office: String, from: String?, to: String?, isFormer: Bool) {
    self.span = span
    self.actor = actor
    self.office = office
    self.from = from
    self.to = to
    self.isFormer = isFormer
  }
}

/// What the Actors room knows of one document.
public struct ActorAnalysis: Sendable {
  public var actors: [NewsActor]
  public var claims: [OfficeClaim]
  /// For each token that heads a mention: index into ``actors``; other tokens are absent.
  public var actorOfHead: [Int: Int]
  /// For each token that stands for several actors at once ("both sides", "they" after "Israel and Hamas"): indices
  /// into ``actors``, at least two. ``actorOfHead`` holds the first of them.
  public var partiesOfHead: [Int: [Int]]

  public init(
    actors: [NewsActor], claims: [OfficeClaim], actorOfHead: [Int: Int], partiesOfHead: [Int: [Int]] = [:]
  ) {
    self.actors = actors
    self.claims = claims
    self.actorOfHead = actorOfHead
    self.partiesOfHead = partiesOfHead
  }
}
