import Records

/// A full date in any of its written forms, from RFC 822 to `Selasa, 15 Agustus 2023 | 18:19 WIB`.
///
/// The pieces are read from left to right, each for what only it can be; a word that is none of a date's makes the
/// whole text none. The day stands before the month wherever both are numbers.
struct WrittenDate {
    private var scanner: DateScanner
    private var year: Int?
    private var month: Int?
    private var day: Int?
    private var time: TimeOfDay?
    private var zone = DateFields.ZoneName.none
    private var weekday: Int?
    /// Numbers beside a month's name, not yet known for day or year.
    private var loose: [(value: Int, digits: Int)] = []
    private var hasNumericDate = false

    private init(_ tokens: [DateToken], months: [String: Int]) { scanner = DateScanner(tokens, months: months) }

    static func read(_ tokens: [DateToken], months: [String: Int]) -> DateFields? {
        guard tokens.count > 1 || tokens.first.map({ Self.standsAlone($0) }) ?? false else { return nil }
        var date = WrittenDate(tokens, months: months)
        while date.scanner.current != nil {
            guard date.step() else { return nil }
        }
        return date.fields()
    }

    /// `2023`, `20230815`, `20230815181900`.
    private static func standsAlone(_ token: DateToken) -> Bool {
        if case .number(_, let digits) = token.kind { [4, 8, 12, 14].contains(digits) } else { false }
    }

    private mutating func step() -> Bool {
        switch scanner.current?.kind {
        case .number(let value, let digits): return number(value, digits)
        case .word(let word): return self.word(word)
        case .mark(let mark):
            if time != nil, case .none = zone, mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-") {
                zone = scanner.zone()
                if zone != .none { return true }
            }
            scanner.position += 1
            return true
        case nil: return true
        }
    }

    private mutating func number(_ value: Int, _ digits: Int) -> Bool {
        if digits == 4, !hasNumericDate, month == nil, yearFirst(value) { return true }
        if digits <= 2, !hasNumericDate, month == nil, dayFirst(value) { return true }
        if digits <= 2, time == nil, let found = scanner.timeOfDay(fullStop: fullStopMeansTime) {
            take(found)
            return true
        }
        if [8, 12, 14].contains(digits), !hasNumericDate, month == nil { return compact(value, digits) }
        guard digits <= 2 || digits == 4, loose.count < 2, !hasNumericDate else { return false }
        // A number with a colon that is no time is nothing else either.
        guard !scanner.isMark(":", at: scanner.position + 1) || digits == 4 else { return false }
        loose.append((value, digits))
        scanner.position += 1
        return true
    }

    private mutating func take(_ found: TimeOfDay) {
        time = found
        if found.zone != .none { zone = found.zone }
    }

    /// `18.19` is a time after a date, after `pukul`, before a zone.
    private var fullStopMeansTime: Bool {
        if hasNumericDate || month != nil && loose.count == 2 { return true }
        if let before = scanner.token(scanner.position - 1)?.word, DateWords.hourWords.contains(before) { return true }
        return scanner.token(scanner.position + 3)?.word.map { ZoneNames.zone($0) != nil } ?? false
    }

    /// `2023-08-15`, `2023/8/15`, `2023-Aug-15`, `2023-227`, `2023-08`.
    private mutating func yearFirst(_ value: Int) -> Bool {
        let at = scanner.position
        for mark: Unicode.Scalar in ["-", "/", ".", ":"] where scanner.isMark(mark, at: at + 1) {
            if let ordinal = scanner.number(at + 2), ordinal.digits == 3, mark == "-",
                let first = CivilDay(year: value, month: 1, day: 1), (1...366).contains(ordinal.value)
            {
                let date = first.adding(ordinal.value - 1).date
                guard date.year == value else { return false }
                (year, month, day) = (value, date.month, date.day)
                return numericDate(length: 3)
            }
            let named = scanner.token(at + 2)?.word.flatMap { scanner.months[$0] }
            guard let second = named ?? scanner.number(at + 2).flatMap({ $0.digits <= 2 ? $0.value : nil }) else {
                continue
            }
            if scanner.isMark(mark, at: at + 3), let third = scanner.number(at + 4), third.digits <= 2 {
                (year, month, day) = (value, second, third.value)
                return numericDate(length: 5)
            }
            guard mark == "-" || mark == "/", named == nil else { continue }
            (year, month) = (value, second)
            return numericDate(length: 3)
        }
        return false
    }

    /// `15/08/2023`, `15-8-23`, `15.08.2023`: the day first, always.
    private mutating func dayFirst(_ value: Int) -> Bool {
        let at = scanner.position
        for mark: Unicode.Scalar in ["/", "-", "."]
        where scanner.isMark(mark, at: at + 1) && scanner.isMark(mark, at: at + 3) {
            guard let second = scanner.number(at + 2), second.digits <= 2, let third = scanner.number(at + 4) else {
                continue
            }
            // `03-12-31` may begin with its year as well as with its day: two digits are a year only after `/` or `.`.
            guard third.digits == 4 || third.digits == 2 && mark != "-" else { continue }
            (day, month, year) = (value, second.value, third.digits == 4 ? third.value : Self.century(third.value))
            return numericDate(length: 5)
        }
        return false
    }

    private mutating func compact(_ value: Int, _ digits: Int) -> Bool {
        let date = digits == 8 ? value : digits == 12 ? value / 10_000 : value / 1_000_000
        (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
        if digits == 12 { time = TimeOfDay(hour: value / 100 % 100, minute: value % 100) }
        if digits == 14 {
            time = TimeOfDay(hour: value / 10_000 % 100, minute: value / 100 % 100, second: value % 100)
        }
        let found = numericDate(length: 1)
        if time != nil { zone = scanner.zone() }
        return found
    }

    private mutating func numericDate(length: Int) -> Bool {
        guard loose.isEmpty else { return false }
        hasNumericDate = true
        scanner.position += length
        return true
    }

    private mutating func word(_ word: String) -> Bool {
        if word == "t", hasNumericDate, time == nil {
            scanner.position += 1
            if let found = scanner.timeOfDay(fullStop: false) ?? scanner.compactTime() {
                take(found)
                return true
            }
            return false
        }
        if month == nil, let named = scanner.months[word] {
            month = named
        } else if weekday == nil, let named = DateWords.weekdays[word] {
            weekday = named
        } else if time != nil, zone == .none, ZoneNames.zone(word) != nil {
            zone = scanner.zone()
            return true
        } else if time != nil, case .named = zone, ZoneNames.zone(word) != nil {
            // `+0700 (WIB)`: the offset has said it already.
        } else if !DateWords.fillers.contains(word) {
            return false
        }
        scanner.position += 1
        return true
    }

    /// 1970 to 2069, as POSIX reads two digits (nearly: RFC 2822 divides at 50, and nobody publishes before 1970).
    private static func century(_ year: Int) -> Int { year < 70 ? 2000 + year : 1900 + year }

    /// Decides between day and year among the numbers beside a month's name.
    private mutating func settle() -> Bool {
        if hasNumericDate { return true }
        guard month != nil else {
            guard loose.count == 1, loose[0].digits == 4, time == nil, weekday == nil else { return false }
            year = loose[0].value
            return true
        }
        switch loose.count {
        case 1:
            guard loose[0].digits == 4, time == nil, weekday == nil else { return false }
            year = loose[0].value
        case 2:
            if loose[0].digits == 4 {
                guard loose[1].digits <= 2 else { return false }
                (year, day) = (loose[0].value, loose[1].value)
            } else {
                day = loose[0].value
                year = loose[1].digits == 4 ? loose[1].value : Self.century(loose[1].value)
                guard loose[1].digits != 1 else { return false }
            }
        default: return false
        }
        return true
    }

    private mutating func fields() -> DateFields? {
        guard settle(), let year else { return nil }
        var fields = DateFields(year: year, month: month, day: day, zone: zone, weekday: weekday)
        if let time {
            guard day != nil else { return nil }
            (fields.hour, fields.minute, fields.second) = (time.hour, time.minute, time.second)
        }
        return fields.isReal ? fields : nil
    }
}
