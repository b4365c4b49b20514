import Records
import XCTest

@testable import Reporting

final class ChartTests: XCTestCase {
    func testPartsOfABarFillItsWidth() throws {
        let bar = StackedBar(
            title: "Nada",
            parts: [.init(name: "positif", value: 1, style: "pos"), .init(name: "negatif", value: 3, style: "neg")],
            width: 100, height: 10
        ).view
        let rects = try XCTUnwrap(bar["rects"] as? [View])
        XCTAssertEqual(rects.map { $0["x"] as? String }, ["0", "25"])
        XCTAssertEqual(rects.map { $0["w"] as? String }, ["24", "75"])
        XCTAssertEqual(bar["chart_desc"] as? String, "positif 1, negatif 3")
    }

    func testADayWithoutDataIsAGap() throws {
        let day = try XCTUnwrap(CivilDay("2023-08-14"))
        let view = DayBars(
            title: "Per hari", days: [(day, nil), (day.adding(1), 4)], width: 100, height: 60, labels: true
        ).view
        let bars = try XCTUnwrap(view["bars"] as? [View])
        XCTAssertEqual(bars.map { $0["gap"] as? Bool }, [true, false])
        XCTAssertEqual(bars[1]["h"] as? String, "12")
        XCTAssertEqual(view["chart_desc"] as? String, "14 Agu: tidak ada data; 15 Agu: 4")
    }

    func testNamesOfDaysDoNotTouch() throws {
        let day = try XCTUnwrap(CivilDay("2023-08-14"))
        for (count, named) in [(1, 1), (7, 7), (8, 4), (14, 7), (30, 6), (70, 7)] {
            let view = DayBars(
                title: "", days: (0..<count).map { (day.adding($0), 1) }, width: 720, height: 200, labels: true
            ).view
            let bars = try XCTUnwrap(view["bars"] as? [View])
            XCTAssertEqual(bars.filter { $0["day"] is String }.count, named, "\(count)")
        }
    }
}
