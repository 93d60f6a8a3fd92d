// The only place that calls Graphviz. It runs inside a helper process, one layout a process: libgvc is not
// thread-safe, and a crash or endless loop in it must cost one picture only.

import CGraphviz

/// Layout and drawing in this very process. Use ``LayoutRunner`` from outside.
enum GraphvizEngine {
  /// What came out; messages of Graphviz are on standard error.
  enum Outcome {
    case drawn([UInt8])
    case unreadable
    case notLaidOut
  }

  /// Plug-ins that draw SVG without fonts, so that every machine gives the same bytes.
  private static let builtIn = ["core", "dot_layout", "neato_layout"]

  /// Lays a DOT text out and draws it as SVG.
  static func draw(dot: [UInt8], engine: LayoutEngine) -> Outcome {
    guard let context = fontlessContext() else { return .notLaidOut }
    guard let graph = read(dot) else { return .unreadable }
    guard gvLayout(context, graph, engine.layoutName) == 0 else { return .notLaidOut }
    var data: UnsafeMutablePointer<CChar>?
    var length: UInt32 = 0
    // The process ends after this, so neither layout nor context is torn down: that code has crashed before.
    guard gvRenderData(context, graph, "svg", &data, &length) == 0, let data, length > 0 else {
      return .notLaidOut
    }
    let bytes = UnsafeRawBufferPointer(start: data, count: Int(length))
    return .drawn(Array(bytes))
  }

  /// Reads the first graph of a DOT text; nil when there is none.
  static func read(_ dot: [UInt8]) -> UnsafeMutablePointer<Agraph_t>? {
    // A NUL byte would end the text early and silently.
    guard !dot.isEmpty, !dot.contains(0) else { return nil }
    return (dot + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { agmemread($0.baseAddress) }
    }
  }

  /// A context with the layout engines and the SVG writer only; Graphviz's own search for plug-ins when their files
  /// are not where its packages put them.
  private static func fontlessContext() -> OpaquePointer? {
    guard let context = gvContextPlugins(nil, 0) else { return nil }
    for name in builtIn {
      let symbol = "gvplugin_\(name)_LTX_library"
      let paths = pluginFolders.flatMap { folder in libraryNames(name).map { "\(folder)/\($0)" } }
      guard paths.contains(where: { cgraphviz_add_plugin(context, $0, symbol) == 0 }) else { return gvContext() }
    }
    return context
  }

  /// Where Debian, Fedora and Homebrew keep the plug-ins, those of this processor first.
  private static var pluginFolders: [String] {
    #if arch(arm64)
      let own = ["/usr/lib/aarch64-linux-gnu", "/opt/homebrew/lib"]
    #else
      let own = ["/usr/lib/x86_64-linux-gnu"]
    #endif
    return (own + ["/usr/lib64", "/usr/lib", "/usr/local/lib"]).map { $0 + "/graphviz" }
  }

  /// File names of a plug-in, by the versions that Graphviz's packages have used.
  private static func libraryNames(_ plugin: String) -> [String] {
    #if canImport(Darwin)
      [".6", ".7", ".8", ""].map { "libgvplugin_\(plugin)\($0).dylib" }
    #else
      [".6", ".7", ".8", ""].map { "libgvplugin_\(plugin).so\($0)" }
    #endif
  }
}
