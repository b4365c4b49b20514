import Records

/// A data part as its receipt lists it.
struct PartFact: Sendable, Equatable {
    var name: String
    var sha256: String
    /// Bytes as stored.
    var size: Int
    var lines: Int

    var json: JSONValue {
        ["part": .string(name), "sha256": .string(sha256), "size": .int(size), "lines": .int(lines)]
    }

    /// Appends the same as one line: manifests have thousands.
    func write(to bytes: inout [UInt8]) {
        bytes += "{\"part\":".utf8
        JSONValue.string(name).write(to: &bytes)
        bytes += ",\"sha256\":".utf8
        JSONValue.string(sha256).write(to: &bytes)
        bytes += ",\"size\":\(size),\"lines\":\(lines)}".utf8
    }

    init(name: String, sha256: String, size: Int, lines: Int) {
        self.name = name
        self.sha256 = sha256
        self.size = size
        self.lines = lines
    }

    init?(_ json: JSONValue) {
        guard let name = json["part"]?.string, let sha256 = json["sha256"]?.string, let size = json["size"]?.int,
            let lines = json["lines"]?.int, TaskCounts.range.contains(lines)
        else { return nil }
        self.init(name: name, sha256: sha256, size: size, lines: lines)
    }
}

/// A file below `files/` or `_meta/` as its receipt lists it.
struct KeptFile: Sendable, Equatable {
    /// The path below that directory.
    var path: String
    var sha256: String
    var size: Int

    var json: JSONValue { ["path": .string(path), "sha256": .string(sha256), "size": .int(size)] }

    init(path: String, sha256: String, size: Int) {
        self.path = path
        self.sha256 = sha256
        self.size = size
    }

    init?(_ json: JSONValue) {
        guard let path = json["path"]?.string, let sha256 = json["sha256"]?.string, let size = json["size"]?.int else {
            return nil
        }
        self.init(path: path, sha256: sha256, size: size)
    }
}

/// `_meta/receipt.json`: what a published partition was made of, by what, and what it holds.
struct Receipt: Sendable, Equatable {
    static let version = 1

    var pipeline = ""
    var key = ""
    var stage = ""
    var partition = ""
    /// The digest of the material; equal keys mean equal contents.
    var receiptKey = ""
    /// The digest of the rules of the stage and all before it.
    var rules = ""
    var material = TaskMaterial()
    /// Keys of the window that have no complete partition.
    var gaps: [String] = []
    /// Keys of the window whose partitions were made by other rules.
    var otherRules: [String] = []
    /// The schema of the records, where the stage says it.
    var schema: String?
    /// The executable's own version, where the stage says it.
    var version: String?
    var parts: [PartFact] = []
    var files: [KeptFile] = []
    /// The rejects and the stage's account, by their names in `_meta/`; no part of the key, and none in old receipts.
    var meta: [KeptFile] = []
    var counts = TaskCounts()
    /// State of sources, as the stage reported it.
    var health: [JSONValue] = []
    /// The goes in which a frozen stage made its captures, the first one first; none for other stages.
    var fetched: [FetchGo] = []
    var run = ""
    var attempt = 1
    var host = ""
    var started = ""
    var finished = ""

    /// The file's content.
    var json: JSONObject {
        var object: JSONObject = [
            "receipt": .int(Self.version), "receipt_key": .string(receiptKey), "rules": .string(rules),
            "pipeline": .string(pipeline), "key": .string(key), "stage": .string(stage),
            "partition": .string(partition), "schema": schema.map { .string($0) } ?? .null,
            "version": version.map { .string($0) } ?? .null, "parts": .array(parts.map(\.json)),
            "files": .array(files.map(\.json)), "meta": .array(meta.map(\.json)), "counts": .object(counts.json),
            "health": .array(health),
        ]
        for (name, value) in material.json { object[name] = value }
        object["gaps"] = .strings(gaps)
        object["other_rules"] = .strings(otherRules)
        if !fetched.isEmpty { object["fetched"] = .array(fetched.map(\.json)) }
        object["run"] = .string(run)
        object["attempt"] = .int(attempt)
        object["host"] = .string(host)
        object["started"] = .string(started)
        object["finished"] = .string(finished)
        return object
    }

    init() {}

    /// Reads a receipt; nil where the bytes are none of this version, which counts as no receipt.
    init?(_ bytes: some Collection<UInt8>) {
        guard let summary = ReceiptSummary(bytes) else { return nil }
        let object = summary.record.object
        pipeline = object["pipeline"]?.string ?? ""
        key = object["key"]?.string ?? ""
        stage = object["stage"]?.string ?? ""
        partition = object["partition"]?.string ?? ""
        receiptKey = summary.receiptKey
        rules = summary.rules
        material = TaskMaterial(object)
        gaps = object["gaps"]?.array?.compactMap(\.string) ?? []
        otherRules = object["other_rules"]?.array?.compactMap(\.string) ?? []
        schema = object["schema"]?.string
        version = object["version"]?.string
        parts = summary.parts
        files = summary.files
        meta = summary.meta
        counts = summary.counts
        health = object["health"]?.array ?? []
        fetched = object["fetched"]?.array?.compactMap { FetchGo($0) } ?? []
        run = object["run"]?.string ?? ""
        attempt = object["attempt"]?.int ?? 1
        host = object["host"]?.string ?? ""
        started = object["started"]?.string ?? ""
        finished = object["finished"]?.string ?? ""
    }
}

/// The few members of a receipt that every run reads, without building the rest: receipts are read by the thousand.
struct ReceiptSummary: Sendable {
    let record: Record
    let receiptKey: String
    let rules: String
    let parts: [PartFact]
    let files: [KeptFile]
    /// What is not as the receipt says, as `DamageMark` left it.
    let damaged: String?

    /// The rejects and the stage's account; none in old receipts.
    var meta: [KeptFile] { record["meta"]?.array?.compactMap { KeptFile($0) } ?? [] }
    var counts: TaskCounts { TaskCounts(record["counts"]) }
    var health: [JSONValue] { record["health"]?.array ?? [] }
    var missing: [String] { record["missing"]?.array?.compactMap(\.string) ?? [] }
    var gaps: [String] { record["gaps"]?.array?.compactMap(\.string) ?? [] }
    var otherRules: [String] { record["other_rules"]?.array?.compactMap(\.string) ?? [] }

    /// Reads a receipt; nil where the bytes are none of this version or a list in it is damaged.
    init?(_ bytes: some Collection<UInt8>) {
        guard let record = try? Record(line: bytes), record.int("receipt") == Receipt.version,
            let receiptKey = record.string("receipt_key"), let rules = record.string("rules"),
            let parts = record["parts"]?.array, let files = record["files"]?.array
        else { return nil }
        self.record = record
        self.receiptKey = receiptKey
        self.rules = rules
        self.parts = parts.compactMap { PartFact($0) }
        self.files = files.compactMap { KeptFile($0) }
        damaged = record.string(DamageMark.member)
        guard self.parts.count == parts.count, self.files.count == files.count else { return nil }
    }
}
