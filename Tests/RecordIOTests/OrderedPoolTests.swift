import RecordIO
import Synchronization
import XCTest

final class OrderedPoolTests: XCTestCase {
    private struct Broken: Error, Equatable { let number: Int }

    func testResultsComeInTheOrderInWhichWorkWasPutIn() throws {
        let results = Mutex<[Int]>([])
        let pool = OrderedPool<Int>(width: 4) { value in results.withLock { $0.append(value) } }
        for number in 0..<500 {
            try pool.submit {
                var value = number
                for _ in 0..<(number % 7) * 1000 { value = value &* 1 }
                return value
            }
        }
        try pool.finish()
        XCTAssertEqual(results.withLock { $0 }, Array(0..<500))
    }

    func testTheFirstErrorInOrderEndsIt() throws {
        let results = Mutex<[Int]>([])
        let pool = OrderedPool<Int>(width: 4) { value in results.withLock { $0.append(value) } }
        do {
            for number in 0..<100 {
                try pool.submit {
                    if number % 10 == 5 { throw Broken(number: number) }
                    return number
                }
            }
            try pool.finish()
            XCTFail("no error")
        } catch {
            XCTAssertEqual(error as? Broken, Broken(number: 5))
        }
        XCTAssertEqual(results.withLock { $0 }, [0, 1, 2, 3, 4])
    }
}
