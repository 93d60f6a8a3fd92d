// How likely it is that type and participants of an event are right: a logistic model over a few properties of the
// match, its weights fitted on development data (see Benchmarks/events.md).

import Foundation
import Language

enum Confidence {
  static func value(frame: Frame, candidate: Candidate, reading: StatusReading, hasAgent: Bool) -> Double {
    var score = 0.55 + (frame.prior - 0.75) * 4
    score += hasAgent ? 0.35 : -0.8
    if candidate.isNoun { score -= 0.35 }
    if frame.isWeak { score -= 0.5 }
    if frame.specificity >= 3 { score += 0.4 }
    if reading.status == .hypothetical { score -= 0.3 }
    let probability = 1 / (1 + exp(-score))
    return (probability * 100).rounded() / 100
  }
}
