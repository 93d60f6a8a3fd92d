// The colours of pages and drawings, one unique light value a role, so that a finished drawing can
// tell the role by the value. Contrast is tested: text 4.5 on paper and on its tint, edges 3.

import EventGraph

/// A colour in the light and in the dark scheme, as `#rrggbb`.
public struct SchemeColor: Sendable, Hashable {
  public var light: String
  public var dark: String

  public init(_ light: String, _ dark: String) {
    self.light = light
    self.dark = dark
  }
}

/// All colours of the product by role.
public enum Palette {
  /// A colour with the name of its CSS variable.
  public struct Role: Sendable {
    public var name: String
    public var color: SchemeColor
    /// In print without colours.
    public var print: String
  }

  public static let paper = SchemeColor("#ffffff", "#15181c")
  /// Bands, clusters and quiet boxes.
  public static let surface = SchemeColor("#f2f4f6", "#1d2228")
  /// Strips that stand for left-out time.
  public static let gap = SchemeColor("#e9edf0", "#272d34")
  public static let ink = SchemeColor("#1a1c1f", "#eceff2")
  public static let muted = SchemeColor("#5a6068", "#a9b1ba")
  public static let edge = SchemeColor("#3f464e", "#c4cbd3")
  public static let softEdge = SchemeColor("#8b939c", "#7d868f")
  /// Decoration only: too faint to carry meaning.
  public static let rule = SchemeColor("#c9ced4", "#3a4149")
  public static let disagreement = SchemeColor("#a3123a", "#ff8fab")
  public static let disagreementTint = SchemeColor("#fbe6ec", "#3b1522")

  /// Colour of text, bars and glyphs of a category.
  public static func color(_ category: EventCategory) -> SchemeColor {
    switch category {
    case .talks: SchemeColor("#0b5cad", "#7ab8ff")
    case .statement: SchemeColor("#6b3fa0", "#c7a6f5")
    case .proposal: SchemeColor("#00705a", "#5fd0b4")
    case .military: SchemeColor("#b3380e", "#ff9e78")
    case .commitment: SchemeColor("#7a5c00", "#e2bf55")
    case .pressure: SchemeColor("#97256f", "#f39bd0")
    case .other: SchemeColor("#46586a", "#a7b9ca")
    }
  }

  /// Background of a card of a category.
  public static func tint(_ category: EventCategory) -> SchemeColor {
    switch category {
    case .talks: SchemeColor("#e3eefa", "#132a42")
    case .statement: SchemeColor("#efe8f8", "#2a1f3d")
    case .proposal: SchemeColor("#dff3ee", "#0f3029")
    case .military: SchemeColor("#fbe9e2", "#3a1e13")
    case .commitment: SchemeColor("#f7efd6", "#332a0f")
    case .pressure: SchemeColor("#fae7f3", "#3a1830")
    case .other: SchemeColor("#e8eef4", "#1f2a34")
    }
  }

  /// Every role with the name of its CSS variable (`--gv-ink`, `--gv-talks`, `--gv-talks-tint`), in a fixed order.
  public static let roles: [Role] = {
    var roles: [Role] = [
      Role(name: "paper", color: paper, print: "#ffffff"), Role(name: "surface", color: surface, print: "#f5f5f5"),
      Role(name: "gap", color: gap, print: "#e6e6e6"), Role(name: "ink", color: ink, print: "#000000"),
      Role(name: "muted", color: muted, print: "#444444"), Role(name: "edge", color: edge, print: "#222222"),
      Role(name: "soft-edge", color: softEdge, print: "#777777"), Role(name: "rule", color: rule, print: "#bbbbbb"),
      Role(name: "disagreement", color: disagreement, print: "#000000"),
      Role(name: "disagreement-tint", color: disagreementTint, print: "#ffffff"),
    ]
    for category in EventCategory.allCases {
      roles.append(Role(name: category.rawValue, color: color(category), print: "#222222"))
      roles.append(Role(name: category.rawValue + "-tint", color: tint(category), print: "#ffffff"))
    }
    return roles
  }()

  private static let rolesByLight = Dictionary(roles.map { ($0.color.light, $0) }, uniquingKeysWith: { a, _ in a })

  /// The role with a light value, as `#rrggbb` in small letters.
  static func role(light: String) -> Role? { rolesByLight[light] }

  /// `--gv-ink:#1a1c1f;…` for the body of a CSS rule.
  public static func variables(dark: Bool) -> String {
    roles.map { "--gv-\($0.name):\(dark ? $0.color.dark : $0.color.light)" }.joined(separator: ";")
  }
}
