// The phrases that name a source: "according to X", "per X", "citing X", labels before a colon, recipients of a told clause.

import Actors
import Language

extension AttributionReader {
  /// The speech verb of words that the parser hung on its recipient or beside it: "told reporters [that …]",
  /// "said that X and [that Y]".
  func sayingBeyond(_ node: Int, _ head: Int) -> Int? {
    let that = WordKey("that")
    switch document.tokens[node].relation {
    case .acl, .aclRelcl:
      let first = Int(document.leftEdge[node])
      guard document.tokens[first].lemma == that, let subject = document.child(node, .nsubj, .nsubjPass),
        subject != first,
        let verb = document.head(head), book.has("speech_verbs", document.tokens[verb].lemma)
      else { return nil }
      switch document.tokens[head].relation {
      case .obj, .iobj, .obl: return verb
      default: return nil
      }
    case .conj:
      guard document.child(head, .ccomp) != nil, book.has("speech_verbs", document.tokens[head].lemma),
        let mark = document.child(node, .mark), document.tokens[mark].lemma == that
      else { return nil }
      return head
    default: return nil
    }
  }

  /// "X: …" of headlines and transcripts: the head of the phrase that names who says a sentence's words.
  func label(of token: Int) -> Int? {
    let sentence = document.sentences[Int(document.tokens[token].sentence)].tokens
    guard
      let colon = sentence.first(where: {
        document.tokens[$0].upos == .punct && document.text[Int(document.tokens[$0].start)] == 0x3a
      }), colon > sentence.lowerBound, colon < token
    else { return nil }
    let phrase = sentence.lowerBound..<colon
    guard phrase.count <= 6, !phrase.contains(where: { document.tokens[$0].upos == .verb }) else { return nil }
    for head in phrase {
      guard let actor = finder.actors.actorOfHead[head] else { continue }
      switch finder.actors.actors[actor].kind {
      case .person, .organisation, .outlet: return head
      default: return nil
      }
    }
    return nil
  }

  /// "according to X", "per X": a phrase that names who says so, or its first word.
  func isAccording(_ token: Int) -> Bool {
    if document.tokens[token].form == Words.according || document.tokens[token].lemma == Words.according { return true }
    guard document.tokens[token].upos == .propn || document.tokens[token].upos == .noun else { return false }
    for child in document.children(token) where document.tokens[child].relation == .case && child < token {
      let entry = document.tokens[child]
      if entry.form == Words.according { return true }
      if book.has("source_prepositions", entry.lemma), !finder.resolve(token, allowsPlaces: false).isEmpty {
        return true
      }
    }
    return false
  }

  func phrases(below node: Int, _ add: (Int) -> Void) {
    for child in document.children(node) {
      let token = document.tokens[child]
      if token.relation.isOblique || token.relation == .advmod || token.relation == .parataxis {
        if isAccording(child), token.form != Words.according { add(child) }
        if token.form == Words.according || token.lemma == Words.according {
          for inner in document.children(child) where document.tokens[inner].relation.isOblique { add(inner) }
        }
      }
      // "Rebels, according to officials, attacked …"
      if token.relation.isSubject || token.relation == .obj {
        for phrase in document.children(child) where isAccording(phrase) { add(phrase) }
      }
      // "…, citing a police source"
      if token.relation == .advcl || token.relation == .acl || token.relation == .parataxis,
        book.has("citing_verbs", token.lemma), document.xpos(child) == "VBG" || document.xpos(child) == "VBN",
        let object = document.child(child, .obj)
      {
        add(object)
      }
      // "in a statement reported by Reuters", "as reported by X", "as per a report on X"
      guard token.relation.isOblique || token.relation == .advcl || token.relation == .acl else { continue }
      for inner in [child] + Array(document.children(child)) {
        guard book.has("report_words", document.tokens[inner].lemma) else { continue }
        for phrase in document.children(inner) where document.tokens[phrase].relation.isOblique {
          guard isOutlet(phrase) else { continue }
          add(phrase)
        }
        for phrase in document.children(inner)
        where document.tokens[phrase].relation == .nmodPoss || document.tokens[phrase].relation == .compound {
          if isOutlet(phrase) { add(phrase) }
        }
      }
      if token.relation == .obl, isOutlet(child) { add(child) }
      if token.relation == .obj || token.relation == .iobj, isOutlet(child),
        book.has("speech_verbs", document.tokens[node].lemma)
      {
        add(child)
      }
    }
  }
}
