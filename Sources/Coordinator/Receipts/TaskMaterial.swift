import Records

/// One data part, or a file from outside, that a task reads.
struct InputFact: Sendable, Hashable {
    /// The key of the history that it belongs to; nil for this run's own.
    var key: String?
    /// The stage that published it; empty for a file from outside.
    var stage: String
    var partition: String
    /// The part's name, or the path of a file as the pipeline file writes it.
    var part: String
    var sha256: String
    /// Lines in it; nil for a file from outside, whose form only the stage knows.
    var lines: Int?

    var json: JSONValue {
        var object = JSONObject()
        if let key { object["key"] = .string(key) }
        if stage.isEmpty {
            object["file"] = .string(part)
        } else {
            object["stage"] = .string(stage)
            object["partition"] = .string(partition)
            object["part"] = .string(part)
        }
        object["sha256"] = .string(sha256)
        if let lines { object["lines"] = .int(lines) }
        return .object(object)
    }

    init(key: String? = nil, stage: String, partition: String, part: String, sha256: String, lines: Int?) {
        self.key = key
        self.stage = stage
        self.partition = partition
        self.part = part
        self.sha256 = sha256
        self.lines = lines
    }

    init?(_ json: JSONValue) {
        guard let sha256 = json["sha256"]?.string, let part = (json["part"] ?? json["file"])?.string else { return nil }
        self.init(
            key: json["key"]?.string, stage: json["stage"]?.string ?? "", partition: json["partition"]?.string ?? "",
            part: part, sha256: sha256, lines: json["lines"]?.int.flatMap { TaskCounts.range.contains($0) ? $0 : nil })
    }

    /// Appends the same as one line: gathers have thousands.
    func write(to bytes: inout [UInt8]) {
        var before = "{\""
        func member(_ name: String, _ text: String) {
            bytes += before.utf8
            bytes += name.utf8
            bytes += "\":".utf8
            JSONValue.string(text).write(to: &bytes)
            before = ",\""
        }
        if let key { member("key", key) }
        if stage.isEmpty {
            member("file", part)
        } else {
            member("stage", stage)
            member("partition", partition)
            member("part", part)
        }
        member("sha256", sha256)
        if let lines { bytes += ",\"lines\":\(lines)".utf8 }
        bytes.append(UInt8(ascii: "}"))
    }

    /// How the input is called in messages.
    var title: String { (stage.isEmpty ? part : "\(stage)/\(partition)/\(part)") + (key.map { " of \($0)" } ?? "") }
}

/// Everything that decides what a task gives: the receipt key is the digest of it.
struct TaskMaterial: Sendable, Equatable {
    var command: [CommandFact] = []
    var parameters: JSONObject?
    var parameterFiles: [FileFact] = []
    var uses: [FileFact] = []
    var inputs: [InputFact] = []
    var history: [InputFact] = []
    /// Upstream partitions that should be there and are not, as `stage/partition`.
    var missing: [String] = []
    /// The digest of the accounts that the stage gets; nil where it asked for none.
    var accounts: String?

    /// The members of a receipt that the key is made of, in their order.
    var json: JSONObject {
        var object = rules
        for (name, value) in data { object[name] = value }
        return object
    }

    /// The members that all tasks of a stage have alike.
    private var rules: JSONObject {
        [
            "contract": 1, "command": .array(command.map(\.json)),
            "parameters": parameters.map { .object($0) } ?? .null,
            "parameter_files": .array(parameterFiles.map(\.json)), "uses": .array(uses.map(\.json)),
        ]
    }

    private var data: JSONObject {
        var object: JSONObject = [
            "inputs": .array(inputs.map(\.json)), "history": .array(history.map(\.json)), "missing": .strings(missing),
        ]
        if let accounts { object["accounts"] = .string(accounts) }
        return object
    }

    /// SHA-256 over the members as one line of JSON.
    var receiptKey: String { receiptKey(after: rulesDigest) }

    /// The digest so far over what all tasks of a stage have alike, which is most of the line: packs have many files.
    var rulesDigest: SHA256 {
        var bytes: [UInt8] = []
        rules.write(to: &bytes)
        var digest = SHA256()
        digest.update(bytes.dropLast())
        return digest
    }

    /// The key, where the digest over the members that all tasks of the stage have alike is known.
    func receiptKey(after rules: SHA256) -> String {
        var bytes: [UInt8] = []
        for (name, facts) in [("inputs", inputs), ("history", history)] {
            bytes += ",\"\(name)\":[".utf8
            for (index, fact) in facts.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                fact.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        }
        bytes += ",\"missing\":".utf8
        JSONValue.strings(missing).write(to: &bytes)
        if let accounts {
            bytes += ",\"accounts\":".utf8
            JSONValue.string(accounts).write(to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
        var digest = rules
        digest.update(bytes)
        return digest.finalize().hexadecimal
    }

    /// Reads the members back from a receipt.
    init(_ receipt: JSONObject) {
        func list<T>(_ key: String, _ read: (JSONValue) -> T?) -> [T] { receipt[key]?.array?.compactMap(read) ?? [] }
        command = list("command") { CommandFact($0) }
        parameters = receipt["parameters"]?.object
        parameterFiles = list("parameter_files") { FileFact($0) }
        uses = list("uses") { FileFact($0) }
        inputs = list("inputs") { InputFact($0) }
        history = list("history") { InputFact($0) }
        missing = list("missing") { $0.string }
        accounts = receipt["accounts"]?.string
    }

    init() {}
}
