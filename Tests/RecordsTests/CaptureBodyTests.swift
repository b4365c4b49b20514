import XCTest

@testable import Records

final class CaptureBodyTests: XCTestCase {
    func testBase64OfRFC4648() throws {
        let vectors = [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]
        for (plain, encoded) in vectors {
            XCTAssertEqual(base64(Array(plain.utf8)), encoded)
            XCTAssertEqual(try bytes(base64: encoded).get(), Array(plain.utf8))
        }
        let all = (0...255).map { UInt8($0) }
        XCTAssertEqual(try bytes(base64: base64(all)).get(), all)
    }

    func testRefusesWhatIsNotBase64() {
        for (text, offset) in [
            ("Zg", 2), ("Zg=", 3), ("Z!==", 1), ("Zg==Zg==", 2), ("Zm9v\n", 5), ("Zh==", 1), ("====", 0), ("Zm9=", 2),
            ("Z=9v", 1), ("Zm_v", 2),
        ] {
            XCTAssertEqual(bytes(base64: text), .failure(Base64Error(offset: offset)), text)
        }
    }

    func testKeepsTextAsTextAndAnythingElseInBase64() throws {
        var capture = Capture(Record())
        XCTAssertNil(try capture.bodyBytes(filesOf: "/nowhere"))
        capture.keepBody(Array("Jalan rusak \u{FEFF}é\0".utf8))
        XCTAssertEqual(capture.body, "Jalan rusak \u{FEFF}é\0")
        XCTAssertNil(capture.bodyBase64)
        let read = Capture(try Record(line: capture.record.text))
        XCTAssertEqual(try read.bodyBytes(filesOf: "/nowhere"), Array("Jalan rusak \u{FEFF}é\0".utf8))

        let utf16: [UInt8] = [0xFF, 0xFE, 0x41, 0x00]
        capture.keepBody(utf16)
        XCTAssertEqual(capture.record.text, #"{"body_base64":"//5BAA=="}"#)
        XCTAssertEqual(try capture.bodyBytes(filesOf: "/nowhere"), utf16)
    }

    func testReadsABlobFromThePartitionAndNothingElse() throws {
        let directory = NSTemporaryDirectory() + "serap-blob-\(getpid())"
        try FileManager.default.createDirectory(atPath: "\(directory)/files", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let digest = SHA256.hex([1, 2, 255])
        try Data([1, 2, 255]).write(to: URL(fileURLWithPath: "\(directory)/files/\(digest)"))
        var capture = Capture(Record())
        capture.blob = digest
        XCTAssertEqual(try capture.bodyBytes(filesOf: directory), [1, 2, 255])
        XCTAssertEqual(try capture.bodyBytes(filesOf: directory, limit: 3), [1, 2, 255])
        XCTAssertThrowsError(try capture.bodyBytes(filesOf: directory, limit: 2)) {
            XCTAssertEqual("\($0)", "\(directory)/files/\(digest): 3 bytes, more than the 2 that are read")
        }

        capture.blob = "../../etc/passwd"
        XCTAssertThrowsError(try capture.bodyBytes(filesOf: directory)) {
            XCTAssertEqual("\($0)", "blob: '../../etc/passwd' is not 64 hexadecimal digits")
        }
        capture.blob = String(repeating: "0", count: 64)
        XCTAssertThrowsError(try capture.bodyBytes(filesOf: "/nowhere")) {
            let path = "/nowhere/files/" + String(repeating: "0", count: 64)
            let way = "the partition that holds the capture must be whole"
            XCTAssertEqual("\($0)", "\(path): No such file or directory; \(way)")
        }
        capture = Capture(Record(["body_base64": "Z!=="]))
        XCTAssertThrowsError(try capture.bodyBytes(filesOf: directory)) {
            XCTAssertEqual("\($0)", "body_base64: not base 64 at byte 1")
        }
    }
}
