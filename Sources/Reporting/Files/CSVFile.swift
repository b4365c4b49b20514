import Records

/// A table as a CSV file (RFC 4180): commas, CRLF, a byte order mark so that spreadsheets read UTF-8.
///
/// A text that a spreadsheet would take for a formula begins with `'`, so that it is shown and not run; control and
/// bidirectional characters are shown by name.
struct CSVFile {
    private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(header: [String]) { append(header.map { .text($0) }) }

    /// A cell: a text of strangers, or a number of ours.
    enum Cell: Equatable {
        case text(String)
        case number(Int)
    }

    mutating func append(_ cells: [Cell]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch cell {
            case .number(let value): bytes.append(contentsOf: String(value).utf8)
            case .text(let text): bytes.append(contentsOf: Self.field(text).utf8)
            }
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    /// The field as written.
    static func field(_ text: String) -> String {
        var safe = PlainText.shown(text)
        // A spreadsheet looks behind leading spaces; the wide forms are what East Asian keyboards give.
        if let first = safe.unicodeScalars.first(where: { $0 != " " && $0 != "\u{A0}" }),
            "=+-@＝＋－＠|".unicodeScalars.contains(first)
        {
            safe = "'" + safe
        }
        guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
