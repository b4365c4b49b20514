import Records

/// A day off: a national holiday or a joint leave day.
public struct Holiday: Sendable, Equatable {
    /// The day.
    public var day: CivilDay
    /// What is celebrated.
    public var name: String
    /// Joint leave (cuti bersama), not a holiday by itself.
    public var jointLeave: Bool
    /// Where the fact comes from.
    public var origin: Origin
}

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
}
