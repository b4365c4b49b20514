import RecordIO
import Records
import StageKit

/// Writes captures into one part a source, `source=<code>.jsonl.gz`, in the order of the requests whatever came first.
///
/// An answer that is early waits in memory for those before it of the same source; sources do not wait for each other.
final class CaptureSink {
    private let run: StageRun
    /// What the partition holds already that the run adds to.
    let captured: CapturedBodies
    private var writers: [String: PartWriter] = [:]
    /// Parts that are whole are compressed and closed beside the fetching.
    private let endings = OrderedPool<PartCounts> { _ in }
    private var waiting: [String: Waiting] = [:]
    private var lasting: Set<String> = []

    private struct Waiting {
        var order: [Int] = []
        var next = 0
        var captures: [Int: Capture?] = [:]
    }

    /// A sink that leaves out what the partition holds already that the run adds to.
    init(run: StageRun, captured: CapturedBodies = CapturedBodies()) {
        self.run = run
        self.captured = captured
    }

    /// Counts an attempt: used, or merged where its capture is there already.
    func count(_ capture: Capture) {
        let isNew = !captured.contains(capture)
        run.count { if isNew { $0.used += 1 } else { $0.merged += 1 } }
    }

    /// Announces a request's place in the order of its source, before its answer comes.
    func expect(_ index: Int, source: String) { waiting[source, default: Waiting()].order.append(index) }

    /// Takes the capture of an announced request.
    func take(_ capture: Capture, at index: Int, source: String) throws { try settle(capture, index, source) }

    /// Says that an announced request comes to no capture.
    func skip(at index: Int, source: String) throws { try settle(nil, index, source) }

    private func settle(_ capture: Capture?, _ index: Int, _ source: String) throws {
        guard var line = waiting.removeValue(forKey: source) else {
            if let capture { try write(capture, source: source) }
            return
        }
        line.captures[index] = .some(capture)
        while line.next < line.order.count, let ready = line.captures.removeValue(forKey: line.order[line.next]) {
            line.next += 1
            if let ready { try write(ready, source: source) }
        }
        if line.next < line.order.count {
            waiting[source] = line
        } else if !lasting.contains(source) {
            try close(source)
        }
    }

    /// Leaves the part of a source open until the end: more requests of it may be announced when these have come.
    func keepOpen(_ source: String) { lasting.insert(source) }

    /// Appends a capture to the part of its source.
    func write(_ capture: Capture, source: String) throws {
        guard !captured.contains(capture) else { return }
        try writer(source).append(capture.record)
        run.count { $0.output += 1 }
    }

    /// Appends a capture that is a line already, with its line end, and counts it as used; nobody has captured it yet.
    func write(line: [UInt8], source: String) throws {
        try writer(source).append(lines: line)
        run.count {
            $0.output += 1
            $0.used += 1
        }
    }

    private func writer(_ source: String) throws -> PartWriter {
        let writer = try writers[source] ?? run.part(StageRun.partName("source", source))
        writers[source] = writer
        return writer
    }

    /// Ends all parts.
    func finish() throws {
        for source in writers.keys.sorted() { try close(source) }
        try endings.finish()
    }

    private func close(_ source: String) throws {
        guard let writer = writers.removeValue(forKey: source) else { return }
        // Nobody else has it any more.
        nonisolated(unsafe) let last = writer
        try endings.submit { try last.finish() }
    }
}

extension Capture {
    /// The capture of an answer.
    init(_ answer: Answer, url: String, source: String, via: JSONObject? = nil) {
        self.init(Record())
        let sha256 = answer.failure == nil ? answer.sha256 : nil
        let outcome = sha256 ?? answer.failure?.reason ?? "http_\(answer.status ?? 0)"
        id = digestID(["serap-capture/1", source, url, answer.fetchedAt.description, outcome])
        self.url = url
        if answer.finalURL != url { finalURL = answer.finalURL }
        self.source = source
        fetchedAt = answer.fetchedAt
        if answer.status != nil { status = answer.status }
        if !answer.redirects.isEmpty {
            record["redirects"] = .array(
                answer.redirects.map { .object(["url": .string($0.url), "status": .int($0.status)]) })
        }
        headers = answer.headers.json
        if let type = answer.headers.mediaType { mediaType = type }
        if let charset = answer.headers.charset { self.charset = charset }
        switch answer.failure == nil ? answer.body : nil {
        case .memory(let bytes): keepBody(bytes)
        case .file(let digest, _): blob = digest
        case nil: break
        }
        if let sha256 { self.sha256 = sha256 }
        if let via { self.via = via }
        if let failure = answer.failure { error = failure.json }
    }
}
