import Markup
import Pack
import RecordIO
import Records

/// Makes an item of a row by a mapping whose columns have been found in the header of one file.
struct RowParser {
    private struct BoundField {
        let field: MappingField
        let indices: [Int]
    }

    private let mapping: Mapping
    private let context: ParseContext
    private let fields: [BoundField]
    private let counters: [(counter: MappingCounter, index: Int)]
    private let identity: (rule: MappingIdentity, index: Int)?
    private let kept: [(name: String, index: Int)]
    private let scrapeColumn: (index: Int, zone: Zone)?
    private let scrapedAt: Instant?
    private let source: String?
    /// Columns that the mapping names and the file lacks, and a scrape time that its name does not tell.
    let missing: [ParsedCapture.Loss]

    init(_ mapping: Mapping, _ header: CSVHeader, _ context: ParseContext) {
        self.mapping = mapping
        self.context = context
        var missing: [ParsedCapture.Loss] = []
        func lacks(_ column: String, _ what: String, line: Int? = nil) {
            let place = line.map { "\(mapping.place):\($0)" } ?? mapping.place
            missing.append(
                .init(
                    reason: "missing_column", detail: "\(context.name): no column '\(column)' for \(what) (\(place))",
                    record: ["column": .string(column)]))
        }
        fields = mapping.fields.compactMap { field in
            let indices = field.columns.compactMap { column in
                let index = header.index(of: column)
                if index == nil { lacks(column, "'\(field.name.rawValue)'", line: field.line) }
                return index
            }
            return indices.isEmpty ? nil : BoundField(field: field, indices: indices)
        }
        counters = mapping.counters.compactMap { counter in
            guard let index = header.index(of: counter.column) else {
                lacks(counter.column, "the counter '\(counter.name)'")
                return nil
            }
            return (counter, index)
        }
        if let rule = mapping.identity {
            if header.index(of: rule.column) == nil { lacks(rule.column, "the identity") }
            identity = header.index(of: rule.column).map { (rule, $0) }
        } else {
            identity = nil
        }
        let known = mapping.columns
        kept = header.names.enumerated().filter { !known.contains($0.element) }.map { ($0.element, $0.offset) }
        scrapedAt = mapping.scrapedAt?.moment(fileName: context.name)
        if case .column(let column, let zone) = mapping.scrapedAt, let index = header.index(of: column) {
            scrapeColumn = (index, zone)
        } else {
            scrapeColumn = nil
        }
        if mapping.scrapedAt != nil, scrapedAt == nil, scrapeColumn == nil {
            missing.append(
                .init(
                    reason: "no_scrape_time",
                    detail: "\(context.name): 'scraped_at' of \(mapping.place) gives no time for this file; "
                        + "relative dates in it stay unread"))
        }
        source = context.sourceCode.flatMap { $0 == "inbox" ? nil : $0 } ?? mapping.source ?? context.sourceCode
        self.missing = missing
    }

    func parse(_ row: CSVRow, into parsed: inout ParsedCapture) {
        var item = Item(Record())
        let scraped = scrapeTime(row)
        var losses: [ParsedCapture.Loss] = []
        var values = RowValues()
        for bound in fields { read(bound, row, scraped, &values, &losses) }
        let number = identity.map { cell(row, $0.index, stripping: $0.rule.strip) } ?? ""
        guard !values.isEmpty else {
            return parsed.lose(
                "empty_row", "\(context.name), row \(row.number), line \(row.line): no mapped column holds anything",
                place(row))
        }
        item.id = id(number, values, row)
        item.form = mapping.form
        item.url = values[.url]
        item.source = source
        item.title = values[.title]
        item.authors = values.lists[.authors] ?? []
        item.published = values.published
        item.modified = values.modified
        item.text = values[.text]
        item.summary = values[.summary]
        item.language = values[.language]
        item.tags = values.lists[.tags] ?? []
        item.setImages(values.lists[.images] ?? [])
        item.counters = counts(row)
        item.parent = parent(values[.parent], own: number)
        item.tracking = values[.tracking]
        item.channel = values[.channel]
        item.category = values[.category]
        item.agencyDeclared = values[.agencyDeclared]
        item.statusHistory = values.status.map { [.object($0)] } ?? []
        item.record["tone_vendor"] = values[.toneVendor].map { .string($0) }
        let columns = kept.compactMap { name, index in
            let text = cell(row, index)
            return text.isEmpty ? nil : (name, JSONValue.string(text))
        }
        if !columns.isEmpty { item.record["columns"] = .object(JSONObject(columns)) }
        item.record["raw"] = .object(context.raw(offset: row.offset, length: row.length))
        item.contentHash = Item.contentHash(title: item.title, text: item.text)
        item.seenAt = context.fetchedAt
        parsed.items.append(item)
        parsed.losses += losses
    }

    // MARK: Fields

    private func read(
        _ bound: BoundField, _ row: CSVRow, _ scraped: Instant?, _ values: inout RowValues,
        _ losses: inout [ParsedCapture.Loss]
    ) {
        let field = bound.field
        let cells = bound.indices.map { cell(row, $0, markup: field.markup) }.filter { !$0.isEmpty }
        let joined = cells.joined(separator: field.join)
        switch field.name {
        case .published: values.published = time(joined, field, scraped)
        case .modified: values.modified = time(joined, field, scraped)
        case .status:
            guard !joined.isEmpty else { return }
            let code = field.code(joined)
            if code == nil {
                losses.append(
                    .init(
                        reason: "unknown_status",
                        detail: "\(context.name), row \(row.number): the status '\(joined.prefix(80))' is not in "
                            + "'values' (\(mapping.place):\(field.line))", record: place(row)))
            }
            var state: JSONObject = ["code": .string(code ?? "tidak_dikenal"), "text": .string(joined)]
            state["seen_at"] = (scraped ?? context.fetchedAt).map { .string($0.description) }
            values.status = state
        case .authors, .tags, .images:
            let parts = field.split.map { Self.parts(joined, $0) } ?? [joined]
            values.lists[field.name] = parts.compactMap { field.value($0) }
        case .category where field.noDates && context.dates(in: field.zone).fields(of: joined) != nil: return
        case .title: values.texts[field.name] = field.value(joined.split(separator: "\n").joined(separator: " "))
        default: values.texts[field.name] = field.value(joined)
        }
    }

    private func time(_ text: String, _ field: MappingField, _ scraped: Instant?) -> ItemTime? {
        guard !text.isEmpty else { return nil }
        let foundIn = "table:\(field.columns.joined(separator: "+"))"
        // Told from the scrape and from nothing else: the moment of the fetch is not when the page said "an hour ago".
        var time = context.dates(in: field.zone).keep(
            text, relativeTo: scraped, foundIn: foundIn, field: field.unix ? .unix : .written)
        time.evidence = time.evidence.split(separator: ";", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(" ") && $0.hasSuffix(" fetched_at") ? "\($0.dropLast(10))scraped_at" : $0 }
            .joined(separator: ";")
        guard scraped == nil, let fetchedAt = context.fetchedAt, let at = time.at,
            at.seconds > fetchedAt.seconds + 86_400
        else { return time }
        return ItemTime(
            text: text, precision: .none, evidence: "\(foundIn); refused: \(at) is more than a day after the fetch")
    }

    private func id(_ number: String, _ values: RowValues, _ row: CSVRow) -> String {
        if let identity, !number.isEmpty { return ItemIdentity.number(system: identity.rule.system, number).id }
        if let url = values[.url] { return ItemIdentity.link(url).id }
        let title = values[.title] ?? values[.text] ?? ""
        return ItemIdentity.title(source: source ?? "", title, date: values.published?.text ?? "").id
    }

    private func parent(_ number: String?, own: String) -> String? {
        guard let number, number != own, let identity else { return nil }
        return ItemIdentity.number(system: identity.rule.system, number).id
    }

    private func counts(_ row: CSVRow) -> JSONObject {
        var object = JSONObject()
        for (counter, index) in counters {
            if let count = Count.read(cell(row, index), before: counter.before) { object[counter.name] = .int(count) }
        }
        return object
    }

    private func scrapeTime(_ row: CSVRow) -> Instant? {
        guard let scrapeColumn else { return scrapedAt }
        return context.dates(in: scrapeColumn.zone).read(cell(row, scrapeColumn.index))?.at
    }

    // MARK: Cells

    /// A cell's text: every line trimmed, no-break spaces as spaces, empty lines left out.
    private func cell(_ row: CSVRow, _ index: Int, stripping prefix: String = "", markup: Bool = false) -> String {
        var text = Cell.clean(row[index])
        if markup {
            text = text.split(separator: "\n").map { PlainText.line(maybeHTML: String($0)) }.joined(separator: "\n")
        }
        if !prefix.isEmpty, text.hasPrefix(prefix) { text.removeFirst(prefix.count) }
        return text
    }

    private static func parts(_ text: String, _ separator: String) -> [String] {
        guard let mark = separator.first, separator.count == 1 else { return [text] }
        return text.split(separator: mark).map { Cell.clean(String($0)) }
    }

    private func place(_ row: CSVRow) -> JSONValue {
        [
            "row": .int(row.number), "line": .int(row.line), "offset": .int(row.offset), "length": .int(row.length),
        ]
    }
}

/// What the mapped cells of one row hold.
private struct RowValues {
    var texts: [MappingField.Name: String] = [:]
    var lists: [MappingField.Name: [String]] = [:]
    var published: ItemTime?
    var modified: ItemTime?
    var status: JSONObject?

    subscript(name: MappingField.Name) -> String? { texts[name] }

    var isEmpty: Bool {
        texts.isEmpty && lists.values.allSatisfy(\.isEmpty) && published == nil && modified == nil && status == nil
    }
}
