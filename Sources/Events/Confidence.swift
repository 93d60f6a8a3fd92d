// How likely it is that an event's type is what a reader would note in its sentence: a logistic model over a few
// properties of the match, its weights fitted on development data (see Benchmarks/events.md).

import Foundation
import Language

/// Where the clause of an event stands in its sentence.
enum Embedding: Int, Sendable {
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
  /// Below another PLOVER event of the sentence.
  var isDominated: Bool
  /// The only PLOVER event of the sentence.
  var isAlone: Bool
  var status: EventStatus
  var prior: Double

  /// The inputs of the logistic model, in the order of ``Confidence/weights``.
  var vector: [Double] {
    var result = [1.0, (prior - 0.75) * 4]
    for kind in [Embedding.reported, .complement, .adverbial, .participle, .relative, .argument, .phrase] {
      result.append(embedding == kind ? 1 : 0)
    }
    for flag in [isNoun, isWeak, isSpecific, hasAgent, hasPatient, isDominated, isAlone] { result.append(flag ? 1 : 0) }
    for kind in [EventStatus.ongoing, .reported, .planned, .hypothetical] { result.append(status == kind ? 1 : 0) }
    return result
  }
}

enum Confidence {
  /// Below this an event is dropped when its sentence tells another one with more certainty.
  static let doubtful = 0.27

  static let weights: [Double] = [
    1.1, 0.64, -0.28, -1.06, -1.07, -0.9, -0.9, -0.76, -1.19, 0.07, -1.14, 0.27, 0.78, 0.2, -2.07, 0.07, 0.03, -0.53,
    -0.66, -1.2,
  ]

  static func value(_ properties: MatchProperties) -> Double {
    var score = 0.0
    for (weight, input) in zip(weights, properties.vector) { score += weight * input }
    let probability = 1 / (1 + exp(-score))
    return (probability * 100).rounded() / 100
  }
}
