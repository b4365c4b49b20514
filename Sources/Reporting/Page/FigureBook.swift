import Records

/// Every figure that a report prints: its name, its value, and the items behind it, each with one list in the page.
///
/// A figure's name is `<table>/<row>/<column>`. Printed twice it is the same figure and leads to the same list.
final class FigureBook {
    struct Figure {
        let name: String
        let value: Int
        let items: [String]
        /// What the list of its items is headed by.
        let title: String
        /// The id of that list in the page; nil where there is nothing to list.
        let anchor: String?
    }

    /// The figures in the order of their first printing.
    private(set) var figures: [Figure] = []
    private var places: [String: Int] = [:]
    private var lists = 0

    /// A figure of a row, printed as a link to its items; `unit` stands behind the number.
    func view(_ row: ReportRow, _ column: String = "count", title: String, unit: String = "") -> View {
        let value = row.count(column)
        let items = column.hasPrefix("age_") ? row.items("count") : row.items(column)
        let figure = figure(named: "\(row.table)/\(row.code)/\(column)", value: value, items: items, title: title)
        return [
            "text": Indonesian.number(value) + unit, "name": figure.name, "list": View.text(figure.anchor),
            "title": title,
        ]
    }

    /// A figure that a row may lack.
    func optional(_ row: ReportRow, _ column: String, title: String, unit: String = "") -> Any {
        View.view(row.int(column) == nil ? nil : view(row, column, title: title, unit: unit))
    }

    private func figure(named name: String, value: Int, items: [String], title: String) -> Figure {
        if let place = places[name] { return figures[place] }
        if !items.isEmpty { lists += 1 }
        let figure = Figure(
            name: name, value: value, items: items, title: title, anchor: items.isEmpty ? nil : "d\(lists)")
        places[name] = figures.count
        figures.append(figure)
        return figure
    }

    /// The records of the stage's data part, in the order of names: anyone can count them again.
    var records: [JSONObject] {
        figures.sorted { $0.name < $1.name }.map {
            ["figure": .string($0.name), "value": .int($0.value), "items": .strings($0.items)]
        }
    }
}
