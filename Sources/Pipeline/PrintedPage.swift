// A page of HTML as PDF, by a program of the system that prints pages: this one draws no paper.

import Corpus

public enum PrintedPage {
  /// In the order of preference; WeasyPrint numbers pages and repeats header rows, wkhtmltopdf does the latter.
  private static let tools = [
    ExternalTool(
      name: "weasyprint", arguments: ["-q", "-", "-"], package: "weasyprint", purpose: "PDF", seconds: 600),
    ExternalTool(
      name: "wkhtmltopdf",
      arguments: [
        "-q", "--disable-javascript", "--disable-external-links", "--disable-local-file-access", "--encoding", "utf-8",
        "-", "-",
      ], package: "wkhtmltopdf", purpose: "PDF", seconds: 600),
  ]

  /// The page on paper.
  ///
  /// - Parameter html: a page without outside files.
  /// - Throws: `PipelineError` with status 73 that says what to install, or that no program could print it.
  public static func pdf(_ html: [UInt8]) throws(PipelineError) -> [UInt8] {
    let installed = tools.filter(\.isInstalled)
    guard !installed.isEmpty else {
      throw PipelineError(
        .cannotCreate, step: "printing",
        "PDF is made by weasyprint or wkhtmltopdf, of which none is installed (packages of these names); or write .html and print it from a browser, or .docx"
      )
    }
    for tool in installed {
      if let pdf = tool.output(for: html, limit: 1 << 30), pdf.starts(with: Array("%PDF-".utf8)) { return pdf }
    }
    throw PipelineError(
      .cannotCreate, step: "printing",
      "\(installed.map(\.name).joined(separator: " and ")) could not print the page; write .html and print it from a browser, or .docx"
    )
  }
}
