/// A small CSV file of a pack by RFC 4180, with the place of every field: UTF-8, a first line with names of columns,
/// `,` or (where the first line has no comma) `;` between fields. Empty lines are passed over.
struct PackTable {
    struct Row {
        let place: PackPlace
        fileprivate let fields: [(text: String, place: PackPlace)]
        fileprivate let columns: [String: Int]

        /// The text of a column; nil where it is empty or not there.
        func text(_ column: String) -> String? {
            columns[column].map { fields[$0].text }.flatMap { $0.isEmpty ? nil : $0 }
        }

        /// Where a column's text stands.
        func place(of column: String) -> PackPlace { columns[column].map { fields[$0].place } ?? place }

        /// The texts of a column that are separated by `|`.
        func list(_ column: String) -> [String] {
            (text(column) ?? "").split(separator: "|").map(trimmed).filter { !$0.isEmpty }
        }
    }

    private(set) var rows: [Row] = []

    /// Reads a table whose columns are among those named; the required ones must be there, in any order.
    /// Rows that are wrong go into the report and are left out.
    init(text: String, file: String, required: [String], optional: [String], _ report: PackReport) {
        var scanner = FieldScanner(text: text, file: file, report: report)
        guard let header = scanner.row() else {
            report.add(.missingColumn(required.first ?? ""), at: PackPlace(file: file, line: 1))
            return
        }
        var columns: [String: Int] = [:]
        for (index, field) in header.fields.enumerated() {
            let name = String(trimmed(field.text))
            if columns.updateValue(index, forKey: name) != nil { report.add(.duplicateColumn(name), at: field.place) }
            if !(required + optional).contains(name) {
                report.add(.unknownKey(name, in: "the first line", known: required + optional), at: field.place)
            }
        }
        let missing = required.filter { columns[$0] == nil }
        for name in missing { report.add(.missingColumn(name), at: header.place) }
        guard missing.isEmpty else { return }
        while let row = scanner.row() {
            guard row.fields.count == header.fields.count else {
                report.add(.fieldCount(found: row.fields.count, wanted: header.fields.count), at: row.place)
                continue
            }
            rows.append(Row(place: row.place, fields: row.fields, columns: columns))
        }
    }
}

/// Without white space at either end.
private func trimmed(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
}

/// Cuts a text into rows of fields.
private struct FieldScanner {
    private let scalars: [Unicode.Scalar]
    private let separator: Unicode.Scalar
    private let report: PackReport
    private var position = 0
    private var place: PackPlace

    init(text: String, file: String, report: PackReport) {
        scalars = Array(text.unicodeScalars)
        let first = scalars.prefix { $0 != "\n" }
        separator = first.contains(";") && !first.contains(",") ? ";" : ","
        self.report = report
        place = PackPlace(file: file, line: 1)
    }

    /// The next row that is not empty; nil at the end.
    mutating func row() -> (place: PackPlace, fields: [(text: String, place: PackPlace)])? {
        while position < scalars.count {
            let start = place
            var fields = [field()]
            while position < scalars.count, scalars[position] == separator {
                step()
                fields.append(field())
            }
            if position < scalars.count, scalars[position] == "\r" { step() }
            if position < scalars.count { step() }
            if fields.count > 1 || !fields[0].text.isEmpty { return (start, fields) }
        }
        return nil
    }

    private mutating func field() -> (text: String, place: PackPlace) {
        let start = place
        guard position < scalars.count, scalars[position] == "\"" else { return (plainField(from: start), start) }
        step()
        var text = String.UnicodeScalarView()
        while position < scalars.count {
            let scalar = scalars[position]
            step()
            if scalar != "\"" {
                text.append(scalar)
            } else if position < scalars.count, scalars[position] == "\"" {
                text.append(scalar)
                step()
            } else {
                if !endsField { report.add(.strayQuote, at: place) }
                _ = plainField(from: nil)
                return (String(text), start)
            }
        }
        report.add(.openQuote, at: start)
        return (String(text), start)
    }

    /// The rest up to the separator or the line end; a quote in it is a problem where `start` is given.
    private mutating func plainField(from start: PackPlace?) -> String {
        var text = String.UnicodeScalarView()
        while !endsField {
            if scalars[position] == "\"", let start { report.add(.strayQuote, at: start) }
            text.append(scalars[position])
            step()
        }
        return String(text)
    }

    private var endsField: Bool {
        guard position < scalars.count else { return true }
        let scalar = scalars[position]
        if scalar == separator || scalar == "\n" { return true }
        return scalar == "\r" && position + 1 < scalars.count && scalars[position + 1] == "\n"
    }

    private mutating func step() {
        if scalars[position] == "\n" {
            place.line += 1
            place.column = 1
        } else {
            place.column += 1
        }
        position += 1
    }
}
