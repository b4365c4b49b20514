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

/// Milliseconds of a clock that only goes forward.
func monotonicMilliseconds() -> Int {
    var moment = timespec()
    clock_gettime(CLOCK_MONOTONIC, &moment)
    return moment.tv_sec * 1000 + moment.tv_nsec / 1_000_000
}
