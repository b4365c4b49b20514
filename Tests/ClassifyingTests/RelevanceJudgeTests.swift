import Pack
import Records
import XCTest

@testable import Classifying

final class RelevanceJudgeTests: XCTestCase {
    private let lines = [rule("relevance", "lain", "link di bio", 2)]

    private func relevance(_ fields: JSONObject, collected: Bool = false) -> Label {
        let item = reading(fields, lines)
        let places = PlaceFinder(smallVocabulary()).find(item, declared: collected)
        return RelevanceJudge().relevance(item, places, collected: collected)
    }

    func testPlacesAndAgenciesOfTheDistrict() {
        XCTAssertEqual(
            relevance(post("di Muara Hulu")),
            Label(
                code: "tentang", score: 0.5,
                evidence: [.init(field: "text", range: 3..<13, finder: .rule("region 90.01.02"))]))
        XCTAssertEqual(relevance(post("Dinas Air diam")).code, "tentang")
        XCTAssertEqual(relevance(post("Pemerintah Provinsi diam")).code, "lain")
    }

    func testNearAndNeither() {
        XCTAssertEqual(relevance(post("di Tetangga")).code, "dekat")
        XCTAssertEqual(relevance(post("halo")).code, "lain")
    }

    func testWhatWasSentOrCollectedForTheDistrict() {
        XCTAssertEqual(relevance(["id": "a", "form": "laporan", "text": "halo"]).code, "tentang")
        XCTAssertEqual(relevance(post("halo"), collected: true).code, "tentang")
        XCTAssertEqual(relevance(post("modal kecil, link di bio"), collected: true).code, "lain")
        XCTAssertEqual(relevance(post("rebung Bambu"), collected: true).code, "lain")
    }
}
