import Foundation
import RecordIO
import XCTest

/// A filter and a Python stage between Serap's own, as the README shows them.
final class CustomStageTests: XCTestCase {
    private func temporaryRoot() -> String {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("serap-coba-\(UUID().uuidString)").path
        addTeardownBlock { try? Directory.remove(root) }
        return root
    }

    func testAFilterAndAPythonStageRunAndAreAccountedFor() throws {
        let root = temporaryRoot()
        let result = try Command.serap("run", Repository.path("pipelines/custom-stage.yaml"), "--root", root)
        XCTAssertEqual(result.status, 0, result.output + result.errors)
        let key = "\(root)/data/coba/current/2023-08-15"
        var roads = 0
        var counted = 0
        for partition in try Directory.names("\(key)/length") where !partition.hasPrefix(".") {
            for record in try DemoNights.records(in: "\(key)/length/\(partition)") {
                let text = record.string("text") ?? ""
                XCTAssertNotNil(
                    text.range(of: "jalan|jembatan", options: [.regularExpression, .caseInsensitive]),
                    "\(partition) \(record.text)")
                XCTAssertEqual(record.int("panjang"), text.split(whereSeparator: \.isWhitespace).count)
                counted += 1
            }
            roads += try DemoNights.records(in: "\(key)/roads/\(partition)").count
        }
        XCTAssertEqual(roads, counted)
        XCTAssertGreaterThan(counted, 5)
        let status = try Command.serap("status", Repository.path("pipelines/custom-stage.yaml"), "--root", root)
        XCTAssertTrue(status.output.contains("not audited"), status.output)
    }

    /// The stage printed in the README is the file that is shipped, to the letter.
    func testTheREADMEPrintsTheStageThatIsShipped() throws {
        let stage = try String(contentsOfFile: Repository.path("pipelines/stages/panjang.py"), encoding: .utf8)
        let readme = try String(contentsOfFile: Repository.path("README.md"), encoding: .utf8)
        XCTAssertTrue(readme.contains(stage))
    }
}
