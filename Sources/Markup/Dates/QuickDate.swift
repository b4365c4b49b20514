import Records

/// The forms that nearly all feeds and exports of posts have, read byte by byte without taking the text apart.
///
/// `Tue, 15 Aug 2023 18:19:00 +0700` (RFC 5322), `2023-08-15T18:19:00.5+07:00` (RFC 3339) and
/// `Tue Aug 15 18:19:00 +0000 2023` (X), exactly so; whatever differs is left to `WrittenDate`, which gives the same for
/// these.
enum QuickDate {
    static func read(_ text: String) -> DateFields? {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count >= 20, bytes.count <= 40 else { return nil }
            if bytes[0].isDigit { return rfc3339(bytes) }
            return bytes[3] == 0x20 ? post(bytes) : rfc5322(bytes)
        }
    }

    private static func rfc3339(_ bytes: UnsafeBufferPointer<UInt8>) -> DateFields? {
        guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
            let century = two(bytes, 0), let year = two(bytes, 2), let month = two(bytes, 5), let day = two(bytes, 8)
        else { return nil }
        var fields = DateFields(year: century * 100 + year, month: month, day: day)
        guard clock(bytes, 11, &fields) else { return nil }
        var next = 19
        if bytes[next] == UInt8(ascii: ".") {
            next += 1
            let first = next
            while next < bytes.count, bytes[next].isDigit { next += 1 }
            guard next > first, next - first <= DateToken.mostDigits else { return nil }
        }
        guard next < bytes.count else { return nil }
        if bytes[next] == UInt8(ascii: "Z"), next + 1 == bytes.count {
            fields.zone = .named(.utc)
        } else {
            guard next + 6 == bytes.count, bytes[next + 3] == UInt8(ascii: ":"), let hours = two(bytes, next + 1),
                let minutes = two(bytes, next + 4), let zone = zone(bytes[next], hours, minutes)
            else { return nil }
            fields.zone = .named(zone)
        }
        return fields.isReal ? fields : nil
    }

    private static func rfc5322(_ bytes: UnsafeBufferPointer<UInt8>) -> DateFields? {
        guard bytes.count >= 29, bytes[3] == UInt8(ascii: ","), bytes[4] == 0x20, bytes[7] == 0x20, bytes[11] == 0x20,
            bytes[16] == 0x20, bytes[25] == 0x20, let weekday = weekday(bytes), let month = month(bytes, 8),
            let day = two(bytes, 5), let century = two(bytes, 12), let year = two(bytes, 14)
        else { return nil }
        var fields = DateFields(year: century * 100 + year, month: month, day: day, weekday: weekday)
        guard clock(bytes, 17, &fields) else { return nil }
        if bytes.count == 29, bytes[26] == UInt8(ascii: "G"), bytes[27] == UInt8(ascii: "M"),
            bytes[28] == UInt8(ascii: "T")
        {
            fields.zone = .named(Zone(name: "GMT", secondsEast: 0))
        } else {
            guard bytes.count == 31, let hours = two(bytes, 27), let minutes = two(bytes, 29),
                let zone = zone(bytes[26], hours, minutes)
            else { return nil }
            fields.zone = .named(zone)
        }
        return fields.isReal ? fields : nil
    }

    private static func post(_ bytes: UnsafeBufferPointer<UInt8>) -> DateFields? {
        guard bytes.count == 30, bytes[7] == 0x20, bytes[10] == 0x20, bytes[19] == 0x20, bytes[25] == 0x20,
            let weekday = weekday(bytes), let month = month(bytes, 4), let day = two(bytes, 8),
            let hours = two(bytes, 21), let minutes = two(bytes, 23), let zone = zone(bytes[20], hours, minutes),
            let century = two(bytes, 26), let year = two(bytes, 28)
        else { return nil }
        var fields = DateFields(year: century * 100 + year, month: month, day: day, weekday: weekday)
        guard clock(bytes, 11, &fields) else { return nil }
        fields.zone = .named(zone)
        return fields.isReal ? fields : nil
    }

    private static func clock(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ fields: inout DateFields) -> Bool {
        guard bytes[at + 2] == UInt8(ascii: ":"), bytes[at + 5] == UInt8(ascii: ":"), let hour = two(bytes, at),
            let minute = two(bytes, at + 3), let second = two(bytes, at + 6)
        else { return false }
        (fields.hour, fields.minute, fields.second) = (hour, minute, second)
        return true
    }

    private static func zone(_ sign: UInt8, _ hours: Int, _ minutes: Int) -> Zone? {
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), minutes < 60, hours * 60 + minutes <= 15 * 60
        else { return nil }
        let east = hours * 60 + minutes
        return DateScanner.zone(minutes: sign == UInt8(ascii: "-") ? -east : east)
    }

    private static func two(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        guard at + 1 < bytes.count, bytes[at].isDigit, bytes[at + 1].isDigit else { return nil }
        return Int(bytes[at] - 0x30) * 10 + Int(bytes[at + 1] - 0x30)
    }

    private static func packed(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
        UInt32(bytes[at]) << 16 | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2])
    }

    private static func weekday(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        switch packed(bytes, 0) {
        case 0x4D6F6E: 0
        case 0x547565: 1
        case 0x576564: 2
        case 0x546875: 3
        case 0x467269: 4
        case 0x536174: 5
        case 0x53756E: 6
        default: nil
        }
    }

    private static func month(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        switch packed(bytes, at) {
        case 0x4A616E: 1
        case 0x466562: 2
        case 0x4D6172: 3
        case 0x417072: 4
        case 0x4D6179: 5
        case 0x4A756E: 6
        case 0x4A756C: 7
        case 0x417567: 8
        case 0x536570: 9
        case 0x4F6374: 10
        case 0x4E6F76: 11
        case 0x446563: 12
        default: nil
        }
    }
}
