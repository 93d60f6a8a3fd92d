// The new output folder while it is written. Files come one by one and are on the disk soon after; the marker lists each of
// them before it is made, so that a run that dies at any moment leaves nothing of which nobody knows whose it is.

import CPlatform
import Corpus
import EventGraph
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A new output folder that stands beside the one that it replaces.
public struct FreshOutput: ~Copyable {
  /// Files and bytes that wait at most; the marker is brought to disk once for all of them.
  private static let mostWaiting = 512
  private static let mostBytes = 16 << 20

  private let place: OutputFolder
  private let marker: Int32
  private var waiting: [OutputFile] = []
  private var bytes = 0
  private var paths: [[UInt8]] = []
  private var folders: Set<String>

  /// The sorted list is written under this name, then takes the place of the one that grew.
  private static let sortedMarker = OutputFolder.marker + ".new"

  private init(_ place: OutputFolder, marker: Int32) {
    self.place = place
    self.marker = marker
    folders = [place.fresh]
  }

  /// Makes the folder with a marker that lists nothing yet.
  static func make(_ place: OutputFolder) throws(PipelineError) -> FreshOutput {
    try place.make(place.fresh)
    place.keepMode()
    let path = place.fresh + "/" + OutputFolder.marker
    let marker = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o644)
    guard marker >= 0 else { throw place.failure(path) }
    let output = FreshOutput(place, marker: marker)
    try output.list(OwnOutput.markerLine + "\n" + sortedMarker + "\n")
    place.sync(place.fresh)
    return output
  }

  deinit { close(marker) }

  /// Number of files so far.
  public var count: Int { paths.count }

  /// Takes a file; it is written at the latest when the folder is finished.
  ///
  /// - Throws: `PipelineError` when the disk takes no more.
  public mutating func add(_ file: OutputFile) throws(PipelineError) {
    waiting.append(file)
    paths.append(Array(file.path.utf8))
    bytes += file.bytes.count
    if waiting.count >= Self.mostWaiting || bytes >= Self.mostBytes { try flush() }
  }

  private mutating func flush() throws(PipelineError) {
    guard !waiting.isEmpty else { return }
    try list(waiting.map { $0.path + "\n" }.joined())
    for file in waiting {
      let path = place.fresh + "/" + file.path
      let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
      if folders.insert(parent).inserted { try place.make(parent) }
      try place.write(file.bytes, path)
    }
    waiting = []
    bytes = 0
  }

  /// Adds lines to the marker and waits until they are on the disk.
  private func list(_ lines: String) throws(PipelineError) {
    let path = place.fresh + "/" + OutputFolder.marker
    guard OutputFolder.put(Array(lines.utf8), on: marker), fsync(marker) == 0 else { throw place.failure(path) }
  }

  /// Puts the folder in the place of the old one; what a user keeps there moves on into it.
  ///
  /// - Returns: what is left to be done by hand, in words, when the new files are in place and something of the old
  ///   ones could not be removed.
  /// - Throws: `PipelineError` when the files cannot be written, or when something that a user keeps in the folder
  ///   has a name that is needed; the folder is then as it was.
  public consuming func finish() throws(PipelineError) -> [String] {
    try flush()
    let manifest = OutputManifest(paths: paths)
    // What came into the folder while the articles were read may not be ours.
    try OutputFolder.checkOwnership(of: place.folder, shown: place.folder)
    if let entry = place.obstacle(to: manifest) {
      throw PipelineError(
        .cannotCreate, step: "writing",
        "\(entry.shown) in the output folder was not made by chronograph, and the new site needs its place; move it "
          + "away. The old output is untouched")
    }
    let (sorted, marker) = (place.fresh + "/" + Self.sortedMarker, place.fresh + "/" + OutputFolder.marker)
    try place.write(manifest.bytes, sorted, synced: true)
    guard rename(sorted, marker) == 0 else { throw place.failure(marker) }
    try place.settle(paths.map { String(decoding: $0, as: UTF8.self) } + [OutputFolder.marker], folders)
    try place.swap()
    guard let fault = place.retire(place.old) ?? place.retire(place.fresh) else { return [] }
    return ["the new output is in place, but \(fault)"]
  }
}

extension OutputFolder {
  /// Writes a new output and puts it in the folder's place; what a user keeps in the folder stays in it.
  ///
  /// - Parameter body: hands the files over; when it throws, the folder is as it was.
  /// - Returns: see ``FreshOutput/finish()``.
  public func replace(_ body: (inout FreshOutput) throws -> Void) throws -> [String] {
    try Self.checkOwnership(of: folder, shown: folder)
    do {
      var output = try FreshOutput.make(self)
      try body(&output)
      return try output.finish()
    } catch {
      _ = retire(fresh)
      throw error
    }
  }

  /// The same with files that are there already.
  public func replace(with files: [OutputFile]) throws -> [String] {
    try replace { output in
      for file in files { try output.add(file) }
    }
  }
}
