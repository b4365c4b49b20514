import RecordIO
import Records
import StageKit

/// The captures of one WARC file: its `response` and `resource` records.
///
/// Every record counts as tried. `warcinfo`, `request` and `metadata` only describe the others and are used without a
/// capture; `revisit` (whose body is elsewhere), `conversion` and `continuation` are refused with a reason. Where the
/// file breaks off, its whole records stay and one rejection names the place.
struct WARCFile {
    let file: SavedFile
    let run: StageRun

    /// Hands over answer, URL and `via` of each capture in the order of the file.
    func forEachAnswer(_ body: (Answer, String, JSONObject) throws -> Void) throws {
        let limit = file.context.limits.body
        do {
            // A block is a body and headers around it, or a body in a chunked encoding, which is little longer.
            let blockLimit = limit + limit / 8 + file.context.limits.headers
            let reader = try WARCReader(path: file.path, name: file.name, blockLimit: blockLimit)
            while let record = try reader.next() {
                run.count { $0.input += 1 }
                try take(record, limit: limit, body)
            }
        } catch let error as WARCError {
            run.count { $0.input += 1 }
            try run.reject(error.reason, error.detail, record: .object(["url": .string("file:\(file.name)")]))
        } catch let error as RecordIOError {
            run.count { $0.input += 1 }
            try run.reject("unreadable", "\(error)", record: .object(["url": .string("file:\(file.name)")]))
        }
    }

    private func take(
        _ record: WARCRecord, limit: Int, _ body: (Answer, String, JSONObject) throws -> Void
    ) throws {
        switch record.type {
        case "warcinfo", "request", "metadata": return run.count { $0.used += 1 }
        // A crawler's own log and arguments, as Wget keeps them.
        case "resource" where record.targetURI?.hasPrefix("metadata:") == true: return run.count { $0.used += 1 }
        case "response", "resource": break
        case "revisit": return try reject("warc_revisit", "the body is in another record", record)
        default: return try reject("warc_type", "a record of type '\(record.type)' is not read", record)
        }
        guard let url = record.targetURI, URLParts(url) != nil else {
            return try reject("warc_no_url", "'\(record.targetURI ?? "")' is not an http or https URL", record)
        }
        guard let date = record.date else {
            let shown = record.fields["warc-date"] ?? ""
            return try reject("warc_no_date", "WARC-Date '\(shown)' is not a full date and time in UTC", record)
        }
        var answer = Answer(finalURL: url, fetchedAt: date)
        do throws(FetchFailure) {
            let bytes = try content(of: record, &answer, limit: limit)
            answer.settle(.memory(bytes))
        } catch {
            answer.failure = error
        }
        if case .memory(let bytes)? = answer.body {
            answer.body = try BodyCollector.body(bytes, directory: file.context.filesDirectory, name: "warc")
        }
        try body(answer, url, via(record))
    }

    /// The body without its encodings; fills in status and headers.
    private func content(of record: WARCRecord, _ answer: inout Answer, limit: Int) throws(FetchFailure) -> [UInt8] {
        guard let block = record.block else { throw .tooLarge(limit: limit) }
        guard record.type == "response" else {
            if let type = record.fields["content-type"] { answer.headers.add("content-type", type) }
            guard block.count <= limit else { throw .tooLarge(limit: limit) }
            return block
        }
        guard let message = HTTPMessage(block) else { throw .brokenAnswer("the record holds no HTTP response") }
        answer.status = message.status
        answer.headers = message.headers
        // What an error page says is not kept, so that it is not decoded either.
        guard (200..<300).contains(message.status) else { return [] }
        return try message.body(limit: limit)
    }

    private func via(_ record: WARCRecord) -> JSONObject {
        var via: JSONObject = ["file": .string(file.name), "offset": .int(record.place.stored)]
        if record.place.text > 0 { via["text_offset"] = .int(record.place.text) }
        if let id = record.fields["warc-record-id"] { via["record"] = .string(id) }
        if let cut = record.fields["warc-truncated"] { via["truncated"] = .string(cut) }
        return via
    }

    private func reject(_ reason: String, _ detail: String, _ record: WARCRecord) throws {
        try run.reject(
            reason, "\(file.name): \(detail), in the record at \(record.place)",
            record: .object(record.fields.json))
    }
}
