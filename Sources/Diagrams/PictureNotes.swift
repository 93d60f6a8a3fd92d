// Title, description and source inside PDF and PNG files: what the converters leave out.

import ChronographBase

/// The words of a drawing for who does not see it.
struct PictureNotes {
  var title: String
  var description: String
  var comment: String

  // MARK: PNG (ISO/IEC 15948)

  /// Puts chunks `pHYs` and `iTXt` after the header; bytes that are no PNG stay as they are.
  ///
  /// - Parameter resolution: dots to the inch.
  func added(toPNG png: [UInt8], resolution: Double) -> [UInt8] {
    let header = 8 + 25
    guard png.count > header, png.starts(with: [0x89, 0x50, 0x4e, 0x47]) else { return png }
    let perMetre = UInt32(max(1, min(1e9, (resolution / 0.0254).rounded())))
    var chunks = PictureNotes.chunk("pHYs", PictureNotes.bytes(perMetre) + PictureNotes.bytes(perMetre) + [1])
    for (key, words) in [("Title", title), ("Description", description), ("Comment", comment)] where !words.isEmpty {
      chunks += PictureNotes.chunk("iTXt", Array(key.utf8) + [0, 0, 0, 0, 0] + Array(words.utf8.filter { $0 != 0 }))
    }
    return Array(png[..<header]) + chunks + Array(png[header...])
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return bytes(UInt32(truncatingIfNeeded: data.count)) + body + bytes(CRC32.sum(body))
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  // MARK: PDF (ISO 32000, 7.5.6: incremental updates)

  /// Adds title, subject and keywords to the document's information by an update at the end of the file; a file that
  /// has none to be found, or a table of another kind, stays as it is.
  func added(toPDF pdf: [UInt8]) -> [UInt8] {
    guard let trailer = PictureNotes.last("trailer", in: pdf),
      let start = PictureNotes.last("startxref", in: pdf), trailer < start,
      let table = PictureNotes.numbers(pdf, after: start + 9, count: 1)?.first,
      let size = PictureNotes.numbers(pdf, after: "/Size", from: trailer, count: 1)?.first,
      let root = PictureNotes.numbers(pdf, after: "/Root", from: trailer, count: 1)?.first,
      let info = PictureNotes.numbers(pdf, after: "/Info", from: trailer, count: 1)?.first,
      let object = PictureNotes.last("\n\(info) 0 obj", in: pdf),
      let open = PictureNotes.first("<<", in: pdf, from: object),
      let end = PictureNotes.first(">>", in: pdf, from: open)
    else { return pdf }
    var out = pdf
    if out.last != 0x0a { out.append(0x0a) }
    let place = String(out.count)
    out += Array("\(info) 0 obj\n<<".utf8)
    for (key, words) in [("Title", title), ("Subject", description), ("Keywords", comment)] where !words.isEmpty {
      out += Array(" /\(key) <\(PictureNotes.hexadecimal(words))>\n".utf8)
    }
    out += pdf[(open + 2)..<end]
    out += Array(">>\nendobj\n".utf8)
    let next = out.count
    let offset = String(repeating: "0", count: max(0, 10 - place.utf8.count)) + place
    out += Array(
      "xref\n\(info) 1\n\(offset) 00000 n \ntrailer\n<< /Size \(size) /Root \(root) 0 R /Info \(info) 0 R ".utf8)
    return out + Array("/Prev \(table) >>\nstartxref\n\(next)\n%%EOF\n".utf8)
  }

  /// UTF-16 with its mark, as hexadecimal digits.
  private static func hexadecimal(_ words: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out = Array("FEFF".utf8)
    for unit in words.utf16 {
      for shift in [12, 8, 4, 0] { out.append(digits[Int(unit >> UInt16(shift)) & 15]) }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func matches(_ bytes: [UInt8], _ place: Int, _ text: [UInt8]) -> Bool {
    place >= 0 && place + text.count <= bytes.count && !text.indices.contains { bytes[place + $0] != text[$0] }
  }

  private static func last(_ text: String, in bytes: [UInt8]) -> Int? {
    let text = Array(text.utf8)
    return bytes.indices.reversed().first { matches(bytes, $0, text) }
  }

  private static func first(_ text: String, in bytes: [UInt8], from place: Int) -> Int? {
    let text = Array(text.utf8)
    return (place..<bytes.count).first { matches(bytes, $0, text) }
  }

  private static func numbers(_ bytes: [UInt8], after key: String, from place: Int, count: Int) -> [Int]? {
    first(key, in: bytes, from: place).flatMap { numbers(bytes, after: $0 + key.utf8.count, count: count) }
  }

  private static func numbers(_ bytes: [UInt8], after place: Int, count: Int) -> [Int]? {
    let text = String(decoding: bytes[place..<min(bytes.count, place + 40)], as: UTF8.self)
    let found = text.split { $0 == " " || $0 == "\n" || $0 == "\r" || $0 == "/" }.prefix(count).compactMap { Int($0) }
    return found.count == count ? found : nil
  }
}
