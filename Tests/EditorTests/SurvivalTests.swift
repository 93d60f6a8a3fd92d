// Corrections survive: articles come, go and are edited a little, and no correction is lost or meets another event.

import Corpus
import Editor
import EventGraph
import Events
import Testing

@Suite struct SurvivalTests {
  private static let names = [
    "Anna", "Boris", "Chidi", "Dalia", "Emeka", "Fatima", "Goran", "Hana", "Jun", "Katya", "Liang", "Noor", "Petra",
    "Rosa",
  ]
  private static let verbs: [(String, EventType)] = [
    ("visited", .consult), ("praised", .support), ("attacked", .assault), ("sold", .cooperate), ("blocked", .coerce),
    ("warned", .threaten), ("sued", .accuse), ("helped", .aid), ("left", .retreat), ("counted", .statement),
  ]
  private static let things = [
    "ships", "farms", "schools", "bridges", "markets", "pilots", "judges", "miners", "ferries",
  ]
  private static let places = ["Velmora", "Trenova", "Haldane", "Mirabad", "Sund", "Tamworth", "Ostend", "Port Anders"]
  private static let tails = [
    "before the long winter", "without a single word", "after the second vote", "under a heavy rain",
    "for the third time",
    "against the advice of the crew", "with the help of neighbours",
  ]

  /// A sentence of an article with its event; `uid` goes with it through all edits.
  private struct Line {
    var words: [String]
    var trigger: String
    var type: EventType
    var uid: String
  }

  private static func line(_ uid: Int, _ random: inout SplitMix) -> Line {
    let (verb, type) = verbs[Int.random(in: 0..<verbs.count, using: &random)]
    func pick(_ list: [String]) -> String { list[Int.random(in: 0..<list.count, using: &random)] }
    let text =
      "\(pick(names)) \(pick(names))son \(verb) \(Int.random(in: 2...99, using: &random)) \(pick(things)) near \(pick(places)) \(pick(tails))"
    return Line(words: text.split(separator: " ").map(String.init), trigger: verb, type: type, uid: "u\(uid)")
  }

  private static func record(_ id: String, _ lines: [Line]) -> DocumentRecord {
    var article = Article(id)
    for line in lines {
      article.tell(line.words.joined(separator: " ") + ".", [(line.type, line.trigger, nil)])
      let last = article.record.events.count - 1
      // Nothing of a graph's event tells where it came from but what rides along here.
      article.record.events[last].cameo = line.uid
      article.record.events[last].keywords = [line.uid]
      article.record.events[last].headLemma = line.uid
    }
    return article.record
  }

  @Test func fiveHundredCorrectionsOverTwentyRebuilds() throws {
    var random = SplitMix(state: 15)
    var uid = 0
    var articles: [(id: String, lines: [Line])] = []
    func fresh(_ number: Int) -> (id: String, lines: [Line]) {
      let lines = (0..<14).map { _ in
        uid += 1
        return Self.line(uid, &random)
      }
      return ("article-\(number)", lines)
    }
    for number in 0..<40 { articles.append(fresh(number)) }
    let first = GraphBuilder().build(articles.map { Self.record($0.id, $0.lines) })
    let writer = CorrectionLines(first)
    var yaml = "events:\n"
    var wanted: [String: String] = [:]
    for event in first.events.prefix(500) {
      let uid = try #require(event.cameo)
      let anchor = try #require(writer.anchor(event))
      let what = ["note", "retitle"][Int.random(in: 0...1, using: &random)]
      yaml += "  - {event: \(anchor), \(what): \(uid)}\n"
      wanted[uid] = what
    }
    #expect(wanted.count == 500)
    let configuration = try Configuration(text: yaml)
    for round in 0..<20 {
      let gone = articles.remove(at: Int.random(in: 0..<articles.count, using: &random))
      for line in gone.lines { wanted[line.uid] = nil }
      articles.append(fresh(100 + round))
      for number in articles.indices {
        for place in articles[number].lines.indices where Int.random(in: 0..<8, using: &random) == 0 {
          Self.edit(&articles[number].lines[place], &random)
        }
      }
      articles.shuffle(using: &random)
      let (graph, corrections) = Editing(configuration).build(
        articles.map { Self.record($0.id, $0.lines) }, with: GraphBuilder())
      var applied: Set<String> = []
      for event in graph.events {
        for note in event.editor {
          #expect(note.value == event.cameo, "round \(round): \(note) on \(event.title)")
          if let value = note.value { applied.insert(value) }
        }
      }
      // What is not applied is told, and is what went away or what edits made another sentence.
      let open = corrections.filter(\.isOpen).count
      #expect(applied.count + open == 500, "round \(round)")
      let lost = wanted.keys.filter { !applied.contains($0) }
      #expect(lost.count <= round / 2, "round \(round): \(lost.count) of \(wanted.count) not found")
    }
  }

  /// A small edit: a word more, a word less at the end, another blank or case; never the trigger.
  private static func edit(_ line: inout Line, _ random: inout SplitMix) {
    switch Int.random(in: 0..<3, using: &random) {
    case 0 where line.words.count < 16: line.words.insert("quite", at: line.words.count - 1)
    case 1: line.words[line.words.count - 1] = line.words[line.words.count - 1].uppercased()
    default: line.words[0] = "“" + line.words[0].filter { $0 != "“" && $0 != "”" } + "”"
    }
  }
}

/// A small random number generator with a fixed seed (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
