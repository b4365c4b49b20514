import Records
import XCTest

final class IDDigestTests: XCTestCase {
    private func slice(_ text: String) -> ArraySlice<UInt8> { Array("..\(text)".utf8).dropFirst(2) }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    func testBytesGiveTheIdsOfTexts() {
        XCTAssertEqual(
            text(ItemIdentity.numberID(system: "lapor", slice("6512345"))), "6djqkuey6woqifm5rtsjnuxvry")
        for link in ["https://kabar.example/a", "HTTPS://Kabar.example/a/?utm_source=x#y", ""] {
            XCTAssertEqual(text(ItemIdentity.linkID(slice(link))), ItemIdentity.link(link).id)
        }
        XCTAssertEqual(
            text(ItemIdentity.titleID(source: "x", slice("Judul é"), date: slice("Kemarin"))),
            ItemIdentity.title(source: "x", "Judul é", date: "Kemarin").id)
        XCTAssertEqual(
            text(Item.contentHash(title: slice("a"), text: slice("b"))), Item.contentHash(title: "a", text: "b"))
        XCTAssertEqual(text(Item.contentHash(title: [], text: [])), Item.contentHash(title: nil, text: nil))
    }

    func testPartsAreApart() {
        XCTAssertNotEqual(digestID(["ab", ""]), digestID(["a", "b"]))
        XCTAssertNotEqual(digestID([""]), digestID(["", ""]))
    }
}
