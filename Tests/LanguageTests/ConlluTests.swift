// CoNLL-U in and out.

import Language
import Testing

@Suite struct ConlluTests {
  private func annotate(_ text: String) throws -> String {
    var workspace = Annotator.Workspace()
    let codec = ConlluCodec(annotator: try Annotator())
    return String(decoding: try codec.annotate(Array(text.utf8), using: &workspace), as: UTF8.self)
  }

  @Test("Given words, comments, multiword tokens and empty nodes stay")
  func keepsWords() throws {
    let input = """
      # sent_id = 1
      # text = They don't go
      1\tThey\t_\t_\t_\t_\t_\t_\t_\t_
      2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
      2\tdo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
      3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
      3.1\tx\t_\t_\t_\t_\t_\t_\t_\t_
      4\tgo\t_\t_\t_\t_\t_\t_\t_\tKept=Yes|NER=B-PER

      """
    let lines = try annotate(input).split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(lines.map { $0[0] } == ["# sent_id = 1", "# text = They don't go", "1", "2-3", "2", "3", "3.1", "4"])
    #expect(lines.last?[1] == "go")
    #expect(lines.last?[3] == "VERB")
    #expect(lines.last?[9] == "Kept=Yes")
    #expect(lines[4][9] == "SpaceAfter=No")
  }

  @Test("A line with too few columns is an error with its number")
  func reportsLine() {
    #expect(throws: ConlluError.self) { try annotate("1\tThey\n") }
    do {
      _ = try annotate("# x\n1\tThey\n")
    } catch let error as ConlluError {
      #expect(error.line == 2)
    } catch {
      Issue.record(error)
    }
  }

  @Test("Raw text becomes CoNLL-U with offsets")
  func writesOffsets() throws {
    let document = try TokeniserTests.annotate("It works.")
    let text = String(decoding: ConlluCodec(annotator: try Annotator()).write(document), as: UTF8.self)
    #expect(text.contains("# text = It works.\n"))
    #expect(text.contains("SpaceAfter=No|start_char=3|end_char=8\n"))
  }

  @Test("Features are written as UD writes them and read back")
  func writesFeatures() {
    let features = Features(conllu: "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
    #expect(features.conllu(.verb) == "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
    #expect(Features([]).conllu(.noun) == "_")
  }
}
