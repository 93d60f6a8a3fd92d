// A finished drawing as a file for a report. PDF, PNG and EMF are made from the finished SVG, so that every format has
// the same shapes, colours, headline and source line.

import Chronology
import DOT

/// A format of drawings as files, by its suffix.
public enum DiagramFormat: String, Sendable, CaseIterable {
  case svg, pdf, png, emf, dot
}

/// A drawing in the format that was asked for.
public struct DiagramFile: Sendable {
  public var bytes: [UInt8]
  /// Points of the smallest words on paper; nil for DOT.
  public var smallestWords: Double?
}

extension DiagramRenderer {
  /// Dots of a picture to the inch.
  static let resolution = 300.0
  /// Dots of a picture on each side at most; Cairo has no larger ones.
  static let mostDots = 32_767.0

  /// A drawing as a file.
  ///
  /// - Parameters:
  ///   - sheet: its colours and size. PDF, PNG and EMF take the light colours of the automatic theme.
  ///   - day: what the file names as its day, where the format wants one (PDF).
  public func file(
    _ source: DiagramSource, as format: DiagramFormat, on sheet: DiagramSheet = DiagramSheet(), day: Day? = nil
  ) async -> Result<DiagramFile, DiagramError> {
    if format == .dot { return .success(DiagramFile(bytes: Array(source.dot.utf8), smallestWords: nil)) }
    var sheet = sheet
    if format != .svg, sheet.theme == .auto { sheet.theme = .light }
    let picture: RenderedDiagram
    switch await render(source, on: sheet) {
    case .success(let drawn): picture = drawn
    case .failure(let error): return .failure(error)
    }
    let svg = Array(picture.svg.utf8)
    let notes = PictureNotes(title: source.title, description: picture.description, comment: source.sourceLine)
    let tool = PictureTool(runner: runner, name: source.name)
    let converted: Result<[UInt8], DiagramError>
    switch format {
    case .svg, .dot: converted = .success(svg)
    case .pdf: converted = await tool.pdf(svg, day: day).map { notes.added(toPDF: $0) }
    case .emf: converted = await tool.emf(svg)
    case .png:
      let size = DiagramRenderer.dots(picture, sheet)
      guard max(size.width, size.height) <= DiagramRenderer.mostDots else {
        let words = "\(DOTWriter.number(size.width)) × \(DOTWriter.number(size.height)) dots are too many for a picture"
        return .failure(DiagramError(code: .tooLarge, diagram: source.name, message: "\(words); give a --width"))
      }
      converted = await tool.png(svg, width: Int(size.width), height: Int(size.height)).map {
        notes.added(toPNG: $0, resolution: DiagramRenderer.resolution)
      }
    }
    return converted.map { DiagramFile(bytes: $0, smallestWords: picture.smallestWords) }
  }

  /// Size of a picture: as many dots as pixels were asked for, else those of its size on paper.
  private static func dots(_ picture: RenderedDiagram, _ sheet: DiagramSheet) -> (width: Double, height: Double) {
    func dots(_ length: DiagramLength) -> Double {
      let isAsked = sheet.page == nil && sheet.width?.unit == .pixels
      return max(1, (isAsked ? length.value : length.millimetres / 25.4 * resolution).rounded())
    }
    return (dots(picture.paper.width), dots(picture.paper.height))
  }
}
