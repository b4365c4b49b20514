import Records

/// How long a server asks to be left alone (`Retry-After`, RFC 9110, section 10.2.3).
enum RetryAfter {
    /// The seconds from now; nil where the answer does not say, or not in a form that can be read.
    ///
    /// A date counts from the answer's own `Date`, so that a server's clock may be wrong.
    static func seconds(_ headers: HeaderFields, now: Instant) -> Int? {
        guard let value = headers["retry-after"] else { return nil }
        if let date = HTTPDate.instant(value, now: now) {
            let from = headers["date"].flatMap { HTTPDate.instant($0, now: now) } ?? now
            return max(0, date.seconds - from.seconds)
        }
        // A field that stands twice is joined by a comma; the first one counts.
        let digits = value.prefix { $0 != "," }.filter { $0 != " " }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(digits.drop { $0 == "0" }.prefix(10)).map { min($0, 1 << 31) } ?? 0
    }
}
