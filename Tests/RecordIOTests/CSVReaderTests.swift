import XCTest

@testable import RecordIO

final class CSVReaderTests: XCTestCase {
    /// What a file gives when it comes in chunks of a size.
    private func read(
        _ bytes: [UInt8], chunk: Int = 1 << 20, fieldLimit: Int = CSVReader.fieldLimit,
        rowLimit: Int = CSVReader.rowLimit
    ) throws -> (header: TableHeader?, rows: [TextRow], bad: [CSVBadRow]) {
        var reader = CSVReader(fieldLimit: fieldLimit, rowLimit: rowLimit)
        var rows: [TextRow] = []
        var bad: [CSVBadRow] = []
        func keep(_ event: CSVReader.Event) {
            switch event {
            case .row(let row): rows.append(row)
            case .bad(let row): bad.append(row)
            }
        }
        var start = 0
        while start < bytes.count {
            try reader.read(bytes[start..<min(bytes.count, start + chunk)], keep)
            start += chunk
        }
        try reader.finish(keep)
        return (reader.header, rows, bad)
    }

    private func read(_ text: String, chunk: Int = 1 << 20) throws -> (
        header: TableHeader?, rows: [TextRow], bad: [CSVBadRow]
    ) {
        try read(Array(text.utf8), chunk: chunk)
    }

    func testQuotesSeparatorsAndLineEnds() throws {
        let text = "nama,isi\r\n\"Ani\",\"satu, \"\"dua\"\"\r\ntiga\"\r\n\nBudi,\n\"\",\"\"\"\"\nakhir,x"
        for chunk in 1...text.utf8.count {
            let (header, rows, bad) = try read(text, chunk: chunk)
            XCTAssertEqual(header?.names, ["nama", "isi"])
            XCTAssertEqual(
                rows.map(\.texts), [["Ani", "satu, \"dua\"\r\ntiga"], ["Budi", ""], ["", "\""], ["akhir", "x"]])
            XCTAssertEqual(rows.map(\.number), [1, 2, 3, 4])
            XCTAssertEqual(rows.map(\.line), [2, 5, 6, 7])
            XCTAssertEqual(bad, [])
            let bytes = Array(text.utf8)
            XCTAssertEqual(
                rows.map { String(decoding: bytes[$0.offset..<$0.offset + $0.length], as: UTF8.self) },
                ["\"Ani\",\"satu, \"\"dua\"\"\r\ntiga\"\r\n", "Budi,\n", "\"\",\"\"\"\"\n", "akhir,x"])
        }
    }

    func testSeparatorIsFoundInTheHeaderLine() throws {
        XCTAssertEqual(try read("a;\"b,c,d,e\";f\n1;2,5;3").rows.map(\.texts), [["1", "2,5", "3"]])
        XCTAssertEqual(try read("a\tb\n1,2\t3").rows.map(\.texts), [["1,2", "3"]])
        XCTAssertEqual(try read("satu\n1;2\n").rows.map(\.texts), [["1;2"]])
        for chunk in 1...12 {
            let (header, rows, _) = try read("sep=;\r\na,x;b\n1;2\n", chunk: chunk)
            XCTAssertEqual(header?.names, ["a,x", "b"])
            XCTAssertEqual(rows.map(\.texts), [["1", "2"]])
            XCTAssertEqual(rows.map(\.line), [3])
        }
    }

    func testHeaderNames() throws {
        let header = try read("\u{FEFF}meta-date, text\u{A0}muted ,,isi,isi\n").header
        XCTAssertEqual(header?.names, ["meta-date", "text muted", "column 3", "isi", "isi 2"])
        XCTAssertEqual(header?.index(of: "isi 2"), 4)
        XCTAssertNil(header?.index(of: "Isi"))
    }

    func testUTF16WithPlacesInTheFileAsStored() throws {
        let text = "nama;isi\r\nÄni;\"😀 satu\r\ndua\"\r\nrusak\r\nBudi;€\r\n"
        for bigEndian in [false, true] {
            var bytes: [UInt8] = bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
            for unit in text.utf16 {
                let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
                bytes += bigEndian ? [high, low] : [low, high]
            }
            for chunk in [1, 2, 3, 7, 1000] {
                let (header, rows, bad) = try read(bytes, chunk: chunk)
                XCTAssertEqual(header?.names, ["nama", "isi"])
                XCTAssertEqual(rows.map(\.texts), [["Äni", "😀 satu\r\ndua"], ["Budi", "€"]])
                XCTAssertEqual(rows.map(\.offset), [22, 22 + 20 * 2 + 14])
                XCTAssertEqual(rows.map(\.length), [40, 16])
                XCTAssertEqual(bad.map(\.offset), [62])
                XCTAssertEqual(bad.map(\.length), [14])
            }
        }
    }

    func testUTF16WithoutAMarkIsToldByItsZeros() throws {
        let units = "nama;isi\nÄni;satu\n".utf16
        let little = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        for bytes in [little, big] {
            for chunk in [1, 3, 1000] {
                let (header, rows, _) = try read(bytes, chunk: chunk)
                XCTAssertEqual(header?.names, ["nama", "isi"])
                XCTAssertEqual(rows.map(\.texts), [["Äni", "satu"]])
                XCTAssertEqual(rows.map(\.offset), [18])
            }
        }
    }

    func testALastRowWithoutLineEndThatIsNoneBreaksOff() throws {
        for (text, breaksOff) in [
            ("a,b\n1,2\n3", true), ("a,b\n1,2\n3\n", false), ("a,b\n1,\"2", true), ("a,b\n1\n2,3", false),
        ] {
            for chunk in 1...text.utf8.count {
                XCTAssertEqual(try read(text, chunk: chunk).bad.map(\.breaksOff), [breaksOff], text)
            }
        }
    }

    func testABrokenQuoteDoesNotSwallowWhatFollows() throws {
        let text = "a,b,c\n1,\"dua,3\n4,5,6\n7,\"8\",9\n"
        for chunk in 1...text.utf8.count {
            let (_, rows, bad) = try read(text, chunk: chunk)
            XCTAssertEqual(rows.map(\.texts), [["4", "5", "6"], ["7", "8", "9"]])
            XCTAssertEqual(rows.map(\.number), [2, 3])
            XCTAssertEqual(
                bad,
                [
                    CSVBadRow(
                        number: 1, line: 2, lines: 1, offset: 6, length: 9, fault: .textAfterQuote(column: 2),
                        head: "1,\"dua,3")
                ])
        }
    }

    func testFaultsByKind() throws {
        func faults(_ text: String) throws -> [String] {
            try read(text).bad.map { "\($0.line)+\($0.lines): \($0.fault)" }
        }
        XCTAssertEqual(
            try faults("a,b\nx \"y\",2\n1,2\n"),
            ["2+1: a quote inside the unquoted field 1; quote the whole field and double the quotes in it"])
        XCTAssertEqual(
            try faults("a,b\n\"x\"y,2\n1,2\n"),
            [
                "2+1: text after the closing quote of field 1; a quote is missing, or one in the text is not doubled"
            ])
        XCTAssertEqual(try faults("a,b\n1,2\n3,\"vier\nfünf"), ["3+2: the quote that opens field 2 is never closed"])
        XCTAssertEqual(
            try faults("a,b\n1\n2,3,4\n"),
            ["2+1: 1 columns, but the header has 2", "3+1: 3 columns, but the header has 2"])
    }

    func testARowWithGoodQuotesAndTooFewColumnsEndsWhereItEnds() throws {
        let (_, rows, bad) = try read("a,b,c\n1,\"x\n,,\ny\"\n\"z\n\",2\n4,5,6\n")
        // The line `,,` inside the first row is a whole row by itself: what opened before it is taken for the fault.
        XCTAssertEqual(rows.map(\.texts), [["", "", ""], ["4", "5", "6"]])
        XCTAssertEqual(bad.map { [$0.line, $0.lines] }, [[2, 1], [4, 3]])
        let other = try read("a,b,c\n1,\"x\ny\"\n\"z\n\",2\n4,5,6\n")
        XCTAssertEqual(other.bad.map { [$0.number, $0.line, $0.lines] }, [[1, 2, 2], [2, 4, 2]])
        XCTAssertEqual(other.rows.map(\.number), [3])
    }

    func testLimits() throws {
        let long = String(repeating: "x", count: 50)
        let (_, rows, bad) = try read(
            Array("a,b\n\(long),1\n\"\(long)\n\(long)\",2\n3,4\n".utf8), chunk: 7, fieldLimit: 40, rowLimit: 100)
        XCTAssertEqual(rows.map(\.texts), [["3", "4"]])
        XCTAssertEqual(bad.map(\.fault), [.fieldTooLong(column: 1, limit: 40)])
        XCTAssertEqual(bad.map(\.lines), [3])
        XCTAssertEqual(
            bad.map { String(describing: $0.fault) },
            [
                "field 1 is longer than 40 bytes; perhaps its closing quote is missing"
            ])
        let wide = try read(Array(("a,b\n" + String(repeating: "x,", count: 80) + "\n1,2\n").utf8), rowLimit: 100)
        XCTAssertEqual(wide.bad.map(\.fault), [.rowTooLong(limit: 100)])
        XCTAssertEqual(wide.rows.map(\.texts), [["1", "2"]])
    }

    func testMemoryStaysBoundedWhereAQuoteIsNeverClosed() throws {
        var reader = CSVReader(fieldLimit: 1000, rowLimit: 2000)
        var rows = 0
        var bad: [CSVBadRow] = []
        func keep(_ event: CSVReader.Event) {
            switch event {
            case .row: rows += 1
            case .bad(let row): bad.append(row)
            }
        }
        try reader.read(Array("a,b\n1,\"".utf8), keep)
        for _ in 0..<2000 { try reader.read(Array("lima kata tanpa tanda petik \n".utf8), keep) }
        try reader.read(Array("1,2\n".utf8), keep)
        try reader.finish(keep)
        XCTAssertEqual(rows, 1)
        XCTAssertEqual(bad.map(\.fault), [.fieldTooLong(column: 2, limit: 1000)])
        XCTAssertEqual(bad.map(\.lines), [2000])
        XCTAssertEqual(bad.map(\.length), [2000 * 29 + 3])
    }

    func testNoHeader() {
        XCTAssertThrowsError(try read("")) { XCTAssertEqual("\($0)", "no header line: the file is empty") }
        XCTAssertThrowsError(try read("\n\r\n\n")) { XCTAssertEqual($0 as? CSVHeaderError, .empty) }
        XCTAssertThrowsError(try read("\na\"b,c\n1,2\n")) {
            XCTAssertEqual($0 as? CSVHeaderError, .broken(line: 2, .quoteInsideField(column: 1)))
        }
    }

    func testBadUTF8IsReplaced() throws {
        XCTAssertEqual(try read(Array("a\n".utf8) + [0x41, 0xFF, 0x42]).rows.map(\.texts), [["A\u{FFFD}B"]])
    }

    func testEveryByteOfAFileBelongsToARowOrABadRow() throws {
        let rows = (1...300).map { $0 % 7 == 0 ? "\($0),\"x\"y\n" : $0 % 11 == 0 ? "\($0)\n" : "\($0),\"a\nb\"\n" }
        let text = "a,b\n" + rows.joined()
        let all = try read(text, chunk: 64)
        let stretches = (all.rows.map { ($0.offset, $0.length) } + all.bad.map { ($0.offset, $0.length) }).sorted {
            $0.0 < $1.0
        }
        var place = 4
        for (offset, length) in stretches {
            XCTAssertEqual(offset, place)
            place += length
        }
        XCTAssertEqual(place, text.utf8.count)
        XCTAssertEqual(all.rows.count, rows.count { $0.hasSuffix("b\"\n") })
    }
}
