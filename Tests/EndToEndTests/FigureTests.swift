import Foundation
import XCTest

/// Every count that a report prints is counted again from the JSON Lines of classify, by code that shares nothing with
/// the product, and compared: the page, the lists behind its figures, the CSV files, the message, the data part.
final class FigureTests: XCTestCase {
    private struct Night {
        let key: String
        let recount: Recount
        let printed: PrintedFigures
        let comparison: FigureComparison
        let page: PrintedPage
        let folder: String
        let root: String

        func file(_ name: String) throws -> String { try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }
        func table(_ name: String) throws -> CSVTable { CSVTable(try file("\(name).csv")) }
    }

    private static let nights = Result {
        let demo = try DemoNights.shared.get()
        return try DemoNights.keys.map { key in
            let recount = try Recount(root: demo.root, key: key, keys: DemoNights.keys)
            let folder = "\(demo.root)/out/demo/\(key)/edisi-1"
            return Night(
                key: key, recount: recount, printed: PrintedFigures(recount), comparison: FigureComparison(recount),
                page: PrintedPage(try String(contentsOfFile: "\(folder)/report.html", encoding: .utf8)), folder: folder,
                root: demo.root)
        }
    }

    func testEveryFigureOfThePageIsTheOneCountedAgain() throws {
        for night in try Self.nights.get() {
            let names = night.printed.names
            XCTAssertEqual(night.comparison.problems(with: night.page, printed: names), [], night.key)
            // Not in vain: each table is there, and the figures are as many as a night has.
            XCTAssertEqual(
                Set(names.map { $0.components(separatedBy: "/")[0] }), Set(night.recount.tables.keys), night.key)
            XCTAssertEqual(night.recount.tables.count, 12)
            XCTAssertGreaterThan(names.count, 600, night.key)
            XCTAssertGreaterThan(night.page.figures.count, names.count, "some figures are printed twice")
            XCTAssertEqual(
                night.page.html.components(separatedBy: "data-figure=").count - 1, night.page.figures.count, night.key)
            XCTAssertGreaterThan(night.page.lists.count, 300, night.key)
            XCTAssertGreaterThan(night.recount.counted.count, 100, night.key)
            XCTAssertEqual(night.recount.hasPrevious, night.key != DemoNights.keys[0])
            XCTAssertEqual(names.contains("totals/items/previous"), night.recount.hasPrevious)
        }
    }

    func testOneWrongNumberOrListIsNoticed() throws {
        let night = try XCTUnwrap(Self.nights.get().last)
        let names = night.printed.names
        let count = night.printed.rows("issues")[0].count("count")
        let figure = "data-figure=\"issues/\(night.printed.rows("issues")[0].code)/count\""
        let start = try XCTUnwrap(night.page.html.range(of: figure))
        let number = try XCTUnwrap(
            night.page.html.range(of: ">\(count)<", range: start.upperBound..<night.page.html.endIndex))
        let wrong = night.page.html.replacingCharacters(in: number, with: ">\(count + 1)<")
        XCTAssertEqual(
            night.comparison.problems(with: PrintedPage(wrong), printed: names),
            ["issues/\(night.printed.rows("issues")[0].code)/count is \(count + 1), not \(count)"])

        let strange = night.page.html.replacingOccurrences(of: "\"kinds/berita/count\"", with: "\"moods/berita/count\"")
        XCTAssertEqual(
            night.comparison.problems(with: PrintedPage(strange), printed: names),
            [
                "kinds/berita/count is not printed", "moods/berita/count is printed and should not be",
                "moods/berita/count is a figure that nobody has counted again",
            ])

        let list = try XCTUnwrap(night.page.html.range(of: "<section class=\"list\" id=\"d1\">"))
        let line = try XCTUnwrap(
            night.page.html.range(of: "<li><a href=\"#b1\">", range: list.upperBound..<night.page.html.endIndex))
        let other = night.page.html.replacingCharacters(in: line, with: "<li><a href=\"#b2\">")
        XCTAssertEqual(
            Set(night.comparison.problems(with: PrintedPage(other), printed: names)),
            ["the list of totals/items/count has other items"])
    }

    func testTheDataPartSaysWhatThePageSays() throws {
        for night in try Self.nights.get() {
            let path = "\(night.root)/data/demo/current/\(night.key)/report/all/part.jsonl.gz"
            let lines = try Command.shell("zcat \(path)").output.components(separatedBy: "\n").filter { !$0.isEmpty }
            var names: Set<String> = []
            for line in lines {
                let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
                let name = record["figure"] as? String ?? ""
                let right = try XCTUnwrap(night.comparison.expected[name], "\(night.key) \(name)")
                XCTAssertEqual(record["value"] as? Int, right.value, "\(night.key) \(name)")
                XCTAssertEqual(record["items"] as? [String], right.ids, "\(night.key) \(name)")
                names.insert(name)
            }
            XCTAssertEqual(names, night.printed.names, night.key)
        }
    }

    func testNumbersWithoutALinkAreRightToo() throws {
        for night in try Self.nights.get() {
            let visible = ["ringkasan", "angka", "nada", "tren", "isu", "aduan", "media", "wilayah"]
                .map(night.page.section).joined()
            // Shares stand behind a figure that is counted again.
            let articles = night.printed.rows("voices").reduce(0) { $0 + $1.count("articles") }
            var shares = 0
            for figure in night.page.figures {
                guard let share = figure.share else { continue }
                let whole = figure.name.hasPrefix("voices/") ? articles : night.recount.counted.count
                XCTAssertEqual(share, PrintedFigures.share(figure.value, of: whole), "\(night.key) \(figure.name)")
                shares += 1
            }
            XCTAssertGreaterThan(shares, 8, night.key)
            XCTAssertEqual(visible.components(separatedBy: " %").count - 1, shares, night.key)
            // Charts say their numbers in their descriptions, and again at each bar.
            let charts = night.printed.charts
            func descriptions(_ style: String) -> [String] {
                visible.pieces(after: "<svg class=\"\(style)\"").compactMap { $0.between("<desc>", "</desc>").first }
            }
            XCTAssertEqual(descriptions("stack"), charts.tones, night.key)
            XCTAssertEqual(descriptions("days") + descriptions("spark"), charts.days, night.key)
            for chart in visible.pieces(after: "<desc>").map({ $0.components(separatedBy: "</svg>")[0] }) {
                let said = chart.components(separatedBy: "</desc>")[0].components(
                    separatedBy: CharacterSet(charactersIn: ",;")
                )
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter {
                    $0.contains { $0.isNumber } && !$0.hasSuffix("data")
                }
                XCTAssertEqual(chart.between("<title>", "</title>"), said, night.key)
            }
            // Items shown one by one, by form and in all.
            let shown = night.recount.counted.filter { !$0.sensitive }
            let clippings = night.page.section("kliping")
            XCTAssertTrue(clippings.contains(">\(shown.count) butir yang dihitung"), night.key)
            XCTAssertEqual(
                clippings.between("<span class=\"soft\">(", ")").compactMap { Int($0) },
                ["artikel", "laporan", "unggahan", "komentar", "pesan"].map { form in shown.count { $0.form == form } }
                    .filter { $0 > 0 }, night.key)
            let open = night.printed.rows("complaints").filter { $0.facts["open"] == "ya" }
            let hidden = open.count { $0.facts["sensitive"] == "ya" }
            let rest = open.count - hidden - night.printed.oldest.count
            let complaints = night.page.section("aduan")
            XCTAssertEqual(
                complaints.between("<p class=\"note\">", " laporan terbuka lainnya").first, rest > 0 ? "\(rest)" : nil)
            XCTAssertEqual(complaints.contains(">\(hidden) laporan terbuka bersifat sensitif"), hidden > 0, night.key)
        }
    }

    func testTheFilesSayTheSameNumbers() throws {
        let facts: Set<String> = [
            "row", "name", "group", "code", "owner", "short_name", "district", "level", "kecamatan", "issue", "agency",
            "series", "day", "first_seen", "status", "sensitive", "example", "tracking", "channel", "kind",
            "status_text",
            "open", "new", "received", "deadline_passed", "deadline_name", "earliest", "first_day", "government_words",
            "other", "article_weight",
        ]
        for night in try Self.nights.get() {
            let files = try FileManager.default.contentsOfDirectory(atPath: night.folder).filter {
                $0.hasSuffix(".csv")
            }
            XCTAssertEqual(
                Set(files), Set(night.recount.tables.keys.map { "\($0).csv" } + ["items.csv"]), night.key)
            var cells = 0
            for (name, all) in night.recount.tables {
                let table = try night.table(name)
                let single = ["complaints", "stories"].contains(name)
                let rows = all.filter { !single || $0.facts["sensitive"] == "no" || $0.facts["sensitive"] == "tidak" }
                XCTAssertTrue(table.isRectangular, "\(night.key) \(name)")
                XCTAssertEqual(table.rows.map { $0["row"] }, rows.map(\.code), "\(night.key) \(name): rows in order")
                let figures = Set(rows.flatMap { $0.columns.map(\.name) + Array($0.ages.keys) })
                XCTAssertEqual(
                    Set(table.header).subtracting(facts).subtracting(figures), [], "\(night.key) \(name): columns")
                XCTAssertEqual(figures.subtracting(table.header), [], "\(night.key) \(name): columns")
                for (line, row) in zip(table.rows, rows) {
                    let place = "\(night.key) \(name)/\(row.code)"
                    for (column, ids) in row.columns {
                        XCTAssertEqual(line[column], "\(ids.count)", "\(place)/\(column)")
                        cells += 1
                    }
                    for (column, days) in row.ages { XCTAssertEqual(line[column], "\(days)", "\(place)/\(column)") }
                    for (fact, value) in row.facts where table.header.contains(fact) {
                        XCTAssertEqual(line[fact], value, "\(place)/\(fact)")
                    }
                }
            }
            XCTAssertGreaterThan(cells, 1_000, night.key)
            try checkItems(night)
        }
    }

    private func checkItems(_ night: Night) throws {
        let table = try night.table("items")
        let counted = night.recount.counted
        let lines = table.rows.filter { $0["dihitung"] == "ya" }
        XCTAssertEqual(
            lines.compactMap { $0["id"] }.filter { !$0.isEmpty }, counted.filter { !$0.sensitive }.map(\.id), night.key)
        XCTAssertEqual(lines.count { $0["sensitif"] == "ya" }, counted.count(where: \.sensitive), night.key)
        let byID = Dictionary(uniqueKeysWithValues: counted.map { ($0.id, $0) })
        for line in lines {
            guard let item = byID[line["id"] ?? ""] else { continue }
            XCTAssertEqual(line["cerita"], night.recount.story(item), "\(night.key) \(item.id)")
            XCTAssertEqual(line["isu"], item.issues.joined(separator: "|"), "\(night.key) \(item.id)")
        }
    }

    func testTheMessageSaysTheSameNumbers() throws {
        for night in try Self.nights.get() {
            let lines = try night.file("ringkasan.txt").components(separatedBy: "\n")
            func total(_ code: String) -> String {
                PrintedFigures.number(night.printed.rows("totals").first { $0.code == code }?.count("count") ?? -1)
            }
            let open = night.printed.rows("complaint-counts").first { $0.code == "semua" }?.count("open") ?? -1
            XCTAssertTrue(
                lines.contains(
                    "*\(total("items"))* butir baru dalam \(total("stories")) cerita: \(total("articles")) artikel media, "
                        + "\(total("posts")) unggahan, \(total("complaints")) laporan warga."), "\(night.key) \(lines)")
            XCTAssertTrue(lines.contains("Laporan warga masih terbuka: \(open)."), "\(night.key) \(lines)")
            let names = Dictionary(
                uniqueKeysWithValues: try night.table("issues").rows.map { ($0["row"], $0["name"] ?? "") })
            XCTAssertEqual(night.printed.leading.count, 5)
            for (index, row) in night.printed.leading.enumerated() {
                let negative = row.count("negatif")
                let status = row.facts["status"] ?? ""
                let line =
                    "\(index + 1). *\(names[row.code] ?? "")*: \(row.count("count")) butir"
                    + (negative > 0 ? ", \(negative) negatif" : "")
                    + (["", "tetap"].contains(status) ? "" : " (\(status))") + "."
                let place = try XCTUnwrap(lines.firstIndex(of: line), "\(night.key) \(line)\n\(lines)")
                let answered = "\(row.count("answered")) dari \(row.count("reports")) laporan ditanggapi"
                XCTAssertEqual(
                    lines[place + 1].components(separatedBy: " · ").last == answered, row.count("reports") > 0)
                XCTAssertEqual(lines[place + 1].contains("ditanggapi"), row.count("reports") > 0, line)
            }
        }
    }
}
