import Pipeline

@main
struct Main {
  static func main() {}
}
