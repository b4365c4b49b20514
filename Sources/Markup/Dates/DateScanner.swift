import Records

/// A walk over the pieces of a date, with the parts that all forms share: time of day and zone.
struct DateScanner {
    let tokens: [DateToken]
    let months: [String: Int]
    var position = 0

    init(_ tokens: [DateToken], months: [String: Int]) {
        self.tokens = tokens
        self.months = months
    }

    var current: DateToken? { token(position) }
    func token(_ index: Int) -> DateToken? { tokens.indices.contains(index) ? tokens[index] : nil }

    func number(_ index: Int) -> (value: Int, digits: Int)? {
        if case .number(let value, let digits)? = token(index)?.kind { (value, digits) } else { nil }
    }

    func isMark(_ scalar: Unicode.Scalar, at index: Int) -> Bool { token(index)?.isMark(scalar) ?? false }

    /// `18:19[:00[.123]]`, or `18.19[.00]` where a full stop is allowed, then `am` or `pm`, then the zone.
    mutating func timeOfDay(fullStop: Bool) -> TimeOfDay? {
        guard let hour = number(position), hour.digits <= 2 else { return nil }
        let separator: Unicode.Scalar
        if isMark(":", at: position + 1) {
            separator = ":"
        } else if fullStop, isMark(".", at: position + 1) {
            separator = "."
        } else {
            return nil
        }
        guard let minute = number(position + 2), minute.digits == 2 else { return nil }
        var time = TimeOfDay(hour: hour.value, minute: minute.value)
        var next = position + 3
        if isMark(separator, at: next), let second = number(next + 1) {
            guard second.digits <= 2 else { return nil }
            time.second = second.value
            next += 2
            // Fractions are read and dropped: moments are kept to the second.
            if isMark(".", at: next) || isMark(",", at: next), token(next + 1)?.touches == true, number(next + 1) != nil
            {
                next += 2
            }
        }
        // A fourth part makes it something else than a time.
        if isMark(":", at: next), number(next + 1) != nil { return nil }
        position = next
        return finish(time)
    }

    /// `T1014`, `T101455`: after the letter.
    mutating func compactTime() -> TimeOfDay? {
        guard let number = number(position) else { return nil }
        let value = number.value
        let time: TimeOfDay
        switch number.digits {
        case 2: time = TimeOfDay(hour: value)
        case 4: time = TimeOfDay(hour: value / 100, minute: value % 100)
        case 6: time = TimeOfDay(hour: value / 10_000, minute: value / 100 % 100, second: value % 100)
        default: return nil
        }
        position += 1
        return finish(time)
    }

    private mutating func finish(_ start: TimeOfDay) -> TimeOfDay? {
        var time = start
        halfOfDay(&time)
        guard TimeOfDay.isReal(hour: time.hour, minute: time.minute, second: time.second) else { return nil }
        time.zone = zone()
        return time
    }

    /// `am`, `p.m.`
    private mutating func halfOfDay(_ time: inout TimeOfDay) {
        guard let word = current?.word, (1...12).contains(time.hour) else { return }
        var length = 1
        var half = word
        if half == "a" || half == "p", isMark(".", at: position + 1), token(position + 2)?.word == "m" {
            half += "m"
            length = isMark(".", at: position + 3) ? 4 : 3
        }
        guard half == "am" || half == "pm" else { return }
        time.hour = time.hour % 12 + (half == "pm" ? 12 : 0)
        position += length
    }

    /// A zone by name, by offset, or both: `WIB`, `+07:00`, `GMT+7`, `(WITA)`, `-0000`.
    mutating func zone() -> DateFields.ZoneName {
        let bracket = isMark("(", at: position) ? 1 : 0
        if let word = token(position + bracket)?.word {
            if let named = ZoneNames.zone(word) {
                position += 1 + bracket
                if let offset = offset(joined: true), word == "gmt" || word == "utc" || word == "ut" {
                    return .named(offset)
                }
                return .named(named)
            }
            if ZoneNames.looksLikeZone(word), months[word] == nil, DateWords.weekdays[word] == nil,
                !DateWords.fillers.contains(word)
            {
                position += 1 + bracket
                return .unknown(word.uppercased())
            }
            return .none
        }
        return offset(joined: false).map { .named($0) } ?? .none
    }

    private mutating func offset(joined: Bool) -> Zone? {
        let east = isMark("+", at: position)
        guard east || isMark("-", at: position), let first = number(position + 1),
            tokens[position + 1].touches, joined || east || first.digits >= 2
        else { return nil }
        let next = position + 2
        // `18:19 -15/08/2023` and `18:19 -15-Aug` go on with a date.
        if isMark("/", at: next) || isMark("-", at: next) { return nil }
        if first.digits <= 2, token(next)?.word.map({ months[$0] != nil }) ?? false { return nil }
        var minutes: Int
        var length = 2
        switch first.digits {
        case 1, 2:
            minutes = first.value * 60
            if isMark(":", at: next), let part = number(next + 1), part.digits == 2, part.value < 60 {
                minutes += part.value
                length = 4
            }
        case 3, 4:
            guard first.value % 100 < 60 else { return nil }
            minutes = first.value / 100 * 60 + first.value % 100
        default: return nil
        }
        guard minutes <= 15 * 60 else { return nil }
        position += length
        let sign = east ? 1 : -1
        let (hours, rest) = (minutes / 60, minutes % 60)
        let name = "\(east ? "+" : "-")\(hours < 10 ? "0" : "")\(hours):\(rest < 10 ? "0" : "")\(rest)"
        return minutes == 0 ? Zone.utc : Zone(name: name, secondsEast: sign * minutes * 60)
    }
}
