import Pack
import Records
import XCTest

@testable import Classifying

final class KindJudgeTests: XCTestCase {
    private let lines = [
        rule("kind", "aspirasi", "usul", 2), rule("kind", "permintaan_informasi", "mau tanya", 2),
        rule("kind", "apresiasi", "terima kasih", 2), rule("kind", "opini", "menurut saya", 1.2),
        rule("tone", "negatif", "rusak", 1.2), rule("tone", "positif", "bagus", 1.2),
    ]

    private func kind(_ fields: JSONObject, hasIssue: Bool = false, relevant: Bool = true) -> Label {
        let item = reading(fields, lines)
        return KindJudge().kind(item, balance: ToneJudge().balance(item), hasIssue: hasIssue, relevant: relevant)
    }

    func testEachFormHasAKindUnlessWordsSayOtherwise() {
        let complaint: JSONObject = ["id": "a", "form": "laporan", "text": "air"]
        XCTAssertEqual(
            kind(complaint),
            Label(
                code: "pengaduan", score: 0.6,
                evidence: [.init(field: "form", range: 0..<7, finder: .rule("form laporan"))]))
        XCTAssertEqual(kind(["id": "a", "form": "laporan", "text": "kami usul"]).code, "aspirasi")
        XCTAssertEqual(kind(["id": "a", "form": "laporan", "text": "mau tanya"]).code, "permintaan_informasi")
        XCTAssertEqual(kind(article("Usul warga", "Isi.")).code, "berita")
        XCTAssertEqual(kind(post("halo")).code, "lain")
    }

    func testAPostOfBadWordsAboutAnIssueIsAComplaint() {
        XCTAssertEqual(kind(post("jalan rusak"), hasIssue: true).code, "pengaduan")
        XCTAssertEqual(kind(post("rusak semua")).code, "opini")
        XCTAssertEqual(kind(post("rusak semua"), relevant: false).code, "lain")
    }

    func testThanksAmongBadWordsAreMeantTheOtherWay() {
        XCTAssertEqual(kind(post("terima kasih, bagus"), hasIssue: true).code, "apresiasi")
        XCTAssertEqual(kind(post("terima kasih jalan rusak"), hasIssue: true).code, "pengaduan")
        XCTAssertEqual(kind(post("tidak terima kasih")).code, "lain", "negated thanks are none")
    }

    func testTheWordsAreTheEvidence() {
        XCTAssertEqual(
            kind(post("mau tanya")).evidence,
            [.init(field: "text", range: 0..<9, finder: .rule("kind mau tanya"))])
    }
}
