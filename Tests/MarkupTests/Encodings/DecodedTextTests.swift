import XCTest

@testable import Markup

final class DecodedTextTests: XCTestCase {
    private func decode(_ bytes: [UInt8], http: String? = nil) -> (text: String, charset: String, mends: [String]) {
        let decoded = DecodedText(bytes, http: http, markup: .xml)
        return (String(decoding: decoded.bytes, as: UTF8.self), decoded.charset, decoded.mends.reasons)
    }

    func testTheOrderOfEvidence() {
        let declared = Array("<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><a>".utf8) + [0xB1]
        XCTAssertEqual(decode(declared).charset, "iso-8859-2")
        XCTAssertEqual(decode(declared).text.last, "ą")
        XCTAssertEqual(decode(declared, http: "windows-1252").charset, "windows-1252")
        XCTAssertEqual(decode([0xEF, 0xBB, 0xBF, 0x61], http: "windows-1252").text, "a")
        XCTAssertEqual(decode(Array("é".utf8)).charset, "utf-8")
        XCTAssertEqual(decode([0x63, 0x61, 0x66, 0xE9]).text, "café")
        XCTAssertEqual(decode([0x63, 0x61, 0x66, 0xE9]).charset, "windows-1252")
    }

    func testLatin1IsReadAsWindows1252() {
        let found = decode([0x93, 0x61, 0x94], http: "ISO-8859-1")
        XCTAssertEqual(found.text, "“a”")
        XCTAssertEqual(found.charset, "windows-1252")
        XCTAssertEqual(found.mends, [])
    }

    func testBadBytesInUTF8() {
        let mixed = Array("é ".utf8) + [0x93] + Array("a".utf8) + [0x94, 0x20, 0xE2, 0x80] + Array("b".utf8)
        let found = decode(mixed, http: "utf-8")
        XCTAssertEqual(found.text, "é “a” \u{FFFD}b")
        XCTAssertEqual(found.mends, ["cp1252_in_utf8", "invalid_utf8"])
    }

    func testUTF8ThatIsDeclaredOtherwise() {
        let found = decode(Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>naïve</a>".utf8))
        XCTAssertEqual(found.charset, "utf-8")
        XCTAssertEqual(found.mends, ["utf8_declared_otherwise"])
        XCTAssertTrue(found.text.contains("naïve"))
    }

    func testUTF16() {
        let little: [UInt8] = [0xFF, 0xFE, 0x3C, 0, 0xE9, 0, 0x3D, 0xD8, 0x00, 0xDE]
        XCTAssertEqual(decode(little).text, "<é😀")
        XCTAssertEqual(decode(little).charset, "utf-16le")
        let big: [UInt8] = [0, 0x3C, 0, 0x61, 0xD8]
        XCTAssertEqual(decode(big).text, "<a\u{FFFD}")
        XCTAssertEqual(decode(big).mends, ["invalid_bytes"])
    }

    func testUnknownLabelsArePassedOver() {
        let found = decode(Array("<?xml version='1.0' encoding='klingon'?><a/>".utf8), http: "x-foo")
        XCTAssertEqual(found.charset, "utf-8")
        XCTAssertEqual(found.mends, ["unknown_charset"])
    }

    func testOffsetsLeadBackToTheInput() {
        let input: [UInt8] = [0xEF, 0xBB, 0xBF, 0x61, 0x93, 0x62]
        let decoded = DecodedText(input, http: nil, markup: .xml)
        XCTAssertEqual(decoded.bytes.count, 5)
        XCTAssertEqual([0, 1, 4].map { decoded.offsets?.input(of: $0) }, [3, 4, 5])
    }
}
