import RecordIO
import Records

/// A file of a named folder as an answer: its bytes, its sidecar's word, its ending's media type.
struct SavedFile {
    let folder: String
    let name: String
    let context: FetchContext

    var path: String { "\(folder)/\(name)" }
    /// What a rejection of it holds.
    var record: JSONValue { .object(["url": .string("file:\(name)")]) }

    /// Reads the file. Its moment is the sidecar's, else the replay's, else when it was last written: a file that is
    /// brought twice, or read again after a kill, must give the same bytes.
    func answer(index: Int, inflates: Bool = false) throws -> (answer: Answer, url: String) {
        var url = "file:\(name)"
        var answer = Answer(finalURL: url, fetchedAt: Instant(seconds: 0))
        do {
            let sidecar = try Sidecar(of: path)
            url = sidecar.url ?? url
            answer.finalURL = url
            answer.status = sidecar.status
            answer.headers = sidecar.headers
            answer.fetchedAt = try sidecar.fetchedAt ?? context.replay?.moment ?? LocalFiles.modified(path)
            let inner = inflates && name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
            if answer.headers["content-type"] == nil {
                answer.headers.add("content-type", MediaType.ofName(inner) ?? "application/octet-stream")
            }
            let collector = BodyCollector(
                directory: context.filesDirectory, name: "\(index)", limit: context.limits.body)
            defer { collector.discard() }
            let body = try LocalFiles.body(path, into: collector)
            answer.settle(inner == name ? body : try inflated(body, index: index))
        } catch let failure as FetchFailure {
            answer.failure = failure
        } catch let RecordIOError.system(call, path, code) where path == self.path {
            answer.failure = .unreadable("\(RecordIOError.system(call: call, path: path, code: code))")
        }
        return (answer, url)
    }

    private func inflated(_ body: Body, index: Int) throws -> Body {
        var stored: [UInt8] = []
        switch body {
        case .memory(let bytes): stored = bytes
        case .file(let digest, _):
            let path = "\(context.filesDirectory)/\(digest)"
            stored = try LocalFiles.contents(path) ?? []
            try Directory.remove(path)
        }
        let bytes = try Inflation.inflate(stored, .gzip, limit: context.limits.body)
        return try BodyCollector.body(bytes, directory: context.filesDirectory, name: "\(index)")
    }
}
