/// Whether what is printed is what was counted.
struct FigureComparison {
    /// A figure as it should be.
    struct Expected {
        let value: Int
        let ids: [String]
    }

    /// Figures by name: `<table>/<row>/<column>`.
    let expected: [String: Expected]
    /// Items that no list may name.
    let sensitive: Set<String>

    /// Every figure that the report could print: all columns of all rows.
    init(_ recount: Recount) {
        var expected: [String: Expected] = [:]
        for (table, rows) in recount.tables {
            for row in rows {
                for (column, ids) in row.columns {
                    expected["\(table)/\(row.code)/\(column)"] = Expected(value: ids.count, ids: ids)
                }
                let ids = row.columns.first?.ids ?? []
                for (age, days) in row.ages {
                    expected["\(table)/\(row.code)/\(age)"] = Expected(value: days, ids: ids)
                }
            }
        }
        self.expected = expected
        sensitive = Set(recount.items.filter(\.sensitive).map(\.id))
    }

    /// What is wrong with a page, in words; `printed` are the names that it must print, each at least once, and no other.
    func problems(with page: PrintedPage, printed: Set<String>) -> [String] {
        var problems: [String] = []
        let names = Set(page.figures.map(\.name))
        problems += printed.subtracting(names).sorted().map { "\($0) is not printed" }
        problems += names.subtracting(printed).sorted().map { "\($0) is printed and should not be" }
        for figure in page.figures {
            guard let right = expected[figure.name] else {
                problems.append("\(figure.name) is a figure that nobody has counted again")
                continue
            }
            if figure.value != right.value { problems.append("\(figure.name) is \(figure.value), not \(right.value)") }
            guard let anchor = figure.list else {
                if !right.ids.isEmpty { problems.append("\(figure.name) has no list") }
                continue
            }
            guard let list = page.lists[anchor] else {
                problems.append("\(figure.name) leads to \(anchor), which is not there")
                continue
            }
            let shown = right.ids.filter { !sensitive.contains($0) }
            if list.items.sorted() != shown { problems.append("the list of \(figure.name) has other items") }
            if list.hidden != right.ids.count - shown.count || list.unknown > 0 || list.total != right.ids.count {
                problems.append("the list of \(figure.name) does not add up")
            }
        }
        return problems
    }
}
