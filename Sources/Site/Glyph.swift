// The shape of each kind of event, so that colour is never the only sign.

import EventGraph

enum Glyph {
  /// The path of a category's shape in a box of 16 by 16.
  static func path(_ category: EventCategory) -> String {
    switch category {
    case .talks: "M8 2a6 6 0 1 1 0 12A6 6 0 1 1 8 2z"
    case .statement: "M2 2.5h12v8.5H8.5L5 14.5V11H2z"
    case .proposal: "M8 1.2 14.8 8 8 14.8 1.2 8z"
    case .military: "M8 1.8 15 14H1z"
    case .commitment: "M8 1.2 14 4.6v6.8L8 14.8 2 11.4V4.6z"
    case .pressure: "M4.2 1.8 8 5.6l3.8-3.8 2.4 2.4L10.4 8l3.8 3.8-2.4 2.4L8 10.4l-3.8 3.8-2.4-2.4L5.6 8 1.8 4.2z"
    case .other: "M3 3h10v10H3z"
    }
  }

  /// The shape as an inline drawing that inherits the colour of its kind.
  static func svg(_ category: EventCategory) -> String {
    "<svg class=\"i\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"\(path(category))\"/></svg>"
  }
}
