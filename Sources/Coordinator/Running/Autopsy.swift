import RecordIO
import Records

/// What an attempt that failed tells before its scratch goes.
struct Autopsy: Sendable {
    /// The last lines of the log.
    var lastLines: [String] = []
    /// The disk had no room for it.
    var diskFull: DiskFull?
    /// Inputs of earlier stages that are not as their receipts say.
    var damaged: [DamagedInput] = []
    /// A process of it could not be ended, or its scratch not be removed.
    var problem: String?
    /// Whether its place in scratch is free for another attempt.
    var isRemoved: Bool { problem == nil }

    /// Ends what is left of the attempt, looks at log, disk and inputs, and removes its scratch. The disk comes before
    /// the scratch: what fills it may be there.
    init(_ attempt: TaskAttempt, checking inputs: InputCheck?) {
        do { try attempt.directory.endSurvivors() } catch { problem = "\(error)" }
        let data = attempt.context.layout.data
        lastLines = attempt.lastLogLines
        diskFull = attempt.context.watch.check() ?? DiskFull(log: lastLines, at: data)
        do { try Directory.remove(attempt.directory.path) } catch { problem = problem ?? "\(error)" }
        damaged = inputs?.damaged(attempt) ?? []
    }
}

/// A part of an earlier stage that a task could not read, as it is not what its receipt says.
struct DamagedInput: Sendable, Hashable {
    let input: InputFact
    /// The partition's directory.
    let place: String
    /// Captures are never made again.
    let isFrozen: Bool

    var path: String { "\(place)/\(input.part)" }
}

/// Compares the parts that failed tasks read with their receipts. Each part is digested once, however many tasks read
/// it; parts of 240 MB take a second.
final class InputCheck: Sendable {
    private let known = Guarded<[String: Bool]>([:])

    /// The damaged inputs of an attempt, history included, in order.
    func damaged(_ attempt: TaskAttempt) -> [DamagedInput] {
        let context = attempt.context
        let material = attempt.job.evaluation.material
        return (material.inputs + material.history).compactMap { input in
            guard !input.stage.isEmpty else { return nil }
            let isFrozen = context.prepared.first { $0.name == input.stage }?.isFrozen ?? false
            let stage = context.layout.stage(input.stage, key: input.key ?? context.key, frozen: isFrozen)
            let found = DamagedInput(input: input, place: "\(stage)/\(input.partition)", isFrozen: isFrozen)
            return isDamaged(found) ? found : nil
        }
    }

    private func isDamaged(_ input: DamagedInput) -> Bool {
        let path = input.path
        if let answer = known.withLock({ $0[path] }) { return answer }
        let answer = (try? FileDigest.sha256(path).hex) != input.input.sha256
        known.withLock { $0[path] = answer }
        return answer
    }
}
