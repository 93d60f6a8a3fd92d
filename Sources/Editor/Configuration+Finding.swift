// The editor's file is found by itself: `chronograph.yml` in the folder of the articles.

import Foundation
import Knowledge

extension Configuration {
  /// The file that lies in one of the folders that a user named, or beside one of the files.
  ///
  /// - Parameter paths: as the user named them; `-` has no folder.
  /// - Throws: `KnowledgeError` when two different files lie there.
  public static func file(beside paths: [String]) throws(KnowledgeError) -> String? {
    let found = files(beside: paths).filter { FileManager.default.fileExists(atPath: $0) }
    guard found.count < 2 else {
      throw KnowledgeError(
        file: found[1], line: 1, message: "\(found[0]) lies beside the articles as well; say which one with --config")
    }
    return found.first
  }

  /// Where a new file would lie; nil for standard input.
  public static func newFile(beside paths: [String]) -> String? { files(beside: paths).first }

  private static func files(beside paths: [String]) -> [String] {
    var files: [String] = []
    for path in paths where path != "-" {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      var folder = path
      if !isFolder.boolValue {
        folder = path.contains("/") ? URL(fileURLWithPath: path).deletingLastPathComponent().relativePath : "."
      }
      while folder.utf8.count > 1, folder.hasSuffix("/") { folder.removeLast() }
      let file = folder == "." ? fileName : folder == "/" ? "/" + fileName : folder + "/" + fileName
      if !files.contains(file) { files.append(file) }
    }
    return files
  }
}
