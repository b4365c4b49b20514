import RecordIO

/// A piece of a table: rows that one core reads, in memory that is given back.
struct RowPiece: Sendable {
    /// A row, or what is none.
    enum Entry: Sendable {
        case row(TextRow)
        case loss(ParsedCapture.Loss)
    }

    let bound: BoundMapping
    var entries: [Entry] = []

    init(_ bound: BoundMapping) { self.bound = bound }

    /// Reads the rows.
    func parse() -> ParsedLines {
        var parsed = ParsedLines()
        var parser = RowParser(bound)
        for entry in entries {
            switch entry {
            case .row(let row): parser.parse(row, into: &parsed)
            case .loss(let loss): parsed.losses.append(loss)
            }
        }
        return parsed
    }
}

/// All rows of a table, piece by piece: a table of any length is read in the memory of a few pieces.
struct TableRows: Sendable {
    /// Whether the table is so long that nobody should hold all its items.
    let isLong: Bool
    private let read: @Sendable ((RowPiece) throws -> Void) throws -> Void

    init(isLong: Bool, _ read: @escaping @Sendable ((RowPiece) throws -> Void) throws -> Void) {
        self.isLong = isLong
        self.read = read
    }

    /// Hands over the pieces in order.
    func forEachPiece(_ body: (RowPiece) throws -> Void) throws { try read(body) }
}
