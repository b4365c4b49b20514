import Records

/// What a stage is told apart from its inputs: parameters, packs, and the contract's environment.
public struct StageSettings: Sendable {
    /// The parameters, with readers that name a wrong one.
    public var params: StageParameters
    /// The directories of the packs; later ones win.
    public var packs: [String]
    /// `SERAP_KEY`: the run key, such as `2023-08-15`; empty when run by hand.
    public var key: String
    /// `SERAP_PARTITION`; empty when run by hand.
    public var partition: String
    /// `SERAP_STATE`: a directory that outlives the run, for frozen stages; nil when run by hand.
    public var state: String?
    /// `SERAP_CAPTURES`: where the captures of frozen stages stand, as `<key>/<stage>/<partition>`; nil when run by hand.
    public var captures: String?

    /// Settings of their parts.
    public init(
        params: StageParameters = StageParameters([:]), packs: [String] = [], key: String = "", partition: String = "",
        state: String? = nil, captures: String? = nil
    ) {
        self.params = params
        self.packs = packs
        self.key = key
        self.partition = partition
        self.state = state
        self.captures = captures
    }
}

/// The parameters of a stage; each reader throws a usage error that names the parameter and what was expected.
public struct StageParameters: Sendable {
    /// The values as given.
    public let object: JSONObject

    /// Parameters of an object.
    public init(_ object: JSONObject) { self.object = object }

    /// Reads a `--params` file, or a pipe; up to 16 MiB.
    public init(path: String) throws {
        let bytes = try ParameterFile.bytes(path)
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw StageFailure.usage("\(path): \(error)")
        }
        guard let object = value.object else {
            throw StageFailure.usage("\(path): parameters must be a JSON object")
        }
        self.init(object)
    }

    /// Refuses parameters that the stage does not know.
    public func allow(_ names: String...) throws(StageFailure) {
        for key in object.keys where !names.contains(key) {
            let known = names.isEmpty ? "this stage takes none" : "known are: \(names.sorted().joined(separator: ", "))"
            throw .usage("unknown parameter '\(key)'; \(known)")
        }
    }

    /// A text; nil where it is absent or null.
    public func string(_ name: String) throws(StageFailure) -> String? {
        try value(name, "a text") { $0.string }
    }

    /// A whole number; nil where it is absent or null.
    public func int(_ name: String) throws(StageFailure) -> Int? {
        try value(name, "a whole number") { $0.int }
    }

    /// A truth value; nil where it is absent or null.
    public func bool(_ name: String) throws(StageFailure) -> Bool? {
        try value(name, "true or false") { $0.bool }
    }

    /// A list of texts; one text alone is a list of one. Empty where it is absent or null.
    public func strings(_ name: String) throws(StageFailure) -> [String] {
        try value(name, "a list of texts") { value -> [String]? in
            if let text = value.string { return [text] }
            guard let array = value.array else { return nil }
            let texts = array.compactMap(\.string)
            return texts.count == array.count ? texts : nil
        } ?? []
    }

    private func value<T>(_ name: String, _ wanted: String, _ read: (JSONValue) -> T?) throws(StageFailure) -> T? {
        guard let value = object[name], !value.isNull else { return nil }
        guard let result = read(value) else {
            throw .usage("parameter '\(name)' must be \(wanted), not \(value.text)")
        }
        return result
    }
}
