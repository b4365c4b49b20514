import Records

extension Table {
    /// What the report is about: one row with the key, the days that were run, and what is missing to compare with.
    static func period(_ picture: Picture, cutoff: String?, corrections: CorrectionUse) -> Table {
        let period = picture.period
        var row = TableRow("period", "period", name: period.key)
        row.fact("key", period.key)
        row.fact("district", picture.vocabulary.district)
        row.fact("day", period.day?.description)
        row.fact("previous", period.hasPrevious ? period.previousKey : nil)
        row.fact("window", period.window)
        row.fact("first_day", period.firstDay?.description)
        row.fact("covered", period.covered)
        row.fact("cutoff", cutoff)
        if let day = period.day {
            let open = picture.all.filter { $0.form == "laporan" && ComplaintState($0).open }
            let first = open.compactMap { $0.published ?? CivilDay($0.firstKey) }.filter { $0 <= day }.min() ?? day
            let missing = WorkingDays(picture.vocabulary.holidays).missingYears(from: first, through: day)
            row.fact("years_without_holidays", missing.map(String.init))
        }
        row.fact("corrections", corrections.read)
        row.fact("corrections_applied", corrections.applied)
        row.fact("corrections_past", corrections.past)
        row.fact("corrections_unknown", corrections.unknown)
        row.fact("corrections_refused", corrections.refused)
        var table = Table("period")
        table.rows = [row]
        return table
    }
}

/// What became of the lines of corrections.
struct CorrectionUse: Equatable {
    /// Good ones, one for each item and field: applied, past and unknown together.
    var read = 0
    /// Those that found their item.
    var applied = 0
    /// Those made before the window, whose item has left it.
    var past = 0
    /// Those of an item that is not there.
    var unknown = 0
    /// Lines that are no correction.
    var refused = 0
}
