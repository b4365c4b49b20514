import Records

/// Times told from the moment of the fetch: `7 jam yang lalu`, `Kemarin, 02:19`, `Jumat, 13:53`.
struct RelativeDate {
    /// What was read: a moment or a day, and how much of it the text said.
    struct Reading: Equatable {
        var at: Instant?
        var day: CivilDay?
        var precision: ItemTime.Precision
        var notes: [String]
    }

    private let now: Instant
    private let zone: Zone
    private var today: CivilDay { now.day(in: zone) }

    static func read(_ tokens: [DateToken], now: Instant, zone: Zone) -> Reading? {
        let date = RelativeDate(now: now, zone: zone)
        let useful = tokens.filter { token in ![",", "|", "(", ")", "."].contains { token.isMark($0) } }
        return date.moment(useful) ?? date.past(useful) ?? date.ago(useful) ?? date.namedDay(tokens)
    }

    /// `baru saja`, `just now`.
    private func moment(_ tokens: [DateToken]) -> Reading? {
        let words = tokens.map { $0.word ?? "" }
        let phrases = [
            ["baru", "saja"], ["barusan"], ["just", "now"], ["now"], ["sekarang"], ["saat", "ini"],
            ["beberapa", "detik", "lalu"], ["beberapa", "detik", "yang", "lalu"], ["a", "few", "seconds", "ago"],
        ]
        guard phrases.contains(words) else { return nil }
        return Reading(at: now, precision: .minute, notes: ["relative to fetched_at"])
    }

    /// `pekan lalu`, `bulan lalu`, `last year`: the week, month or year before the one of the fetch.
    private func past(_ tokens: [DateToken]) -> Reading? {
        guard tokens.count == 2, let first = tokens[0].word, let second = tokens[1].word else { return nil }
        let unit: DateWord.Unit?
        if first == "last" {
            unit = tokens[1].meaning.unit
        } else if second == "lalu" || second == "kemarin" {
            unit = tokens[0].meaning.unit
        } else {
            return nil
        }
        let (year, month, _) = today.date
        switch unit {
        case .week:
            let monday = today.adding(-7 - today.weekday)
            let (from, to) = (monday.date, monday.adding(6).date)
            // `Minggu lalu` is last Sunday too, the end of that very week.
            guard from.year == to.year else { return nil }
            return Reading(
                precision: from.month == to.month ? .month : .year,
                notes: ["relative to fetched_at", "in the week of \(monday)"])
        case .month:
            let before = month == 1 ? (year - 1, 12) : (year, month - 1)
            let name = CivilDay(year: before.0, month: before.1, day: 1)?.description.prefix(7) ?? ""
            return Reading(precision: .month, notes: ["relative to fetched_at", "in \(name)"])
        case .year: return Reading(precision: .year, notes: ["relative to fetched_at", "in \(year - 1)"])
        default: return nil
        }
    }

    /// `5 menit lalu`, `sejam yang lalu`, `2 days ago`, `1 jam 20 menit lalu`.
    private func ago(_ tokens: [DateToken]) -> Reading? {
        guard tokens.count >= 2, tokens.count <= 8, let last = tokens.last, last.meaning.roles.contains(.ago) else {
            return nil
        }
        var rest = tokens.dropLast()[...]
        if rest.last?.word == "yang" { rest = rest.dropLast() }
        var parts: [(count: Int, unit: DateWord.Unit)] = []
        while let part = Self.part(&rest) {
            if let before = parts.last, part.unit.rawValue >= before.unit.rawValue { return nil }
            parts.append(part)
            if rest.first?.word == "and" || rest.first?.word == "dan" { rest = rest.dropFirst() }
        }
        guard rest.isEmpty, let least = parts.last?.unit, let most = parts.first?.unit else { return nil }
        // Days and more are counted on the calendar; hours beside them say nothing more that is sure.
        if parts.count > 1, most.rawValue > DateWord.Unit.day.rawValue { return nil }
        let seconds = parts.reduce(0) { $0 + $1.count * $1.unit.rawValue }
        return parts.count == 1 ? before(parts[0].count, least) : before(seconds / least.rawValue, least)
    }

    /// A count with its unit: `7 jam`, `an hour`, `sejam`, `se jam`.
    private static func part(_ rest: inout ArraySlice<DateToken>) -> (count: Int, unit: DateWord.Unit)? {
        guard let first = rest.first else { return nil }
        var count: Int?
        if case .number(let value, let digits) = first.kind, digits <= 4 { count = value }
        if first.meaning.roles.contains(.one) { count = 1 }
        if let count, let unit = rest.dropFirst().first?.meaning.unit {
            rest = rest.dropFirst(2)
            return (count, unit)
        }
        if let word = first.word, word.hasPrefix("se"),
            let unit = DateWords.table[String(word.dropFirst(2))]?.unit
        {
            rest = rest.dropFirst()
            return (1, unit)
        }
        return nil
    }

    private func before(_ count: Int, _ unit: DateWord.Unit) -> Reading {
        let moment = Instant(seconds: now.seconds - count * unit.rawValue)
        var notes = ["relative to fetched_at"]
        switch unit {
        case .second, .minute: return Reading(at: moment, precision: .minute, notes: notes)
        case .hour: return Reading(at: moment, precision: .hour, notes: notes)
        case .day:
            notes.append("day in \(zone)")
            return Reading(day: today.adding(-count), precision: .day, notes: notes)
        case .week, .month:
            notes.append("about \(moment.day(in: zone))")
            return Reading(precision: .month, notes: notes)
        case .year:
            notes.append("about \(moment.day(in: zone).date.year)")
            return Reading(precision: .year, notes: notes)
        }
    }

    /// `Kemarin, 02:19`, `Hari ini pukul 10.00 WITA`, `Jumat lalu, 13:53`: a day by its name, then perhaps a time.
    private func namedDay(_ tokens: [DateToken]) -> Reading? {
        var scanner = DateScanner(tokens)
        scanner.mayBeSpan = true
        let isLast = scanner.current?.word == "last"
        if isLast { scanner.position += 1 }
        guard let first = scanner.current, let word = first.word else { return nil }
        scanner.position += 1
        var day = today
        var weekday: Int?
        if first.meaning.roles.contains(.yesterday), !isLast {
            let earlier = scanner.current?.word == "lusa" || scanner.current?.word == "dulu"
            if earlier { scanner.position += 1 }
            day = today.adding(earlier ? -2 : -1)
        } else if word == "hari", scanner.current?.word == "ini", !isLast {
            scanner.position += 1
        } else if first.meaning.roles.contains(.today), !isLast {
            day = today
        } else if let named = first.meaning.weekday {
            weekday = named
            let back = (today.weekday - named + 7) % 7
            day = today.adding(back == 0 ? -7 : -back)
        } else {
            return nil
        }
        var isSaidPast = isLast
        if weekday != nil, scanner.current?.word == "lalu" || scanner.current?.word == "kemarin" {
            isSaidPast = true
            scanner.position += 1
        }
        guard let reading = rest(&scanner, day) else { return nil }
        // Today's own name means today or a week ago; only a time that has not come yet today tells.
        if weekday == today.weekday, !isSaidPast {
            guard let at = reading.at, at.seconds + 7 * 86_400 > now.seconds else { return nil }
        }
        if let at = reading.at, at.seconds > now.seconds { return nil }
        return reading
    }

    /// The time of day after the day.
    private func rest(_ scanner: inout DateScanner, _ day: CivilDay) -> Reading? {
        var time: TimeOfDay?
        while let token = scanner.current {
            if time == nil, case .number = token.kind {
                if case .time(let found) = scanner.timeOfDay(fullStop: true) {
                    time = found
                } else if scanner.roles(scanner.position - 1).contains(.clock),
                    case .time(let found) = scanner.hourAlone()
                {
                    time = found
                } else {
                    return nil
                }
            } else {
                guard token.word == nil || token.meaning.roles.contains(.filler) else { return nil }
                if case .number = token.kind { return nil }
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
            notes.append(DateReader.unknown(name))
            return Reading(day: day, precision: .day, notes: notes)
        }
        let at = Instant(day, hour: time.hour, minute: time.minute ?? 0, second: time.second ?? 0, in: named)
        let precision: ItemTime.Precision = time.minute == nil ? .hour : time.second == nil ? .minute : .second
        return Reading(at: at, precision: precision, notes: notes)
    }
}
