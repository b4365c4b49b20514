import Records

/// JSON Lines of items, as another program wrote them: what is known of an item is checked, everything else passes.
enum RecordLineParser {
    private static let forms: Set = ["artikel", "unggahan", "komentar", "laporan", "pesan"]

    static func parse(_ bytes: [UInt8], _ context: ParseContext) -> ParseOutcome {
        var parsed = ParsedCapture()
        var number = 0
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = bytes[start..<end]
            number += 1
            if line.contains(where: { $0 > 0x20 }) {
                read(line, number, offset: start, context, &parsed)
            }
            start = end + 1
        }
        guard !parsed.items.isEmpty || parsed.losses.isEmpty else {
            return .rejected("not_items", "\(context.name): no line is an item; \(parsed.losses[0].detail)")
        }
        return .parsed(parsed)
    }

    private static func read(
        _ line: ArraySlice<UInt8>, _ number: Int, offset: Int, _ context: ParseContext, _ parsed: inout ParsedCapture
    ) {
        let kept = JSONValue.string(String(decoding: line.prefix(4096), as: UTF8.self))
        let record: Record
        do throws(JSONSyntaxError) {
            record = try Record(line: line)
        } catch {
            return parsed.lose("not_json", "\(context.name), line \(number): \(error)", kept)
        }
        var item = Item(record)
        guard let form = item.form, forms.contains(form), item.title != nil || item.text != nil else {
            let detail =
                "\(context.name), line \(number): an item has a 'form' (\(forms.sorted().joined(separator: ", "))) and a 'title' or 'text'"
            return parsed.lose("not_an_item", detail, kept)
        }
        if item.source == nil { item.source = context.sourceCode }
        if item.id == nil {
            let source = item.source ?? ""
            item.id =
                item.url.map { ItemIdentity.link($0).id }
                ?? ItemIdentity.title(
                    source: source, item.title ?? item.text ?? "", date: item.published?.text ?? ""
                ).id
        }
        if item.raw == nil { item.raw = context.raw(offset: offset, length: line.count) }
        if item.seenAt == nil { item.seenAt = context.fetchedAt }
        if item.contentHash == nil { item.contentHash = Item.contentHash(title: item.title, text: item.text) }
        parsed.items.append(item)
    }
}
