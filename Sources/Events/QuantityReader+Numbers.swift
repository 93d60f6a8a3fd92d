// Number phrases: "one and a half thousand", "tens of thousands", "between 40 and 50", "at least nine", "100 or more".

import Language

/// A number phrase of a sentence.
struct CountedNumber: Sendable {
  var tokens: Range<Int>
  /// Inclusive; nil is an open end.
  var low: Double?
  var high: Double?
  /// The token whose head lies outside the phrase.
  var anchor: Int
  /// First token with the words that bound it.
  var start: Int
  /// "dozens", "hundreds": a noun that counts.
  var isPlural: Bool
}

extension QuantityReader {
  /// The number phrases of a token range, in text order.
  func numbers(in range: Range<Int>) -> [CountedNumber] {
    var result: [CountedNumber] = []
    var token = range.lowerBound
    while token < range.upperBound {
      guard var number = phrase(at: token) else {
        token += 1
        continue
      }
      token = number.tokens.upperBound
      if let whole = joined(number, next: token) {
        number = whole
        token = number.tokens.upperBound
      } else {
        bound(&number)
      }
      result.append(number)
    }
    return result
  }

  /// "between 40 and 50", "40 to 50", "40-50".
  private func joined(_ number: CountedNumber, next: Int) -> CountedNumber? {
    guard !number.isPlural, document.tokens.indices.contains(next), let low = number.low,
      document.tokens[next].sentence == document.tokens[next - 1].sentence, let other = phrase(at: next + 1),
      let high = other.high, high > low
    else { return nil }
    let before = number.tokens.lowerBound - 1
    let isBetween = before >= 0 && document.tokens[before].lemma == Words.between
    let isDash = ["-", "–", "—"].contains(document.form(next)) && !document.tokens[next].spaceAfter
    guard isBetween && document.tokens[next].lemma == Words.and || document.tokens[next].lemma == Words.to || isDash
    else { return nil }
    return CountedNumber(
      tokens: number.tokens.lowerBound..<other.tokens.upperBound, low: low, high: high, anchor: other.anchor,
      start: isBetween ? before : number.tokens.lowerBound, isPlural: false)
  }

  /// The number phrase that begins at a token, as an exact number or, for "dozens", from twice its unit on.
  private func phrase(at first: Int) -> CountedNumber? {
    guard document.tokens.indices.contains(first) else { return nil }
    let sentence = document.tokens[first].sentence
    var token = first
    var total = 0.0
    var current: Double?
    var isPlural = false
    scan: while document.tokens.indices.contains(token), document.tokens[token].sentence == sentence {
      let lemma = document.tokens[token].lemma
      if let value = digits(token) {
        if current != nil { break }
        current = value
      } else if let factor = book.numbers[lemma] {
        let isUnit =
          factor >= 100 || lemma == Words.dozen || lemma == Words.score || factor == 10 && document.xpos(token) == "NNS"
        if lemma == Words.score, document.xpos(token) != "NNS" { break }
        if isUnit, document.xpos(token) == "NNS" {
          if current != nil || token > first { break }
          isPlural = true
          current = 2 * factor
          // "tens of thousands"
          if document.tokens.indices.contains(token + 2), document.tokens[token + 1].lemma == Words.of,
            document.xpos(token + 2) == "NNS", let more = book.numbers[document.tokens[token + 2].lemma], more >= 1000
          {
            current = 2 * factor * more
            token += 2
          }
          token += 1
          break scan
        }
        if factor >= 1000 {
          total += (current ?? 1) * factor
          current = 0
        } else if isUnit {
          current = (current.map { $0 == 0 ? 1 : $0 } ?? 1) * factor
        } else if let value = current {
          guard factor < 10, value >= 20 || value == 0 else { break }
          current = value + factor
        } else {
          current = factor
        }
      } else if token > first, document.tokens[token].form == Words.and, isHalf(token) {
        // "one and a half thousand"
        current = (current ?? 0) + 0.5
        token += 3
        continue
      } else if token > first, document.form(token) == "-", !document.tokens[token].spaceAfter,
        document.tokens.indices.contains(token + 1), let value = current, value >= 20, value < 100,
        let ones = book.numbers[document.tokens[token + 1].lemma], ones < 10
      {
        current = value + ones
        token += 2
        continue
      } else {
        break
      }
      token += 1
    }
    guard token > first, let rest = current,
      isPlural || document.tokens[first..<token].contains(where: { $0.upos == .num || $0.upos == .noun })
    else {
      return nil
    }
    let value = total + rest
    let tokens = first..<token
    let anchor = tokens.last { index in document.head(index).map { !tokens.contains($0) } ?? true } ?? token - 1
    return CountedNumber(
      tokens: tokens, low: value, high: isPlural ? nil : value, anchor: anchor, start: first, isPlural: isPlural)
  }

  private func isHalf(_ and: Int) -> Bool {
    guard document.tokens.indices.contains(and + 2) else { return false }
    return document.tokens[and + 1].lemma == Words.a && document.tokens[and + 2].lemma == Words.half
  }

  /// The value of a token of digits ("1.5", "12,000"); nil for any other.
  func digits(_ token: Int) -> Double? {
    var value = 0.0
    var count = 0
    var scale = 0.0
    for byte in document.text[document.tokens[token].span.range] {
      switch byte {
      case 0x30...0x39:
        count += 1
        guard count < 16 else { return nil }
        if scale > 0 {
          value += Double(byte - 0x30) * scale
          scale /= 10
        } else {
          value = value * 10 + Double(byte - 0x30)
        }
      case 0x2c: if count == 0 { return nil }
      case 0x2e:
        if scale > 0 { return nil }
        scale = 0.1
      default: return nil
      }
    }
    return count > 0 ? value : nil
  }

  /// What the words before and behind a number make of it.
  private func bound(_ number: inout CountedNumber) {
    guard let value = number.low else { return }
    let first = number.tokens.lowerBound
    let sentence = document.tokens[first].sentence
    func lemma(_ back: Int) -> WordKey? {
      let token = first - back
      guard token >= 0, document.tokens[token].sentence == sentence else { return nil }
      return document.tokens[token].lemma
    }
    func form(_ back: Int) -> WordKey? {
      let token = first - back
      guard token >= 0, document.tokens[token].sentence == sentence else { return nil }
      return document.tokens[token].form
    }
    let behind = number.tokens.upperBound
    if behind + 1 < document.tokens.count, document.tokens[behind].lemma == Words.or,
      document.tokens[behind + 1].form == Words.more
    {
      number.high = nil
      return
    }
    guard let near = form(1) else { return }
    var reach = 1
    var isLow = false
    var isHigh = false
    if near == Words.than, let word = form(2) {
      let isNegated = lemma(3).map { book.has("negations", $0) } ?? false
      isLow = book.has("at_least", word) != isNegated
      isHigh = !isLow
      reach = isNegated ? 3 : 2
    } else if near == Words.as || near == Words.to, let word = form(2), near == Words.as || book.has("at_most", word) {
      isHigh = true
      reach = near == Words.as ? 3 : 2
      if lemma(2) == Words.close { isHigh = true }
    } else if book.has("at_least", near) {
      isLow = true
      reach = form(2) == Words.at ? 2 : 1
    } else if book.has("at_most", near) {
      isHigh = true
    } else if book.has("about", near) {
      guard !number.isPlural, number.high != nil else { return }
      number.start = first - 1
      // As exact as the number is round.
      var unit = 1.0
      while unit * 10 <= value, (value / (unit * 10)).rounded() == value / (unit * 10) { unit *= 10 }
      unit = min(unit, max(value / 5, 1))
      number.low = max(0, (value - unit / 2).rounded(.down))
      number.high = (value + unit / 2).rounded(.up)
      return
    } else {
      return
    }
    number.start = max(first - reach, 0)
    if isLow { number.high = nil }
    if isHigh, !number.isPlural { number.low = nil }
  }
}
