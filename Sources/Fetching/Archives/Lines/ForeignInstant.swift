import Records

/// Moments as other tools write them.
enum ForeignInstant {
    /// Reads `2023-08-15T10:19:00.5+08:00`, `2023-08-15 10:19:00`, `20230815101900` and `202308151019` (all UTC),
    /// `2023-08-15`, and numbers of seconds or milliseconds since 1970; nil for anything else.
    static func read(_ value: JSONValue) -> Instant? {
        if let number = value.double, value.string == nil { return seconds(number) }
        guard let text = value.string else { return nil }
        let bytes = Array(text.utf8)
        if bytes.count == 14, bytes.allSatisfy(isDigit) { return compact(bytes) }
        // As milliseconds these would be of 1976, before there were pages.
        if bytes.count == 12, bytes.allSatisfy(isDigit), bytes.starts(with: "19".utf8) || bytes.starts(with: "20".utf8),
            let moment = compact(bytes + "00".utf8)
        {
            return moment
        }
        if bytes.count >= 9, bytes.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) {
            return Double(text).flatMap(seconds)
        }
        guard bytes.count >= 10, let day = CivilDay(text.prefix(10)) else { return nil }
        if bytes.count == 10 { return Instant(day) }
        guard bytes.count >= 19, [UInt8(ascii: "T"), 0x20].contains(bytes[10]),
            let time = Instant("\(day)T\(String(decoding: bytes[11..<19], as: UTF8.self))Z")
        else { return nil }
        var rest = bytes[19...]
        if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") {
            rest = rest.dropFirst().drop(while: isDigit)
        }
        if rest.first == 0x20 { rest = rest.dropFirst() }
        return offset(rest).map { Instant(seconds: time.seconds - $0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Milliseconds are told by their size: as seconds they would be after the year 5138.
    private static func seconds(_ number: Double) -> Instant? {
        guard number >= 0, number < 1e14 else { return nil }
        return Instant(seconds: Int(number >= 1e11 ? number / 1000 : number))
    }

    private static func compact(_ digits: [UInt8]) -> Instant? {
        func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
        return Instant(
            "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z")
    }

    /// Seconds east of Greenwich of ``, `Z`, `UTC`, `+08:00`, `+0800`, `+08`.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
        if ["", "Z", "z", "UTC"].contains(String(decoding: zone, as: UTF8.self)) { return 0 }
        guard let sign = zone.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let digits = zone.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard digits.count == 2 || digits.count == 4, digits.allSatisfy(isDigit) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        let seconds = digits.count == 2 ? number * 3600 : number / 100 * 3600 + number % 100 * 60
        return seconds <= 14 * 3600 ? (sign == UInt8(ascii: "-") ? -seconds : seconds) : nil
    }
}
