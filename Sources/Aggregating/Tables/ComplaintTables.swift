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
    /// Nobody has looked at it, as far as the source says.
    var untouched: Bool { code == "masuk" || code == "tanpa_status" }

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

    /// The age at the end of a day.
    init?(_ item: ItemFacts, at day: CivilDay?, calendar: WorkingDays, deadlines: [Deadline]) {
        guard let day, let first = item.published ?? CivilDay(item.firstKey), first <= day else { return nil }
        let days = day.number - first.number
        let workingDays = calendar.count(after: first, through: day)
        self.days = days
        self.workingDays = workingDays
        passed = deadlines.filter { Self.binds($0, item) && ($0.working ? workingDays : days) > $0.days }
            .max { ($0.days, $1.code) < ($1.days, $0.code) }
    }

    /// Whether a deadline is for this complaint as it stands. Codes that this does not know bind all that is open.
    static func binds(_ deadline: Deadline, _ item: ItemFacts) -> Bool {
        let state = ComplaintState(item)
        guard state.open else { return false }
        switch deadline.code {
        case "verifikasi": return state.untouched
        case "tindak_lanjut": return !state.answered
        // The reporter's time to speak up again, not the office's time to act.
        case "tutup_otomatis": return false
        case "permintaan_informasi": return item.kind == "permintaan_informasi"
        case "tidak_berkadar_pengawasan": return item.kind == "pengaduan"
        // Which complaints need an inspection is not known from their text.
        case "berkadar_pengawasan": return false
        default: return true
        }
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
