// Measures how fast the rooms work on annotated input, one core:
//
//     swift run -c release measure-rooms [--rounds 20] FILE…
//     swift run -c release measure-rooms --properties < articles.jsonl
//     swift run -c release measure-rooms --antecedents < articles.jsonl
//
// Every file is read as one article. Annotation is timed once, the other rooms over all rounds; the figures are printed
// as sentences per second.

import Actors
import Chronology
import Corpus
import Events
import Foundation
import Knowledge
import Language

@main
struct MeasureRooms {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    var rounds = 20
    if arguments.count > 1, arguments[0] == "--rounds", let number = Int(arguments[1]), number > 0 {
      rounds = number
      arguments.removeFirst(2)
    }
    if arguments == ["--properties"] { return try printProperties() }
    if arguments == ["--antecedents"] { return try printAntecedents() }
    let layout = try LayoutAnalyser(knowledge: .embedded(.corpus))
    let annotator = try Annotator()
    let times = try TimeAnalyser(knowledge: .embedded(.time))
    let actors = try ActorAnalyser(knowledge: .embedded(.actors))
    let events = try EventAnalyser(knowledge: .embedded(.events), times: times)
    let clock = ContinuousClock()

    var documents: [AnnotatedDocument] = []
    var workspace = Annotator.Workspace()
    let annotation = clock.measure {
      for path in arguments {
        guard let data = FileManager.default.contents(atPath: path) else { continue }
        let source = SourceDocument(id: path, text: Array(data))
        documents.append(annotator.annotate(layout.analyse(source), using: &workspace))
      }
    }
    let sentences = documents.reduce(0) { $0 + $1.sentences.count }
    guard sentences > 0 else {
      print("no sentences")
      return
    }
    var found: [(TimeAnalysis, ActorAnalysis)] = []
    let actorTime = clock.measure {
      for _ in 0..<rounds { for document in documents { _ = actors.analyse(document) } }
    }
    for document in documents { found.append((times.analyse(document), actors.analyse(document))) }
    var count = 0
    let eventTime = clock.measure {
      for _ in 0..<rounds {
        count = 0
        for (document, parts) in zip(documents, found) {
          count += events.analyse(document, parts.0, parts.1).events.count
        }
      }
    }
    func rate(_ duration: Duration, _ rounds: Int) -> Int {
      let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
      return seconds > 0 ? Int(Double(sentences * rounds) / seconds) : 0
    }
    print("\(documents.count) documents, \(sentences) sentences, \(count) events, \(rounds) rounds")
    print("annotation       \(rate(annotation, 1)) sentences/s")
    print("actors           \(rate(actorTime, rounds)) sentences/s")
    print("events           \(rate(eventTime, rounds)) sentences/s")
    print("actors + events  \(rate(actorTime + eventTime, rounds)) sentences/s")
  }
}
