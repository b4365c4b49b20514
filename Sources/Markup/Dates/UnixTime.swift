import Records

/// Moments as programs count them: from the beginning of 1970.
enum UnixTime {
    /// The moment of a number, and its unit, told by its size: 9 or 10 digits are seconds (1973 to 2286), 12 or 13
    /// milliseconds, 15 or 16 microseconds, 18 or 19 nanoseconds. Fractions of a second are dropped.
    static func read(_ text: String) -> (moment: Instant, unit: String)? {
        var value = 0
        var digits = 0
        var afterPoint: Int?
        for byte in text.utf8 {
            if byte == UInt8(ascii: "."), afterPoint == nil {
                afterPoint = 0
            } else if byte.isDigit {
                if let count = afterPoint {
                    guard count < 9 else { return nil }
                    afterPoint = count + 1
                } else {
                    guard digits < 19 else { return nil }
                    let (product, tooLong) = value.multipliedReportingOverflow(by: 10)
                    let (sum, tooMuch) = product.addingReportingOverflow(Int(byte - 0x30))
                    guard !tooLong, !tooMuch else { return nil }
                    value = sum
                    digits += 1
                }
            } else {
                return nil
            }
        }
        guard afterPoint != 0 else { return nil }
        switch digits {
        case 9, 10: return (Instant(seconds: value), "seconds since 1970")
        case 12, 13: return (Instant(seconds: value / 1000), "milliseconds since 1970")
        case 15, 16: return (Instant(seconds: value / 1_000_000), "microseconds since 1970")
        case 18, 19: return (Instant(seconds: value / 1_000_000_000), "nanoseconds since 1970")
        default: return nil
        }
    }
}
