import StageKit
import XCTest

@testable import Normalizing

final class PseudonymTests: XCTestCase {
    func testTheSameNameInTheSameSourceIsOnePseudonym() throws {
        let pseudonym = try Pseudonym(saltFile: nil)
        let one = pseudonym("Bu Contoh", source: "x")
        XCTAssertEqual(one, pseudonym("Bu Contoh", source: "x"))
        XCTAssertEqual(one.utf8.count, 14)
        XCTAssertTrue(one.hasPrefix("warga-"))
        XCTAssertNotEqual(one, pseudonym("Bu Contoh", source: "lapor"))
        XCTAssertNotEqual(one, pseudonym("Bu Lain", source: "x"))
        XCTAssertEqual(pseudonym(one, source: "x"), one)
    }

    func testASaltChangesAllAndJoinsSources() throws {
        let path = NSTemporaryDirectory() + "salt-\(getpid())"
        try Data((0..<32).map { UInt8($0) }).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let salted = try Pseudonym(saltFile: "@\(path)")
        XCTAssertNotEqual(salted("Bu Contoh", source: "x"), try Pseudonym(saltFile: nil)("Bu Contoh", source: "x"))
        XCTAssertEqual(salted("Bu Contoh", source: "x"), salted("Bu Contoh", source: "lapor"))
    }

    func testASaltThatIsNotThereOrTooShortIsAUsageError() throws {
        XCTAssertThrowsError(try Pseudonym(saltFile: "/tidak/ada")) { error in
            XCTAssertEqual((error as? StageFailure)?.exitStatus, 64)
            XCTAssertTrue("\(error)".hasPrefix("parameter 'salt': "), "\(error)")
        }
        let path = NSTemporaryDirectory() + "short-\(getpid())"
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        XCTAssertThrowsError(try Pseudonym(saltFile: path)) { error in
            XCTAssertEqual(
                "\(error)", "parameter 'salt': \(path) holds 3 bytes; a salt needs at least 16 random ones")
        }
    }
}
