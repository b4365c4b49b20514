import Records

/// Numbers, shares and dates as Indonesian offices write them: `1.234`, `17,3 %`, `Selasa, 15 Agustus 2023`.
enum Indonesian {
    /// `1.234`
    static func number(_ value: Int) -> String {
        let digits = String(abs(value))
        var result = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(".") }
            result.append(digit)
        }
        return result
    }

    /// `17,3 %`: rounded half up to one decimal; nil for a part of nothing.
    static func share(_ part: Int, of whole: Int) -> String? {
        guard whole > 0, part >= 0 else { return nil }
        let tenths = (part * 2000 + whole) / (whole * 2)
        return "\(number(tenths / 10)),\(tenths % 10) %"
    }

    /// `15 Agustus 2023`
    static func date(_ day: CivilDay) -> String {
        let (year, month, number) = day.date
        return "\(number) \(months[month - 1]) \(year)"
    }

    /// `Selasa, 15 Agustus 2023`
    static func fullDate(_ day: CivilDay) -> String { "\(weekdays[day.weekday]), \(date(day))" }

    /// `15 Agu`
    static func shortDate(_ day: CivilDay) -> String {
        let (_, month, number) = day.date
        return "\(number) \(months[month - 1].prefix(3))"
    }

    /// `Selasa, 15 Agustus 2023 pukul 18.19 WITA`
    static func moment(_ instant: Instant, in zone: Zone) -> String {
        "\(fullDate(instant.day(in: zone))) pukul \(time(instant, in: zone)) \(zoneName(zone))"
    }

    /// `18.19`
    static func time(_ instant: Instant, in zone: Zone) -> String {
        let clock = instant.wallClock(in: zone)
        return "\(twoDigits(clock.hour)).\(twoDigits(clock.minute))"
    }

    /// WIB, WITA, WIT or the zone's own name.
    static func zoneName(_ zone: Zone) -> String {
        [25_200: "WIB", 28_800: "WITA", 32_400: "WIT"][zone.secondsEast] ?? zone.name
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private static let months = [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
        "Desember",
    ]
    private static let weekdays = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
}
