// The style sheet of drawings. A drawing carries light colours as attributes; these rules map each of them to a
// variable, so that one file serves light and dark, alone or inside a page.

/// CSS for drawings.
public enum DiagramStyleSheet {
  /// Rules for all drawings, to be put once into a page's style sheet.
  ///
  /// The page may force a scheme with `data-theme="light"` or `"dark"` on its root element; else the reader's
  /// preference decides, and print is always light. The same text works inside a drawing that is opened alone.
  public static let css: String = {
    let light = Palette.variables(dark: false)
    let dark = Palette.variables(dark: true)
    var css = ".gv{\(light)}"
    css += "@media screen and (prefers-color-scheme:dark){"
    css += ":root:not([data-theme=light]) .gv,.gv:root{\(dark)}}"
    css += "@media screen{:root[data-theme=dark] .gv{\(dark)}}"
    for role in Palette.roles {
      css += ".gv [fill=\"\(role.color.light)\"]{fill:var(--gv-\(role.name))}"
      css += ".gv [stroke=\"\(role.color.light)\"]{stroke:var(--gv-\(role.name))}"
    }
    css += ".gv text{font-family:Helvetica,Arial,\"Liberation Sans\",Arimo,sans-serif}"
    css += ".gv a{text-decoration:none}"
    css += ".gv a:hover text,.gv a:focus-visible text{text-decoration:underline}"
    css += ".gv a:focus-visible{outline:3px solid var(--gv-talks);outline-offset:2px}"
    return css
  }()
}
