import Dispatch
import Synchronization
import XCTest

@testable import RecordIO

final class ToolShelfTests: XCTestCase {
    private final class Tool {
        var inUse = false
    }

    private struct Failure: Error {}

    func testOneAfterTheOtherIsOneTool() throws {
        let made = Mutex(0)
        let shelf = ToolShelf { () -> Tool in
            made.withLock { $0 += 1 }
            return Tool()
        }
        for _ in 0..<10 { shelf.use { $0.inUse = true } }
        XCTAssertThrowsError(try shelf.use { _ throws(Failure) in throw Failure() })
        shelf.use { _ in }
        XCTAssertEqual(made.withLock { $0 }, 1, "also one that failed is put back")
    }

    func testTwoAtOnceNeverShareATool() {
        let shelf = ToolShelf { Tool() }
        let shared = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 2000) { _ in
            shelf.use { tool in
                if tool.inUse { shared.withLock { $0 += 1 } }
                tool.inUse = true
                tool.inUse = false
            }
        }
        XCTAssertEqual(shared.withLock { $0 }, 0)
    }

    func testAToolUsedAgainGivesTheSameBytes() {
        let texts = (0..<20).map { number in Array(String(repeating: "baris \(number)\n", count: number * 50).utf8) }
        for text in texts {
            let fresh = MemberCompressor().member(of: text)
            XCTAssertEqual(MemberCompressor.shelf.use { $0.member(of: text) }, fresh)
            XCTAssertEqual(
                try MemberDecompressor.shelf.use { (tool) throws(MemberDecompressor.Failure) in
                    try tool.text(of: fresh)
                }, text)
        }
    }
}
