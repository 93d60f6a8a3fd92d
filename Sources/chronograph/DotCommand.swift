import ArgumentParser

/// `chronograph dot`: tools for any DOT file.
struct DotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dot",
    abstract: "Look into DOT files.",
    discussion: """
      Example:
        chronograph dot inspect output/graph/event-graph.dot
        chronograph dot lint drawings/
        chronograph dot query output/data/graph.dot --around NODE --depth 2 --format dot
      """,
    subcommands: [
      DotInspectCommand.self, DotLintCommand.self, DotQueryCommand.self, DotDiffCommand.self, DotFormatCommand.self,
    ])
}
