// What a drawing stands on: its own size, a given width, or a page of paper.

/// A length of paper or screen.
public struct DiagramLength: Sendable, Hashable {
  public enum Unit: String, Sendable { case millimetres = "mm", pixels = "px" }

  public var value: Double
  public var unit: Unit

  public init(_ value: Double, _ unit: Unit) {
    self.value = value
    self.unit = unit
  }

  /// Reads `170mm`, `17cm`, `6.5in`, `1200px` or `1200` (pixels); nil for anything else and for what is not between
  /// 10 and 5,000 mm, or 10 and 30,000 pixels.
  public init?(_ text: String) {
    let units: [(suffix: String, factor: Double, unit: Unit)] = [
      ("mm", 1, .millimetres), ("cm", 10, .millimetres), ("in", 25.4, .millimetres), ("px", 1, .pixels),
    ]
    let found = units.first { text.hasSuffix($0.suffix) } ?? ("", 1, .pixels)
    let digits = text.dropLast(found.suffix.count)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2e }),
      let number = Double(digits)
    else { return nil }
    let value = number * found.factor
    guard value >= 10, value <= (found.unit == .pixels ? 30_000 : 5000) else { return nil }
    self.init(value, found.unit)
  }

  /// Millimetres; a pixel of a screen is 1/96 inch.
  var millimetres: Double { unit == .millimetres ? value : value * 25.4 / 96 }
}

/// How a finished drawing is coloured and how large it is.
public struct DiagramSheet: Sendable, Hashable {
  /// Paper; a drawing that is wider than high takes it crosswise.
  public enum Page: String, Sendable, CaseIterable {
    case a4, letter

    /// Millimetres, upright.
    var size: (width: Double, height: Double) { self == .a4 ? (210, 297) : (215.9, 279.4) }
  }

  public var theme: DiagramTheme
  public var page: Page?
  /// Width of the drawing; on a page at most what its margins leave.
  public var width: DiagramLength?

  public init(theme: DiagramTheme = .auto, page: Page? = nil, width: DiagramLength? = nil) {
    self.theme = theme
    self.page = page
    self.width = width
  }

  /// White on each side of a page, in millimetres.
  static let margin = 15.0
  /// A drawing that is smaller than its page is enlarged at most so much.
  static let mostEnlarged = 1.25

  /// A rectangle in the units of a drawing.
  struct Box: Equatable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
  }

  /// Where a drawing lies.
  struct Placement {
    /// What the file shows; larger than the drawing on a page.
    var box: Box
    /// Size of the file.
    var width: DiagramLength
    var height: DiagramLength
    /// Millimetres of a unit of the drawing.
    var scale: Double
  }

  /// Puts a drawing, whose units are pixels, onto this sheet.
  func placement(of drawing: Box) -> Placement {
    let natural = 25.4 / 96
    guard let page else {
      guard let width else {
        return Placement(
          box: drawing, width: DiagramLength(drawing.width, .pixels), height: DiagramLength(drawing.height, .pixels),
          scale: natural)
      }
      let height = DiagramLength(width.value * drawing.height / drawing.width, width.unit)
      return Placement(box: drawing, width: width, height: height, scale: width.millimetres / drawing.width)
    }
    var best: (scale: Double, paper: (width: Double, height: Double)) = (0, page.size)
    for paper in [page.size, (page.size.height, page.size.width)] {
      let room = (width: paper.0 - 2 * DiagramSheet.margin, height: paper.1 - 2 * DiagramSheet.margin)
      let wanted = (width?.millimetres ?? drawing.width * natural * DiagramSheet.mostEnlarged) / drawing.width
      let scale = min(wanted, room.width / drawing.width, room.height / drawing.height)
      if scale > best.scale { best = (scale, paper) }
    }
    let (scale, paper) = best
    let box = Box(
      x: drawing.x - (paper.width / scale - drawing.width) / 2, y: drawing.y - DiagramSheet.margin / scale,
      width: paper.width / scale, height: paper.height / scale)
    return Placement(
      box: box, width: DiagramLength(paper.width, .millimetres), height: DiagramLength(paper.height, .millimetres),
      scale: scale)
  }
}
