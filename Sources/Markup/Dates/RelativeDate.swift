import Records

/// Times told from the moment of the fetch: `7 jam yang lalu`, `Kemarin, 02:19`, `Jumat, 13:53`.
enum RelativeDate {
    /// What was read: a moment or a day, and how much of it the text said.
    struct Reading: Equatable {
        var at: Instant?
        var day: CivilDay?
        var precision: ItemTime.Precision
        var notes: [String]
    }

    static func read(_ tokens: [DateToken], now: Instant, zone: Zone, months: [String: Int]) -> Reading? {
        let useful = tokens.filter { !$0.isMark(",") && !$0.isMark("|") && !$0.isMark("(") && !$0.isMark(")") }
        return ago(useful, now: now, zone: zone)
            ?? namedDay(tokens, now: now, zone: zone, months: months)
    }

    /// `5 menit lalu`, `sejam yang lalu`, `2 days ago`, `baru saja`.
    private static func ago(_ tokens: [DateToken], now: Instant, zone: Zone) -> Reading? {
        let words = tokens.map { $0.word ?? "" }
        if words == ["baru", "saja"] || words == ["just", "now"] || words == ["barusan"] {
            return Reading(at: now, precision: .minute, notes: ["relative to fetched_at"])
        }
        guard tokens.count >= 2, tokens.count <= 5, let last = words.last,
            ["lalu", "ago", "silam"].contains(last)
        else { return nil }
        var rest = tokens.dropLast()
        if rest.last?.word == "yang" { rest = rest.dropLast() }
        let count: Int
        let unit: DateWords.Unit
        if rest.count == 2, let named = rest.last?.word.flatMap({ DateWords.units[$0] }) {
            unit = named
            switch rest.first?.kind {
            case .number(let value, let digits) where digits <= 4: count = value
            case .word("a"), .word("an"), .word("one"), .word("satu"): count = 1
            default: return nil
            }
        } else if rest.count == 1, let word = rest.first?.word, word.hasPrefix("se"),
            let named = DateWords.units[String(word.dropFirst(2))]
        {
            (count, unit) = (1, named)
        } else {
            return nil
        }
        return before(now, count: count, unit: unit, zone: zone)
    }

    private static func before(_ now: Instant, count: Int, unit: DateWords.Unit, zone: Zone) -> Reading {
        let moment = Instant(seconds: now.seconds - count * unit.rawValue)
        var notes = ["relative to fetched_at"]
        switch unit {
        case .second, .minute: return Reading(at: moment, precision: .minute, notes: notes)
        case .hour: return Reading(at: moment, precision: .hour, notes: notes)
        case .day:
            notes.append("day in \(zone)")
            return Reading(day: now.day(in: zone).adding(-count), precision: .day, notes: notes)
        case .week, .month:
            notes.append("about \(moment.day(in: zone))")
            return Reading(precision: .month, notes: notes)
        case .year:
            notes.append("about \(moment.day(in: zone).date.year)")
            return Reading(precision: .year, notes: notes)
        }
    }

    /// `Kemarin, 02:19`, `Hari ini pukul 10.00 WITA`, `Jumat, 13:53`: a day by its name, then perhaps a time.
    private static func namedDay(_ tokens: [DateToken], now: Instant, zone: Zone, months: [String: Int]) -> Reading? {
        var scanner = DateScanner(tokens, months: months)
        let today = now.day(in: zone)
        let day: CivilDay
        guard let first = scanner.current?.word else { return nil }
        scanner.position += 1
        switch first {
        case "kemarin", "yesterday":
            let earlier = scanner.current?.word == "lusa" || scanner.current?.word == "dulu"
            if earlier { scanner.position += 1 }
            day = today.adding(earlier ? -2 : -1)
        case "hari" where scanner.current?.word == "ini":
            scanner.position += 1
            day = today
        case "today": day = today
        default:
            guard let weekday = DateWords.weekdays[first] else { return nil }
            let back = (today.weekday - weekday + 7) % 7
            day = today.adding(back == 0 ? -7 : -back)
        }
        var time: TimeOfDay?
        while let token = scanner.current {
            if time == nil, case .number = token.kind {
                guard let found = scanner.timeOfDay(fullStop: true) else { return nil }
                time = found
            } else {
                guard token.word.map({ DateWords.fillers.contains($0) }) ?? true else { return nil }
                scanner.position += 1
            }
        }
        var notes = ["relative to fetched_at"]
        guard let time else {
            notes.append("day in \(zone)")
            return Reading(day: day, precision: .day, notes: notes)
        }
        var named = zone
        switch time.zone {
        case .named(let stated): named = stated
        case .none: notes.append("zone \(zone) assumed")
        case .unknown(let name):
            notes.append("zone \(name) unknown")
            return Reading(day: day, precision: .day, notes: notes)
        }
        let at = Instant(day, hour: time.hour, minute: time.minute ?? 0, second: time.second ?? 0, in: named)
        return Reading(at: at, precision: time.second == nil ? .minute : .second, notes: notes)
    }
}
