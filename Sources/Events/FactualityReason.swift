// Why an event has its status, as a case that one place turns into words.

/// Why an event is told as happened, planned, denied …; the payload is a word of the text.
enum FactualityReason: Sendable, Equatable {
  case fact
  case progressive
  case negation
  case negativeArgument(String)
  case modal(String)
  case beside(String)
  case governed(String)
  case infinitive(String)
  case purpose
  case counterfactual
  case conditional
  case question
  case imperative
  case headline
  case generic
  case quoted
  case source
  case other(String)

  /// The reason in plain words.
  var text: String {
    switch self {
    case .fact: "told as a fact"
    case .progressive: "progressive present"
    case .negation: "it is negated"
    case .negativeArgument(let word): "“\(word)” negates it"
    case .modal(let word): "“\(word)” says so"
    case .beside(let word): "stands with “\(word)”"
    case .governed(let word): "governed by “\(word)”"
    case .infinitive(let word): "an infinitive under “\(word)”"
    case .purpose: "a purpose, not a fact"
    case .counterfactual: "contrary to fact"
    case .conditional: "depends on a condition"
    case .question: "a question"
    case .imperative: "an order, not a fact"
    case .headline: "“to” in a headline says that it lies ahead"
    case .generic: "tells of no one time"
    case .quoted: "said in a quotation"
    case .source: "a source says so"
    case .other(let words): words
    }
  }
}

/// How real an event is told.
struct StatusReading: Sendable {
  var status: EventStatus
  /// Said to come ("will", "plans to"): a cooperative act is then an intention, a hostile one a threat.
  var isIntention = false
  /// "must", "should": asked for.
  var isDemanded = false
  /// "will not": refused rather than untrue.
  var isRefused = false
  var reason: FactualityReason = .fact
  /// The word that tells it, when it is reported or denied below one ("accused the rebels of attacking …").
  var governor: Int?

  var why: String { reason.text }

  /// Told as a fact by somebody whom the article names or quotes.
  var isAttributed: Bool { status == .reported && (reason == .source || reason == .quoted) }

  init(
    status: EventStatus, isIntention: Bool = false, isDemanded: Bool = false, isRefused: Bool = false,
    reason: FactualityReason
  ) {
    self.status = status
    self.isIntention = isIntention
    self.isDemanded = isDemanded
    self.isRefused = isRefused
    self.reason = reason
  }

  init(status: EventStatus, why: String) { self.init(status: status, reason: .other(why)) }

  static let fact = StatusReading(status: .happened, reason: .fact)
}
