import Records

/// A declared graph of stages, read from a pipeline file and checked: names resolve, nothing goes in a circle.
public struct Pipeline: Sendable {
    /// The file as it was named.
    public let file: String
    /// The name that data, runs and delivered files go by.
    public let name: String
    /// What the pipeline is for, in the author's words.
    public let about: String?
    /// How the key of a run is found.
    public let key: KeyRule
    /// Where the key is declared; nil where it is not.
    public let keyMark: SourceMark?
    /// The district's zone, which decides where a day ends.
    public let zone: Zone
    /// The stages, every one after those that it reads, else as written.
    public let stages: [Stage]
    /// What is run after a run.
    public let after: AfterCommands
    /// Variables of the environment that pass through to `after`, and to stages that declare none of their own.
    public let passEnvironment: [String]

    let positions: [String: Int]

    init(
        file: String, name: String, about: String?, key: KeyRule, zone: Zone, stages: [Stage],
        after: AfterCommands = .none, passEnvironment: [String] = [], keyMark: SourceMark? = nil
    ) {
        self.file = file
        self.name = name
        self.about = about
        self.key = key
        self.keyMark = keyMark
        self.zone = zone
        self.stages = stages
        self.after = after
        self.passEnvironment = passEnvironment
        positions = Dictionary(stages.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The stage of a name.
    public subscript(name: String) -> Stage? { positions[name].map { stages[$0] } }
}

/// How the key of a run is found.
public enum KeyRule: Sendable, Equatable {
    /// Each run belongs to a day: by default the last complete one.
    case date
    /// One key for ever: an archive.
    case fixed(String)
}

/// One declared stage: what runs, what it reads, and within which limits.
public struct Stage: Sendable {
    /// What a stage runs.
    public enum Work: Sendable, Equatable {
        /// An executable of the stage contract with leading words: `["serap-store", "load"]`.
        case run([String])
        /// A shell command from standard input to standard output.
        case filter(String)
    }

    /// How upstream partitions become this stage's.
    public enum Gather: Sendable, Equatable {
        /// One task for each name in the union of the upstream names.
        case byName
        /// One task over everything.
        case all
        /// One task for each value of a field, by parts named `field=value.jsonl.gz`.
        case by(String)
    }

    /// What gathers and unions do where an upstream partition is missing.
    public enum Require: String, Sendable {
        /// Run with what is there, and say what is missing.
        case available
        /// Do not run.
        case all
    }

    /// The stage's name: a directory under each key.
    public let name: String
    /// Where the stage is declared.
    public let mark: SourceMark
    /// What runs.
    public let work: Work
    /// The stages that it reads, as written; empty for a root.
    public let from: [String]
    /// How their partitions become this stage's.
    public let gather: Gather
    /// The files that a root reads, a task each.
    public let files: [FilePattern]
    /// How many keys, with this one, the stage sees; nil for this one alone.
    public let windowDays: Int?
    /// The parameters as declared, with `{key}` and `@path` unresolved; nil for none.
    public let parameters: JSONObject?
    /// The directories of the packs, relative to the pipeline file, least first.
    public let packs: [Located<String>]
    /// The file under `out/<pipeline>/` that a sink fills.
    public let sink: String?
    /// Whether the stage's `files/` are delivered.
    public let deliver: Bool
    /// How often a task is tried again after exit 75 or a foreign signal.
    public let retries: Int
    /// Seconds after which a task's process group is ended; nil for no limit.
    public let timeout: Int?
    /// Bytes of resident memory beyond which a task's process group is ended; nil for no limit.
    public let memory: Int?
    /// How many tasks of this stage run at once; nil for as many as the run allows.
    public let jobs: Int?
    /// What happens where an upstream partition is missing.
    public let require: Require
    /// Variables of the environment that pass through, by name.
    public let passEnvironment: [String]
    /// Patterns of pack files that count, in place of what the stage says itself; nil where not declared.
    public let uses: [String]?
    let marks: [String: SourceMark]

    /// Whether the stage reads no other stage.
    public var isRoot: Bool { from.isEmpty }

    /// Where a key of the stage is written; the stage itself for an inherited one.
    public func mark(of key: String) -> SourceMark { marks[key] ?? mark }
}

/// A value with its place in the pipeline file.
public struct Located<Value: Sendable>: Sendable {
    /// The value.
    public let value: Value
    /// Its place.
    public let mark: SourceMark

    /// A value at a place.
    public init(_ value: Value, at mark: SourceMark) {
        self.value = value
        self.mark = mark
    }
}

extension Pipeline {
    /// The position of a stage in `stages`.
    public func position(of name: String) -> Int? { positions[name] }
}

extension Stage {
    /// Whether the stage itself, not a default, declares a key.
    public func marks(has key: String) -> Bool { marks[key] != nil }
}
