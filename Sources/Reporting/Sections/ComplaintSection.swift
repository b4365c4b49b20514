import Records

extension SectionWriter {
    /// How many open complaints the page lists; all of them stand behind the figure and in the CSV file.
    static let openComplaints = 25

    /// 7: complaints and wishes by channel, kind, agency, state and age.
    func complaints() -> View {
        let counts = input.rows("complaint-counts")
        guard let all = counts.first(where: { $0.code == "semua" }) else { return ["has_any": false] }
        var view: View = [
            "has_any": true, "new": book.view(all, title: "Laporan warga, \(input.periodName)"),
            "open": book.view(all, "open", title: "Laporan warga yang masih terbuka"),
        ]
        func group(_ code: String, _ heading: String) -> View {
            var view: View = ["heading": heading]
            view.list(
                "rows",
                counts.filter { $0.text("group") == code }.map { row in
                    // Channels, agencies and deadlines have names of their own; what is missing has a word of ours.
                    let named = ["kanal", "opd", "batas"].contains(code) && !row.name.hasPrefix("tanpa_")
                    let name = named ? row.name : Words.title(row.name)
                    return [
                        "label": name, "count": book.view(row, title: "Laporan: \(name)"),
                        "open_count": book.view(row, "open", title: "Laporan terbuka: \(name)"),
                    ]
                })
            return view
        }
        view.list(
            "groups",
            [
                group("kanal", "Kanal"), group("jenis", "Jenis"), group("status", "Status"),
                group("batas", "Melewati batas waktu"),
            ].filter { $0["has_rows"] as? Bool == true })
        view["agencies"] = group("opd", "Perangkat daerah")
        let open = input.rows("complaints").filter { $0.bool("open") && !$0.bool("sensitive") }
        let hidden = input.rows("complaints").count { $0.bool("open") && $0.bool("sensitive") }
        view["more"] = View.text(
            open.count > Self.openComplaints
                ? "\(Indonesian.number(open.count - Self.openComplaints)) laporan terbuka lainnya ada di complaints.csv."
                : nil)
        view["hidden"] = View.text(
            hidden > 0 ? "\(Indonesian.number(hidden)) laporan terbuka bersifat sensitif dan tidak dirinci." : nil)
        view.list(
            "oldest",
            open.prefix(Self.openComplaints).map { row in
                [
                    "label": row.name, "number": View.text(row.text("tracking")),
                    "channel": View.text(row.text("channel")),
                    "agency": View.text(row.text("agency").map { input.agencyName($0, short: true) }),
                    "status": row.text("status_text") ?? Words.title(row.text("status") ?? "tanpa_status"),
                    "received": View.text(row.day("received").map(Indonesian.shortDate)),
                    "age": book.optional(row, "age_working_days", title: "Laporan \(row.name)"),
                    "passed": View.text(row.text("deadline_name")),
                ]
            })
        view.columns(["passed", "agency", "received", "channel", "number"], of: "oldest")
        let years = input.period.strings("years_without_holidays")
        view["calendar"] = View.text(
            years.isEmpty
                ? nil
                : "Paket kosakata tidak memuat hari libur tahun \(years.joined(separator: ", ")); hari kerja dihitung Senin sampai Jumat."
        )
        return view
    }
}
