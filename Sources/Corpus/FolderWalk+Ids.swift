// Names of documents that come from files.

extension FolderWalk {
  /// The inputs with an id each: the name without suffix; where two clash the path without suffix, where those
  /// clash the whole path. Names that differ only in Unicode normalisation clash.
  func withIds() -> [PendingInput] {
    var stems: [String: Int] = [:]
    var paths: [String: Int] = [:]
    for case .file(let file) in inputs {
      stems[Self.stem(Self.lastPart(file.display)), default: 0] += 1
      paths[Self.stem(file.display), default: 0] += 1
    }
    return inputs.map { input in
      guard case .file(var file) = input else { return input }
      let stem = Self.stem(Self.lastPart(file.display))
      let path = Self.stem(file.display)
      file.id = stems[stem] == 1 ? stem : paths[path] == 1 ? path : file.display
      return .file(file)
    }
  }

  static func lastPart(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// A name without its last suffix; a name that would be empty without it stays whole.
  static func stem(_ name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex,
      name.utf8[name.utf8.index(before: dot)] != UInt8(ascii: "/"),
      name.utf8.distance(from: dot, to: name.endIndex) <= 9,
      name.utf8[dot...].dropFirst().allSatisfy({ $0 < 0x80 && ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7a })
    else { return name }
    let stem = String(name[..<dot])
    return stem.utf8.allSatisfy { $0 == UInt8(ascii: ".") } || name.utf8.last == UInt8(ascii: ".") ? name : stem
  }
}
