import Markup
import Pack
import Records

/// What the readers of bodies must know of the capture that a body came in.
struct ParseContext {
    /// The capture.
    let id: String
    let sha256: String?
    /// The address that was asked for.
    let asked: String
    /// The address that the bytes came from, after redirects.
    let url: String
    /// The address that references in the document start from.
    let base: String
    /// The file's name, or the address: for messages.
    let name: String
    let mediaType: String?
    let charset: String?
    let fetchedAt: Instant?
    /// The code, whether the register has it or not.
    let sourceCode: String?
    let source: Source?
    /// The id of the entry that led to a page.
    let entry: String?
    /// What that entry calls the page.
    let entryTitle: String?
    /// How many bytes the body has.
    let bytes: Int
    /// Reads dates of this source.
    let dates: DateReader

    init(_ capture: Capture, source: Source?, bytes: Int, months: [String: Int]) {
        id = capture.id ?? ""
        sha256 = capture.sha256
        url = capture.finalURL ?? capture.url ?? ""
        asked = capture.url ?? ""
        base = capture.headers["content-location"]?.string.map { [url] in URLs.resolve($0, against: url) } ?? url
        name = asked.hasPrefix("file:") ? asked.split(separator: "/").last.map(Self.withoutScheme) ?? asked : asked
        mediaType = capture.mediaType?.lowercased()
        charset = capture.charset
        fetchedAt = capture.fetchedAt
        sourceCode = capture.source
        self.source = source
        entry = capture.via?["item"]?.string
        entryTitle = capture.via?["entry_title"]?.string
        self.bytes = bytes
        // The register's language, not the feed's own: WordPress calls every feed en-US that nobody told otherwise.
        dates = DateReader(
            zone: source?.zone ?? .utc, order: DayOrder(language: source?.language ?? ""), months: months)
    }

    private static func withoutScheme(_ part: Substring) -> String {
        String(part.hasPrefix("file:") ? part.dropFirst(5) : part)
    }

    /// A reader of dates in another zone than the source's.
    func dates(in zone: Zone?) -> DateReader { zone.map { dates.inZone($0) } ?? dates }

    /// The time that a document gives: kept as words where it cannot be read or lies after the fetch.
    func time(_ date: DatedText?, _ field: DateField = .written, note: String? = nil) -> ItemTime? {
        guard let date else { return nil }
        var time = dates.keep(date.text, relativeTo: fetchedAt, foundIn: date.foundIn, field: field)
        if let note { time.evidence += "; \(note)" }
        return time
    }

    /// Where the bytes behind an item are.
    func raw(offset: Int?, length: Int?) -> JSONObject {
        var raw: JSONObject = ["capture": .string(id)]
        raw["sha256"] = sha256.map { .string($0) }
        if let offset, let length {
            raw["offset"] = .int(offset)
            raw["length"] = .int(length)
        }
        return raw
    }
}
