// Names in the order that people give them: `n-2` stands before `n-10`.

/// Orders names by bytes, but runs of digits by the number that they write.
public enum NaturalOrder {
  /// Whether one name stands before another.
  public static func precedes(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    var left = 0
    var right = 0
    while left < first.count, right < second.count {
      let digits = (run(first, left), run(second, right))
      if digits.0.isEmpty || digits.1.isEmpty {
        if first[left] != second[right] { return first[left] < second[right] }
        left += 1
        right += 1
        continue
      }
      let numbers = (digits.0.drop { $0 == 0x30 }, digits.1.drop { $0 == 0x30 })
      if numbers.0.count != numbers.1.count { return numbers.0.count < numbers.1.count }
      if !numbers.0.elementsEqual(numbers.1) { return numbers.0.lexicographicallyPrecedes(numbers.1) }
      left += digits.0.count
      right += digits.1.count
    }
    if left < first.count || right < second.count { return right < second.count }
    return first.lexicographicallyPrecedes(second)
  }

  private static func run(_ bytes: [UInt8], _ start: Int) -> ArraySlice<UInt8> {
    bytes[start...].prefix { $0 >= 0x30 && $0 <= 0x39 }
  }
}
