import Records

/// A walk over the pieces of a date, with the parts that all forms share: time of day and zone.
struct DateScanner {
    let tokens: [DateToken]
    var position = 0
    /// Whether `08:00-10:00` is the beginning and the end of something rather than a time with its offset.
    var mayBeSpan = false

    init(_ tokens: [DateToken]) { self.tokens = tokens }

    var current: DateToken? { token(position) }
    func token(_ index: Int) -> DateToken? { tokens.indices.contains(index) ? tokens[index] : nil }

    func number(_ index: Int) -> (value: Int, digits: Int)? {
        if case .number(let value, let digits)? = token(index)?.kind { (value, digits) } else { nil }
    }

    func isMark(_ scalar: Unicode.Scalar, at index: Int) -> Bool { token(index)?.isMark(scalar) ?? false }
    func touches(_ index: Int) -> Bool { token(index)?.touches ?? false }
    func roles(_ index: Int) -> DateWord.Roles { token(index)?.meaning.roles ?? [] }

    // MARK: Time of day

    /// What stands where a time of day may.
    enum Reading {
        case time(TimeOfDay)
        /// A time of day that may be one of two: `jam 7`.
        case unclear
        case none
    }

    /// `18:19[:00[.123]]`, or `18.19[.00]` where a full stop is allowed, then `am`, `pm` or the part of the day, then the
    /// zone.
    mutating func timeOfDay(fullStop: Bool) -> Reading {
        guard let hour = number(position), hour.digits <= 2 else { return .none }
        let separator: Unicode.Scalar
        if isMark(":", at: position + 1) {
            separator = ":"
        } else if fullStop, isMark(".", at: position + 1), touches(position + 1), touches(position + 2) {
            separator = "."
        } else {
            return .none
        }
        guard let minute = number(position + 2), minute.digits <= 2 else { return .none }
        var time = TimeOfDay(hour: hour.value, minute: minute.value)
        var next = position + 3
        if isMark(separator, at: next), let second = number(next + 1), separator == ":" || touches(next + 1) {
            guard second.digits <= 2 else { return .none }
            time.second = second.value
            next += 2
            skipFraction(&next)
        }
        // `18:1` may have lost a digit; `1:2:3` has not.
        guard minute.digits == 2 || time.second != nil && separator == ":" else { return .none }
        // A fourth part makes it something else than a time.
        if isMark(separator, at: next), touches(next), number(next + 1) != nil, touches(next + 1) { return .none }
        return finish(time, at: next)
    }

    /// `T10`, `T1014`, `T101455.5`: after the letter.
    mutating func compactTime() -> Reading {
        guard let number = number(position) else { return .none }
        let value = number.value
        let time: TimeOfDay
        var next = position + 1
        switch number.digits {
        case 2: time = TimeOfDay(hour: value)
        case 4: time = TimeOfDay(hour: value / 100, minute: value % 100)
        case 6:
            time = TimeOfDay(hour: value / 10_000, minute: value / 100 % 100, second: value % 100)
            skipFraction(&next)
        default: return .none
        }
        return finish(time, at: next)
    }

    /// `18`, after a word that says that it is an hour. Surely the 24 hours are meant from 13 on and before a zone.
    mutating func hourAlone() -> Reading {
        guard let hour = number(position), hour.digits <= 2, hour.value < 24 else { return .none }
        let next = position + 1
        let after = token(next)?.meaning
        let halves = DateWord.Roles.partsOfDay.union([.beforeNoon, .afterNoon])
        let isSaid = after?.zone != nil || after.map { !$0.roles.isDisjoint(with: halves) } ?? false
        let reading = finish(TimeOfDay(hour: hour.value), at: next)
        return hour.value < 13 && !isSaid ? .unclear : reading
    }

    /// Fractions are read and dropped: moments are kept to the second.
    private func skipFraction(_ next: inout Int) {
        if isMark(".", at: next) || isMark(",", at: next), touches(next), touches(next + 1), number(next + 1) != nil {
            next += 2
        }
    }

    private mutating func finish(_ start: TimeOfDay, at next: Int) -> Reading {
        var time = start
        let before = position
        position = next
        let half = half(time.hour)
        guard case .hour(let hour) = half else {
            if case .impossible = half { position = before }
            return half == .unclear ? .unclear : .none
        }
        time.hour = hour
        guard TimeOfDay.isReal(hour: time.hour, minute: time.minute, second: time.second) else {
            position = before
            return .none
        }
        mayBeSpan = mayBeSpan && time.second == nil
        time.zone = zone()
        return .time(time)
    }

    private enum Half: Equatable {
        case hour(Int)
        case unclear, impossible
    }

    /// `am`, `p.m.`, `pagi`, `malam` after the hour: the hour of 24 that is meant.
    private mutating func half(_ hour: Int) -> Half {
        let next = roles(position)
        if !next.isDisjoint(with: .partsOfDay) {
            position += 1
            if next.contains(.smallHours), token(position)?.word == "hari" { position += 1 }
            return Self.hour(hour, next)
        }
        var length = 1
        var isMorning = next.contains(.beforeNoon)
        var isEvening = next.contains(.afterNoon)
        if !isMorning, !isEvening, let letter = current?.word, letter == "a" || letter == "p",
            isMark(".", at: position + 1), token(position + 2)?.word == "m"
        {
            (isMorning, isEvening) = (letter == "a", letter == "p")
            length = isMark(".", at: position + 3) ? 4 : 3
        }
        guard isMorning || isEvening else { return .hour(hour) }
        position += length
        return Self.hour(hour, afterNoon: isEvening)
    }

    /// The hour of 24 for one of twelve; a half that contradicts the hour makes no time.
    static func twentyFour(_ hour: Int, afterNoon: Bool) -> Int? {
        if hour <= 12 { return hour % 12 + (afterNoon ? 12 : 0) }
        return afterNoon ? hour : nil
    }

    private static func hour(_ hour: Int, afterNoon: Bool) -> Half {
        twentyFour(hour, afterNoon: afterNoon).map { .hour($0) } ?? .impossible
    }

    private static func hour(_ hour: Int, _ part: DateWord.Roles) -> Half {
        if hour > 12 { return part.isDisjoint(with: [.morning, .smallHours]) ? .hour(hour) : .impossible }
        if part.contains(.morning) { return hour < 12 ? .hour(hour) : .unclear }
        if part.contains(.smallHours) { return hour <= 5 ? .hour(hour) : .unclear }
        if part.contains(.midday) {
            return hour >= 10 ? .hour(hour) : hour <= 3 && hour > 0 ? .hour(hour + 12) : .unclear
        }
        if part.contains(.afternoon) { return (1...7).contains(hour) ? .hour(hour + 12) : .unclear }
        return (6...11).contains(hour) ? .hour(hour + 12) : .unclear
    }

    // MARK: Zone

    /// A zone by name, by offset, or both: `WIB`, `+07:00`, `GMT+7`, `(WITA)`, `-0000`, `Waktu Indonesia Tengah`.
    mutating func zone() -> DateFields.ZoneName {
        let bracket = isMark("(", at: position) || isMark("[", at: position) ? 1 : 0
        guard let token = token(position + bracket), let word = token.word else {
            return bracket == 0 ? offset(joined: false).map { .named($0) } ?? .none : .none
        }
        let meaning = token.meaning
        if word == "waktu" { return namedInWords(position + bracket + 1) }
        if let minutes = meaning.zone, !(word == "at" && number(position + bracket + 1) != nil) {
            position += 1 + bracket
            if word == "gmt" || word == "utc" || word == "ut", let offset = offset(joined: true) {
                return .named(offset)
            }
            return .named(word == "z" ? .utc : Zone(name: word.uppercased(), secondsEast: minutes * 60))
        }
        let isOther = meaning.month != nil || meaning.weekday != nil || !meaning.roles.isEmpty
        if meaning.isAmbiguousZone
            || token.isCapital && ZoneNames.looksLikeZone(word) && (word.utf8.count == 1 || !isOther)
        {
            position += 1 + bracket
            return .unknown(word.uppercased())
        }
        return .none
    }

    /// `Waktu Indonesia Barat`, `waktu setempat`.
    private mutating func namedInWords(_ index: Int) -> DateFields.ZoneName {
        if token(index)?.word == "setempat" {
            position = index + 1
            return .unknown("setempat")
        }
        let zones = ["barat": Zone("WIB"), "tengah": Zone("WITA"), "timur": Zone("WIT")]
        guard token(index)?.word == "indonesia", let zone = token(index + 1)?.word.flatMap({ zones[$0] ?? nil }) else {
            return .none
        }
        position = index + 2
        return .named(zone)
    }

    /// `+07:00`, `+0700`, `+07`, and after `GMT` also `+7`, `+7:00` and `+07.00`.
    private mutating func offset(joined: Bool) -> Zone? {
        let east = isMark("+", at: position)
        guard east || isMark("-", at: position), let first = number(position + 1), touches(position + 1),
            joined || east || first.digits >= 2
        else { return nil }
        let next = position + 2
        // `18:19 -15/08/2023` and `18:19 -15-Aug` go on with a date.
        if isMark("/", at: next) || isMark("-", at: next) { return nil }
        if first.digits <= 2, token(next)?.meaning.month != nil { return nil }
        // `18:19 - 20:00` is no offset, and neither is a year: `18:19 -2023`.
        var minutes: Int
        var length = 2
        switch first.digits {
        case 1, 2:
            guard east || joined || !mayBeSpan || !isMark(":", at: next) else { return nil }
            minutes = first.value * 60
            if isMark(":", at: next) || joined && isMark(".", at: next) && touches(next + 1),
                let part = number(next + 1), part.digits == 2
            {
                guard part.value < 60 else { return nil }
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
        return Self.zone(minutes: east ? minutes : -minutes)
    }

    /// A zone by its offset: `+07:00`.
    static func zone(minutes: Int) -> Zone {
        guard minutes != 0 else { return .utc }
        let (hours, rest) = (abs(minutes) / 60, abs(minutes) % 60)
        // Written by hand: most dates of feeds come through here.
        let name = String(unsafeUninitializedCapacity: 6) { buffer in
            buffer[0] = minutes < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+")
            (buffer[1], buffer[2]) = (0x30 + UInt8(hours / 10), 0x30 + UInt8(hours % 10))
            buffer[3] = UInt8(ascii: ":")
            (buffer[4], buffer[5]) = (0x30 + UInt8(rest / 10), 0x30 + UInt8(rest % 10))
            return 6
        }
        return Zone(name: name, secondsEast: minutes * 60)
    }
}
