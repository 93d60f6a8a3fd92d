// Named entities of the GUM treebank: from nested mentions of all kinds to flat names.

import Language

/// Labels: 0 outside, then B and I of each type.
enum EntityLabel {
  static let types: [EntityType] = [.person, .organisation, .gpe, .other]
  static var count: Int { 1 + 2 * types.count }
}

/// The flat entity labels of a sentence; the mentions of a document may span sentences only in error, so each
/// sentence is read for itself. Returns nil when the sentence's document has no entity layer.
func entityLabels(_ sentence: TreeSentence, _ classes: WordClasses) -> [UInt8] {
  var labels = [UInt8](repeating: 0, count: sentence.count)
  var mentions: [(start: Int, end: Int, type: Substring)] = []
  var open: [(group: Substring, start: Int, type: Substring)] = []
  for (index, misc) in sentence.misc.enumerated() {
    guard let field = misc.split(separator: "|").first(where: { $0.hasPrefix("Entity=") })?.dropFirst(7) else {
      continue
    }
    var rest = field[...]
    while let first = rest.first {
      if first == "(" {
        rest = rest.dropFirst()
        let content = rest.prefix { $0 != "(" && $0 != ")" }
        rest = rest.dropFirst(content.count)
        let parts = content.split(separator: "-", maxSplits: 2)
        guard parts.count >= 2 else { continue }
        if rest.first == ")" {
          mentions.append((index, index + 1, parts[1]))
          rest = rest.dropFirst()
        } else {
          open.append((parts[0], index, parts[1]))
        }
      } else {
        let group = rest.prefix { $0 != ")" && $0 != "(" }
        rest = rest.dropFirst(group.count)
        if rest.first == ")" { rest = rest.dropFirst() }
        if let found = open.lastIndex(where: { $0.group == group }) {
          let mention = open.remove(at: found)
          mentions.append((mention.start, index + 1, mention.type))
        }
      }
    }
  }
  // The widest first; inner names of a name are part of it.
  mentions.sort { ($1.end - $1.start, $0.start) < ($0.end - $0.start, $1.start) }
  for mention in mentions {
    guard var type = entityType(mention.type), let name = nameSpan(sentence, mention.start, mention.end, type, classes),
      labels[name].allSatisfy({ $0 == 0 })
    else { continue }
    let known = sentence.forms[name.lowerBound].withUnsafeBytes { classes.find(WordKey(bytes: $0).value) }
    // Members of a people are no single person.
    if type == .person, name.count == 1, known.has(WordClass.demonym), !known.has(WordClass.givenName) { type = .other }
    guard let number = EntityLabel.types.firstIndex(of: type) else { continue }
    for i in name { labels[i] = UInt8(1 + 2 * number + (i == name.lowerBound ? 0 : 1)) }
  }
  return labels
}

private func entityType(_ name: Substring) -> EntityType? {
  switch name {
  case "person": .person
  case "organization": .organisation
  case "place": .gpe
  case "time": nil
  default: .other
  }
}

/// The name inside a mention whose head is a proper noun: the run of name words around the head.
private func nameSpan(
  _ sentence: TreeSentence, _ start: Int, _ end: Int, _ type: EntityType, _ classes: WordClasses
) -> Range<Int>? {
  guard let head = (start..<end).first(where: { sentence.heads[$0] < start || sentence.heads[$0] >= end }),
    sentence.upos[head] == .propn
  else { return nil }
  func isName(_ i: Int) -> Bool {
    sentence.upos[i] == .propn
      || sentence.forms[i].first.map { $0 &- 0x41 < 26 } == true && sentence.upos[i] != .punct
        && sentence.upos[i] != .pron
        && sentence.upos[i] != .det && i > 0
  }
  func isLink(_ i: Int) -> Bool {
    let form = String(decoding: sentence.forms[i], as: UTF8.self).lowercased()
    switch type {
    case .person: return form == "-" || form == "de" || form == "van" || form == "von"
    case .organisation, .other: return ["of", "for", "the", "and", "&", "-", "'s", "on", "in"].contains(form)
    default: return ["of", "-", "the", "&"].contains(form)
    }
  }
  var from = head
  while from > start {
    if isName(from - 1) {
      from -= 1
    } else if isLink(from - 1), from - 2 >= start, isName(from - 2) {
      from -= 2
    } else {
      break
    }
  }
  var to = head + 1
  while to < end {
    if isName(to) || sentence.upos[to] == .num && type != .person {
      to += 1
    } else if isLink(to), to + 1 < end, isName(to + 1) {
      to += 2
    } else if type != .person, isLink(to), to + 2 < end, isLink(to + 1), isName(to + 2) {
      to += 3
    } else {
      break
    }
  }
  // Titles are not part of a person's name.
  if type == .person {
    while from < to - 1 {
      let known = sentence.forms[from].withUnsafeBytes { classes.find(WordKey(bytes: $0).value) }
      let isTitle =
        known.noun == 16 && !known.has(WordClass.givenName)
        || sentence.forms[from].last == 0x2e && sentence.forms[from].count > 2
      guard isTitle else { break }
      from += 1
    }
  }
  return from..<to
}
