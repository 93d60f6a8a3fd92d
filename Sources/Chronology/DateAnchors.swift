// Events with known dates and names with a known beginning, from `Knowledge/time/anchors.yaml`: what durations in a
// text may count from, and what a text of a certain age cannot name.

import Knowledge
import Language

/// Known events and the words that tie durations to them.
struct DateAnchors: Sendable {
  struct Event: Sendable {
    var name: String
    var kind: Int
    var start: Day
    var end: Day?
    /// In each list one word must occur in the document.
    var about: [Set<WordKey>]
    /// Whether its words and its kind in one sentence can mean no other event.
    var isUnique: Bool
  }

  /// A name that did not exist before a day, or a currency that was no money after one.
  struct Era: Sendable {
    var name: String
    var words: [WordKey]
    var from: Day?
    var until: Day?
    /// Only behind a number.
    var isAmount: Bool
  }

  /// Class of each event word.
  private(set) var kinds: [WordKey: Int] = [:]
  private(set) var kindNames: [String] = []
  /// Classes of events that go on for years.
  private(set) var lastingKinds: Set<Int> = []
  private(set) var lasting: Set<WordKey> = []
  private(set) var beginning: Set<WordKey> = []
  private(set) var links: Set<WordKey> = []
  private(set) var since: Set<WordKey> = []
  private(set) var approaching: Set<WordKey> = []
  private(set) var anniversary: Set<WordKey> = []
  /// The class of an anniversary that names no event.
  private(set) var anniversaryKind: Int?
  private(set) var events: [Event] = []
  /// All words that decide which events a document is about.
  private(set) var aboutWords: Set<WordKey> = []
  /// By their first word.
  private(set) var eras: [WordKey: [Era]] = [:]

  init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    let file = try knowledge.required("anchors.yaml")
    try file.allow([
      "kinds", "lasting", "beginning", "links", "since", "lasting-kinds", "anniversary", "anniversary-kind", "events",
      "eras", "approaching",
    ])
    for (name, words) in try file.required("kinds").entries() {
      for word in try words.texts() { kinds[WordKey(word)] = kindNames.count }
      kindNames.append(name)
    }
    for name in try file.required("lasting-kinds").list() { lastingKinds.insert(try kind(name)) }
    lasting = try DateAnchors.keys(file, "lasting")
    beginning = try DateAnchors.keys(file, "beginning")
    links = try DateAnchors.keys(file, "links")
    since = try DateAnchors.keys(file, "since")
    approaching = try DateAnchors.keys(file, "approaching")
    anniversary = try DateAnchors.keys(file, "anniversary")
    anniversaryKind = try kind(try file.required("anniversary-kind"))
    for value in try file.required("events").list() { events.append(try event(value)) }
    for event in events { for words in event.about { aboutWords.formUnion(words) } }
    for value in try file.required("eras").list() {
      let era = try era(value)
      if let first = era.words.first { eras[first, default: []].append(era) }
    }
  }

  private static func keys(_ file: KnowledgeValue, _ name: String) throws(KnowledgeError) -> Set<WordKey> {
    Set(try file.required(name).texts().map { WordKey($0) })
  }

  private func kind(_ value: KnowledgeValue) throws(KnowledgeError) -> Int {
    let name = try value.text()
    guard let index = kindNames.firstIndex(of: name) else { throw value.error("unknown kind \"\(name)\"") }
    return index
  }

  private func event(_ value: KnowledgeValue) throws(KnowledgeError) -> Event {
    try value.allow(["event", "kind", "start", "end", "about", "unique"])
    var about: [Set<WordKey>] = []
    for words in try value.required("about").list() {
      var keys: Set<WordKey> = []
      for word in try words.texts() { keys.insert(WordKey(word)) }
      about.append(keys)
    }
    if about.isEmpty { throw value.error("\"about\" needs at least one list of words") }
    let start = try day(try value.required("start"))
    let end = try value["end"].map { (end) throws(KnowledgeError) in try day(end) }
    if let end, end < start { throw value.error("it ends before it begins") }
    return Event(
      name: try value.required("event").text(), kind: try kind(try value.required("kind")), start: start, end: end,
      about: about, isUnique: try value["unique"]?.flag() ?? false)
  }

  private func era(_ value: KnowledgeValue) throws(KnowledgeError) -> Era {
    try value.allow(["era", "words", "from", "until", "amount"])
    return Era(
      name: try value.required("era").text(), words: try value.required("words").texts().map { WordKey($0) },
      from: try value["from"].map { (from) throws(KnowledgeError) in try day(from) },
      until: try value["until"].map { (until) throws(KnowledgeError) in try day(until) },
      isAmount: try value["amount"]?.flag() ?? false)
  }

  private func day(_ value: KnowledgeValue) throws(KnowledgeError) -> Day {
    guard let day = Day(iso: try value.text()) else { throw value.error("expected a day such as 2022-02-24") }
    return day
  }
}
