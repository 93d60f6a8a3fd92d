// The drawings of a graph, each laid out in a helper process; one that fails costs one picture.

import Diagrams
import Site

/// Lays out drawings, several at a time.
struct Drawings {
  var runner: LayoutRunner

  /// Renders every source, in order.
  ///
  /// - Returns: the drawings, and what went wrong in words.
  func render(_ sources: [DiagramSource]) async -> (rendered: [RenderedDiagram?], faults: [String]) {
    var results: [Result<RenderedDiagram, DiagramError>?] = Array(repeating: nil, count: sources.count)
    let runner = runner
    await withTaskGroup(of: (Int, Result<RenderedDiagram, DiagramError>).self) { group in
      var next = 0
      func submit() {
        guard next < sources.count else { return }
        let number = next
        next += 1
        group.addTask { (number, await runner.render(sources[number])) }
      }
      for _ in 0..<max(1, runner.concurrency) { submit() }
      for await (number, result) in group {
        results[number] = result
        submit()
      }
    }
    var rendered: [RenderedDiagram?] = []
    var faults: [String] = []
    for result in results {
      switch result {
      case .success(let drawing): rendered.append(drawing)
      case .failure(let error):
        rendered.append(nil)
        faults.append(error.description)
      case nil: rendered.append(nil)
      }
    }
    return (rendered, faults)
  }
}
