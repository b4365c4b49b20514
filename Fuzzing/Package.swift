// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that the default build never pays for it. `run.sh` builds it with libFuzzer, whose library
// brings `main`, and so that the fuzzers see what is not public.
func fuzzer(_ executable: String, _ folder: String, of product: String = "CoordinatorInternals") -> Target {
    .executableTarget(
        name: executable, dependencies: [.product(name: product, package: "serap")],
        path: "Sources/\(folder)", swiftSettings: [.unsafeFlags(["-parse-as-library"])])
}

let package = Package(
    name: "serap-fuzzing",
    dependencies: [.package(name: "serap", path: "..")],
    targets: [
        fuzzer("fuzz-pipelines", "FuzzPipelines"), fuzzer("fuzz-receipts", "FuzzReceipts"),
        fuzzer("fuzz-feeds", "FuzzFeeds", of: "MarkupInternals"),
        fuzzer("fuzz-pages", "FuzzPages", of: "MarkupInternals"),
    ],
    swiftLanguageModes: [.v6]
)
