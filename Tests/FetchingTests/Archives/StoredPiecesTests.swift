import RecordIO
import XCTest

@testable import Fetching

final class StoredPiecesTests: FetchTestCase {
    private func pieces(_ bytes: [UInt8], from start: Int = 0) throws -> (found: [String], fault: String?) {
        try write("a", bytes)
        let pieces = try StoredPieces(path: "\(root)/a", from: start)
        var found: [String] = []
        do {
            while let piece = try pieces.next() {
                found.append("\(pieces.start): \(piece.count), to \(pieces.end)")
            }
        } catch let error as StoredBytesError { return (found, error.what) }
        XCTAssertNil(try pieces.next(), "the end stays the end")
        return (found, nil)
    }

    func testPlainBytesComeInPieces() throws {
        let bytes = [UInt8](repeating: 0x61, count: 300_000)
        XCTAssertEqual(
            try pieces(bytes).found, ["byte 0: 262144, to 262144", "byte 262144: 37856, to 300000"])
        XCTAssertEqual(try pieces(bytes, from: 299_990).found, ["byte 299990: 10, to 300000"])
        XCTAssertEqual(try pieces([]).found, [])
    }

    func testNoPieceHoldsBytesOfTwoMembers() throws {
        let (first, second) = (MemberCompressor().member(of: [1, 2]), MemberCompressor().member(of: [3]))
        let all = first + second
        XCTAssertEqual(
            try pieces(all).found,
            ["byte 0: 2, to \(first.count)", "byte \(first.count): 1, to \(all.count)"])
        let large = MemberCompressor().member(of: [UInt8](repeating: 0, count: 300_000))
        XCTAssertEqual(
            try pieces(large).found.map { $0.split(separator: ", to ")[0] },
            ["byte 0: 262144", "byte 0, byte 262144 of the text there: 37856"])
    }

    func testWhatIsWholeComesBeforeTheFault() throws {
        let member = MemberCompressor().member(of: [1, 2])
        let cut = try pieces(member + member.dropLast(4))
        XCTAssertEqual(cut.fault, "the file ends inside a gzip member")
        XCTAssertEqual(cut.found.first, "byte 0: 2, to \(member.count)")
        var damaged = member
        damaged[member.count - 8] ^= 1
        let broken = try pieces(damaged)
        XCTAssertEqual(broken.fault, "incorrect data check")
        XCTAssertEqual(broken.found.count, 1)
        XCTAssertEqual(try pieces(member + [9, 9]).fault, "incorrect header check")
    }
}
