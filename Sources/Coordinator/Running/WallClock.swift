import Glibc
import Records

/// The time of day, for keys, run names and receipts; a fixed one stands in for it in tests.
protocol WallClock: Sendable {
    /// Nanoseconds since the epoch.
    func nanoseconds() -> Int
}

/// The machine's own clock.
struct SystemClock: WallClock {
    func nanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
    }
}

extension WallClock {
    var now: Instant { Instant(seconds: nanoseconds() / 1_000_000_000) }

    /// The last day that is over in a zone.
    func lastCompleteDay(in zone: Zone) -> CivilDay { now.day(in: zone).adding(-1) }
}
