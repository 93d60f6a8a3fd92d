// A set of knowledge files: embedded in the binary, or read from a folder of YAML.

import CEmbedded
import Foundation

/// The domains of knowledge; each is a folder of YAML files below `Knowledge/`.
public enum KnowledgeDomain: String, CaseIterable, Sendable {
  case corpus, time, actors, events, graph
}

/// The files of one domain, in the order of their names.
public struct KnowledgeFiles: Sendable {
  public private(set) var files: [KnowledgeValue]

  public init(files: [KnowledgeValue]) {
    self.files = files.sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
  }

  /// The file of that name (such as `outlets.yaml`), or nil.
  public subscript(name: String) -> KnowledgeValue? {
    files.first { $0.file == name || $0.file.hasSuffix("/" + name) }
  }

  /// The file of that name; an error when it is missing.
  public func required(_ name: String) throws(KnowledgeError) -> KnowledgeValue {
    guard let file = self[name] else {
      throw KnowledgeError(file: name, line: 1, message: "this knowledge file is missing")
    }
    return file
  }

  /// The files compiled into this binary.
  public static func embedded(_ domain: KnowledgeDomain) throws(KnowledgeError) -> KnowledgeFiles {
    let file =
      switch domain {
      case .corpus: chronograph_embedded_knowledge_corpus()
      case .time: chronograph_embedded_knowledge_time()
      case .actors: chronograph_embedded_knowledge_actors()
      case .events: chronograph_embedded_knowledge_events()
      case .graph: chronograph_embedded_knowledge_graph()
      }
    return try decoded(UnsafeRawBufferPointer(start: file.bytes, count: file.length), name: domain.rawValue)
  }

  /// Files packed by ``encoded()``.
  public static func decoded(
    _ bytes: UnsafeRawBufferPointer, name: String
  ) throws(KnowledgeError) -> KnowledgeFiles {
    let root = try KnowledgeCoder.decode(bytes, name: name)
    return KnowledgeFiles(files: try root.entries().map { KnowledgeValue(file: $0.key, node: $0.value.node) })
  }

  /// The embedded files of a domain with those of a folder in their place: the folder holds only what differs.
  ///
  /// A folder without the domain changes nothing in it. A file that the embedded knowledge does not have is added.
  ///
  /// - Parameter folder: path of the folder that holds the domains.
  /// - Throws: `KnowledgeError` when the folder holds no domain at all, a domain without a file, or a file outside of
  ///   the domains, and when one of the files cannot be read.
  public static func overlay(_ folder: String, _ domain: KnowledgeDomain) throws(KnowledgeError) -> KnowledgeFiles {
    func isFolder(_ domain: KnowledgeDomain) -> Bool {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder + "/" + domain.rawValue, isDirectory: &isFolder)
        && isFolder.boolValue
    }
    guard KnowledgeDomain.allCases.contains(where: isFolder) else {
      let names = KnowledgeDomain.allCases.map(\.rawValue).joined(separator: ", ")
      throw KnowledgeError(file: folder, line: 1, message: "holds no folder of knowledge (\(names))")
    }
    let stray = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted().first {
      $0.hasSuffix(".yaml") || $0.hasSuffix(".yml")
    }
    if let stray {
      let names = KnowledgeDomain.allCases.map(\.rawValue).joined(separator: ", ")
      throw KnowledgeError(
        file: folder + "/" + stray, line: 1, message: "stands outside of the folders of knowledge (\(names))")
    }
    let embedded = try embedded(domain)
    guard isFolder(domain) else { return embedded }
    let own = try self.folder(folder, domain).files
    guard !own.isEmpty else {
      throw KnowledgeError(file: folder + "/" + domain.rawValue, line: 1, message: "holds no .yaml file")
    }
    let replaced = Set(own.map(\.file))
    return KnowledgeFiles(files: embedded.files.filter { !replaced.contains($0.file) } + own)
  }

  /// The packed form of these files: the same files give the same bytes.
  public func encoded() -> [UInt8] {
    let entries = files.map { KnowledgeEntry(key: $0.file, line: 1, value: $0.node) }
    return KnowledgeCoder.encode(KnowledgeNode(.mapping(entries), line: 1))
  }

  /// Reads every `.yaml` file below a domain's folder.
  ///
  /// - Parameter folder: path of the folder that holds the domains, such as `Knowledge`.
  public static func folder(_ folder: String, _ domain: KnowledgeDomain) throws(KnowledgeError) -> KnowledgeFiles {
    let path = folder + "/" + domain.rawValue
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw KnowledgeError(file: path, line: 1, message: "cannot read this folder")
    }
    var files: [KnowledgeValue] = []
    for name in names where name.hasSuffix(".yaml") {
      let file = domain.rawValue + "/" + name
      files.append(KnowledgeValue(file: file, node: try KnowledgeYAML.read(path + "/" + name, name: file)))
    }
    return KnowledgeFiles(files: files)
  }
}
