// The elements of an XML text that this program wrote: tags in pairs, attributes in quotes, text between them.

import ChronographBase

/// Elements of an XML text in the order of their opening tags.
struct MarkupScan {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// Its own text, unescaped.
    var text = ""
    /// Position of the element around it.
    var parent: Int?
  }

  private(set) var elements: [Element] = []
  /// What is not well-formed, in words; what stood before it is kept.
  private(set) var fault: String?
  private var open: [Int] = []

  init(_ bytes: [UInt8]) {
    var at = 0
    while at < bytes.count, fault == nil {
      guard bytes[at] == UInt8(ascii: "<") else {
        let end = bytes[at...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        if let last = open.last { elements[last].text += XMLText.unescaped(bytes[at..<end]) }
        at = end
        continue
      }
      guard let end = MarkupScan.end(of: at, in: bytes) else {
        fault = "a tag does not end"
        break
      }
      read(bytes[(at + 1)..<end])
      at = end + 1
    }
    if fault == nil, let last = open.last { fault = "<\(elements[last].name)> does not end" }
    if fault == nil, elements.isEmpty { fault = "there is no element" }
  }

  /// The positions of the elements of a name.
  func all(_ name: String) -> [Int] { elements.indices.filter { elements[$0].name == name } }

  /// The elements inside of some others, by the position of the one around them.
  func children(_ name: String) -> [Int: [Element]] {
    var found: [Int: [Element]] = [:]
    for element in elements where element.name == name {
      if let parent = element.parent { found[parent, default: []].append(element) }
    }
    return found
  }

  /// The `>` of a tag, outside of its quotes.
  private static func end(of start: Int, in bytes: [UInt8]) -> Int? {
    var isQuoted = false
    for at in start..<bytes.count {
      if bytes[at] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if bytes[at] == UInt8(ascii: ">"), !isQuoted { return at }
    }
    return nil
  }

  private mutating func read(_ tag: ArraySlice<UInt8>) {
    guard let first = tag.first else {
      fault = "a tag without a name"
      return
    }
    // Declarations.
    if first == UInt8(ascii: "?") || first == UInt8(ascii: "!") { return }
    if first == UInt8(ascii: "/") {
      let name = String(decoding: tag.dropFirst(), as: UTF8.self)
      guard let last = open.popLast(), elements[last].name == name else {
        fault = "</\(name)> ends nothing"
        return
      }
      return
    }
    let isEmpty = tag.last == UInt8(ascii: "/")
    let body = isEmpty ? tag.dropLast() : tag
    let name = body.prefix { !WordScan.isBlank($0) }
    var element = Element(name: String(decoding: name, as: UTF8.self), attributes: [:], parent: open.last)
    var rest = body.dropFirst(name.count).drop(while: WordScan.isBlank)
    while !rest.isEmpty {
      let key = rest.prefix { $0 != UInt8(ascii: "=") }
      let value = rest.dropFirst(key.count + 2)
      guard rest.dropFirst(key.count + 1).first == UInt8(ascii: "\""),
        let end = value.firstIndex(of: UInt8(ascii: "\""))
      else {
        fault = "an attribute of <\(element.name)> has no value"
        return
      }
      element.attributes[String(decoding: key, as: UTF8.self)] = XMLText.unescaped(value[..<end])
      rest = value[(end + 1)...].drop(while: WordScan.isBlank)
    }
    if !isEmpty { open.append(elements.count) }
    elements.append(element)
  }
}
