// How much an event matters to its article: a weighted sum of where and how it is told. Weights are data
// (`Knowledge/events/salience.yaml`).

import Foundation
import Knowledge
import Language

/// The weights of salience.
struct SalienceModel: Sendable {
  private var weights: [String: Double] = [:]

  init() {}

  init(_ file: KnowledgeValue) throws(KnowledgeError) {
    try file.allow(["weights"])
    for (name, value) in try file.required("weights").entries() {
      guard let number = Double(try value.text()) else { throw value.error("not a number") }
      weights[name] = number
    }
  }

  /// From named amounts to 0...1, with three decimals.
  func value(_ amounts: [(name: String, amount: Double)]) -> Double {
    var score = weights["bias"] ?? 0
    for (name, amount) in amounts { score += (weights[name] ?? 0) * amount }
    return (1000 / (1 + exp(-score))).rounded() / 1000
  }
}

extension DocumentReader {
  /// Lemmas of the content words of the headings that stand before the first paragraph.
  static func titleWords(_ document: AnnotatedDocument) -> Set<WordKey> {
    var result: Set<WordKey> = []
    for sentence in document.sentences {
      if sentence.kind == .paragraph { break }
      for token in sentence.tokens {
        switch document.tokens[token].upos {
        case .noun, .propn, .verb, .adj: result.insert(document.tokens[token].lemma)
        default: break
        }
      }
    }
    return result
  }

  func salience(of draft: Draft) -> Double { book.salience.value(salienceAmounts(of: draft)) }

  /// The properties of an event that salience rests on, each 0 to about 1.
  func salienceAmounts(of draft: Draft) -> [(name: String, amount: Double)] {
    let frame = book.frames[draft.candidate.frame]
    let trigger = draft.candidate.trigger
    var result: [(String, Double)] = []
    let order = draft.sentence - (leadSentence ?? 0)
    result.append(("position", 1 / (1 + Double(max(0, order)) / 3)))
    if order <= 0 { result.append(("lead", 1)) }
    result.append(("in_" + embedding(of: draft.candidate).rawValue, 1))
    if draft.candidate.isNoun { result.append(("noun", 1)) }
    if titleWords.contains(document.tokens[trigger].lemma) { result.append(("title_trigger", 1)) }
    let about = [draft.candidate.arguments.subject, draft.candidate.arguments.object].compactMap { $0 }
    let shared = about.filter { titleWords.contains(document.tokens[$0].lemma) }.count
    result.append(("title_participant", Double(shared)))
    result.append(("type_" + (draft.type.group == .neutral ? draft.type.rawValue : "PLOVER"), 1))
    if frame.isFallback { result.append(("general", 1)) }
    if frame.kind != nil { result.append(("kind", 1)) }
    if frame.isSpeech { result.append(("speech", 1)) }
    if !draft.agents.isEmpty { result.append(("agent", 1)) }
    if !draft.patients.isEmpty { result.append(("patient", 1)) }
    if draft.when.timex != nil { result.append(("time", 1)) }
    if !draft.quantities.isEmpty { result.append(("quantity", 1)) }
    if draft.place != nil { result.append(("place", 1)) }
    result.append(("mentions", min(3, Double(draft.mentions.count - 1)) / 3))
    result.append(("status_" + draft.reading.status.rawValue, 1))
    if isInQuotation(trigger) { result.append(("quotation", 1)) }
    result.append(("confidence", draft.confidence))
    return result
  }
}
