import Records

/// The report as a WhatsApp message (`ringkasan.txt`): `*bold*`, numbered, one link an issue, under 4,000 characters.
struct MessageText {
    /// The most characters that a message may have.
    static let limit = 3_999

    let text: String

    init(_ input: ReportInput, issues: [ReportRow]) {
        func total(_ code: String) -> Int { input.row("totals", code)?.count("count") ?? 0 }
        func number(_ code: String) -> String { Indonesian.number(total(code)) }
        var head: [String] = ["*Opini dan Aspirasi Publik*"]
        if !input.district.isEmpty { head.append(Self.plain(input.district)) }
        head.append(input.periodName)
        if !input.missing.isEmpty {
            head.append("*TIDAK LENGKAP:* \(Indonesian.number(input.missing.count)) bagian data belum masuk.")
        }
        head.append("")
        if input.counted == 0 {
            head.append("Tidak ada butir baru.")
        } else {
            head.append(
                "*\(number("items"))* butir baru dalam \(number("stories")) cerita: \(number("articles")) artikel media, "
                    + "\(number("posts")) unggahan, \(number("complaints")) laporan warga.")
        }
        if let all = input.row("complaint-counts", "semua") {
            head.append("Laporan warga masih terbuka: \(Indonesian.number(all.count("open"))).")
        }
        var tail: [String] = []
        let bad = Set(input.accounts.flatMap(\.health).filter { $0.state == "failed" }.map(\.name)).sorted()
        if !bad.isEmpty { tail.append("Sumber gagal: \(bad.map(Self.plain).joined(separator: ", ")).") }
        let silent = input.silentSources.map(\.name)
        if !silent.isEmpty { tail.append("Sumber diam: \(silent.map(Self.plain).joined(separator: ", ")).") }
        if let cutoff = input.period.text("cutoff").flatMap({ Instant($0) }) {
            tail.append("Batas data: \(Indonesian.moment(cutoff, in: input.zone)).")
        }
        var blocks = issues.enumerated().map { Self.block($1, number: $0 + 1, input) }
        func joined() -> String {
            (head + blocks.flatMap { [""] + $0 } + (tail.isEmpty ? [] : [""] + tail)).joined(separator: "\n") + "\n"
        }
        while joined().count > Self.limit, !blocks.isEmpty { blocks.removeLast() }
        text = String(joined().prefix(Self.limit))
    }

    private static func block(_ row: ReportRow, number: Int, _ input: ReportInput) -> [String] {
        let facts = IssueFacts(row, input)
        var first = "\(number). *\(plain(row.name))*: \(Indonesian.number(row.count("count"))) butir"
        if row.count("negatif") > 0 { first += ", \(Indonesian.number(row.count("negatif"))) negatif" }
        if let status = facts.status, status != "tetap" { first += " (\(status))" }
        var second = [
            facts.place, facts.agency, facts.since.map { "sejak \($0)\(facts.sinceBefore ? " atau sebelumnya" : "")" },
        ].compactMap { $0 }.map(plain)
        if row.count("reports") > 0 {
            second.append(
                "\(Indonesian.number(row.count("answered"))) dari \(Indonesian.number(row.count("reports"))) laporan ditanggapi"
            )
        }
        let example = row.text("example").flatMap { input.items[$0] }.flatMap { $0.sensitive ? nil : $0 }
        let link =
            example?.item.url.flatMap(PlainText.link) ?? example?.item.tracking.map { "Nomor laporan \(plain($0))" }
        return [first + ".", second.isEmpty ? nil : second.joined(separator: " · "), link].compactMap { $0 }
    }

    /// Text without what WhatsApp takes for marks.
    private static func plain(_ text: String) -> String {
        String(PlainText.shown(text).map { "*_~`".contains($0) ? " " : $0 })
    }
}
