/// A file of the output folder, not yet written.
public struct OutputFile: Sendable {
  /// Relative path with `/`, such as `data/graph.json`.
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}
