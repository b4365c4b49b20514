import RecordIO
import Records
import XCTest

@testable import Fetching

final class ArchiveFormTests: FetchTestCase {
    func testOtherFormsAreOneRejectionWithTheWayOut() throws {
        try writePack([("alfa", "type: feed, url: 'https://alfa.example/feed', domains: [alfa.example]")])
        let arc = "filedesc://a.arc 0.0.0.0 20010101000000 text/plain 73\n"
        try write("arsip/a.arc", arc)
        try write("arsip/b.arc.gz", MemberCompressor().member(of: Array(arc.utf8)))
        try write("arsip/c.warc", "WARC/0.18\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
        try write("arsip/d.warc.gz", MemberCompressor().member(of: Array("WARC/0.18\r\n\r\n".utf8)))
        try write("arsip/e.warc.zst", [0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3])
        try write("arsip/f.warc.zst", [0x5D, 0x2A, 0x4D, 0x18, 1, 2, 3])
        try write("arsip/g.warc", "")
        try write("arsip/h.mht", "MIME-Version: 1.0")
        let outcome = try run(["select": "folder", "folder": .string("\(root)/arsip")])
        let version = "where WARC 1.0 and 1.1 are read; 'warcio recompress' brings it into form"
        XCTAssertEqual(
            outcome.rejects.map { "\($0["reason"]?.string ?? "") \($0["detail"]?.string ?? "")" },
            [
                "warc_version a.arc: an ARC file, \(version)", "warc_version b.arc.gz: an ARC file, \(version)",
                "warc_version c.warc: version 'WARC/0.18', \(version)",
                "warc_version d.warc.gz: version 'WARC/0.18', \(version)",
                "warc_zstd e.warc.zst: compressed with zstd; bring it as gzip: zstd -dc FILE | gzip",
                "warc_zstd f.warc.zst: compressed with zstd; bring it as gzip: zstd -dc FILE | gzip",
                "warc_empty g.warc: the file is empty",
                "mhtml h.mht: a page saved as one MHTML file is not read; save it as 'web page, complete' or WARC",
            ])
        XCTAssertEqual(outcome.account.input, 8)
    }
}
