// Sorted lists as sets, gaps between days, and a logarithm that is the same on every machine.

import Chronology

/// What two sorted lists share, sorted.
func shared<Value: Comparable>(_ a: [Value], _ b: [Value]) -> [Value] {
  var common: [Value] = []
  var i = 0
  var j = 0
  while i < a.count, j < b.count {
    if a[i] == b[j] {
      common.append(a[i])
      i += 1
      j += 1
    } else if a[i] < b[j] {
      i += 1
    } else {
      j += 1
    }
  }
  return common
}

/// The union of two sorted lists, sorted, each value once.
func union<Value: Comparable>(_ a: [Value], _ b: [Value]) -> [Value] {
  var all: [Value] = []
  var i = 0
  var j = 0
  while i < a.count || j < b.count {
    if j >= b.count || (i < a.count && a[i] < b[j]) {
      all.append(a[i])
      i += 1
    } else if i >= a.count || b[j] < a[i] {
      all.append(b[j])
      j += 1
    } else {
      all.append(a[i])
      i += 1
      j += 1
    }
  }
  return all
}

extension DayInterval {
  /// Days between two intervals that do not meet; nil when they do.
  func gap(to other: DayInterval) -> Int? {
    if let latest, let start = other.earliest, latest < start { return start - latest }
    if let end = other.latest, let earliest, end < earliest { return earliest - end }
    return nil
  }
}

extension Double {
  /// Natural logarithm by the series of artanh: no C library, so the same bits on every machine.
  var logarithm: Double {
    guard self > 0, isFinite else { return 0 }
    let e = Double(exponent)
    let m = significand
    let t = (m - 1) / (m + 1)
    let square = t * t
    var term = t
    var sum = 0.0
    for k in 0..<20 {
      sum += term / Double(2 * k + 1)
      term *= square
    }
    return 2 * sum + e * 0.693_147_180_559_945_3
  }
}
