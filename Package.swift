// swift-tools-version: 6.0
import PackageDescription

// Imports point one way (docs/architecture.md): Records <- RecordIO <- StageKit <- stage libraries <- executables.
// `Pack`, `Markup` and `Store` know no stage, no stage library imports another, and the coordinator links none.

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

func systemLibrary(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func library(
    _ name: String, _ dependencies: [Target.Dependency], testedWith others: [Target.Dependency] = [],
    samples: [String] = []
) -> [Target] {
    [
        .target(name: name, dependencies: dependencies),
        .testTarget(name: "\(name)Tests", dependencies: [.target(name: name)] + others, exclude: samples),
    ]
}

func stage(_ executable: String, _ library: String) -> Target {
    .executableTarget(name: executable, dependencies: [.target(name: library), "StageKit"])
}

let package = Package(
    name: "serap",
    products: [
        // For stages of one's own in Swift; any other language needs only docs/stage-contract.md.
        .library(name: "StageKit", targets: ["StageKit", "RecordIO", "Records"]),
        // For Fuzzing/ alone: no interface.
        .library(name: "CoordinatorInternals", targets: ["Coordinator", "PipelineGraph", "Records"]),
        .library(name: "MarkupInternals", targets: ["Markup", "Records"]),
        // For Benchmarks/ alone: no interface.
        .library(name: "WebLabInternals", targets: ["WebLab"]),
        // For Benchmarks/ alone: no interface.
        .library(name: "FetchingInternals", targets: ["Fetching"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    ],
    targets: [
        systemLibrary("CLibXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        systemLibrary("CDeflate", pkgConfig: "libdeflate", apt: "libdeflate-dev"),
        systemLibrary("CIsal", pkgConfig: "libisal", apt: "libisal-dev"),
        systemLibrary("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        systemLibrary("CBrotli", pkgConfig: "libbrotlidec", apt: "libbrotli-dev"),

        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CDigest"),

        .executableTarget(name: "serap", dependencies: ["Coordinator", "Pack"]),
        .executableTarget(name: "serap-fetch", dependencies: ["Fetching", "Discovering", "StageKit"]),
        stage("serap-parse", "Parsing"),
        stage("serap-normalize", "Normalizing"),
        stage("serap-classify", "Classifying"),
        stage("serap-aggregate", "Aggregating"),
        stage("serap-report", "Reporting"),
        stage("serap-store", "Storing"),

        // The web of the tests: a server that does what a test says.
        .target(name: "WebLab", dependencies: ["CLinux"], path: "Tests/WebLab"),
        .testTarget(
            name: "EndToEndTests", dependencies: ["Records", "RecordIO", "WebLab", "serap"], exclude: []),
    ]
        + library("Records", ["CDigest"])
        + library("RecordIO", ["Records", "CZlib", "CDeflate", "CIsal"])
        + library("StageKit", ["Records", "RecordIO", argumentParser, logging])
        + library("Pack", ["Records", "RecordIO", "Yams"])
        + library("Markup", ["Records", "CLibXML2"], samples: ["Pages/Samples"])
        + library("Store", ["Records", "RecordIO", .product(name: "GRDB", package: "GRDB.swift")])
        + library("Storing", ["StageKit", "Store", argumentParser])
        + library(
            "Fetching",
            [
                "StageKit", "Pack", "CCurl", "CZlib", "CBrotli", argumentParser,
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
            ], testedWith: ["WebLab"])
        // Beside Fetching, so that the stage itself needs no libxml2 to judge what it finds.
        + library("Discovering", ["Fetching", "Markup", "Pack", "StageKit", argumentParser], testedWith: ["WebLab"])
        + library("Parsing", ["StageKit", "Pack", "Markup", argumentParser])
        + library("Normalizing", ["StageKit", "Pack", "Markup"])
        + library("Classifying", ["StageKit", "Pack"])
        + library("Aggregating", ["StageKit", "Pack"])
        // Tested with the reasons that need words.
        + library(
            "Reporting", ["StageKit", "Pack", .product(name: "Mustache", package: "swift-mustache")],
            testedWith: ["Fetching"])
        + library("PipelineGraph", ["Records", "Yams"])
        + library(
            "Coordinator", ["Records", "RecordIO", "PipelineGraph", "CLinux", argumentParser],
            testedWith: ["serap", "Fetching"]),
    swiftLanguageModes: [.v6]
)
