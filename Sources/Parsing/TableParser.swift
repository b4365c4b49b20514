import Markup
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

    func parse(_ bytes: [UInt8], _ context: ParseContext) -> ParseOutcome {
        do {
            guard let (mapping, separator) = try recognize(bytes) else { return noMapping(bytes, context) }
            var parsed = ParsedCapture()
            var rows: RowParser?
            _ = try CSVReader.read(bytes, separator: separator) { event, header in
                let parser = rows ?? RowParser(mapping, header, context)
                if rows == nil {
                    rows = parser
                    parsed.losses += parser.missing
                }
                switch event {
                case .row(let row): parser.parse(row, into: &parsed)
                case .bad(let bad): parsed.losses.append(Self.loss(bad, context))
                }
            }
            return .parsed(parsed)
        } catch {
            return .rejected("bad_table", "\(context.name): \(error)")
        }
    }

    /// The mapping by the header as it stands, or as a mapping's own separator cuts it.
    private func recognize(_ bytes: [UInt8]) throws -> (Mapping, UInt8?)? {
        let found = try header(bytes, separator: nil)
        if let mapping = Mapping.matching(header: found.names, in: mappings) { return (mapping, nil) }
        for separator in Set(mappings.compactMap(\.separator)).sorted() {
            let own = mappings.filter { $0.separator == separator }
            if let cut = try? header(bytes, separator: separator),
                let mapping = Mapping.matching(header: cut.names, in: own)
            {
                return (mapping, separator)
            }
        }
        return nil
    }

    private func header(_ bytes: [UInt8], separator: UInt8?) throws -> CSVHeader {
        var reader = CSVReader(separator: separator)
        var start = 0
        while start < bytes.count, reader.header == nil {
            let end = min(bytes.count, start + 65_536)
            try reader.read(bytes[start..<end]) { _ in }
            start = end
        }
        if reader.header == nil { try reader.finish { _ in } }
        guard let header = reader.header else { throw CSVHeaderError.empty }
        return header
    }

    private func noMapping(_ bytes: [UInt8], _ context: ParseContext) -> ParseOutcome {
        let names = (try? header(bytes, separator: nil))?.names ?? []
        let shown = names.prefix(40).map { "'\($0.prefix(60))'" }.joined(separator: ", ")
        let known =
            mappings.isEmpty ? "the packs hold none" : "known are \(mappings.map(\.name).joined(separator: ", "))"
        return .rejected(
            Self.noMapping,
            "\(context.name): no mapping takes a table with the columns \(shown); \(known); add one to mappings/")
    }

    private static func loss(_ bad: CSVBadRow, _ context: ParseContext) -> ParsedCapture.Loss {
        let lines = bad.lines > 1 ? "lines \(bad.line) to \(bad.line + bad.lines - 1)" : "line \(bad.line)"
        return ParsedCapture.Loss(
            reason: "bad_row", detail: "\(context.name), row \(bad.number), \(lines): \(bad.fault)",
            record: [
                "row": .int(bad.number), "line": .int(bad.line), "lines": .int(bad.lines), "offset": .int(bad.offset),
                "length": .int(bad.length), "text": .string(bad.head),
            ])
    }
}
