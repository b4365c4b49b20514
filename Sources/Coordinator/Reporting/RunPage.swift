import Records

/// `run.txt`: one page in Indonesian for the operator who looks in the morning, times as on the district's clocks.
///
/// Names, paths, commands and the codes of reasons stand as they are; everything around them is Indonesian.
enum RunPage {
    static func text(_ summary: RunSummary) -> String {
        var lines = [
            "SERAP - catatan proses \(summary.pipeline), kunci \(summary.key)", "",
            "Hasil    : \(verdict(summary))", "Mulai    : \(moment(summary.started, summary.zone))",
            "Selesai  : \(moment(summary.finished, summary.zone))", "Rincian  : runs/\(summary.run)", "",
            "Tahap: tugas (baru dibuat / tetap / tidak ada), masuk -> keluar, ditolak, digabung",
        ]
        for stage in summary.stages {
            let made = stage.states["made"] ?? 0
            let fresh = (stage.states["fresh"] ?? 0) + (stage.states["linked"] ?? 0)
            let counts = stage.counts
            lines.append(
                "  \(stage.stage): \(stage.tasks) (\(made) / \(fresh) / \(stage.tasks - made - fresh)), "
                    + "\(counts.input.map(String.init) ?? "?") -> \(counts.output), ditolak \(counts.rejectedTotal), "
                    + "digabung \(counts.merged)\(stage.audited ? "" : " [tidak diaudit]")"
            )
        }
        let isOpen = { (failure: RunSummary.Failure) in failure.state == "interrupted" }
        section(
            "Yang gagal atau tidak ada", FailureGroup.groups(of: summary.failures.filter { !isOpen($0) }).map(failure),
            &lines)
        section("Belum selesai, karena proses dihentikan", summary.failures.filter(isOpen).map(\.task), &lines)
        section("Tahap yang belum tercapai", summary.unknownStages, &lines)
        section("Masukan yang rusak", summary.damage.map(IndonesianMessages.text), &lines)
        section(
            "Hilang untuk selamanya (sudah diterima)",
            summary.acceptedLosses.map { "\($0.task): \(IndonesianMessages.text($0.reason))" }, &lines)
        section(
            "Dibuat tanpa data yang lengkap",
            summary.incomplete.map { "\($0.task), tanpa \(list($0.missing, limit: 5))" }, &lines)
        func rows(_ isRight: (String?) -> Bool) -> [String] {
            summary.warnings.filter { isRight($0.row["state"]?.string) }.map { SourceWords.indonesian($0) }
        }
        section("Sumber yang bermasalah", rows { $0 != "silent" && $0 != "unclaimed" }, &lines)
        section("Sumber yang diam", rows { $0 == "silent" }, &lines)
        section("Berkas yang tidak dikenali", rows { $0 == "unclaimed" }, &lines)
        section("Sumber yang pindah alamat untuk seterusnya (ubah url di daftar sumber)", summary.moves, &lines)
        for (title, counts) in [
            ("Ditolak, menurut alasan", \TaskCounts.rejected),
            ("Bagian yang ditolak dari rekaman yang selebihnya dipakai", \TaskCounts.partsRejected),
        ] {
            let rows = summary.stages.flatMap { stage in
                RunWords.reasons(stage.counts[keyPath: counts]).map { "\(stage.stage): \($0)" }
            }
            section(title, rows, &lines)
        }
        section("Masalah lain", summary.problems.map(IndonesianMessages.text), &lines)
        section("Perlu diketahui", summary.notes.map(IndonesianMessages.text), &lines)
        section(
            "Laporan", summary.delivered.map { summary.relative($0.path) + ($0.isNew ? " (edisi baru)" : "") }, &lines)
        switch RunRemedy(summary.json) {
        case .again?: section("Untuk mencoba lagi yang belum ada", [summary.retryCommand], &lines)
        case .bringBack?: section("Setelah tangkapan dikembalikan", [summary.retryCommand], &lines)
        case .nothing?, nil: break
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func verdict(_ summary: RunSummary) -> String {
        if summary.signal != nil { return "DIHENTIKAN sebelum selesai" }
        if summary.exitStatus != 0 { return "TIDAK LENGKAP" }
        if !summary.acceptedLosses.isEmpty { return "BERHASIL, tanpa data yang hilang untuk selamanya" }
        if !summary.warnings.isEmpty { return "BERHASIL, dengan peringatan" }
        return summary.notes.isEmpty ? "BERHASIL" : "BERHASIL, ada yang perlu diketahui"
    }

    /// `2023-08-16 00.30.02 WITA`
    static func moment(_ moment: Instant, _ zone: Zone) -> String {
        let (day, hour, minute, second) = moment.wallClock(in: zone)
        let names = [0: "UTC", 7: "WIB", 8: "WITA", 9: "WIT"]
        let name = zone.secondsEast % 3600 == 0 ? names[zone.secondsEast / 3600] : nil
        let time = [hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ".")
        return "\(day) \(time) \(name ?? zone.name)"
    }

    /// What the states of tasks are called.
    private static let states = [
        "failed": "gagal", "blocked": "tidak dijalankan", "gap": "tidak pernah diambil", "lost": "hilang",
    ]

    private static func list(_ names: [String], limit: Int) -> String {
        names.count <= limit
            ? names.joined(separator: ", ")
            : names.prefix(limit).joined(separator: ", ") + " dan \(names.count - limit) lagi"
    }

    /// A failure with its log and the command that tries it again. The log's own lines may hold personal data.
    private static func failure(_ group: FailureGroup) -> String {
        let failure = group.first
        var text = "\(failure.task): \(states[failure.state] ?? failure.state): "
        text += IndonesianMessages.text(failure.reason)
        if failure.state == "failed", let log = failure.log {
            text += "\n    log: \(log)\(failure.lastLines.isEmpty ? " (kosong)" : "")"
        }
        if let again = failure.again { text += "\n    coba lagi: \(again)" }
        if !group.others.isEmpty {
            text +=
                "\n    dan \(group.others.count) tugas lain dengan cara yang sama: "
                + list(group.others, limit: 5)
        }
        return text
    }

    private static func section(_ title: String, _ rows: [String], _ lines: inout [String]) {
        guard !rows.isEmpty else { return }
        lines += ["", "\(title):"] + rows.prefix(15).map { "  - \($0)" }
        if rows.count > 15 { lines.append("  - dan \(rows.count - 15) lagi, lihat summary.json") }
    }
}
