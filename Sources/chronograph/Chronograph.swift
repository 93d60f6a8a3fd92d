// The program: the only place that prints. Data goes to standard output, everything else to standard error.

import ArgumentParser
import Diagrams
import Foundation
import Knowledge
import Pipeline
import Site

@main
struct Chronograph: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chronograph",
    abstract: "A folder of news articles in, a timeline and an event graph out.",
    discussion: """
      Every statement of the output points at the sentence that says it.

      Examples:
        chronograph build seeds -o output      the static site
        chronograph extract article.txt        one JSON line for each document
        chronograph diagram seeds -o graph.svg a diagram for a report
        chronograph report seeds -o times.docx a chronology for a report or a court file
        chronograph dot inspect graph.dot      what a DOT file holds

      Exit status: 0 done (skipped inputs are listed), 64 wrong use, 65 bad data (with --strict, or a broken
      configuration, knowledge file or part), 66 no input, 70 a bug, 73 and 74 cannot write, 75 locked by another run.
      """,
    version: Version.text,
    subcommands: [
      BuildCommand.self, ReportCommand.self, ExtractCommand.self, ReduceCommand.self, TimelineCommand.self,
      DiagramCommand.self,
      DotCommand.self,
      SearchCommand.self, ExplainCommand.self, ReviewCommand.self, ServeCommand.self, VerifyCommand.self,
      DiffCommand.self, ConfigCommand.self, ParseCommand.self,
    ])

  static func main() async {
    Console.secureStreams()
    let arguments = Array(CommandLine.arguments.dropFirst())
    if LayoutHelper.isCalled(by: arguments) { Foundation.exit(LayoutHelper.run(arguments: arguments)) }
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let error as PipelineError {
      Console.error(error.description)
      Foundation.exit(error.status.rawValue)
    } catch let error as KnowledgeError {
      Console.error(error.description)
      Foundation.exit(PipelineError.Status.badData.rawValue)
    } catch let error as SiteError {
      Console.error(error.description)
      Foundation.exit(PipelineError.Status.badData.rawValue)
    } catch {
      end(with: error)
    }
  }

  /// Ends the program with what the argument parser has to say; what it repeats of the arguments is made safe.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    if code == .success {
      exit(withError: error)
    }
    for line in fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false) {
      Console.note(String(line))
    }
    Foundation.exit(code.rawValue)
  }
}

/// The version of the program.
enum Version {
  static let text = "chronograph 1.0"
}
