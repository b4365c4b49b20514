import Dispatch
import Glibc

/// Work done on all cores whose results come out in the order in which it was put in.
///
/// At most `width * 2` pieces are under way or waiting to be taken, so memory is bounded by the size of a piece. The
/// first error ends it: later pieces are not delivered.
public final class OrderedPool<Output: Sendable>: Sendable {
    private let queue: DispatchQueue
    private let delivery: DispatchQueue
    private let room: DispatchSemaphore
    private let pending = DispatchGroup()
    private let state: Guarded<State>
    private let deliver: @Sendable (Output) throws -> Void

    private struct State: Sendable {
        var next = 0
        var submitted = 0
        var waiting: [Int: Result<Output, any Error>] = [:]
        var failure: (any Error)?
    }

    /// A pool that hands each result, in order and one at a time, to `deliver`.
    public init(width: Int = OrderedPoolWidth.cores, deliver: @escaping @Sendable (Output) throws -> Void) {
        self.deliver = deliver
        queue = DispatchQueue(label: "serap.pool", attributes: .concurrent)
        delivery = DispatchQueue(label: "serap.pool.delivery")
        room = DispatchSemaphore(value: max(1, width) * 2)
        state = Guarded(State())
    }

    /// Adds a piece of work; waits while too many are under way. Throws what an earlier piece has thrown.
    public func submit(_ work: @escaping @Sendable () throws -> Output) throws {
        room.wait()
        let index = try state.withLock { state throws -> Int in
            if let failure = state.failure {
                room.signal()
                throw failure
            }
            state.submitted += 1
            return state.submitted - 1
        }
        pending.enter()
        queue.async {
            let result = Result { try work() }
            self.delivery.async {
                self.take(result, at: index)
            }
        }
    }

    /// Waits until every piece is delivered. Throws the first error in order.
    public func finish() throws {
        pending.wait()
        try state.withLock { state throws in
            if let failure = state.failure { throw failure }
        }
    }

    private func take(_ result: Result<Output, any Error>, at index: Int) {
        var ready: [Result<Output, any Error>] = []
        state.withLock { state in
            state.waiting[index] = result
            while let result = state.waiting.removeValue(forKey: state.next) {
                ready.append(result)
                state.next += 1
            }
        }
        for result in ready {
            let failed = state.withLock { $0.failure != nil }
            if !failed {
                do {
                    try deliver(result.get())
                } catch {
                    state.withLock { $0.failure = error }
                }
            }
            room.signal()
            pending.leave()
        }
    }
}

/// How wide pools are unless told otherwise.
public enum OrderedPoolWidth {
    /// The cores that this process may use.
    public static let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
