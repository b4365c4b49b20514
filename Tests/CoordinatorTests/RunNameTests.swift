import Records
import XCTest

@testable import Coordinator
@testable import PipelineGraph

final class RunNameTests: XCTestCase {
    private func pipeline(_ name: String, key: String = "date") throws -> Pipeline {
        try Pipeline(text: "pipeline: \(name)\nkey: \(key)\nstages:\n  a: {run: x}\n", file: "p.yaml")
    }

    func testNamesAreRead() throws {
        let nightly = try pipeline("nightly")
        let name = try XCTUnwrap(RunName("20230815T010203Z-nightly-2023-08-14", of: nightly))
        XCTAssertEqual(name.key, "2023-08-14")
        XCTAssertEqual(name.start.description, "2023-08-15T01:02:03Z")
        XCTAssertFalse(name.isTask)
        XCTAssertEqual(RunName("20230815T010203Z-nightly-2023-08-14.12", of: nightly)?.key, "2023-08-14")
        XCTAssertEqual(
            RunName("20230815T010203Z-nightly-2023-08-14.task-0123456789abcdef.2", of: nightly)?.isTask, true)
        let archive = try pipeline("a", key: "arsip")
        XCTAssertEqual(RunName("20230815T010203Z-a-arsip", of: archive)?.key, "arsip")
        for other in [
            "", "notes", "20230815T010203Z-nightly-2023-08-14x", "20230815T010203Z-nightly-2023-02-30",
            "20231315T010203Z-nightly-2023-08-14", "20230815T010203Z-other-2023-08-14",
        ] {
            XCTAssertNil(RunName(other, of: nightly), other)
        }
        // Of a pipeline whose name begins with this one's.
        XCTAssertNil(RunName("20230815T010203Z-nightly-b-2023-08-14", of: nightly))
        XCTAssertNil(RunName("20230815T010203Z-a-arsip2", of: archive))
    }
}
