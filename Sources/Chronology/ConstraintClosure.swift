// All-pairs bounds on differences of days, closed under addition and weekdays.

/// A matrix of upper bounds on differences.
struct Closure {
  static let open = Int.max / 4
  let count: Int
  private var limits: [Int]

  init(count: Int) {
    self.count = count
    limits = [Int](repeating: Closure.open, count: count * count)
    for index in 0..<count { limits[index * count + index] = 0 }
  }

  subscript(from: Int, to: Int) -> Int {
    get { limits[from * count + to] }
    set { limits[from * count + to] = newValue }
  }

  /// Floyd and Warshall's algorithm, alternating with rounding to possible weekdays.
  ///
  /// - Returns: false when there is a negative cycle.
  mutating func close(_ residues: [Int?]) -> Bool {
    while true {
      for middle in 0..<count {
        for from in 0..<count where self[from, middle] < Closure.open {
          for to in 0..<count where self[middle, to] < Closure.open {
            let length = self[from, middle] + self[middle, to]
            if length < self[from, to] { self[from, to] = length }
          }
        }
        // At once: around a negative cycle the lengths double with every further step, beyond any integer.
        for index in 0..<count where self[index, index] < 0 { return false }
      }
      var changed = false
      for from in 0..<count {
        guard let a = residues[from] else { continue }
        for to in 0..<count where to != from {
          guard let b = residues[to], self[from, to] < Closure.open else { continue }
          let excess = floorModulo(self[from, to] - (b - a), 7)
          if excess > 0 {
            self[from, to] -= excess
            changed = true
          }
        }
      }
      if !changed { return true }
    }
  }
}
