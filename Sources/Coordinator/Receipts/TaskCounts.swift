import Records

/// How many records went where in one task.
struct TaskCounts: Sendable, Equatable {
    /// What a count can be: up to 2^53, which every reader of JSON keeps, and far from overflow in sums.
    static let range = 0...(1 << 53)

    /// Records read, as the coordinator counted them; a root stage's own word; nil where nobody knows.
    var input: Int?
    /// Records used; nil where the task is not audited.
    var used: Int?
    /// Lines written, as the coordinator counted them.
    var output = 0
    /// Records refused, by reason.
    var rejected: [String: Int] = [:]
    /// Parts refused inside records that were used, by reason: rows of a table, the cut-off end of a feed.
    var partsRejected: [String: Int] = [:]
    var merged = 0

    /// Whether the stage gave an account that adds up.
    var isAudited: Bool { used != nil }

    var rejectedTotal: Int { rejected.values.reduce(0, &+) }

    mutating func add(_ other: TaskCounts) {
        if let more = other.input { input = (input ?? 0) &+ more }
        if let more = other.used { used = (used ?? 0) &+ more }
        output &+= other.output
        merged &+= other.merged
        rejected.merge(other.rejected, uniquingKeysWith: &+)
        partsRejected.merge(other.partsRejected, uniquingKeysWith: &+)
    }

    /// `in used out rejected merged`, with null for what nobody knows, and `part_rejected` where there is any.
    var json: JSONObject {
        func sorted(_ counts: [String: Int]) -> JSONValue {
            .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }))
        }
        var object: JSONObject = [
            "in": input.map { .int($0) } ?? .null, "used": used.map { .int($0) } ?? .null, "out": .int(output),
            "rejected": sorted(rejected), "merged": .int(merged),
        ]
        if !partsRejected.isEmpty { object["part_rejected"] = sorted(partsRejected) }
        return object
    }

    init() {}

    init(_ json: JSONValue?) {
        func count(_ value: JSONValue?) -> Int? { value?.int.flatMap { Self.range.contains($0) ? $0 : nil } }
        input = count(json?["in"])
        used = count(json?["used"])
        output = count(json?["out"]) ?? 0
        merged = count(json?["merged"]) ?? 0
        for (reason, value) in json?["rejected"]?.object ?? [:] { rejected[reason] = count(value) ?? 0 }
        for (reason, value) in json?["part_rejected"]?.object ?? [:] { partsRejected[reason] = count(value) ?? 0 }
    }
}
