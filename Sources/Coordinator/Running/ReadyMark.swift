import Glibc
import RecordIO

/// The line in an attempt's lock file that says: the output here is checked, its receipt is written, and it only waits
/// for the disk and its place.
///
/// A killed run leaves such outputs behind whole, for what a process has written does not go with it. After a power cut
/// nobody knows what of them reached the disk; so the line names the machine's start, and counts for no other.
struct ReadyMark: Equatable {
    /// The kernel's name for this start of the machine; empty where it tells none.
    let boot: String
    /// Where the output belongs, below the root.
    let place: String

    static let currentBoot: String =
        (try? OpenFile.reading("/proc/sys/kernel/random/boot_id").read(count: 64, at: 0)).map {
            String(decoding: $0.prefix { $0 > 0x20 }, as: UTF8.self)
        } ?? ""

    var text: String { "ready \(boot) \(place)\n" }

    init(boot: String = currentBoot, place: String) {
        self.boot = boot
        self.place = place
    }

    /// Reads the line; nil where there is none, or only the beginning of one.
    init?(_ text: String) {
        guard text.hasSuffix("\n") else { return nil }
        let fields = text.dropLast().split(separator: " ", omittingEmptySubsequences: false)
        guard fields.count == 3, fields[0] == "ready" else { return nil }
        self.init(boot: String(fields[1]), place: String(fields[2]))
    }

    /// Whether the output of this mark can still be counted on.
    var counts: Bool { !boot.isEmpty && boot == Self.currentBoot }
}

/// Puts in their places what a killed run had finished: tasks that were done are not done again.
enum Recovery {
    /// Ends what a killed run left alive, publishes what it had finished, and removes the rest of its scratch. The locks
    /// of the generation, and of the captures where `frozen`, must be held.
    static func recover(_ layout: Layout, frozen: Bool) throws {
        let attempts = try AttemptDirectory.allEnded(in: layout.scratch, prefix: "\(layout.generation)-")
        if attempts.isEmpty { return }
        let trees = [layout.generationDirectory] + (frozen ? [layout.captures] : [])
        let finished = attempts.compactMap { finishedOutput(of: $0, layout, trees: trees) }
        let barrier = DiskBarrier(layout.scratch)
        // Also what the killed run has renamed may not be on the disk yet.
        try barrier.waitForAll()
        for output in finished { try Publisher.put(output) }
        if !finished.isEmpty { try barrier.waitForAll() }
        try AttemptDirectory.clear(layout.scratch, generation: layout.generation)
    }

    private static func finishedOutput(
        of attempt: AttemptDirectory, _ layout: Layout, trees: [String]
    ) -> FinishedOutput? {
        guard let bytes = try? SystemDisk().read(attempt.lockPath),
            let mark = ReadyMark(String(decoding: bytes, as: UTF8.self)), mark.counts
        else { return nil }
        let place = "\(layout.root)/\(mark.place)"
        guard trees.contains(where: { place.hasPrefix("\($0)/") }), !place.split(separator: "/").contains(".."),
            access("\(attempt.output)/_meta/receipt.json", F_OK) == 0
        else { return nil }
        return FinishedOutput(
            path: attempt.output, files: [], directories: [], place: place, aside: "\(attempt.path)/aside")
    }
}
