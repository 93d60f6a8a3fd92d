import Language

@main
struct Train {
  static func main() {}
}
