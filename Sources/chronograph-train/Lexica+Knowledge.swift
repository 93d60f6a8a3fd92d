// Names from the knowledge files: given names, surnames and organisations of the language folder, and the actors.

import Foundation
import Knowledge
import Language

extension LexiconBuilder {
  /// Reads `language` and `actors` below the folder of knowledge files.
  mutating func readKnowledge(_ folder: String) throws {
    for (name, flag) in [("given-names", WordClass.givenName), ("surnames", WordClass.surname)] {
      for (_, value) in try read("\(folder)/language/\(name).yaml").entries() {
        for word in try value.text().split(separator: " ") { self.flag(String(word), flag) }
      }
    }
    for (key, value) in try read("\(folder)/language/organisations.yaml").entries() {
      for name in try value.texts() {
        addName(name, key == "heads" ? WordClass.organisationHead : WordClass.organisation)
      }
    }
    try readActors(try KnowledgeFiles.folder(folder, .actors))
  }

  private func read(_ path: String) throws -> KnowledgeValue {
    KnowledgeValue(
      file: path, node: try KnowledgeYAML.parse(String(decoding: try readFile(path), as: UTF8.self), file: path))
  }

  /// A name as it stands, and as the tokeniser cuts it.
  private mutating func addName(_ name: String, _ flag: UInt32) {
    self.flag(name, flag)
    let cut = name.replacing("'s", with: " 's").replacing("-", with: " - ")
    if cut != name { self.flag(cut, flag) }
  }

  private mutating func readActors(_ files: KnowledgeFiles) throws {
    // All files of the actors' knowledge that hold lists of bodies; a file without them is an error of its own.
    for file in ["organisations.yaml", "armed-groups.yaml", "companies.yaml", "parties.yaml", "state-bodies.yaml"] {
      for list in try files.required(file).required("lists").list() {
        for entry in try list.required("entries").list() {
          for name in try entry.required("names").texts() where name.first?.isUppercase == true {
            addName(name, WordClass.organisation)
          }
        }
      }
    }
    for entry in try files.required("outlets.yaml").required("outlets").list() {
      for name in try entry.required("names").texts() { addName(name, WordClass.organisation) }
    }
    for (_, places) in try files.required("places.yaml").required("places").entries() {
      for name in try places.texts() where name.first?.isUppercase == true { addName(name, WordClass.place) }
    }
    for entry in try files.required("countries.yaml").required("countries").list() {
      for name in try entry.required("names").texts() { addName(name, WordClass.place | WordClass.country) }
      for name in try entry["capitals"]?.texts() ?? [] { addName(name, WordClass.place) }
      for key in ["adjectives", "people"] {
        for name in try entry[key]?.texts() ?? [] { self.flag(name, WordClass.demonym) }
      }
    }
    for (_, people) in try files.required("people.yaml").required("people").entries() {
      for person in try people.list() {
        for name in [try person.required("name").text()] + (try person["also"]?.texts() ?? []) {
          let parts = name.split(separator: " ").map(String.init)
          guard let first = parts.first, let last = parts.last else { continue }
          self.flag(last, WordClass.surname)
          if parts.count > 1 {
            self.flag(first, WordClass.givenName)
            self.flag(name, WordClass.fullName)
          }
        }
      }
    }
  }
}
