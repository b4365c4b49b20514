import Glibc
import Records

/// The one clock of this stage: tests and replays bring their own.
public protocol WallClock: Sendable {
    /// The moment it is.
    var now: Instant { get }
}

/// The clock of the machine.
public struct SystemClock: WallClock {
    /// The clock of the machine.
    public init() {}

    /// The moment it is, to the second.
    public var now: Instant { Instant(seconds: time(nil)) }
}

/// A clock that stands.
public struct FixedClock: WallClock {
    /// The moment that it shows.
    public let now: Instant

    /// A clock that shows one moment.
    public init(_ now: Instant) { self.now = now }
}
