// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that the default build never pays for it.
let package = Package(
    name: "serap-benchmarks",
    dependencies: [.package(name: "serap", path: "..")],
    targets: [
        .executableTarget(
            name: "filter-stage", dependencies: [.product(name: "StageKit", package: "serap")],
            path: "Sources/FilterStage"),
        .executableTarget(
            name: "web-lab", dependencies: [.product(name: "WebLabInternals", package: "serap")],
            path: "Sources/WebLabServer"),
        .executableTarget(
            name: "warc-reading", dependencies: [.product(name: "FetchingInternals", package: "serap")],
            path: "Sources/WARCReading"),
    ],
    swiftLanguageModes: [.v6]
)
