import Foundation
import XCTest

/// `make install`, with what the tests were built with in place of a release.
final class InstallTests: XCTestCase {
    private var root = ""

    override func setUpWithError() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("serap-install-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: root) }

    private func install(_ environment: [String: String] = [:]) throws -> CommandResult {
        try Command.run(
            Repository.path("Scripts/install.sh"), [],
            environment: [
                "PREFIX": "/opt/serap", "DESTDIR": "\(root)/tujuan", "BUILD_DIR": Repository.executables.path,
            ].merging(environment) { $1 })
    }

    private var installed: String { "\(root)/tujuan/opt/serap" }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: "\(installed)/\(path)")[.posixPermissions] as? Int
    }

    func testWhatIsInstalledWorksFromWhereItLies() throws {
        let result = try install()
        XCTAssertEqual(result.status, 0, result.errors)
        XCTAssertEqual(
            result.output,
            """
            programs   /opt/serap/bin
            pipelines  /opt/serap/share/serap/pipelines
            documents  /opt/serap/share/doc/serap

            """)
        XCTAssertEqual(
            try FileManager.default.contentsOfDirectory(atPath: "\(installed)/bin").sorted(),
            [
                "serap", "serap-aggregate", "serap-classify", "serap-fetch", "serap-normalize", "serap-parse",
                "serap-report", "serap-store",
            ])
        XCTAssertEqual(try mode("bin/serap-fetch"), 0o755)
        XCTAssertEqual(try mode("share/serap/pipelines/demo.yaml"), 0o644)
        for path in [
            "share/serap/pipelines/inbox", "share/serap/pipelines/arsip", "share/doc/serap/README.id.md",
            "share/doc/serap/docs/fetching.md", "share/serap/sample-data",
        ] {
            XCTAssertTrue(FileManager.default.fileExists(atPath: "\(installed)/\(path)"), path)
        }
        for stage in try FileManager.default.contentsOfDirectory(atPath: "\(installed)/share/serap/pipelines/stages") {
            XCTAssertEqual(try mode("share/serap/pipelines/stages/\(stage)"), 0o755, stage)
        }
        // The installed programs find the installed pipeline, its packs, stages and samples.
        let pipeline = "\(installed)/share/serap/pipelines/demo.yaml"
        let check = try Command.run("\(installed)/bin/serap", ["check", pipeline, "--key", "2023-08-13"])
        XCTAssertEqual(check.errors, "")
        XCTAssertEqual(check.output, "\(pipeline): 11 stages, key 2023-08-13, all is well\n")
    }

    func testASecondInstallationKeepsWhatIsTheOffices() throws {
        XCTAssertEqual(try install().status, 0)
        let (own, shipped) = ("share/serap/pipelines/packs/lokal/pack.yaml", "share/serap/pipelines/demo.yaml")
        for path in [own, shipped] { try Data("diubah".utf8).write(to: URL(fileURLWithPath: "\(installed)/\(path)")) }
        try Data("baru".utf8).write(to: URL(fileURLWithPath: "\(installed)/share/serap/pipelines/dinas.yaml"))
        XCTAssertEqual(try install().status, 0)
        func text(_ path: String) throws -> String {
            try String(contentsOfFile: "\(installed)/\(path)", encoding: .utf8)
        }
        XCTAssertEqual(try text(own), "diubah")
        XCTAssertEqual(try text("share/serap/pipelines/dinas.yaml"), "baru")
        XCTAssertEqual(
            try text(shipped),
            try String(contentsOfFile: Repository.path("pipelines/demo.yaml"), encoding: .utf8))
    }

    func testWhatIsMissingIsSaidBeforeAnythingIsCopied() throws {
        let relative = try install(["PREFIX": "opt/serap"])
        XCTAssertEqual(relative.status, 2)
        XCTAssertEqual(
            relative.errors, "install: PREFIX is 'opt/serap'; give an absolute path, such as /opt/serap\n")
        let unbuilt = try install(["BUILD_DIR": "\(root)/kosong"])
        XCTAssertEqual(unbuilt.status, 1)
        XCTAssertEqual(
            unbuilt.errors, "install: no \(root)/kosong/serap; run 'make build' first, as yourself\n")
        XCTAssertFalse(FileManager.default.fileExists(atPath: "\(root)/tujuan"))
    }
}
