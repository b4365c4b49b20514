import Pack
import Records
import XCTest

@testable import Classifying

final class ToneJudgeTests: XCTestCase {
    private let lines = [
        rule("tone", "positif", "bagus", 1.2), rule("tone", "negatif", "rusak", 1.2),
        rule("tone", "negatif", "bupati bohong", 1, target: "tokoh"), rule("tone", "netral", "bagus hati"),
    ]

    private func tone(
        _ fields: JSONObject, kind: String = "opini", agencies: [String] = [], evidence: [Label.Evidence] = []
    ) -> Label {
        let item = reading(fields, lines)
        let judge = ToneJudge()
        return judge.tone(
            judge.balance(item), kind: Label(code: kind, score: 1, evidence: evidence),
            agencies: agencies.map { Label(code: $0, score: 1, evidence: []) }, item)
    }

    func testTheHeavierSideWithItsWords() {
        XCTAssertEqual(
            tone(post("jalan rusak"), agencies: ["dinas_jalan"]),
            Label(
                code: "negatif", score: 0.63, target: "opd",
                evidence: [.init(field: "text", range: 6..<11, finder: .rule("tone rusak"))]))
        XCTAssertEqual(tone(post("bagus")).code, "positif")
        XCTAssertEqual(tone(post("bagus tapi rusak")).code, "netral")
        XCTAssertEqual(tone(post("biasa")).code, "netral")
    }

    func testNegationTurnsWordsRound() {
        XCTAssertEqual(tone(post("tidak bagus")).code, "negatif")
        XCTAssertEqual(tone(post("tidak rusak")).code, "netral", "half of 1.2 is below the floor")
        XCTAssertEqual(tone(post("tidak rusak lagi, bagus")).code, "positif")
    }

    func testAComplaintIsABadWordInItself() {
        let evidence = [Label.Evidence(field: "form", range: 0..<7, finder: .rule("form laporan"))]
        XCTAssertEqual(
            tone(post("kapan"), kind: "pengaduan", evidence: evidence),
            Label(code: "negatif", score: 0.57, target: "tidak_jelas", evidence: evidence))
        XCTAssertEqual(tone(post("kapan"), kind: "permintaan_informasi").code, "netral")
    }

    func testTargets() {
        XCTAssertEqual(tone(post("bupati bohong"), agencies: ["dinas_air"]).target, "tokoh")
        XCTAssertEqual(tone(post("rusak"), agencies: ["provinsi"]).target, "pihak_lain")
        XCTAssertEqual(tone(post("rusak")).target, "tidak_jelas")
        XCTAssertEqual(tone(post("biasa"), agencies: ["dinas_air"]).target, "tidak_jelas")
        XCTAssertEqual(tone(article("Rapat", "Biasa."), kind: "berita", agencies: ["dinas_air"]).target, "opd")
    }

    func testAnArticleNeedsMore() {
        XCTAssertEqual(tone(article("Judul", "Jalan rusak."), kind: "berita").code, "netral")
        XCTAssertEqual(tone(article("Jalan rusak", "Isi."), kind: "berita").code, "negatif")
    }
}
