// An event of one document, and the record of everything that the analysis rooms found in that document.

import Actors
import Chronology
import Corpus

/// PLOVER event type, or one of the two that PLOVER has no word for.
public enum EventType: String, Sendable, CaseIterable, Codable {
  case agree = "AGREE"
  case consult = "CONSULT"
  case support = "SUPPORT"
  case concede = "CONCEDE"
  case cooperate = "COOPERATE"
  case aid = "AID"
  case retreat = "RETREAT"
  case request = "REQUEST"
  case accuse = "ACCUSE"
  case reject = "REJECT"
  case threaten = "THREATEN"
  case sanction = "SANCTION"
  case protest = "PROTEST"
  case mobilize = "MOBILIZE"
  case coerce = "COERCE"
  case assault = "ASSAULT"
  case statement = "STATEMENT"
  case other = "OTHER"

  /// Whether agents and patients take part alike.
  public var isSymmetric: Bool { self == .agree || self == .consult || self == .cooperate }

  /// Whether it consists of words.
  var isVerbal: Bool {
    switch self {
    case .statement, .request, .accuse, .reject, .threaten: true
    default: false
    }
  }
}

/// How real an event is according to the text.
public enum EventStatus: String, Sendable, CaseIterable, Codable {
  case happened, ongoing, reported, planned, hypothetical, denied
}

/// A number that belongs to an event, such as killed 6 to 6; nil is an open end.
public struct Quantity: Sendable, Equatable, Codable {
  public var what: String
  public var low: Double?
  public var high: Double?
  public var span: ByteSpan

  public init(what: String, low: Double?, high: Double?, span: ByteSpan) {
    self.what = what
    self.low = low
    self.high = high
    self.span = span
  }
}

/// One event of a document.
public struct NewsEvent: Sendable, Codable {
  public var id: String
  /// The trigger first, then further mentions of the same event in this document.
  public var mentions: [ByteSpan]
  /// Index of the trigger's sentence.
  public var sentence: Int
  /// Bytes of that sentence: the evidence.
  public var evidence: ByteSpan
  public var type: EventType
  /// Kind under `OTHER`, as `Knowledge/events/ontology.yaml` lists them, such as `convict`; nil where no kind fits.
  public var kind: String?
  public var mode: String?
  public var cameo: String?
  public var contexts: [String]
  public var agents: [ActorID]
  public var patients: [ActorID]
  /// Name of the place, such as `Istanbul`.
  public var place: String?
  public var when: EventTime
  public var status: EventStatus
  /// Who says so: actors or outlets, nearest first.
  public var sources: [ActorID]
  public var quote: ByteSpan?
  public var quantities: [Quantity]
  /// Probability that a reader finds the event real, its type, status and sources right and no participant wrong; fitted to
  /// readers' verdicts (`Benchmarks/events.md`).
  public var confidence: Double
  /// How much the event matters to its article, 0 to 1; orders and selects, drops nothing.
  public var salience: Double
  /// Lemma of the trigger's head word, for merging.
  public var headLemma: String
  /// Lemmas of content words of the core (object, complement), lower case, sorted: for merging.
  public var keywords: [String]
  /// Headline for readers, such as `Leavitt: "never been this close to peace"`.
  public var title: String
  /// Name of the frame that matched.
  public var frame: String
  /// How type, participants and status came about, in plain words.
  public var why: String

  public init(
    id: String, mentions: [ByteSpan], sentence: Int, evidence: ByteSpan, type: EventType, kind: String? = nil,
    mode: String? = nil,
    cameo: String? = nil, contexts: [String] = [], agents: [ActorID] = [], patients: [ActorID] = [],
    place: String? = nil, when: EventTime = EventTime(), status: EventStatus = .happened,
    sources: [ActorID] = [], quote: ByteSpan? = nil, quantities: [Quantity] = [], confidence: Double = 0.5,
    salience: Double = 0.5,
    headLemma: String = "", keywords: [String] = [], title: String = "", frame: String = "", why: String = ""
  ) {
    self.id = id
    self.mentions = mentions
    self.sentence = sentence
    self.evidence = evidence
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
    self.quote = quote
    self.quantities = quantities
    self.confidence = confidence
    self.salience = salience
    self.headLemma = headLemma
    self.keywords = keywords
    self.title = title
    self.frame = frame
    self.why = why
  }
}

/// A relation between two events with its evidence.
public struct EventRelation: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, CaseIterable, Codable {
    case before, causes, enables
    case respondsTo = "responds_to"
    case subEventOf = "sub_event_of"
    case during, repeats
    /// From a statement, reaction or proposal to the event it speaks of.
    case about
    /// What is done so that something does not happen.
    case prevents
  }

  public var kind: Kind
  public var a: String
  public var b: String
  /// Words that say so, such as the connective; nil when it follows from dates.
  public var evidence: ByteSpan?
  /// Share of such relations that a reader confirms, 0 to 1, measured on development texts.
  public var probability: Double
  public var why: String

  public init(
    kind: Kind, a: String, b: String, evidence: ByteSpan? = nil, probability: Double = 0.9, why: String
  ) {
    self.kind = kind
    self.a = a
    self.b = b
    self.evidence = evidence
    self.probability = probability
    self.why = why
  }
}

/// What the Events room adds to a document.
public struct EventAnalysis: Sendable {
  /// In the order of their triggers.
  public var events: [NewsEvent]
  public var relations: [EventRelation]
  public var diagnostics: [Diagnostic]

  public init(events: [NewsEvent], relations: [EventRelation], diagnostics: [Diagnostic]) {
    self.events = events
    self.relations = relations
    self.diagnostics = diagnostics
  }
}

/// Everything that was found in one document, without its tokens: a line of `extract`, the input of merging.
public struct DocumentRecord: Sendable, Codable {
  public var source: SourceDocument
  public var blocks: [Block]
  /// Headline: given, in the text, or the beginning of the first sentence.
  public var title: String
  public var sentences: [ByteSpan]
  /// For each sentence the index of its block.
  public var blockOfSentence: [Int]
  public var date: DocumentDate
  public var timexes: [Timex]
  public var actors: [NewsActor]
  public var claims: [OfficeClaim]
  public var events: [NewsEvent]
  public var relations: [EventRelation]
  public var diagnostics: [Diagnostic]

  public init(
    source: SourceDocument, blocks: [Block], title: String, sentences: [ByteSpan], blockOfSentence: [Int],
    date: DocumentDate, timexes: [Timex], actors: [NewsActor], claims: [OfficeClaim], events: [NewsEvent],
    relations: [EventRelation], diagnostics: [Diagnostic]
  ) {
    self.source = source
    self.blocks = blocks
    self.title = title
    self.sentences = sentences
    self.blockOfSentence = blockOfSentence
    self.date = date
    self.timexes = timexes
    self.actors = actors
    self.claims = claims
    self.events = events
    self.relations = relations
    self.diagnostics = diagnostics
  }
}
