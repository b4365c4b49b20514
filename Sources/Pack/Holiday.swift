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

    /// A day off of its parts.
    public init(day: CivilDay, name: String, jointLeave: Bool = false, origin: Origin) {
        self.day = day
        self.name = name
        self.jointLeave = jointLeave
        self.origin = origin
    }
}
