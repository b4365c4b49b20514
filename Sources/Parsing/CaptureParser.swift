import Markup
import Pack
import RecordIO
import Records

/// Reads one capture of any kind; the one way from a capture to its items.
struct CaptureParser: Sendable {
    private let sources: [String: Source]
    private let mappings: [Mapping]
    private let sites: [Site]
    private let months: [String: Int]

    init(sources: [Source], mappings: [Mapping], sites: [Site] = [], months: [String: Int]) {
        self.sources = Dictionary(sources.map { ($0.code, $0) }, uniquingKeysWith: { _, last in last })
        self.mappings = mappings
        self.sites = sites
        self.months = months
    }

    /// Parses a capture whose blob, where it has one, lies in `files/` of one of the directories.
    func parse(_ capture: Capture, filesIn directories: [String]) -> ParseOutcome {
        guard capture.id != nil, capture.url != nil else {
            return .rejected(
                "not_a_capture", "a record without 'id' and 'url' is no capture; give what serap-fetch wrote")
        }
        if let error = capture.error {
            let reason = error["reason"]?.string ?? "fetch_failed"
            return .rejected(reason, error["detail"]?.string ?? "the fetch failed")
        }
        if capture.status == 304 { return .parsed(ParsedCapture()) }
        if let status = capture.status, status >= 400 {
            return .rejected("http_status", "\(capture.url ?? ""): the server answered \(status)")
        }
        let stored: StoredBody
        switch body(capture, directories) {
        case .failure(let error):
            if case .tooLarge = error { return .rejected("too_large", "\(capture.url ?? ""): \(error)") }
            return .rejected("no_body", "\(capture.url ?? ""): \(error)")
        case .success(nil): return .rejected("no_body", "\(capture.url ?? ""): the capture holds no body")
        case .success(let body?): stored = body
        }
        let context = { ParseContext(capture, source: source(of: capture), bytes: $0, months: months) }
        guard case .bytes(let packed) = stored else {
            return TableParser(mappings: mappings).parse(stored, context(stored.count))
        }
        let bytes: [UInt8]
        do {
            bytes = try PackedBody.unpacked(packed)
        } catch {
            return .rejected("bad_gzip", "\(capture.url ?? ""): \(error)")
        }
        guard bytes.contains(where: { $0 > 0x20 }) else {
            return .rejected("empty_body", "\(capture.url ?? ""): the answer is empty (\(bytes.count) bytes)")
        }
        return parse(bytes, context(bytes.count))
    }

    private func source(of capture: Capture) -> Source? { capture.source.flatMap { sources[$0] } }

    private func parse(_ bytes: [UInt8], _ context: ParseContext) -> ParseOutcome {
        switch expected(bytes, context) {
        case .feed: FeedParser.parse(bytes, context)
        case .page: PageParser.parse(bytes, context, sites: sites)
        case .table: TableParser(mappings: mappings).parse(.bytes(bytes), context)
        case .recordLines: RecordLineParser.parse(bytes, context)
        case .other(let what): .rejected("unknown_format", "\(context.name): \(what)")
        }
    }

    /// What the bytes are read as: what led here and what the register says count more than the bytes, so that an error
    /// page in place of a feed is no article.
    private func expected(_ bytes: [UInt8], _ context: ParseContext) -> BodyKind {
        let sniffed = BodyKind.sniff(bytes, mediaType: context.mediaType, name: context.name)
        if context.entry != nil { return .page }
        switch context.source?.kind {
        case .feed, .sitemap: return .feed
        case .page: return sniffed == .feed ? .feed : .page
        case .inbox, nil: return sniffed
        }
    }

    private func body(_ capture: Capture, _ directories: [String]) -> Result<StoredBody?, CaptureBodyError> {
        guard capture.blob != nil else {
            return Result { () throws(CaptureBodyError) in try capture.bodyBytes(filesOf: ".").map { .bytes($0) } }
        }
        var last: Result<StoredBody?, CaptureBodyError> = .success(nil)
        for directory in directories {
            last = Result { () throws(CaptureBodyError) in
                if let table = try longTable(capture, directory) { return table }
                return try capture.bodyBytes(filesOf: directory, limit: limit(capture, directory)).map { .bytes($0) }
            }
            if case .success = last { break }
        }
        return last
    }

    /// A blob that is read where it lies: tables are as long as they are.
    private func longTable(_ capture: Capture, _ directory: String) throws(CaptureBodyError) -> StoredBody? {
        guard let file = try blob(capture, directory), let size = try? file.size(),
            let head = try? file.read(count: 4096, at: 0), kind(capture, head) == .table
        else { return nil }
        return .file(file, size: size)
    }

    /// The most that is read of a blob. Its head tells: feeds and pages are refused by the size of the file, so that a
    /// gigabyte that claims to be a feed costs nothing.
    private func limit(_ capture: Capture, _ directory: String) throws(CaptureBodyError) -> Int {
        guard let head = try? blob(capture, directory)?.read(count: 4096, at: 0) else { return .max }
        switch kind(capture, head) {
        case .feed, .page, nil: return PackedBody.limit
        case .table, .recordLines, .other: return .max
        }
    }

    private func blob(_ capture: Capture, _ directory: String) throws(CaptureBodyError) -> OpenFile? {
        try capture.blobPath(filesOf: directory).flatMap { try? OpenFile.reading($0) }
    }

    /// What a blob is by its head; nil where it is packed, so that the head does not tell.
    private func kind(_ capture: Capture, _ head: [UInt8]) -> BodyKind? {
        if GzipMember.isGzip(head) { return nil }
        return expected(
            head, ParseContext(capture, source: source(of: capture), bytes: head.count, months: [:]))
    }
}
