/// A record, or a part of one, that a stage refused: kept with its reason under `_meta/rejects.jsonl.gz`.
public struct Rejection: Sendable, Equatable {
    /// A short code in snake_case that counts are kept by: `not_json`, `http_status`, `no_date`.
    public var reason: String
    /// What an operator should know, in one line.
    public var detail: String
    /// The stage that refused.
    public var stage: String
    /// The id of the used record that this was part of; such a rejection is counted apart.
    public var of: String?
    /// What was refused: the record as it came, or what could be read of it.
    public var record: JSONValue

    /// A rejection of its parts.
    public init(reason: String, detail: String, stage: String, of: String? = nil, record: JSONValue = .null) {
        self.reason = reason
        self.detail = detail
        self.stage = stage
        self.of = of
        self.record = record
    }

    /// The line that `rejects.jsonl` holds.
    public var json: JSONObject {
        var object: JSONObject = ["reason": .string(reason), "detail": .string(detail), "stage": .string(stage)]
        if let of { object["of"] = .string(of) }
        object["record"] = record
        return object
    }
}
