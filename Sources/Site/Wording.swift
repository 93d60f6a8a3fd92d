// Plain English for counts, lists and labels.

import Actors
import ChronographBase
import Chronology
import EventGraph
import Events

enum Wording {
  private static let numbers = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]

  /// A count in words up to twelve, in digits with thin grouping above.
  static func number(_ count: Int) -> String {
    if count >= 0, count < numbers.count { return numbers[count] }
    let digits = String(count)
    guard digits.utf8.count > 4 else { return digits }
    var text = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.utf8.count - position) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `one event`, `12 events`.
  static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number(count)) \(count == 1 ? one : many ?? one + "s")"
  }

  /// `3 events`, always digits.
  static func digits(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ items: [String]) -> String { items.listed() }

  /// A name as it stands in a sentence: names of unions, kingdoms and the like take the article.
  static func withArticle(_ name: String) -> String {
    let takesArticle =
      ["United ", "European "].contains { name.hasPrefix($0) }
      || [" Union", " Nations", " Kingdom", " Republic", " States", "Netherlands", "Philippines"].contains {
        name.hasSuffix($0)
      }
    return takesArticle ? "the " + name : name
  }

  /// A name without punctuation and space at its ends; a full stop after a capital belongs to it ("U.S.").
  static func trimmed(_ name: String) -> String {
    func isPart(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    let scalars = Array(name.unicodeScalars)
    guard let first = scalars.firstIndex(where: isPart), let last = scalars.lastIndex(where: isPart) else {
      return name
    }
    var end = last + 1
    if end < scalars.count, scalars[end] == ".", first < last, scalars[last].properties.isUppercase { end += 1 }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: scalars[first..<end])
    return String(kept)
  }

  /// With a capital first letter.
  static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// `article 2`, `articles 1, 3 and 5`, `12 articles`.
  static func articles(_ numbers: [Int]) -> String {
    if numbers.count == 1 { return "article \(numbers[0])" }
    return numbers.count > 6 ? "\(numbers.count) articles" : "articles " + list(numbers.map(String.init))
  }

  static func kind(_ kind: NewsActor.Kind) -> String {
    switch kind {
    case .person: "Person"
    case .country: "Country"
    case .government: "Government"
    case .organisation: "Organisation"
    case .armedForce: "Armed force"
    case .group: "Group"
    case .outlet: "News outlet"
    case .place: "Place"
    }
  }

  /// What a status means, for readers; empty when the text simply says that it happened.
  static func status(_ status: EventStatus) -> (word: String, sentence: String) {
    switch status {
    case .happened: ("", "The text tells it as a fact.")
    case .ongoing: ("Ongoing", "The text says that it is under way.")
    case .reported: ("Reported", "The text passes it on as reported and does not vouch for it.")
    case .planned: ("Planned", "The text says that it is planned or expected; it does not say that it happened.")
    case .hypothetical:
      ("Hypothetical", "The text speaks of it as a possibility or condition; it does not say that it happened.")
    case .denied: ("Denied", "The text says that it did not happen, or that somebody denies it.")
    }
  }

  /// What the type codes of the ontology mean.
  static func type(_ type: EventType) -> String {
    switch type {
    case .agree: "Agree or promise"
    case .consult: "Meet or talk"
    case .support: "Support"
    case .concede: "Give way"
    case .cooperate: "Cooperate"
    case .aid: "Aid"
    case .retreat: "Withdraw"
    case .request: "Ask or propose"
    case .accuse: "Accuse or criticise"
    case .reject: "Reject"
    case .threaten: "Threaten or warn"
    case .sanction: "Sanction or cut ties"
    case .protest: "Protest"
    case .mobilize: "Show of force"
    case .coerce: "Coerce"
    case .assault: "Attack"
    case .statement: "Statement"
    case .other: "Other event"
    }
  }

  /// How a relation reads from its first event to its second, and back.
  static func relation(_ kind: EventRelation.Kind) -> (forward: String, back: String) {
    switch kind {
    case .before: ("comes before", "comes after")
    case .causes: ("leads to", "follows from")
    case .enables: ("makes possible", "was made possible by")
    case .respondsTo: ("answers", "is answered by")
    case .subEventOf: ("is part of", "includes")
    case .during: ("takes place during", "takes place at the time of")
    case .repeats: ("makes the same claim again as", "is said again in")
    case .about: ("speaks of", "is spoken of in")
    case .prevents: ("prevents", "is prevented by")
    }
  }

  /// The confidence of an event in words: shares as readers found them (`Benchmarks/events.md`).
  static func confidence(_ value: Double) -> (word: String, sentence: String) {
    switch value {
    case 0.7...:
      ("High", "about three in four sentences of this form are read correctly; a glance at the quotation is worth it")
    case 0.55..<0.7: ("Fair", "more than half of the sentences of this form are read correctly; check the quotation")
    case 0.4..<0.55:
      ("Moderate", "about half of the sentences of this form are read correctly; read the quotation before you use it")
    default: ("Low", "the program is unsure of the reading; read the quotation before you use it")
    }
  }

  /// `killed: 6`, `killed: at least 10`.
  static func quantity(_ quantity: Quantity) -> String {
    let what = quantity.what
    switch (quantity.low, quantity.high) {
    case (let low?, let high?) where low == high: return "\(what): \(decimal(low))"
    case (let low?, let high?): return "\(what): \(decimal(low)) to \(decimal(high))"
    case (let low?, nil): return "\(what): at least \(decimal(low))"
    case (nil, let high?): return "\(what): at most \(decimal(high))"
    case (nil, nil): return what
    }
  }

  private static func decimal(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "very many" }
    if value == value.rounded() {
      let text = number(Int(abs(value)) < 13 ? 13 : Int(abs(value)))
      return (value < 0 ? "−" : "") + (abs(value) < 13 ? String(Int(abs(value))) : text)
    }
    let hundredths = Int((abs(value) * 100).rounded())
    var fraction = String(hundredths % 100)
    if fraction.utf8.count < 2 { fraction = "0" + fraction }
    if fraction.hasSuffix("0") { fraction.removeLast() }
    return (value < 0 ? "−" : "") + "\(hundredths / 100).\(fraction)"
  }
}
