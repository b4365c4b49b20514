import Records
import XCTest

final class SHA256Tests: XCTestCase {
    /// The examples of FIPS 180-4 and of NIST's test vectors.
    func testKnownDigests() {
        XCTAssertEqual(
            SHA256.hex([UInt8]()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        XCTAssertEqual(
            SHA256.hex(Array("abc".utf8)), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        XCTAssertEqual(
            SHA256.hex(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
        XCTAssertEqual(
            SHA256.hex([UInt8](repeating: 0x61, count: 1_000_000)),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    /// The digests of 0 to 199 bytes, as Python's hashlib gives them: every rest of a block, and lengths in one block or two.
    func testEveryLengthOfARest() {
        let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let digests = (0..<200).flatMap { SHA256.digest(bytes[..<$0]) }
        XCTAssertEqual(SHA256.hex(digests), "aea94449fa5005a621520b817951b6b83d8b53bab62294f51351d584799d7335")
    }

    func testPiecesGiveTheSameDigest() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for size in [1, 55, 56, 63, 64, 65, 130] {
            var hash = SHA256()
            for start in stride(from: 0, to: bytes.count, by: size) {
                hash.update(bytes[start..<min(bytes.count, start + size)])
            }
            XCTAssertEqual(hash.finalize().hexadecimal, SHA256.hex(bytes), "\(size)")
        }
    }
}
