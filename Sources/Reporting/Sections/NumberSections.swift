import Records

extension SectionWriter {
    /// 3: the numbers of the day, with those of the day before.
    func totals() -> View {
        var view: View = ["previous_name": View.text(input.previousName)]
        let main = ["items", "stories", "articles", "posts", "complaints", "messages"]
        view.list(
            "cards",
            main.compactMap { input.row("totals", $0) }.filter { $0.code != "messages" || $0.count("count") > 0 }.map {
                [
                    "label": $0.name, "count": book.view($0, title: "\($0.name), \(input.periodName)"),
                    "previous": book.optional($0, "previous", title: "\($0.name), sehari sebelumnya"),
                ]
            })
        view.list(
            "kinds",
            input.rows("kinds").filter { $0.count("count") > 0 || $0.count("previous") > 0 }.map { row in
                let word = Words.title(row.name)
                return [
                    "label": word, "count": book.view(row, title: "Jenis: \(word)"),
                    "share": View.text(input.smallNumbers.share(row.count("count"), of: input.counted)),
                    "previous": book.optional(row, "previous", title: "Jenis: \(word), sehari sebelumnya"),
                ]
            })
        view["has_shares"] = input.smallNumbers.share(0, of: input.counted) != nil
        view.list(
            "apart",
            ["outside", "late", "coming", "sensitive", "corrected"].compactMap { input.row("totals", $0) }
                .filter { $0.count("count") > 0 }.map {
                    ["label": $0.name, "count": book.view($0, title: $0.name)]
                })
        return view
    }

    /// 4: tone of all items, by voice, and towards whom.
    func tone() -> View {
        var view: View = [:]
        guard let whole = input.row("tone", "semua") else { return ["has_groups": false, "bar": Absent()] }
        let base = whole.count("count")
        view["bar"] = StackedBar.tone(whole, width: 720, height: 26, of: "semua butir").view
        view.list(
            "legend",
            [("positif", "pos"), ("netral", "net"), ("tanpa_nada", "none"), ("negatif", "neg")]
                .filter { $0.0 != "tanpa_nada" || whole.count("tanpa_nada") > 0 }.map { tone, style in
                    [
                        "label": Words.title(tone), "style": style,
                        "count": book.view(whole, tone, title: "Semua butir, \(Words.of(tone))"),
                        "share": View.text(input.smallNumbers.share(whole.count(tone), of: base)),
                    ]
                })
        func group(_ prefix: String, _ heading: String) -> View {
            var group: View = ["heading": heading]
            group.list(
                "rows",
                input.rows("tone").filter { $0.code.hasPrefix(prefix) }.map { row in
                    let word = Words.title(row.name)
                    var view = tones(row, of: word)
                    view["label"] = word
                    view["count"] = book.view(row, title: "\(heading): \(word)")
                    return view
                })
            return group
        }
        view.list("groups", [group("suara.", "Suara siapa"), group("sasaran.", "Terhadap siapa")])
        return view
    }

    /// 5: counts by day, for all items and for the issues of the first page.
    func trend() -> View {
        let rows = input.rows("days")
        let days = Set(rows.compactMap { $0.day("day") }).sorted()
        guard let last = days.last, let first = days.first else { return ["has_days": false] }
        // A week at least, so that one night alone does not fill the page with a bar.
        let start = min(first, last.adding(-6))
        let all = (start.number...last.number).map(CivilDay.init(number:))
        func series(_ code: String) -> [CivilDay: ReportRow] {
            var result: [CivilDay: ReportRow] = [:]
            for row in rows where row.text("series") == code { row.day("day").map { result[$0] = row } }
            return result
        }
        let total = series("total")
        let counts = all.map { ($0, total[$0]?.count("count")) }
        var view: View = [
            "has_days": true,
            "chart": DayBars(
                title: "Butir baru per hari", days: counts, width: 720, height: 200, labels: true
            ).view,
            "gaps": all.contains { total[$0] == nil },
        ]
        let peak = counts.max { ($0.1 ?? -1, $1.0) < ($1.1 ?? -1, $0.0) }
        let others = input.otherRules
        let says = input.smallNumbers.allowTrends && days.count >= 7 && others.isEmpty
        view["peak"] = View.text(says ? peak.map { "Hari puncak: \(Indonesian.fullDate($0.0))." } : nil)
        let issues = leadingIssues.map { (name: $0.name, rows: series($0.code)) }
        let scale = issues.flatMap { $0.rows.values.map { $0.count("count") } }.max()
        view.list(
            "issues",
            issues.map { name, rows in
                [
                    "issue": name,
                    "chart": DayBars(
                        title: "\(name) per hari", days: all.map { ($0, rows[$0]?.count("count")) }, width: 220,
                        height: 46, labels: false, scale: scale
                    ).view,
                ]
            })
        view.list("columns", issues.map { ["issue": $0.name] })
        view.list(
            "days",
            days.reversed().map { day in
                let date = Indonesian.fullDate(day)
                var row: View = [
                    "day": date, "other_rules": others.contains(day.description),
                    "total": View.view(total[day].map { book.view($0, title: "Semua butir, \(date)") }),
                ]
                row.list(
                    "cells",
                    issues.map { name, rows in
                        ["count": View.view(rows[day].map { book.view($0, title: "\(name), \(date)") })]
                    })
                return row
            })
        return view
    }
}
