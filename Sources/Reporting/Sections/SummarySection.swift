import Records

extension SectionWriter {
    /// How many issues the first page names.
    static let leading = 5

    /// The issues that the first page names: the greatest, without those that the packs keep out of the lead.
    var leadingIssues: [ReportRow] {
        let aside = Set(input.vocabulary.issues.filter { !$0.leading }.map(\.code))
        return Array(input.rows("issues").filter { !aside.contains($0.code) }.prefix(Self.leading))
    }

    /// 2: what happened, in one sentence and four or five issues.
    func summary() -> View {
        var view: View = ["period": input.periodName]
        func total(_ code: String) -> Any {
            View.view(input.row("totals", code).map { book.view($0, title: "\($0.name), \(input.periodName)") })
        }
        for code in ["items", "stories", "articles", "posts", "complaints"] {
            view[code] = input.counted > 0 ? total(code) : Absent()
        }
        view["has_toneless"] = leadingIssues.contains { $0.count("tanpa_nada") > 0 }
        view.list("leading", leadingIssues.enumerated().map { leading($1, number: $0 + 1) })
        let open = input.row("complaint-counts", "semua")
        view["open"] = View.view(open.map { book.view($0, "open", title: "Laporan warga yang masih terbuka") })
        let late = input.rows("complaint-counts").filter { $0.text("group") == "batas" && $0.count("open") > 0 }
        view.list(
            "late",
            late.map {
                ["count": book.view($0, "open", title: "Laporan yang melewati \($0.name)"), "deadline": $0.name]
            })
        return view
    }

    private func leading(_ row: ReportRow, number: Int) -> View {
        let facts = IssueFacts(row, input)
        let reports = row.count("reports")
        // Only what is printed may enter the book of figures.
        func any(_ column: String, _ what: String, if printed: Bool) -> Any {
            View.view(printed ? book.view(row, column, title: "Isu \(row.name), \(what)") : nil)
        }
        return [
            "number": "\(number)", "issue": row.name, "count": book.view(row, title: "Isu \(row.name)"),
            "story_count": book.view(row, "stories", title: "Isu \(row.name), satu butir tiap cerita"),
            "where": View.text(facts.place), "who": View.text(facts.agencyInFull), "since": View.text(facts.since),
            "before": facts.sinceBefore,
            "status": View.text(facts.status == "tetap" ? nil : facts.status), "status_code": row.text("status") ?? "",
            "has_reports": reports > 0, "report_count": any("reports", "laporan warga", if: reports > 0),
            "answered_count": any("answered", "laporan yang sudah ditanggapi", if: reports > 0),
            "negative": any("negatif", "nada negatif", if: row.count("negatif") > 0),
            "bar": StackedBar.tone(row, width: 150, height: 12, of: row.name).view,
        ]
    }
}

/// What stands beside an issue: where, who acts, since when, how it moves.
struct IssueFacts {
    let place: String?
    let agency: String?
    let agencyInFull: String?
    let since: String?
    /// The first day that has records at all speaks of it already, so it may be older.
    let sinceBefore: Bool
    /// The place without its level, for tables.
    let shortPlace: String?
    /// Baru, naik, turun, tetap; nil where the numbers are too small to say.
    let status: String?

    init(_ row: ReportRow, _ input: ReportInput) {
        place = row.text("kecamatan").map(input.placeName)
        agency = row.text("agency").map { input.agencyName($0, short: true) }
        agencyInFull = row.text("agency").map { input.agencyName($0) }
        since = row.day("first_seen").map(Indonesian.shortDate)
        sinceBefore = row.text("first_seen").map { $0 == input.period.strings("covered").first } ?? false
        shortPlace = row.text("kecamatan").map { code in
            input.vocabulary.regions.first { $0.code == code }?.name ?? code
        }
        // Counts by other rules are no measure: neither the day before nor, for what is new, any day of the window.
        let others = input.otherRules
        let measured =
            row.text("status") == "baru" ? others.isEmpty : !others.contains(input.period.text("previous") ?? "")
        status = input.smallNumbers.allowTrends && measured ? row.text("status") : nil
    }
}
