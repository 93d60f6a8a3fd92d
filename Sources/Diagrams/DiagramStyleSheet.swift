// The style sheets of drawings. A drawing carries literal colours as attributes and a class for each; inside a page
// the classes take the page's variables, alone they take literal dark colours where the reader prefers them.

/// CSS for drawings.
public enum DiagramStyleSheet {
  /// Fonts of words in drawings.
  static let fonts = "Helvetica,Arial,'Liberation Sans',Arimo,sans-serif"

  /// Rules for all drawings of a page, to be put once into its style sheet.
  ///
  /// The page may force a scheme with `data-theme="light"` or `"dark"` on its root element; else the reader's
  /// preference decides, and print is always light.
  public static let css: String = {
    let light = Palette.variables(dark: false)
    let dark = Palette.variables(dark: true)
    var css = ".gv{\(light)}"
    css += "@media screen and (prefers-color-scheme:dark){"
    css += ":root:not([data-theme=light]) .gv{\(dark)}}"
    css += "@media screen{:root[data-theme=dark] .gv{\(dark)}}"
    for role in Palette.roles {
      css += ".gv .gf-\(role.name){fill:var(--gv-\(role.name))}.gv .gs-\(role.name){stroke:var(--gv-\(role.name))}"
    }
    return css + links("var(--gv-talks)")
  }()

  /// Rules inside a drawing that stands alone: without variables, and all colours inside the media query.
  static let alone: String = {
    var css = "@media screen and (prefers-color-scheme:dark){"
    for role in Palette.roles {
      css += ".gv .gf-\(role.name){fill:\(role.color.dark)}.gv .gs-\(role.name){stroke:\(role.color.dark)}"
    }
    return css + "}" + links(Palette.softEdge.light)
  }()

  private static func links(_ outline: String) -> String {
    ".gv a{text-decoration:none}.gv a:hover text,.gv a:focus-visible text{text-decoration:underline}"
      + ".gv a:focus-visible{outline:3px solid \(outline);outline-offset:2px}"
  }
}
