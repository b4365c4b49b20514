import RecordIO
import Records

/// The bodies of a WARC file, their encodings taken off, and nothing kept of them: what reading alone costs.
///
/// For `Benchmarks/` alone; the stage reads by the same `WARCFile` and makes captures on the way.
public struct WARCBodies: Sendable, Equatable {
    /// How many responses.
    public private(set) var count = 0
    /// Bytes of their bodies.
    public private(set) var bytes = 0
    /// Records and places that cannot be read.
    public private(set) var faults = 0

    /// Reads a file from end to end, on all cores.
    public init(reading path: String) throws {
        let counter = Counter(name: path)
        var damaged = 0
        try WARCFile(path: path, conversion: counter).forEachOutcome { outcome in
            if case .rejected = outcome { damaged += 1 }
        }
        self = counter.total.withLock { $0 }
        faults += damaged
    }

    private init() {}

    private struct Counter: RecordConversion {
        let name: String
        let limits = FetchLimits()
        let total = Guarded(WARCBodies())

        var blockLimit: Int { limits.block }

        func outcome(of record: WARCRecord) -> ArchiveOutcome {
            guard record.type == "response" else { return .described }
            let body = record.block.flatMap { try? HTTPMessage($0) }
                .flatMap { try? $0.body(limit: limits.body).bytes }
            total.withLock { total in
                total.count += 1
                total.bytes += body?.count ?? 0
                total.faults += body == nil ? 1 : 0
            }
            return .described
        }
    }
}
