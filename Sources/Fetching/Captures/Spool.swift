import Glibc
import RecordIO
import Records

/// The answers that an attempt has got so far, so that one that is killed need not ask for them again:
/// `SERAP_STATE/spool/<key>~<partition>~<base>/`, where `base` is the digest of the captures that the attempt adds to.
///
/// `answers.jsonl` holds a line for each answer, its SHA-256 first; the bodies stand end to end in `bodies`, each written
/// before its line; large ones are files beside them, under their digests. An answer is kept once its line is written, so
/// a killed process loses none; nothing waits for the disk, as losing one to a power failure only means asking again.
/// Whatever is torn or damaged is dropped and asked for again. What did not answer at all is not kept, so that it is
/// asked again, and a failure holds only under the limits that it was met under. Memory: a few words for each answer.
final class Spool {
    /// The directory of this attempt and those before it.
    let directory: String
    private let lines: OpenFile
    private let bodies: OpenFile
    // Of their own: what is appended to is opened for writing alone.
    private let lineReader: OpenFile
    private let bodyReader: OpenFile
    private var places: [String: Place] = [:]
    private let terms: String
    private var linesEnd = 0
    private var bodiesEnd: Int
    /// How many answers there were when it was opened.
    private(set) var inherited = 0

    /// Where an answer's line stands, and how large its body is.
    struct Place: Sendable {
        fileprivate var offset: Int
        fileprivate var length: Int
        fileprivate(set) var bodySize: Int
    }

    /// Opens the spool of a partition and checks what is in it; `terms` are the limits of this attempt.
    init(_ directory: String, terms: String = "") throws {
        self.directory = directory
        self.terms = terms
        try Directory.make(directory, mode: 0o700)
        for name in try Directory.names(directory) where name.hasPrefix("incoming-") {
            try Directory.remove("\(directory)/\(name)")
        }
        lines = try OpenFile.appending("\(directory)/answers.jsonl", mode: 0o600)
        bodies = try OpenFile.appending("\(directory)/bodies", mode: 0o600)
        lineReader = try OpenFile.reading(lines.path)
        bodyReader = try OpenFile.reading(bodies.path)
        bodiesEnd = try bodyReader.size()
        try Self.forEachLine(lineReader) { offset, line in
            linesEnd = offset + line.count + 1
            guard let record = Self.record(line), let key = record.string("request"), bodyIsWhole(record),
                record["error"] == nil || record.string("terms") == terms
            else { return }
            let size = record["body"]?["size"]?.int ?? record.int("size") ?? 0
            places[key] = Place(offset: offset, length: line.count, bodySize: size)
        }
        inherited = places.count
        // A line without its end would run into the next one.
        guard ftruncate(lines.descriptor, off_t(linesEnd)) == 0 else {
            throw RecordIOError.last("ftruncate", lines.path)
        }
    }

    /// How many answers there are.
    var count: Int { places.count }

    /// Whether a request was answered.
    func contains(_ request: FetchRequest) -> Bool { places[Self.key(request)] != nil }

    /// Where the answer to a request is; nil where there is none.
    func place(_ request: FetchRequest) -> Place? { places[Self.key(request)] }

    /// The answer at a place; may be asked for on another thread than the one that keeps answers.
    func answer(at place: Place) throws -> Answer {
        let line = try lineReader.read(count: place.length, at: place.offset)
        guard let record = Self.record(line[...]), let answer = Answer(spooled: record, body: try body(record)) else {
            throw RecordIOError.damaged(
                file: lines.path, offset: place.offset, what: "an answer changed while it was used")
        }
        return answer
    }

    /// Keeps an answer.
    func keep(_ answer: Answer, to request: FetchRequest) throws {
        let key = Self.key(request)
        var object: JSONObject = ["request": .string(key)]
        if answer.failure != nil { object["terms"] = .string(terms) }
        for (name, value) in answer.spooled(bodyAt: bodiesEnd) { object[name] = value }
        if case .memory(let bytes)? = answer.body {
            try bodies.write(bytes)
            bodiesEnd += bytes.count
        }
        var json: [UInt8] = []
        object.write(to: &json)
        var line = Array(SHA256.hex(json).utf8)
        line.reserveCapacity(66 + json.count)
        line.append(0x20)
        line += json
        line.append(0x0A)
        try lines.write(line)
        places[key] = Place(offset: linesEnd, length: line.count - 1, bodySize: answer.body?.count ?? 0)
        linesEnd += line.count
    }

    /// All of a request that its answer hangs on: two sources may ask for one URL by different words of the register.
    private static func key(_ request: FetchRequest) -> String {
        let versions = request.validators.map { " \(digestID([$0.url, $0.etag ?? "", $0.lastModified ?? ""]))" } ?? ""
        let hosts = request.allowPrivate ? request.privateHosts : PrivateHosts()
        // A proxy that wants another password gives no answer that is kept, so that the password need not be here.
        let proxy = request.proxy.map { Proxy($0)?.shown ?? $0 }
        let words = digestID(
            [
                hosts.names.joined(separator: " "), hosts.domains.joined(separator: " "), "\(hosts.leadOn)",
                proxy ?? "-",
            ] + request.permittedHosts)
        return "\(request.allowPrivate ? "private" : "public") \(words)\(versions) \(request.url)"
    }

    /// The record of a line whose digest is right.
    private static func record(_ line: ArraySlice<UInt8>) -> Record? {
        guard line.count > 65 else { return nil }
        let json = Array(line.dropFirst(65))
        guard line.prefix(64).elementsEqual(SHA256.hex(json).utf8) else { return nil }
        return try? Record(line: json)
    }

    private func bodyIsWhole(_ record: Record) -> Bool {
        if let blob = record.string("blob") { return (try? FileDigest.sha256("\(directory)/\(blob)").hex) == blob }
        guard record["body"] != nil else { return true }
        return (try? body(record)) ?? nil != nil
    }

    /// The bytes of a body in `bodies`; nil where the record has none there, or they are not the ones that it means.
    private func body(_ record: Record) throws -> [UInt8]? {
        guard let place = record["body"], let offset = place["offset"]?.int, let size = place["size"]?.int,
            offset >= 0, (0...BodyCollector.memoryLimit).contains(size)
        else { return nil }
        let bytes = try bodyReader.read(count: size, at: offset)
        return bytes.count == size && SHA256.hex(bytes) == place["sha256"]?.string ? bytes : nil
    }

    /// Lines that have an end, with their offsets.
    private static func forEachLine(_ file: OpenFile, _ body: (Int, ArraySlice<UInt8>) -> Void) throws {
        var rest: [UInt8] = []
        var start = 0
        var offset = 0
        while true {
            let piece = try file.read(count: 1 << 20, at: offset)
            if piece.isEmpty { return }
            offset += piece.count
            var from = rest.count
            rest += piece
            var used = 0
            while let newline = rest[from...].firstIndex(of: 0x0A) {
                body(start + used, rest[used..<newline])
                used = newline + 1
                from = used
            }
            rest.removeFirst(used)
            start += used
        }
    }
}

extension Spool {
    /// The spool of a run, and the end of those that are published or can never be; nil by hand.
    static func open(
        state: String?, key: String, partition: String, captures: EarlierCaptures?, terms: String = ""
    ) throws -> Spool? {
        guard let state, !state.isEmpty, !key.isEmpty, let captures else { return nil }
        let root = "\(state)/spool"
        func name(_ key: String, _ partition: String, _ base: String?) -> String {
            "\(PartitionName.encode(key))~\(PartitionName.encode(partition))~\(base?.prefix(16) ?? "first")"
        }
        for other in (try? Directory.names(root)) ?? [] {
            let words = other.split(separator: "~").map { PartitionName.decode(String($0)) }
            if words.count == 3, !captures.isLaterThan(words[0]),
                other == name(words[0], words[1], captures.receiptDigest(words[0], words[1]))
            {
                continue
            }
            try Directory.remove("\(root)/\(other)")
        }
        return try Spool("\(root)/\(name(key, partition, captures.receiptDigest(key, partition)))", terms: terms)
    }
}
