import PipelineGraph
import Records

/// A file that counts towards freshness.
struct FileFact: Sendable, Equatable {
    /// The path as written.
    let path: String
    /// SHA-256 in hexadecimal; nil where the file is absent.
    let sha256: String?

    var json: JSONValue { ["path": .string(path), "sha256": sha256.map { .string($0) } ?? .null] }

    init(path: String, sha256: String?) {
        self.path = path
        self.sha256 = sha256
    }

    init?(_ json: JSONValue) {
        guard let path = json["path"]?.string else { return nil }
        self.init(path: path, sha256: json["sha256"]?.string)
    }
}

/// The parameters of a stage for one key.
struct ResolvedParameters: Sendable {
    /// With `{key}` filled in and `@path` as written: what counts, together with `files`.
    var declared: JSONObject?
    /// What the stage gets: `@path` is the absolute path of the file, or null where there is none.
    var given: JSONObject?
    /// The files that `@path` names, in the order of the parameters.
    var files: [FileFact] = []
}

/// Fills in `{key}` and `@path` in parameters. `@@text` stands for the text `@text` itself.
struct ParameterResolver {
    let disk: any Disk
    let digests: DigestCache
    let base: String
    let key: String

    func resolve(_ parameters: JSONObject?) throws -> ResolvedParameters {
        guard let parameters else { return ResolvedParameters() }
        var resolved = ResolvedParameters()
        let declared = fillIn(.object(parameters))
        resolved.declared = declared.object
        resolved.given = try follow(declared, &resolved.files).object
        return resolved
    }

    private func fillIn(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(replacing("{key}", in: text, with: key))
        case .array(let elements): .array(elements.map(fillIn))
        case .object(let object): .object(JSONObject(object.map { ($0.key, fillIn($0.value)) }))
        default: value
        }
    }

    private func follow(_ value: JSONValue, _ files: inout [FileFact]) throws -> JSONValue {
        switch value {
        case .string(let text) where text.hasPrefix("@@"): return .string(String(text.dropFirst()))
        case .string(let text) where text.hasPrefix("@") && text.utf8.count > 1:
            let path = Paths.join(base, String(text.dropFirst()))
            guard disk.isFile(path) else {
                files.append(FileFact(path: text, sha256: nil))
                return .null
            }
            files.append(FileFact(path: text, sha256: try digests.digest(path)))
            return .string(path)
        case .array(let elements): return .array(try elements.map { try follow($0, &files) })
        case .object(let object): return .object(JSONObject(try object.map { ($0.key, try follow($0.value, &files)) }))
        default: return value
        }
    }
}
