// The templates and static files of `Templates/`, embedded or from a folder.

import CEmbedded
import Corpus
import Foundation
import Knowledge
import Mustache

/// What a template sees: names and values.
typealias View = [String: Any]

/// Parsed templates by name, and the static files beside them.
public struct TemplateSet: Sendable {
  private let library: MustacheLibrary
  private let files: [String: String]
  private let outline: TemplateOutline

  /// Registered once: the escaping by scalars under its own name.
  private static let registration: Void = MustacheContentTypes.register(SafeHTML(), named: "SAFE_HTML")

  /// The templates compiled into this binary.
  public static func embedded() throws -> TemplateSet {
    let file = chronograph_embedded_templates()
    let files = try KnowledgeFiles.decoded(
      UnsafeRawBufferPointer(start: file.bytes, count: file.length), name: "templates")
    return try TemplateSet(files: try files.files.map { ($0.file, try $0.text()) })
  }

  /// Largest file of a folder of templates, in bytes.
  private static let fileLimit = 4 << 20

  /// The templates of a folder; files that it lacks come from the binary.
  ///
  /// - Throws: ``SiteError`` when a file cannot be read or parsed, when it names what no page has, and when the folder
  ///   holds no file of a name that the site uses.
  public static func folder(_ path: String) throws -> TemplateSet {
    let embedded = try embedded()
    var files = embedded.files
    var own: [String] = []
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw SiteError(template: path, message: "cannot read this folder")
    }
    for name in names.sorted() where !name.hasPrefix(".") {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder), !isFolder.boolValue
      else { continue }
      guard let whole = FileSystem.resolved(Array((path + "/" + name).utf8)),
        let bytes = try? FileSystem.contents(whole, limit: fileLimit),
        let text = String(validating: bytes, as: UTF8.self)
      else { throw SiteError(template: path + "/" + name, message: "cannot read this file as UTF-8") }
      files[name] = text
      own.append(name)
    }
    guard own.contains(where: { embedded.files[$0] != nil }) else {
      let known = embedded.files.keys.sorted().joined(separator: ", ")
      throw SiteError(template: path, message: "holds no template of the site; their names: \(known)")
    }
    let set = try TemplateSet(files: files.map { ($0.key, $0.value) })
    try set.outline.check(own, against: embedded.outline)
    return set
  }

  /// Parses templates given as name and text; names without `.mustache` are static files.
  public init(files: [(String, String)]) throws {
    _ = TemplateSet.registration
    var library = MustacheLibrary()
    self.files = Dictionary(files, uniquingKeysWith: { $1 })
    outline = try TemplateOutline(of: self.files)
    for (name, text) in self.files.sorted(by: { $0.key < $1.key }) where name.hasSuffix(".mustache") {
      do {
        let template = try MustacheTemplate(string: "{{% CONTENT_TYPE:SAFE_HTML}}\n" + text)
        library.register(template, named: String(name.dropLast(".mustache".count)))
      } catch {
        throw SiteError(template: name, message: "\(error)")
      }
    }
    self.library = library
  }

  /// Renders a template.
  func render(_ name: String, _ view: View) throws -> String {
    guard let text = library.render(view, withTemplate: name) else {
      throw SiteError(template: name + ".mustache", message: "this template is missing")
    }
    return text
  }

  /// The text of a static file such as `style.css`.
  func file(_ name: String) throws -> String {
    guard let text = files[name] else { throw SiteError(template: name, message: "this file is missing") }
    return text
  }
}
