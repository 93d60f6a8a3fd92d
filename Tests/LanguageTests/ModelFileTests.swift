// The model container.

import Language
import Testing

@Suite struct ModelFileTests {
  @Test("Sections come back; damage, other versions and cut files are refused")
  func checksFile() throws {
    var file = ModelFile()
    file.add(.lemmas, [1, 2, 3])
    let bytes = file.encoded()
    #expect(try bytes.withUnsafeBytes { try ModelFile($0) }.sections.first?.bytes == [1, 2, 3])
    for position in [0, 8, 16, 24, bytes.count - 1] {
      var damaged = bytes
      damaged[position] ^= 0xff
      #expect(throws: ModelError.self) { try damaged.withUnsafeBytes { try ModelFile($0) } }
    }
    for length in 0..<bytes.count {
      #expect(throws: ModelError.self) { try bytes[..<length].withUnsafeBytes { try ModelFile($0) } }
    }
  }
}
