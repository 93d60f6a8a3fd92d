// Trains the language model from treebanks and measures it.

import ArgumentParser
import Language

@main
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chronograph-train", abstract: "Trains the language model that chronograph embeds.",
    subcommands: [TrainModel.self, ParseConllu.self])
}

struct TrainModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Reads treebanks, trains, writes the model.")

  @Option(help: "Folder with NAME-train.conllu and NAME-dev.conllu.") var treebanks: String
  @Option(help: "The model file to write.") var output: String
  @Option(help: "Passes over the data.") var epochs = 5

  func run() throws {
    let start = seconds()
    let sentences = try Treebank.read("\(treebanks)/ewt-train.conllu") + Treebank.read("\(treebanks)/gum-train.conllu")
    progress("\(sentences.count) sentences, \(sentences.reduce(0) { $0 + $1.count }) words")
    var model = ModelFile()

    var writer = ByteWriter()
    let lexicon = learnTokenLexicon(sentences)
    writer.write(lexicon.keys)
    writer.write(lexicon.cuts)
    model.add(.tokenLexicon, writer.bytes)

    let (tagSet, tagNumbers) = learnTagSet(sentences)
    writer = ByteWriter()
    tagSet.write(to: &writer)
    model.add(.tagSet, writer.bytes)

    writer = ByteWriter()
    learnLemmas(sentences, tagNumbers, to: &writer)
    model.add(.lemmas, writer.bytes)

    let shapes = sentences.map { sentence in sentence.forms.map { form in form.withUnsafeBytes { TokenShape($0) } } }
    let tagger = trainTagger(
      zip(shapes, tagNumbers).map { ($0, $1) }, classes: tagSet.upos.count, epochs: epochs)
    writer = ByteWriter()
    writer.write(tagger.quantised())
    model.add(.tagWeights, writer.bytes)

    let numbers = Dictionary(uniqueKeysWithValues: tagSet.relations.enumerated().map { ($1, UInt8($0)) })
    let examples = sentences.indices.map { index in
      ParseExample(
        shapes: shapes[index], tags: tagNumbers[index],
        heads: sentences[index].heads.map { $0 < 0 ? sentences[index].count : $0 },
        labels: sentences[index].relations.map { numbers[$0] ?? 0 })
    }
    let parser = trainParser(examples, labels: tagSet.relations.count, epochs: epochs)
    writer = ByteWriter()
    writer.write(parser.quantised())
    model.add(.parserWeights, writer.bytes)

    let bytes = model.encoded()
    try writeFile(output, bytes)
    progress("wrote \(bytes.count) bytes in \(seconds() - start) s")
  }
}
