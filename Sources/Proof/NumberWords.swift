// Whether a text names a number, in digits ("50,000", "1.2 million") or spelled out.

import Foundation

struct NumberWords {
  private let numbers: [Double]
  private let words: [String]
  private let spelling: NumberFormatter

  init(_ text: String) {
    let scanned = WordScan.words(text)
    numbers = scanned.compactMap { $0.isNumber ? NumberWords.value($0.key) : nil }
    words = scanned.map(\.key)
    let formatter = NumberFormatter()
    formatter.numberStyle = .spellOut
    formatter.locale = Locale(identifier: "en_US_POSIX")
    spelling = formatter
  }

  private static func value(_ word: String) -> Double? {
    Double(String(word.unicodeScalars.prefix { (0x30...0x39).contains($0.value) || $0 == "." }))
  }

  func holds(_ number: Double) -> Bool {
    for named in numbers {
      // Scales after digits, and what stands beside an inclusive or exclusive bound ("more than 10", "fewer than 5").
      for scale in [1.0, 12, 20, 100, 1e3, 1e6, 1e9, 1e12] {
        if abs(named * scale - number) <= max(1, number.magnitude * 1e-9) { return true }
      }
    }
    guard number == number.rounded(), number.magnitude < 1e15 else { return false }
    for near in [number, number - 1, number + 1] where near >= 0 {
      guard let spelled = spelling.string(from: NSNumber(value: near)) else { continue }
      if Verifier.holds(words, WordScan.words(spelled).map(\.key)) { return true }
    }
    return isScale(number)
  }

  /// Round numbers stand for words such as "dozens", "a hundred" or "thousands".
  private func isScale(_ number: Double) -> Bool {
    for (value, word) in [
      (12.0, "dozen"), (20, "score"), (100, "hundred"), (1e3, "thousand"), (1e6, "million"), (1e9, "billion"),
    ] {
      let times = number / value
      guard times * 2 == (times * 2).rounded(), (0.5...99).contains(times) else { continue }
      if words.contains(where: { $0.hasPrefix(word) }) { return true }
    }
    return false
  }
}
