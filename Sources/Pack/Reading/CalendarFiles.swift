import Records

/// The lines of `holidays.csv`: `day,name,kind` and perhaps `origin,verified`.
enum HolidayFile {
    /// A line is a day off, or with nil the word that a day is none after all.
    typealias Line = (day: CivilDay, holiday: Holiday?, place: PackPlace)

    static let required = ["day", "name", "kind"]
    static let optional = ["origin", "verified", "note"]
    static let kinds = ["libur", "cuti_bersama", "bukan_libur"]

    static func read(text: String, file: String, origin: Origin, _ report: PackReport) -> [Line] {
        let table = PackTable(text: text, file: file, required: required, optional: optional, report)
        var lines: [Line] = []
        var seen: [CivilDay: Int] = [:]
        for row in table.rows {
            guard let line = read(row, origin: origin, report) else { continue }
            if let first = seen.updateValue(row.place.line, forKey: line.day) {
                report.add(.duplicate(what: "the day", code: "\(line.day)", line: first), at: row.place)
            } else {
                lines.append(line)
            }
        }
        return lines
    }

    private static func read(_ row: PackTable.Row, origin: Origin, _ report: PackReport) -> Line? {
        func bad(_ column: String, _ wanted: String) {
            let value = row.text(column) ?? ""
            report.add(.badValue(key: column, value: value, wanted: wanted), at: row.place(of: column))
        }
        let day = row.text("day").flatMap { CivilDay($0) }
        if day == nil { bad("day", "a day of the calendar, such as 2023-08-15") }
        let kind = row.text("kind") ?? ""
        if !kinds.contains(kind) { bad("kind", "one of \(kinds.joined(separator: ", "))") }
        let verified = row.text("verified")
        if let verified, verified != "true", verified != "false" { bad("verified", "true or false") }
        if row.text("name") == nil { report.add(.empty(key: "name"), at: row.place(of: "name")) }
        guard let day, kinds.contains(kind), let name = row.text("name") else { return nil }
        if kind == "bukan_libur" { return (day, nil, row.place) }
        let source = row.text("origin")
        let known = verified.map { $0 == "true" } ?? (source == nil ? origin.verified : false)
        let holiday = Holiday(
            day: day, name: name, jointLeave: kind == "cuti_bersama",
            origin: Origin(source: source ?? origin.source, verified: known))
        return (day, holiday, row.place)
    }
}

/// The lines of `calendar.csv`: `kind,name,value`.
enum CalendarWordsFile {
    static let kinds = ["month", "weekday", "zone", "day"]

    /// Adds the words of a file; a word that an earlier pack has changes its meaning.
    static func read(text: String, file: String, into words: inout CalendarWords, _ report: PackReport) {
        let table = PackTable(
            text: text, file: file, required: ["kind", "name", "value"], optional: ["note"], report)
        var seen: [String: Int] = [:]
        for row in table.rows {
            guard let kind = row.text("kind"), kinds.contains(kind) else {
                let wanted = "one of \(kinds.joined(separator: ", "))"
                report.add(
                    .badValue(key: "kind", value: row.text("kind") ?? "", wanted: wanted), at: row.place(of: "kind"))
                continue
            }
            guard let name = row.text("name") else {
                report.add(.empty(key: "name"), at: row.place(of: "name"))
                continue
            }
            if let first = seen.updateValue(row.place.line, forKey: "\(kind) \(name)") {
                report.add(.duplicateLine(line: first), at: row.place)
                continue
            }
            if name != name.lowercased() {
                report.add(.badValue(key: "name", value: name, wanted: "in lower case"), at: row.place(of: "name"))
                continue
            }
            if let wanted = add(kind, name, row.text("value") ?? "", &words) {
                report.add(
                    .badValue(key: "value", value: row.text("value") ?? "", wanted: wanted),
                    at: row.place(of: "value"))
            }
        }
    }

    /// Adds a word; otherwise says what the value must be.
    private static func add(_ kind: String, _ name: String, _ value: String, _ words: inout CalendarWords) -> String? {
        switch kind {
        case "month":
            guard let month = Int(value), (1...12).contains(month) else { return "a month from 1 to 12" }
            words.months[name] = month
        case "weekday":
            guard let day = Int(value), (1...7).contains(day) else { return "a weekday from 1 (Monday) to 7" }
            words.weekdays[name] = day - 1
        case "zone":
            guard let zone = Zone(value) else { return "an offset such as +08:00" }
            words.zones[name] = Zone(name: name.uppercased(), secondsEast: zone.secondsEast)
        default:
            guard let days = Int(value), (-366...366).contains(days) else { return "days from today, such as -1" }
            words.days[name] = days
        }
        return nil
    }
}
