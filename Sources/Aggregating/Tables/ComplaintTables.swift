import Pack
import Records

/// Where a complaint stands, by the last of its states.
struct ComplaintState {
    /// The code of the last state; `tanpa_status` where the source said none.
    let code: String
    /// Nothing more is expected to happen.
    let closed: Bool
    /// Somebody has acted on it or closed it.
    let answered: Bool
    var open: Bool { !closed }

    init(_ item: ItemFacts) {
        let status = item.status?.code ?? ""
        code = status.isEmpty ? "tanpa_status" : status
        closed = ["selesai", "arsip", "bukan_wewenang"].contains(code)
        answered = ["proses", "dibalas_pelapor", "selesai"].contains(code)
    }
}

/// How old complaints are against the deadlines of the packs.
struct ComplaintAge {
    let days: Int
    let workingDays: Int
    /// The longest deadline that has passed.
    let passed: Deadline?

    /// The age at the end of a day. The shortest deadline, for looking at it at all, binds only what nobody has yet.
    init?(_ item: ItemFacts, at day: CivilDay?, calendar: WorkingDays, deadlines: [Deadline]) {
        guard let day, let first = item.published ?? CivilDay(item.firstKey), first <= day else { return nil }
        let days = day.number - first.number
        let workingDays = calendar.count(after: first, through: day)
        self.days = days
        self.workingDays = workingDays
        let ordered = deadlines.sorted { ($0.days, $0.code) < ($1.days, $1.code) }
        let state = ComplaintState(item)
        let untouched = state.code == "masuk" || state.code == "tanpa_status"
        let binding = state.closed ? [] : untouched ? ordered[...] : ordered.dropFirst()
        passed = binding.last { ($0.working ? workingDays : days) > $0.days }
    }
}

extension Table {
    /// Complaints that came in with this key or are still open, oldest first.
    static func complaints(_ picture: Picture) -> Table {
        var table = Table("complaints")
        let calendar = WorkingDays(picture.vocabulary.holidays)
        for item in listed(picture).sorted(by: Picture.earlier) {
            let state = ComplaintState(item)
            var row = TableRow("complaints", item.id, name: item.sensitive ? "" : item.title)
            row.figure("count", [item])
            row.fact("tracking", item.sensitive ? nil : item.tracking)
            row.fact("channel", item.channel)
            row.fact("kind", item.kind)
            row.fact("agency", item.agencies.first)
            row.fact("issue", item.issues.first)
            row.fact("status", state.code)
            row.fact("status_text", item.status?.text)
            row.fact("open", state.open)
            row.fact("new", item.counted)
            row.fact("sensitive", item.sensitive)
            row.fact("received", (item.published ?? CivilDay(item.firstKey))?.description)
            if let age = ComplaintAge(
                item, at: picture.period.day, calendar: calendar, deadlines: picture.vocabulary.deadlines)
            {
                row.fact("age_days", age.days)
                row.fact("age_working_days", age.workingDays)
                row.fact("deadline_passed", age.passed?.code)
                row.fact("deadline_name", age.passed?.name)
            }
            table.rows.append(row)
        }
        return table
    }

    /// The same complaints counted by channel, kind, agency, status and deadline: new with this key, and open.
    static func complaintCounts(_ picture: Picture) -> Table {
        var table = Table("complaint-counts")
        let items = listed(picture)
        let calendar = WorkingDays(picture.vocabulary.holidays)
        func passed(_ item: ItemFacts) -> [String] {
            let age = ComplaintAge(
                item, at: picture.period.day, calendar: calendar, deadlines: picture.vocabulary.deadlines)
            return [age?.passed?.code].compactMap { $0 }
        }
        func agencies(_ item: ItemFacts) -> [String] { item.agencies.isEmpty ? ["tanpa_opd"] : item.agencies }
        let groups: [(String, (ItemFacts) -> [String])] = [
            ("semua", { _ in ["semua"] }), ("kanal", { [$0.channel.isEmpty ? "tanpa_kanal" : $0.channel] }),
            ("jenis", { [$0.kind] }), ("opd", agencies), ("status", { [ComplaintState($0).code] }), ("batas", passed),
        ]
        for (group, codes) in groups {
            for (code, members) in picture.ranked(items, by: codes) {
                let name =
                    switch group {
                    case "opd": picture.agency(code)?.name ?? code
                    case "batas": picture.vocabulary.deadlines.first { $0.code == code }?.name ?? code
                    default: code
                    }
                var row = TableRow("complaint-counts", group == code ? code : "\(group).\(code)", name: name)
                row.fact("group", group)
                row.fact("code", code)
                row.figure("count", members.filter(\.counted))
                row.figure("open", members.filter { ComplaintState($0).open })
                table.rows.append(row)
            }
        }
        return table
    }

    private static func listed(_ picture: Picture) -> [ItemFacts] {
        picture.all.filter {
            $0.form == "laporan" && !$0.outside && $0.state != .coming && ($0.counted || ComplaintState($0).open)
        }
    }
}
