// What an editor decided about a thing: every decision stays visible beside what the program had found.

/// One decision of the editor of a corpus on a document, actor, event, relation or disagreement.
public struct EditorNote: Sendable, Hashable, Codable {
  /// What was decided: `date`, `title`, `type`, `status`, `name`, `kind`, `country`, `merge`, `split`, `key`, `star`,
  /// `note`, `added`, `resolved`, `outlet`, `url`, `rights`.
  public var what: String
  /// The value that the editor gave; nil for decisions that need none.
  public var value: String?
  /// What the program had found before; nil when it had found nothing.
  public var was: String?

  public init(_ what: String, _ value: String? = nil, was: String? = nil) {
    self.what = what
    self.value = value
    self.was = was
  }

  /// The decision as a sentence for readers.
  public var words: String {
    let before = was.map { $0.isEmpty ? "" : " (before: \($0))" } ?? ""
    let given = value ?? ""
    switch what {
    case "note": return "Note of the editor: \(given)"
    case "key", "star": return "Chosen by the editor as a key event\(given.isEmpty ? "" : ": \(given)")"
    case "merge": return "Merged by the editor\(given.isEmpty ? "" : " with \(given)")"
    case "split": return "Split by the editor\(given.isEmpty ? "" : " from \(given)")"
    case "added": return "Added by the editor\(given.isEmpty ? "" : ": \(given)")"
    case "resolved": return "Resolved by the editor: \(given)"
    default:
      let name = what == "url" ? "Address" : what.prefix(1).uppercased() + what.dropFirst()
      return "\(name) set by the editor: \(given)\(before)"
    }
  }
}
