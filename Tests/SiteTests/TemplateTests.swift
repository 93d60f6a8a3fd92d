// Templates can be replaced, and a broken one says which it is.

import Foundation
import Site
import Testing

@Test func aFolderReplacesSingleTemplates() throws {
  let folder = NSTemporaryDirectory() + "site-templates-\(UInt64.random(in: 0 ... .max))"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try "<h1>Lost: {{home}}</h1>".write(toFile: folder + "/missing.mustache", atomically: true, encoding: .utf8)
  let files = try SiteBuilder(SiteOptions(), templates: TemplateSet.folder(folder)).files(for: SiteFixture.graph)
  let page = try #require(files.first { $0.path == "404.html" })
  #expect(String(decoding: page.bytes, as: UTF8.self).contains("<h1>Lost: index.html</h1>"))
  #expect(files.contains { $0.path == "index.html" })
}

@Test func aBrokenTemplateIsNamed() throws {
  let error = #expect(throws: SiteError.self) { try TemplateSet(files: [("event.mustache", "{{#open}}")]) }
  #expect(error?.template == "event.mustache")
  let missing = #expect(throws: SiteError.self) {
    try SiteBuilder(SiteOptions(), templates: TemplateSet(files: [])).files(for: SiteFixture.graph)
  }
  #expect(missing?.description.contains("missing") == true)
}
