import RecordIO

/// Remembers when a run last saw its disk full.
///
/// A program that does not look whether its writes succeed ends well on a full disk, and by then another task's scratch
/// may have gone and made room. So the disk is looked at before anything large is removed, and what was written while
/// it was full is not believed. Costs one call each time.
final class DiskWatch: Sendable {
    private let place: String
    private let last = Guarded<(moment: ContinuousClock.Instant, full: DiskFull)?>(nil)
    private let look: @Sendable (String) -> DiskFull?

    /// A watch on the file system of a place; `look` tells whether it is full.
    init(_ place: String, look: @escaping @Sendable (String) -> DiskFull? = { DiskFull(at: $0) }) {
        self.place = place
        self.look = look
    }

    /// Looks at the disk now.
    @discardableResult
    func check() -> DiskFull? {
        guard let full = look(place) else { return nil }
        last.withLock { $0 = (.now, full) }
        return full
    }

    /// How full the disk was when it was last seen full, if that was after a moment.
    func full(since start: ContinuousClock.Instant) -> DiskFull? {
        last.withLock { $0.flatMap { $0.moment >= start ? $0.full : nil } }
    }
}
