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
    #expect(lines.last?[9].hasPrefix("Kept=Yes|Pred=go.") == true)
    #expect(lines.last?[9].contains("NER=") == false)
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
    #expect(text.contains("|start_char=3|end_char=8\n"))
    #expect(text.contains("Pred=work."))
  }

  @Test("Features are written as UD writes them and read back")
  func writesFeatures() {
    let features = Features(conllu: "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
    #expect(features.conllu(.verb) == "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
    #expect(Features([]).conllu(.noun) == "_")
  }

  @Test("What is written is read back with the same words, and the same analysis of each sentence")
  func isRoundTrip() throws {
    let document = try TokeniserTests.annotate("They don’t agree. Talks in Geneva, which began on Monday, failed.")
    let codec = ConlluCodec(annotator: try Annotator())
    let written = codec.write(document)
    var workspace = Annotator.Workspace()
    let again = try codec.annotate(written, using: &workspace)
    func columns(_ bytes: [UInt8]) -> [[Substring]] {
      String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
        .map { Array($0.split(separator: "\t").prefix(8)) }
    }
    #expect(columns(written) == columns(again))
  }

  @Test("A sentence of thousands of given words is a tree")
  func boundsSentence() throws {
    let words = (1...3000).map { "\($0)\t\($0 % 7 == 0 ? "runs" : "word")\t_\t_\t_\t_\t_\t_\t_\t_" }
    let lines = try annotate(words.joined(separator: "\n") + "\n").split(separator: "\n")
    let heads = lines.compactMap { Int($0.split(separator: "\t")[6]) }
    #expect(heads.count == 3000)
    #expect(heads.filter { $0 == 0 }.count == 1)
    #expect(heads.allSatisfy { $0 >= 0 && $0 <= 3000 })
  }
}
