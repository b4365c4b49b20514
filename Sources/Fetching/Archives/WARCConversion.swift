import RecordIO
import Records

/// Turns records of one WARC file into captures; used from all cores at once.
///
/// `warcinfo`, `request` and `metadata` only describe the others. A `revisit` gives a capture without a body that names
/// the record it refers to: where that is in the archive, it has a capture with the body, and a copy would count one page
/// twice. `conversion` and `continuation` are refused, and the first segment of a record that has several is no page.
struct WARCConversion: RecordConversion {
    /// The file's name below the folder, as it stands in `via`.
    let name: String
    let limits: FetchLimits
    let filter: ArchiveFilter
    let register: SourceRegister
    /// The source of all of it, where the parameter says so.
    let source: String?
    let captured: CapturedBodies
    /// Where bodies go that are too large for a record.
    let filesDirectory: String

    var blockLimit: Int { limits.block }

    func outcome(of record: WARCRecord) throws -> ArchiveOutcome {
        switch record.type {
        case "warcinfo", "request", "metadata": return .described
        // A crawler's own log and arguments, as Wget keeps them.
        case "resource" where record.targetURI?.hasPrefix("metadata:") == true: return .described
        case "response", "resource", "revisit": break
        default: return rejected("warc_type", "a record of type '\(record.type)' is not read", record)
        }
        guard let (url, parts) = record.targetURI.flatMap(Self.address) else {
            return rejected("warc_no_url", "'\(record.targetURI ?? "")' is not an http or https URL", record)
        }
        guard let date = record.date else {
            let shown = record.fields["warc-date"] ?? ""
            return rejected("warc_no_date", "WARC-Date '\(shown)' is not a date in UTC", record)
        }
        guard filter.admits(url: url, parts: parts, at: date) else { return .filtered }
        var answer = Answer(finalURL: url, fetchedAt: date)
        var isUntrue = false
        do throws(FetchFailure) {
            let bytes = try content(of: record, &answer, isUntrue: &isUntrue)
            if record.type == "revisit" {
                // The body is the one of the record that it names, which has a capture of its own.
                answer.status = 304
            } else {
                answer.settle(.memory(bytes))
            }
        } catch {
            answer.failure = error
        }
        if case .memory(let bytes)? = answer.body {
            let place = "\(record.place.stored)-\(record.place.text)"
            answer.body = try BodyCollector.body(bytes, directory: filesDirectory, name: "warc-\(place)")
        }
        let code = source ?? parts.flatMap { register.code(of: $0) } ?? FolderSelection.archive
        var via = via(record)
        if isUntrue { via["untrue_encoding"] = .string(answer.headers["content-encoding"] ?? "") }
        let capture = Capture(answer, url: url, source: code, via: via)
        guard !captured.contains(capture) else { return .known(source: code, failure: answer.failure) }
        var line: [UInt8] = []
        line.reserveCapacity((answer.body?.count ?? 0) * 9 / 8 + 2048)
        capture.record.write(to: &line)
        line.append(0x0A)
        return .capture(source: code, key: CaptureKey(capture.id ?? ""), line: line, failure: answer.failure)
    }

    /// An http or https URL as it is, and the path of a file as `WARCRecordWriter` makes it a URI; nil for all others.
    private static func address(_ uri: String) -> (url: String, parts: URLParts?)? {
        if uri.hasPrefix("file:") { return FileURI.decode(uri).map { ($0, URLParts($0)) } }
        return URLParts(uri).map { (uri, $0) }
    }

    /// The body without its encodings; fills in status and headers, and whether they name an encoding that it has not.
    private func content(
        of record: WARCRecord, _ answer: inout Answer, isUntrue: inout Bool
    ) throws(FetchFailure) -> [UInt8] {
        guard let block = record.block else { throw .tooLarge(limit: limits.body) }
        guard record.fields["warc-segment-number"] == nil else {
            throw .brokenAnswer("the record is the first of several segments, which are not joined")
        }
        guard record.type != "resource" else {
            if let type = record.fields["content-type"] { answer.headers.add("content-type", type) }
            guard block.count <= limits.body else { throw .tooLarge(limit: limits.body) }
            return block
        }
        guard let message = try HTTPMessage(block, limits: limits) else {
            if record.type == "revisit" { return [] }
            throw .brokenAnswer("the record holds no HTTP response")
        }
        answer.status = message.status
        answer.headers = message.headers
        // What an error page says is not kept, so that it is not decoded either.
        guard record.type == "response", (200..<300).contains(message.status) else { return [] }
        let body = try message.body(limit: limits.body, isCut: record.fields["warc-truncated"] != nil)
        isUntrue = body.isUntrue
        return body.bytes
    }

    private func via(_ record: WARCRecord) -> JSONObject {
        var via: JSONObject = ["file": .string(name), "offset": .int(record.place.stored)]
        if record.place.text > 0 { via["text_offset"] = .int(record.place.text) }
        if let id = record.fields["warc-record-id"] { via["record"] = .string(id) }
        if let cut = record.fields["warc-truncated"] { via["truncated"] = .string(cut) }
        if record.type == "revisit" {
            var revisit: JSONObject = ["url": .string(record.refersTo ?? record.targetURI ?? "")]
            if let date = record.fields["warc-refers-to-date"] { revisit["at"] = .string(date) }
            if let digest = record.fields["warc-payload-digest"] { revisit["digest"] = .string(digest) }
            if let profile = record.fields["warc-profile"]?.split(separator: "/").last {
                revisit["profile"] = .string(String(profile))
            }
            via["revisit_of"] = .object(revisit)
        }
        return via
    }

    private func rejected(_ reason: String, _ detail: String, _ record: WARCRecord) -> ArchiveOutcome {
        .rejected(
            reason: reason, detail: "\(name): \(detail), in the record at \(record.place)",
            record: .object(record.fields.json))
    }
}
