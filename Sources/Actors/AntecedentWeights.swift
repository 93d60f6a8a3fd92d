// What makes an antecedent likely, in points: the weights of grammar.yaml under `antecedent`.

import Knowledge

/// Points that speak for and against an antecedent of a pronoun.
///
/// The features are those of Lappin and Leass (1994) and of centering (Brennan, Friedman and Pollard 1987): recency,
/// grammatical role, parallelism, and whether a pronoun has taken the actor up already. The weights were found by
/// coordinate search over the documents of the GUM training part.
struct AntecedentWeights: Sendable {
  /// For each sentence between pronoun and antecedent, and for each mention up to twelve.
  var sentence = 0
  var mention = 0
  var subject = 0
  var object = 0
  /// "Kenyan" of "Kenyan President", and the owner of something.
  var modifier = 0
  var owner = 0
  var named = 0
  /// For each time that the count of mentions doubles, up to five.
  var familiar = 0
  /// The antecedent is a pronoun of the same kind.
  var chain = 0
  /// Pronoun and antecedent are both subjects.
  var parallel = 0
  /// The antecedent stands in a clause below that of the pronoun's sentence.
  var embedded = 0
  /// Where the text is known to be of the pronoun's sex.
  var sex = 0
  var place = 0
  /// A state or body for "they".
  var collective = 0
  /// A noun that is no actor, and one that is neither subject nor object.
  var thing = 0
  var oblique = 0
  /// What owns something in the news is mostly an actor; what is signed or held is none.
  var thingOwner = 0
  var thingPassive = 0
  /// Actors named side by side, as subjects, by a verb only, and for what they do together.
  var side = 0
  var loose = 0
  var together = 0
  /// Subject of a verb of speaking, for the subject of another one: "It also claimed" is who said the sentence before.
  var speaker = 0
  /// Least distance to the second-best actor: below it the pronoun stays open.
  var margin = 0

  init(_ file: KnowledgeValue) throws(KnowledgeError) {
    let names: [(String, WritableKeyPath<AntecedentWeights, Int>)] = [
      ("sentence", \.sentence), ("mention", \.mention), ("subject", \.subject), ("object", \.object),
      ("modifier", \.modifier), ("owner", \.owner), ("named", \.named), ("familiar", \.familiar), ("chain", \.chain),
      ("parallel", \.parallel), ("embedded", \.embedded), ("sex", \.sex), ("place", \.place),
      ("collective", \.collective), ("thing", \.thing), ("oblique", \.oblique), ("thing_owner", \.thingOwner),
      ("thing_passive", \.thingPassive), ("side", \.side), ("loose", \.loose), ("together", \.together),
      ("speaker", \.speaker), ("margin", \.margin),
    ]
    try file.allow(names.map(\.0))
    for (name, path) in names { self[keyPath: path] = try file.required(name).integer() }
  }
}
