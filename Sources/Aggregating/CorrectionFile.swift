import Pack
import RecordIO
import Records

/// The corrections of an office as read from their file: what can be applied, and the lines that cannot, each with its
/// reason.
struct CorrectionFile: Sendable {
    /// A line that was refused.
    struct Refusal: Sendable, Equatable {
        /// Why, with file and line, the value that is wrong, and the way out.
        var detail: String
        /// The line's cells by column, as far as it could be read.
        var record: JSONValue
    }

    /// The first line of a file.
    static let columns = ["item", "field", "value", "who", "when"]

    /// The file, as messages name it.
    let path: String
    /// The corrections that count, one for each item and field, by item.
    private(set) var byItem: [String: [Correction]] = [:]
    /// Lines that were refused.
    private(set) var refused: [Refusal] = []
    /// How many corrections count.
    var count: Int { byItem.values.reduce(0) { $0 + $1.count } }

    /// Reads the bytes of a file; `path` stands in messages.
    init(bytes: [UInt8], path: String, vocabulary: Vocabulary) throws {
        self.path = path
        let known = KnownCodes(vocabulary)
        var found: [Correction] = []
        var rows: [TextRow] = []
        let header: TableHeader
        do {
            header = try CSVReader.read(bytes) { event, _ in
                switch event {
                case .row(let row): rows.append(row)
                case .bad(let row):
                    let record: JSONObject = ["line": .int(row.line), "text": .string(row.head)]
                    refused.append(Refusal(detail: "\(path):\(row.line): \(row.fault)", record: .object(record)))
                }
            }
        } catch let error as CSVHeaderError {
            if error != .empty { refused.append(Refusal(detail: "\(path): \(error)", record: .null)) }
            return
        }
        let missing = Self.columns.filter { header.index(of: $0) == nil }
        guard missing.isEmpty else {
            let names = missing.map { "'\($0)'" }.joined(separator: ", ")
            let wanted = Self.columns.joined(separator: ",")
            let detail = "\(path):\(header.row.line): the first line has no \(names); it must be \(wanted)"
            refused.append(Refusal(detail: detail, record: .object(["lines": .int(rows.count)])))
            return
        }
        for row in rows {
            let cells = Cells(row, header)
            switch Self.correction(cells, known) {
            case .success(let correction): found.append(correction)
            case .failure(let fault):
                refused.append(Refusal(detail: "\(path):\(row.line): \(fault.detail)", record: cells.record))
            }
        }
        for correction in found.sorted(by: { ($0.when, $0.line) < ($1.when, $1.line) }) {
            byItem[correction.item, default: []].removeAll { $0.field == correction.field }
            byItem[correction.item, default: []].append(correction)
        }
    }

    /// The corrections whose item is none of these, in the order of their lines.
    func unmatched(_ ids: Set<String>) -> [Correction] {
        byItem.filter { !ids.contains($0.key) }.flatMap(\.value).sorted { $0.line < $1.line }
    }

    private struct Fault: Error {
        let detail: String
    }

    /// The cells of a line by column.
    private struct Cells {
        let line: Int
        private let values: [(column: String, text: String)]

        init(_ row: TextRow, _ header: TableHeader) {
            line = row.line
            values = CorrectionFile.columns.map { name in (name, header.index(of: name).map { trimmed(row[$0]) } ?? "")
            }
        }

        subscript(column: String) -> String { values.first { $0.column == column }?.text ?? "" }

        var record: JSONValue {
            .object(JSONObject([("line", .int(line))] + values.map { ($0.column, .string($0.text)) }))
        }
    }

    private static func correction(_ cell: Cells, _ known: KnownCodes) -> Result<Correction, Fault> {
        func fault(_ detail: String) -> Result<Correction, Fault> { .failure(Fault(detail: detail)) }
        guard !cell["item"].isEmpty else { return fault("the column 'item' is empty; give the item's id") }
        guard let field = Correction.Field(rawValue: cell["field"]) else {
            let all = Correction.Field.allCases.map(\.rawValue).joined(separator: ", ")
            return fault("'\(cell["field"])' is no field that can be corrected; these can: \(all)")
        }
        guard let when = CivilDay(cell["when"]) else {
            return fault("'when' is '\(cell["when"])'; it must be a day of the calendar, such as 2023-08-15")
        }
        let values = cell["value"].split(separator: "|").map { trimmed(String($0)) }.filter { !$0.isEmpty }
        if field == .kind || field == .relevance, values.count != 1 {
            return fault("'\(field.rawValue)' takes one value, not '\(cell["value"])'")
        }
        for value in values where !known.allows(value, for: field) {
            return fault("'\(value)' is no code for '\(field.rawValue)'; see the packs")
        }
        return .success(
            Correction(
                item: cell["item"], field: field, values: values, who: cell["who"], when: when, line: cell.line))
    }
}

extension Correction {
    /// The line as its file has it.
    var record: JSONValue {
        [
            "line": .int(line), "item": .string(item), "field": .string(field.rawValue),
            "value": .string(values.joined(separator: "|")), "who": .string(who), "when": .string(when.description),
        ]
    }
}

/// The codes that a correction may name. Where the packs say nothing about a field, any code goes.
private struct KnownCodes {
    let codes: [Correction.Field: Set<String>]

    init(_ vocabulary: Vocabulary) {
        codes = [
            .kind: [
                "berita", "pengaduan", "aspirasi", "permintaan_informasi", "whistleblowing", "opini", "apresiasi",
                "lain",
            ],
            .tone: ["positif", "netral", "negatif"],
            .relevance: ["tentang", "dekat", "lain"],
            .issues: Set(vocabulary.issues.map(\.code)),
            .places: Set(vocabulary.regions.map(\.code)),
            .agencies: Set(vocabulary.agencies.map(\.code)),
        ]
    }

    func allows(_ value: String, for field: Correction.Field) -> Bool {
        guard let allowed = codes[field], !allowed.isEmpty else { return true }
        return allowed.contains(field == .tone ? String(value.prefix { $0 != ":" }) : value)
    }
}

private func trimmed(_ text: String) -> String {
    var text = text[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
}
