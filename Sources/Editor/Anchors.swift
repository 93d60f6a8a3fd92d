// How an editor names things: by content, never by counters, so that a name survives new articles, other rules and small
// edits of the text.

import Actors
import Chronology
import Events

/// An event: the document, words of the sentence that tells it, and where the sentence tells several the trigger or type.
public struct EventAnchor: Sendable, Equatable {
  /// Id, path, file name, content hash or title of the document; nil for any.
  public var document: String?
  /// Words of the sentence.
  public var quote: String
  public var trigger: String?
  public var type: EventType?
  public var line: Int

  public init(document: String?, quote: String, trigger: String? = nil, type: EventType? = nil, line: Int = 0) {
    self.document = document
    self.quote = quote
    self.trigger = trigger
    self.type = type
    self.line = line
  }
}

/// An actor: a name as the page or an article writes it, and where several have it a document or words beside it.
public struct ActorAnchor: Sendable, Equatable {
  public var name: String
  public var document: String?
  public var quote: String?
  public var line: Int

  public init(name: String, document: String? = nil, quote: String? = nil, line: Int = 0) {
    self.name = name
    self.document = document
    self.quote = quote
    self.line = line
  }
}

/// What is decided on actors, in the order of the file.
public struct ActorCorrection: Sendable {
  /// One of the actors that a split gives.
  public struct Part: Sendable {
    public var name: String
    /// Its documents.
    public var documents: [String]
    /// Its ways to be written.
    public var written: [String]
    /// Sentences that mention it.
    public var quotes: [EventAnchor]
    public var line: Int

    /// Whether it says which mentions are its own.
    var pointsAtSomething: Bool { !(documents.isEmpty && written.isEmpty && quotes.isEmpty) }
  }

  public enum Act: Sendable {
    /// The first one's name stays.
    case merge([ActorAnchor])
    case split(ActorAnchor, into: [Part])
    case change(ActorAnchor, rename: String?, kind: NewsActor.Kind?, country: String?, hide: Bool)
  }

  public var act: Act
  /// The editor's reason.
  public var why: String?
  public var line: Int
  public var key: String
}

/// What is decided on events, in the order of the file.
public struct EventCorrection: Sendable {
  public struct Change: Sendable {
    public var title: String?
    public var date: (text: String, days: DayInterval, edtf: String)?
    public var type: EventType?
    public var status: EventStatus?
    public var hide = false
    public var star = false
    public var note: String?
  }

  public enum Act: Sendable {
    case merge([EventAnchor])
    case split(EventAnchor)
    case change(EventAnchor, Change)
  }

  /// Whether it changes an event, without another one.
  var isOfOneEvent: Bool { if case .change = act { true } else { false } }

  public var act: Act
  public var line: Int
  public var key: String
}

/// A relation to add or to drop.
public struct RelationCorrection: Sendable {
  public var isAdded: Bool
  /// Nil drops relations of every kind.
  public var kind: EventRelation.Kind?
  public var from: EventAnchor
  public var to: EventAnchor
  public var why: String?
  public var line: Int
  public var key: String
}

/// A disagreement that the editor has resolved.
public struct DisagreementCorrection: Sendable {
  public var question: String?
  public var event: EventAnchor?
  /// `date`, `number`, `actor-role`, `claim` or `naming`.
  public var kind: String?
  public var reason: String
  public var line: Int
  public var key: String
}

/// What an editor knows of one document.
public struct DocumentCorrection: Sendable {
  /// Id, path, file name or content hash.
  public var name: String
  public var date: String?
  public var outlet: String?
  public var url: String?
  public var title: String?
  public var rights: String?
  public var note: String?
  public var isExcluded = false
  public var line: Int
}
