import XCTest

@testable import Fetching

final class EntryMarkTests: XCTestCase {
    private let known = EntryMark.byID([
        EntryMark(id: 1, title: 10, date: 100), EntryMark(id: 2, title: 20, date: 200), EntryMark(id: 3, title: 30),
    ])

    private func areNews(_ marks: [EntryMark]) -> Bool { EntryMark.areNews(marks, toWhoKnows: known) }

    func testAnotherEntryAnotherTitleOrAnotherDateIsNews() {
        XCTAssertFalse(areNews([]))
        XCTAssertFalse(areNews([EntryMark(id: 2, title: 20, date: 200)]), "entries that have gone are no news")
        XCTAssertTrue(areNews([EntryMark(id: 4, title: 10, date: 100)]))
        XCTAssertTrue(areNews([EntryMark(id: 3, title: 31)]))
        XCTAssertTrue(areNews([EntryMark(id: 1, title: 10, date: 101), EntryMark(id: 2, title: 20, date: 200)]))
    }

    func testDatesThatAllChangeAtOnceAreTheServersClock() {
        XCTAssertFalse(areNews([EntryMark(id: 1, title: 10, date: 101), EntryMark(id: 2, title: 20, date: 201)]))
        XCTAssertFalse(
            areNews([EntryMark(id: 1, title: 10, date: 101), EntryMark(id: 3, title: 30)]),
            "an entry that never had a date has kept none")
        XCTAssertTrue(areNews([EntryMark(id: 1, title: 10, date: 101), EntryMark(id: 3, title: 31, date: 7)]))
    }

    func testAUnionIsAsTheSecondListHasIt() {
        XCTAssertEqual(
            EntryMark.union(
                [EntryMark(id: 3, title: 1), EntryMark(id: 1)], [EntryMark(id: 2), EntryMark(id: 3, title: 2)]),
            [EntryMark(id: 1), EntryMark(id: 2), EntryMark(id: 3, title: 2)])
    }

    func testMarksAsText() {
        let marks = [EntryMark(id: 1), EntryMark(id: .max, title: 2, date: .max)]
        XCTAssertEqual(MarkText.text(marks), "AAAAAAAAAAEAAAAAAAAAAP//////////AAAAAv////8=")
        XCTAssertEqual(MarkText.marks(MarkText.text(marks)), marks)
        XCTAssertEqual(MarkText.marks(""), [])
        for text in ["AAAAAAAAAAE=", "x", "AAAAAAAAAAEAAAAAAAAAAP//"] { XCTAssertNil(MarkText.marks(text), text) }
    }
}
