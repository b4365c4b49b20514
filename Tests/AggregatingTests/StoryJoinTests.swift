import Records
import XCTest

@testable import Aggregating

final class StoryJoinTests: XCTestCase {
    private let release = """
        Pemerintah kabupaten memulai perbaikan jalan poros sepanjang empat kilometer dan menargetkan pekerjaan selesai \
        dalam sembilan puluh hari kerja sehingga warga diminta bersabar selama alat berat bekerja di lokasi setiap hari
        """

    private func entry(_ id: String, _ text: String, key: String = "2023-08-15") -> StoryJoin.Entry {
        StoryJoin.Entry(id: id, firstKey: key, sketch: MinHash(text: text)?.compact ?? "", text: text)
    }

    func testReprintsAreOneStoryNamedByTheFirstOfThem() {
        let entries = [
            entry("c", release + " kata camat", key: "2023-08-14"), entry("a", release),
            entry("b", "Media ini menulis " + release, key: "2023-08-14"),
            entry(
                "d", "Harga beras naik lagi di pasar induk karena pasokan dari luar pulau datang terlambat pekan ini"),
        ]
        let expected = ["a": "b", "b": "b", "c": "b", "d": "d"]
        XCTAssertEqual(StoryJoin.stories(of: entries), expected)
        XCTAssertEqual(StoryJoin.stories(of: entries.reversed()), expected)
    }

    func testAShortTextIsAStoryOfItsOwn() {
        let entries = [entry("a", "mantap pak bupati"), entry("b", "mantap pak bupati")]
        XCTAssertEqual(StoryJoin.stories(of: entries), ["a": "a", "b": "b"])
    }

    func testResemblanceIsTheShareOfShingles() {
        let left = Shingles("satu dua tiga empat lima")
        XCTAssertEqual(left.hashes.count, 3)
        XCTAssertEqual(left.resemblance(to: Shingles("SATU, dua tiga: empat lima!")), 1)
        XCTAssertEqual(left.resemblance(to: Shingles("satu dua tiga empat enam")), 0.5)
        XCTAssertEqual(left.resemblance(to: Shingles("")), 0)
    }

    func testASketchHasTwentyOneBandsAndAnythingElseNone() {
        XCTAssertEqual(MinHashBands.bands(MinHash(text: release)?.compact ?? "").count, 21)
        XCTAssertEqual(MinHashBands.bands("bukan sketsa"), [])
    }
}
