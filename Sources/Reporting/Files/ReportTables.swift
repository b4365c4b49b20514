import Records

/// The CSV files of a report: one for each table of figures, and `items.csv` with every item, without a limit.
struct ReportTables {
    let input: ReportInput

    /// The files by name.
    var files: [(name: String, bytes: [UInt8])] {
        var files = input.tableNames.filter { $0 != "period" }.map { ("\($0).csv", table($0)) }
        files.append(("items.csv", items))
        return files
    }

    /// A table: all facts and figures in the order of their first mention, without the ids behind figures.
    private func table(_ name: String) -> [UInt8] {
        // A row for one complaint or one story would say more of a sensitive one than that it is there; the counts of
        // complaint-counts.csv and totals.csv hold them.
        let single = name == "complaints" || name == "stories"
        let rows = input.rows(name).filter { !(single && $0.bool("sensitive")) }
        var columns: [String] = []
        for row in rows {
            for (key, value) in row.object where value.array == nil && key != "table" && !columns.contains(key) {
                columns.append(key)
            }
        }
        var file = CSVFile(header: columns)
        for row in rows {
            file.append(
                columns.map { column in
                    let value = row.object[column]
                    if let number = value?.int { return .number(number) }
                    if let truth = value?.bool { return .text(truth ? "ya" : "tidak") }
                    return .text(value?.string ?? "")
                })
        }
        return file.bytes
    }

    /// Every item of this key and every earlier one that a figure counts.
    private var items: [UInt8] {
        var file = CSVFile(header: [
            "id", "dihitung", "keadaan", "bentuk", "sumber", "suara", "hari", "waktu", "jenis", "nada", "sasaran",
            "isu", "tempat", "opd", "cerita", "nomor", "judul", "tautan", "sensitif",
        ])
        for item in input.items.values.sorted(by: { $0.id < $1.id }) {
            guard !item.sensitive else { continue }
            func list(_ values: [String]) -> CSVFile.Cell { .text(values.joined(separator: "|")) }
            file.append([
                .text(item.id), .text(item.counted ? "ya" : "tidak"), .text(item.state), .text(item.form),
                .text(item.source), .text(item.item.voice ?? ""), .text(item.day?.description ?? ""),
                .text(item.at?.description ?? ""), .text(item.kind), list(item.tone.map(\.code)),
                list(item.tone.map { $0.target ?? "" }), list(item.issues), list(item.places), list(item.agencies),
                .text(item.item.story ?? ""), .text(item.item.tracking ?? ""), .text(item.heading),
                .text(item.item.url ?? ""), .text("tidak"),
            ])
        }
        // One line each without anything that tells one from another, so that the lines still add up to the totals.
        let hidden = input.items.values.filter(\.sensitive)
        for counted in ["ya", "tidak"] {
            for _ in hidden.filter({ $0.counted == (counted == "ya") }) {
                file.append([.text(""), .text(counted)] + Array(repeating: .text(""), count: 16) + [.text("ya")])
            }
        }
        return file.bytes
    }
}
