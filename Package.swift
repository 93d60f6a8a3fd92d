// swift-tools-version: 6.1
import PackageDescription

/// Settings of every Swift target: language mode 6 is implied by the tools version.
let strict: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]

let package = Package(
  name: "Chronograph",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "chronograph", targets: ["ChronographCommand"]),
    .library(name: "Chronograph", targets: ["Chronograph"]),
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
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "CEmbedded", exclude: ["data"]),
    .target(name: "CPlatform"),
    .target(name: "CKernels"),

    // The ground floor, and the rooms in the order of the pipeline. Each names what it imports, no more and no less:
    // Scripts/imports prints both graphs.
    .target(name: "ChronographBase", swiftSettings: strict),
    .target(
      name: "Knowledge", dependencies: ["CEmbedded", .product(name: "Yams", package: "Yams")], swiftSettings: strict),
    .target(
      name: "Corpus", dependencies: ["CLibXML2", "CZlib", "ChronographBase", "Knowledge"], swiftSettings: strict),
    .target(
      name: "Language", dependencies: ["CEmbedded", "CKernels", "ChronographBase", "Corpus"], swiftSettings: strict),
    .target(name: "Chronology", dependencies: ["CEmbedded", "Knowledge", "Corpus", "Language"], swiftSettings: strict),
    .target(
      name: "Actors", dependencies: ["ChronographBase", "Knowledge", "Corpus", "Language"], swiftSettings: strict),
    .target(
      name: "Events", dependencies: ["ChronographBase", "Knowledge", "Corpus", "Language", "Chronology", "Actors"],
      swiftSettings: strict),
    .target(
      name: "Records", dependencies: ["ChronographBase", "Corpus", "Chronology", "Events"], swiftSettings: strict),
    .target(
      name: "EventGraph",
      dependencies: ["ChronographBase", "Knowledge", "Corpus", "Language", "Chronology", "Actors", "Events"],
      swiftSettings: strict),
    .target(
      name: "Editor",
      dependencies: ["ChronographBase", "Knowledge", "Corpus", "Chronology", "Actors", "Events", "EventGraph"],
      swiftSettings: strict),
    .target(
      name: "Store",
      dependencies: [
        "Corpus", "Chronology", "Events", "EventGraph",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: strict),
    .target(name: "DOT", dependencies: ["ChronographBase"], swiftSettings: strict),
    .target(
      name: "Diagrams",
      dependencies: [
        "CGraphviz", "ChronographBase", "Chronology", "Actors", "Events", "EventGraph", "DOT",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], swiftSettings: strict),
    .target(
      name: "Exports",
      dependencies: [
        "CZlib", "ChronographBase", "Corpus", "Chronology", "Actors", "Events", "EventGraph", "DOT", "Diagrams",
      ],
      swiftSettings: strict),
    .target(
      name: "Site",
      dependencies: [
        "CEmbedded", "ChronographBase", "Knowledge", "Corpus", "Chronology", "Actors", "Events", "EventGraph",
        "Diagrams", .product(name: "Mustache", package: "swift-mustache"),
      ], swiftSettings: strict),
    .target(
      name: "Proof", dependencies: ["ChronographBase", "Knowledge", "Corpus", "Chronology", "DOT"],
      swiftSettings: strict),
    .target(
      name: "Pipeline",
      dependencies: [
        "CPlatform", "ChronographBase", "Knowledge", "Corpus", "Language", "Chronology", "Actors", "Events",
        "Records", "EventGraph", "Editor", "Store", "Diagrams", "Exports", "Site", "Proof",
      ], swiftSettings: strict),
    .target(
      name: "Preview",
      dependencies: ["ChronographBase", "Corpus", "Knowledge", "Chronology", "Events", "EventGraph", "Editor"],
      swiftSettings: strict),

    // The library under its own name
    .target(
      name: "Chronograph",
      dependencies: ["Corpus", "Chronology", "Actors", "Events", "EventGraph", "Editor", "Exports", "Pipeline"],
      path: "Sources/Library", swiftSettings: strict),

    // Programs
    .executableTarget(
      name: "ChronographCommand",
      dependencies: [
        "Knowledge", "Chronology", "EventGraph", "Editor", "DOT", "Diagrams", "Exports", "Site", "Proof", "Preview",
        "Pipeline",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Sources/chronograph", swiftSettings: strict),
    .executableTarget(
      name: "chronograph-train",
      dependencies: [
        "CKernels", "Knowledge", "Corpus", "Language",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "measure-rooms", dependencies: ["Knowledge", "Corpus", "Language", "Chronology", "Actors", "Events"],
      swiftSettings: strict),
    .executableTarget(name: "compile-data", dependencies: ["Knowledge", "Chronology"], swiftSettings: strict),

    // Tests: one target a room, the library as a user imports it, and the real binary end to end
    .testTarget(name: "ChronographBaseTests", dependencies: ["ChronographBase"], swiftSettings: strict),
    .testTarget(name: "KnowledgeTests", dependencies: ["Knowledge"], swiftSettings: strict),
    .testTarget(name: "CorpusTests", dependencies: ["Knowledge", "Corpus"], swiftSettings: strict),
    .testTarget(name: "LanguageTests", dependencies: ["CKernels", "Corpus", "Language"], swiftSettings: strict),
    .testTarget(
      name: "ChronologyTests", dependencies: ["Knowledge", "Corpus", "Language", "Chronology"], swiftSettings: strict),
    .testTarget(
      name: "ActorsTests", dependencies: ["Knowledge", "Corpus", "Language", "Actors"], swiftSettings: strict),
    .testTarget(
      name: "EventsTests", dependencies: ["Knowledge", "Corpus", "Language", "Chronology", "Actors", "Events"],
      swiftSettings: strict),
    .testTarget(
      name: "RecordsTests", dependencies: ["Corpus", "Chronology", "Actors", "Events", "Records"],
      swiftSettings: strict),
    .testTarget(
      name: "EventGraphTests",
      dependencies: ["ChronographBase", "Corpus", "Chronology", "Actors", "Events", "EventGraph"],
      swiftSettings: strict),
    .testTarget(
      name: "EditorTests",
      dependencies: ["Knowledge", "Corpus", "Chronology", "Actors", "Events", "EventGraph", "Editor"],
      swiftSettings: strict),
    .testTarget(
      name: "StoreTests", dependencies: ["Corpus", "Chronology", "Actors", "Events", "EventGraph", "Store"],
      swiftSettings: strict),
    .testTarget(name: "DOTTests", dependencies: ["DOT"], swiftSettings: strict),
    .testTarget(
      name: "DiagramsTests",
      dependencies: ["Corpus", "Chronology", "Actors", "Events", "EventGraph", "DOT", "Diagrams"], swiftSettings: strict
    ),
    .testTarget(
      name: "SiteTests",
      dependencies: ["ChronographBase", "Corpus", "Chronology", "Actors", "Events", "EventGraph", "Site"],
      swiftSettings: strict),
    .testTarget(
      name: "ExportsTests",
      dependencies: ["ChronographBase", "Corpus", "Chronology", "Events", "EventGraph", "Exports"],
      swiftSettings: strict),
    .testTarget(
      name: "ProofTests", dependencies: ["Knowledge", "Corpus", "Proof", "Pipeline"], swiftSettings: strict),
    .testTarget(
      name: "PipelineTests", dependencies: ["Corpus", "Chronology", "Actors", "EventGraph", "Pipeline"],
      swiftSettings: strict),
    .testTarget(
      name: "PreviewTests",
      dependencies: ["Corpus", "Chronology", "Actors", "Events", "EventGraph", "Editor", "Preview"],
      swiftSettings: strict),
    .testTarget(name: "LibraryTests", dependencies: ["Chronograph"], swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests", dependencies: ["ChronographCommand"], exclude: ["Golden"], swiftSettings: strict),
  ]
)
