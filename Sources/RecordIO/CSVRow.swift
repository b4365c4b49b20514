/// One row of a CSV file: its fields as bytes until they are asked for, and where it stands in the file.
public struct CSVRow: Sendable, Equatable {
    /// The number of the row: the first below the header is 1.
    public let number: Int
    /// The line of the file on which it begins; the first is 1.
    public let line: Int
    /// Where it begins in the file as stored, in bytes.
    public let offset: Int
    /// How many stored bytes it has, its line end included.
    public let length: Int
    let bytes: [UInt8]
    let fields: [CSVField]

    /// How many fields it has.
    public var count: Int { fields.count }

    /// The text of a field, quotes taken away; empty where there is no such field. Bad UTF-8 becomes U+FFFD.
    public subscript(index: Int) -> String {
        guard fields.indices.contains(index) else { return "" }
        let field = fields[index]
        let content = bytes[field.start..<field.end]
        guard field.escaped else { return String(decoding: content, as: UTF8.self) }
        var output: [UInt8] = []
        output.reserveCapacity(content.count)
        var afterQuote = false
        for byte in content {
            afterQuote = byte == UInt8(ascii: "\"") && !afterQuote
            if !afterQuote { output.append(byte) }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The texts of all fields.
    public var texts: [String] { fields.indices.map { self[$0] } }

    /// Where a field begins, its opening quote included: the line of the file, and the column in characters (Unicode
    /// scalars) from 1; the place of the row where there is no such field. Costs a look at the row up to there.
    public func place(of index: Int) -> (line: Int, column: Int) {
        guard fields.indices.contains(index) else { return (line, 1) }
        let start = fields[index].start
        // Only the quote that opens a field can stand right before its content.
        let before = bytes[..<(start > 0 && bytes[start - 1] == quote ? start - 1 : start)]
        let lines = before.reduce(0) { $0 + ($1 == lineFeed ? 1 : 0) }
        let last = before[(before.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0)...]
        return (line + lines, last.reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) })
    }

    /// Whether two rows hold the same bytes, wherever they stand.
    public func repeats(_ other: CSVRow) -> Bool { bytes == other.bytes }

    /// The row as UTF-8, its line end taken away.
    public var content: [UInt8] { bytes }
}

/// Where the content of a field stands in a row.
struct CSVField: Sendable, Equatable {
    var start: Int
    var end: Int
    /// Whether it holds doubled quotes.
    var escaped: Bool
}
