// What `pages.yaml` says of web pages: where metadata stands, which parts are no article.

import Knowledge

/// Field names and class hints of web pages.
struct PageKnowledge: Sendable {
  var titles: [String] = []
  var dates: [String] = []
  /// Meta tags of the last change.
  var updates: [String] = []
  var outlets: [String] = []
  /// Words in a class or id that mark a part as no article.
  var furniture: Set<String> = []
  /// Words before a word of furniture that say that it only stands beside: `has-sidebar`.
  var companions: Set<String> = []
  /// Class words of elements that show a page's day.
  var dateClasses: Set<String> = []
  /// Headlines that name a section and no article.
  var sections: Set<String> = []
  /// Classes and ids that mark the body of an article.
  var bodies: Set<String> = []
  var patterns = LinePatterns()
  /// Names of fields in records, tables, feeds and exports.
  var fields = FieldMap()

  init() {}

  init(knowledge: KnowledgeFiles) throws(KnowledgeError) {
    patterns = try LinePatterns(try knowledge.required("boilerplate.yaml"))
    let file = try knowledge.required("pages.yaml")
    try file.allow(["meta", "furniture", "companions", "bodies", "date-classes", "sections"])
    let meta = try file.required("meta")
    try meta.allow(["title", "date", "updated", "outlet"])
    titles = try meta.required("title").texts()
    dates = try meta.required("date").texts()
    updates = try meta.required("updated").texts()
    outlets = try meta.required("outlet").texts()
    furniture = Set(try file.required("furniture").texts())
    companions = Set(try file.required("companions").texts())
    dateClasses = Set(try file.required("date-classes").texts())
    sections = Set(try file.required("sections").texts())
    bodies = Set(try file.required("bodies").texts())
    fields = try FieldMap(try knowledge.required("fields.yaml"))
  }

  /// Whether bytes of an unknown kind begin as a web page does.
  static func looksLikePage(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(512).drop { $0 <= 0x20 || $0 >= 0xef }.prefix(64), as: UTF8.self)
    let lower = head.lowercased()
    return lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html") || lower.hasPrefix("<head")
  }

  /// The encoding that a page declares in its first bytes: `charset=…` or an XML declaration.
  static func declaredCharset(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(4096).map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
    for key in ["charset", "encoding"] {
      var index = 0
      let name = Array(key.utf8)
      while let found = Self.find(name, in: head, from: index) {
        index = found + name.count
        var start = index
        while start < head.count, head[start] == 0x20 { start += 1 }
        guard start < head.count, head[start] == 0x3d else { continue }
        start += 1
        while start < head.count, head[start] == 0x20 || head[start] == 0x22 || head[start] == 0x27 { start += 1 }
        var end = start
        while end < head.count, end - start < 40, head[end] > 0x20,
          ![0x22, 0x27, 0x3b, 0x3e, 0x2f, 0x3f].contains(head[end])
        {
          end += 1
        }
        if end > start { return String(decoding: head[start..<end], as: UTF8.self) }
      }
    }
    return nil
  }

  static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = needle.first, start >= 0 else { return nil }
    var index = start
    while index + needle.count <= bytes.count {
      if bytes[index] == first, bytes[index..<index + needle.count].elementsEqual(needle) { return index }
      index += 1
    }
    return nil
  }
}
