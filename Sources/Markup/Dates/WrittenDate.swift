import Records

/// A full date in any of its written forms, from RFC 822 to `Selasa, 15 Agustus 2023 | 18:19 WIB`.
///
/// The pieces are read from left to right, each for what only it can be; a word that is none of a date's makes the
/// whole text none. The day stands before the month wherever both are numbers.
struct WrittenDate {
    private var scanner: DateScanner
    private let rules: DateRules
    private var year: Int?
    private var month: Int?
    private var day: Int?
    private var time: TimeOfDay?
    /// Whether a time of day was met, be it one that can be read or not.
    private var hasTime = false
    private var zone = DateFields.ZoneName.none
    private var weekday: Int?
    /// Half of the day named before the hour, as in Korean.
    private var half: DateWord.Roles = []
    /// Numbers beside a month's name, not yet known for day or year.
    private var loose: [Loose] = []
    private var numeric: NumericDate?
    /// `15/8`: day and month without a year.
    private var hasShortDate = false
    private var notes: [String] = []

    private struct Loose {
        let value: Int
        let digits: Int
        let isAfterMonth: Bool
        let isAfterComma: Bool
    }

    private init(_ tokens: [DateToken], _ rules: DateRules) {
        scanner = DateScanner(tokens)
        self.rules = rules
    }

    static func read(_ tokens: [DateToken], _ rules: DateRules) -> DateFields? {
        guard tokens.count > 1 || tokens.first.map({ Self.standsAlone($0) }) ?? false else { return nil }
        var date = WrittenDate(tokens, rules)
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
        guard let token = scanner.current else { return true }
        switch token.kind {
        case .number(let value, let digits): return number(value, digits)
        case .word(let word): return self.word(word, token)
        case .mark(let mark):
            if mark == UInt8(ascii: "("), skipComment() { return true }
            if hasTime, zone == .none, mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-") {
                zone = scanner.zone()
                if zone != .none { return true }
            }
            // A sign that is no zone's belongs to nothing that a date has.
            if mark == UInt8(ascii: "+") { return false }
            scanner.position += 1
            return true
        }
    }

    /// Comments stand in parentheses and may be nested (RFC 5322, section 3.2.2). What has digits or says something of the
    /// date is none.
    private mutating func skipComment() -> Bool {
        var depth = 0
        var index = scanner.position
        repeat {
            guard let token = scanner.token(index) else { return false }
            let meaning = token.meaning
            switch token.kind {
            case .number: return false
            case .word(let word):
                if weekday == nil && meaning.weekday != nil || month == nil && meaning.month != nil { return false }
                let isFirst = index == scanner.position + 1
                if isFirst, hasTime, meaning.zone != nil || meaning.isAmbiguousZone || word == "waktu" { return false }
            case .mark(UInt8(ascii: "(")): depth += 1
            case .mark(UInt8(ascii: ")")): depth -= 1
            case .mark: break
            }
            index += 1
        } while depth > 0
        scanner.position = index
        return true
    }

    // MARK: Numbers

    private mutating func number(_ value: Int, _ digits: Int) -> Bool {
        let hasDate = numeric != nil || month != nil || hasShortDate
        if !hasDate, digits <= 4, let found = NumericDate.at(scanner, rules) { return take(found) }
        if digits <= 2, !hasTime {
            scanner.mayBeSpan = !(numeric?.isYearFirst ?? false)
            if takeTime(scanner.timeOfDay(fullStop: fullStopMeansTime)) { return true }
            if followsClockWord, takeTime(scanner.hourAlone()) { return true }
            if !hasDate, shortDate(value) { return true }
        }
        if [8, 12, 14].contains(digits), !hasDate { return compact(value, digits) }
        if digits == 7, !hasDate, rules.field == .feed { return ordinal(value) }
        guard digits <= 4, loose.count < 2, numeric == nil, !hasShortDate else { return false }
        // A number with a colon that is no time is nothing else either.
        guard !scanner.isMark(":", at: scanner.position + 1) || digits == 4 else { return false }
        let before = scanner.position - 1
        loose.append(
            Loose(
                value: value, digits: digits, isAfterMonth: month != nil,
                isAfterComma: scanner.isMark(",", at: before) || scanner.isMark("'", at: before)))
        scanner.position += 1
        return true
    }

    private mutating func take(_ found: NumericDate) -> Bool {
        guard loose.isEmpty else { return false }
        numeric = found
        (year, month, day) = (found.year, found.month, found.day)
        if let note = found.note { notes.append(note) }
        scanner.position += found.length
        return true
    }

    private mutating func takeTime(_ reading: DateScanner.Reading) -> Bool {
        switch reading {
        case .none: return false
        case .unclear: notes.append("hour unclear")
        case .time(var found):
            if !half.isEmpty {
                guard let hour = DateScanner.twentyFour(found.hour, afterNoon: half.contains(.afterNoon)) else {
                    return false
                }
                found.hour = hour
            }
            time = found
            if found.zone != .none { zone = found.zone }
        }
        hasTime = true
        return true
    }

    private var followsClockWord: Bool { scanner.roles(scanner.position - 1).contains(.clock) }

    /// `18.19` is a time after a date, after `pukul`, before a zone.
    private var fullStopMeansTime: Bool {
        if numeric != nil || hasShortDate || month != nil && loose.count == 2 || followsClockWord { return true }
        if weekday != nil, month != nil, loose.count == 1, loose[0].digits <= 2 { return true }
        return scanner.token(scanner.position + 3)?.meaning.zone != nil
    }

    /// `15/8` with the year to be found by the day of the week.
    private mutating func shortDate(_ value: Int) -> Bool {
        let at = scanner.position
        guard loose.isEmpty, scanner.isMark("/", at: at + 1), let second = scanner.number(at + 2), second.digits <= 2,
            !scanner.isMark("/", at: at + 3)
        else { return false }
        hasShortDate = true
        (day, month) = (value, second.value)
        scanner.position += 3
        return true
    }

    private mutating func compact(_ value: Int, _ digits: Int) -> Bool {
        let date = digits == 8 ? value : digits == 12 ? value / 10_000 : value / 1_000_000
        let found = NumericDate(
            year: date / 10_000, month: date / 100 % 100, day: date % 100, length: 1, isYearFirst: true)
        guard take(found) else { return false }
        guard digits > 8 else { return true }
        time =
            digits == 12
            ? TimeOfDay(hour: value / 100 % 100, minute: value % 100)
            : TimeOfDay(hour: value / 10_000 % 100, minute: value / 100 % 100, second: value % 100)
        hasTime = true
        zone = scanner.zone()
        return true
    }

    /// `2003335`, before a time.
    private mutating func ordinal(_ value: Int) -> Bool {
        NumericDate.ordinal(value / 1000, value % 1000, length: 1).map { take($0) } ?? false
    }

    // MARK: Words

    private mutating func word(_ word: String, _ token: DateToken) -> Bool {
        let meaning = token.meaning
        if word == "t", numeric != nil, !hasTime {
            scanner.position += 1
            return takeTime(scanner.timeOfDay(fullStop: false)) || takeTime(scanner.compactTime())
        }
        if hasTime, meaning.zone != nil || meaning.isAmbiguousZone || word == "waktu" || isMilitary(token) {
            return zoneWord(token)
        }
        if month == nil, let named = meaning.month {
            month = named
        } else if weekday == nil, let named = meaning.weekday {
            weekday = named
        } else if !hasTime, !meaning.roles.isDisjoint(with: [.beforeNoon, .afterNoon]), half.isEmpty,
            scanner.number(scanner.position + 1) != nil
        {
            half = meaning.roles
        } else if hasTime, zone == .none, case .unknown(let name) = scanner.zone() {
            zone = .unknown(name)
            return true
        } else if !meaning.roles.contains(.filler), !isForeignWeekday {
            return false
        }
        scanner.position += 1
        return true
    }

    /// What stands first and before a comma in a feed is a day of the week, be it in whatever language.
    private var isForeignWeekday: Bool {
        guard case .feed = rules.field, scanner.position == 0, weekday == nil else { return false }
        return scanner.isMark(",", at: scanner.isMark(".", at: 1) ? 2 : 1)
    }

    /// Single letters were zones once: RFC 822 gave them with the wrong sign.
    private func isMilitary(_ token: DateToken) -> Bool {
        token.isCapital && token.word?.utf8.count == 1
    }

    /// A zone's name after the time: the first says it, a second must agree (`+0700 (WIB)`).
    private mutating func zoneWord(_ token: DateToken) -> Bool {
        let before = scanner.position
        let found = scanner.zone()
        switch (zone, found) {
        case (_, .none):
            guard token.meaning.roles.contains(.filler) else { return false }
            scanner.position = before + 1
        case (.none, _): zone = found
        case (.named(let said), .named(let other)) where said.secondsEast != other.secondsEast:
            zone = .unknown("\(said) or \(other)")
        default: break
        }
        return true
    }

    // MARK: Settling

    /// Decides between day and year among the numbers beside a month's name.
    private mutating func settle() -> Bool {
        if numeric != nil { return true }
        if hasShortDate { return yearOfFetch() }
        guard month != nil else {
            guard loose.count == 1, loose[0].digits == 4, !hasTime, weekday == nil else { return false }
            year = loose[0].value
            return true
        }
        switch loose.count {
        case 1 where loose[0].digits == 4:
            guard !hasTime, weekday == nil else { return false }
            year = loose[0].value
            return true
        case 1 where loose[0].digits <= 2:
            day = loose[0].value
            return yearOfFetch()
        case 2: return dayAndYear(loose[0], loose[1])
        default: return false
        }
    }

    private mutating func dayAndYear(_ first: Loose, _ second: Loose) -> Bool {
        if first.digits == 4 {
            guard second.digits <= 2 else { return false }
            (year, day) = (first.value, second.value)
            return true
        }
        guard first.digits <= 2 else { return false }
        day = first.value
        switch second.digits {
        case 4: year = second.value
        case 3:
            // RFC 5322, section 4.3: from programs that count years from 1900.
            guard (100...199).contains(second.value), second.isAfterMonth else { return false }
            year = 1900 + second.value
            notes.append("year of three digits")
        case 2:
            // `15-17 Agustus` and `Agustus 15-17` are days.
            guard second.isAfterMonth, !first.isAfterMonth || second.isAfterComma else { return false }
            year = DateRules.century(second.value)
            notes.append("year of two digits")
        default: return false
        }
        return true
    }

    /// Without a year: the last such day before the fetch, where the day of the week says that it was that one.
    private mutating func yearOfFetch() -> Bool {
        guard let weekday, let latest = rules.latest, let month, let day, (1...12).contains(month) else { return false }
        for year in stride(from: latest.date.year, through: latest.date.year - 4, by: -1) {
            guard let found = CivilDay(year: year, month: month, day: day), found <= latest else { continue }
            guard found.weekday == weekday else { return false }
            self.year = year
            notes.append("year \(year) from fetched_at")
            return true
        }
        return false
    }

    private mutating func fields() -> DateFields? {
        guard settle(), let year else { return nil }
        guard !hasTime || day != nil else { return nil }
        var fields = DateFields(year: year, month: month, day: day, zone: zone, weekday: weekday, notes: notes)
        if let time { (fields.hour, fields.minute, fields.second) = (time.hour, time.minute, time.second) }
        if let weekday, let swapped = numeric?.swapped, swapped.weekday == weekday,
            fields.firstDay?.weekday != weekday
        {
            fields = DateFields(year: year)
            fields.notes = ["day and month unclear: the weekday agrees with the other order"]
        }
        return fields.isReal ? fields : nil
    }
}
