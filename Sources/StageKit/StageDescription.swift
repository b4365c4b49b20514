import Records

/// What `STAGE --describe` prints: the facts by which the coordinator treats a stage.
public struct StageDescription: Sendable, Equatable {
    /// The name of the executable.
    public var name: String
    /// The stage's own version; a change alone makes nothing stale, as the executable's digest does that.
    public var version: String
    /// Same inputs, parameters, packs and executable give the same bytes. False only for what touches the world.
    public var deterministic: Bool
    /// Each record used gives exactly one record.
    public var oneToOne: Bool
    /// Personal data are masked in what this stage writes.
    public var masks: Bool
    /// The stage wants the accounts of all tasks upstream.
    public var accounts: Bool
    /// Globs of the pack files that are read, relative to each pack; nil means the whole pack.
    public var uses: [String]?
    /// Parameters that name directories, so that `serap check` can say which are not there.
    public var folders: [String]

    /// A description of its parts.
    public init(
        name: String, version: String = "1", deterministic: Bool = true, oneToOne: Bool = false, masks: Bool = false,
        accounts: Bool = false, uses: [String]? = nil, folders: [String] = []
    ) {
        self.name = name
        self.version = version
        self.deterministic = deterministic
        self.oneToOne = oneToOne
        self.masks = masks
        self.accounts = accounts
        self.uses = uses
        self.folders = folders
    }

    /// The line printed.
    public var json: JSONObject {
        var object: JSONObject = [
            "name": .string(name), "version": .string(version), "contract": 1, "deterministic": .bool(deterministic),
            "one_to_one": .bool(oneToOne), "masks": .bool(masks), "accounts": .bool(accounts),
        ]
        if let uses { object["uses"] = .strings(uses) }
        if !folders.isEmpty { object["folders"] = .strings(folders) }
        return object
    }
}
