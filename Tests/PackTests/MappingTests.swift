import Records
import XCTest

@testable import Pack

final class MappingTests: XCTestCase {
    private func mapping(_ name: String, recognize: [String]) -> Mapping {
        Mapping(
            name: name, about: "", recognize: recognize, form: "laporan", fields: [], counters: [], drop: [], file: name
        )
    }

    func testTheMappingWithTheMostColumnsInTheHeaderIsTaken() {
        let mappings = [
            mapping("c", recognize: ["a"]), mapping("b", recognize: ["a", "b"]), mapping("a", recognize: ["c", "a"]),
            mapping("z", recognize: ["a", "b", "d"]),
        ]
        XCTAssertEqual(Mapping.matching(header: ["c", "b", "a"], in: mappings)?.name, "a")
        XCTAssertEqual(Mapping.matching(header: ["b", "a", "x"], in: mappings)?.name, "b")
        XCTAssertEqual(Mapping.matching(header: ["a"], in: mappings)?.name, "c")
        XCTAssertNil(Mapping.matching(header: ["A", "x"], in: mappings))
    }

    func testTheScrapeTimeStandsInTheFilesName() {
        let wita = Zone(name: "WITA", secondsEast: 8 * 3600)
        let time = ScrapeTime.fileName(before: "lapor-", after: ".csv", hour: 22, minute: 30, wita)
        XCTAssertEqual(time.moment(fileName: "lapor-2023-08-15.csv")?.description, "2023-08-15T14:30:00Z")
        XCTAssertEqual(time.moment(fileName: "lapor-20230815.csv")?.description, "2023-08-15T14:30:00Z")
        for name in [
            "lapor-2023-02-30.csv", "lapor-.csv", "lapor-kemarin.csv", "lapor-2023-08-15.csv.bak", "lapor.csv",
        ] {
            XCTAssertNil(time.moment(fileName: name), name)
        }
        let once = Instant(seconds: 1)
        XCTAssertEqual(ScrapeTime.constant(once).moment(fileName: "x"), once)
        XCTAssertNil(ScrapeTime.column("waktu", wita).moment(fileName: "lapor-2023-08-15.csv"))
    }
}

final class MappingFieldTests: XCTestCase {
    func testWhatBecomesOfACell() {
        XCTAssertEqual(MappingField(.tracking, columns: ["n"], strip: "#").value("#6512"), "6512")
        XCTAssertEqual(MappingField(.tracking, columns: ["n"], strip: "#").value("6512"), "6512")
        XCTAssertNil(MappingField(.tracking, columns: ["n"], strip: "#").value("#"))
        let agency = MappingField(.agencyDeclared, columns: ["s"], after: "Terdisposisi ke")
        XCTAssertEqual(agency.value("Terdisposisi ke Dinas Sosial"), "Dinas Sosial")
        XCTAssertNil(agency.value("Selesai"))
        XCTAssertNil(agency.value("Terdisposisi ke "))
        let status = MappingField(
            .status, columns: ["s"],
            values: [.init(label: "Selesai", code: "selesai"), .init(label: "Terdisposisi ke *", code: "disposisi")])
        XCTAssertEqual(status.value("SELESAI"), "selesai")
        XCTAssertEqual(status.value("terdisposisi ke Dinas Sosial"), "disposisi")
        XCTAssertEqual(status.value("Baru"), "Baru")
        XCTAssertNil(status.code("Baru"))
        let language = MappingField(
            .language, columns: ["l"], values: [.init(label: "und", code: "")], onlyValues: true)
        XCTAssertNil(language.value("und"))
        XCTAssertNil(language.value("in"))
    }
}
