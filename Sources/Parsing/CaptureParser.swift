import Markup
import Pack
import RecordIO
import Records

/// Reads one capture of any kind; the one way from a capture to its items.
struct CaptureParser: Sendable {
    private let sources: [String: Source]
    private let mappings: [Mapping]
    private let months: [String: Int]

    init(sources: [Source], mappings: [Mapping], months: [String: Int]) {
        self.sources = Dictionary(sources.map { ($0.code, $0) }, uniquingKeysWith: { _, last in last })
        self.mappings = mappings
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
        switch body(capture, directories) {
        case .failure(let error):
            if case .tooLarge = error { return .rejected("too_large", "\(capture.url ?? ""): \(error)") }
            return .rejected("no_body", "\(capture.url ?? ""): \(error)")
        case .success(nil): return .rejected("no_body", "\(capture.url ?? ""): the capture holds no body")
        case .success(let stored?):
            let bytes: [UInt8]
            do {
                bytes = try PackedBody.unpacked(stored)
            } catch {
                return .rejected("bad_gzip", "\(capture.url ?? ""): \(error)")
            }
            guard bytes.contains(where: { $0 > 0x20 }) else {
                return .rejected("empty_body", "\(capture.url ?? ""): the answer is empty (\(bytes.count) bytes)")
            }
            return parse(bytes, ParseContext(capture, source: source(of: capture), bytes: bytes.count, months: months))
        }
    }

    private func source(of capture: Capture) -> Source? { capture.source.flatMap { sources[$0] } }

    private func parse(_ bytes: [UInt8], _ context: ParseContext) -> ParseOutcome {
        switch expected(bytes, context) {
        case .feed: FeedParser.parse(bytes, context)
        case .page: PageParser.parse(bytes, context)
        case .table: TableParser(mappings: mappings).parse(bytes, context)
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

    private func body(_ capture: Capture, _ directories: [String]) -> Result<[UInt8]?, CaptureBodyError> {
        guard capture.blob != nil else {
            return Result { () throws(CaptureBodyError) in try capture.bodyBytes(filesOf: ".") }
        }
        var last: Result<[UInt8]?, CaptureBodyError> = .success(nil)
        for directory in directories {
            last = Result { () throws(CaptureBodyError) in
                try capture.bodyBytes(filesOf: directory, limit: limit(capture, directory))
            }
            if case .success = last { break }
        }
        return last
    }

    /// The most that is read of a blob. Its head tells: tables are as long as they are, feeds and pages are refused by
    /// the size of the file, so that a gigabyte that claims to be a feed costs nothing.
    private func limit(_ capture: Capture, _ directory: String) throws(CaptureBodyError) -> Int {
        guard let path = try capture.blobPath(filesOf: directory), let file = try? OpenFile.reading(path),
            let head = try? file.read(count: 4096, at: 0)
        else { return .max }
        if GzipMember.isGzip(head) { return PackedBody.limit }
        let context = ParseContext(capture, source: source(of: capture), bytes: head.count, months: [:])
        switch expected(head, context) {
        case .feed, .page: return PackedBody.limit
        case .table, .recordLines, .other: return .max
        }
    }
}
