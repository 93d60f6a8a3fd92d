// Two logistic models over properties of an event: how well a typed match stands against others of its sentence, and how
// likely a reader would find the finished event right. Their weights are data (`Knowledge/events/confidence.yaml`),
// fitted on development data (`Benchmarks/fit-events`); the reliability table stands in `Benchmarks/events.md`.

import Foundation
import Knowledge
import Language

/// Where the clause of an event stands in its sentence.
enum Embedding: String, Sendable {
  case main, reported, complement, adverbial, participle, relative
  /// A noun that no light verb carries, as subject or object.
  case argument
  /// A noun in a prepositional phrase.
  case phrase
}

/// The properties that the confidence rests on.
struct MatchProperties: Sendable {
  var embedding: Embedding
  var isNoun: Bool
  var isWeak: Bool
  var isSpecific: Bool
  var hasAgent: Bool
  var hasPatient: Bool
  /// Whether the agent is the grammatical subject or possessor itself, not a neighbour or a part of its phrase.
  var isAgentDirect: Bool
  /// Below another PLOVER event of the sentence.
  var isDominated: Bool
  /// The only PLOVER event of the sentence.
  var isAlone: Bool
  /// No PLOVER event stands before it in its sentence.
  var isFirst: Bool
  var status: EventStatus
  var prior: Double

  /// What holds, by the names of the weights.
  var names: [String] {
    var result = [embedding.rawValue, status.rawValue + "_status"]
    if isNoun { result.append("noun") }
    if isWeak { result.append("weak") }
    if isSpecific { result.append("specific") }
    if hasAgent { result.append("agent") }
    if hasPatient { result.append("patient") }
    if isAgentDirect { result.append("direct_agent") }
    if isDominated { result.append("dominated") }
    if isAlone { result.append("alone") }
    if isFirst { result.append("first") }
    return result
  }
}

/// The weights of the logistic model, read from data.
struct ConfidenceModel: Sendable {
  private var bias = 0.0
  private var prior = 0.0
  private var weights: [String: Double] = [:]
  /// Weights of ``sound(_:)``.
  private var sound: [String: Double] = [:]
  /// Points of raw probability and of the share that was right, rising.
  private var calibration: [(raw: Double, share: Double)] = []
  /// Below this an event is dropped when its sentence tells another one with more certainty.
  private(set) var doubtful = 0.27

  init() {}

  init(_ file: KnowledgeValue) throws(KnowledgeError) {
    try file.allow(["bias", "prior", "doubtful", "weights", "sound", "calibration"])
    bias = try ConfidenceModel.number(try file.required("bias"))
    prior = try ConfidenceModel.number(try file.required("prior"))
    doubtful = try ConfidenceModel.number(try file.required("doubtful"))
    for (name, value) in try file.required("weights").entries() { weights[name] = try ConfidenceModel.number(value) }
    for (name, value) in try file["sound"]?.entries() ?? [] { sound[name] = try ConfidenceModel.number(value) }
    for (raw, share) in try file["calibration"]?.entries() ?? [] {
      guard let raw = Double(raw) else { throw share.error("not a number before the colon") }
      calibration.append((raw, try ConfidenceModel.number(share)))
    }
    calibration.sort { $0.raw < $1.raw }
  }

  /// The probability that a reader finds the event real and its type, status and sources right, without a wrong
  /// participant: fitted to readers' verdicts, calibrated on documents that were not fitted on.
  func sound(_ properties: [(name: String, amount: Double)]) -> Double {
    var score = sound["bias"] ?? 0
    for (name, amount) in properties { score += (sound[name] ?? 0) * amount }
    return calibrated(1 / (1 + exp(-score)))
  }

  /// What the share of right events was at a raw probability, between the points of the table.
  func calibrated(_ raw: Double) -> Double {
    guard let first = calibration.first, let last = calibration.last else { return raw }
    if raw <= first.raw { return first.share }
    if raw >= last.raw { return last.share }
    for (low, high) in zip(calibration, calibration.dropFirst()) where raw <= high.raw && high.raw > low.raw {
      let share = low.share + (high.share - low.share) * (raw - low.raw) / (high.raw - low.raw)
      return (share * 100).rounded() / 100
    }
    return last.share
  }

  private static func number(_ value: KnowledgeValue) throws(KnowledgeError) -> Double {
    guard let number = Double(try value.text()) else { throw value.error("not a number") }
    return number
  }

  /// The raw probability, with two decimals: what events of one sentence are compared by.
  func value(_ properties: MatchProperties) -> Double {
    var score = bias + prior * (properties.prior - 0.75)
    for name in properties.names { score += weights[name] ?? 0 }
    let probability = 1 / (1 + exp(-score))
    return (probability * 100).rounded() / 100
  }
}
