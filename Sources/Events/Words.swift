// The closed-class grammar words that the syntax readers compare with.

import Language

enum Words {
  static let by = WordKey("by")
  static let with = WordKey("with")
  static let between = WordKey("between")
  static let and = WordKey("and")
  static let their = WordKey("their")
  static let against = WordKey("against")
  static let on = WordKey("on")
  static let of = WordKey("of")
  static let to = WordKey("to")
  static let `in` = WordKey("in")
  static let at = WordKey("at")
  static let near = WordKey("near")
  static let from = WordKey("from")
  static let `for` = WordKey("for")
  static let into = WordKey("into")
  static let not = WordKey("not")
  static let will = WordKey("will")
  static let would = WordKey("would")
  static let must = WordKey("must")
  static let should = WordKey("should")
  static let be = WordKey("be")
  static let get = WordKey("get")
  static let have = WordKey("have")
  static let `do` = WordKey("do")
  static let `if` = WordKey("if")
  static let no = WordKey("no")
  static let that = WordKey("that")
  static let ahead = WordKey("ahead")
  static let according = WordKey("according")
  /// In a class: any name or pronoun.
  static let person = WordKey("a_person")
  static let percent = WordKey("percent")
  static let percentSign = WordKey("%")
}
