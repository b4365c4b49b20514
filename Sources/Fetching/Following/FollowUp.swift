import Pack
import Records

/// An address that an answer of a source led to, of the same source and in the same run.
struct FollowUp: Equatable {
    var url: String
    /// What the capture says of the way there.
    var via: JSONObject
}

/// The sitemaps of an index, as far as they are due; an index in an index is opened too, but not one in that.
struct SitemapFollowing {
    /// The most that are remembered for later runs; fifty nights of what one asks for.
    static let remembered = 1000

    private let choice: SitemapChoice
    /// At most so many in all.
    private let most: Int
    private var depths: [String: Int]
    /// How many sitemaps the indexes list.
    private(set) var listed = 0
    private(set) var asked = 0
    /// Those that there was no room for, and that are remembered.
    private(set) var over: [FollowUp] = []
    /// How many more are due than can be remembered.
    private(set) var forgotten = 0
    private(set) var isIndex = false

    init(_ source: Source, choice: SitemapChoice) {
        self.choice = choice
        most = source.sitemaps
        depths = [source.url: 0]
    }

    /// Of what an answer holds what `take` needs: no entries, and of an index what is due.
    func kept(_ url: String, _ reading: ListReading) -> ListReading {
        switch reading {
        case .failed, .unmodified: return reading
        case .entries: return .entries([])
        case .index(let list):
            guard opens(url) else { return .entries([]) }
            return .index(list.kept(choice, most: most + Self.remembered))
        }
    }

    private func opens(_ url: String) -> Bool { depths[url].map { $0 < 2 } ?? false }

    /// What an answer leads to, of which `kept` is given.
    mutating func take(_ url: String, _ reading: ListReading) -> [FollowUp] {
        guard case .index(let list) = reading, opens(url), let depth = depths[url] else { return [] }
        isIndex = true
        listed += list.listed
        forgotten += list.dropped
        var taken: [FollowUp] = []
        for entry in list.due where depths[entry.url] == nil {
            let isTaken = asked < most
            guard isTaken || over.count < Self.remembered else {
                forgotten += 1
                continue
            }
            depths[entry.url] = depth + 1
            let one = FollowUp(url: entry.url, via: ["sitemap_index": .string(url)])
            if isTaken {
                asked += 1
                taken.append(one)
            } else {
                over.append(one)
            }
        }
        return taken
    }
}

/// The next page of a feed, until there is none, or nothing new in it.
struct PageFollowing {
    private let source: Source
    /// The entries that are captured already.
    private let known: Set<UInt64>
    private var page = 1
    /// The entries of this run.
    private(set) var marks: Set<UInt64> = []
    /// Whether the last page that is allowed held nothing that is captured already, on a source that is known: what lies
    /// between is lost.
    private(set) var hasGap = false

    init(_ source: Source, known: Set<UInt64>) {
        self.source = source
        self.known = known
    }

    /// What an answer leads to.
    mutating func take(_ reading: ListReading) -> [FollowUp] {
        guard case .entries(let found) = reading, !found.isEmpty else { return [] }
        let isRepeated = found.allSatisfy { marks.contains($0) }
        marks.formUnion(found)
        if isRepeated || found.allSatisfy({ known.contains($0) }) { return [] }
        guard page < source.pages else {
            hasGap = !known.isEmpty && !found.contains { known.contains($0) }
            return []
        }
        page += 1
        return [FollowUp(url: Self.url(source, page), via: ["feed": .string(source.url), "page": .int(page)])]
    }

    /// The address of a page of a feed.
    static func url(_ source: Source, _ page: Int) -> String {
        if let pattern = source.pageURL { return pattern.replacing("{n}", with: "\(page)") }
        return "\(source.url)\(source.url.contains("?") ? "&" : "?")paged=\(page)"
    }
}
