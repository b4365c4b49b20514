import Dispatch
import RecordIO

/// Where answers are taken in the order of their coming, on a thread of its own, so that making captures of them does not
/// keep the network waiting.
///
/// Used from one thread. Memory: bodies of at most 16 MiB wait, and the one that is being taken.
final class AnswerCounter {
    private static let waitingLimit = 16 << 20

    private let queue = DispatchQueue(label: "serap.fetch.answers")
    private let failure = Guarded<(any Error)?>(nil)
    private let deliver: (Int, Answer) throws -> Void
    private var waiting = 0

    /// A counter at which `deliver` takes answers; call `finish` before that ends.
    init(_ deliver: @escaping (Int, Answer) throws -> Void) { self.deliver = deliver }

    /// Puts an answer in line; throws what an earlier one has thrown.
    func take(_ index: Int, _ answer: Answer) throws {
        try check()
        waiting += answer.body?.count ?? 0
        if waiting > Self.waitingLimit {
            queue.sync {}
            waiting = 0
        }
        // Whoever handed over the closure waits in `finish`, and looks at nothing of its own before that.
        nonisolated(unsafe) let deliver = deliver
        queue.async { [failure] in
            guard failure.withLock({ $0 == nil }) else { return }
            do {
                try deliver(index, answer)
            } catch {
                failure.withLock { $0 = error }
            }
        }
    }

    /// Waits until all answers are taken; throws what one of them has thrown.
    func finish() throws {
        queue.sync {}
        try check()
    }

    private func check() throws {
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
