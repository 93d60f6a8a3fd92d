// A JSON writer for records: keys in the order of the calls, bytes straight into one buffer. JSONEncoder would
// reorder keys, copy every string several times and is too slow for one record a document.

/// Writes one JSON value. Control characters are escaped; text is written as UTF-8.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private let isForScript: Bool

  /// - Parameter forScript: whether the JSON stands inside a `script` element: quotes, `<`, `>` and `&` become escapes,
  ///   so that no text can end the element.
  public init(forScript: Bool = false) { isForScript = forScript }

  /// Writes `{…}`.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    open(0x7b)
    body(&self)
    close(0x7d)
  }

  /// Writes `"key":{…}`.
  public mutating func object(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  /// Writes `"key":[…]` with one call of `element` for each item.
  public mutating func array<S: Sequence>(
    _ name: StaticString, _ items: S, _ element: (inout JSONWriter, S.Element) -> Void
  ) {
    key(name)
    array(items, element)
  }

  /// Writes `[…]`.
  public mutating func array<S: Sequence>(_ items: S, _ element: (inout JSONWriter, S.Element) -> Void) {
    open(0x5b)
    for item in items { element(&self, item) }
    close(0x5d)
  }

  /// Writes `"key":["…","…"]`.
  public mutating func strings(_ name: StaticString, _ items: [String]) {
    array(name, items) { $0.string($1) }
  }

  /// Writes `"key":` and what the body writes.
  public mutating func value(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
    key(name)
    body(&self)
  }

  public mutating func field(_ name: StaticString, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  public mutating func field(_ name: StaticString, _ value: Int?) {
    key(name)
    if let value { integer(value) } else { null() }
  }

  public mutating func field(_ name: StaticString, _ value: Bool) {
    key(name)
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
    needsComma = true
  }

  /// A number with at most three decimals; whole numbers without a point.
  public mutating func field(_ name: StaticString, _ value: Double?) {
    key(name)
    guard let value, value.isFinite, abs(value) < 9e15 else { return null() }
    let thousandths = Int64((value * 1000).rounded())
    separate()
    if thousandths < 0 { bytes.append(0x2d) }
    bytes.append(contentsOf: String(thousandths.magnitude / 1000).utf8)
    var fraction = thousandths.magnitude % 1000
    if fraction > 0 {
      bytes.append(0x2e)
      var unit: UInt64 = 100
      while fraction > 0 {
        bytes.append(0x30 + UInt8(fraction / unit))
        fraction %= unit
        unit /= 10
      }
    }
    needsComma = true
  }

  public mutating func newline() {
    bytes.append(0x0a)
    needsComma = false
  }

  // MARK: - Parts

  private mutating func separate() {
    if needsComma { bytes.append(0x2c) }
    needsComma = false
  }

  private mutating func open(_ byte: UInt8) {
    separate()
    bytes.append(byte)
  }

  private mutating func close(_ byte: UInt8) {
    bytes.append(byte)
    needsComma = true
  }

  private mutating func key(_ name: StaticString) {
    separate()
    bytes.append(0x22)
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(0x22)
    bytes.append(0x3a)
  }

  private mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
    needsComma = true
  }

  private mutating func integer(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
    needsComma = true
  }

  private static let digits: [UInt8] = Array("0123456789abcdef".utf8)

  public mutating func string(_ value: String) {
    separate()
    bytes.append(0x22)
    var text = value
    text.withUTF8 { utf8 in
      for byte in utf8 {
        switch byte {
        case 0x22, 0x26, 0x27, 0x3c, 0x3e:
          if isForScript {
            escape(byte)
          } else {
            if byte == 0x22 { bytes.append(0x5c) }
            bytes.append(byte)
          }
        case 0x5c:
          bytes.append(0x5c)
          bytes.append(byte)
        case 0x0a: bytes.append(contentsOf: [0x5c, 0x6e])
        case 0x0d: bytes.append(contentsOf: [0x5c, 0x72])
        case 0x09: bytes.append(contentsOf: [0x5c, 0x74])
        case 0..<0x20, 0x7f:
          escape(byte)
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(0x22)
    needsComma = true
  }

  /// Writes `\u00XX`.
  private mutating func escape(_ byte: UInt8) {
    bytes.append(contentsOf: [0x5c, 0x75, 0x30, 0x30])
    bytes.append(JSONWriter.digits[Int(byte >> 4)])
    bytes.append(JSONWriter.digits[Int(byte & 15)])
  }
}
