// One event with the editor's changes.

import ChronographBase
import Chronology
import EventGraph
import Events

extension EventCorrection.Change {
  /// Names of what it says, as in the file.
  var fields: [String] {
    var names: [String] = []
    if title != nil { names.append("retitle") }
    if date != nil { names.append("redate") }
    if type != nil { names.append("retype") }
    if status != nil { names.append("status") }
    if hide { names.append("hide") }
    if star { names.append("star") }
    if note != nil { names.append("note") }
    return names
  }

  func time(instead old: EventTime) -> EventTime? {
    guard let date else { return nil }
    var time = EventTime(edtf: date.edtf, interval: date.days, basis: .stated)
    let before = old.words()
    time.why = "date set by the editor: \(date.days.words())"
    if old.basis != .unknown {
      time.why += "; read from the text: \(before)" + (old.why.isEmpty ? "" : " (\(old.why))")
    }
    return time
  }
}

extension GraphEvent {
  mutating func take(_ change: EventCorrection.Change) {
    if let title = change.title, title != self.title {
      editor.append(EditorNote("title", title, was: self.title))
      self.title = title
    }
    if let time = change.time(instead: when), let date = change.date {
      editor.append(EditorNote("date", date.days.words(), was: when.words()))
      when = time
      // It hangs on no day of writing any more.
      places = []
    }
    if let type = change.type, type != self.type {
      editor.append(EditorNote("type", type.rawValue, was: self.type.rawValue))
      self.type = type
      (kind, mode, cameo) = (nil, nil, nil)
    }
    if let status = change.status, status != self.status {
      editor.append(EditorNote("status", status.rawValue, was: self.status.rawValue))
      self.status = status
    }
    if change.star { editor.append(EditorNote("star")) }
    if let note = change.note { editor.append(EditorNote("note", note)) }
  }
}

extension NewsEvent {
  mutating func take(_ change: EventCorrection.Change) {
    var words: [String] = []
    func say(_ what: String, _ was: String) { words.append("\(what) set by the editor (before: \(was))") }
    if let title = change.title, title != self.title {
      say("title", self.title)
      self.title = title
    }
    if let time = change.time(instead: when) { when = time }
    if let type = change.type, type != self.type {
      say("type", self.type.rawValue)
      self.type = type
      (kind, mode, cameo) = (nil, nil, nil)
    }
    if let status = change.status, status != self.status {
      say("status", self.status.rawValue)
      self.status = status
    }
    if let note = change.note { words.append("note of the editor: \(note)") }
    if !words.isEmpty { why += (why.isEmpty ? "" : "; ") + words.joined(separator: "; ") }
  }
}
