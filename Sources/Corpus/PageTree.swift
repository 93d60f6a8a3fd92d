// A web page as a flat tree: elements and texts in document order. Built from libxml2's tree by an iterative
// walk; after that nothing here touches C memory.

import CLibXML2

/// The elements and texts of a page in document order; children follow their parent.
struct PageTree {
  struct Node {
    /// Lower-case element name; empty for text.
    var tag: Tag
    var parent: Int
    /// Index after the last node of this subtree.
    var end: Int
    /// Bytes of a text node in ``PageTree/text``.
    var text: Range<Int> = 0..<0
    var attributes: [Attribute: String] = [:]
    /// Bytes of text before the node.
    var offset = 0
  }

  /// The attributes that mean something here.
  enum Attribute: String, CaseIterable {
    case `class`, id, role, itemprop, hidden, style, datetime, content, property, name, href, rel, lang, type, title,
      pubdate
    case httpEquiv = "http-equiv"
    case ariaHidden = "aria-hidden"
    case xmlLang = "xml:lang"
  }

  private(set) var nodes: [Node] = []
  private(set) var text: [UInt8] = []

  /// Most nodes of one page; what follows is left out.
  private static let limit = 2_000_000
  /// Longest attribute value kept, in bytes.
  private static let longestValue = 4096

  /// Parses a page. No network, no entity of the page's own, no recursion.
  ///
  /// - Parameter html: valid UTF-8 without control characters.
  init?(html: [UInt8]) {
    guard html.count < Int(Int32.max), let context = htmlNewParserCtxt() else { return nil }
    defer { htmlFreeParserCtxt(context) }
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue
    let document = html.withUnsafeBytes { bytes in
      htmlCtxtReadMemory(
        context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, "UTF-8",
        Int32(options))
    }
    guard let document else { return nil }
    defer { xmlFreeDoc(document) }
    guard let root = xmlDocGetRootElement(document) else { return nil }
    read(root)
  }

  private mutating func read(_ root: UnsafeMutablePointer<xmlNode>) {
    var current: UnsafeMutablePointer<xmlNode>? = root
    var parents: [Int] = []
    while let node = current, nodes.count < Self.limit {
      append(node, parent: parents.last ?? -1)
      if node.pointee.type == XML_ELEMENT_NODE, let child = node.pointee.children {
        parents.append(nodes.count - 1)
        current = child
        continue
      }
      nodes[nodes.count - 1].end = nodes.count
      var last = node
      current = nil
      while current == nil, last != root {
        if let next = last.pointee.next {
          current = next
        } else if let parent = last.pointee.parent, let open = parents.popLast() {
          nodes[open].end = nodes.count
          last = parent
        } else {
          break
        }
      }
    }
    for open in parents { nodes[open].end = nodes.count }
  }

  private mutating func append(_ node: UnsafeMutablePointer<xmlNode>, parent: Int) {
    switch node.pointee.type {
    case XML_ELEMENT_NODE:
      var element = Node(tag: Tag(Self.bytes(node.pointee.name)), parent: parent, end: 0)
      element.offset = text.count
      var attribute = node.pointee.properties
      var count = 0
      while let current = attribute, count < 64 {
        if let key = Attribute(rawValue: String(decoding: Self.bytes(current.pointee.name), as: UTF8.self).lowercased())
        {
          let value = current.pointee.children.map { Self.bytes($0.pointee.content).prefix(Self.longestValue) }
          if element.attributes[key] == nil {
            element.attributes[key] = value.map { String(decoding: $0, as: UTF8.self) } ?? ""
          }
        }
        attribute = current.pointee.next
        count += 1
      }
      nodes.append(element)
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
      let start = text.count
      text.append(contentsOf: Self.bytes(node.pointee.content))
      nodes.append(Node(tag: .text, parent: parent, end: 0, text: start..<text.count, offset: start))
    default:
      nodes.append(Node(tag: .comment, parent: parent, end: 0))
    }
  }

  private static func bytes(_ pointer: UnsafePointer<xmlChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let pointer else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: pointer, count: Int(xmlStrlen(pointer)))
  }

  /// The text below a node, blanks collapsed, at most `limit` bytes.
  func string(below node: Int, limit: Int = 2000) -> String {
    var bytes: [UInt8] = []
    for child in nodes[node...].prefix(nodes[node].end - node) where child.tag == .text {
      bytes.append(contentsOf: text[child.text].prefix(limit - min(limit, bytes.count)))
      if bytes.count >= limit { break }
    }
    return DocumentFields.cleaned(bytes)
  }
}

/// Element names by what they mean for an article.
enum Tag: Equatable {
  case text, comment
  case html, head, body, title, meta, link, base
  case script, style
  case heading(Int)
  case paragraph, listItem, caption, preformatted, lineBreak, rule
  /// A block that holds other blocks: div, section, ul, table …
  case block
  case article, main
  case header
  /// nav, footer, aside and others that hold no article.
  case furniture
  /// Things without readable text: form controls, pictures, frames.
  case opaque
  case anchor
  case time
  case inline

  init(_ name: UnsafeBufferPointer<UInt8>) {
    guard name.count <= 16 else {
      self = .inline
      return
    }
    switch String(decoding: name, as: UTF8.self).lowercased() {
    case "html": self = .html
    case "head": self = .head
    case "body": self = .body
    case "title": self = .title
    case "meta": self = .meta
    case "link": self = .link
    case "base": self = .base
    case "script": self = .script
    case "style", "template", "noscript": self = .style
    case "h1": self = .heading(1)
    case "h2": self = .heading(2)
    case "h3": self = .heading(3)
    case "h4", "h5", "h6": self = .heading(4)
    case "p", "blockquote", "dd", "dt", "td", "th", "address", "summary": self = .paragraph
    case "li": self = .listItem
    case "figcaption", "caption": self = .caption
    case "pre", "xmp", "listing", "plaintext": self = .preformatted
    case "br": self = .lineBreak
    case "hr": self = .rule
    case "div", "section", "ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "tr", "figure", "center", "form",
      "fieldset", "details", "hgroup":
      self = .block
    case "article": self = .article
    case "main": self = .main
    case "header": self = .header
    case "nav", "footer", "aside", "menu", "dialog", "search": self = .furniture
    case "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "picture", "img", "button", "select",
      "input", "textarea", "option", "label", "map", "applet", "frame", "frameset", "noframes", "datalist", "legend",
      "progress", "meter", "output":
      self = .opaque
    case "a": self = .anchor
    case "time": self = .time
    default: self = .inline
    }
  }

  /// Whether its start and end break a paragraph.
  var breaksParagraph: Bool {
    switch self {
    case .inline, .anchor, .time, .text, .comment, .lineBreak, .opaque, .script, .style: false
    default: true
    }
  }
}
