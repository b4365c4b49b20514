/// One row of a table: its cells as bytes until they are asked for, and where it stands in the file.
///
/// A row of a CSV file holds its stored bytes; those of other tables are made of their cells.
public struct TextRow: Sendable, Equatable {
    /// The number of the row: the first below the header is 1.
    public let number: Int
    /// The line of the file on which it begins; the first is 1.
    public let line: Int
    /// Where it begins in the file as stored, in bytes; in a spreadsheet that is no place, and 0.
    public let offset: Int
    /// How many stored bytes it has, its line end included.
    public let length: Int
    let bytes: [UInt8]
    let fields: [TableCell]

    init(number: Int, line: Int, offset: Int, length: Int, bytes: [UInt8], fields: [TableCell]) {
        self.number = number
        self.line = line
        self.offset = offset
        self.length = length
        self.bytes = bytes
        self.fields = fields
    }

    /// A row of cells in UTF-8 that stand for themselves, as other tables than CSV have them.
    public init(number: Int, line: Int, offset: Int = 0, length: Int = 0, cells: [[UInt8]]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(cells.reduce(0) { $0 + $1.count })
        let fields = cells.map { cell in
            defer { bytes.append(contentsOf: cell) }
            return TableCell(start: bytes.count, end: bytes.count + cell.count, escaped: false)
        }
        self.init(number: number, line: line, offset: offset, length: length, bytes: bytes, fields: fields)
    }

    /// The same row with other cells.
    public func with(cells: [[UInt8]]) -> TextRow {
        TextRow(number: number, line: line, offset: offset, length: length, cells: cells)
    }

    /// How many fields it has.
    public var count: Int { fields.count }

    /// The text of a field, quotes taken away; empty where there is no such field. Bad UTF-8 becomes U+FFFD.
    public subscript(index: Int) -> String { String(decoding: cell(index), as: UTF8.self) }

    /// The bytes of a field, quotes taken away; empty where there is no such field. Nothing is copied where no quote was
    /// doubled.
    public func cell(_ index: Int) -> ArraySlice<UInt8> {
        guard index >= 0, index < fields.count else { return [] }
        let field = fields[index]
        let content = bytes[field.start..<field.end]
        guard field.escaped else { return content }
        var output: [UInt8] = []
        output.reserveCapacity(content.count)
        var afterQuote = false
        for byte in content {
            afterQuote = byte == UInt8(ascii: "\"") && !afterQuote
            if !afterQuote { output.append(byte) }
        }
        return output[...]
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
    public func repeats(_ other: TextRow) -> Bool { bytes == other.bytes }

    /// The row as it stands, its line end taken away: UTF-8 unless the file is not.
    public var content: [UInt8] { bytes }
}

/// Where the content of a field stands in a row.
struct TableCell: Sendable, Equatable {
    var start: Int
    var end: Int
    /// Whether it holds doubled quotes.
    var escaped: Bool
}
