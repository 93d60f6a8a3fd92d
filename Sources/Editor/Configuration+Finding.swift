// The editor's file is found by itself: `chronograph.yml` in the folder of the articles.

import Corpus
import Foundation
import Knowledge

extension Configuration {
  /// The file that lies in one of the folders that a user named, or beside one of the files.
  ///
  /// - Parameter paths: as the user named them; `-` has no folder.
  /// - Throws: `KnowledgeError` when two different files lie there, or something that is no file.
  public static func file(beside paths: [String]) throws(KnowledgeError) -> String? {
    var found: [(path: String, real: [UInt8])] = []
    for path in files(beside: paths) {
      guard let real = FileSystem.resolved(Array(path.utf8)) else { continue }
      guard FileSystem.kind(real) == .file else {
        throw KnowledgeError(file: path, line: 1, message: "is no regular file")
      }
      // One folder may be named in two ways.
      if !found.contains(where: { $0.real == real }) { found.append((path, real)) }
    }
    guard found.count < 2 else {
      throw KnowledgeError(
        file: found[1].path, line: 1,
        message: "\(found[0].path) lies beside the articles as well; say which one with --config")
    }
    return found.first?.path
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
