import Records

/// Where a transform puts what it makes of one record.
public struct Emission: Sendable {
    /// What is written, in its order.
    enum Stretch: Sendable {
        case lines([UInt8])
        case later(Later)
    }

    /// What a record comes to that is too long for memory.
    public typealias Later = @Sendable (LaterEmission) throws -> Void

    private var done: [Stretch] = []
    private var lines: [UInt8] = []
    private(set) var count = 0
    var partRejections: [(reason: String, detail: String, of: String, record: JSONValue)] = []

    /// Adds a record to the output.
    public mutating func emit(_ record: Record) {
        record.write(to: &lines)
        lines.append(0x0A)
        count += 1
    }

    /// Adds records that are lines already, each with its line end.
    public mutating func emit(lines bytes: [UInt8], count: Int) {
        if lines.isEmpty { lines = bytes } else { lines.append(contentsOf: bytes) }
        self.count += count
    }

    /// Refuses a part of the record that was read; `of` is the id of that record.
    public mutating func rejectPart(_ reason: String, _ detail: String, of: String, record: JSONValue = .null) {
        partRejections.append((reason, detail, of, record))
    }

    /// Leaves work for the moment at which its result is to be written, after all that came before: for a record that
    /// comes to more than memory should hold. The record itself must be settled now; what the work throws fails the stage.
    public mutating func later(_ work: @escaping Later) {
        if !lines.isEmpty { done.append(.lines(lines)) }
        lines = []
        done.append(.later(work))
    }

    /// All that is to be written.
    var stretches: [Stretch] { lines.isEmpty ? done : done + [.lines(lines)] }
}

/// Takes the work on one long record piece by piece.
public struct LaterEmission: Sendable {
    private let take: @Sendable (@escaping @Sendable (inout Emission) throws -> Void) throws -> Void

    init(_ take: @escaping @Sendable (@escaping @Sendable (inout Emission) throws -> Void) throws -> Void) {
        self.take = take
    }

    /// Does a piece on any core; what it emits is written in the order of submission. Waits while too many pieces are
    /// under way.
    public func submit(_ piece: @escaping @Sendable (inout Emission) throws -> Void) throws { try take(piece) }
}
