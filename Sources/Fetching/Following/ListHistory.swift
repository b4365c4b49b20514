import Pack

/// What the captures of the last sixty keys say of sources that are followed.
struct ListHistory {
    /// What lies further back is as if it had not been captured.
    static let keys = 60

    private var moments: [String: [String: Int]] = [:]
    private var marks: [String: Set<UInt64>] = [:]
    private var indexes: Set<String> = []

    /// Reads the captures where one of the sources is followed.
    init(_ earlier: EarlierCaptures?, sources: [Source]) throws {
        let followed = Set(sources.filter(\.isFollowed).map(\.code))
        guard let earlier, !followed.isEmpty else { return }
        let paged = Set(sources.filter { $0.pages > 1 }.map(\.code))
        for place in earlier.places.suffix(Self.keys) + (earlier.ownPlace.map { [$0] } ?? []) {
            for one in try earlier.captures(place).all where one.failure == nil && followed.contains(one.source) {
                moments[one.source, default: [:]][one.url] = one.at
                if !one.isAsked { indexes.insert(one.source) }
                if paged.contains(one.source), let new = one.marks {
                    marks[one.source, default: []].formUnion(new.map(\.id))
                }
            }
        }
    }

    /// When each address of a source was last captured, in seconds since 1970.
    func moments(_ source: Source) -> [String: Int] { moments[source.code] ?? [:] }

    /// The marks of the entries of a feed by pages.
    func marks(_ source: Source) -> Set<UInt64> { marks[source.code] ?? [] }

    /// Whether its address gave a list of sitemaps: a 304 to that says nothing of the sitemaps.
    func isIndex(_ source: Source) -> Bool { source.kind == .sitemap && indexes.contains(source.code) }
}

extension Source {
    /// Whether one address may lead to others in the same run.
    var isFollowed: Bool { kind == .sitemap || kind == .feed && pages > 1 }
}
