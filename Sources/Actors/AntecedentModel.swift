// What makes an antecedent likely: a multinomial logit over the candidates of a pronoun, one set of weights each for
// he and she, it, and they (antecedents.yaml, written by Scripts/train-antecedents).
//
// The features are those of Lappin and Leass (1994), of centering (Brennan, Friedman and Pollard 1987) and of the
// ranking of Durrett and Klein (2013), whose latent antecedents the training follows: recency, grammatical role,
// parallelism, agreement, chains, speech, and what the slot of the pronoun takes.

import Foundation
import Knowledge

/// A property of a candidate.
package enum AntecedentFeature: Int, CaseIterable, Sendable {
  // What is offered
  case actor, parties, looseParties, noun, open, nothing
  // Where it stands
  case sameSentence, sentenceBefore, twoBefore, threeBefore, farther, rank, sameClause, subjectBefore
  case subject, passiveSubject, object, oblique, possessor, modifier, complement, apposition, conjunct, topmost
  case bothSubjects, bothObjects, bothPossessors, clauseSubject, embedded
  // What it is
  case named, familiar, once, definite, indefinite, proper, pronoun, chain, sex, locative
  case country, organisation, force, government, outlet, group, thingActor, unnamedBody, person
  case personNoun, bodyNoun, placeNoun, thingNoun, eventNoun, ideaNoun
  // How it goes with the pronoun
  case bothSpeak, sameSpeech, acrossSpeech, fit, fitActor, sameKind, otherKind, meeting
  // What speaks for no actor at all: how the pronoun stands
  case noneSubject, nonePassive, noneObject, noneOblique, nonePossessor, noneSpeech, nonePredicateNoun
  case nonePredicateIdea, nonePredicateActor, nonePredicateAdjective, noneClause, noneAgent, noneFit, noneTitle

  var name: String { String(describing: self) }
}

/// Weights by kind of pronoun.
struct AntecedentModel: Sendable {
  enum Family: Int, CaseIterable, Sendable {
    case person, it, they

    init?(_ pronoun: Pronoun) {
      switch pronoun {
      case .he, .she: self = .person
      case .it: self = .it
      case .they: self = .they
      case .i, .we: return nil
      }
    }

    var name: String { String(describing: self) }
  }

  private var weights: [[Float]]
  /// Below this probability a pronoun stays open.
  private(set) var thresholds: [Float] = []

  init(_ file: KnowledgeValue) throws(KnowledgeError) {
    weights = [[Float]](
      repeating: [Float](repeating: 0, count: AntecedentFeature.allCases.count), count: Family.allCases.count)
    try file.allow(Family.allCases.map(\.name))
    var indices: [String: Int] = [:]
    for feature in AntecedentFeature.allCases { indices[feature.name] = feature.rawValue }
    for family in Family.allCases {
      let entry = try file.required(family.name)
      try entry.allow(["threshold", "weights"])
      thresholds.append(Float(try entry.required("threshold").number()))
      for (name, value) in try entry.required("weights").entries() {
        guard let index = indices[name] else { throw value.error("no such feature: \(name)") }
        weights[family.rawValue][index] = Float(try value.number())
      }
    }
  }

  func weights(of family: Family) -> [Float] { weights[family.rawValue] }
}

/// The sum of the weights of a candidate's features, and the features where they are asked for.
struct AntecedentScore {
  private let weights: [Float]
  private(set) var total: Float = 0
  private(set) var features: [(AntecedentFeature, Float)]?

  init(_ weights: [Float], isTraced: Bool) {
    self.weights = weights
    features = isTraced ? [] : nil
  }

  mutating func add(_ feature: AntecedentFeature, _ amount: Float = 1) {
    total += weights[feature.rawValue] * amount
    features?.append((feature, amount))
  }

  mutating func add(_ feature: AntecedentFeature, if isTrue: Bool) { if isTrue { add(feature) } }
}

/// A candidate as the training sees it.
package struct AntecedentRow: Sendable {
  package struct Candidate: Sendable {
    /// Tokens that name it: several of a coordination, none for "means nothing".
    package var tokens: [Int]
    package var isActor: Bool
    package var features: [(AntecedentFeature, Float)]
  }

  /// Token of the pronoun.
  package var token: Int
  /// `person`, `it` or `they`.
  package var family: String
  package var candidates: [Candidate]
}
