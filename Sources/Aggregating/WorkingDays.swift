import Pack
import Records

/// The calendar of working days: Monday to Friday without the pack's days off.
struct WorkingDays {
    private let off: Set<CivilDay>
    /// The years of which the pack knows at least one day off.
    private let years: Set<Int>

    init(_ holidays: [Holiday]) {
        off = Set(holidays.map(\.day))
        years = Set(holidays.map(\.day.date.year))
    }

    func isWorking(_ day: CivilDay) -> Bool { day.weekday < 5 && !off.contains(day) }

    /// Working days after the first day, up to and with the last one.
    func count(after first: CivilDay, through last: CivilDay) -> Int {
        guard first < last else { return 0 }
        return ((first.number + 1)...last.number).reduce(0) { $0 + (isWorking(CivilDay(number: $1)) ? 1 : 0) }
    }

    /// The years between two days of which the pack knows no day off, so that counts of working days are too great.
    func missingYears(from first: CivilDay, through last: CivilDay) -> [Int] {
        guard first <= last else { return [] }
        return (first.date.year...last.date.year).filter { !years.contains($0) }
    }
}
