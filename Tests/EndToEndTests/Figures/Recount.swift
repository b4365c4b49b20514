import Foundation

/// All tables of one night's report, counted again from the JSON Lines of classify.
struct Recount {
    /// A row: its code, and the ids behind each of its figures; ages are no counts and stand apart.
    struct Row {
        let code: String
        var columns: [(name: String, ids: [String])] = []
        var ages: [String: Int] = [:]
        /// What decides whether and how a row is printed.
        var facts: [String: String] = [:]

        func count(_ column: String) -> Int { columns.first { $0.name == column }?.ids.count ?? 0 }
    }

    let key: String
    let pack: RecountedPack
    let items: [RecountedItem]
    let counted: [RecountedItem]
    let previous: [RecountedItem]
    /// Keys with at least one record.
    let covered: [String]
    /// Whether there are records of the day before.
    let hasPrevious: Bool
    private let stories: [String: String]

    /// Reads the lines of classify of a key and of those before it.
    init(root: String, key: String, keys: [String]) throws {
        pack = try RecountedPack()
        self.key = key
        var records: [RecountedRecord] = []
        for night in keys where night <= key {
            let lines = try Command.shell("zcat \(root)/data/demo/current/\(night)/classify/*/part.jsonl.gz").output
            records += try lines.components(separatedBy: "\n").compactMap { try RecountedRecord(line: $0) }
        }
        covered = Set(records.map(\.key)).sorted()
        let before = RecountedPack.day(key, adding: -1)
        hasPrevious = covered.contains(before)
        items = Dictionary(grouping: records, by: \.id).map { RecountedItem(versions: $1) }.sorted { $0.id < $1.id }
        stories = RecountedStories.stories(of: items)
        let first = RecountedPack.day(key, adding: -69)
        let inside = items.filter { !$0.outside && ($0.day ?? key) >= first }
        counted = inside.filter { max($0.firstKey, $0.day ?? "") == key }
        previous = inside.filter { max($0.firstKey, $0.day ?? "") == before }
    }

    // MARK: what an item is to this report

    func report(_ item: RecountedItem) -> String { max(item.firstKey, item.day ?? "") }
    func isLate(_ item: RecountedItem) -> Bool { (item.day ?? key) < RecountedPack.day(key, adding: -69) }
    func isComing(_ item: RecountedItem) -> Bool { !isLate(item) && report(item) > key }

    // MARK: helpers

    static let voices = ["independen", "rilis", "advertorial", "warga"]

    func story(_ item: RecountedItem) -> String { stories[item.id] ?? "" }

    /// Codes by how many items have them, the most frequent first, then by code.
    func ranked(_ items: [RecountedItem], _ codes: (RecountedItem) -> [String]) -> [String] {
        var counts: [String: Int] = [:]
        for item in items { for code in codes(item) where !code.isEmpty { counts[code, default: 0] += 1 } }
        return counts.keys.sorted { counts[$0] != counts[$1] ? (counts[$0] ?? 0) > (counts[$1] ?? 0) : $0 < $1 }
    }

    private func earliest(_ items: [RecountedItem], of value: (RecountedItem) -> String) -> [RecountedItem] {
        Dictionary(grouping: items, by: value).values.compactMap { $0.min(by: RecountedItem.earlier) }
    }

    private func ids(_ items: [RecountedItem]) -> [String] { items.map(\.id).sorted() }

    private func made(_ code: String, _ columns: KeyValuePairs<String, [RecountedItem]>) -> Row {
        Row(code: code, columns: columns.map { ($0.key, ids($0.value)) })
    }

    private func compared(_ row: Row, _ belongs: (RecountedItem) -> Bool) -> Row {
        var row = row
        if hasPrevious { row.columns.append(("previous", ids(previous.filter(belongs)))) }
        return row
    }

    private func toned(_ row: Row, _ items: [RecountedItem]) -> Row {
        var row = row
        for tone in ["positif", "netral", "negatif"] {
            row.columns.append((tone, ids(items.filter { $0.tone == tone })))
        }
        row.columns.append(("tanpa_nada", ids(items.filter { $0.tone.isEmpty })))
        return row
    }

    // MARK: tables

    /// Each table by its name, its rows in the order of the documents.
    var tables: [String: [Row]] {
        [
            "totals": totals, "kinds": kinds, "tone": tone, "issues": issues, "agencies": agencies, "places": places,
            "sources": sources, "voices": voices, "days": days, "complaints": complaints,
            "complaint-counts": complaintCounts, "stories": told,
        ]
    }

    private var totals: [Row] {
        let forms: [(String, Set<String>)] = [
            ("articles", ["artikel"]), ("posts", ["unggahan", "komentar"]), ("complaints", ["laporan"]),
            ("messages", ["pesan"]),
        ]
        var rows = [compared(made("items", ["count": counted]), { _ in true })]
        var stories = made("stories", ["count": earliest(counted, of: story)])
        if hasPrevious { stories.columns.append(("previous", ids(earliest(previous, of: story)))) }
        rows.append(stories)
        for (code, forms) in forms {
            rows.append(
                compared(made(code, ["count": counted.filter { forms.contains($0.form) }])) { forms.contains($0.form) })
        }
        rows.append(compared(made("sensitive", ["count": counted.filter(\.sensitive)]), \.sensitive))
        rows.append(compared(made("corrected", ["count": counted.filter(\.corrected)]), \.corrected))
        rows.append(made("outside", ["count": items.filter { $0.outside && !isLate($0) && report($0) == key }]))
        rows.append(made("late", ["count": items.filter { isLate($0) && $0.firstKey == key }]))
        rows.append(made("coming", ["count": items.filter(isComing)]))
        return rows
    }

    private var kinds: [Row] {
        [
            "berita", "pengaduan", "aspirasi", "permintaan_informasi", "opini", "apresiasi", "whistleblowing", "lain",
        ].map { kind in compared(made(kind, ["count": counted.filter { $0.kind == kind }])) { $0.kind == kind } }
    }

    private var tone: [Row] {
        var rows = [toned(made("semua", ["count": counted]), counted)]
        for voice in Self.voices {
            let items = counted.filter { $0.voice == voice }
            if !items.isEmpty { rows.append(toned(made("suara.\(voice)", ["count": items]), items)) }
        }
        for target in ["pemkab", "opd", "tokoh", "pihak_lain", "tidak_jelas"] {
            func strongest(_ item: RecountedItem) -> String? { item.tones.first { $0.target == target }?.code }
            let items = counted.filter { strongest($0) != nil }
            guard !items.isEmpty else { continue }
            rows.append(
                made(
                    "sasaran.\(target)",
                    [
                        "count": items, "positif": items.filter { strongest($0) == "positif" },
                        "netral": items.filter { strongest($0) == "netral" },
                        "negatif": items.filter { strongest($0) == "negatif" },
                    ]))
        }
        return rows
    }

    private var issues: [Row] {
        ranked(counted, \.issues).map { code in
            let items = counted.filter { $0.issues.contains(code) }
            let reports = items.filter { $0.form == "laporan" }
            let past = self.items.filter { $0.issues.contains(code) && !$0.outside && !isLate($0) }
            var row = toned(made(code, ["count": items, "stories": earliest(items, of: story)]), items)
            row.columns += [
                ("media", ids(earliest(items.filter { $0.form == "artikel" }) { $0.source })),
                ("reports", ids(reports)),
                ("answered", ids(reports.filter(\.isAnswered))),
            ]
            row = compared(row) { $0.issues.contains(code) }
            row.facts["first_seen"] = past.map(report).min()
            row.facts["status"] = status(items.count, row.count("previous"), known: past.contains { report($0) < key })
            return row
        }
    }

    /// The word of trend: nothing to say where the day before has no records, or both days fewer than thirty items.
    private func status(_ count: Int, _ before: Int, known: Bool) -> String {
        if !known && covered.count > 1 { return "baru" }
        guard hasPrevious, count >= 30 || before >= 30 else { return "" }
        guard abs(Double(count - before)) > 2 * Double(count + before).squareRoot() else { return "tetap" }
        return count > before ? "naik" : "turun"
    }

    private var agencies: [Row] {
        ranked(counted, \.agencies).map { code in
            let items = counted.filter { $0.agencies.contains(code) }
            let open = self.items.filter {
                $0.agencies.contains(code) && $0.isOpen && !$0.outside && !isComing($0)
            }
            var row = toned(made(code, ["count": items]), items)
            row.columns += [("pengaduan", ids(items.filter { $0.kind == "pengaduan" })), ("open", ids(open))]
            return compared(row) { $0.agencies.contains(code) }
        }
    }

    private var places: [Row] {
        func place(_ code: String, _ items: [RecountedItem]) -> Row {
            var row = toned(made(code, ["count": items]), items)
            row.columns.append(("pengaduan", ids(items.filter { $0.kind == "pengaduan" })))
            return row
        }
        var rows: [Row] = []
        for kecamatan in pack.kecamatan {
            rows.append(place(kecamatan, counted.filter { $0.kecamatan.contains(kecamatan) }))
            for village in pack.regions where village.hasPrefix("\(kecamatan).") {
                let items = counted.filter { $0.places.contains(village) && !$0.sensitive }
                if !items.isEmpty { rows.append(place(village, items)) }
            }
        }
        let rest = counted.filter { $0.kecamatan.isDisjoint(with: pack.kecamatan) }
        func inDistrict(_ item: RecountedItem) -> Bool {
            item.places.contains { $0 == pack.district || $0.hasPrefix("\(pack.district).") }
        }
        return rows + [
            place("kabupaten", rest.filter(inDistrict)), place("tanpa_tempat", rest.filter { !inDistrict($0) }),
        ]
    }

    private var sources: [Row] {
        ranked(counted) { [$0.source] }.map { source in
            let items = counted.filter { $0.source == source }
            var row = made(source, ["count": items, "stories": earliest(items, of: story)])
            row.columns += Self.voices.map { voice in (voice, ids(items.filter { $0.voice == voice })) }
            return compared(row) { $0.source == source }
        }
    }

    private var voices: [Row] {
        Self.voices.map { voice in
            let items = counted.filter { $0.voice == voice }
            let articles = items.filter { $0.form == "artikel" }
            var row = made(voice, ["count": items, "articles": articles, "stories": earliest(items, of: story)])
            // Every source of the samples weighs 1.
            row.facts["article_weight"] = "\(1000 * articles.count)"
            return compared(row) { $0.voice == voice }
        }
    }

    private var days: [Row] {
        let days = (0..<30).reversed().map { RecountedPack.day(key, adding: -$0) }.filter(covered.contains)
        let known = items.filter { !$0.outside && !isLate($0) && !isComing($0) }
        return (["total"] + ranked(counted, \.issues)).flatMap { series in
            days.map { day in
                made(
                    "\(series).\(day)",
                    ["count": known.filter { (series == "total" || $0.issues.contains(series)) && report($0) == day }])
            }
        }
    }

    /// Complaints that are new or open.
    private var listed: [RecountedItem] {
        let new = Set(counted.map(\.id))
        return items.filter {
            $0.form == "laporan" && !$0.outside && !isComing($0) && (new.contains($0.id) || $0.isOpen)
        }
    }

    private var complaints: [Row] {
        listed.sorted(by: RecountedItem.earlier).map { item in
            var row = made(item.id, ["count": [item]])
            let age = pack.age(from: item.received, to: key)
            row.ages = ["age_days": age?.days, "age_working_days": age?.working].compactMapValues { $0 }
            row.facts["sensitive"] = item.sensitive ? "ya" : "tidak"
            row.facts["open"] = item.isOpen ? "ya" : "tidak"
            return row
        }
    }

    private var complaintCounts: [Row] {
        let groups: [(String, (RecountedItem) -> [String])] = [
            ("semua", { _ in ["semua"] }), ("kanal", { [$0.channel.isEmpty ? "tanpa_kanal" : $0.channel] }),
            ("jenis", { [$0.kind] }), ("opd", { $0.agencies.isEmpty ? ["tanpa_opd"] : $0.agencies }),
            ("status", { [$0.status] }), ("batas", { [pack.passed($0, on: key)].compactMap { $0 } }),
        ]
        let new = Set(counted.map(\.id))
        return groups.flatMap { group, codes in
            ranked(listed, codes).map { code in
                let items = listed.filter { codes($0).contains(code) }
                var row = made(
                    group == code ? code : "\(group).\(code)",
                    ["count": items.filter { new.contains($0.id) }, "open": items.filter(\.isOpen)])
                row.facts["group"] = group
                return row
            }
        }
    }

    private var told: [Row] {
        let members = Dictionary(grouping: items.filter { !$0.outside && !isComing($0) }, by: story)
        let new = Dictionary(grouping: counted, by: story)
        func isAside(_ members: [RecountedItem]) -> Bool { !members.contains { $0.kind != "lain" } }
        return members.filter { $0.value.count > 1 && new[$0.key] != nil }.sorted {
            isAside($0.value) != isAside($1.value)
                ? !isAside($0.value)
                : $0.value.count != $1.value.count ? $0.value.count > $1.value.count : $0.key < $1.key
        }.map { story, members in
            var row = made(story, ["count": members, "new": new[story] ?? []])
            row.columns.append(("media", ids(earliest(members.filter { $0.form == "artikel" }) { $0.source })))
            row.columns += Self.voices.map { voice in (voice, ids(members.filter { $0.voice == voice })) }
            row.facts["sensitive"] = members.contains(where: \.sensitive) ? "ya" : "tidak"
            return row
        }
    }
}
