import Foundation
import XCTest

/// Imports point one way (docs/architecture.md); the package manifest alone would let a shortcut pass.
final class ImportsTests: XCTestCase {
    private let libraries = [
        "Records": [],
        "RecordIO": ["Records"],
        "StageKit": ["Records", "RecordIO"],
        "Pack": ["Records", "RecordIO"],
        "Markup": ["Records"],
        "Store": ["Records", "RecordIO"],
        "PipelineGraph": ["Records"],
        "Coordinator": ["Records", "RecordIO", "PipelineGraph", "Pack"],
        "Fetching": ["Records", "RecordIO", "StageKit", "Pack"],
        // No stage's library, but a command beside one.
        "Discovering": ["Records", "RecordIO", "StageKit", "Pack", "Markup", "Fetching"],
        "Parsing": ["Records", "RecordIO", "StageKit", "Pack", "Markup"],
        "Normalizing": ["Records", "RecordIO", "StageKit", "Pack", "Markup"],
        "Classifying": ["Records", "RecordIO", "StageKit", "Pack"],
        "Aggregating": ["Records", "RecordIO", "StageKit", "Pack"],
        "Reporting": ["Records", "RecordIO", "StageKit", "Pack"],
    ]
    private let foreign = [
        "CCurl": ["Fetching"], "GRDB": ["Store"], "Yams": ["PipelineGraph", "Pack"], "CLibXML2": ["Markup"],
        "CDeflate": ["RecordIO"],
    ]

    func testEveryImportPointsTheRightWay() throws {
        var checked = 0
        for (library, allowed) in libraries {
            for file in try swiftFiles(in: library) {
                let text = try String(contentsOf: file, encoding: .utf8)
                for line in text.split(separator: "\n") where line.hasPrefix("import ") {
                    let module = String(line.dropFirst(7))
                    if libraries[module] != nil {
                        XCTAssertTrue(
                            allowed.contains(module), "\(library)/\(file.lastPathComponent) imports \(module)")
                    }
                    if let owners = foreign[module] {
                        XCTAssertTrue(
                            owners.contains(library), "\(library)/\(file.lastPathComponent) imports \(module)")
                    }
                    checked += 1
                }
            }
        }
        XCTAssertGreaterThan(checked, 100)
    }

    func testExecutablesAreThin() throws {
        let sources = Repository.root.appendingPathComponent("Sources")
        for name in try FileManager.default.contentsOfDirectory(atPath: sources.path) where name.hasPrefix("serap") {
            let lines = try swiftFiles(in: name).map { try String(contentsOf: $0, encoding: .utf8) }
                .flatMap { $0.split(separator: "\n") }
            XCTAssertLessThan(lines.count, 60, name)
        }
    }

    private func swiftFiles(in library: String) throws -> [URL] {
        let folder = Repository.root.appendingPathComponent("Sources/\(library)")
        let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (walker?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }
}
