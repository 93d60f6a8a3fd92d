// The value model of the merged graph: documents, actors, events, relations, tensions over a whole corpus.
// Pure values; no input or output happens in this room.

import Actors
import ChronographBase
import Chronology
import Corpus
import Events

/// Bytes of one document.
public struct DocSpan: Sendable, Hashable {
  public var doc: String
  public var span: ByteSpan

  public init(doc: String, span: ByteSpan) {
    self.doc = doc
    self.span = span
  }
}

/// A document as the graph keeps it.
public struct GraphDocument: Sendable {
  /// Everything found in the document; its `date` is the one after the corpus-wide solution.
  public var record: DocumentRecord
  /// Position in reading order, from 1: "article 1".
  public var number: Int

  public var id: String { record.source.id }

  public init(record: DocumentRecord, number: Int) {
    self.record = record
    self.number = number
  }
}

/// A time expression with its document.
public struct GraphTimex: Sendable {
  public var doc: String
  public var timex: Timex

  public init(doc: String, timex: Timex) {
    self.doc = doc
    self.timex = timex
  }
}

/// One way to write an actor's name, with the documents that write it so.
public struct GraphActor: Sendable {
  public struct Mention: Sendable, Hashable {
    public var at: DocSpan
    public var form: ActorMention.Form

    public init(at: DocSpan, form: ActorMention.Form) {
      self.at = at
      self.form = form
    }
  }

  public struct Role: Sendable, Hashable {
    public var at: DocSpan
    public var text: String

    public init(at: DocSpan, text: String) {
      self.at = at
      self.text = text
    }
  }

  public var id: ActorID
  public var name: String
  public var kind: NewsActor.Kind
  public var country: String?
  public var sector: String?
  public var affiliation: ActorID?
  public var roles: [Role]
  /// By document in reading order, then by offset.
  public var mentions: [Mention]
  public var isNamed: Bool
  public var why: String
  /// What an editor decided of it.
  public var editor: [EditorNote] = []

  public var code: String? {
    let code = (country ?? "") + (sector ?? "")
    return code.isEmpty ? nil : code
  }

  public init(
    id: ActorID, name: String, kind: NewsActor.Kind, country: String?, sector: String?, affiliation: ActorID?,
    roles: [Role], mentions: [Mention], isNamed: Bool, why: String
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

/// One event of the corpus, told by one document or several.
public struct GraphEvent: Sendable {
  public var id: String
  /// Headline for readers.
  public var title: String
  public var type: EventType
  /// Kind under `OTHER`, such as `convict`.
  public var kind: String?
  public var mode: String?
  public var cameo: String?
  public var contexts: [String]
  public var agents: [ActorID]
  public var patients: [ActorID]
  public var place: String?
  public var when: EventTime
  public var status: EventStatus
  public var sources: [ActorID]
  public var quotes: [DocSpan]
  public var quantities: [Quantity]
  public var confidence: Double
  /// How much it matters to the article that tells it best, 0 to 1.
  public var salience: Double
  /// Triggers and further mentions; by document in reading order, then by offset.
  public var mentions: [DocSpan]
  /// The sentences that tell it, same order.
  public var evidence: [DocSpan]
  /// Why type, participants and status are what they are, and why mentions were merged.
  public var why: [String]
  /// Ids of tensions that touch this event.
  public var tensions: [String]
  /// Where it lies on the axes of the articles that tell it, one an article: first that whose time it has, then in
  /// reading order. Without articles in which the time does not depend on the day of writing.
  public var places: [RelativePlace]
  /// Words for the address of its page; empty for those of the title. Unlike the title they stay when other articles tell
  /// it better.
  public var address = ""
  /// What an editor decided of it.
  public var editor: [EditorNote] = []

  /// Whether an editor chose it as one that matters most.
  public var isChosen: Bool { editor.contains { $0.what == "key" || $0.what == "star" } }
  /// Whether its date is an editor's.
  public var isDatedByEditor: Bool { editor.contains { $0.what == "date" } }

  /// Documents that tell it, in reading order.
  public var documents: [String] {
    var seen: [String] = []
    for mention in mentions where !seen.contains(mention.doc) { seen.append(mention.doc) }
    return seen
  }

  public init(
    id: String, title: String, type: EventType, kind: String? = nil, mode: String?, cameo: String?, contexts: [String],
    agents: [ActorID], patients: [ActorID], place: String?, when: EventTime, status: EventStatus,
    sources: [ActorID], quotes: [DocSpan], quantities: [Quantity], confidence: Double, salience: Double = 0.5,
    mentions: [DocSpan],
    evidence: [DocSpan], why: [String], tensions: [String] = [], places: [RelativePlace] = []
  ) {
    self.id = id
    self.title = title
    self.type = type
    self.kind = kind
    self.mode = mode
    self.cameo = cameo
    self.contexts = contexts
    self.agents = agents
    self.patients = patients
    self.place = place
    self.when = when
    self.status = status
    self.sources = sources
    self.quotes = quotes
    self.quantities = quantities
    self.confidence = confidence
    self.salience = salience
    self.mentions = mentions
    self.evidence = evidence
    self.why = why
    self.tensions = tensions
    self.places = places
  }
}

/// A relation between two events of the corpus.
public struct GraphRelation: Sendable, Hashable {
  public var kind: EventRelation.Kind
  public var a: String
  public var b: String
  public var evidence: [DocSpan]
  /// Share of such relations that a reader confirms, 0 to 1.
  public var probability: Double
  public var why: String
  /// What an editor decided of it.
  public var editor: [EditorNote] = []

  public init(
    kind: EventRelation.Kind, a: String, b: String, evidence: [DocSpan], probability: Double = 0.9, why: String
  ) {
    self.kind = kind
    self.a = a
    self.b = b
    self.evidence = evidence
    self.probability = probability
    self.why = why
  }
}

/// A question on which documents, or parts of one, disagree.
public struct Tension: Sendable {
  public enum Kind: String, Sendable {
    case date, number
    case actorRole = "actor-role"
    case claim, naming
  }

  public struct Position: Sendable {
    public var says: String
    public var mentions: [DocSpan]

    public init(says: String, mentions: [DocSpan]) {
      self.says = says
      self.mentions = mentions
    }
  }

  public var id: String
  public var question: String
  public var kind: Kind
  public var positions: [Position]
  /// What the program makes of it ("compatible if …"), nil when it stays open.
  public var resolution: String?
  /// Events that it touches.
  public var events: [String]
  /// What an editor decided of it.
  public var editor: [EditorNote] = []

  public init(
    id: String, question: String, kind: Kind, positions: [Position], resolution: String?, events: [String]
  ) {
    self.id = id
    self.question = question
    self.kind = kind
    self.positions = positions
    self.resolution = resolution
    self.events = events
  }
}

/// The merged graph of a corpus.
public struct NewsGraph: Sendable {
  /// In reading order.
  public var documents: [GraphDocument]
  /// By number of mentions (most first), then by id.
  public var actors: [GraphActor]
  /// In time order; unplaced ones last.
  public var events: [GraphEvent]
  public var relations: [GraphRelation]
  public var tensions: [Tension]

  public init(
    documents: [GraphDocument] = [], actors: [GraphActor] = [], events: [GraphEvent] = [],
    relations: [GraphRelation] = [], tensions: [Tension] = []
  ) {
    self.documents = documents
    self.actors = actors
    self.events = events
    self.relations = relations
    self.tensions = tensions
  }
}
