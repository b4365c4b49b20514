import Pack
import RecordIO
import Records

/// An item for each row of a CSV or TSV table, through the mapping whose columns are all in its header.
///
/// A broken row is lost with its number, line and reason, and so is a row that gives no item; a row that repeats
/// another is an item like it, and `serap-aggregate` folds the two.
struct TableParser {
    /// Why a table is refused whose columns nobody has described.
    static let noMapping = "no_mapping"

    let mappings: [Mapping]

    func parse(_ body: StoredBody, _ context: ParseContext) -> ParseOutcome {
        do {
            guard let found = try recognize(body) else { return noMapping(body, context) }
            let bound = BoundMapping(found.mapping, found.header, context)
            return .rows(TableRows(isLong: body.isLong) { try Self.read(body, bound, found.separator, $0) })
        } catch {
            return .rejected("bad_table", "\(context.name): \(error)")
        }
    }

    private static func read(
        _ body: StoredBody, _ bound: BoundMapping, _ separator: UInt8?, _ take: (RowPiece) throws -> Void
    ) throws {
        var reader = CSVReader(separator: separator)
        var piece = RowPiece(bound)
        piece.entries = bound.missing.map { .loss($0) }
        var encodings = TextMending.Tally()
        func add(_ event: CSVReader.Event) {
            switch event {
            case .row(let row):
                encodings.look(at: row)
                piece.entries.append(.row(row))
            case .bad(let bad): piece.entries.append(.loss(Self.loss(bad, bound)))
            }
        }
        try body.forEachChunk { chunk in
            try reader.read(chunk, add)
            if !piece.entries.isEmpty { try take(piece) }
            piece = RowPiece(bound)
            return true
        }
        try reader.finish(add)
        if let loss = encodings.loss(bound) { piece.entries.append(.loss(loss)) }
        if !piece.entries.isEmpty { try take(piece) }
    }

    /// The mapping by the header as it stands, or as a mapping's own separator cuts it.
    private func recognize(_ body: StoredBody) throws -> (mapping: Mapping, header: TableHeader, separator: UInt8?)? {
        let found = try Self.header(body)
        if let mapping = Mapping.matching(header: found.names, in: mappings) { return (mapping, found, nil) }
        for separator in Set(mappings.compactMap(\.separator)).sorted() {
            let own = mappings.filter { $0.separator == separator }
            if let cut = try? Self.header(body, separator: separator),
                let mapping = Mapping.matching(header: cut.names, in: own)
            {
                return (mapping, cut, separator)
            }
        }
        return nil
    }

    /// The header row of a CSV file; throws `CSVHeaderError` where there is none.
    static func header(_ body: StoredBody, separator: UInt8? = nil) throws -> TableHeader {
        var reader = CSVReader(separator: separator)
        try body.forEachChunk { chunk in
            try reader.read(chunk) { _ in }
            return reader.header == nil
        }
        if reader.header == nil { try reader.finish { _ in } }
        guard let header = reader.header else { throw CSVHeaderError.empty }
        return header
    }

    private func noMapping(_ body: StoredBody, _ context: ParseContext) -> ParseOutcome {
        let names = (try? Self.header(body))?.names ?? []
        return .rejected(Self.noMapping, NoMapping(table: context.name, names: names, mappings: mappings).description)
    }

    private static func loss(_ bad: CSVBadRow, _ bound: BoundMapping) -> ParsedCapture.Loss {
        let lines = bad.lines > 1 ? "lines \(bad.line) to \(bad.line + bad.lines - 1)" : "line \(bad.line)"
        let place = bad.fault.column.map { bound.column(at: $0 - 1) } ?? bound.mapping.place
        let end = bad.breaksOff ? "; the file breaks off there: ask for the export again" : ""
        return ParsedCapture.Loss(
            reason: "bad_row", detail: "\(bound.table), row \(bad.number), \(lines): \(bad.fault) (\(place))\(end)",
            record: [
                "row": .int(bad.number), "line": .int(bad.line), "lines": .int(bad.lines), "offset": .int(bad.offset),
                "length": .int(bad.length), "text": .string(bad.head),
            ])
    }
}
