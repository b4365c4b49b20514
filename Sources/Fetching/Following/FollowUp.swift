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
    private let choice: SitemapChoice
    /// At most so many in all.
    private let most: Int
    private var depths: [String: Int]
    /// How many sitemaps the indexes list.
    private(set) var listed = 0
    private(set) var asked = 0
    /// Those that there was no room for.
    private(set) var over: [FollowUp] = []
    private(set) var isIndex = false

    init(_ source: Source, choice: SitemapChoice) {
        self.choice = choice
        most = source.sitemaps
        depths = [source.url: 0]
    }

    /// What an answer leads to.
    mutating func take(_ url: String, _ reading: ListReading) -> [FollowUp] {
        guard case .index(let entries) = reading, let depth = depths[url], depth < 2 else { return [] }
        isIndex = true
        listed += entries.count
        let due = choice.due(entries).filter { depths[$0.url] == nil }
            .map { FollowUp(url: $0.url, via: ["sitemap_index": .string(url)]) }
        for one in due { depths[one.url] = depth + 1 }
        let taken = Array(due.prefix(most - asked))
        asked += taken.count
        over += due.dropFirst(taken.count)
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
