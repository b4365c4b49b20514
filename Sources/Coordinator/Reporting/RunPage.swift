import Records

/// `run.txt`: one page in Indonesian for the operator who looks in the morning.
enum RunPage {
    static func text(_ summary: RunSummary) -> String {
        var lines = [
            "SERAP - catatan proses \(summary.pipeline), kunci \(summary.key)", "",
            "Hasil    : \(verdict(summary))", "Mulai    : \(summary.started)", "Selesai  : \(summary.finished)",
            "Catatan  : runs/\(summary.run)", "",
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
        section("Yang gagal atau tidak ada", FailureGroup.groups(of: summary.failures).map(failure), &lines)
        section("Masukan yang rusak", summary.damage, &lines)
        section(
            "Hilang untuk selamanya (sudah diterima)", summary.acceptedLosses.map { "\($0.task): \($0.reason)" }, &lines
        )
        section(
            "Dibuat tanpa data yang lengkap",
            summary.incomplete.map { "\($0.task), tanpa \(RunWords.list($0.missing, limit: 5))" }, &lines)
        func rows(_ isRight: (String?) -> Bool) -> [String] {
            summary.warnings.filter { isRight($0.row["state"]?.string) }.map { SourceWords.indonesian($0) }
        }
        section("Sumber yang bermasalah", rows { $0 != "silent" && $0 != "unclaimed" }, &lines)
        section("Sumber yang diam", rows { $0 == "silent" }, &lines)
        section("Berkas yang tidak dikenali", rows { $0 == "unclaimed" }, &lines)
        section("Sumber yang pindah alamat untuk seterusnya (ubah url di daftar sumber)", summary.moves, &lines)
        for (title, counts) in [
            ("Ditolak, menurut alasan", \TaskCounts.rejected),
            ("Bagian yang ditolak dari catatan yang dipakai", \TaskCounts.partsRejected),
        ] {
            let rows = summary.stages.flatMap { stage in
                RunWords.reasons(stage.counts[keyPath: counts]).map { "\(stage.stage): \($0)" }
            }
            section(title, rows, &lines)
        }
        section("Masalah lain", summary.problems, &lines)
        section("Perlu diketahui", summary.notes, &lines)
        section(
            "Laporan", summary.delivered.map { summary.relative($0.path) + ($0.isNew ? " (edisi baru)" : "") }, &lines)
        if summary.exitStatus != 0 { section("Untuk mencoba lagi yang belum ada", [summary.retryCommand], &lines) }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func verdict(_ summary: RunSummary) -> String {
        if summary.signal != nil { return "DIHENTIKAN sebelum selesai" }
        if summary.exitStatus != 0 { return "TIDAK LENGKAP" }
        if !summary.acceptedLosses.isEmpty { return "BERHASIL, tanpa data yang hilang untuk selamanya" }
        return summary.warnings.isEmpty ? "BERHASIL" : "BERHASIL, dengan peringatan"
    }

    /// A failure with its log and the command that tries it again. The log's own lines may hold personal data.
    private static func failure(_ group: FailureGroup) -> String {
        let failure = group.first
        var text = "\(failure.task): \(failure.reason)"
        if failure.state == "failed", let log = failure.log { text += "\n    log: \(log)" }
        if let again = failure.again { text += "\n    coba lagi: \(again)" }
        if !group.others.isEmpty {
            text +=
                "\n    dan \(group.others.count) tugas lain dengan cara yang sama: "
                + group.others.prefix(5).joined(separator: ", ") + (group.others.count > 5 ? ", ..." : "")
        }
        return text
    }

    private static func section(_ title: String, _ rows: [String], _ lines: inout [String]) {
        guard !rows.isEmpty else { return }
        lines += ["", "\(title):"] + rows.prefix(15).map { "  - \($0)" }
        if rows.count > 15 { lines.append("  - dan \(rows.count - 15) lagi, lihat summary.json") }
    }
}
