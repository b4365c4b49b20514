/// Amounts as a pipeline file writes them: `30s 10m 2h 7d` for time, `512K 300M 2G` for memory (powers of 1024).
enum Quantity {
    /// Whole seconds; nil for anything else or nothing.
    static func seconds(_ text: String) -> Int? {
        amount(text, units: ["s": 1, "m": 60, "h": 3600, "d": 86_400])
    }

    /// Whole days, written `70d`.
    static func days(_ text: String) -> Int? { amount(text, units: ["d": 1]) }

    /// Bytes.
    static func bytes(_ text: String) -> Int? { amount(text, units: ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]) }

    private static func amount(_ text: String, units: [Character: Int]) -> Int? {
        guard let unit = text.last.flatMap({ units[$0] }) else { return nil }
        let digits = text.dropLast()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
            number > 0
        else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit)
        return overflow ? nil : product
    }
}
