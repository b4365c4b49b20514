import Pack
import Records
import XCTest

@testable import Classifying

final class ClassifierTests: XCTestCase {
    private static let lines = [
        rule("issues", "jalan", "jalan rusak", 1.5), rule("tone", "negatif", "rusak", 1.2),
        rule("issues", "pungli", "pungli", 1.5), rule("relevance", "lain", "dijual", 3),
        rule("sensitive", "anak", "anak korban"),
    ]
    private let classifier = Classifier(smallVocabulary(lines))

    private func classified(_ fields: JSONObject) -> Item { Item(classifier.classified(Record(fields))) }

    func testAComplaintWithAllItsLabels() {
        let item = classified([
            "id": "a", "form": "laporan", "source": "lapor", "title": "Jalan rusak", "text": "Di Kelurahan Bambu.",
            "category": "JALAN", "baru": 1,
        ])
        XCTAssertEqual(
            item.record.keys,
            [
                "id", "form", "source", "title", "text", "category", "baru", "kind", "tone", "issues", "places",
                "agencies",
                "relevance",
            ])
        XCTAssertEqual(item.kind?.code, "pengaduan")
        XCTAssertEqual(item.tone.map { "\($0.code) \($0.target ?? "")" }, ["negatif opd"])
        XCTAssertEqual(item.issues.map(\.code), ["jalan"])
        XCTAssertEqual(item.places.map(\.code), ["90.01.01.1002"])
        XCTAssertEqual(item.agencies.map(\.code), ["dinas_jalan"])
        XCTAssertEqual(item.record["relevance"]?["code"], "tentang")
        XCTAssertFalse(item.sensitive)
    }

    func testAPostThatIsNotAboutTheDistrictIsNobodysIssue() {
        let item = classified([
            "id": "a", "form": "unggahan", "source": "x", "text": "Dijual cepat, jalan rusak, Muara Hulu",
        ])
        XCTAssertEqual(item.record["relevance"]?["code"], "lain")
        XCTAssertEqual(item.issues, [])
        XCTAssertEqual(item.places, [])
        XCTAssertEqual(item.agencies, [])
        XCTAssertEqual(item.tone.count, 1)
    }

    func testSensitiveByIssueAndByWords() {
        XCTAssertTrue(classified(["id": "a", "form": "laporan", "text": "ada pungli"]).sensitive)
        XCTAssertTrue(classified(["id": "a", "form": "laporan", "text": "anak korban"]).sensitive)
    }

    func testOldLabelsAreReplaced() {
        let once = classified(["id": "a", "form": "laporan", "source": "lapor", "text": "jalan rusak"])
        XCTAssertEqual(classifier.classified(once.record), once.record)
    }

    func testOddTextsGetAKindAndATone() {
        for text in ["", "a", "🎉🎉🎉", "مرحبا", "????", String(repeating: "jalan rusak di bambu. ", count: 2000)] {
            let item = classified(["id": "a", "form": "unggahan", "text": .string(text)])
            XCTAssertNotNil(item.kind, text)
            XCTAssertEqual(item.tone.count, 1, text)
        }
        XCTAssertEqual(classified(["id": "a"]).kind?.code, "lain")
    }

    func testAVocabularyOfNothing() {
        let item = Item(Classifier(Vocabulary()).classified(Record(["id": "a", "form": "artikel", "title": "Judul"])))
        XCTAssertEqual(item.kind?.code, "berita")
        XCTAssertEqual(item.tone.map(\.code), ["netral"])
    }
}
