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
            a,kind

            """)
        XCTAssertEqual(
            file.refused.map(\.detail),
            [
                "koreksi.csv:2: unknown field 'warna'; known are: kind, tone, issues, places, agencies, relevance",
                "koreksi.csv:3: 'jalanan' is no code for 'issues'; see the packs",
                "koreksi.csv:4: the column 'item' is empty; give the item's id",
                "koreksi.csv:5: 'kind' takes one value, not 'opini|berita'",
                "koreksi.csv:6: 2 columns, but the header has 5",
            ])
        XCTAssertEqual(file.count, 0)
    }

    func testAnEmptyFileHasNoCorrections() throws {
        XCTAssertEqual(try read("").count, 0)
        XCTAssertEqual(try read("").refused.count, 0)
    }
}
