// The vocabulary of Graphviz: attributes with the elements that they belong to, shapes, and words of some attributes.
// Source: graphviz.org/doc/info/attrs.html, shapes.html, arrows.html.

/// Names that Graphviz knows.
enum GraphvizTerms {
  /// Elements of each attribute: graph `G`, cluster `C`, node `N`, edge `E`.
  static let attributes: [String: String] = {
    var table: [String: String] = [:]
    for line in attributeLines {
      let words = line.dotItems(" ")
      for name in words.dropFirst() { table[name, default: ""] += words[0] }
    }
    return table
  }()

  private static let attributeLines = [
    "GC bgcolor pencolor cluster lheight lwidth",
    "GNE comment layer pos",
    "GCNE label fontcolor fontname fontsize nojustify colorscheme URL href class id tooltip target style",
    "CNE color penwidth fillcolor", "GCN labeljust labelloc margin gradientangle area sortv", "CN peripheries",
    "GCNE lp K", "GC bb rank",
    """
    G _background Damping charset center clusterrank compound concentrate defaultdist dim dimen diredgeconstraints dpi \
    epsilon esep fontnames fontpath forcelabels imagepath inputscale label_scheme landscape layerlistsep layers \
    layerselect layersep layout levels levelsgap linelength maxiter mclimit mindist mode model mosek newrank nodesep \
    normalize notranslate nslimit nslimit1 oneblock orientation outputorder overlap overlap_scaling overlap_shrink pack \
    packmode pad page pagedir quadtree quantum rankdir ranksep ratio remincross repulsiveforce resolution root rotate \
    rotation scale searchsize sep showboxes size smoothing splines start stylesheet truecolor viewport voro_margin \
    xdotversion beautify rankset TBbalance
    """,
    """
    N distortion fixedsize group height image imagepos imagescale ordering orientation pin rects regular \
    root samplepoints shape shapefile sides skew vertices width z xlp
    """,
    """
    E arrowhead arrowsize arrowtail constraint decorate dir edgehref edgetarget edgetooltip edgeURL head_lp headclip \
    headhref headlabel headport headtarget headtooltip headURL key labelangle labeldistance labelfloat labelfontcolor \
    labelfontname labelfontsize labelhref labeltarget labeltooltip labelURL layer len lhead ltail minlen samehead \
    sametail tail_lp tailclip tailhref taillabel tailport tailtarget tailtooltip tailURL weight xlp
    """,
    "NE xlabel showboxes", "GN ordering orientation root",
  ]

  static let shapes = Set(
    """
    box polygon ellipse oval circle point egg triangle plaintext plain diamond trapezium parallelogram house pentagon \
    hexagon septagon octagon doublecircle doubleoctagon tripleoctagon invtriangle invtrapezium invhouse Mdiamond \
    Msquare Mcircle rect rectangle square star none underline cylinder note tab folder box3d component promoter cds \
    terminator utr primersite restrictionsite fivepoverhang threepoverhang noverhang assembly signature insulator \
    ribosite rnastab proteasesite proteinstab rpromoter rarrow larrow lpromoter record Mrecord epsf custom
    """.dotItems(" "))

  static let compassPoints: Set<String> = ["n", "ne", "e", "se", "s", "sw", "w", "nw", "c", "_"]

  /// Words of attributes that take nothing else.
  static let words: [String: Set<String>] = [
    "dir": ["forward", "back", "both", "none"], "rankdir": ["TB", "LR", "BT", "RL"],
    "rank": ["same", "min", "source", "max", "sink"], "labeljust": ["l", "r", "c"], "labelloc": ["t", "b", "c"],
    "ordering": ["in", "out", ""], "outputorder": ["breadthfirst", "nodesfirst", "edgesfirst"],
    "clusterrank": ["local", "global", "none"], "pagedir": ["BL", "BR", "TL", "TR", "RB", "RT", "LB", "LT"],
    "layout": ["dot", "neato", "fdp", "sfdp", "twopi", "circo", "osage", "patchwork", "nop", "nop1", "nop2"],
  ]

  static let styles: Set<String> = [
    "solid", "dashed", "dotted", "bold", "invis", "filled", "striped", "wedged", "diagonals", "rounded", "radial",
    "tapered", "unfilled", "invisible",
  ]

  static let arrows: Set<String> = [
    "box", "crow", "curve", "icurve", "diamond", "dot", "inv", "none", "normal", "tee", "vee", "invdot", "invodot",
    "empty", "invempty", "open", "halfopen", "ediamond", "odot",
  ]

  /// Attributes whose value is a number.
  static let numbers: Set<String> = [
    "arrowsize", "fontsize", "height", "width", "labelangle", "labeldistance", "labelfontsize", "len", "nodesep",
    "penwidth", "peripheries", "sides", "skew", "distortion", "weight", "minlen", "mclimit", "nslimit", "gradientangle",
  ]

  static let colorAttributes: Set<String> = [
    "color", "fillcolor", "fontcolor", "bgcolor", "pencolor", "labelfontcolor",
  ]

  /// Whether a value of a shape, arrow or style is one that Graphviz draws.
  static func isArrow(_ value: String) -> Bool {
    if arrows.contains(value) || value.isEmpty { return true }
    // Up to four shapes in a row, each with `o`, `l` or `r` before it.
    var rest = value[...]
    for _ in 0..<4 {
      if rest.isEmpty { return true }
      if rest.first == "o" { rest = rest.dropFirst() }
      if rest.hasPrefix("l") || (rest.hasPrefix("r") && !rest.hasPrefix("rest")) { rest = rest.dropFirst() }
      guard
        let shape = ["icurve", "curve", "diamond", "normal", "none", "crow", "box", "dot", "inv", "tee", "vee"]
          .first(where: rest.hasPrefix)
      else { return false }
      rest = rest.dropFirst(shape.count)
    }
    return rest.isEmpty
  }
}
