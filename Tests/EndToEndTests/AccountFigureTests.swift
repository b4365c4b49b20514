import Foundation
import XCTest

/// The report's chapter on method and its warnings, against what the stages themselves left behind.
final class AccountFigureTests: XCTestCase {
    private static let stages = [
        "aggregate", "articles", "classify", "entries", "feeds", "inbox", "normalize", "pages", "tables",
    ]

    func testWhatWentInAndWhatBecameOfItIsWhatTheStagesSay() throws {
        let demo = try DemoNights.shared.get()
        for key in DemoNights.keys {
            let page = try page(demo, key)
            var expected: [[String]] = []
            for stage in Self.stages {
                let partitions = try demo.partitions(key).filter { $0.stage == stage }
                var sums = ["in": 0, "used": 0, "merged": 0, "rejected": 0, "out": 0]
                for (_, _, path) in partitions {
                    let stats = try Self.object(String(contentsOfFile: "\(path)/_meta/stats.json", encoding: .utf8))
                    for name in ["in", "used", "merged", "out"] { sums[name, default: 0] += stats[name] as? Int ?? 0 }
                    sums["rejected", default: 0] += (stats["rejected"] as? [String: Int] ?? [:]).values.reduce(0, +)
                }
                expected.append(
                    [stage, "\(partitions.count)"]
                        + ["in", "used", "merged", "rejected", "out"].map { PrintedFigures.number(sums[$0] ?? -1) } + [
                            "ya"
                        ])
            }
            XCTAssertEqual(Self.cells(page.section("metodologi"), "Apa yang masuk dan menjadi apa"), expected, key)
        }
    }

    func testEveryRejectStandsThereWithItsCode() throws {
        let demo = try DemoNights.shared.get()
        var reasons: Set<String> = []
        for key in DemoNights.keys {
            let page = try page(demo, key).section("metodologi")
            var records: [[String]: Int] = [:]
            var parts: [[String]: Int] = [:]
            for (stage, _, path) in try demo.partitions(key) where Self.stages.contains(stage) {
                let rejects = "\(path)/_meta/rejects.jsonl.gz"
                guard FileManager.default.fileExists(atPath: rejects) else { continue }
                let lines = try Command.shell("zcat \(rejects)").output
                for line in lines.components(separatedBy: "\n") where !line.isEmpty {
                    let reject = try Self.object(line)
                    let place = [reject["reason"] as? String ?? "", stage]
                    reasons.insert(place[0])
                    if reject["of"] is String { parts[place, default: 0] += 1 } else { records[place, default: 0] += 1 }
                }
            }
            for (caption, counts) in [
                ("Yang ditolak, menurut sebab; rekamannya disimpan", records),
                ("Bagian yang ditolak dari rekaman yang selebihnya dipakai", parts),
            ] {
                let rows = Self.cells(page, caption)
                for row in rows { XCTAssertNotEqual(row[0], row[1], "a reason has words") }
                XCTAssertEqual(
                    Set(rows.map { Array($0.dropFirst()) }), Set(counts.map { $0.key + ["\($0.value)"] }),
                    "\(key) \(caption)")
            }
        }
        XCTAssertEqual(reasons, ["bad_row", "http_403", "http_404", "not_a_feed", "truncated"])
    }

    func testAFailedSourceIsNamedWithItsReason() throws {
        let demo = try DemoNights.shared.get()
        let page = try page(demo, "2023-08-15")
        XCTAssertTrue(
            page.section("metodologi").contains(
                "Sumber yang gagal: <b>Cakrawala Borneo</b>, bukan umpan berita (<code>not_a_feed</code>); "
                    + "<b>Warta Selat</b>, server menjawab 403 (<code>http_403</code>); "))
        let warnings = page.section("peringatan")
        XCTAssertTrue(warnings.contains("<td>server menjawab 403 (<code>http_403</code>)</td>"), warnings)
        XCTAssertTrue(warnings.contains("<td>bukan umpan berita (<code>not_a_feed</code>), HTTP 200</td>"), warnings)
        XCTAssertTrue(warnings.contains("<p>9 dari 11 sumber dalam keadaan baik.</p>"), warnings)
        XCTAssertFalse(try self.page(demo, "2023-08-13").html.contains("Sumber yang gagal"))
    }

    private func page(_ demo: DemoNights, _ key: String) throws -> PrintedPage {
        PrintedPage(try String(contentsOfFile: "\(demo.root)/out/demo/\(key)/edisi-1/report.html", encoding: .utf8))
    }

    private static func object(_ line: String) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    }

    /// The texts of the cells of a table's body, row by row.
    private static func cells(_ section: String, _ caption: String) -> [[String]] {
        guard let table = section.between("<caption>\(caption)</caption>", "</table>").first,
            let body = table.between("<tbody>", "</tbody>").first
        else { return [] }
        return body.between("<tr>", "</tr>").map { row in
            row.components(separatedBy: "</t").dropLast().map { cell in
                cell.components(separatedBy: "<").map { $0.components(separatedBy: ">").last ?? "" }.joined()
            }
        }
    }
}
