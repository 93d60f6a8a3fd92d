import ArgumentParser
import Dispatch
import Editor
import Foundation
import Knowledge
import Pipeline
import Preview
import Synchronization

/// `chronograph serve`: a preview with forms for the editor.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Preview the site on this machine, with forms that write chronograph.yml.",
    discussion: """
      The site is built into a folder of its own and built anew when articles or chronograph.yml change; open pages follow.
      Pages of events, actors and articles have forms below: accept, merge, split, date, hide, retitle, note. Each writes
      one entry to the editor's file (see review and Knowledge/editor/README.md) and can be taken back. Only browsers of
      this machine that know the printed address get an answer; it is another one each time. Nothing else goes over the
      network. Published sites (build) have no forms. End it with Ctrl-C; a second one does not wait for a build.

      Example:
        chronograph serve articles
        chronograph serve articles --port 8080 --config chronograph.yml
      """)

  @OptionGroup var corpus: CorpusOptions
  @OptionGroup var cache: CacheOptions
  @Option(help: "The port; by default any that is free.") var port: UInt16 = 0
  @Option(help: "Title of the site.") var title: String?

  func validate() throws {
    if corpus.paths.contains("-") { throw ValidationError("serve needs files or folders, which it watches.") }
  }

  func run() async throws {
    guard let file = try corpus.editorFile() ?? Configuration.newFile(beside: corpus.input) else {
      throw PipelineError(.noInput, step: "serve", "\(corpus.input.joined(separator: ", ")): there is no such folder")
    }
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let signals = EndSignals(removing: folder)
    let server: PreviewServer
    do throws(PreviewServer.Failure) {
      server = try PreviewServer(port: port, editorFile: file)
    } catch {
      throw PipelineError(.cannotCreate, step: "serve", error.description)
    }
    defer { server.stop() }

    let watched = corpus.input + [file]
    var last = SourceWatch.fingerprint(of: watched)
    try await build(into: folder + "/site", server)
    try Console.print(server.address)
    if !corpus.progress.quiet {
      Console.note("Open this address in a browser; decisions go to \(file). Ctrl-C ends it.")
    }
    var pause = Duration.milliseconds(300)
    while !signals.hasEnded {
      try await Task.sleep(for: pause)
      var now = last
      let look = ContinuousClock().measure { now = SourceWatch.fingerprint(of: watched) }
      // A look at very many files is not to keep a processor busy.
      pause = max(.milliseconds(300), min(.seconds(5), look * 20))
      guard now != last else { continue }
      last = now
      do {
        try await build(into: folder + "/site", server)
      } catch {
        Console.error("\(error)")
        server.report("The last build failed: \(error)")
      }
    }
  }

  /// Builds the site and shows it.
  private func build(into folder: String, _ server: PreviewServer) async throws {
    let display = corpus.progress.display()
    defer { display.end() }
    var options = Build.Options(output: folder)
    options.version = Version.text
    options.title = title
    let build = try Build(analysis: cache.applied(to: corpus.analysis()), options: options)
    let site = try await build.site(of: corpus.input, progress: display.show)
    display.end()
    Console.corrections(site.report)
    let notices = site.report.configuration.map { file in site.report.openCorrections.map { $0.words(file: file) } }
    server.show(folder: folder, graph: site.graph, notices: notices ?? [])
  }

  /// A new folder that only this user can read.
  private static func temporaryFolder() throws -> String {
    var name = Array((FileManager.default.temporaryDirectory.path + "/chronograph-serve-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else {
      throw PipelineError(.cannotCreate, step: "serve", "no temporary folder: \(String(cString: strerror(errno)))")
    }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Ctrl-C and its like, so that the temporary folder goes.
private struct EndSignals {
  /// Whether one has come.
  private final class Flag: Sendable {
    private let isSet = Mutex(false)

    var value: Bool { isSet.withLock { $0 } }

    /// Sets it; true when it was set before.
    func set() -> Bool {
      isSet.withLock { isSet in
        defer { isSet = true }
        return isSet
      }
    }
  }

  private let flag = Flag()
  private let sources: [any DispatchSourceSignal]

  var hasEnded: Bool { flag.value }

  /// - Parameter folder: goes at once with the second signal, which ends the program.
  init(removing folder: String) {
    let flag = flag
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        guard flag.set() else { return }
        EndSignals.leave(removing: folder)
      }
      source.resume()
      return source
    }
  }

  /// Ends the program at once and removes a folder in which it may be writing: another program takes the place of all that
  /// runs here, so that nothing is made behind its back. Helper processes end by themselves when their parent is gone.
  private static func leave(removing folder: String) -> Never {
    let words = ["sh", "-c", "rm -rf -- \"$0\"; exit 1", folder]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    execv("/bin/sh", &arguments)
    // Where there is no shell what stands there now goes.
    try? FileManager.default.removeItem(atPath: folder)
    _exit(1)
  }
}
