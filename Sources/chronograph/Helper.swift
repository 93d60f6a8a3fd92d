import Foundation

/// The path of this program, for the helper processes that draw.
enum Helper {
  static var path: String {
    #if os(Linux)
      return "/proc/self/exe"
    #else
      return Bundle.main.executablePath ?? CommandLine.arguments.first ?? "chronograph"
    #endif
  }
}
