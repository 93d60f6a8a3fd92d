// What an editor decided, shown where it counts.

import ChronographBase

extension PageWriter {
  /// Most decisions that one page lists.
  private static let mostNotes = 20

  /// Adds the editor's decisions to the view of a page.
  static func addEditor(_ notes: [EditorNote], to view: inout View) {
    view["editor"] = notes.prefix(mostNotes).map { SafeText.cut($0.words, 500) }
    view["hasEditor"] = !notes.isEmpty
  }
}
