import Pack
import Records
import XCTest

@testable import Classifying

final class AgencyFinderTests: XCTestCase {
    private let issue = Label(
        code: "jalan", score: 0.6, evidence: [.init(field: "text", range: 0..<5, finder: .rule("issues jalan"))])

    private func agencies(
        _ fields: JSONObject, issues: [Label] = [], places: [String] = [], _ lines: [LexiconRule] = []
    ) -> [Label] {
        AgencyFinder().agencies(
            reading(fields, lines), issues: issues,
            places: places.map { Label(code: $0, score: 1, evidence: []) })
    }

    func testTheOwnerOfAnIssueWithItsWords() {
        XCTAssertEqual(
            agencies(post("jalan rusak"), issues: [issue]),
            [
                Label(
                    code: "dinas_jalan", score: 0.6,
                    evidence: [.init(field: "text", range: 0..<5, finder: .rule("issue jalan owner"))])
            ])
    }

    func testRoutingByWords() {
        let found = agencies(post("jalan provinsi rusak"), issues: [issue])
        XCTAssertEqual(brief(found), ["provinsi 0.6"])
        XCTAssertEqual(found.first?.evidence.first?.finder, .rule("issue jalan routing 1"))
    }

    func testRoutingByPlaceAndDay() {
        var fields = post("jalan rusak")
        fields["published"] = ["day": "2023-08-15", "text": "", "precision": "day", "evidence": ""]
        XCTAssertEqual(brief(agencies(fields, issues: [issue], places: ["90.01.02.2001"])), ["provinsi 0.6"])
        XCTAssertEqual(brief(agencies(fields, issues: [issue], places: ["90.01.01"])), ["dinas_jalan 0.6"])
        fields["published"] = ["day": "2022-08-15", "text": "", "precision": "day", "evidence": ""]
        XCTAssertEqual(brief(agencies(fields, issues: [issue], places: ["90.01.02"])), ["dinas_jalan 0.6"])
    }

    func testAgenciesThatAreNamed() {
        XCTAssertEqual(
            agencies(post("DJ mana")),
            [
                Label(
                    code: "dinas_jalan", score: 0.9,
                    evidence: [.init(field: "text", range: 0..<2, finder: .rule("agency dinas_jalan"))])
            ])
        let lines = [rule("agencies", "dinas_air", "orang air"), rule("agencies", "dinas_air", "depan orang air", -1)]
        XCTAssertEqual(brief(agencies(post("kata orang air"), lines)), ["dinas_air 0.9"])
        XCTAssertEqual(brief(agencies(post("di depan orang air"), lines)), [])
    }

    func testAnArticleMustNameItProminentlyOrTwice() {
        let far = "Satu. Dua. Tiga. Empat. Lima. "
        XCTAssertEqual(brief(agencies(article("Judul", far + "Dinas Air diam."))), [])
        XCTAssertEqual(brief(agencies(article("Judul", far + "Dinas Air diam. Dinas Air."))), ["dinas_air 0.9"])
        XCTAssertEqual(brief(agencies(article("Dinas Air diam", far))), ["dinas_air 0.9"])
    }
}
