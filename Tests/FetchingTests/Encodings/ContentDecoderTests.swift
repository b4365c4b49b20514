import Foundation
import RecordIO
import XCTest

@testable import Fetching

final class ContentDecoderTests: XCTestCase {
    private func decoded(_ coding: ContentCoding, _ bytes: [UInt8], by count: Int) throws -> (String, Bool) {
        let decoder = try coding.decoder()
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: count) {
            try Array(bytes[start...].prefix(count)).withUnsafeBytes { try decoder.take($0) { text += $0 } }
        }
        XCTAssertEqual(decoder.count, text.count)
        return (String(decoding: text, as: UTF8.self), decoder.isWhole)
    }

    private func assert(
        _ coding: ContentCoding, _ bytes: [UInt8], _ text: String, isWhole: Bool = true, line: UInt = #line
    ) throws {
        for count in [1, 2, 3, 1 << 20] {
            let (found, whole) = try decoded(coding, bytes, by: count)
            XCTAssertEqual(found, text, "by \(count)", line: line)
            XCTAssertEqual(whole, isWhole, "by \(count)", line: line)
        }
    }

    private let gzip = MemberCompressor().member(of: Array("halo dunia".utf8))
    /// RFC 1951 in stored blocks, and in RFC 1950's wrapper.
    private let bare: [UInt8] = [0x01, 0x02, 0x00, 0xFD, 0xFF, 0x68, 0x69]
    private var wrapped: [UInt8] { [0x78, 0x01] + bare + [0x01, 0x3B, 0x00, 0xD2] }
    private let brotli = Array(Data(base64Encoded: "G9sA+B2pU5+7cB1GhlanQcLY3FTaWwwYAbSI4hM=") ?? Data())

    func testWhateverThePiecesTheTextIsTheSame() throws {
        try assert(.gzip, gzip, "halo dunia")
        try assert(.gzip, gzip + gzip, "halo duniahalo dunia")
        try assert(.deflate, bare, "hi")
        try assert(.deflate, wrapped, "hi")
        try assert(.brotli, brotli, String(repeating: "halo dunia ", count: 20))
        for coding in [ContentCoding.gzip, .deflate, .brotli] { try assert(coding, [], "") }
    }

    func testWhatStandsBehindTheEndIsDropped() throws {
        for rest in [[0], [0, 0, 0, 0], Array("<!-- 0.1 s -->".utf8), [0x1F], [0x1F, 0x00]] as [[UInt8]] {
            try assert(.gzip, gzip + rest, "halo dunia")
            try assert(.deflate, wrapped + rest, "hi")
            try assert(.brotli, brotli + rest, String(repeating: "halo dunia ", count: 20))
        }
    }

    func testWhatBreaksOffIsNotWhole() throws {
        for count in 1..<gzip.count {
            XCTAssertFalse(try decoded(.gzip, Array(gzip.prefix(count)), by: 7).1, "\(count)")
            // Two bytes tell that another member begins.
            let isNext = count > 1
            XCTAssertEqual(try decoded(.gzip, gzip + gzip.prefix(count), by: 7).1, !isNext, "\(count)")
        }
        for count in 1..<bare.count { XCTAssertFalse(try decoded(.deflate, Array(bare.prefix(count)), by: 2).1) }
        for count in 1..<wrapped.count { XCTAssertFalse(try decoded(.deflate, Array(wrapped.prefix(count)), by: 2).1) }
        for count in 1..<brotli.count { XCTAssertFalse(try decoded(.brotli, Array(brotli.prefix(count)), by: 5).1) }
    }

    func testDamageIsTold() throws {
        func failure(_ coding: ContentCoding, _ bytes: [UInt8]) -> FetchFailure? {
            do {
                _ = try decoded(coding, bytes, by: 5)
                return nil
            } catch { return error as? FetchFailure }
        }
        var checksum = gzip
        checksum[gzip.count - 8] ^= 1
        XCTAssertEqual(failure(.gzip, checksum), .badEncoding("incorrect data check, after 10 bytes"))
        var length = gzip
        length[gzip.count - 4] ^= 1
        XCTAssertEqual(failure(.gzip, length), .badEncoding("incorrect length check, after 10 bytes"))
        var adler = wrapped
        adler[adler.count - 1] ^= 1
        XCTAssertEqual(failure(.deflate, adler), .badEncoding("incorrect data check, after 2 bytes"))
        XCTAssertEqual(
            failure(.gzip, Array("<html>".utf8)), .badEncoding("incorrect header check, after 0 bytes"))
        XCTAssertEqual(
            failure(.gzip, gzip + [0x1F, 0x8B, 9, 9]), .badEncoding("unknown compression method, after 10 bytes"))
        XCTAssertEqual(failure(.brotli, Array("<html>".utf8)), .badEncoding("not brotli, after 0 bytes"))
    }

    func testKnowsTheNamesThatServersUse() {
        let names = ["gzip", "x-gzip", "deflate", "br", "zstd", "compress", ""]
        XCTAssertEqual(names.map { ContentCoding(name: $0) }, [.gzip, .gzip, .deflate, .brotli, nil, nil, nil])
        XCTAssertEqual(ContentCoding.accepted, "gzip, deflate, br")
    }
}
