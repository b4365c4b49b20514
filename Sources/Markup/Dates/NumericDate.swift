import Records

/// A date written in numbers, perhaps with the month's name between its separators.
struct NumericDate {
    var year: Int
    var month: Int?
    var day: Int?
    /// How many pieces it takes.
    var length: Int
    /// Whether the year stands first, as in ISO 8601.
    var isYearFirst = false
    /// What was taken for granted.
    var note: String?
    /// The date with day and month the other way round, where that is one too.
    var swapped: CivilDay?

    /// The date that begins at the scanner's place; nil where none does.
    static func at(_ scanner: DateScanner, _ rules: DateRules) -> NumericDate? {
        guard let first = scanner.number(scanner.position) else { return nil }
        switch first.digits {
        case 4: return yearFirst(first.value, scanner)
        case 1, 2: return dayFirst(first.value, scanner, rules) ?? monthAndYear(first.value, scanner)
        default: return nil
        }
    }

    // MARK: The year first

    /// `2023-08-15`, `2023/8/15`, `2023-Aug-15`, `2023-227`, `2023-08`, `2003-W52-3`, `2023년 8월 15일`.
    private static func yearFirst(_ year: Int, _ scanner: DateScanner) -> NumericDate? {
        let at = scanner.position
        if let week = week(year, scanner) { return week }
        if scanner.roles(at + 1).contains(.yearMark) { return marked(year, scanner) }
        for mark: Unicode.Scalar in ["-", "/", ".", ":"] where scanner.isMark(mark, at: at + 1) {
            if mark == "-", let number = scanner.number(at + 2), number.digits == 3 {
                return ordinal(year, number.value, length: 3)
            }
            let named = scanner.token(at + 2)?.meaning.month
            guard let second = named ?? scanner.number(at + 2).flatMap({ $0.digits <= 2 ? $0.value : nil }) else {
                continue
            }
            if scanner.isMark(mark, at: at + 3), let third = scanner.number(at + 4), third.digits <= 2 {
                return NumericDate(year: year, month: second, day: third.value, length: 5, isYearFirst: true)
            }
            guard mark == "-" || mark == "/", named == nil else { continue }
            return NumericDate(year: year, month: second, day: nil, length: 3, isYearFirst: true)
        }
        return nil
    }

    /// The day of the year: `2003-335`.
    static func ordinal(_ year: Int, _ number: Int, length: Int) -> NumericDate? {
        guard let first = CivilDay(year: year, month: 1, day: 1), (1...366).contains(number) else { return nil }
        let date = first.adding(number - 1).date
        guard date.year == year else { return nil }
        return NumericDate(year: year, month: date.month, day: date.day, length: length, isYearFirst: true)
    }

    /// `2003-W52-3`, `2003W523`, `2003-W52`.
    private static func week(_ year: Int, _ scanner: DateScanner) -> NumericDate? {
        var next = scanner.position + 1
        if scanner.isMark("-", at: next) { next += 1 }
        guard scanner.token(next)?.word == "w", scanner.touches(next), scanner.touches(next + 1),
            let number = scanner.number(next + 1)
        else { return nil }
        next += 2
        let week: Int
        var weekday: Int?
        switch number.digits {
        case 3: (week, weekday) = (number.value / 10, number.value % 10)
        case 2:
            week = number.value
            if scanner.isMark("-", at: next), let day = scanner.number(next + 1), day.digits == 1 {
                weekday = day.value
                next += 2
            }
        default: return nil
        }
        return weekDate(year, week, weekday, length: next - scanner.position)
    }

    /// A week alone is read as far as its days agree: to the month, or the year.
    private static func weekDate(_ year: Int, _ week: Int, _ weekday: Int?, length: Int) -> NumericDate? {
        // The first week is the one with the fourth of January (ISO 8601, section 3.1.1.23).
        guard let fourth = CivilDay(year: year, month: 1, day: 4),
            let next = CivilDay(year: year + 1, month: 1, day: 4), week >= 1
        else { return nil }
        let monday = fourth.adding((week - 1) * 7 - fourth.weekday)
        guard monday < next.adding(-next.weekday) else { return nil }
        if let weekday {
            guard (1...7).contains(weekday) else { return nil }
            let date = monday.adding(weekday - 1).date
            return NumericDate(year: date.year, month: date.month, day: date.day, length: length, isYearFirst: true)
        }
        let (from, to) = (monday.date, monday.adding(6).date)
        guard from.year == to.year else { return nil }
        return NumericDate(
            year: from.year, month: from.month == to.month ? from.month : nil, day: nil, length: length,
            isYearFirst: true, note: "in the week of \(monday)")
    }

    /// `2004년 05월 28일`, `2023年8月15日`.
    private static func marked(_ year: Int, _ scanner: DateScanner) -> NumericDate? {
        let at = scanner.position
        guard let month = scanner.number(at + 2), month.digits <= 2, scanner.roles(at + 3).contains(.monthMark) else {
            return nil
        }
        guard let day = scanner.number(at + 4), day.digits <= 2, scanner.roles(at + 5).contains(.dayMark) else {
            return NumericDate(year: year, month: month.value, day: nil, length: 4, isYearFirst: true)
        }
        return NumericDate(year: year, month: month.value, day: day.value, length: 6, isYearFirst: true)
    }

    // MARK: The day first

    /// `15/08/2023`, `15-8-23`, `15.08.2023`; `08/15/2023` because 15 can be no month.
    private static func dayFirst(_ first: Int, _ scanner: DateScanner, _ rules: DateRules) -> NumericDate? {
        let at = scanner.position
        for mark: Unicode.Scalar in ["/", "-", "."]
        where scanner.isMark(mark, at: at + 1) && scanner.isMark(mark, at: at + 3) {
            guard let second = scanner.number(at + 2), second.digits <= 2, let third = scanner.number(at + 4),
                third.digits == 4 || third.digits == 2, mark != "." || scanner.touches(at + 2)
            else { continue }
            let year = third.digits == 4 ? third.value : DateRules.century(third.value)
            let found = order(first, second.value, year, rules)
            if third.digits == 4 { return found }
            return shortYear(found, (first, second.value, third.value), isHyphen: mark == "-", rules)
        }
        return nil
    }

    /// Day and month of two numbers.
    private static func order(_ first: Int, _ second: Int, _ year: Int, _ rules: DateRules) -> NumericDate? {
        func date(_ day: Int, _ month: Int, _ note: String?, swapped: CivilDay? = nil) -> NumericDate {
            NumericDate(year: year, month: month, day: day, length: 5, note: note, swapped: swapped)
        }
        let dayFirst = CivilDay(year: year, month: second, day: first)
        let monthFirst = CivilDay(year: year, month: first, day: second)
        switch (dayFirst, monthFirst) {
        case (nil, nil): return nil
        case (_?, nil): return date(first, second, nil)
        case (nil, _?):
            // `31/02/2023` is a slip, not another order: its 31 could be a month as little as its 02 a day of one.
            guard second > 12 else { return nil }
            return date(second, first, "month before day: \(second) can be no month")
        case (let dayFirst?, let monthFirst?):
            if dayFirst == monthFirst { return date(first, second, nil) }
            return rules.order == .dayFirst
                ? date(first, second, "day before month", swapped: monthFirst)
                : date(second, first, "month before day: language en-US", swapped: dayFirst)
        }
    }

    /// A year of two digits may stand first as well as last: `03-12-31`. Last, unless that cannot be or would be after the
    /// fetch; between hyphens, where the fetch is not known, nobody can tell, but feeds follow ISO 8601.
    private static func shortYear(
        _ found: NumericDate?, _ numbers: (Int, Int, Int), isHyphen: Bool, _ rules: DateRules
    ) -> NumericDate? {
        let year = DateRules.century(numbers.0)
        let first = CivilDay(year: year, month: numbers.1, day: numbers.2)
        func yearFirst(_ why: String) -> NumericDate {
            NumericDate(
                year: year, month: numbers.1, day: numbers.2, length: 5, isYearFirst: true,
                note: "year first: \(why); year of two digits")
        }
        guard var found, let month = found.month, let day = found.day,
            let last = CivilDay(year: found.year, month: month, day: day)
        else {
            // Only what can be no day at all is surely a year.
            guard let first, numbers.0 > 31, rules.isPast(first) else { return nil }
            return yearFirst("\(numbers.0) can be no day")
        }
        if let first, first != last {
            if !rules.isPast(last), rules.isPast(first) { return yearFirst("else it would be after the fetch") }
            if isHyphen, rules.today == nil {
                return rules.field == .feed ? yearFirst("ISO 8601") : nil
            }
        }
        found.note = found.note.map { "\($0); year of two digits" } ?? "year of two digits"
        return found
    }

    /// `08/2023`, `08-2023`.
    private static func monthAndYear(_ month: Int, _ scanner: DateScanner) -> NumericDate? {
        let at = scanner.position
        for mark: Unicode.Scalar in ["/", "-"] where scanner.isMark(mark, at: at + 1) && scanner.touches(at + 2) {
            guard let year = scanner.number(at + 2), year.digits == 4, !scanner.isMark(mark, at: at + 3) else {
                continue
            }
            return NumericDate(year: year.value, month: month, day: nil, length: 3)
        }
        return nil
    }
}
