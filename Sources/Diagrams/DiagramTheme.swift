// The colours of finished drawings. Every element carries a literal colour, because office programs and most converters
// know neither variables nor media queries; a class beside it lets a style sheet change the colour where one is read.

/// The colours of a finished drawing.
public enum DiagramTheme: String, Sendable, CaseIterable {
  /// Light, and dark where the reader's screen is dark and the program reads style sheets.
  case auto
  case light
  case dark
  /// Black, greys and white; shapes and words tell the categories apart.
  case print
}

/// Writes the colours of one theme.
struct SVGPaint: Sendable {
  let theme: DiagramTheme

  /// The colour of a role, given by its light value, in this theme; other values stay.
  func color(_ light: String) -> String {
    guard let role = Palette.role(light: light) else { return light }
    switch theme {
    case .auto, .light: return role.color.light
    case .dark: return role.color.dark
    case .print: return role.print
    }
  }

  /// ` class="…" fill="…" stroke="…"`, each where it has a value.
  ///
  /// - Parameters:
  ///   - fill: a light value of the palette, `none`, or nil.
  ///   - stroke: as `fill`.
  ///   - named: classes that the element has already.
  func attributes(fill: String?, stroke: String? = nil, named: String = "") -> String {
    var classes = named
    if theme == .auto {
      for (prefix, value) in [("gf", fill), ("gs", stroke)] {
        guard let role = value.flatMap(Palette.role(light:)) else { continue }
        classes += "\(classes.isEmpty ? "" : " ")\(prefix)-\(role.name)"
      }
    }
    var out = classes.isEmpty ? "" : " class=\"\(classes)\""
    if let fill { out += " fill=\"\(color(fill))\"" }
    if let stroke { out += " stroke=\"\(color(stroke))\"" }
    return out
  }
}
