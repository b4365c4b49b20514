import Markup
import Pack
import RecordIO
import Records

/// A mapping whose columns have been found in the header of one table, and what is the same for all rows of it.
final class BoundMapping: Sendable {
    /// A field of the mapping and where its columns stand. Shared: copying all its texts for each cell would cost as much
    /// as reading the cell.
    final class Field: Sendable {
        let field: MappingField
        let name: MappingField.Name
        let indices: [Int]
        let dates: DateReader
        let isPlain: Bool
        let markup: Bool

        init(_ field: MappingField, at indices: [Int], _ context: ParseContext) {
            self.field = field
            self.indices = indices
            name = field.name
            isPlain = field.isPlain
            markup = field.markup
            dates = context.dates(in: field.zone)
        }
    }

    /// A counter and where its column stands.
    struct Counter: Sendable {
        let key: JSONKey
        let index: Int
        let words: [[UInt8]]?
    }

    /// The number of a row and where its columns stand.
    struct Identity: Sendable {
        let rule: MappingIdentity
        let indices: [Int]
    }

    /// How a place of the table begins in messages: the file, and the sheet where there are several.
    let table: String
    let mapping: Mapping
    let context: ParseContext
    let header: TableHeader
    let fields: [Field]
    let counters: [Counter]
    let identity: Identity?
    /// Columns that are neither mapped nor dropped.
    let kept: [(key: JSONKey, index: Int)]
    let scrapeColumn: (index: Int, dates: DateReader)?
    let scrapedAt: Instant?
    let source: String?
    /// Columns that the mapping names and the table lacks, and a scrape time that its name does not tell.
    let missing: [ParsedCapture.Loss]

    init(_ mapping: Mapping, _ header: TableHeader, _ context: ParseContext, sheet: String? = nil) {
        self.mapping = mapping
        self.context = context
        self.header = header
        let table = sheet.map { "\(context.name), sheet '\($0)'" } ?? context.name
        self.table = table
        let known = mapping.columns
        let free = header.names.filter { !known.contains($0) }
        var missing: [ParsedCapture.Loss] = []
        func place(_ column: String, _ what: String, line: Int?) -> Int? {
            if let index = header.index(of: column) { return index }
            let hint = nearest(column, among: free).map { "; did '\($0)' take its place?" } ?? ""
            missing.append(
                .init(
                    reason: "missing_column",
                    detail: "\(table): no column '\(column)' for \(what) (\(mapping.place(line)))\(hint)",
                    record: ["column": .string(column)]))
            return nil
        }
        fields = mapping.fields.compactMap { field in
            let indices = field.columns.compactMap { place($0, "'\(field.name.rawValue)'", line: field.line) }
            return indices.isEmpty ? nil : Field(field, at: indices, context)
        }
        counters = mapping.counters.compactMap { counter in
            place(counter.column, "the counter '\(counter.name)'", line: counter.line).map { index in
                let words = counter.before?.lowercased().split(separator: " ").map { Array($0.utf8) }
                return Counter(key: JSONKey(counter.name), index: index, words: words)
            }
        }
        if let rule = mapping.identity {
            let indices = rule.columns.compactMap { place($0, "the identity", line: rule.line) }
            // Half a number would make one item of many.
            identity = indices.count == rule.columns.count ? Identity(rule: rule, indices: indices) : nil
        } else {
            identity = nil
        }
        kept = header.names.enumerated().filter { !known.contains($0.element) }
            .map { (JSONKey($0.element), $0.offset) }
        scrapedAt = mapping.scrapedAt?.moment(fileName: context.name)
        if case .column(let column, let zone) = mapping.scrapedAt, let index = header.index(of: column) {
            scrapeColumn = (index, context.dates(in: zone))
        } else {
            scrapeColumn = nil
        }
        if mapping.scrapedAt != nil, scrapedAt == nil, scrapeColumn == nil {
            missing.append(
                .init(
                    reason: "no_scrape_time",
                    detail: "\(table): 'scraped_at' of \(mapping.place) gives no time for this file; "
                        + "relative dates in it stay unread"))
        }
        source = context.sourceCode.flatMap { $0 == "inbox" ? nil : $0 } ?? mapping.source ?? context.sourceCode
        self.missing = missing
    }

    /// Where a row stands, for messages.
    func place(_ row: TextRow) -> String {
        row.line > 0 ? "\(table), row \(row.number), line \(row.line)" : "\(table), row \(row.number)"
    }

    /// The column at a place, with the line of the mapping that takes it, for messages.
    func column(at index: Int) -> String {
        let name = header.names.indices.contains(index) ? header.names[index] : "column \(index + 1)"
        return "column '\(name)', \(mapping.place(mapping.line(of: name)))"
    }
}
