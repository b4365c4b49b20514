import Pack
import Records
import XCTest

@testable import Classifying

final class IssueFinderTests: XCTestCase {
    private let lines = [
        rule("issues", "jalan", "jalan rusak", 1.5), rule("issues", "jalan", "aspal", 0.5),
        rule("issues", "air", "air", 1), rule("issues", "pungli", "pungli", 3),
    ]

    private func issues(_ fields: JSONObject, category: String? = nil) -> [Label] {
        IssueFinder(smallVocabulary()).issues(reading(fields, lines), category: category)
    }

    func testWeightsAddUpAndRepetitionsCountAThird() {
        XCTAssertEqual(
            issues(post("jalan rusak, aspal aspal")),
            [
                Label(
                    code: "jalan", score: 0.68,
                    evidence: [
                        .init(field: "text", range: 0..<11, finder: .rule("issues jalan rusak")),
                        .init(field: "text", range: 13..<18, finder: .rule("issues aspal")),
                        .init(field: "text", range: 19..<24, finder: .rule("issues aspal")),
                    ])
            ])
        XCTAssertEqual(brief(issues(post("aspal"))), [])
    }

    func testTheFaintestBesideAStrongOneIsLeftOut() {
        XCTAssertEqual(brief(issues(post("pungli air"))), ["pungli 0.75"])
        XCTAssertEqual(brief(issues(post("jalan rusak air"))), ["jalan 0.6", "air 0.5"])
    }

    func testAnArticlesBodyAloneGivesNone() {
        let body = "Satu. Dua. Tiga. Empat. Lima. Enam. Ada jalan rusak dan pungli di sana."
        XCTAssertEqual(brief(issues(article("Judul", body))), [])
        XCTAssertEqual(brief(issues(article("Jalan rusak lagi", body))), ["jalan 0.76"])
    }

    func testTheCategoryOfAComplaintByPathOrByLeaf() {
        let complaint: JSONObject = ["id": "a", "form": "laporan", "text": "tolong"]
        XCTAssertEqual(
            issues(complaint, category: "Energi >\u{A0}AIR"),
            [
                Label(
                    code: "air", score: 0.67,
                    evidence: [.init(field: "category", range: 0..<13, finder: .rule("issue air category"))])
            ])
        XCTAssertEqual(brief(issues(complaint, category: "JALAN")), ["jalan 0.67"])
        XCTAssertEqual(brief(issues(complaint, category: "13 Agustus 2023")), [])
        XCTAssertEqual(brief(issues(post("tolong"), category: "JALAN")), [])
    }

    func testTheRemainingIssueIsOfCitizensWhoWantSomething() {
        let finder = IssueFinder(smallVocabulary())
        let complaint = Item(Record(["form": "laporan"]))
        let evidence = [Label.Evidence(field: "form", range: 0..<7, finder: .rule("form laporan"))]
        let kind = Label(code: "pengaduan", score: 0.6, evidence: evidence)
        XCTAssertEqual(
            finder.others(complaint, kind: kind, agencies: []), [Label(code: "lain", score: 0.5, evidence: evidence)])
        XCTAssertEqual(finder.others(complaint, kind: Label(code: "lain", score: 1, evidence: []), agencies: []), [])
        XCTAssertEqual(finder.others(Item(Record(["form": "unggahan"])), kind: kind, agencies: []), [])
    }
}
