import RecordIO
import Records

/// The records that one capture becomes.
///
/// A page is a `response`, a file a `resource`, a 304 a `revisit`. What a server answered in place of a page is a
/// `response` without its body, cut (`WARC-Truncated: unspecified`), as captures do not keep it. Any other failure is a
/// `metadata` record with reason and detail, and so is a chain of redirects, beside its page.
struct WARCRecords {
    /// One record: small ones as a whole, those with a large body as what stands before it and the file that holds it.
    enum Content {
        case whole([UInt8])
        case file(head: [UInt8], path: String, size: Int)
    }

    /// The type of the first record, by which captures are counted.
    let type: String
    let contents: [Content]

    /// The records of a capture of a partition.
    init(_ capture: Capture, id: String, url: String, date: Instant, body: StoredBody?) throws {
        let answered = capture.finalURL ?? url
        let target = answered.hasPrefix("file:") ? FileURI.encode(answered) : HeaderText.url(answered)
        let reason = capture.error?["reason"]?.string
        let revisit = capture.via?["revisit_of"]?.object
        let status = capture.status
        func record(
            _ type: String, _ identity: [String], _ contentType: String, fields: [(String, String)], block: [UInt8]
        )
            -> [UInt8]
        {
            let head = WARCRecordHead(
                type: type, identity: identity, date: date, contentType: contentType, length: block.count,
                blockDigest: SHA256.hex(block),
                fields: [("WARC-Target-URI", target)] + fields)
            return head.bytes + block + Self.end
        }
        var contents: [Content] = []
        if let reason, status.map({ "http_\($0)" }) == reason, let status {
            type = "response"
            let head = StoredResponse(status: status, headers: capture.headers, bodyLength: nil).head
            contents.append(
                .whole(record(type, [id], Self.http, fields: [("WARC-Truncated", "unspecified")], block: head)))
        } else if let error = capture.error {
            type = "metadata"
            let lines = [
                ("error-reason", reason ?? ""), ("error-detail", error["detail"]?.string ?? ""),
                ("http-status", status.map { "\($0)" } ?? ""),
            ]
            contents.append(.whole(record(type, [id], Self.fieldsType, fields: [], block: Self.lines(lines))))
        } else if let body {
            var head: [UInt8] = []
            if let status {
                head = StoredResponse(status: status, headers: capture.headers, bodyLength: body.count).head
            }
            type = status == nil ? "resource" : "response"
            let media = capture.headers["content-type"]?.string ?? capture.mediaType ?? "application/octet-stream"
            let warcHead = WARCRecordHead(
                type: type, identity: [id], date: date, contentType: status == nil ? media : Self.http,
                length: head.count + body.count, blockDigest: try body.digest(after: head),
                fields: [
                    ("WARC-Target-URI", target), ("WARC-Payload-Digest", "sha256:\(body.sha256)"),
                ])
            switch body {
            case .memory(let bytes, _): contents.append(.whole(warcHead.bytes + head + bytes + Self.end))
            case .file(let path, _, let size):
                contents.append(.file(head: warcHead.bytes + head, path: path, size: size))
            }
        } else {
            type = "revisit"
            let profile = revisit?["profile"]?.string ?? (revisit == nil ? Self.notModified : Self.samePayload)
            var fields = [("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/\(profile)")]
            if let revisit {
                fields.append(("WARC-Refers-To-Target-URI", HeaderText.url(revisit["url"]?.string ?? url)))
                revisit["at"]?.string.map { fields.append(("WARC-Refers-To-Date", $0)) }
                revisit["digest"]?.string.map { fields.append(("WARC-Payload-Digest", $0)) }
            }
            let head = StoredResponse(
                status: profile == Self.samePayload ? 200 : 304, headers: capture.headers, bodyLength: nil
            ).head
            contents.append(.whole(record(type, [id], Self.http, fields: fields, block: head)))
        }
        let steps = capture.record["redirects"]?.array ?? []
        if answered != url || !steps.isEmpty {
            let lines =
                [("asked-for", url)]
                + steps.map { ("redirect", "\($0.object?["status"]?.int ?? 0) \($0.object?["url"]?.string ?? "")") }
            contents.append(
                .whole(
                    record(
                        "metadata", [id, "redirects"], Self.fieldsType,
                        fields: [("WARC-Concurrent-To", WARCRecordHead.recordID([id]))], block: Self.lines(lines))))
        }
        self.contents = contents
    }

    /// The record that tells of all others.
    static func warcinfo(_ identity: [String], at date: Instant) -> [UInt8] {
        let block = lines([
            ("software", "Serap/\(FetchStage.description.version)"), ("format", "WARC File Format 1.1"),
            ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
            ("description", "captures of serap-fetch; bodies without transfer and content encodings"),
        ])
        let head = WARCRecordHead(
            type: "warcinfo", identity: identity, date: date, contentType: fieldsType, length: block.count,
            blockDigest: SHA256.hex(block))
        return head.bytes + block + end
    }

    /// What stands behind every block.
    static let end = Array("\r\n\r\n".utf8)
    private static let http = "application/http; msgtype=response"
    private static let fieldsType = "application/warc-fields"
    private static let notModified = "server-not-modified"
    private static let samePayload = "identical-payload-digest"

    private static func lines(_ fields: [(String, String)]) -> [UInt8] {
        Array(fields.filter { !$0.1.isEmpty }.map { "\($0.0): \(HeaderText.value($0.1))\r\n" }.joined().utf8)
    }
}
