import Glibc
import RecordIO
import Records

/// `.lost-<partition>.json` beside a stage's captures of a key: somebody has said that a lost partition is gone for good.
///
/// Runs then go on without it and no longer fail for it alone; accounts, report and status keep calling it lost. It goes
/// when the partition is back.
struct AcceptedLoss: Sendable, Equatable {
    var partition: String
    /// When it was accepted.
    var at: String
    /// Why, in the operator's words; empty where none were given.
    var why: String

    static let prefix = ".lost-"

    static func path(_ stageDirectory: String, _ partition: String) -> String {
        "\(stageDirectory)/\(prefix)\(partition).json"
    }

    /// The losses accepted for a stage and key, by partition.
    static func all(_ stageDirectory: String, disk: any Disk) -> [String: AcceptedLoss] {
        var losses: [String: AcceptedLoss] = [:]
        for name in disk.names(stageDirectory) where name.hasPrefix(prefix) && name.hasSuffix(".json") {
            guard let loss = (try? disk.read("\(stageDirectory)/\(name)")).flatMap({ AcceptedLoss($0) }),
                path("", loss.partition) == "/\(name)"
            else { continue }
            losses[loss.partition] = loss
        }
        return losses
    }

    /// Takes the word back: the partition is there again.
    static func withdraw(_ stageDirectory: String, _ partition: String) throws {
        if unlink(path(stageDirectory, partition)) == 0 { try Directory.synchronize(stageDirectory) }
    }

    init(partition: String, at: String, why: String) {
        self.partition = partition
        self.at = at
        self.why = why
    }

    init?(_ bytes: some Sequence<UInt8>) {
        guard let value = try? JSONValue(parsing: bytes), let partition = value["partition"]?.string,
            let at = value["accepted"]?.string
        else { return nil }
        self.init(partition: partition, at: at, why: value["why"]?.string ?? "")
    }

    /// Puts the word down.
    func write(to stageDirectory: String) throws {
        try Publisher.makeDurable(stageDirectory)
        let object: JSONObject = [
            "partition": .string(partition), "accepted": .string(at), "why": .string(why),
        ]
        try AtomicFile.write(JSONValue.object(object).text + "\n", to: Self.path(stageDirectory, partition))
    }

    /// What a run says of the loss.
    func text(_ path: String) -> String {
        "captures are lost for good: \(path); accepted on \(at)" + (why.isEmpty ? "" : " (\(why))")
    }
}
