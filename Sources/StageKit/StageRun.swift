import Logging
import RecordIO
import Records

/// One run of a stage over its inputs: opens parts, writes parts, keeps rejects and the account.
///
/// `finish` writes `_meta/` and refuses an account that does not add up, so a stage that loses a record fails on the
/// developer's desk and not in a report. Everything here may be called from several threads but the writers, which
/// belong to one thread each.
public final class StageRun: Sendable {
    /// The inputs, without the accounts.
    public let inputs: [Dataset]
    /// Partitions of earlier keys, for a window.
    public let history: [Dataset]
    /// The path of `accounts.jsonl`, where the stage asked for it.
    public let accounts: String?
    /// The directory to write into.
    public let output: String
    /// The stage's name, as it stands in rejects.
    public let stage: String
    /// Parameters, packs, environment.
    public let settings: StageSettings
    /// The log: standard error.
    public let log: Logger
    private let books: StageBooks

    /// A run that reads and writes the given paths.
    public init(
        stage: String, inputs: [String], history: [String] = [], output: String, settings: StageSettings
    ) throws {
        self.stage = stage
        self.output = output
        self.settings = settings
        accounts = inputs.first { Self.isAccounts($0) }
        self.inputs = try inputs.filter { !Self.isAccounts($0) }.map { try Dataset(path: $0) }
        self.history = try history.map { try Dataset(path: $0) }
        log = StageLog.logger(stage: stage)
        books = StageBooks(metaDirectory: "\(output)/_meta")
        try Directory.make(output)
    }

    /// Opens a data part for writing: `part.jsonl.gz`, or `source=antara.jsonl.gz` for a gather by `source`.
    public func part(_ name: String = "part.jsonl.gz") throws -> PartWriter {
        guard PartitionName.isSafe(name), Dataset.isPart(name) else {
            throw StageFailure.failed(
                "'\(name)' is not a name for a part; use letters, digits and ._-= and end in .jsonl.gz")
        }
        return try PartWriter(path: "\(output)/\(name)")
    }

    /// The name of the part that holds the records of one value, for a gather by `field`.
    public static func partName(_ field: String, _ value: String) -> String {
        "\(field)=\(PartitionName.encode(value)).jsonl.gz"
    }

    /// Makes `files/` below the output, for anything that is no data part.
    public func filesDirectory() throws -> String {
        let path = "\(output)/files"
        try Directory.make(path)
        return path
    }

    /// Keeps a refused record. It is counted unless it is part `of` a used one.
    public func reject(_ rejection: Rejection) throws { try books.reject(rejection) }

    /// Keeps a refused record.
    public func reject(_ reason: String, _ detail: String, of: String? = nil, record: JSONValue = .null) throws {
        try reject(Rejection(reason: reason, detail: detail, stage: stage, of: of, record: record))
    }

    /// Changes the account: `run.count { $0.used += 1 }`.
    public func count(_ change: (inout StageAccount) -> Void) { books.count(change) }

    /// The account so far.
    public var account: StageAccount { books.account }

    /// Writes `_meta/stats.json` and ends the rejects; throws where the account does not add up.
    public func finish() throws {
        let account = books.account
        guard account.addsUp else {
            throw StageFailure.failed(
                "the account does not add up: in \(account.input), used \(account.used), merged \(account.merged), "
                    + "rejected \(account.rejected.values.reduce(0, +)); this is a fault of the stage")
        }
        try books.finish()
    }

    private static func isAccounts(_ path: String) -> Bool {
        path == "accounts.jsonl" || path.hasSuffix("/accounts.jsonl")
    }
}
