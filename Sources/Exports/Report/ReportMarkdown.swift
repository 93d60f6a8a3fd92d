// A chronology as Markdown. Text of an article is escaped, so that it can never become a heading, a list, a link or HTML.

import ChronographBase

struct ReportMarkdown {
  private let content: ReportContent

  init(_ content: ReportContent) { self.content = content }

  func text() -> String {
    var text = "# \(plain(content.title))\n\n\(plain(content.subtitle))\n"
    text += "\n## \(ReportContent.aboutHeading)\n"
    for paragraph in content.about { text += "\n\(plain(paragraph))\n" }
    text += "\n## \(ReportContent.sourcesHeading)\n\n" + register()
    text += "\n## \(ReportContent.entriesHeading)\n"
    if content.entries.isEmpty { text += "\n\(ReportContent.noEntries)\n" }
    for entry in content.entries { text += self.entry(entry, "###") }
    text += "\n## \(ReportContent.unplacedHeading)\n"
    if content.unplaced.isEmpty { text += "\n\(ReportContent.noUnplaced)\n" }
    for group in content.unplaced {
      text += "\n### \(plain(group.heading))\n"
      for entry in group.entries { text += self.entry(entry, "####") }
    }
    text += "\n## \(ReportContent.questionsHeading)\n"
    if content.questions.isEmpty { text += "\n\(ReportContent.noQuestions)\n" }
    for question in content.questions { text += self.question(question) }
    text += list(ReportContent.gapsHeading, content.gaps, ReportContent.noGaps)
    text += list(ReportContent.unreadHeading, content.unread, ReportContent.noUnread)
    return text
  }

  private func register() -> String {
    var text = "| No. | Article | Date, and how it is known | File and address | Listed events |\n"
    text += "|---:|---|---|---|---:|\n"
    for source in content.sources {
      let document = ["**\(plain(source.title))**", "Outlet: \(plain(source.outlet))"] + source.remarks.map(plain)
      let place = [plain(source.file)] + (source.address.map { [plain($0)] } ?? [])
      let cells = [
        "\(source.number)", document.joined(separator: "<br>"), "\(plain(source.date))<br>\(plain(source.dateBasis))",
        place.joined(separator: "<br>"), "\(source.events)",
      ]
      text += "| " + cells.joined(separator: " | ") + " |\n"
    }
    return text
  }

  private func entry(_ entry: ReportContent.Entry, _ level: String) -> String {
    var text = "\n\(level) \(entry.number)\\. \(plain(entry.when)) – \(plain(entry.title))\n\n"
    text += "- **Date:** \(plain(entry.when))\n"
    for line in entry.dating + entry.facts { text += "- **\(plain(line.label)):** \(plain(line.text))\n" }
    if !entry.questions.isEmpty {
      text += "- **Disagreement:** \(entry.questions.map { "no. \($0)" }.listed()) below\n"
    }
    for quote in entry.quotes { text += "\n> “\(plain(quote.text))”\\\n> — \(plain(quote.pinpoint.words))\n" }
    if !entry.further.isEmpty { text += "\nAlso \(plain(entry.further.map(\.words).joined(separator: "; "))).\n" }
    return text
  }

  private func question(_ question: ReportContent.Question) -> String {
    var text = "\n### \(question.number)\\. \(plain(question.text))\n\n"
    for position in question.positions {
      text += "- \(plain(position.says))"
      if !position.places.isEmpty { text += " (\(plain(position.places.map(\.words).joined(separator: "; "))))" }
      text += "\n"
    }
    if let resolution = question.resolution {
      text += "\n**\(plain(resolution.label)):** \(plain(resolution.text))\n"
    }
    if !question.entries.isEmpty { text += "\nTouches \(question.entries.map { "event \($0)" }.listed()).\n" }
    return text
  }

  private func list(_ heading: String, _ items: [String], _ none: String) -> String {
    "\n## \(heading)\n\n" + (items.isEmpty ? "\(none)\n" : items.map { "- \(plain($0))\n" }.joined())
  }

  /// Text as plain text: whatever may begin markup somewhere stands behind a backslash, a bar (which would end a cell) is a
  /// reference.
  ///
  /// Source: CommonMark 0.31.2, section 2.4: any ASCII punctuation may be escaped.
  private func plain(_ text: String) -> String {
    var bytes: [UInt8] = []
    let text = Array(ExportRow.flat(text).utf8)
    var digits = true
    for (place, byte) in text.enumerated() {
      switch byte {
      case 0x7c:
        bytes += Array("&#124;".utf8)
        digits = false
        continue
      case 0x21, 0x23, 0x24, 0x26, 0x2a, 0x3c, 0x3d, 0x3e, 0x40, 0x5b, 0x5c, 0x5d, 0x5e, 0x5f, 0x60, 0x7b, 0x7d, 0x7e:
        bytes.append(0x5c)
      // "- ", "+ ", ": " begin items, "1." and "1)" numbered ones.
      case 0x2b, 0x2d, 0x3a: if place == 0 || isAddress(text, place) { bytes.append(0x5c) }
      case 0x2e, 0x29: if digits && place > 0 || isAddress(text, place) { bytes.append(0x5c) }
      default: break
      }
      if !(0x30...0x39).contains(byte) { digits = false }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a byte is the colon of `://` or the full stop of `www.`, of which some readers make links.
  private func isAddress(_ text: [UInt8], _ place: Int) -> Bool {
    switch text[place] {
    case 0x3a: place + 2 < text.count && text[place + 1] == 0x2f && text[place + 2] == 0x2f
    case 0x2e: place >= 3 && text[(place - 3)..<place].allSatisfy { $0 | 0x20 == 0x77 }
    default: false
    }
  }
}
