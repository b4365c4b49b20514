import Records

/// What is captured of the files that people bring: which file of which source, and when each source last brought one.
///
/// A file is told by its source and the digest of its bytes: two exports that hold only their header are equal, and each
/// is its own source's. What no source takes is one with any file that is captured.
struct InboxHistory {
    private var digests: [String: Set<String>] = [:]
    private var rhythms: [String: NewsRhythm] = [:]

    /// Reads what is published: of earlier keys, and of the run's own where it adds to it.
    init(_ earlier: EarlierCaptures?) throws {
        guard let earlier else { return }
        for place in earlier.places + (earlier.ownPlace.map { [$0] } ?? []) {
            for one in try earlier.captures(place).all where one.failure == nil {
                take(one.sha256, of: one.source, at: Self.moment(place.key, fetchedAt: one.at))
            }
        }
    }

    /// Whether the file is captured.
    func holds(_ digest: String, of source: String) -> Bool {
        if source != InboxSelection.unclaimed { return digests[source]?.contains(digest) ?? false }
        return digests.values.contains { $0.contains(digest) }
    }

    /// Takes a captured file; `moment` is that of its key.
    mutating func take(_ digest: String?, of source: String, at moment: Int) {
        guard let digest, digests[source, default: []].insert(digest).inserted else { return }
        rhythms[source, default: NewsRhythm()].news(at: moment)
    }

    /// When a source brought files that it had not brought before.
    func news(_ source: String) -> NewsRhythm { rhythms[source] ?? NewsRhythm() }

    /// The moment of what a key gave, in seconds since 1970: noon of its day, UTC, which is the same day everywhere in
    /// Indonesia. A file's own time may be that of its export, years ago; it counts where the key is no date.
    static func moment(_ key: String, fetchedAt: Int) -> Int {
        CivilDay(key).map { Instant($0, hour: 12).seconds } ?? fetchedAt
    }
}
