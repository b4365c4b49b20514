import Records

extension Table {
    /// Counts by day of the last 30 days, for all items and for each issue of this report.
    ///
    /// Days that were never run have no row: a gap is not a zero. A night on which the sources gave nothing is one. An archive shows the last 30 days that it has.
    static func days(_ picture: Picture) -> Table {
        var table = Table("days")
        let items = picture.all.filter { !$0.outside && $0.state != .late && $0.state != .coming }
        guard let last = picture.period.day ?? items.compactMap(\.countingDay).max() else { return table }
        let first = last.adding(-29)
        let recent = items.filter { item in
            item.countingDay.map { first <= $0 && $0 <= last } ?? false
        }
        let days = (first.number...last.number).map(CivilDay.init(number:)).filter(picture.period.covers)
        let series =
            [("total", "Semua butir", recent)]
            + picture.ranked(picture.counted, by: \.issues).map { code, _ in
                (code, picture.issue(code)?.name ?? code, recent.filter { $0.issues.contains(code) })
            }
        for (code, name, items) in series {
            let byDay = Dictionary(grouping: items) { $0.countingDay }
            for day in days {
                var row = TableRow("days", "\(code).\(day)", name: name)
                row.fact("series", code)
                row.fact("day", day.description)
                row.figure("count", byDay[day] ?? [])
                table.rows.append(row)
            }
        }
        return table
    }
}
