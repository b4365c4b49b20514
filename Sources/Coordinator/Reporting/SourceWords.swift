import Records

/// What a row of health says of a source beside its state, in words.
enum SourceWords {
    /// `; nothing new since …, usually every 24 h; dns on 3 nights since …`, for the terminal.
    static func english(_ row: JSONValue) -> String {
        var parts: [String] = []
        let gap = row["usual_gap"]?.int.map { ", usually every \($0) h" } ?? ""
        if let since = row["silent_since"]?.string { parts.append("nothing new since \(since)\(gap)") }
        let since = row["failing_since"]?.string
        let failures = failures(row).map {
            since == nil ? "\($0.count) \($0.reason)" : "\($0.reason) on \(nights($0.count))"
        }
        // A pause says it all in its detail.
        if !failures.isEmpty, row["reason"]?.string != "backing_off" {
            parts.append(failures.joined(separator: ", ") + (since.map { " since \($0)" } ?? ""))
        }
        if row["false_304"]?.bool == true { parts.append("its 304s are not true; it is asked for the whole body") }
        return parts.map { "; \($0)" }.joined()
    }

    /// One line of `run.txt`.
    static func indonesian(_ health: RunSummary.Health) -> String {
        let row = health.row
        let source = row["source"]?.string ?? "sumber"
        let name = row["name"]?.string.map { $0 == source ? $0 : "\($0) (\(source))" } ?? source
        let state = row["state"]?.string ?? "keadaan tidak disebut"
        var parts = [states[state] ?? state]
        if let reason = row["reason"]?.string { parts.append(reasons[reason] ?? reason) }
        if let failed = row["failed"]?.int, failed > 0 { parts.append("\(failed) gagal") }
        let failures = failures(row)
        if !failures.isEmpty {
            let counts = failures.map { "\($0.reason) \($0.count) kali" }.joined(separator: ", ")
            parts.append(row["failing_since"]?.string.map { "\(counts) sejak \($0)" } ?? counts)
        }
        if let key = row["next_key"]?.string { parts.append("dicoba lagi untuk kunci \(key)") }
        if let runs = row["next_runs"]?.int { parts.append("dicoba lagi dalam \(runs) proses") }
        let gap = row["usual_gap"]?.int.map { ", biasanya setiap \($0) jam" } ?? ""
        if let since = row["silent_since"]?.string {
            parts.append("tidak ada yang baru sejak \(since)\(gap)")
        } else if let last = row["last_new"]?.string {
            parts.append("terakhir ada yang baru \(last)\(gap)")
        }
        if row["false_304"]?.bool == true { parts.append("jawaban 304-nya tidak benar") }
        // In English, for who knows the program; what it says of pauses has been said.
        if let detail = row["detail"]?.string, row["reason"]?.string != "backing_off" { parts.append(detail) }
        return "\(health.task): \(name): \(parts.joined(separator: "; "))"
    }

    private static func nights(_ count: Int) -> String { count == 1 ? "1 night" : "\(count) nights" }

    /// Failures by reason, where they say more than the reason and the count that stand in the row already.
    private static func failures(_ row: JSONValue) -> [(reason: String, count: Int)] {
        let all = (row["failures"]?.object ?? [:]).compactMap { name, value in value.int.map { (name, $0) } }
        return all.count > 1 || (all.first?.1 ?? 0) > 1 && row["failed"] == nil ? all : []
    }

    private static let states = [
        "failed": "gagal", "silent": "diam", "unclaimed": "tidak dikenali", "ok": "sebagian gagal",
        "unchanged": "sebagian gagal",
    ]
    private static let reasons = [
        "backing_off": "tidak dicoba malam ini karena berulang kali gagal", "nothing_new": "menjawab tanpa isi baru",
        "no_entries": "menjawab dengan daftar kosong",
        "not_a_feed": "menjawab dengan isi yang bukan umpan atau peta situs",
        "no_newer_sitemap": "tidak ada peta situs yang lebih baru", "no_file": "tidak ada berkas",
        "same_files": "berkas yang sama", "http_304": "tidak berubah", "same_bytes": "isi yang sama",
        "bad_name": "nama berkas tidak dapat dibaca (bukan UTF-8)", "not_a_file": "bukan berkas",
        "no_source": "tidak ada sumber untuk berkas ini", "no_mapping": "susunan kolomnya tidak dikenal",
    ]
}
