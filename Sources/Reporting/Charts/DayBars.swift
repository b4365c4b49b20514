import Records

/// Counts by day as bars on a line of days, as an SVG with a title and a description. A day without data is a gap with
/// a mark, not a zero.
struct DayBars {
    var title: String
    /// All days shown; the count is nil where there are no data.
    var days: [(day: CivilDay, count: Int?)]
    var width: Int
    var height: Int
    /// Whether days and counts are written at the bars.
    var labels: Bool
    /// What the highest bar stands for, where several charts share a scale.
    var scale: Int?

    var view: View {
        let top = max(1, scale ?? days.compactMap(\.count).max() ?? 1)
        let (head, foot) = labels ? (18, 30) : (2, 2)
        let room = height - head - foot
        let slot = width * 10 / max(1, days.count)
        let bar = max(10, min(slot * 7 / 10, 340))
        var bars: [View] = []
        for (index, entry) in days.enumerated() {
            let left = index * slot + (slot - bar) / 2
            let tall = (entry.count ?? 0) * room * 10 / top
            let name = Indonesian.shortDate(entry.day)
            // With many days only some are named, counted from the last: also on a phone, where letters are more than
            // twice as large beside the bars, names must not touch.
            let step = max(1, (days.count * 100 + width - 1) / width)
            let named = labels && (days.count - 1 - index) % step == 0
            let dense = days.count > 16 && (entry.count ?? 0) < top && !named
            bars.append([
                "x": tenths(left), "y": tenths((head + room) * 10 - tall), "w": tenths(bar), "h": tenths(tall),
                "middle": tenths(left + bar / 2), "gap": entry.count == nil, "last": index == days.count - 1,
                "hint": "\(name): \(entry.count.map(Indonesian.number) ?? "tidak ada data")",
                "value": View.text(labels && !dense ? entry.count.map(Indonesian.number) : nil),
                "minor": !named,
                "value_y": tenths((head + room) * 10 - tall - 50), "day": View.text(named ? name : nil),
                "day_y": "\(height - 6)", "base": "\(head + room)", "gap_y": "\(head + room - 4)",
            ])
        }
        return [
            "chart_title": title, "chart_desc": description, "width": "\(width)", "height": "\(height)", "bars": bars,
            "axis": "\(head + room)",
        ]
    }

    private var description: String {
        days.map { "\(Indonesian.shortDate($0.day)): \($0.count.map(Indonesian.number) ?? "tidak ada data")" }
            .joined(separator: "; ")
    }
}
