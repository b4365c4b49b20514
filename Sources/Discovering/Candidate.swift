/// An address that may be a feed or a sitemap, and what speaks for it.
struct Candidate: Equatable {
    /// Where an address was found; those before are tried before.
    enum Reason: Int, Comparable {
        case given, declared, linked, robots, wellKnown, index

        static func < (left: Reason, right: Reason) -> Bool { left.rawValue < right.rawValue }

        /// In words, for the entry's comments.
        var words: String {
            switch self {
            case .given: "the address given"
            case .declared: "named by the page's link element"
            case .linked: "linked by the page"
            case .robots: "named by robots.txt"
            case .wellKnown: "found at a usual place"
            case .index: "listed by a sitemap index"
            }
        }
    }

    var url: String
    var reason: Reason
}

/// Candidates in the order of their coming, each address once, and no more than a number of them.
struct CandidateList {
    private(set) var taken = 0
    private let most: Int
    private var waiting: [Candidate] = []
    private var known: Set<String> = []
    /// How many there was no room for.
    private(set) var leftOut = 0

    init(most: Int) { self.most = most }

    /// Adds addresses that are new.
    mutating func add(_ urls: [String], _ reason: Candidate.Reason) {
        for url in urls where known.insert(Self.key(url)).inserted {
            waiting.append(Candidate(url: url, reason: reason))
        }
    }

    /// Notes an address that was asked for by other ways; false where it was known.
    mutating func note(_ url: String) -> Bool { known.insert(Self.key(url)).inserted }

    /// The next ones to try, as many as may still be tried; the rest is left out.
    mutating func next() -> [Candidate] {
        let batch = Array(waiting.prefix(most - taken))
        leftOut += waiting.count - batch.count
        waiting = []
        taken += batch.count
        return batch
    }

    /// Without fragment and scheme: a site names its feed by http and https alike.
    private static func key(_ url: String) -> String {
        let url = url.prefix { $0 != "#" }
        return url.lowercased().hasPrefix("http://") ? "https://\(url.dropFirst(7))" : String(url)
    }
}
