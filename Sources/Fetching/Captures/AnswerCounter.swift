import Dispatch
import RecordIO

/// Where answers are taken in the order of their coming, on a thread of its own, so that reading them back and making
/// captures of them does not keep the network waiting.
///
/// Used from one thread. Memory: bodies of at most 16 MiB wait, and the one that is being taken. Answers go over in
/// small lots, as waking a thread for each would cost more than the taking.
final class AnswerCounter {
    private static let waitingLimit = 16 << 20
    private static let lotLimit = 1 << 20
    private static let lotCount = 64

    private let queue = DispatchQueue(label: "serap.fetch.answers")
    private let failure = Guarded<(any Error)?>(nil)
    private let deliver: (Int, Answer) throws -> Void
    private var lot: [(index: Int, answer: () throws -> Answer)] = []
    private var lotBytes = 0
    private var waiting = 0

    /// A counter at which `deliver` takes answers; call `finish` before that ends.
    init(_ deliver: @escaping (Int, Answer) throws -> Void) { self.deliver = deliver }

    /// Puts an answer in line; throws what an earlier one has thrown.
    func take(_ index: Int, _ answer: Answer) throws {
        lotBytes += answer.body?.count ?? 0
        try take(index) { answer }
    }

    /// Puts an answer in line that is to be read when its turn comes.
    func take(_ index: Int, reading answer: @escaping () throws -> Answer) throws {
        lot.append((index, answer))
        if lot.count >= Self.lotCount || lotBytes >= Self.lotLimit { try send() }
    }

    /// Waits until all answers are taken; throws what one of them has thrown.
    func finish() throws {
        let sent = Result { try send() }
        // Also where one has failed: the closures end with this call.
        queue.sync {}
        try sent.get()
        try check()
    }

    private func send() throws {
        try check()
        waiting += lotBytes
        if waiting > Self.waitingLimit {
            queue.sync {}
            waiting = lotBytes
        }
        // Whoever handed over the closures waits in `finish`, and looks at nothing of theirs before that.
        nonisolated(unsafe) let (lot, deliver) = (lot, deliver)
        queue.async { [failure] in
            for (index, answer) in lot {
                guard failure.withLock({ $0 == nil }) else { return }
                do {
                    try deliver(index, answer())
                } catch {
                    failure.withLock { $0 = error }
                }
            }
        }
        self.lot = []
        lotBytes = 0
    }

    private func check() throws {
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
