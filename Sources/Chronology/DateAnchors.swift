// Events with known dates, from `Knowledge/time/anchors.yaml`: what durations in a text may count from.

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
  }

  /// Class of each event word.
  private(set) var kinds: [WordKey: Int] = [:]
  private(set) var kindNames: [String] = []
  private(set) var lasting: Set<WordKey> = []
  private(set) var beginning: Set<WordKey> = []
  private(set) var links: Set<WordKey> = []
  private(set) var approaching: Set<WordKey> = []
  private(set) var events: [Event] = []
  /// All words that decide which events a document is about.
  private(set) var aboutWords: Set<WordKey> = []

  init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    let file = try knowledge.required("anchors.yaml")
    try file.allow(["kinds", "lasting", "beginning", "links", "events", "approaching"])
    for (name, words) in try file.required("kinds").entries() {
      for word in try words.texts() { kinds[WordKey(word)] = kindNames.count }
      kindNames.append(name)
    }
    lasting = Set(try file.required("lasting").texts().map { WordKey($0) })
    beginning = Set(try file.required("beginning").texts().map { WordKey($0) })
    links = Set(try file.required("links").texts().map { WordKey($0) })
    approaching = Set(try file.required("approaching").texts().map { WordKey($0) })
    for value in try file.required("events").list() { events.append(try event(value)) }
    for event in events { for words in event.about { aboutWords.formUnion(words) } }
  }

  private func event(_ value: KnowledgeValue) throws(KnowledgeError) -> Event {
    try value.allow(["event", "kind", "start", "end", "about"])
    let kind = try value.required("kind").text()
    guard let index = kindNames.firstIndex(of: kind) else { throw value.error("unknown kind \"\(kind)\"") }
    var about: [Set<WordKey>] = []
    for words in try value.required("about").list() {
      var keys: Set<WordKey> = []
      for word in try words.texts() { keys.insert(WordKey(word)) }
      about.append(keys)
    }
    return Event(
      name: try value.required("event").text(), kind: index, start: try day(try value.required("start")),
      end: try value["end"].map { (end) throws(KnowledgeError) in try day(end) }, about: about)
  }

  private func day(_ value: KnowledgeValue) throws(KnowledgeError) -> Day {
    guard let day = Day(iso: try value.text()) else { throw value.error("expected a day such as 2022-02-24") }
    return day
  }
}
