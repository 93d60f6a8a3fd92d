// HTML-like labels as a typed tree. The only way to write one, so that no text becomes mark-up.
// Source of the grammar: graphviz.org/doc/info/shapes.html#html.

/// Content of an HTML-like label.
public struct HTMLLabel: Sendable, Equatable {
  public indirect enum Content: Sendable, Equatable {
    case text([Run])
    case table(Table)
  }

  public enum Align: String, Sendable { case left = "LEFT", right = "RIGHT", center = "CENTER" }

  /// How the border of a table or cell is drawn.
  public enum Border: String, Sendable { case solid, dashed, dotted, invisible }

  /// A piece of text in one font, or the end of a line.
  public enum Run: Sendable, Equatable {
    case words(String, Font)
    case lineBreak(Align)
  }

  public struct Font: Sendable, Equatable {
    /// `#rrggbb`.
    public var color: String
    /// Points.
    public var size: Double
    public var isBold: Bool
    public var isItalic: Bool

    public init(color: String, size: Double, isBold: Bool = false, isItalic: Bool = false) {
      self.color = color
      self.size = size
      self.isBold = isBold
      self.isItalic = isItalic
    }
  }

  public struct Table: Sendable, Equatable {
    public var border: Double
    public var style: Border
    public var color: String?
    public var fill: String?
    public var spacing: Double
    public var padding: Double
    public var width: Double?
    public var rows: [[Cell]]

    public init(
      border: Double = 0, style: Border = .solid, color: String? = nil, fill: String? = nil, spacing: Double = 0,
      padding: Double = 0, width: Double? = nil, rows: [[Cell]]
    ) {
      self.border = border
      self.style = style
      self.color = color
      self.fill = fill
      self.spacing = spacing
      self.padding = padding
      self.width = width
      self.rows = rows
    }
  }

  public struct Cell: Sendable, Equatable {
    public var content: Content?
    public var align: Align
    public var fill: String?
    public var border: Double
    public var style: Border
    public var color: String?
    public var padding: Double?
    /// Points; the cell grows when its content needs more.
    public var width: Double?
    public var height: Double?
    public var columnSpan: Int
    public var rowSpan: Int
    public var port: String?

    public init(
      _ content: Content? = nil, align: Align = .left, fill: String? = nil, border: Double = 0,
      style: Border = .solid, color: String? = nil, padding: Double? = nil, width: Double? = nil,
      height: Double? = nil, columnSpan: Int = 1, rowSpan: Int = 1, port: String? = nil
    ) {
      self.content = content
      self.align = align
      self.fill = fill
      self.border = border
      self.style = style
      self.color = color
      self.padding = padding
      self.width = width
      self.height = height
      self.columnSpan = columnSpan
      self.rowSpan = rowSpan
      self.port = port
    }
  }

  public var content: Content

  public init(_ content: Content) { self.content = content }

  /// The words without mark-up, for a label that is too long as a table.
  public var plainText: String {
    func words(_ content: Content) -> [String] {
      switch content {
      case .text(let runs):
        [runs.map { if case .words(let text, _) = $0 { text } else { " " } }.joined()]
      case .table(let table): table.rows.flatMap { $0 }.compactMap(\.content).flatMap(words)
      }
    }
    return words(content).joined(separator: " ")
  }
}
