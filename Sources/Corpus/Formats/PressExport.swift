// Exports of press databases as plain text: LexisNexis (old and new) and Factiva, split into their documents.

import Knowledge

/// Labels of the exports, from `fields.yaml`.
struct ExportLabels: Sendable {
  var nexisBody: Set<String> = ["body"]
  var nexisEnd: Set<String> = []
  var nexisLabels: Set<String> = []
  var loadDate = "load-date"
  var factiva: [String: FieldRole] = [:]
  var factivaOther: Set<String> = []

  init() {}

  init(_ file: KnowledgeValue) throws(KnowledgeError) {
    let nexis = try file.required("nexis")
    try nexis.allow(["body", "end", "labels", "date-label"])
    nexisBody = Set(try nexis.required("body").texts())
    nexisEnd = Set(try nexis.required("end").texts())
    nexisLabels = Set(try nexis.required("labels").texts())
    loadDate = try nexis.required("date-label").text()
    let codes = try file.required("factiva")
    try codes.allow(["title", "text", "date", "outlet", "language", "other"])
    for role in [FieldRole.title, .text, .date, .outlet, .language] {
      for code in try codes.required(role.rawValue).texts() { factiva[code] = role }
    }
    factivaOther = Set(try codes.required("other").texts())
  }
}

/// The documents of one export.
struct PressExport {
  /// One document: the slice of the export that is its text, and what its header says.
  struct Item {
    var text: Range<Int>
    var title: String?
    var date: String?
    var outlet: String?
    var language: String?
  }

  private(set) var items: [Item] = []
  private let bytes: [UInt8]
  private let labels: ExportLabels
  private var lines: [Range<Int>] = []

  /// - Parameter bytes: UTF-8 with lines.
  /// - Returns: nil when the text is no such export.
  init?(_ bytes: [UInt8], labels: ExportLabels) {
    self.bytes = bytes
    self.labels = labels
    guard Self.mayBe(bytes) else { return nil }
    var position = 0
    while position < bytes.count {
      let (line, next) = MIMEPart.line(bytes[...], from: position)
      var range = line.startIndex..<line.endIndex
      while let first = range.first, bytes[first] <= 0x20 { range = (first + 1)..<range.upperBound }
      while let last = range.last, bytes[last] <= 0x20 { range = range.lowerBound..<last }
      lines.append(range)
      position = next
    }
    if !readFactiva() { readNexis() }
    guard !items.isEmpty else { return nil }
  }

  /// A cheap test that nearly all other texts fail.
  private static func mayBe(_ bytes: [UInt8]) -> Bool {
    let marks = ["Load-Date:", "LOAD-DATE:", "End of Document", " DOCUMENTS", "Document "]
    return marks.contains { PageKnowledge.find(Array($0.utf8), in: bytes, from: 0) != nil }
  }

  private func text(_ line: Range<Int>) -> String { String(decoding: bytes[line], as: UTF8.self) }

  // MARK: Factiva

  /// The code at the start of a line (`HD  Ministers meet`, `LP` alone).
  private func code(_ line: Range<Int>) -> (code: String, rest: Range<Int>)? {
    var end = line.lowerBound
    while end < line.upperBound, end - line.lowerBound < 4, bytes[end] >= 0x41, bytes[end] <= 0x5a { end += 1 }
    guard end - line.lowerBound >= 2, end == line.upperBound || bytes[end] <= 0x20 else { return nil }
    let code = String(decoding: bytes[line.lowerBound..<end], as: UTF8.self)
    guard labels.factiva[code] != nil || labels.factivaOther.contains(code) else { return nil }
    while end < line.upperBound, bytes[end] <= 0x20 { end += 1 }
    return (code, end..<line.upperBound)
  }

  /// The line that ends each document of Factiva: `Document` and its accession number, 25 letters and digits that
  /// begin with the code of the source and hold the day.
  private func isFactivaEnd(_ line: Range<Int>) -> Bool {
    let mark = Array("Document ".utf8)
    guard bytes[line].starts(with: mark) else { return false }
    let number = bytes[line].dropFirst(mark.count)
    guard number.count == 25, let first = number.first, first >= 0x41, first <= 0x5a else { return false }
    guard number.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7a }) else {
      return false
    }
    return number.count { $0 <= 0x39 } >= 8
  }

  /// Splits an export of Factiva. Prose has words such as `IN` and `Document` at the start of lines, too; an export has a
  /// headline, a text and a last line with an accession number in one document.
  private mutating func readFactiva() -> Bool {
    guard lines.contains(where: isFactivaEnd) else { return false }
    var found: [Item] = []
    var isExport = false
    var current: Item?
    var role: FieldRole?
    var fields: [FieldRole: [UInt8]] = [:]
    func field(_ role: FieldRole) -> String? { fields[role].map { String(decoding: $0, as: UTF8.self) } }
    func finish() {
      guard var item = current, !item.text.isEmpty else { return }
      item.title = field(.title)
      item.date = field(.date).flatMap { MetadataDate.day($0) }
      item.outlet = field(.outlet)
      item.language = field(.language)
      found.append(item)
    }
    for line in lines {
      if isFactivaEnd(line) {
        if current != nil, fields[.title] != nil { isExport = true }
        finish()
        current = nil
        fields = [:]
        role = nil
        continue
      }
      var content = line
      if let (code, rest) = code(line) {
        // A headline or a section after the text begins the next document.
        role = labels.factiva[code]
        content = rest
        if role == .title, current?.text.isEmpty == false {
          finish()
          current = nil
          fields = [:]
        }
      }
      guard let role, !content.isEmpty else { continue }
      if role == .text {
        let start = current.map { $0.text.isEmpty ? content.lowerBound : $0.text.lowerBound } ?? content.lowerBound
        current = Item(text: start..<content.upperBound)
      } else {
        append(content, to: &fields[role, default: []])
      }
    }
    finish()
    guard isExport else { return false }
    items = found
    return true
  }

  /// Adds a line to a field, up to the longest that is kept.
  private func append(_ line: Range<Int>, to field: inout [UInt8]) {
    guard field.count < DocumentFields.longestField else { return }
    if !field.isEmpty { field.append(0x20) }
    field.append(contentsOf: bytes[line].prefix(DocumentFields.longestField))
  }

  // MARK: LexisNexis

  /// `12 of 250 DOCUMENTS`, with or without `Document`.
  private func isCounter(_ line: Range<Int>) -> Bool {
    let words = text(line).split(separator: " ").map { $0.lowercased() }
    guard words.count >= 4, words.count <= 6, words.last == "documents" else { return false }
    let numbers = words.filter { Int($0) != nil }
    return numbers.count == 2 && words.contains("of")
  }

  /// The label of a line (`LENGTH: 594 words`, `Body` alone), folded.
  private func label(_ line: Range<Int>) -> (name: String, rest: Range<Int>)? {
    guard line.count > 1 else { return nil }
    let head = bytes[line].prefix(24)
    guard let colon = head.firstIndex(of: 0x3a) else {
      return (text(line).lowercased(), line.upperBound..<line.upperBound)
    }
    var rest = colon + 1
    while rest < line.upperBound, bytes[rest] <= 0x20 { rest += 1 }
    return (String(decoding: bytes[line.lowerBound..<colon], as: UTF8.self).lowercased(), rest..<line.upperBound)
  }

  private mutating func readNexis() {
    var start = 0
    var bounds: [Range<Int>] = []
    for (index, line) in lines.enumerated() where !line.isEmpty {
      if isCounter(line) {
        if index > start { bounds.append(start..<index) }
        start = index + 1
      } else if text(line).lowercased() == "end of document" {
        bounds.append(start..<index)
        start = index + 1
      }
    }
    if start < lines.count { bounds.append(start..<lines.count) }
    for bound in bounds {
      if let item = nexisItem(bound) { items.append(item) }
    }
  }

  /// One document: header lines, labels, text, labels behind it.
  private func nexisItem(_ bound: Range<Int>) -> Item? {
    var header: [Range<Int>] = []
    var item = Item(text: 0..<0)
    var hasLabels = false
    var isBody = false
    var inLabel = false
    var bodyStart: Int?
    var bodyEnd: Int?
    for index in bound {
      let line = lines[index]
      if line.isEmpty {
        inLabel = false
        continue
      }
      let label = label(line)
      if let label, labels.nexisEnd.contains(label.name), hasLabels || label.name == labels.loadDate {
        hasLabels = true
        if bodyStart != nil, bodyEnd == nil { bodyEnd = index }
        if label.name == labels.loadDate, item.date == nil { item.date = MetadataDate.day(text(label.rest)) }
        if label.name == "language" { item.language = text(label.rest) }
        inLabel = true
        continue
      }
      if bodyEnd != nil { continue }
      if let label, labels.nexisBody.contains(label.name), label.rest.isEmpty {
        bodyStart = nil
        isBody = true
        hasLabels = true
        inLabel = false
        continue
      }
      if !isBody, bodyStart == nil, let label, labels.nexisLabels.contains(label.name), !label.rest.isEmpty {
        hasLabels = true
        inLabel = true
        if label.name == "headline" { item.title = text(label.rest) }
        continue
      }
      if inLabel { continue }
      if hasLabels {
        if bodyStart == nil { bodyStart = index }
      } else {
        header.append(line)
      }
    }
    guard let bodyStart, hasLabels else { return nil }
    let last = (bodyStart..<(bodyEnd ?? bound.upperBound)).last { !lines[$0].isEmpty && !isCopyright(lines[$0]) }
    guard let last else { return nil }
    item.text = lines[bodyStart].lowerBound..<lines[last].upperBound
    describe(&item, header)
    return item
  }

  private func isCopyright(_ line: Range<Int>) -> Bool {
    let lower = text(line).lowercased()
    return lower.hasPrefix("copyright") || lower.hasPrefix("©") || lower.hasPrefix("all rights reserved")
  }

  /// The lines above the labels: headline (new form), outlet, day, edition, copyright.
  private func describe(_ item: inout Item, _ header: [Range<Int>]) {
    let rest = header.map(text).filter { line in
      let lower = line.lowercased()
      return !lower.hasPrefix("copyright") && !lower.hasPrefix("page ") && !lower.hasPrefix("all rights")
    }
    let dateLine = rest.firstIndex { ($0.utf8.count < 80 ? MetadataDate.day($0) : nil)?.utf8.count == 10 }
    if let dateLine {
      item.date = MetadataDate.day(rest[dateLine])
      if item.title == nil, dateLine >= 2 {
        item.title = rest[0]
        item.outlet = rest[1]
      } else if dateLine >= 1 {
        item.outlet = rest[dateLine - 1]
        // Behind the day an edition may stand, and then the headline.
        if item.title == nil, let last = rest.indices.last, last > dateLine { item.title = rest[last] }
      }
    } else if let first = rest.first {
      if item.title == nil { item.title = first } else { item.outlet = first }
    }
  }
}
