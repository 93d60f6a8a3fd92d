// The numbers that a text names, in digits ("50,000", "1.2 million", "5bn"), spelled out or as round words ("dozens").
// Every beginning of a number phrase counts, so that "two hundred and fifty" names 2, 200 and 50.

struct NumberWords {
  /// Ascending.
  private let values: [Double]
  /// Most words of one phrase.
  private static let longest = 12

  /// - Parameter names: values of the words that name numbers.
  init(_ words: [WordScan.Word], _ names: [String: Double]) {
    var found: Set<Double> = []
    for first in words.indices { NumberWords.read(words, from: first, names, &found) }
    values = found.sorted()
  }

  /// Whether a number is named.
  ///
  /// - Parameter tolerance: how far from it the named one may lie.
  func holds(_ number: Double, within tolerance: Double = 0) -> Bool {
    guard number.isFinite else { return false }
    let reach = max(tolerance, number.magnitude * 1e-9)
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < number - reach { low = middle + 1 } else { high = middle }
    }
    return low < values.count && values[low] <= number + reach
  }

  private static func read(
    _ words: [WordScan.Word], from first: Int, _ names: [String: Double], _ found: inout Set<Double>
  ) {
    var total = 0.0
    var current: Double?
    var at = first
    while at < min(words.count, first + longest) {
      let key = words[at].key
      if words[at].isNumber {
        guard current == nil, let (value, unit) = digits(key) else { return }
        found.insert(value)
        current = value
        if let factor = names[unit], factor >= 100 { multiply(factor, &total, &current) }
      } else if let factor = names[key] {
        guard join(factor, &total, &current) else { return }
      } else if at == first, let unit = plural(key, names) {
        // From twice its unit on: "dozens", "tens of thousands".
        found.insert(2 * unit)
        if at + 2 < words.count, let more = plural(words[at + 2].key, names), more >= 1000 {
          found.insert(2 * unit * more)
        }
        return
      } else if at > first, at + 2 < words.count, key == "and", words[at + 1].key == "a", words[at + 2].key == "half" {
        current = (current ?? 0) + 0.5
        at += 2
      } else {
        return
      }
      let value = total + (current ?? 0)
      if value.isFinite { found.insert(value) }
      at += 1
    }
  }

  /// A word behind what was read so far; false when it begins a number of its own.
  private static func join(_ factor: Double, _ total: inout Double, _ current: inout Double?) -> Bool {
    // "Five dozen", but "twelve" alone.
    let isUnit = factor >= 100 || [12, 20].contains(factor) && current.map { $0 > 0 && $0 < 20 } ?? false
    if isUnit {
      multiply(factor, &total, &current)
    } else if let value = current {
      guard factor < 10, value >= 20 || value == 0 else { return false }
      current = value + factor
    } else {
      current = factor
    }
    return true
  }

  private static func multiply(_ factor: Double, _ total: inout Double, _ current: inout Double?) {
    if factor >= 1000 {
      total += (current ?? 1) * factor
      current = 0
    } else {
      current = (current.map { $0 == 0 ? 1 : $0 } ?? 1) * factor
    }
  }

  /// The unit of a round word: 12 for "dozens".
  private static func plural(_ word: String, _ names: [String: Double]) -> Double? {
    guard word.hasSuffix("s"), let unit = names[String(word.dropLast())], unit >= 10 else { return nil }
    return unit
  }

  /// The digits that a word begins with, and what stands behind them.
  private static func digits(_ word: String) -> (value: Double, unit: String)? {
    let head = word.unicodeScalars.prefix { (0x30...0x39).contains($0.value) || $0 == "." }
    guard let value = Double(String(head)), value.isFinite else { return nil }
    return (value, String(word.unicodeScalars.dropFirst(head.count)))
  }
}
