import RecordIO
import Records

/// What a stage says of its own records in `_meta/stats.json`, and whether that can be true.
struct StageStatistics: Sendable, Equatable {
    var input: Int
    var used: Int
    var output: Int
    var rejected: [String: Int]
    var merged: Int
    var health: [JSONValue]

    /// Why a task's account is refused.
    enum Mismatch: Error, Equatable, CustomStringConvertible {
        case unreadable(String)
        case input(said: Int, counted: Int)
        case output(said: Int, counted: Int)
        case sum(input: Int, used: Int, rejected: Int, merged: Int)
        case oneToOne(used: Int, output: Int)
        case rejects(reason: String, said: Int, kept: Int)

        var description: String {
            switch self {
            case .unreadable(let what): "_meta/stats.json: \(what)"
            case .input(let said, let counted): "the account says in = \(said), but \(counted) records were given"
            case .output(let said, let counted): "the account says out = \(said), but \(counted) lines were written"
            case .sum(let input, let used, let rejected, let merged):
                "records disappeared: in = \(input), but used \(used) + rejected \(rejected) + merged \(merged) = "
                    + "\(used &+ rejected &+ merged)"
            case .oneToOne(let used, let output): "a one-to-one stage used \(used) records and wrote \(output)"
            case .rejects(let reason, let said, let kept):
                "the account says \(said) rejected as '\(reason)', but _meta/rejects holds \(kept)"
            }
        }
    }

    /// Reads the file; every count is a whole number from 0, absent ones are 0.
    init(_ bytes: some Sequence<UInt8>) throws(Mismatch) {
        let value: JSONValue
        do { value = try JSONValue(parsing: bytes) } catch { throw .unreadable("\(error)") }
        guard let object = value.object else { throw .unreadable("not a JSON object") }
        func count(_ value: JSONValue?, _ name: String) throws(Mismatch) -> Int {
            guard let value else { return 0 }
            guard let number = value.int, TaskCounts.range.contains(number) else {
                throw .unreadable("'\(name)' must be a count, not \(value.text)")
            }
            return number
        }
        input = try count(object["in"], "in")
        used = try count(object["used"], "used")
        output = try count(object["out"], "out")
        merged = try count(object["merged"], "merged")
        health = object["health"]?.array ?? []
        rejected = [:]
        for (reason, value) in object["rejected"]?.object ?? [:] {
            rejected[reason] = try count(value, "rejected.\(reason)")
        }
    }

    /// Checks the account against what was counted: `input` is nil for a root, whose word stands; `rejects` are the
    /// kept ones by reason, without those of used records.
    func check(input counted: Int?, output lines: Int, rejects: [String: Int], oneToOne: Bool) throws(Mismatch) {
        if let counted, counted != input { throw .input(said: input, counted: counted) }
        if output != lines { throw .output(said: output, counted: lines) }
        let refused = rejected.values.reduce(0, &+)
        if input != used &+ refused &+ merged {
            throw .sum(input: input, used: used, rejected: refused, merged: merged)
        }
        if oneToOne, used != output { throw .oneToOne(used: used, output: output) }
        for reason in Set(rejected.keys).union(rejects.keys).sorted() {
            let (said, kept) = (rejected[reason] ?? 0, rejects[reason] ?? 0)
            if said != kept { throw .rejects(reason: reason, said: said, kept: kept) }
        }
    }
}
