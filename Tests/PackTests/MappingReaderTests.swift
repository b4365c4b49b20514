import Records
import XCTest

@testable import Pack

final class MappingReaderTests: XCTestCase {
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    private func problems(_ text: String) -> [String] {
        let report = PackReport()
        _ = Mapping(text: text, file: "m.yaml", report)
        return report.problems.map(\.description)
    }

    func testTheMappingOfTheLaporScrape() throws {
        let mapping = try Mapping(path: "\(Self.root)/pipelines/packs/indonesia/mappings/lapor-scrape.yaml")
        XCTAssertEqual(mapping.name, "lapor-scrape")
        XCTAssertEqual(mapping.form, "laporan")
        XCTAssertEqual(
            mapping.identity, MappingIdentity(system: "lapor", columns: ["text-tracking"], strip: "#", line: 8))
        XCTAssertEqual(mapping.scrapedAt?.moment(fileName: "lapor-2023-08-15.csv")?.description, "2023-08-15T14:30:00Z")
        XCTAssertEqual(mapping.field(.status)?.code("Terdisposisi ke Dinas Sosial"), "disposisi")
        XCTAssertEqual(mapping.field(.category)?.noDates, true)
        XCTAssertEqual(mapping.field(.published)?.zone, Zone("Asia/Makassar"))
        XCTAssertEqual(mapping.counters.map(\.name), ["tindak_lanjut", "komentar"])
        XCTAssertTrue(mapping.drop.contains("text-user"))
        XCTAssertNil(mapping.field(.authors))
    }

    func testTheMappingOfTweetHarvest() throws {
        let mapping = try Mapping(path: "\(Self.root)/pipelines/packs/indonesia/mappings/tweet-harvest.yaml")
        XCTAssertEqual(mapping.form, "unggahan")
        XCTAssertNil(mapping.field(.title))
        XCTAssertEqual(mapping.field(.language)?.value("in"), "id")
        XCTAssertNil(mapping.field(.language)?.value("und"))
        XCTAssertEqual(mapping.field(.text)?.markup, true)
    }

    func testEveryKey() {
        let report = PackReport()
        let text = """
            mapping: ekspor
            recognize: {columns: [a, b]}
            form: komentar
            separator: tab
            decimal: ","
            identity: {system: ekspor, columns: [a, n]}
            scraped_at: {column: waktu, zone: WIB}
            fields:
              text: {columns: [a, b], join: " | ", strip: "x", only_values: true, values: {y: z, "n": ~}}
              tags: {column: t, split: ","}
              published: {column: d, unix: true}
            counters: {suka: a, balas: {column: b, before: balasan}}
            """
        let mapping = Mapping(text: text, file: "m.yaml", report)
        XCTAssertEqual(report.problems, [])
        XCTAssertEqual(mapping?.separator, 9)
        XCTAssertEqual(mapping?.scrapedAt, .column("waktu", Zone(name: "WIB", secondsEast: 7 * 3600)))
        XCTAssertEqual(
            mapping?.fields,
            [
                MappingField(
                    .text, columns: ["a", "b"], join: " | ", strip: "x",
                    values: [.init(label: "y", code: "z"), .init(label: "n", code: "")], onlyValues: true, line: 9),
                MappingField(.tags, columns: ["t"], split: ",", line: 10),
                MappingField(.published, columns: ["d"], unix: true, line: 11),
            ])
        XCTAssertEqual(
            mapping?.counters,
            [
                MappingCounter(name: "suka", column: "a", line: 12),
                MappingCounter(name: "balas", column: "b", before: "balasan", line: 12),
            ])
        XCTAssertEqual(mapping?.columns, ["a", "b", "n", "t", "d", "waktu"])
        XCTAssertEqual(mapping?.decimal, UInt8(ascii: ","))
        XCTAssertEqual(mapping?.identity, MappingIdentity(system: "ekspor", columns: ["a", "n"], line: 6))
        XCTAssertEqual(mapping?.recognizeLine, 2)
        XCTAssertEqual(mapping?.line(of: "b"), 9)
        XCTAssertEqual(mapping?.line(of: "n"), 6)
        XCTAssertNil(mapping?.line(of: "waktu"))
        XCTAssertEqual(mapping?.place(3), "m.yaml:3")
    }

    func testErrorsNameFileLineAndColumn() {
        XCTAssertEqual(
            problems("mapping: x\n"),
            [
                "m.yaml:1:1: a mapping has no 'recognize'; add it", "m.yaml:1:1: a mapping has no 'form'; add it",
                "m.yaml:1:1: a mapping has no 'fields'; add it",
            ])
        let base = "mapping: x\nrecognize: {columns: [a]}\nform: laporan\n"
        XCTAssertEqual(
            problems(base + "fields:\n  txt: a\n"),
            ["m.yaml:5:3: unknown key 'txt' in 'fields'; did you mean 'text'?"])
        XCTAssertEqual(
            problems(base + "fields:\n  text: {colum: a}\n"),
            [
                "m.yaml:5:10: unknown key 'colum' in the field 'text'; did you mean 'column'?",
                "m.yaml:5:9: the field 'text' has no 'column'; add it",
            ])
        XCTAssertEqual(
            problems(
                base + "fields: {text: a}\nscraped_at: {file_pattern: \"x.csv\", time: \"9\", zone: Asia/Jakata}\n"),
            [
                "m.yaml:5:28: 'file_pattern' is 'x.csv'; it must be a file name with {date} in it once, such as "
                    + "'lapor-{date}.csv'",
                "m.yaml:5:43: 'time' is '9'; it must be a time of day in quotes, such as '22:30'",
            ])
        XCTAssertEqual(
            problems(base + "fields: {text: a}\ndrop: [b, a]\n"),
            ["m.yaml:5:11: 'drop: a' has no meaning beside 'a field of that column'; leave one out"])
        XCTAssertEqual(
            problems(base + "fields: {published: {column: a, zone: Mars}}\n"),
            ["m.yaml:4:39: 'zone' is 'Mars'; it must be a zone, such as Asia/Makassar, WITA or +08:00"])
        XCTAssertEqual(problems("mapping: [x\n").count, 1)
    }
}
