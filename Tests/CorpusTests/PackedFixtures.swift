// Archives and other containers, built here from their specifications so that no test needs another program.

enum Packed {
  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  private static func checksum(_ bytes: [UInt8]) -> Int {
    var crc: UInt32 = 0xffff_ffff
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xedb8_8320 }
    }
    return Int(~crc)
  }

  /// A ZIP archive of stored entries.
  static func zip(_ files: [(name: String, text: String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in files {
      let (name, content) = (Array(name.utf8), Array(text.utf8))
      let common =
        little(20, 2) + little(0, 8) + little(checksum(content), 4) + little(content.count, 4)
        + little(content.count, 4) + little(name.count, 2) + little(0, 2)
      directory += little(0x0201_4b50, 4) + little(20, 2) + common + little(0, 10) + little(bytes.count, 4) + name
      bytes += little(0x0403_4b50, 4) + common + name + content
    }
    let end =
      little(0x0605_4b50, 4) + little(0, 4) + little(files.count, 2) + little(files.count, 2)
      + little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
    return bytes + directory + end
  }

  /// A ZIP64 archive whose end record stands at `record` and names a directory at `directory`.
  static func zip64(record: Int, directory: Int) -> [UInt8] {
    little(0x0403_4b50, 4) + little(0x0606_4b50, 4) + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8)
      + little(1, 8) + little(1, 8) + little(0, 8) + little(directory, 8) + little(0x0706_4b50, 4) + little(0, 4)
      + little(record, 8) + little(1, 4) + little(0x0605_4b50, 4) + little(0, 4) + little(0xffff, 2)
      + little(0xffff, 2) + little(0, 4) + little(0xffff_ffff, 4) + little(0, 2)
  }

  /// One gzip member with a stored block.
  static func gzip(_ content: [UInt8]) -> [UInt8] {
    [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1] + little(content.count, 2) + little(~content.count, 2) + content
      + little(checksum(content), 4) + little(content.count, 4)
  }

  static func tar(_ files: [(name: String, text: String)]) -> [UInt8] {
    tarOfBytes(files.map { ($0.name, Array($0.text.utf8)) })
  }

  /// A TAR archive of regular files (ustar).
  static func tarOfBytes(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (name, content) in files {
      var header = [UInt8](repeating: 0, count: 512)
      func put(_ text: String, at offset: Int) {
        for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
      }
      func octal(_ value: Int, _ width: Int) -> String {
        let digits = String(value, radix: 8)
        return String(repeating: "0", count: width - digits.utf8.count) + digits
      }
      put(name, at: 0)
      put(octal(content.count, 11), at: 124)
      put("        ", at: 148)
      put("0", at: 156)
      put("ustar", at: 257)
      let sum = header.reduce(0) { $0 + Int($1) }
      put(octal(sum, 6) + "\0", at: 148)
      bytes += header + content
      bytes += [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    }
    return bytes + [UInt8](repeating: 0, count: 1024)
  }

  /// One record of a web archive.
  static func warc(_ type: String, _ headers: String = "", _ body: String = "") -> String {
    "WARC/1.0\r\nWARC-Type: \(type)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)\r\n\r\n"
  }

  static let page = "<html><body><h1>Ministers meet</h1><p>\(sentence)</p></body></html>"

  /// One container of each kind with the same article in it.
  static let all: [(name: String, bytes: [UInt8])] = [
    ("a.zip", zip([("in/a.txt", sentence)])), ("a.tar", tar([("in/a.txt", sentence)])),
    ("a.txt.gz", gzip(Array(sentence.utf8))), ("a.tgz", gzip(tar([("a.txt", sentence)]))),
    (
      "a.mbox",
      Array("From x\nFrom: The Post <a@example.org>\nSubject: Talks\nDate: 12 Mar 2024\n\n\(sentence)\n".utf8)
    ),
    (
      "a.warc",
      Array(
        warc(
          "response", "WARC-Target-URI: https://example.org/a\r\n",
          "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\(page)"
        ).utf8)
    ),
    (
      "a.mhtml",
      Array(
        ("From: saved\nSubject: Talks\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
          + "Content-Type: text/html\n\n\(page)\n--b--\n").utf8)
    ),
    ("a.docx", zip([("word/document.xml", "<w:document><w:p><w:r><w:t>\(sentence)</w:t></w:r></w:p></w:document>")])),
    ("a.odt", zip([("content.xml", "<office:text><text:p>\(sentence)</text:p></office:text>")])),
    (
      "a.epub",
      zip([
        ("META-INF/container.xml", "<container><rootfile full-path=\"o/p.opf\"/></container>"),
        (
          "o/p.opf",
          "<package><item id=\"c\" href=\"c.xhtml\"/><spine><itemref idref=\"c\"/></spine></package>"
        ), ("o/c.xhtml", page),
      ])
    ),
  ]
}
