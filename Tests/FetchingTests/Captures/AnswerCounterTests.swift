import Records
import Synchronization
import XCTest

@testable import Fetching

final class AnswerCounterTests: XCTestCase {
    private func answer(_ size: Int) -> Answer {
        var answer = Answer(finalURL: "https://a.example/", fetchedAt: Instant(seconds: 0))
        answer.body = .memory([UInt8](repeating: 0x61, count: size))
        return answer
    }

    func testTakesAllInOrder() throws {
        let taken = Mutex<[Int]>([])
        let counter = AnswerCounter { index, answer in
            XCTAssertEqual(answer.body?.count, 700_000)
            taken.withLock { $0.append(index) }
        }
        let one = answer(700_000)
        for index in 0..<100 {
            if index % 3 == 0 {
                try counter.take(index, reading: { one })
            } else {
                try counter.take(index, one)
            }
        }
        try counter.finish()
        XCTAssertEqual(taken.withLock { $0 }, Array(0..<100))
    }

    func testNothingIsTakenAfterAFailureAndWhoeverPutsInLineHearsOfIt() throws {
        let taken = Mutex<[Int]>([])
        let counter = AnswerCounter { index, _ in
            taken.withLock { $0.append(index) }
            if index == 2 { throw FetchError.outOfMemory }
        }
        XCTAssertThrowsError(
            try {
                for index in 0..<100_000 { try counter.take(index, answer(1)) }
            }()
        ) { XCTAssertEqual("\($0)", "out of memory: libcurl gave no handle") }
        XCTAssertThrowsError(try counter.finish())
        XCTAssertEqual(taken.withLock { $0 }, [0, 1, 2])
    }
}
