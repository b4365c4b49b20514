import Pack
import Records
import XCTest

@testable import Classifying

final class PlaceFinderTests: XCTestCase {
    private func places(_ fields: JSONObject, declared: Bool = false, _ lines: [LexiconRule] = []) -> [String] {
        PlaceFinder(smallVocabulary()).find(reading(fields, lines), declared: declared).places.map(\.code)
    }

    func testTheLongestNameWins() {
        XCTAssertEqual(places(post("banjir di Muara Hulu")), ["90.01.02"])
        XCTAssertEqual(places(post("banjir di Muara, hulu sungai")), ["90.01.02"])
    }

    func testANameOfSeveralPlacesIsTheOneWhoseLevelIsNamedElseTheGreatest() {
        XCTAssertEqual(places(post("banjir di Muara")), ["90.01.01"])
        XCTAssertEqual(places(post("banjir di Kel. Muara")), ["90.01.01.1001"])
        XCTAssertEqual(places(post("banjir di kecamatan Muara")), ["90.01.01"])
    }

    func testAnAmbiguousNameNeedsASign() {
        XCTAssertEqual(places(post("jual bambu")), [])
        XCTAssertEqual(places(post("Kelurahan Bambu gelap")), ["90.01.01.1002"])
        XCTAssertEqual(places(post("gelap di Bambu, Muara")), ["90.01.01.1002"])
        XCTAssertEqual(places(post("Contoh Raya. Di Bambu gelap")), ["90.01.01.1002"])
        XCTAssertEqual(places(post("gelap di Bambu"), declared: true), ["90.01.01.1002"])
        XCTAssertEqual(places(post("rebung Bambu"), declared: true), [])
    }

    func testAliasesHaveConditionsOfTheirOwn() {
        XCTAssertEqual(places(post("bupati CR datang")), ["90.01"])
        XCTAssertEqual(places(post("peserta CR")), [])
        XCTAssertEqual(places(post("iuran CR kata bupati"), declared: true), [])
    }

    func testOnlyTheMostExactOfNestedPlaces() {
        XCTAssertEqual(places(post("Contoh Raya: Kelurahan Muara di Muara")), ["90.01.01.1001"])
    }

    func testAnArticleIsAboutItsTitleThenItsFirstSentences() {
        XCTAssertEqual(places(article("Jembatan Muara Hulu", "Satu di Kelurahan Bambu. Dua.")), ["90.01.02"])
        XCTAssertEqual(places(article("Jembatan", "MUARA, KABAR – Roboh di Muara Hulu.")), ["90.01.02"])
        XCTAssertEqual(places(article("Jembatan", "MUARA – Roboh.")), [])
    }

    func testPlacesElsewhereAreNoPlacesOfTheDistrict() {
        let findings = PlaceFinder(smallVocabulary()).find(reading(post("banjir di Tetangga")), declared: false)
        XCTAssertEqual(findings.places, [])
        XCTAssertEqual(
            findings.elsewhere, [.init(field: "text", range: 10..<18, finder: .rule("region 90.02"))])
    }

    func testLinesOfTheLexiconNameLandmarks() {
        XCTAssertEqual(
            places(post("depan tugu"), [rule("places", "90.01.02", "tugu")]), ["90.01.02"])
    }
}
