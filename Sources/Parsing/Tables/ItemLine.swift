import Pack
import RecordIO
import Records

/// Writes the item of a row, member by member in the order of `Item`.
struct ItemLine {
    private static let id = JSONKey("id")
    private static let url = JSONKey("url")
    private static let title = JSONKey("title")
    private static let authors = JSONKey("authors")
    private static let published = JSONKey("published")
    private static let modified = JSONKey("modified")
    private static let text = JSONKey("text")
    private static let summary = JSONKey("summary")
    private static let language = JSONKey("language")
    private static let tags = JSONKey("tags")
    private static let images = JSONKey("images")
    private static let counters = JSONKey("counters")
    private static let parent = JSONKey("parent")
    private static let tracking = JSONKey("tracking")
    private static let channel = JSONKey("channel")
    private static let category = JSONKey("category")
    private static let agency = JSONKey("agency_declared")
    private static let status = JSONKey("status_history")
    private static let tone = JSONKey("tone_vendor")
    private static let columns = JSONKey("columns")
    private static let raw = JSONKey("raw")
    private static let row = JSONKey("row")
    private static let offset = JSONKey("offset")
    private static let length = JSONKey("length")
    private static let hash = JSONKey("content_hash")
    private static let seenAt = JSONKey("seen_at")

    private let bound: BoundMapping
    private let form = JSONKey("form")
    private let source = JSONKey("source")
    /// What `raw` says of the capture.
    private let capture: [UInt8]
    private let fetchedAt: [UInt8]

    init(_ bound: BoundMapping) {
        self.bound = bound
        var capture: [UInt8] = []
        JSONValue.object(bound.context.raw(offset: nil, length: nil)).write(to: &capture)
        self.capture = Array(capture.dropFirst().dropLast())
        fetchedAt = bound.context.fetchedAt.map { Array($0.description.utf8) } ?? []
    }

    func write(_ values: RowValues, number: ArraySlice<UInt8>, _ row: TextRow, to lines: inout JSONLines) {
        lines.open()
        lines.text(Self.id, id(values, number))
        lines.text(form, bound.mapping.form.utf8)
        write(Self.url, values.url, &lines)
        if let source = bound.source { lines.text(self.source, source.utf8) }
        write(Self.title, values.title, &lines)
        write(Self.authors, values.authors, &lines)
        if let time = values.published { lines.json(Self.published, time.json) }
        if let time = values.modified { lines.json(Self.modified, time.json) }
        write(Self.text, values.text, &lines)
        write(Self.summary, values.summary, &lines)
        write(Self.language, values.language, &lines)
        write(Self.tags, values.tags, &lines)
        writeImages(values.images, &lines)
        writeCounters(row, &lines)
        if !values.parent.isEmpty, values.parent != number, let identity = bound.identity {
            lines.text(Self.parent, ItemIdentity.numberID(system: identity.rule.system, values.parent))
        }
        write(Self.tracking, values.tracking, &lines)
        write(Self.channel, values.channel, &lines)
        write(Self.category, values.category, &lines)
        write(Self.agency, values.agency, &lines)
        if let status = values.status {
            lines.openList(Self.status)
            lines.members(status)
            lines.closeList()
        }
        write(Self.tone, values.tone, &lines)
        writeColumns(row, &lines)
        lines.open(Self.raw)
        lines.members(capture)
        if row.length > 0 {
            lines.number(Self.offset, row.offset)
            lines.number(Self.length, row.length)
        } else {
            lines.number(Self.row, row.number)
        }
        lines.close()
        lines.text(Self.hash, Item.contentHash(title: values.title, text: values.text))
        write(Self.seenAt, fetchedAt[...], &lines)
        lines.end()
    }

    private func id(_ values: RowValues, _ number: ArraySlice<UInt8>) -> [UInt8] {
        if let identity = bound.identity, !number.isEmpty {
            return ItemIdentity.numberID(system: identity.rule.system, number)
        }
        if !values.url.isEmpty { return ItemIdentity.linkID(values.url) }
        return ItemIdentity.titleID(
            source: bound.source ?? "", values.title.isEmpty ? values.text : values.title,
            date: values.published?.text ?? [])
    }

    private func write(_ key: JSONKey, _ text: ArraySlice<UInt8>, _ lines: inout JSONLines) {
        if !text.isEmpty { lines.text(key, text) }
    }

    private func write(_ key: JSONKey, _ texts: [ArraySlice<UInt8>], _ lines: inout JSONLines) {
        guard !texts.isEmpty else { return }
        lines.openList(key)
        for text in texts { lines.element(text) }
        lines.closeList()
    }

    private func writeImages(_ urls: [ArraySlice<UInt8>], _ lines: inout JSONLines) {
        guard !urls.isEmpty else { return }
        lines.openList(Self.images)
        for (place, url) in urls.enumerated() where !urls[..<place].contains(url) {
            lines.open()
            lines.text(Self.url, url)
            lines.close()
        }
        lines.closeList()
    }

    private func writeCounters(_ row: TextRow, _ lines: inout JSONLines) {
        var isOpen = false
        for counter in bound.counters {
            let cell = Cell.clean(row.cell(counter.index))
            let decimal = bound.mapping.decimal
            guard
                let count = counter.words.map({ Count.read(cell, before: $0, decimal: decimal) })
                    ?? Count.read(cell, decimal: decimal)
            else { continue }
            if !isOpen { lines.open(Self.counters) }
            isOpen = true
            lines.number(counter.key, count)
        }
        if isOpen { lines.close() }
    }

    private func writeColumns(_ row: TextRow, _ lines: inout JSONLines) {
        var isOpen = false
        for column in bound.kept {
            let cell = Cell.clean(row.cell(column.index))
            if cell.isEmpty { continue }
            if !isOpen { lines.open(Self.columns) }
            isOpen = true
            lines.text(column.key, cell)
        }
        if isOpen { lines.close() }
    }
}
