/// How soon something must have happened to a complaint.
public struct Deadline: Sendable, Equatable {
    /// `verifikasi`
    public var code: String
    /// What must have happened.
    public var name: String
    /// Days after it came in.
    public var days: Int
    /// Days are working days of the pack's calendar.
    public var working: Bool
    /// Where the fact comes from.
    public var origin: Origin

    /// A deadline of its parts.
    public init(code: String, name: String, days: Int, working: Bool = false, origin: Origin) {
        self.code = code
        self.name = name
        self.days = days
        self.working = working
        self.origin = origin
    }
}
