// Names of colours that Graphviz draws (scheme `x11`). Source: graphviz.org/doc/info/colors.html.

/// Colours.
enum GraphvizColors {
  /// Names that stand alone.
  private static let plain = Set(
    """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood \
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod \
    darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon \
    darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray \
    dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray grey green \
    greenyellow honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon \
    lightblue lightcoral lightcyan lightgoldenrod lightgoldenrodyellow lightgray lightgreen lightgrey lightpink \
    lightsalmon lightseagreen lightskyblue lightslateblue lightslategray lightslategrey lightsteelblue lightyellow \
    lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen \
    mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin \
    navajowhite navy navyblue oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise \
    palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue \
    saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow \
    springgreen steelblue tan teal thistle tomato transparent turquoise violet violetred webgray webgreen webgrey \
    webmaroon webpurple wheat white whitesmoke x11gray x11green x11grey x11maroon x11purple yellow yellowgreen none \
    invis
    """.dotItems(" "))

  /// Names that take a number from 1 to 4.
  private static let families = Set(
    """
    antiquewhite aquamarine azure bisque blue brown burlywood cadetblue chartreuse chocolate coral cornsilk cyan \
    darkgoldenrod darkolivegreen darkorange darkorchid darkseagreen darkslategray deeppink deepskyblue dodgerblue \
    firebrick gold goldenrod gray grey green honeydew hotpink indianred ivory khaki lavenderblush lemonchiffon \
    lightblue lightcyan lightgoldenrod lightpink lightsalmon lightskyblue lightsteelblue lightyellow magenta maroon \
    mediumorchid mediumpurple mistyrose navajowhite olivedrab orange orangered orchid palegreen paleturquoise \
    palevioletred peachpuff pink plum purple red rosybrown royalblue salmon seagreen seashell sienna skyblue \
    slateblue slategray snow springgreen steelblue tan thistle tomato turquoise violetred wheat yellow
    """.dotItems(" "))

  /// All names without a number, for suggestions.
  static var names: Set<String> { plain }

  /// Whether a colour, a list of colours, numbers or a name with its scheme is one that Graphviz draws.
  static func isColor(_ value: String) -> Bool {
    value.dotItems(":").allSatisfy { part in
      let color = part.dotItems(";").first ?? ""
      return isSingle(color)
    }
  }

  private static func isSingle(_ color: String) -> Bool {
    if color.hasPrefix("#") {
      let digits = color.dropFirst()
      return [3, 4, 6, 8].contains(digits.utf8.count) && digits.allSatisfy(\.isHexDigit)
    }
    // A scheme of its own, whose names are not checked.
    if color.hasPrefix("/") { return true }
    if let first = color.utf8.first, (0x30...0x39).contains(first) || first == 0x2e {
      return color.dotItems(color.contains(",") ? "," : " ").count == 3
    }
    let name = String(color.lowercased().filter { $0 != " " })
    if plain.contains(name) { return true }
    let stem = String(name.reversed().drop { $0.isNumber }.reversed())
    let number = Int(name.dropFirst(stem.count)) ?? 0
    if stem == "gray" || stem == "grey" { return (0...100).contains(number) && name != stem }
    return families.contains(stem) && (1...4).contains(number)
  }
}
