/// Tools that one thread uses at a time and that are dear to make: taken from here for one piece of work, and put back
/// for the next, on whichever thread.
///
/// Holds as many as were ever in use at the same time, which is what the width of the pools allows.
final class ToolShelf<Tool: AnyObject>: Sendable {
    /// On the shelf a tool belongs to no thread, so that it may go to any.
    private struct Idle: @unchecked Sendable { let tool: Tool }

    private let idle = Guarded<[Idle]>([])
    private let make: @Sendable () -> Tool

    /// An empty shelf; `make` gives a tool where none is left.
    init(make: @escaping @Sendable () -> Tool) { self.make = make }

    /// Does a piece of work with a tool that nobody else has meanwhile.
    func use<Result, Failure: Error>(_ work: (Tool) throws(Failure) -> Result) throws(Failure) -> Result {
        let tool = idle.withLock { $0.popLast() }?.tool ?? make()
        defer {
            let rested = Idle(tool: tool)
            idle.withLock { $0.append(rested) }
        }
        return try work(tool)
    }
}
