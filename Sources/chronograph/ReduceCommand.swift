import ArgumentParser
import Foundation
import Pipeline

/// `chronograph reduce`: parts checked, sorted and joined.
struct ReduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reduce",
    abstract: "Check, sort and join the parts that extract --records wrote.",
    discussion: """
      Every part is read to its end: check sums, counts, program, model and knowledge must be right, and an id names one
      document; --check also decodes every record. The output has the documents in the order in which build numbers them, the same bytes however the
      parts were cut and named; build --from-records makes the same of it as of the parts. Only an index is held in
      memory (about 200 bytes a document), records are copied from file to file.

      Example:
        chronograph reduce parts/ -o all.records
        chronograph reduce parts/ -o sorted/ --size 100000
        chronograph reduce parts/ --check
      """)

  @Argument(help: "Parts, and folders of them.", completion: .file()) var parts: [String]
  @Option(
    name: .shortAndLong, help: "The file to write, or with --size the folder (new or empty).", completion: .file())
  var output: String?
  @Option(help: "Most records of a part; the output is then a folder of parts.") var size: Int?
  @Flag(help: "Write nothing; only say what the parts hold.") var check = false
  @OptionGroup var knowledge: EngineOptions
  @OptionGroup var progress: ProgressOptions

  func validate() throws {
    if check == (output != nil) { throw ValidationError("Give either --output or --check.") }
    if check, size != nil { throw ValidationError("--size goes with --output.") }
    if let size, size < 1 { throw ValidationError("--size takes a number from 1.") }
  }

  func run() throws {
    let input = try RecordInput(parts, maker: knowledge.engine().maker(program: Version.text))
    let merge = try RecordMerge(input)
    let display = progress.display()
    defer { display.end() }
    let account: RecordMerge.Account
    if let output, let size {
      account = try merge.run(size: size, into: output, progress: display.show)
    } else if let output {
      let file = try FreshFile(output)
      account = try merge.run(progress: display.show) { _, bytes in try file.write(bytes) }
      try file.publish()
    } else {
      account = try merge.run(checksEntries: true, progress: display.show) { _, _ in }
    }
    display.end()
    Console.note(
      "\(account.parts) parts, \(account.documents + account.skipped) inputs seen, \(account.documents) used, "
        + "\(account.skipped) skipped (\(account.repeated) of them twice), \(account.events) events.")
  }
}

extension RecordMerge {
  /// Writes parts into a folder that is there with all of them or not at all.
  fileprivate func run(size: Int, into named: String, progress: (RunProgress) -> Void) throws -> Account {
    var output = named
    while output.utf8.count > 1, output.hasSuffix("/") { output.removeLast() }
    let manager = FileManager.default
    if let names = try? manager.contentsOfDirectory(atPath: output), !names.isEmpty {
      throw PipelineError(.cannotCreate, step: "writing", "\(output) is not empty; parts of two runs must not mix")
    }
    let fresh = "\(output).\(getpid()).new"
    guard mkdir(fresh, 0o755) == 0 else {
      throw PipelineError(
        .cannotCreate, step: "writing", "cannot make \(fresh): \(String(cString: strerror(errno)))")
    }
    defer { try? manager.removeItem(atPath: fresh) }
    var open: (part: Int, file: FreshFile)?
    let account = try run(size: size, progress: progress) { part, bytes in
      if open?.part != part {
        try open?.file.publish()
        open = (part, try FreshFile(fresh + "/" + RecordMerge.name(ofPart: part)))
      }
      try open?.file.write(bytes)
    }
    try open?.file.publish()
    guard rename(fresh, output) == 0 else {
      throw PipelineError(
        .cannotWrite, step: "writing", "cannot make \(output): \(String(cString: strerror(errno)))")
    }
    return account
  }
}
