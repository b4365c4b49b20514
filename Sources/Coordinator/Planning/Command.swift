import PipelineGraph
import Records

/// A stage's command line, found on the disk: what runs, and the digests that count for freshness.
struct Command: Sendable {
    /// The executable's absolute path.
    let executable: String
    /// The words as the process gets them, the executable first.
    let words: [String]
    /// What counts: the executable and every word, with the digest of those that are files.
    let facts: [CommandFact]
    let isFilter: Bool

    /// One digest over all of it, by which `--describe` is cached.
    var digest: String { SHA256.hex(Array(JSONValue.array(facts.map(\.json)).text.utf8)) }
}

/// A word of a command as it stands in a receipt.
struct CommandFact: Sendable, Equatable {
    let word: String
    /// SHA-256 of the file that the word names; nil for a plain word.
    let sha256: String?

    var json: JSONValue {
        var object: JSONObject = ["word": .string(word)]
        if let sha256 { object["sha256"] = .string(sha256) }
        return .object(object)
    }

    init(word: String, sha256: String? = nil) {
        self.word = word
        self.sha256 = sha256
    }

    init?(_ json: JSONValue) {
        guard let word = json["word"]?.string else { return nil }
        self.init(word: word, sha256: json["sha256"]?.string)
    }
}

/// Finds executables: beside the program that runs, then on PATH, or by a path relative to the pipeline file.
struct CommandFinder: Sendable {
    let disk: any Disk
    let digests: DigestCache
    /// The pipeline file's directory, absolute.
    let base: String
    /// The directory of the running program.
    let besides: String
    /// The value of PATH.
    let searchPath: String

    /// The command of a stage, digests included.
    func command(of stage: Stage, file: String) throws -> Command {
        switch stage.work {
        case .filter(let script):
            // The script's own text counts, and every file that it seems to name.
            var facts = [CommandFact(word: "filter"), CommandFact(word: script)]
            for word in CommandWords.candidates(in: script) {
                if let digest = try fileDigest(word) { facts.append(CommandFact(word: word, sha256: digest)) }
            }
            let words = ["bash", "-o", "pipefail", "-c", script]
            return Command(executable: try find("bash", stage, file: file), words: words, facts: facts, isFilter: true)
        case .run(let words):
            let executable = try find(words[0], stage, file: file)
            var facts = [CommandFact(word: words[0], sha256: try digests.digest(executable))]
            for word in words.dropFirst() { facts.append(CommandFact(word: word, sha256: try fileDigest(word))) }
            return Command(
                executable: executable, words: [executable] + words.dropFirst(), facts: facts, isFilter: false)
        }
    }

    private func fileDigest(_ word: String) throws -> String? {
        guard !word.isEmpty, word.utf8.count < 4096, !word.contains("\0"), disk.isFile(Paths.join(base, word)) else {
            return nil
        }
        return try digests.digest(Paths.join(base, word))
    }

    private func find(_ name: String, _ stage: Stage, file: String) throws -> String {
        let key = stage.marks(has: "run") ? "run" : "filter"
        func fail(_ problem: PipelineError.Problem) -> PipelineError {
            PipelineError(file: file, at: stage.mark(of: key), problem)
        }
        if name.contains("/") {
            let path = Paths.join(base, name)
            guard let facts = disk.facts(path), facts.kind == .file else {
                throw fail(.missingFile(name, role: "executable"))
            }
            guard facts.isExecutable else { throw fail(.notExecutable(name)) }
            return path
        }
        let directories = [besides] + searchPath.split(separator: ":").map(String.init)
        for directory in directories where directory.hasPrefix("/") {
            let path = Paths.join(directory, name)
            if disk.facts(path)?.isExecutable == true { return path }
        }
        throw fail(.missingExecutable(name, tried: [besides, "PATH"]))
    }
}
