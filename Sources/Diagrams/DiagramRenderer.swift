// From DOT to finished pictures, several at a time.

import DOT

/// Renders drawings in helper processes.
public struct DiagramRenderer: Sendable {
  public var runner: LayoutRunner

  public init(_ runner: LayoutRunner = LayoutRunner()) { self.runner = runner }

  /// Lays out and finishes one drawing.
  public func render(
    _ source: DiagramSource, on sheet: DiagramSheet = DiagramSheet()
  ) async -> Result<RenderedDiagram, DiagramError> {
    await runner.layout(dot: source.dot, engine: source.engine, name: source.name).flatMap { svg in
      guard let picture = SVGFinisher.finish(svg, of: source, on: sheet) else {
        return .failure(
          DiagramError(code: .rejected, diagram: source.name, message: "Graphviz gave no well-formed drawing"))
      }
      return .success(picture)
    }
  }

  /// Renders many drawings, as many at a time as the runner allows; results in the order of the sources.
  ///
  /// - Parameter progress: is told the number of those that are done.
  public func render(
    _ sources: [DiagramSource], progress: (Int) -> Void = { _ in }
  ) async -> [Result<RenderedDiagram, DiagramError>] {
    var results: [Result<RenderedDiagram, DiagramError>?] = Array(repeating: nil, count: sources.count)
    await withTaskGroup(of: (Int, Result<RenderedDiagram, DiagramError>).self) { group in
      var next = 0
      var done = 0
      progress(done)
      func start() {
        guard next < sources.count else { return }
        let number = next
        next += 1
        group.addTask { (number, await render(sources[number])) }
      }
      for _ in 0..<max(1, Descriptors.processes(upTo: runner.concurrency)) { start() }
      while let (number, result) = await group.next() {
        results[number] = result
        done += 1
        progress(done)
        start()
      }
    }
    return results.map {
      $0 ?? .failure(DiagramError(code: .notStarted, diagram: "", message: "the drawing was not started"))
    }
  }
}
