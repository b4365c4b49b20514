import Records

/// Dates that leave out what ISO 8601 let them leave out until 2000: the century.
///
/// `031231`, `03335`, `2003335`, `-0312`, `-03-12`; `--12-31` has no year and is none. The century is the one that RFC 5322
/// gives to years of two digits. Only where a date must be: elsewhere these are numbers like others.
enum TruncatedDate {
    static func read(_ tokens: [DateToken]) -> DateFields? {
        let scanner = DateScanner(tokens)
        let year: Int
        var fields: DateFields?
        if tokens.count == 1, let number = scanner.number(0) {
            switch number.digits {
            case 5: fields = ordinal(DateRules.century(number.value / 1000), number.value % 1000)
            case 6:
                year = DateRules.century(number.value / 10_000)
                fields = DateFields(year: year, month: number.value / 100 % 100, day: number.value % 100)
            case 7: return ordinal(number.value / 1000, number.value % 1000)
            default: return nil
            }
        } else if scanner.isMark("-", at: 0), let number = scanner.number(1), scanner.touches(1) {
            if tokens.count == 2, number.digits == 4 {
                year = DateRules.century(number.value / 100)
                fields = DateFields(year: year, month: number.value % 100)
            } else if tokens.count == 4, number.digits == 2, scanner.isMark("-", at: 2), let month = scanner.number(3),
                month.digits == 2
            {
                fields = DateFields(year: DateRules.century(number.value), month: month.value)
            }
        }
        guard var fields, fields.isReal else { return nil }
        fields.notes = ["year of two digits"]
        return fields
    }

    private static func ordinal(_ year: Int, _ day: Int) -> DateFields? {
        guard let date = NumericDate.ordinal(year, day, length: 1) else { return nil }
        let fields = DateFields(year: date.year, month: date.month, day: date.day)
        return fields.isReal ? fields : nil
    }
}
