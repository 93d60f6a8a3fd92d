import ArgumentParser
import Editor

/// `chronograph config`: the editor's file.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Check an editor's file (chronograph.yml), or print its JSON Schema.",
    subcommands: [Schema.self, Check.self])

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema", abstract: "Print the JSON Schema of chronograph.yml.",
      discussion: "Example:\n  chronograph config schema > chronograph.schema.json")

    func run() throws { try Console.write(Array(ConfigurationSchema.text.utf8)) }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Say what is wrong with a file, with line, key and remedy.",
      discussion: "Exit status 65 when something is.\n\nExample:\n  chronograph config check articles/chronograph.yml")

    @Argument(help: "The file.", completion: .file()) var file: String

    func run() throws {
      let configuration = try Configuration(file: file)
      let count =
        configuration.documents.count + configuration.actors.count + configuration.events.count
        + configuration.relations.count + configuration.disagreements.count + configuration.keys.count
      Console.note("\(file) is well-formed: \(count) corrections")
    }
  }
}
