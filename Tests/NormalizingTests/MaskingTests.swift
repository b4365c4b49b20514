import Records
import XCTest

@testable import Normalizing

final class MaskingTests: XCTestCase {
    private func masked(_ fields: JSONObject, citizen: Bool = true) throws -> JSONObject {
        var item = Item(Record(fields))
        Masking(pseudonym: try Pseudonym(saltFile: nil)).mask(&item, citizen: citizen)
        return item.record.object
    }

    func testACitizensNameLeavesEveryField() throws {
        let name = try Pseudonym(saltFile: nil)("bu_contoh", source: "x")
        let other = try Pseudonym(saltFile: nil)("pak_contoh", source: "x")
        XCTAssertEqual(
            try masked([
                "id": "a", "form": "unggahan", "source": "x", "url": "https://x.example/bu_contoh/status/17",
                "same_as": ["https://x.example/BU_contoh/status/17"], "authors": ["bu_contoh"],
                "in_reply": "pak_contoh",
                "text": "@pak_contoh sudah belum?",
                "columns": ["screen_name": "bu_contoh", "in_reply_to_user": "pak_contoh", "lokasi": "Petung"],
            ]),
            [
                "id": "a", "form": "unggahan", "source": "x", "url": "https://x.example/[AKUN]/status/17",
                "same_as": ["https://x.example/[AKUN]/status/17"], "authors": [.string(name)],
                "in_reply": .string(other),
                "text": "[AKUN] sudah belum?",
                "columns": ["screen_name": .string(name), "in_reply_to_user": .string(other), "lokasi": "Petung"],
            ])
    }

    func testAJournalistsNameStays() throws {
        let article: JSONObject = [
            "id": "a", "form": "artikel", "source": "kabar", "url": "https://kabar.example/status/1",
            "authors": ["Laras"],
        ]
        XCTAssertEqual(try masked(article, citizen: false), article)
    }

    func testFieldsThatNobodyKnowsAreMaskedAtAnyDepth() throws {
        XCTAssertEqual(
            try masked([
                "id": "a", "form": "laporan", "baru": ["dalam": [["hp": "0812 0000 1234"], 6_409_011_203_750_004]],
                "columns": ["a@b.example": "x"],
            ]),
            [
                "id": "a", "form": "laporan", "baru": ["dalam": [["hp": "[TELEPON]"], "[NIK]"]],
                "columns": ["[SUREL]": "x"],
            ])
    }

    func testWhatTheSystemMadeIsPassedBy() throws {
        let item: JSONObject = [
            "id": "6409011203750004", "form": "unggahan", "tracking": "081200001234", "raw": ["sha256": "081200001234"],
            "counters": ["likes": 6_409_011_203_750_004],
        ]
        XCTAssertEqual(try masked(item), item)
    }
}
