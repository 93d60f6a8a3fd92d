// Letters, mailboxes, and pages saved as MHTML.

/// A letter: its own text, and the files that are attached to it.
enum Mail {
  /// The part that a reader sees: plain text where there is a whole one, else the page.
  static func body(_ message: MIMEPart) -> (part: MIMEPart, isPage: Bool)? {
    let leaves = message.leaves().filter { !$0.isAttachment }
    let plain = leaves.first { $0.type == "text/plain" }
    let page = leaves.first { $0.type == "text/html" }
    guard let page else { return plain.map { ($0, false) } }
    // Newsletters put a line into the plain part: "Read this in your browser".
    if let plain {
      let words = plain.content.count { $0 == 0x20 }
      if words >= 40 || words * 4 >= page.content.count { return (plain, false) }
    }
    return (page, true)
  }

  /// Whether bytes begin as a letter does: known headers, one a line.
  static func isMessage(_ bytes: [UInt8]) -> Bool {
    let head = MIMEPart(bytes.prefix(1 << 14))
    let known = ["from", "date", "subject", "mime-version", "content-type", "message-id", "received"]
    return known.count { head.header($0) != nil } >= 3
  }

  /// Sender's name, or address without one.
  static func sender(_ message: MIMEPart) -> String? {
    guard let from = message.header("from") else { return nil }
    let name = from.prefix { $0 != "<" }.filter { $0 != "\"" }
    return DocumentFields.field(name.contains { $0 != " " } ? String(name) : from.filter { $0 != "<" && $0 != ">" })
  }

  /// The part that a page saved as MHTML shows.
  static func page(_ message: MIMEPart) -> MIMEPart? {
    let leaves = message.leaves()
    let start = message.parameter("start")
    return leaves.first { start != nil && $0.header("content-id") == start && $0.type == "text/html" }
      ?? leaves.first { $0.type == "text/html" || $0.type == "application/xhtml+xml" }
  }
}

/// The attached files of a letter.
final class AttachmentContainer: Container {
  private let parts: [MIMEPart]
  private var position = 0

  init(_ message: MIMEPart) {
    parts = message.leaves().filter { part in
      // Pictures of a newsletter are no attachments that anybody wants to hear of.
      part.fileName != nil && (part.isAttachment || !part.type.hasPrefix("image/"))
        && !(part.type.hasPrefix("text/") && !part.isAttachment)
    }
  }

  var isEmpty: Bool { parts.isEmpty }

  func next() throws(ReadFailure) -> ContainerPart? {
    guard position < parts.count else { return nil }
    let part = parts[position]
    position += 1
    let name = part.fileName ?? "attachment-\(position)"
    return ContainerPart(name: name, format: InputFormat(path: name)) { (limit: Int) throws(ReadFailure) in
      let content = part.content
      guard content.count <= limit else {
        throw ReadFailure(code: "too-large", message: "it is larger than \(limit) bytes")
      }
      return content
    }
  }
}

/// The letters of a mailbox (RFC 4155): each begins with a line `From …`.
final class MailboxContainer: Container {
  private let bytes: [UInt8]
  private var position = 0
  private var number = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Lines that begin `From ` are written `>From ` in a mailbox.
  private static func unquoted(_ letter: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(letter.count)
    var position = letter.startIndex
    while position < letter.endIndex {
      let next = MIMEPart.line(letter, from: position).next
      let line = letter[position..<next]
      let rest = line.drop { $0 == 0x3e }
      result.append(
        contentsOf: rest.count < line.count && rest.starts(with: Array("From ".utf8)) ? line.dropFirst() : line)
      position = next
    }
    return result
  }

  func next() throws(ReadFailure) -> ContainerPart? {
    let mark = Array("From ".utf8)
    guard position < bytes.count else { return nil }
    var start = position
    if bytes[start...].starts(with: mark) { start = MIMEPart.line(bytes[...], from: start).next }
    var end = start
    var afterEmpty = false
    while end < bytes.count {
      let (line, next) = MIMEPart.line(bytes[...], from: end)
      if afterEmpty, line.starts(with: mark) { break }
      afterEmpty = line.isEmpty
      end = next
    }
    position = max(end, start)
    number += 1
    let letter = Self.unquoted(bytes[start..<max(start, end)])
    return ContainerPart(name: "\(number)", format: .mail) { (limit: Int) throws(ReadFailure) in
      guard letter.count <= limit else {
        throw ReadFailure(code: "too-large", message: "it is larger than \(limit) bytes")
      }
      return letter
    }
  }
}

/// A document, and then what came with it.
final class FollowedDocument: DocumentStream {
  private var first: (SourceDocument, [InputNote])?
  private let rest: any DocumentStream

  init(_ document: SourceDocument, _ notes: [InputNote], then rest: any DocumentStream) {
    first = (document, notes)
    self.rest = rest
  }

  func next(ids: inout IdentifierRegister) -> InputItem? {
    guard var (document, notes) = first else { return rest.next(ids: &ids) }
    first = nil
    notes += ids.claim(&document.id)
    return .document(document, notes: notes)
  }
}
