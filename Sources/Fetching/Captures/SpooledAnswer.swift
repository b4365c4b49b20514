import Records

/// How an answer stands in a spool; all that a capture shows of it comes back.
extension Answer {
    /// The members of the line; a body in memory goes to an offset of the file of bodies.
    func spooled(bodyAt offset: Int) -> JSONObject {
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
            object["body"] = ["offset": .int(offset), "size": .int(bytes.count), "sha256": .string(sha256 ?? "")]
        case .file(let sha256, let size)?:
            object["blob"] = .string(sha256)
            object["size"] = .int(size)
        case nil: break
        }
        return object
    }

    /// Reads a line back; nil where it is none, or its body is not there.
    init?(spooled record: Record, body bytes: [UInt8]?) {
        guard (record["body"] == nil) == (bytes == nil), let finalURL = record.string("final_url"),
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
        } else if let bytes, let sha256 = record["body"]?["sha256"]?.string {
            body = .memory(bytes)
            self.sha256 = sha256
        }
    }
}
