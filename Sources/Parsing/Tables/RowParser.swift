import Markup
import Pack
import RecordIO
import Records

/// Reads the rows of a table through a bound mapping: a row is an item's line, or a loss with its number.
///
/// Works on bytes, and makes texts only of what rules ask about: a row costs some ten microseconds.
struct RowParser {
    private let bound: BoundMapping
    private let line: ItemLine
    private var memory = RowMemory()

    init(_ bound: BoundMapping) {
        self.bound = bound
        line = ItemLine(bound)
    }

    mutating func parse(_ row: TextRow, into parsed: inout ParsedLines) {
        let row = TextMending.mended(row)
        let scraped = scrapeTime(row)
        var losses: [ParsedCapture.Loss] = []
        var values = RowValues()
        for field in bound.fields { read(field, row, scraped, &values, &losses) }
        guard !values.isEmpty else {
            return parsed.lose("empty_row", "\(bound.place(row)): no mapped column holds anything", place(row))
        }
        let number = number(row)
        if let damaged = damage(number, row) {
            return parsed.lose("damaged_number", damaged, place(row))
        }
        line.write(values, number: number, row, to: &parsed.lines)
        parsed.losses += losses
    }

    // MARK: Fields

    private mutating func read(
        _ bound: BoundMapping.Field, _ row: TextRow, _ scraped: Instant?, _ values: inout RowValues,
        _ losses: inout [ParsedCapture.Loss]
    ) {
        let cell = cell(bound, row)
        guard !cell.isEmpty else { return }
        switch bound.name {
        case .title: values.title = oneLine(value(bound, cell))
        case .text: values.text = value(bound, cell)
        case .summary: values.summary = value(bound, cell)
        case .url: values.url = value(bound, cell)
        case .language: values.language = value(bound, cell)
        case .parent: values.parent = value(bound, cell)
        case .tracking: values.tracking = value(bound, cell)
        case .channel: values.channel = value(bound, cell)
        case .agencyDeclared: values.agency = value(bound, cell)
        case .toneVendor: values.tone = value(bound, cell)
        case .category: values.category = value(bound, cell)
        case .authors: values.authors = list(bound, cell)
        case .tags: values.tags = list(bound, cell)
        case .images: values.images = list(bound, cell)
        case .published: values.published = time(bound, cell, scraped)
        case .modified: values.modified = time(bound, cell, scraped)
        case .status: values.status = status(bound.field, cell, row, scraped, &losses)
        }
    }

    /// The cells of a field's columns, cleaned and joined.
    private func cell(_ bound: BoundMapping.Field, _ row: TextRow) -> ArraySlice<UInt8> {
        if bound.indices.count == 1 { return markup(bound, Cell.clean(row.cell(bound.indices[0]))) }
        let cells = bound.indices.map { markup(bound, Cell.clean(row.cell($0))) }.filter { !$0.isEmpty }
        return Array(cells.joined(separator: Array(bound.field.join.utf8)))[...]
    }

    /// Character references and known tags resolved where the exporter wrote HTML.
    private func markup(_ bound: BoundMapping.Field, _ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bound.markup, Cell.mayBeMarkup(cell) else { return cell }
        let lines = cell.split(separator: 0x0A).map { PlainText.line(maybeHTML: String(decoding: $0, as: UTF8.self)) }
        return Array(lines.joined(separator: "\n").utf8)[...]
    }

    /// What a field's rules make of a cell; empty where they want none of it.
    private mutating func value(_ bound: BoundMapping.Field, _ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if bound.isPlain { return cell }
        return memory.value(bound.name, cell) {
            let field = bound.field
            let text = String(decoding: cell, as: UTF8.self)
            if field.noDates, bound.dates.fields(of: text) != nil { return [] }
            return Array((field.value(text) ?? "").utf8)[...]
        }
    }

    private mutating func list(_ bound: BoundMapping.Field, _ cell: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        let mark = bound.field.split.map { Array($0.utf8) } ?? []
        guard mark.count == 1 else { return [value(bound, cell)].filter { !$0.isEmpty } }
        return cell.split(separator: mark[0]).map { value(bound, Cell.clean($0)) }.filter { !$0.isEmpty }
    }

    private func oneLine(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        cell.contains(0x0A) ? Array(cell.map { $0 == 0x0A ? 0x20 : $0 })[...] : cell
    }

    private mutating func time(
        _ bound: BoundMapping.Field, _ cell: ArraySlice<UInt8>, _ scraped: Instant?
    ) -> RowValues.Time {
        let fetchedAt = self.bound.context.fetchedAt
        let json = memory.time(bound.name, cell, scraped: scraped) {
            var json: [UInt8] = []
            TableTime.read(String(decoding: cell, as: UTF8.self), bound, scraped: scraped, fetchedAt: fetchedAt)
                .json.write(to: &json)
            return json
        }
        return RowValues.Time(text: cell, json: json)
    }

    private func status(
        _ field: MappingField, _ cell: ArraySlice<UInt8>, _ row: TextRow, _ scraped: Instant?,
        _ losses: inout [ParsedCapture.Loss]
    ) -> [UInt8] {
        let text = String(decoding: cell, as: UTF8.self)
        let code = field.code(text)
        if code == nil {
            losses.append(
                .init(
                    reason: "unknown_status",
                    detail: "\(bound.place(row)): the status '\(text.prefix(80))' is not in "
                        + "'values' (\(bound.mapping.place(field.line)))", record: place(row)))
        }
        var state: JSONObject = ["code": .string(code ?? "tidak_dikenal"), "text": .string(text)]
        state["seen_at"] = (scraped ?? bound.context.fetchedAt).map { .string($0.description) }
        var json: [UInt8] = []
        state.write(to: &json)
        return json
    }

    private func scrapeTime(_ row: TextRow) -> Instant? {
        guard let column = bound.scrapeColumn else { return bound.scrapedAt }
        return column.dates.read(String(decoding: Cell.clean(row.cell(column.index)), as: UTF8.self))?.at
    }

    // MARK: Identity

    /// The cells of the identity, empty where one of them is: half a number is none.
    private func number(_ row: TextRow) -> ArraySlice<UInt8> {
        guard let identity = bound.identity else { return [] }
        let strip = identity.rule.strip.utf8
        let cells = identity.indices.map { index in
            let cell = Cell.clean(row.cell(index))
            return !strip.isEmpty && cell.starts(with: strip) ? cell.dropFirst(strip.count) : cell
        }
        if cells.count == 1 { return cells[0] }
        return cells.contains { !$0.isEmpty } ? Array(cells.joined(separator: [0x1F]))[...] : []
    }

    /// What a spreadsheet makes of a long number: `1.69109E+18`. Many rows have the same then.
    private func damage(_ number: ArraySlice<UInt8>, _ row: TextRow) -> String? {
        guard let identity = bound.identity, identity.indices.count == 1, number.contains(UInt8(ascii: "+")),
            let mark = number.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }),
            number[..<mark].allSatisfy({
                (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
            }),
            number[(mark + 1)...].dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return "\(bound.place(row)): '\(String(decoding: number, as: UTF8.self))' is a number that a spreadsheet has "
            + "rounded (\(bound.column(at: identity.indices[0]))); export again and keep that column as text"
    }

    private func place(_ row: TextRow) -> JSONValue {
        [
            "row": .int(row.number), "line": .int(row.line), "offset": .int(row.offset), "length": .int(row.length),
        ]
    }
}
