// The words around a noun that say whose it is, how many there are, and whether the text has spoken of it before.

import Corpus
import Language

/// What the grammar says of a nominal mention.
struct NounPhrase {
  /// Head token.
  var head: Int
  /// From the first modifier before the head to the last word after it that belongs to the name of the thing.
  var tokens: Range<Int>
  var isDefinite = false
  var isIndefinite = false
  /// "two", "nearly 50", "several".
  var isCounted = false
  /// "both", "two", "other": for "the two sides".
  var isDual = false
  /// A possessive pronoun before the head.
  var possessor: Int?
  /// Names among the modifiers, the nearest to the head last.
  var leftNames: [Int] = []
  /// Name after "of", "in", "from", "at" with that preposition.
  var rightName: Int?
  var rightIsPlace = false
  /// All names of the coordination that ``rightName`` begins: "of France and Germany".
  var rightNames: [Int] = []
  /// The office or status is over: "former", "retired".
  var isFormer = false
  /// Name before "-based".
  var seat: Int?
  /// Adjectives and nouns that distinguish this one from others.
  var hasModifier = false
}

extension ActorResolver {
  /// Reads the noun phrase around a role match.
  func nounPhrase(_ match: RoleMatch) -> NounPhrase {
    let document = self.document
    let range = match.tokens
    var head = range.upperBound - 1
    for token in range {
      let outer = Int(document.tokens[token].head)
      if !range.contains(outer) {
        head = token
        break
      }
    }
    let sentence = document.sentences[Int(document.tokens[head].sentence)].tokens
    var phrase = NounPhrase(head: head, tokens: range)
    readLeft(&phrase, range, sentence)
    let modified = phrase.hasModifier
    readRight(&phrase, range, sentence)
    // "accuses the government of fraud" says nothing of which government it is.
    if lexicon.role(match.sense).kind == .state { phrase.hasModifier = modified }
    return phrase
  }

  private func readLeft(_ phrase: inout NounPhrase, _ range: Range<Int>, _ sentence: Range<Int>) {
    var start = range.lowerBound
    for child in document.children(phrase.head) where child < range.lowerBound {
      switch document.tokens[child].relation {
      case .det, .detPredet, .amod, .compound, .nummod, .nmodPoss, .nmod, .nmodDesc, .flat, .advmod:
        let edge = clauseEdge(child, range.lowerBound)
        if edge < start, range.lowerBound - edge <= 12 { start = edge }
      default: break
      }
    }
    // Modifiers that the parser hung elsewhere.
    while start > sentence.lowerBound, range.lowerBound - start < 10 {
      if isModifier(start - 1) {
        start -= 1
      } else if start - 2 >= sentence.lowerBound, Words.possessiveMark.contains(document.tokens[start - 1].form),
        scan.nameAt[start - 2] >= 0
      {
        start = scan.names[Int(scan.nameAt[start - 2])].tokens.lowerBound
      } else {
        break
      }
    }
    start = max(start, sentence.lowerBound)
    while start < range.lowerBound, [.adp, .punct, .cconj, .adv, .part].contains(document.tokens[start].upos),
      !(start + 2 <= range.lowerBound && Words.superlative.contains(document.tokens[start + 1].form)
        && document.tokens[start + 2].upos == .num)
    {
      start += 1
    }
    var token = start
    while token < range.lowerBound {
      let name = scan.nameAt[token]
      if name >= 0 {
        token = max(token + 1, scan.names[Int(name)].tokens.upperBound)
        if let end = patronEnd(token, range.lowerBound) {
          if grammar.seatWords.contains(document.tokens[end - 1].form) { phrase.seat = Int(name) }
          token = end
        } else if !phrase.leftNames.contains(Int(name)) {
          phrase.leftNames.append(Int(name))
        }
        continue
      }
      readWord(token, &phrase)
      token += 1
    }
    phrase.tokens = start..<max(range.upperBound, phrase.head + 1)
  }

  /// Where "-backed" ends: who backs a group does not own it.
  private func patronEnd(_ token: Int, _ limit: Int) -> Int? {
    guard token + 1 < limit, document.tokens[token].form == Words.hyphen,
      grammar.patronWords.contains(document.tokens[token + 1].form)
        || grammar.seatWords.contains(document.tokens[token + 1].form)
    else { return nil }
    return token + 2
  }

  /// The left edge of a modifier, but not beyond a clause or comma that the parser put into it.
  private func clauseEdge(_ child: Int, _ end: Int) -> Int {
    let edge = Int(document.leftEdge[child])
    guard edge < end else { return edge }
    var token = end - 1
    while token >= edge {
      let word = document.tokens[token]
      switch word.upos {
      case .aux, .sconj: return token + 1
      case .verb where word.relation != .amod: return token + 1
      case .punct where word.form == Words.comma: return token + 1
      default: token -= 1
      }
    }
    return edge
  }

  private func isModifier(_ token: Int) -> Bool {
    let word = document.tokens[token]
    // "In May 2009 more than 70 people": the year belongs to the month.
    if word.upos == .num, word.relation == .nmodUnmarked, Int(word.head) < token { return false }
    if word.upos == .det || word.upos == .num { return true }
    if word.upos == .adj || Words.possessive[word.form] != nil { return true }
    if lexicon.former.contains(PhraseKey(document.text, word.span).value) { return true }
    guard scan.nameAt[token] >= 0 else { return false }
    // Names before a noun belong to it unless a preposition takes them: "in Ukraine forces advanced".
    let start = scan.names[Int(scan.nameAt[token])].tokens.lowerBound
    return Int(word.head) > token || start == 0 || document.tokens[start - 1].upos != .adp
  }

  private func readWord(_ token: Int, _ phrase: inout NounPhrase) {
    let word = document.tokens[token]
    switch word.upos {
    case .det:
      if Words.definite.contains(word.form) { phrase.isDefinite = true }
      if Words.indefinite.contains(word.form) { phrase.isIndefinite = true }
      if Words.counting.contains(word.form) { phrase.isCounted = true }
      if Words.both.contains(word.form) { phrase.isDual = true }
    case .pron:
      if Words.possessive[word.form] != nil { phrase.possessor = token }
      if Words.definite.contains(word.form) { phrase.isDefinite = true }
    case .num:
      phrase.isCounted = true
      if word.form == Words.two { phrase.isDual = true }
    case .adj, .noun, .verb, .propn, .x, .adv:
      if Words.counting.contains(word.form) {
        phrase.isCounted = true
      } else if lexicon.former.contains(PhraseKey(document.text, word.span).value) {
        phrase.isFormer = true
      } else if word.upos != .adv, !Words.weak.contains(word.form) {
        phrase.hasModifier = true
      }
    default: break
    }
  }

  private func readRight(_ phrase: inout NounPhrase, _ range: Range<Int>, _ sentence: Range<Int>) {
    for child in document.children(phrase.head) where child >= range.upperBound && child - phrase.head < 10 {
      guard document.tokens[child].relation.isOblique, let preposition = document.child(child, .case) else { continue }
      attach(child, preposition, &phrase)
      if phrase.rightName != nil { break }
    }
    // Without a parse: "members of SANDF".
    let next = range.upperBound
    if phrase.rightName == nil, next + 1 < sentence.upperBound, document.tokens[next].upos == .adp {
      var token = next + 1
      while token < sentence.upperBound, token < next + 3, document.tokens[token].upos == .det { token += 1 }
      if token < sentence.upperBound, scan.nameAt[token] >= 0, Int(document.tokens[next].head) != phrase.head,
        document.tokens[next].form == Words.of
      {
        attach(token, next, &phrase)
      }
    }
  }

  private func attach(_ token: Int, _ preposition: Int, _ phrase: inout NounPhrase) {
    let word = document.tokens[preposition].form
    guard Words.belonging.contains(word) else { return }
    let subtree = document.subtree(token)
    let limit = min(subtree.upperBound, token + 6)
    var found = scan.nameAt[token] >= 0 ? Int(scan.nameAt[token]) : nil
    if found == nil {
      for inner in subtree.lowerBound..<max(limit, subtree.lowerBound) where scan.nameAt[inner] >= 0 {
        found = Int(scan.nameAt[inner])
        break
      }
    }
    guard let found else {
      phrase.hasModifier = phrase.hasModifier || word == Words.of
      return
    }
    phrase.rightName = found
    phrase.rightNames = [found]
    var next = scan.names[found].tokens.upperBound
    while next + 1 < document.tokens.count, phrase.rightNames.count < 6,
      document.tokens[next].sentence == document.tokens[token].sentence,
      document.tokens[next].form == Words.comma || Words.joining.contains(document.tokens[next].form)
    {
      var start = next + 1
      if start + 1 < document.tokens.count, Words.and.contains(document.tokens[start].form) { start += 1 }
      guard scan.nameAt[start] >= 0, scan.names[Int(scan.nameAt[start])].tokens.lowerBound == start else { break }
      phrase.rightNames.append(Int(scan.nameAt[start]))
      next = scan.names[Int(scan.nameAt[start])].tokens.upperBound
    }
    phrase.rightIsPlace = word != Words.of && word != Words.from
    let end = scan.names[found].tokens.upperBound
    if word == Words.of || word == Words.in || word == Words.from, end > phrase.tokens.upperBound,
      end - phrase.tokens.upperBound < 8
    {
      phrase.tokens = phrase.tokens.lowerBound..<end
    }
  }
}

/// The closed classes of function words that the grammar needs.
enum Words {
  static let definite: Set<WordKey> = keys("the this that these those")
  static let indefinite: Set<WordKey> = keys("a an another some any")
  static let counting: Set<WordKey> = keys(
    "several many some dozens hundreds thousands few most scores numerous multiple various countless more fewer")
  static let both: Set<WordKey> = keys("both")
  static let each: Set<WordKey> = keys("each either neither")
  static let all: Set<WordKey> = keys("all")
  static let three = WordKey("three")
  /// With them a sentence adds one more act.
  static let additions: Set<WordKey> = keys("also too additionally")
  /// What stands between the members of a coordination.
  static let joining: Set<WordKey> = keys("and & - or nor versus vs vs. /")
  static let against: Set<WordKey> = keys("with against")
  static let weak: Set<WordKey> = keys("own same other said whole entire such")
  static let belonging: Set<WordKey> = keys("of in from at for to with on by")
  static let placing: Set<WordKey> = keys(
    "in at near inside outside around across throughout within into through along above over onto beyond off")
  static let moving: Set<WordKey> = keys("to from toward towards via")
  /// Before whom something is given, said or done to.
  static let giving: Set<WordKey> = keys("to against with")
  /// After "at" and before a number.
  static let superlative: Set<WordKey> = keys("least most")
  static let two = WordKey("two")
  static let no = WordKey("no")
  static let state = WordKey("state")
  static let of = WordKey("of")
  static let `as` = WordKey("as")
  static let `for` = WordKey("for")
  static let articles: Set<WordKey> = keys("a an")
  static let old = WordKey("old")
  static let year = WordKey("year")
  static let negations: Set<WordKey> = keys("not n't never no")
  static let conditions: Set<WordKey> = keys("if whether unless")
  static let by = WordKey("by")
  static let from = WordKey("from")
  static let `in` = WordKey("in")
  static let possessiveMark: Set<WordKey> = keys("'s '")
  static let and: Set<WordKey> = keys("and &")
  static let comma = WordKey(",")
  static let colon = WordKey(":")
  static let hyphen = WordKey("-")
  static let demonstrative: Set<WordKey> = keys("this that these those")
  static let manyOfThem: Set<WordKey> = keys("these those")
  static let possessive: [WordKey: Pronoun] = [
    WordKey("his"): .he, WordKey("her"): .she, WordKey("its"): .it, WordKey("their"): .they, WordKey("our"): .we,
    WordKey("my"): .i,
  ]
  static let pronouns: [WordKey: Pronoun] = [
    WordKey("he"): .he, WordKey("him"): .he, WordKey("himself"): .he, WordKey("his"): .he,
    WordKey("she"): .she, WordKey("her"): .she, WordKey("herself"): .she, WordKey("hers"): .she,
    WordKey("it"): .it, WordKey("itself"): .it, WordKey("its"): .it,
    WordKey("they"): .they, WordKey("them"): .they, WordKey("themselves"): .they, WordKey("their"): .they,
    WordKey("theirs"): .they, WordKey("i"): .i, WordKey("me"): .i, WordKey("my"): .i, WordKey("we"): .we,
    WordKey("us"): .we, WordKey("our"): .we, WordKey("ourselves"): .we,
  ]

  private static func keys(_ words: String) -> Set<WordKey> {
    Set(words.split(separator: " ").map { WordKey(String($0)) })
  }
}

/// Personal pronouns by what they can stand for.
enum Pronoun: Sendable { case he, she, it, they, i, we }
