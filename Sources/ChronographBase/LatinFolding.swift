// Latin letters without their marks, for keys, ids and addresses.

/// Latin letters with diacritics to their ASCII base.
public enum LatinFolding {
  private static let table: [[UInt8]?] = {
    var table = [[UInt8]?](repeating: nil, count: 0x250)
    for (base, letters) in groups {
      for scalar in letters.unicodeScalars where scalar.value < 0x250 { table[Int(scalar.value)] = Array(base.utf8) }
    }
    return table
  }()

  private static let beyond: [UInt32: [UInt8]] = {
    var table: [UInt32: [UInt8]] = [:]
    for (base, letters) in groups {
      for scalar in letters.unicodeScalars where scalar.value >= 0x250 { table[scalar.value] = Array(base.utf8) }
    }
    return table
  }()

  private static let groups: [(String, String)] = [
    ("a", "àáâãäåāăąǎǟÀÁÂÃÄÅĀĂĄǍạảấầẩẫậắằẳẵặẠẢẤẦẨẪẬẮẰẲẴẶ"), ("ae", "æÆǣ"), ("c", "çćĉċčÇĆĈĊČ"), ("d", "ďđðĎĐÐḍḌ"),
    ("e", "èéêëēĕėęěǝəÈÉÊËĒĔĖĘĚƏẹẻẽếềểễệẸẺẼẾỀỂỄỆ"), ("g", "ĝğġģǧĜĞĠĢǦ"), ("h", "ĥħĤĦḥḤ"),
    ("i", "ìíîïĩīĭįıǐÌÍÎÏĨĪĬĮİỉịỈỊ"),
    ("j", "ĵĴ"), ("k", "ķĸǩĶ"), ("l", "ĺļľŀłĹĻĽĿŁ"), ("n", "ñńņňŉŋÑŃŅŇŊ"),
    ("o", "òóôõöøōŏőǒơÒÓÔÕÖØŌŎŐƠọỏốồổỗộớờởỡợỌỎỐỒỔỖỘỚỜỞỠỢ"), ("oe", "œŒ"), ("r", "ŕŗřŔŖŘ"), ("s", "śŝşšșŚŜŞŠȘṣṢ"),
    ("ss", "ßẞ"),
    ("t", "ţťŧțŢŤŦȚṭṬ"), ("th", "þÞ"), ("u", "ùúûüũūŭůűųưǔÙÚÛÜŨŪŬŮŰŲƯụủứừửữựỤỦỨỪỬỮỰ"), ("w", "ŵŴ"),
    ("y", "ýÿŷÝŸŶỳỵỷỹỲỴỶỸ"),
    ("z", "źżžŹŻŽẓẒ"),
  ]

  /// The ASCII letters of a scalar, nil when it has none.
  public static func base(_ scalar: Int) -> [UInt8]? {
    scalar < table.count ? table[scalar] : beyond[UInt32(truncatingIfNeeded: scalar)]
  }

  /// A name as an id: ASCII, lower case, words joined by `-`; empty when nothing is left.
  public static func slug(_ name: String) -> String {
    var bytes: [UInt8] = []
    func separator() {
      if let last = bytes.last, last != 0x2d { bytes.append(0x2d) }
    }
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5a: bytes.append(UInt8(scalar.value) | 0x20)
      case 0x30...0x39, 0x61...0x7a: bytes.append(UInt8(scalar.value))
      case 0x27, 0x2e, 0x2018, 0x2019, 0x300...0x36f: break
      case 0..<0xc0, 0x2000...0x206f: separator()
      default:
        if let base = base(Int(scalar.value)) {
          bytes += base
        } else {
          bytes += Array(String(scalar.value, radix: 16).utf8)
        }
      }
    }
    while bytes.last == 0x2d { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
