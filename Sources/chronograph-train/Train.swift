// Trains the language model from treebanks and lexica, and measures it.

import ArgumentParser
import Language

@main
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chronograph-train", abstract: "Trains and measures the language model that chronograph embeds.",
    subcommands: [TrainModel.self, Abbreviations.self, ParseConllu.self, MeasureRaw.self, Bench.self])
}

struct TrainModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Reads treebanks, trains, prints accuracies, writes the model.",
    discussion: """
      The same input gives the same bytes. WordNet, country names and time zones come from the Debian packages
      wordnet-base, iso-codes and tzdata.
      """)

  @Option(help: "Folder with {ewt,gum}-{train,dev}.conllu.") var treebanks: String
  @Option(help: "Folder with rolesets.tsv and ewt-{train,dev}.srl.") var roles: String
  @Option(help: "Word vectors: lines of word, count and 96 integers, tab-separated.") var vectors: String
  @Option(help: "The model file to write.") var output: String
  @Option(help: "Folder of WordNet 3.0.") var wordnet = "/usr/share/wordnet"
  @Option(help: "Folder of the iso-codes JSON files.") var isoCodes = "/usr/share/iso-codes/json"
  @Option(help: "Table of time zones.") var zones = "/usr/share/zoneinfo/zone1970.tab"
  @Option(help: "Folder of the knowledge files.") var knowledge = "Knowledge"
  @Option(help: "Passes over the data.") var epochs = 20
  @Option(parsing: .upToNextOption, help: "Cells of each direction by layer, multiples of 16.") var hidden = [112, 128]
  @Option(help: "Highest learning rate.") var rate: Float = 0.003
  @Option(help: "Words between two updates.") var batch = 300
  @Option(help: "Use only so many sentences.") var limit = 1_000_000
  @Option(help: "Seed of the random numbers.") var seed: UInt64 = 1
  @Option(help: "Take the network of this model instead of training one.") var network: String?

  func run() throws {
    let start = seconds()
    let ewt = try Treebank.read("\(treebanks)/ewt-train.conllu")
    let gum = try Treebank.read("\(treebanks)/gum-train.conllu")
    let sentences = Array((ewt + gum).prefix(limit))
    progress("\(sentences.count) sentences, \(sentences.reduce(0) { $0 + $1.count }) words")
    let entries = try RolesetFacts.read("\(roles)/rolesets.tsv")
    let classes = try LexiconBuilder.build(
      wordnet: wordnet, isoCodes: isoCodes, zones: zones, knowledge: knowledge, rolesets: entries)
    let (tagSet, tags) = learnTagSet(sentences)

    var model = ModelFile()
    func section(_ section: ModelFile.Section, _ write: (inout ByteWriter) throws -> Void) rethrows {
      var writer = ByteWriter()
      try write(&writer)
      progress("section \(section): \(writer.bytes.count) bytes")
      model.add(section, writer.bytes)
    }
    let abbreviations = try Abbreviations.read(knowledge)
    section(.tokenLexicon) { writer in
      let lexicon = learnTokenLexicon(sentences).putting(abbreviations)
      writer.write(lexicon.keys)
      writer.write(lexicon.cuts)
    }
    section(.splitter) { trainSplitter(paragraphs(sentences), epochs: 12, to: &$0) }
    section(.tagSet) { tagSet.write(to: &$0) }
    let irregular = try LexiconBuilder.irregularForms(wordnet: wordnet)
    section(.lemmas) { learnLemmas(sentences, tags, tagSet, irregular, classes, to: &$0) }
    section(.wordClasses) { classes.write(to: &$0) }
    section(.rolesets) { Rolesets.write(entries, to: &$0) }
    let words = try readVectors()
    section(.vectors) { WordVectors.write(words, to: &$0) }
    var reader = try model.reader(.rolesets)
    let rolesets = try Rolesets(&reader)
    reader = try model.reader(.vectors)
    let vectors = try WordVectors(&reader)
    if let network {
      let old = try readFile(network).withUnsafeBytes { try ModelFile($0) }
      guard let bytes = old.sections.first(where: { $0.section == ModelFile.Section.network.rawValue })?.bytes else {
        throw ModelError("\(network) holds no network")
      }
      model.add(.network, bytes)
    } else {
      try section(.network) {
        try trainNetwork(sentences, ewt.count, classes, vectors, rolesets, tagSet, tags).write(to: &$0)
      }
    }
    let bytes = model.encoded()
    try writeFile(output, bytes)
    progress("wrote \(bytes.count) bytes after \(Int(seconds() - start)) s")
  }

  private func trainNetwork(
    _ sentences: [TreeSentence], _ withoutEntities: Int, _ classes: WordClasses, _ vectors: WordVectors,
    _ rolesets: Rolesets, _ tagSet: TagSet, _ tags: [[UInt8]]
  ) throws -> NetworkExport {
    let data = NetworkData(sentences, classes: classes, vectors: vectors, relations: tagSet.relations)
    var shape = NetworkShape()
    shape.hidden = hidden
    shape.tags = tagSet.upos.count
    shape.entities = EntityLabel.count
    shape.relations = tagSet.relations.count
    shape.vocabulary = data.sizes
    shape.vectors = vectors
    shape.rolesets = rolesets
    progress("vocabulary \(data.sizes), \(shape.tags) tags, \(shape.relations) relations")
    let silver = SilverNames(classes: classes).labels(Array(sentences.prefix(withoutEntities)))
    let bank = try RoleBank("\(roles)/ewt-train.srl", rolesets)
    var examples: [NetworkExample] = []
    var generator = Generator(state: seed &+ 31)
    var copies = 0
    for (i, sentence) in sentences.enumerated() {
      let entities = i < silver.count ? silver[i] : entityLabels(sentence, classes)
      let predicates = i < withoutEntities ? bank.predicates(sentence) : nil
      examples.append(data.example(sentence, tags: tags[i], entities: entities, predicates: predicates))
      guard let copy = Headline(sentence, &generator) else { continue }
      copies += 1
      examples.append(
        data.example(
          copy.sentence, tags: copy.keep(tags[i]), entities: copy.keep(entities), predicates: copy.keep(predicates)))
    }
    progress("\(copies) copies like headlines, \(examples.reduce(0) { $0 + ($1.predicates?.count ?? 0) }) predicates")
    let dev = try ["ewt", "gum"].map { name in
      let sentences = try Treebank.read("\(treebanks)/\(name)-dev.conllu")
      return (name, sentences, sentences.map { data.example($0, tags: [], entities: []) })
    }
    var options = NetworkOptions()
    options.epochs = epochs
    options.rate = rate
    options.batchWords = batch
    options.seed = seed
    let net = chronograph_train.trainNetwork(examples, shape, options) { net in
      for (name, sentences, examples) in dev { measureNetwork(name, net, sentences, examples, tagSet) }
    }
    return NetworkExport(net: net, data: data)
  }

  private func readVectors() throws -> [(key: UInt64, row: [Int8])] {
    try readFile(vectors).split(separator: 0x0a).map { line in
      let fields = line.split(separator: 0x09)
      let row = fields.count == 3 ? fields[2].split(separator: 0x20).compactMap { Int(ascii: $0) } : []
      guard row.count == WordVectors.width else { throw ModelError("\(vectors): a line without 96 integers") }
      return (fields[0].withUnsafeBytes { WordKey(bytes: $0).value }, row.map { Int8(max(-127, min(127, $0))) })
    }
  }
}
