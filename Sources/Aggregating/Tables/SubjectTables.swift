import Pack
import Records

extension Table {
    /// Issues of the day: how much, in which tone, since when, who acts, where, and how it compares.
    static func issues(_ picture: Picture) -> Table {
        var table = Table("issues")
        for (code, items) in picture.ranked(picture.counted, by: \.issues) {
            let issue = picture.issue(code)
            let history = picture.all.filter { $0.issues.contains(code) && !$0.outside && $0.state != .late }
            let before = picture.previous.filter { $0.issues.contains(code) }
            var row = TableRow("issues", code, name: issue?.name ?? code)
            row.figure("count", items)
            row.figure("stories", picture.oneForEachStory(items))
            row.tones(items)
            row.figure("media", picture.firsts(items.filter { $0.form == "artikel" }) { $0.source })
            let reports = items.filter { $0.form == "laporan" }
            row.figure("reports", reports)
            row.figure("answered", reports.filter { ComplaintState($0).answered })
            if picture.period.hasPrevious { row.figure("previous", before) }
            row.fact("first_seen", history.compactMap(\.countingDay).min()?.description)
            let known = history.contains { $0.state == .known }
            row.fact(
                "status",
                Change.of(
                    items.count, before: picture.period.hasPrevious ? before.count : nil, known: known,
                    covered: picture.period.covered.count)?.rawValue)
            row.fact("sensitive", issue?.sensitive ?? false)
            // Who answers for the issue, not whoever else its items name.
            row.fact("agency", picture.ranked(items) { $0.answering[code] ?? [] }.first?.code ?? issue?.owner)
            row.fact("kecamatan", picture.ranked(items, by: \.kecamatan).first?.code)
            row.fact("example", picture.example(of: items)?.id)
            table.rows.append(row)
        }
        return table
    }

    /// Agencies that items are about or that answer for them.
    static func agencies(_ picture: Picture) -> Table {
        var table = Table("agencies")
        for (code, items) in picture.ranked(picture.counted, by: \.agencies) {
            let agency = picture.agency(code)
            var row = TableRow("agencies", code, name: agency?.name ?? code)
            row.fact("short_name", agency?.shortName)
            row.fact("district", agency?.district ?? true)
            row.figure("count", items)
            row.tones(items)
            row.figure("pengaduan", items.filter { $0.kind == "pengaduan" })
            row.figure(
                "open",
                picture.all.filter {
                    $0.agencies.contains(code) && $0.form == "laporan" && !$0.outside && $0.state != .coming
                        && ComplaintState($0).open
                })
            picture.comparing(&row) { $0.agencies.contains(code) }
            table.rows.append(row)
        }
        return table
    }

    /// The district's kecamatan, each followed by those of its villages that items name, then what names none.
    ///
    /// Sensitive items count for the kecamatan and never below it.
    static func places(_ picture: Picture) -> Table {
        var table = Table("places")
        let counted = picture.counted
        func add(_ code: String, _ name: String, _ level: String, _ items: [ItemFacts]) {
            var row = TableRow("places", code, name: name)
            row.fact("level", level)
            row.fact("kecamatan", regionKecamatan(code))
            row.figure("count", items)
            row.tones(items)
            row.figure("pengaduan", items.filter { $0.kind == "pengaduan" })
            row.fact("issue", picture.ranked(items.filter { !$0.sensitive }, by: \.issues).first?.code)
            table.rows.append(row)
        }
        let inside = picture.vocabulary.regions.filter { isInside($0.code, picture.vocabulary.district) }
        for kecamatan in inside where kecamatan.level == .kecamatan {
            add(
                kecamatan.code, kecamatan.fullName, "kecamatan",
                counted.filter { $0.kecamatan.contains(kecamatan.code) })
            let villages = inside.filter { isInside($0.code, kecamatan.code) && $0.code != kecamatan.code }
            for village in villages {
                let items = counted.filter { $0.places.contains(village.code) && !$0.sensitive }
                if !items.isEmpty { add(village.code, village.fullName, village.level.rawValue, items) }
            }
        }
        let known = Set(inside.filter { $0.level == .kecamatan }.map(\.code))
        let nowhere = counted.filter { known.isDisjoint(with: $0.kecamatan) }
        add(
            "kabupaten", "Tingkat kabupaten saja", "kabupaten",
            nowhere.filter { $0.places.contains { isInside($0, picture.vocabulary.district) } })
        add(
            "tanpa_tempat", "Tanpa tempat yang dikenali", "tanpa_tempat",
            nowhere.filter { !$0.places.contains { isInside($0, picture.vocabulary.district) } })
        return table
    }
}

/// Whether a region is another or lies in it, by their dotted codes.
func isInside(_ code: String, _ other: String) -> Bool {
    !other.isEmpty && (code == other || code.hasPrefix("\(other)."))
}

/// How an issue's count stands against the day before.
enum Change: String {
    case new = "baru"
    case rising = "naik"
    case falling = "turun"
    case steady = "tetap"

    /// From how many items on, on the greater of both days, a difference says anything.
    static let least = 30

    /// New where nothing in the window speaks of it and there is a past to know it from; rising or falling where the
    /// difference is more than twice what two equal Poisson counts differ by (their root of the sum); else steady. Nil
    /// where there is nothing to compare with, or too little.
    static func of(_ count: Int, before: Int?, known: Bool, covered: Int) -> Change? {
        if !known && covered > 1 { return .new }
        guard let before, max(count, before) >= least else { return nil }
        let difference = count - before
        guard difference * difference > 4 * (count + before) else { return .steady }
        return difference > 0 ? .rising : .falling
    }
}
