// Semantic roles: labels, and predicates in and out of CoNLL-U.

import Language
import Testing

@Suite struct RoleTests {
  private func annotate(_ text: String) throws -> [String] {
    var workspace = Annotator.Workspace()
    let codec = ConlluCodec(annotator: try Annotator())
    let output = String(decoding: try codec.annotate(Array(text.utf8), using: &workspace), as: UTF8.self)
    return output.split(separator: "\n").map { String($0.split(separator: "\t").last ?? "") }
  }

  @Test("Labels are read as they are written; pieces and unknown ones are none", arguments: RoleLabel.allCases)
  func readsLabels(_ label: RoleLabel) {
    #expect(RoleLabel(label.name) == label)
    #expect(RoleLabel("C-" + label.name) == nil)
    #expect(RoleLabel("R-" + label.name) == nil)
  }

  @Test("Given predicates and arguments are kept")
  func keepsGiven() throws {
    let misc = try annotate(
      """
      1\tMara\t_\t_\t_\t_\t_\t_\t_\t_
      2\tbeat\t_\t_\t_\t_\t_\t_\t_\tPred=beat.03|Args=ARG0:1,C-ARG1:3,ARG1:9
      3\tOrlen\t_\t_\t_\t_\t_\t_\t_\t_
      4\tand\t_\t_\t_\t_\t_\t_\t_\t_
      5\tleft\t_\t_\t_\t_\t_\t_\t_\t_

      """)
    #expect(misc[1] == "Pred=beat.03|Args=ARG0:1")
    #expect(!misc[4].contains("Pred="))
  }

  @Test("The passive's subject and the one that control leaves out have their roles")
  func findsRoles() throws {
    let document = try TokeniserTests.annotate("The bridge was destroyed by rebels. Mara wants to leave.")
    let words = document.tokens.indices.map { document.form($0) }
    func word(_ form: String) -> Int { words.firstIndex(of: form) ?? -1 }
    let destroyed = try #require(document.predicate(at: word("destroyed")))
    #expect(document.rolesetName(of: destroyed) == "destroy.01")
    #expect(destroyed.argument(.arg1) == word("bridge"))
    #expect(destroyed.argument(.arg0) == word("rebels"))
    #expect(document.predicate(at: word("leave"))?.argument(.arg0) == word("Mara"))
    #expect(document.predicate(at: word("bridge")) == nil)
  }

  @Test("Rolesets have names, roles and classes, with the classes that contain these")
  func knowsRolesets() throws {
    let rolesets = try Annotator().rolesets
    let key = WordKey("tell.01")
    #expect(rolesets.name(of: key) == "tell.01")
    #expect(rolesets.function(of: .arg0, in: key) == "PAG")
    #expect(rolesets.thematicRole(of: .arg2, in: key) == "recipient")
    #expect(rolesets.isMember(key, of: WordKey("transfer_mesg-37.1.1-1")))
    #expect(rolesets.isMember(key, of: WordKey("telling")))
    #expect(!rolesets.isMember(key, of: WordKey("murder-42.1")))
    #expect(rolesets.hasClass(WordKey("murder-42.1")))
    #expect(!rolesets.hasClass(WordKey("murder-999")))
    #expect(rolesets.name(of: WordKey("tell.99")) == nil)
  }

  @Test("Unknown words take the vector of their last part or of the word that they lengthen; names do not")
  func findsVectors() throws {
    var writer = ByteWriter()
    let weights = [Int8](repeating: 1, count: WordVectors.width)
    WordVectors.write([(WordKey("missile").value, weights), (WordKey("launch").value, weights)], to: &writer)
    var reader = ByteReader(writer.bytes)
    let vectors = try WordVectors(&reader)
    func row(_ word: String) -> Int {
      Array(word.utf8).withUnsafeBytes { vectors.row(WordKey(bytes: $0).value, $0) }
    }
    #expect(row("Missile") == 1)
    #expect(row("anti-missile") == 1)
    #expect(row("launches") == 2)
    #expect(row("Launches") == 0)
    #expect(row("missi") == 0)
  }

  @Test("The feature of a pair tells child, parent, sister and stranger apart, whatever the tree")
  func numbersPairs() {
    let features = RoleFeatures(relations: 3)
    // 1 is the root with children 0 and 2; 3 is a child of 2; 4 and 5 are a cycle.
    let heads = [1, 6, 1, 2, 5, 4]
    let relations = [0, 1, 2, 0, 1, 2]
    func feature(_ predicate: Int, _ token: Int) -> Int {
      features.feature(predicate, token, 6, head: { heads[$0] }, relation: { relations[$0] })
    }
    let found = [
      feature(1, 1), feature(1, 0), feature(1, 3), feature(0, 1), feature(0, 2), feature(3, 1), feature(1, 4),
    ]
    #expect(Set(found).count == found.count)
    for p in 0..<6 { for t in 0..<6 { #expect((0..<features.count).contains(feature(p, t))) } }
  }
}
