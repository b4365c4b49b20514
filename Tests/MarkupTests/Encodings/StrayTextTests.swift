import XCTest

@testable import Markup

final class StrayTextTests: XCTestCase {
    private func mended(_ bytes: [UInt8]) -> String { String(decoding: StrayText.mended(bytes[...]), as: UTF8.self) }

    func testKinds() {
        XCTAssertEqual(StrayText.kind([]), .ascii)
        XCTAssertEqual(StrayText.kind(Array("satu dua tiga empat lima".utf8)), .ascii)
        XCTAssertEqual(StrayText.kind(Array("satu dua tiga empat é".utf8)[...]), .utf8)
        XCTAssertEqual(StrayText.kind([0x61, 0xE9]), .other)
        XCTAssertEqual(StrayText.kind(Array(repeating: 0x61, count: 8) + [0x80]), .other)
    }

    func testATextIsOneEncodingWhereItCanBe() {
        XCTAssertEqual(mended(Array("é".utf8)), "é")
        XCTAssertEqual(mended([0x63, 0x61, 0x66, 0xE9]), "café")
        XCTAssertEqual(mended([0x93, 0x61, 0x94]), "“a”")
        XCTAssertEqual(mended(Array("é ".utf8) + [0x93] + Array("a".utf8)), "é “a")
        XCTAssertEqual(mended(Array("é ".utf8) + [0xE2, 0x80]), "é \u{FFFD}", "a character that was cut")
    }
}
