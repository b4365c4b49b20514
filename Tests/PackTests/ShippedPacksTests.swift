import Pack
import Records
import XCTest

/// The packs that come with the project: without problems, and complete by the numbers of the district itself.
final class ShippedPacksTests: XCTestCase {
    private static let packs: String = {
        let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(tests)/pipelines/packs"
    }()

    func testHaveNoProblems() throws {
        let (country, district) = ("\(Self.packs)/indonesia", "\(Self.packs)/ppu")
        let sample = "\(Self.packs)/../../sample-data/pack"
        for packs in [[country], [country, district, "\(Self.packs)/lokal"], [country, district, sample]] {
            XCTAssertEqual(PackChecker.check(packs).map(\.description), [])
        }
    }

    func testTheCountryStandsAlone() throws {
        let vocabulary = try Vocabulary(packs: ["\(Self.packs)/indonesia"])
        XCTAssertEqual(vocabulary.regions.count, 38)
        XCTAssertEqual(vocabulary.calendar.months["peb"], 2)
        XCTAssertEqual(Set(vocabulary.calendar.months.values), Set(1...12))
        XCTAssertEqual(Set(vocabulary.calendar.weekdays.values), Set(0...6))
        XCTAssertEqual(vocabulary.calendar.zones["wit"]?.secondsEast, 9 * 3600)
        XCTAssertEqual(vocabulary.calendar.days["kemarin"], -1)
        let perYear = Dictionary(grouping: vocabulary.holidays) { $0.day.date.year }
        XCTAssertEqual(perYear.mapValues { $0.count { !$0.jointLeave } }, [2023: 16, 2024: 19, 2025: 17])
        XCTAssertEqual(perYear.mapValues { $0.count { $0.jointLeave } }, [2023: 11, 2024: 10, 2025: 11])
        XCTAssertFalse(
            vocabulary.holidays.contains { $0.jointLeave && $0.day.weekday >= 5 }, "joint leave is on working days")
    }

    func testTheDistrictHasAllItsVillages() throws {
        let vocabulary = try Vocabulary(packs: ["\(Self.packs)/indonesia", "\(Self.packs)/ppu"])
        let own = vocabulary.regions.filter { $0.code.hasPrefix("\(vocabulary.district).") }
        XCTAssertEqual(own.count { $0.level == .kecamatan }, 4)
        XCTAssertEqual(own.count { $0.level == .kelurahan }, 24)
        XCTAssertEqual(own.count { $0.level == .desa }, 30)
        XCTAssertEqual(vocabulary.regions.first { $0.code == "64.09.03.2001" }?.fullName, "Desa Babulu Darat")
        XCTAssertEqual(vocabulary.zone, Zone("WITA"))
    }

    func testEveryIssueHasAnOwnerAndNoUncheckedFactClaimsToBe() throws {
        let vocabulary = try Vocabulary(packs: ["\(Self.packs)/indonesia", "\(Self.packs)/ppu"])
        XCTAssertEqual(vocabulary.issues.count, 32)
        XCTAssertEqual(vocabulary.issues.filter { $0.owner == nil }.map(\.code), [])
        XCTAssertEqual(vocabulary.issues.filter(\.sensitive).map(\.code), ["pungli_korupsi", "perlindungan"])
        XCTAssertEqual(vocabulary.agencies.count, 42)
        XCTAssertEqual(vocabulary.sources.filter { $0.origin.verified }.map(\.code), [])
        XCTAssertEqual(vocabulary.sources.count(where: \.active), 6)
        let silent =
            vocabulary.regions.map(\.origin) + vocabulary.agencies.map(\.origin) + vocabulary.issues.map(\.origin)
            + vocabulary.sources.map(\.origin) + vocabulary.holidays.map(\.origin) + vocabulary.deadlines.map(\.origin)
        XCTAssertEqual(silent.filter { $0.source.isEmpty }, [], "every fact says where it comes from")
    }
}
