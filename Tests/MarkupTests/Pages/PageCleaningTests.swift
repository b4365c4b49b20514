import XCTest

@testable import Markup

final class PageCleaningTests: XCTestCase {
    private func clean(_ html: String) -> String {
        String(decoding: PageCleaning(Array(html.utf8)).bytes, as: UTF8.self)
    }

    func testWhatNobodyReadsIsCutOut() {
        XCTAssertEqual(clean("a<script>x<y</script>b<!-- c -->d<style>e</style>f\0g"), "a b d fg")
        XCTAssertEqual(clean("<p>a\0\0b</p><p\0>c"), "<p>ab</p><p>c")
        let kept = PageCleaning(Array("<script type=\"application/ld+json\">{\"a\":1}</script>".utf8))
        XCTAssertEqual(kept.linkedData.map { String(decoding: $0, as: UTF8.self) }, ["{\"a\":1}"])
    }

    func testTagsWithoutEndAreWalkedOnce() {
        let tags = String(repeating: "<a =\"", count: 100_000)
        XCTAssertEqual(clean(tags), tags)
    }
}
