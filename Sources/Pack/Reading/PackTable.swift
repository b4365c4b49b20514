import RecordIO

/// A small CSV file of a pack with the place of every field: a first line with names of columns in any order, then rows
/// that `CSVReader` finds whole. Empty lines are passed over.
struct PackTable {
    struct Row {
        let place: PackPlace
        fileprivate let row: TextRow
        fileprivate let columns: [String: Int]

        /// The text of a column; nil where it is empty or not there.
        func text(_ column: String) -> String? {
            columns[column].map { row[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        }

        /// Where a column's text stands.
        func place(of column: String) -> PackPlace {
            columns[column].map { PackPlace(file: place.file, of: $0, in: row) } ?? place
        }

        /// The texts of a column that are separated by `|`.
        func list(_ column: String) -> [String] {
            (text(column) ?? "").split(separator: "|").map(trimmed).filter { !$0.isEmpty }
        }
    }

    private(set) var rows: [Row] = []

    /// Reads a table whose columns are among those named; the required ones must be there, in any order.
    ///
    /// Rows that are wrong go into the report and are left out; without a good first line nothing is read.
    init(text: String, file: String, required: [String], optional: [String], _ report: PackReport) {
        var events: [CSVReader.Event] = []
        let header: TableHeader
        do {
            header = try CSVReader.read(Array(text.utf8)) { event, _ in events.append(event) }
        } catch CSVHeaderError.broken(let line, let fault) {
            report.lose(file, .csv(fault, lines: line...line), at: PackPlace(file: file, line: line))
            return
        } catch {
            report.lose(file, .missingColumn(required.first ?? ""), at: PackPlace(file: file, line: 1))
            return
        }
        guard let columns = Self.columns(header, file: file, required: required, optional: optional, report) else {
            return
        }
        for event in events {
            switch event {
            case .row(let row):
                rows.append(Row(place: PackPlace(file: file, line: row.line), row: row, columns: columns))
            case .bad(let bad):
                let lines = bad.line...(bad.line + max(1, bad.lines) - 1)
                report.add(.csv(bad.fault, lines: lines), at: PackPlace(file: file, line: bad.line))
            }
        }
    }

    /// Where each column stands; nil where a required one is not there.
    private static func columns(
        _ header: TableHeader, file: String, required: [String], optional: [String], _ report: PackReport
    ) -> [String: Int]? {
        var columns: [String: Int] = [:]
        for (index, text) in header.row.texts.enumerated() {
            let name = trimmed(text)
            let place = PackPlace(file: file, of: index, in: header.row)
            if columns.updateValue(index, forKey: name) != nil { report.add(.duplicateColumn(name), at: place) }
            if !(required + optional).contains(name) {
                report.add(.unknownKey(name, in: "the first line", known: required + optional), at: place)
            }
        }
        let missing = required.filter { columns[$0] == nil }
        for name in missing {
            report.lose(file, .missingColumn(name), at: PackPlace(file: file, line: header.row.line))
        }
        return missing.isEmpty ? columns : nil
    }
}

extension PackPlace {
    /// Where a field of a row stands.
    fileprivate init(file: String, of index: Int, in row: TextRow) {
        let place = row.place(of: index)
        self.init(file: file, line: place.line, column: place.column)
    }
}

/// Without white space at either end.
private func trimmed(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
}
