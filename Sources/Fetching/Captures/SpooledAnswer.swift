import Records

/// How an answer stands in a spool; all that a capture shows of it comes back.
extension Answer {
    /// The members of the line.
    var spooled: JSONObject {
        var object: JSONObject = [
            "final_url": .string(finalURL), "fetched_at": .string(fetchedAt.description),
            "headers": .object(headers.json),
        ]
        if let status { object["status"] = .int(status) }
        if !redirects.isEmpty {
            object["redirects"] = .array(redirects.map { ["url": .string($0.url), "status": .int($0.status)] })
        }
        if let failure { object["error"] = .object(failure.json) }
        if let note { object["note"] = .string(note) }
        switch body {
        case .memory(let bytes)?:
            var capture = Capture(Record())
            capture.keepBody(bytes)
            object["body"] = capture.record["body"]
            object["body_base64"] = capture.record["body_base64"]
        case .file(let sha256, let size)?:
            object["blob"] = .string(sha256)
            object["size"] = .int(size)
        case nil: break
        }
        return object
    }

    /// Reads a line back; nil where it is none.
    init?(spooled record: Record) {
        guard let finalURL = record.string("final_url"),
            let fetchedAt = record.string("fetched_at").flatMap({ Instant($0) })
        else { return nil }
        self.init(finalURL: finalURL, fetchedAt: fetchedAt)
        status = record.int("status")
        for (name, value) in record["headers"]?.object ?? [:] { headers.add(name, value.string ?? "") }
        redirects = (record["redirects"]?.array ?? []).compactMap { step in
            guard let url = step["url"]?.string, let status = step["status"]?.int else { return nil }
            return Redirect(url: url, status: status)
        }
        note = record.string("note")
        if let error = record["error"] {
            failure = .told(reason: error["reason"]?.string ?? "", detail: error["detail"]?.string ?? "")
        }
        if let blob = record.string("blob") {
            body = .file(sha256: blob, size: record.int("size") ?? 0)
        } else if record["body"] != nil || record["body_base64"] != nil,
            let bytes = try? Capture(record).bodyBytes(filesOf: "")
        {
            body = .memory(bytes)
        }
    }
}
