import Records

/// The account of a run: what went in is used, rejected or merged, and nothing else.
///
/// in = used + rejected + merged; `out` counts the lines written. Written as `_meta/stats.json`.
public struct StageAccount: Sendable, Equatable {
    /// Records read, from inputs and history. A root stage counts what it tried.
    public var input = 0
    /// Records that had their part in the result.
    public var used = 0
    /// Lines written.
    public var output = 0
    /// Records refused, by reason.
    public var rejected: [String: Int] = [:]
    /// Records that only repeat another.
    public var merged = 0
    /// The state of sources, for the report and the run's page: objects with at least `source` and `state`.
    public var health: [JSONObject] = []

    /// An account of nothing.
    public init() {}

    /// Adds another account, such as that of a batch.
    public mutating func add(_ other: StageAccount) {
        input += other.input
        used += other.used
        output += other.output
        merged += other.merged
        rejected.merge(other.rejected, uniquingKeysWith: +)
        health += other.health
    }

    /// Whether nothing has disappeared.
    public var addsUp: Bool { input == used + merged + rejected.values.reduce(0, +) }

    /// The object that `stats.json` holds.
    public var json: JSONObject {
        var object: JSONObject = [
            "in": .int(input), "used": .int(used), "out": .int(output),
            "rejected": .object(JSONObject(rejected.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })),
            "merged": .int(merged),
        ]
        if !health.isEmpty { object["health"] = .array(health.map { .object($0) }) }
        return object
    }
}
