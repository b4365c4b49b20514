import RecordIO
import XCTest

final class PartitionNameTests: XCTestCase {
    func testNamesAreSafeAndTellValuesApart() {
        let cases = [
            ("kabar-benuo", "kabar-benuo"), ("a b", "a%20b"), ("", "_none"), ("..", "%2E."), (".x", "%2Ex"),
            ("a/b", "a%2Fb"), ("a~b", "a%7Eb"), ("é", "%C3%A9"), ("a%20b", "a%2520b"), ("v1.2_x", "v1.2_x"),
        ]
        for (value, name) in cases {
            XCTAssertEqual(PartitionName.encode(value), name)
            XCTAssertTrue(PartitionName.isSafe(name))
        }
    }

    func testUnsafeNamesOfFilesAreKnown() {
        for name in ["", ".", "..", ".x", "a/b", "a b", "a\n", String(repeating: "a", count: 256), "é"] {
            XCTAssertFalse(PartitionName.isSafe(name), name)
        }
        for name in ["source=a%20b.jsonl.gz", "part.jsonl.gz", "html~2023~a.jsonl.gz"] {
            XCTAssertTrue(PartitionName.isSafe(name), name)
        }
    }
}
