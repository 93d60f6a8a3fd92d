// swift-tools-version: 6.1
import PackageDescription

/// Settings of every Swift target: language mode 6 is implied by the tools version.
let strict: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]

let package = Package(
  name: "Chronograph",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "chronograph", targets: ["chronograph"]),
    .library(name: "Chronograph", targets: ["Pipeline"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries and embedded data
    .systemLibrary(
      name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .target(name: "CEmbedded", exclude: ["data"]),
    .target(name: "CPlatform"),
    .target(name: "CKernels"),

    // The rooms, in the order of the pipeline
    .target(
      name: "Knowledge", dependencies: ["CEmbedded", .product(name: "Yams", package: "Yams")], swiftSettings: strict),
    .target(name: "Corpus", dependencies: ["CLibXML2", "Knowledge"], swiftSettings: strict),
    .target(name: "Language", dependencies: ["Corpus", "CEmbedded", "CKernels", "Knowledge"], swiftSettings: strict),
    .target(name: "Chronology", dependencies: ["Language", "Knowledge"], swiftSettings: strict),
    .target(name: "Actors", dependencies: ["Language", "Knowledge"], swiftSettings: strict),
    .target(name: "Events", dependencies: ["Language", "Chronology", "Actors", "Knowledge"], swiftSettings: strict),
    .target(
      name: "EventGraph",
      dependencies: ["Events", "Knowledge", .product(name: "OrderedCollections", package: "swift-collections")],
      swiftSettings: strict),
    .target(
      name: "Store", dependencies: ["EventGraph", .product(name: "GRDB", package: "GRDB.swift")], swiftSettings: strict),
    .target(name: "DOT", swiftSettings: strict),
    .target(
      name: "Diagrams",
      dependencies: [
        "EventGraph", "DOT", "CGraphviz", .product(name: "Subprocess", package: "swift-subprocess"),
      ], swiftSettings: strict),
    .target(name: "Exports", dependencies: ["EventGraph", "Diagrams"], swiftSettings: strict),
    .target(
      name: "Site",
      dependencies: ["EventGraph", "Diagrams", "CEmbedded", .product(name: "Mustache", package: "swift-mustache")],
      swiftSettings: strict),
    .target(
      name: "Pipeline",
      dependencies: ["CPlatform", "Store", "Site", "Exports"],
      swiftSettings: strict),

    // Programs
    .executableTarget(
      name: "chronograph",
      dependencies: [
        "Pipeline", "EventGraph", "Diagrams", "Exports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "chronograph-train",
      dependencies: [
        "Language", "CKernels", "Knowledge", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "measure-rooms", dependencies: ["Events", "Actors", "Chronology", "Language", "Corpus", "Knowledge"],
      swiftSettings: strict),
    .executableTarget(name: "compile-data", dependencies: ["Knowledge"], swiftSettings: strict),

    // Tests: one target a room, and the real binary end to end
    .testTarget(name: "KnowledgeTests", dependencies: ["Knowledge"], swiftSettings: strict),
    .testTarget(name: "CorpusTests", dependencies: ["Corpus"], swiftSettings: strict),
    .testTarget(name: "LanguageTests", dependencies: ["Language", "CKernels"], swiftSettings: strict),
    .testTarget(name: "ChronologyTests", dependencies: ["Chronology"], swiftSettings: strict),
    .testTarget(name: "ActorsTests", dependencies: ["Actors"], swiftSettings: strict),
    .testTarget(name: "EventsTests", dependencies: ["Events"], swiftSettings: strict),
    .testTarget(name: "EventGraphTests", dependencies: ["EventGraph"], swiftSettings: strict),
    .testTarget(name: "StoreTests", dependencies: ["Store"], swiftSettings: strict),
    .testTarget(name: "DOTTests", dependencies: ["DOT"], swiftSettings: strict),
    .testTarget(name: "DiagramsTests", dependencies: ["Diagrams"], swiftSettings: strict),
    .testTarget(name: "SiteTests", dependencies: ["Site"], swiftSettings: strict),
    .testTarget(name: "ExportsTests", dependencies: ["Exports"], swiftSettings: strict),
    .testTarget(name: "PipelineTests", dependencies: ["Pipeline"], swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests", dependencies: ["Pipeline", "chronograph"], exclude: ["Golden"], swiftSettings: strict),
  ]
)
