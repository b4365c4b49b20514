import Records
import XCTest

@testable import Aggregating

final class CorrectionFileTests: XCTestCase {
    private func read(_ text: String) throws -> CorrectionFile {
        try CorrectionFile(bytes: Array(text.utf8), path: "koreksi.csv", vocabulary: makeVocabulary())
    }

    func testTheLaterWordCounts() throws {
        let file = try read(
            """
            item,field,value,who,when
            a,tone,positif:pemkab,Ani,2023-08-16
            a,tone,negatif:opd|netral,Budi,2023-08-17
            a,issues,jalan|listrik,Ani,2023-08-16
            b,issues,,Ani,2023-08-16

            """)
        XCTAssertEqual(file.count, 3)
        var item = makeItem("a", tone: [("netral", "opd")])
        for correction in file.byItem["a"] ?? [] { correction.apply(to: &item) }
        XCTAssertEqual(item.tone.map { "\($0.code):\($0.target ?? "")" }, ["negatif:opd", "netral:tidak_jelas"])
        XCTAssertEqual(item.issues.map(\.code), ["jalan", "listrik"])
        XCTAssertEqual(item.tone.first?.evidence.first?.finder, .correction("Budi 2023-08-17"))
        XCTAssertEqual(Correction.fields(of: item), [.tone, .issues])
        var other = makeItem("b", issues: ["jalan"])
        for correction in file.byItem["b"] ?? [] { correction.apply(to: &other) }
        XCTAssertEqual(other.issues, [])
    }

    func testBadLinesAreRefusedWithTheirPlaceAndTheWayOut() throws {
        let file = try read(
            """
            item,field,value,who,when
            a,warna,merah,Ani,2023-08-16
            a,issues,jalanan,Ani,2023-08-16
            ,kind,opini,Ani,2023-08-16
            a,kind,opini|berita,Ani,2023-08-16
            a,kind,opini,Ani,kemarin
            a,kind

            """)
        XCTAssertEqual(
            file.refused.map(\.detail),
            [
                "koreksi.csv:7: 2 columns, but the header has 5",
                "koreksi.csv:2: 'warna' is no field that can be corrected; these can: kind, tone, issues, places, "
                    + "agencies, relevance",
                "koreksi.csv:3: 'jalanan' is no code for 'issues'; see the packs",
                "koreksi.csv:4: the column 'item' is empty; give the item's id",
                "koreksi.csv:5: 'kind' takes one value, not 'opini|berita'",
                "koreksi.csv:6: 'when' is 'kemarin'; it must be a day of the calendar, such as 2023-08-15",
            ])
        XCTAssertEqual(file.count, 0)
        XCTAssertEqual(
            file.refused[1].record,
            ["line": 2, "item": "a", "field": "warna", "value": "merah", "who": "Ani", "when": "2023-08-16"])
        XCTAssertEqual(file.refused[0].record, ["line": 7, "text": "a,kind"])
    }

    func testEveryWordThatIsNoDayIsRefused() throws {
        for when in ["", "2023-02-30", "16-08-2023", "2023-08-16T10:00:00Z", "2023-8-6"] {
            let file = try read("item,field,value,who,when\na,kind,opini,Ani,\(when)\n")
            XCTAssertEqual(
                file.refused.map(\.detail),
                ["koreksi.csv:2: 'when' is '\(when)'; it must be a day of the calendar, such as 2023-08-15"])
            XCTAssertEqual(file.count, 0)
        }
    }

    func testAFileWithoutItsColumnsIsRefusedOnce() throws {
        let file = try read("item,field,who\na,kind,Ani\nb,kind,Ani\n")
        XCTAssertEqual(
            file.refused,
            [
                CorrectionFile.Refusal(
                    detail: "koreksi.csv:1: the first line has no 'value', 'when'; it must be "
                        + "item,field,value,who,when",
                    record: ["lines": 2])
            ])
    }

    func testTheDayDecidesAndThenTheLine() throws {
        let file = try read(
            """
            item;field;value;who;when
            a;kind;opini;Ani;2023-09-01
            a;kind;berita;Ani;2023-10-01
            a;kind;lain;Budi;2023-10-01

            """)
        XCTAssertEqual(file.byItem["a"]?.map(\.values), [["lain"]])
        XCTAssertEqual(file.unmatched(["a"]), [])
        XCTAssertEqual(file.unmatched([]).map(\.line), [4])
    }

    func testAnEmptyFileHasNoCorrections() throws {
        XCTAssertEqual(try read("").count, 0)
        XCTAssertEqual(try read("").refused.count, 0)
    }
}
