import RecordIO
import Records

/// Rejects and account of a run behind one lock.
final class StageBooks: Sendable {
    /// The writer of rejects is for one thread at a time, which the lock sees to.
    private struct State: @unchecked Sendable {
        var account = StageAccount()
        var rejects: PartWriter?
    }

    private let metaDirectory: String
    private let state = Guarded(State())

    init(metaDirectory: String) { self.metaDirectory = metaDirectory }

    var account: StageAccount { state.withLock { $0.account } }

    func count(_ change: (inout StageAccount) -> Void) { state.withLock { change(&$0.account) } }

    func reject(_ rejection: Rejection) throws {
        try state.withLock { state throws in
            if rejection.of == nil { state.account.rejected[rejection.reason, default: 0] += 1 }
            if state.rejects == nil {
                try Directory.make(metaDirectory)
                state.rejects = try PartWriter(path: "\(metaDirectory)/rejects.jsonl.gz")
            }
            try state.rejects?.append(rejection.json)
        }
    }

    func finish() throws {
        try state.withLock { state throws in
            try state.rejects?.finish()
            state.rejects = nil
            try Directory.make(metaDirectory)
            let file = try OpenFile.writing("\(metaDirectory)/stats.json")
            try file.write(Array((JSONValue.object(state.account.json).text + "\n").utf8))
        }
    }
}
