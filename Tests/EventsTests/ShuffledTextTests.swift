// Words in any order end in events whose words are the text's, or in none: trees of nonsense have shapes that no sentence has.

import Events
import Testing

struct ShuffledTextTests {
  private static let sentences = [
    "At least 12 people were killed when a bus plunged into a ravine in Peru on Thursday, officials said.",
    "Two parties, the Harbour League and the Social Union, rejected the plan of President Anna Abara.",
    "The drugmaker Novalis said on Tuesday it would buy its rival Cortex for $3.4 billion, the companies announced.",
    "“We will never surrender,” said General Amadou Bah, whose forces captured the town of Velmora on Sunday.",
    "Police shot and killed a suspect, identified as Omar Diallo, and he was charged with murder, the Inquirer reported.",
    "Two days were needed to drain the quarry, but the pumps had failed, Tom Pell said; they told visitors it was closed.",
    "Police said in a statement it appeared the group was badly equipped for the climb.",
  ]

  /// A deterministic generator (Steele, Lea and Flood 2014).
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
      return z ^ z >> 31
    }
  }

  @Test func wordsInAnyOrderAreRead() throws {
    let rooms = try #require(FrameExampleTests.rooms)
    var random = SplitMix(state: 7)
    var found = 0
    for _ in 0..<400 {
      var words = ShuffledTextTests.sentences.shuffled(using: &random).prefix(2).flatMap {
        $0.split(separator: " ").map(String.init)
      }
      if Bool.random(using: &random) {
        words.shuffle(using: &random)
      } else {
        for _ in 0..<6 {
          words.swapAt(Int.random(in: words.indices, using: &random), Int.random(in: words.indices, using: &random))
        }
      }
      let text = words.joined(separator: " ")
      let events = rooms.read(text).analysis.events
      found += events.count
      for event in events { #expect(event.mentions.allSatisfy { $0.start >= 0 && $0.end <= text.utf8.count }) }
    }
    #expect(found > 100)
  }
}
