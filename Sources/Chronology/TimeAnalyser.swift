// The front of the Chronology room: annotated document in, time expressions and document date out.

import Corpus
import Knowledge
import Language

/// What the Chronology room knows of one document.
public struct TimeAnalysis: Sendable {
  public var date: DocumentDate
  /// In text order, without overlap.
  public var timexes: [Timex]
  public var diagnostics: [Diagnostic]

  public init(date: DocumentDate, timexes: [Timex], diagnostics: [Diagnostic]) {
    self.date = date
    self.timexes = timexes
    self.diagnostics = diagnostics
  }
}

/// When an event happened, as far as its own words say.
public struct EventTime: Sendable, Equatable, Codable {
  public enum Basis: String, Sendable, Codable {
    /// A calendar date in the text.
    case stated
    /// Worked out from a relative expression and a known date.
    case inferred
    /// Only bounds are known.
    case approximate
    /// It lies ahead of the document.
    case expected
    /// Told in the article; no expression dates it. Only the day of writing bounds it, from above.
    case reported
    case unknown
  }

  /// How an event stands to the day of writing, as far as its status tells.
  public enum Phase: Sendable { case done, ongoing, planned, hypothetical, denied }

  public var edtf: String?
  public var interval: DayInterval
  public var basis: Basis
  /// Closed form relative to the document date, as in ``Timex/relative``.
  public var relative: String?
  /// Index of the time expression that dates it, if one does.
  public var timex: Int?
  public var why: String
  /// The days on which the article that tells of it may have been written, for ``Basis/reported``.
  public var told: DayInterval?

  /// Where a timeline puts it: its days, or the article's for what is only reported.
  public var placement: DayInterval { basis == .reported ? told ?? interval : interval }

  public init(
    edtf: String? = nil, interval: DayInterval = .unbounded, basis: Basis = .unknown, relative: String? = nil,
    timex: Int? = nil, why: String = "", told: DayInterval? = nil
  ) {
    self.told = told
    self.edtf = edtf
    self.interval = interval
    self.basis = basis
    self.relative = relative
    self.timex = timex
    self.why = why
  }
}

/// Finds and normalises time expressions and dates documents. Immutable; share it between threads.
public struct TimeAnalyser: Sendable {
  let grammar: TimeGrammar
  let tenseWords: TenseWords
  let anchors: DateAnchors
  /// What undated documents are dated with besides their words.
  public let settings: DatingSettings

  /// Compiles the time rules.
  public init(
    knowledge: KnowledgeFiles, settings: DatingSettings = DatingSettings()
  ) throws(KnowledgeError) {
    self.settings = settings
    grammar = try TimeGrammar(knowledge: knowledge)
    tenseWords = try TenseWords(knowledge: knowledge)
    anchors = try DateAnchors(knowledge: knowledge)
  }

  /// The examples of the rules, for tests.
  public var examples: [TimeRuleExample] { grammar.examples }

  /// Finds the time expressions of a document and its date.
  ///
  /// - Parameter cues: hints at the document date from other rooms (terms of office), with their weights.
  public func analyse(_ document: AnnotatedDocument, cues: [DateCue] = []) -> TimeAnalysis {
    var recogniser = TimeRecogniser(grammar: grammar, words: tenseWords)
    recogniser.find(in: document)
    var diagnostics: [Diagnostic] = []
    let dater = DocumentDater(
      document: document, candidates: recogniser.candidates, grammar: grammar, tenseWords: tenseWords, anchors: anchors,
      settings: settings,
      isNarrative: NarrativeTest(recogniser.candidates, document: nil).isNarrative)
    let date = dater.date(external: cues, diagnostics: &diagnostics)
    let value = date.basis == .given || date.basis == .metadata ? document.source.date.flatMap(GivenDate.value) : nil
    let narrative = NarrativeTest(recogniser.candidates, document: value)
    let context = TimeContext(
      document: value, documentInterval: date.interval, isNarrative: narrative.isNarrative, period: narrative.period)
    var resolver = TimeResolver(grammar: grammar, document: document, context: context, words: tenseWords)
    resolver.resolve(recogniser.candidates)
    return TimeAnalysis(date: date, timexes: resolver.timexes, diagnostics: diagnostics + resolver.diagnostics)
  }

  /// The time of the event whose trigger is a token, from its syntactic neighbourhood: an anchor time expression
  /// that modifies the trigger (or a verb above it that shares its time), else bounds from tense and document date.
  ///
  /// - Parameters:
  ///   - trigger: token index of the event's head word.
  ///   - phase: whether the event is over, goes on, is planned or only thought of.
  ///   - triggers: head words of other events of the sentence, whose dates are their own.
  ///   - isSpeech: whether somebody says something, which news tells on the day or soon after.
  public func time(
    ofEventAt trigger: Int, phase: EventTime.Phase, triggers: Set<Int> = [], isSpeech: Bool = false,
    in document: AnnotatedDocument,
    _ analysis: TimeAnalysis
  ) -> EventTime {
    EventTimer(document: document, analysis: analysis, words: tenseWords, triggers: triggers, isSpeech: isSpeech)
      .time(of: trigger, phase: phase)
  }

  /// The same for an event that is over or lies ahead.
  public func time(
    ofEventAt trigger: Int, isFuture: Bool, in document: AnnotatedDocument, _ analysis: TimeAnalysis
  ) -> EventTime {
    time(ofEventAt: trigger, phase: isFuture ? .planned : .done, in: document, analysis)
  }
}
